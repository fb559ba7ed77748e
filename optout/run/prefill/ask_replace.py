"""A field holds something already: the person decides if it is replaced."""

from collections.abc import Sequence

from optout.domain.text import one_line
from optout.i18n import _
from optout.locate.roles import Role
from optout.page.reading import Stale
from optout.run.form_inputs import FormInput
from optout.run.talk import messages
from optout.run.talk.messages import MOST_HELD
from optout.run.talk.prompt import MovedOn, Prompt


async def replace(role: Role, held: str, meant: str, form_input: FormInput, prompt: Prompt) -> bool:
    """The person wants `meant` instead of `held`. Raises `Stale`, `PageGone`."""
    form, held = form_input.form.name, one_line(held, MOST_HELD)
    if role is Role.EMAIL and form_input.email_policy:
        return form_input.email_policy == "replace"
    if role is Role.EMAIL:
        sentences = messages.other_address(form, held, meant)
        return await _wanted(sentences, _("Replace it with yours?"), prompt)
    if role is Role.COUNTRY:
        there = _("{form}: the page already says {held}. Your country is {meant}.")
        sentences = [there.format(form=form, held=held, meant=meant)]
        return await _wanted(sentences, _("Change it to yours?"), prompt)
    return await replace_text(role, form_input, prompt)


async def replace_text(role: Role, form_input: FormInput, prompt: Prompt) -> bool:
    """The person wants some text that is there replaced. Raises `Stale`, `PageGone`."""
    sentence = _("{form}: a field already holds some text: {field}.")
    field = _(messages.ROLE_NAMES[role])
    sentences = [sentence.format(form=form_input.form.name, field=field)]
    return await _wanted(sentences, _("Replace that text?"), prompt)


async def _wanted(sentences: Sequence[str], question: str, prompt: Prompt) -> bool:
    human = prompt.human

    async def ask() -> bool:
        for sentence in sentences:
            human.say(sentence)
        if human.can_ask:
            return await human.yes_no(question, default=False)
        human.say(_("It is left as it is. Please check it."))
        return False

    answer = await prompt.ask(ask)
    if isinstance(answer, MovedOn):
        raise Stale  # the page shows something else by now
    return answer.value
