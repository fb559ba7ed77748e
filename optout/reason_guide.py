"""The reason, by plain questions: each answer gives a true sentence, which can be changed."""

from collections.abc import Sequence

from optout import i18n, objection
from optout.human import Choice, Human
from optout.i18n import _
from optout.objection import questions
from optout.objection.sensitive import KINDS
from optout.run.steps.wish import Wish

_OWN = "own"


async def ask_reason(human: Human, language: str, *, third_party: bool = False) -> str:
    """The key of a reason of the guide, or the person's own words, as they wrote them.

    `language` is the letter's; `third_party` is for somebody with no posts of their own. Raises
    `EndOfInput`.
    """
    human.say(_("Why do you object? Choose only what is true: the letter says it in your name."))
    pieces: tuple[str, ...] = ()
    first = questions.FIRST_WITHOUT_POSTS if third_party else questions.FIRST
    question: questions.Question | None = first
    while question:
        answer = await _answer(human, question, is_first=question is first)
        if answer is None:
            return await _own_words(human, language)
        pieces += (answer.piece,) if answer.piece else ()
        question = answer.then
    return await _as_it_is_or_changed(human, questions.key_of(pieces), language)


async def _answer(
    human: Human, question: questions.Question, *, is_first: bool
) -> questions.Answer | None:
    """The person's answer; None for their own words, which the first question offers."""
    known = {str(number): answer for number, answer in enumerate(question.answers)}
    choices = [Choice(value, _(answer.label)) for value, answer in known.items()]
    default = ""
    if is_first:
        choices.append(Choice(_OWN, _("I write it in my own words")))
        default = next(v for v, answer in known.items() if answer.piece == questions.DEFAULT)
    value = await human.choose(_(question.text), choices, default=default)
    return known.get(value)


async def _as_it_is_or_changed(human: Human, key: str, language: str) -> str:
    human.say(_("The letter will say:"))
    human.letter(objection.reasons(language)[key])
    spoken = i18n.language()
    if spoken != language and spoken in objection.languages():
        human.say(_("In English:"))
        human.letter(objection.reasons(spoken)[key])
    while True:
        question = _("Press Enter to keep it, or write your own words instead")
        words = (await human.paste(question)).strip()
        if not words or await _may_be_sent(human, words, language):
            return words or key


async def _own_words(human: Human, language: str) -> str:
    while True:
        words = (await human.paste(_("Your reason, in one or a few sentences"))).strip()
        if not words:
            human.say(_("Please write something."))
        elif await _may_be_sent(human, words, language):
            return words


async def _may_be_sent(human: Human, words: str, language: str) -> bool:
    if not warn_of_private_matters(human, words, language):
        return True
    return await human.yes_no(_("Keep it as it is?"), default=False)


def say_what_is_left_out(human: Human, kind: str, wishes: Sequence[Wish], language: str) -> None:
    """Say it where a chosen reason does not stand whole in a letter about other people's posts."""
    third_party = any(wish.form.service == "third-party" for wish in wishes)
    if third_party and kind not in (_OWN, *objection.reasons(language, third_party=True)):
        human.say(_("The letter about other people's posts says nothing about posts of your own."))


def warn_of_private_matters(human: Human, words: str, language: str) -> bool:
    """Warn where the person's own words seem to name what the law protects most (Art. 9 GDPR).

    Looked for in the letter's language and in the terminal's: one of them is the person's.
    """
    spoken = dict.fromkeys((language, i18n.language()))
    kinds = dict.fromkeys(k for code in spoken for k in objection.sensitive_words(words, code))
    if kinds:
        named = ", ".join(_(KINDS[kind]) for kind in kinds)
        human.say(_("Your words seem to speak of: {kinds}.").format(kinds=named))
        human.say(_("Nobody has to tell Meta that. You can write it more generally."))
    return bool(kinds)
