"""The guided start: asks what is needed, checks each answer at once; the rest can be changed."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from optout import i18n, letters
from optout.config.settings import Settings, check_country, check_email, check_text
from optout.domain.errors import OptoutError
from optout.forms import lookup
from optout.i18n import N_, _, labelled
from optout.i18n.cldr import country_name, language_name
from optout.letters import Letter
from optout.letters.reason import check as check_reason
from optout.run.form_inputs import letter_language
from optout.setup.country import of_the_system, say_whom_for
from optout.setup.reason import ask_reason, rests_on
from optout.terminal.choosing import yes_or_no
from optout.terminal.human import Choice, Human


async def welcome(human: Human, forms: Sequence[str]) -> None:
    """What this is, in a few plain sentences; what is true of Meta only, for its forms only."""
    yours = _("It is you who sends, never optout.")
    if not all(map(_of_meta, forms)):
        human.heading(_("Object to AI being trained on what you post"))
        human.say(_("optout prepares each objection.") + " " + yours)
        return
    human.heading(_("Object to Meta's use of your posts to train its AI"))
    filled = _("optout fills in the forms of Facebook and Instagram in a browser window.")
    human.say(filled + " " + yours)
    human.list(
        (
            _("A Page (business page) cannot object: use your own account."),
            _("Your WhatsApp chats are not used, except what is written to Meta AI."),
        )
    )


_LABELS: Mapping[str, str] = {
    "country": N_("country"),
    "email": N_("e-mail"),
    "name": N_("name"),
    "known_as": N_("known as"),
    "language": N_("language of the letter"),
    "reason": N_("reason"),
    "linked": N_("accounts in one Accounts Centre"),
    "template": N_("a letter of your own"),
    "plain": N_("plain display"),
}
"""The settings that can be changed, in their order, and what they are called in a list."""
_NAMES: Mapping[str, str] = {
    "name": N_("Your name, to sign the letter with (may stay empty)"),
    "known_as": N_("User names or other spellings by which people speak of you (may stay empty)"),
}
_LETTER, _DONE = "letter", "done"
_SHOWN = 60
"""Characters of a value in a list."""

T = TypeVar("T")
LetterOf = Callable[[Mapping[str, object]], Letter]
"""The letter by these settings. Raises `OptoutError`."""


def first_questions(forms: Sequence[str], *, plain: bool) -> list[str]:
    """The settings that the start asks for; where it is `plain` now, also whether that stays."""
    more = {"known_as": _third_party(forms), "plain": plain}
    return ["country", "email", "name", *(key for key, asked in more.items() if asked)]


async def ask_each(
    human: Human, keys: Sequence[str], settings: Settings, forms: Sequence[str]
) -> dict[str, object]:
    """These settings, counted where there are several, each checked when it is given.

    Raises `EndOfInput`.
    """
    values: dict[str, object] = {"country": settings.country or of_the_system()}
    for number, key in enumerate(keys, 1):
        count = _("{number} of {count}").format(number=number, count=len(keys))
        lead = labelled(count, "") if len(keys) > 1 else ""
        values[key] = await _ask(human, key, values, forms, lead)
    return {key: values[key] for key in keys}


async def wants_to_change(human: Human, settings: Settings, letter: Letter) -> bool:
    """Say what the letter rests on, and show it to whom wants to see or change it."""
    name = language_name(letter.language, i18n.language())
    told = [_("Language of the letter: {language}.").format(language=name)]
    told += rests_on(settings, letter)
    if len(settings.forms) > 1 and not settings.linked:
        names = ", ".join(lookup.load(form).name for form in settings.forms)
        told.append(_("One objection for each: {forms}.").format(forms=names))
    if any(map(_of_meta, settings.forms)) and not _third_party(settings.forms):
        told.append(
            _("It is for your own posts. Many guides lead to the form for those of others.")
        )
    human.list(told)
    if wants := await human.yes_no(_("See or change the letter?"), default=False):
        await human.pages(letter.text)
    return wants


async def change(human: Human, settings: Settings, letter_of: LetterOf) -> dict[str, object]:
    """What the person has changed in the settings in force. Raises `EndOfInput`."""
    known, forms = _in_force(settings), settings.forms
    values = dict(known)

    def own(text: str) -> Path | None:
        name = text.strip("'\" ")  # as a terminal quotes a file that is dropped into it
        file = Path(name) if name.startswith("~") else Path(name).absolute()
        letter_of({**values, "template": file if name else None})
        return file if name else None

    while True:
        choices = [Choice(key, labelled(_(_LABELS[key]), _shown(key, values))) for key in values]
        choices.append(Choice(_LETTER, _("see the letter")))
        choices.append(Choice(_DONE, _("everything is right, go on")))
        key = await human.choose(_("What shall be changed?"), choices, default=_DONE)
        if key == _DONE:
            return {key: value for key, value in values.items() if known[key] != value}
        if key == _LETTER:
            await human.pages(letter_of(values).text)
        elif key == "template":
            values[key] = await _answer(human, _("The file with your letter (may stay empty)"), own)
        else:
            values[key] = await _ask(human, key, values, forms)
        if values["language"] not in letters.languages_for(str(values["country"])):
            values["language"] = await _ask(human, "language", values, forms)


def _in_force(settings: Settings) -> dict[str, object]:
    values: dict[str, object] = {key: getattr(settings, key) for key in _LABELS}
    values["language"] = letter_language(settings)
    if not (values["known_as"] or _third_party(settings.forms)):
        del values["known_as"]
    if not any(map(_of_meta, settings.forms)):
        del values["linked"]
    return values


def _of_meta(form: str) -> bool:
    return lookup.load(form).company == "Meta"


def _third_party(forms: Sequence[str]) -> bool:
    return bool(forms) and all(lookup.load(form).third_party for form in forms)


def _shown(key: str, values: Mapping[str, object]) -> str:
    """A setting as the person reads it."""
    value = values[key]
    if isinstance(value, bool) or (key == "template" and value is None):
        return _("yes") if value else _("no")
    text = str(value or "")
    if key == "country":
        text = country_name(text, i18n.language())
    elif key == "language":
        text = language_name(text, i18n.language())
    elif key == "reason":
        text = letters.reason_text(str(values["language"]), text)
    return textwrap.shorten(text, _SHOWN, placeholder="…") or _("none")


async def _ask(
    human: Human, key: str, values: Mapping[str, object], forms: Sequence[str], lead: str = ""
) -> object:
    """One setting, as the settings hold it; `lead` stands before its question, if it is counted."""
    if key == "country":
        return await _ask_country(human, lead, str(values["country"]))
    if key == "email":
        question = _("The e-mail address with which you sign in to your account")
        if _third_party(forms):  # no account is needed
            question = _("E-mail address")
        check = partial(check_email, where=_("your answer"))
        return await _answer(human, lead + question, check, _("Please type your e-mail address."))
    if key == "name" and _third_party(forms) and not values.get("known_as"):
        question = _("Your name, or how people call you there")
        nothing = _("Please type it: the letter must name somebody.")
        return await _answer(human, lead + question, partial(_fits, key), nothing)
    if key in _NAMES:
        return await _answer(human, lead + _(_NAMES[key]), partial(_fits, key))
    if key == "language":
        return await ask_language(human, str(values["country"]))
    if key == "reason":
        wrong, language = _problem(partial(_fits, key)), str(values["language"])
        return await ask_reason(human, language, wrong, third_party=_third_party(forms))
    if key == "linked":
        return await _ask_linked(human)
    question = _("Show everything plainly from now on, as for a screen reader?")
    return await human.yes_no(lead + question, default=True)


async def _answer(
    human: Human, question: str, check: Callable[[str], T], nothing: str = "", usual: str = ""
) -> T:
    """What `check` makes of the answer, or raises `OptoutError` for; `nothing`: said to Enter."""
    return check(await human.ask(question, check=_problem(check, nothing), usual=usual))


def _fits(key: str, text: str) -> str:
    if key == "reason":
        check_reason(text)
    return check_text(key, text, _("your answer"))


async def _ask_country(human: Human, lead: str, usual: str) -> str:
    """The ISO code of the country of residence; Enter alone takes `usual`, if any."""

    meant = usual

    def check(text: str) -> str:
        nonlocal meant
        try:
            return check_country(meant if yes_or_no(text) else text or usual, _("your answer"))
        except OptoutError as error:
            meant = str(error.facts.get("near", usual))  # "Did you mean France?" "yes"
            raise

    question = _("Your country of residence (name or code, for example France or FR)")
    nothing = _("Please type your country, for example France or FR.")
    if usual:
        question, nothing = _("Your country of residence"), ""
    shown = country_name(usual, i18n.language()) if usual else ""
    code = await _answer(human, lead + question, check, nothing, shown)
    if code != usual:
        human.say(country_name(code, i18n.language()))
    say_whom_for(human, code)
    return code


async def ask_language(human: Human, country: str) -> str:
    """The code of the letter's language, one of those for this country. Raises `EndOfInput`."""
    known = letters.languages_for(country)
    if len(known) == 1:
        name = language_name(known[0], i18n.language())
        said = _("The letter for your country is in one language: {language}.")
        human.say(said.format(language=name))
        return known[0]
    spoken = i18n.language()
    choices = [
        Choice(code, language_name(code, code), (code, language_name(code, spoken)))
        for code in known
    ]
    default = i18n.language() if i18n.language() in known else "en"
    return await human.choose(_("Language of the letter?"), choices, default=default)


async def _ask_linked(human: Human) -> bool:
    human.say(_("Meta can join your accounts in its Accounts Centre: one objection covers them."))
    human.say(
        _("You find the Accounts Centre in the settings of Facebook or Instagram, under this name.")
    )
    answer = await human.choose(
        _("Does your Accounts Centre show Facebook and Instagram together?"),
        (
            Choice("yes", _("Yes")),
            Choice("no", _("No")),
            Choice("unknown", _("I don't know (each gets its own objection)")),
        ),
        default="unknown",
    )
    return answer == "yes"


def _problem(check: Callable[[str], object], nothing: str = "") -> Callable[[str], str | None]:
    def wrong(answer: str) -> str | None:
        if nothing and not answer:
            return nothing
        try:
            check(answer)
        except OptoutError as error:
            return f"{error.what} {error.next_move}"
        return None

    return wrong
