"""The reason, by plain questions: each answer gives a true sentence, which can be changed."""

from collections.abc import Callable, Iterable, Sequence

from optout import i18n, letters
from optout.config.settings import Settings
from optout.i18n import N_, _
from optout.letters import Letter, questions
from optout.letters.reason import MOST, parse
from optout.run.form_inputs import FormInput, letter_language
from optout.terminal.choosing import yes_or_no
from optout.terminal.human import Choice, Human

Wrong = Callable[[str], str | None]
SENSITIVE = N_(
    "If you write about your health, religion, politics or sex life, the company reads that, too."
)
"""Said where a reason is given (Art. 9 GDPR); translate with `_` when shown."""
_OWN = "own"
_FEWEST = 2
"""Words of a reason. One alone may be the answer to a question that was not asked."""


async def ask_reason(
    human: Human, language: str, wrong: Wrong, *, third_party: bool = False
) -> str:
    """Keys of the guide and the person's own words, as the settings hold them (`reason.parse`).

    `language` is the letter's; `third_party` is for somebody with no posts of their own. `wrong`
    says of a reason why the settings do not take it, or None. Raises `EndOfInput`.
    """
    human.say(_("Why do you object? Choose only what is true: the letter says it in your name."))
    human.say(_(SENSITIVE))
    first = questions.FIRST_WITHOUT_POSTS if third_party else questions.FIRST
    keys: dict[str, None] = {}
    while True:
        pieces = await _one(human, first, own=not keys)
        if pieces is None:
            return await _own_words(human, wrong)
        keys[questions.key_of(pieces)] = None
        full = len(keys) == MOST or pieces == (questions.DEFAULT,)
        another = _("Is there another reason? Up to three can stand in the letter.")
        if full or not await human.yes_no(another, default=False):
            return await _as_it_is_or_changed(human, keys, language, wrong)


async def _one(
    human: Human, first: questions.ReasonQuestion, *, own: bool
) -> questions.Pieces | None:
    """The pieces of one reason; None for the person's own words, which `own` offers too."""
    pieces: questions.Pieces = ()
    question: questions.ReasonQuestion | None = first
    while question:
        answer = await _answer(human, question, own=own and question is first)
        if answer is None:
            return None
        pieces += (answer.piece,) if answer.piece else ()
        question = answer.then
    return pieces


async def _answer(
    human: Human, question: questions.ReasonQuestion, *, own: bool
) -> questions.ReasonAnswer | None:
    known = {str(number): answer for number, answer in enumerate(question.answers)}
    choices = [Choice(value, _(answer.label)) for value, answer in known.items()]
    default = ""
    if own:
        choices.append(Choice(_OWN, _("I write it in my own words")))
        default = next(v for v, answer in known.items() if answer.piece == questions.DEFAULT)
    value = await human.choose(_(question.text), choices, default=default)
    return known.get(value)


async def _as_it_is_or_changed(
    human: Human, keys: Iterable[str], language: str, wrong: Wrong
) -> str:
    chosen = "\n".join(keys)
    human.say(_("The letter will say:"))
    human.letter(letters.reason_text(language, chosen))
    spoken = i18n.language()
    if spoken != language and spoken in letters.languages():
        human.say(_("In English:"))
        human.letter(letters.reason_text(spoken, chosen))
    instead = _("Your own words instead (may stay empty)")
    if words := await _words(human, instead, wrong, enter=True):
        return words
    human.say(_("One sentence that only you can write counts for more: since when, what, where?"))
    added = _("That sentence, in the language of the letter (may stay empty)")

    def beside(words: str) -> str | None:
        return wrong(f"{chosen}\n{words}")

    words = await _words(human, added, beside, enter=False)
    return "\n".join(filter(None, (chosen, words)))


async def _own_words(human: Human, wrong: Wrong) -> str:
    question = _("Your reason, in one or a few sentences: since when, what, where")
    while not (words := await _words(human, question, wrong)):
        human.say(_("Please write something."))
    return words


async def _words(human: Human, question: str, wrong: Wrong, *, enter: bool | None = None) -> str:
    """What the person writes and lets stand; empty for nothing.

    `enter`: whether it is a yes or a no that says the same as Enter. Somebody in haste answers so,
    and the objection rests on these words.
    """
    while True:
        words = (await human.paste(question)).strip()
        said = yes_or_no(words)
        if not words or (said is not None and said is enter):
            return ""
        if problem := wrong(words):
            human.say(problem)
            continue
        hardly = len(words.split()) < _FEWEST
        if hardly:
            human.say(_("The letter would say only this: {words}").format(words=words))
        if not hardly or await human.yes_no(_("Keep it as it is?"), default=False):
            return words


def rests_on(settings: Settings, letter: Letter) -> list[str]:
    """What the person was not asked about: the stated default of a reason, who has not reviewed."""
    default = letters.reasons(letter_language(settings))[letters.DEFAULT_REASON]
    told = []
    if not settings.reason and default in letter.text:
        told.append(_("Reason in the letter: loss of control over my data."))
    if not letter.reviewed:
        told.append(_("The letter was not reviewed by a lawyer."))
    return told


def say_what_is_left_out(human: Human, reason: str, form_inputs: Sequence[FormInput]) -> None:
    """Say where a letter about other people's posts lacks a part of the reason."""
    others = any(form_input.form.third_party for form_input in form_inputs)
    if others and any(questions.true_without_posts(way) != way for way in parse(reason).ways):
        human.say(_("The letter about other people's posts says nothing about posts of your own."))
