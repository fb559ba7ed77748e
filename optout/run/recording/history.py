"""What earlier runs did at the same form for the same address, said before anything is sent."""

from datetime import date
from pathlib import Path

from optout.domain import errors
from optout.domain.code_outcomes import CodeStage
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import OBJECTED, TURNED_AWAY, State
from optout.dossier.look_again import look_again
from optout.dossier.record import Record
from optout.dossier.store import Store, counts_as_objected, is_for
from optout.dossier.words import answer_words, standing_words
from optout.forms.spec import Form
from optout.i18n import _, labelled
from optout.i18n.cldr import day_in_words
from optout.run.form_inputs import FormInput
from optout.run.progress import Facts
from optout.run.talk import sending_messages
from optout.terminal.human import Human, Standing


def is_over(record: Record) -> bool:
    """Nothing is left to do after what it records."""
    return record.state in OBJECTED or record.last_answer is not None


def is_settled(record: Record) -> bool:
    """The same, and no setting that is to be looked at again."""
    switch = record.state is State.SWITCHED_OFF
    return is_over(record) and not (switch and look_again(record, date.today()))


def show_earlier(store: Store, form: Form, email: str, human: Human) -> None:
    """Keep in sight how it stands by what earlier runs have sent, or may have sent, for this
    address; an empty one is any."""
    left = [r for r in _same(store, form, email) if _may_be_sent(r)]
    if left:
        words = standing_words(left[-1])
        sentence = f"{words[:1].upper()}{words[1:]}."
        human.keep_in_sight([Standing(form.name, words, is_over(left[-1]), sentence)], "")


def say_before(
    store: Store, form_input: FormInput, last: Record | None, human: Human, *, opens_page: bool
) -> None:
    """Say what earlier runs did: `last` is the record of what was sent.

    `opens_page`: the form's page is opened then.
    """
    if last is None:
        _say_what_left(store, form_input, human)
        return
    name, day = form_input.form.name, _day(last)
    if answer := last.last_answer:
        words, on = answer_words(last.form, answer), day_in_words(answer.on)
        sending_messages.answered_before(human, name, answer=words, day=on)
    if not is_over(last):
        sending_messages.sent_before(human, name, day, known_from(last).code, opens_page=opens_page)
    elif not answer:
        sending_messages.done_before(human, name, last.state, day)


def known_from(record: Record) -> Facts:
    """What an earlier run has proved, as the next one begins."""
    codes = {State.CODE_ASKED: CodeStage.ASKED, State.CODE_ENTERED: CodeStage.LEFT}
    asked = [codes[rung.state] for rung in record.rungs if rung.state in codes]
    code = asked[-1] if asked else CodeStage.NOT_ASKED
    if code is CodeStage.LEFT and record.code_status == CodeStage.REJECTED.value:
        code = CodeStage.REJECTED
    return Facts(sending=record.sent, code=code)


def result_of(record: Record, folder: Path) -> Result:
    """What a record tells of the run of its form. `folder` is its dossier."""
    return Result(
        record.form,
        record.state,
        record.sent,
        record.id,
        record.url,
        record.fields,
        record.code_status,
        folder,
        record.quote,
        out_of_sight=record.unseen,
    )


def say_again(store: Store, form_input: FormInput, human: Human) -> None:
    """The person objects once more on purpose: that it is a second request, if it is one."""
    sent = [
        r
        for r in _same(store, form_input.form, form_input.email)
        if counts_as_objected(r) or r.was_sent
    ]
    if sent:
        sending_messages.second_request(human, form_input.form.name, day=_day(sent[-1]))
    else:
        _say_what_left(store, form_input, human)


async def make_sure(store: Store, form_input: FormInput, human: Human, *, again: bool) -> None:
    """Go on only if nothing was sent as far as can be read, or if the person wants it all the same.

    Raises `OptoutError` (EARLIER_UNREADABLE).
    """
    troubles = [t for t in store.all().troubles if t.hides(form_input.form.key)]
    for trouble in troubles:
        human.say(labelled(str(trouble.path), trouble.what))
    if not troubles or again:
        return
    name = form_input.form.name
    human.say(_("{form}: so optout cannot tell if you have objected already.").format(form=name))
    if human.can_ask and await human.yes_no(_("Object all the same?"), default=False):
        return
    raise OptoutError(errors.EARLIER_UNREADABLE)


def _say_what_left(store: Store, form_input: FormInput, human: Human) -> None:
    """What may have been sent by a run whose end was not a good one."""
    earlier = _same(store, form_input.form, form_input.email)
    name = form_input.form.name
    sent = [r for r in earlier if r.was_sent or r.left_at]
    if sent and sent[-1].state in TURNED_AWAY:
        sending_messages.refused_before(human, name, day=_day(sent[-1]))
    elif sent:
        sending_messages.perhaps_sent(human, name)
    elif any(record.out_of_sight for record in earlier):
        sending_messages.cut_off(human, name)
    elif earlier and earlier[-1].rung(State.CODE_ASKED):
        sending_messages.stopped_at_code(human, name)


def _same(store: Store, form: Form, email: str) -> list[Record]:
    """The records of earlier runs at the same form for the same address, oldest first."""
    return [
        record
        for record in store.all().records
        if record.form == form.key and not record.practice and is_for(record, email)
    ]


def _may_be_sent(record: Record) -> bool:
    return (
        counts_as_objected(record) or bool(record.left_at) or record.out_of_sight or record.was_sent
    )


def _day(record: Record) -> str:
    return day_in_words(record.last_change.at_local[:10])
