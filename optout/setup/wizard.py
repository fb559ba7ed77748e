"""The guided start: asks what is needed, checks each answer at once, shows the letter."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from optout import i18n, letters
from optout.config.settings import Settings, check_country, check_email, check_text
from optout.domain.errors import OptoutError
from optout.forms import lookup
from optout.i18n import N_, _, labelled
from optout.i18n.cldr import country_name, language_name
from optout.run.form_inputs import letter_language
from optout.setup.country import say_whom_for
from optout.setup.reason import ask_reason
from optout.terminal.human import Choice, Human


async def welcome(human: Human, forms: Sequence[str]) -> None:
    """What this is, in a few plain sentences; what is true of Meta only, for its forms only."""
    if all(map(_of_meta, forms)):
        human.heading(_("Object to Meta's use of your posts to train its AI"))
        human.say(
            _(
                "optout fills in the forms of Facebook and Instagram in a browser window. "
                "You check them, and you send them yourself."
            )
        )
        known: tuple[str, ...] = (
            _("A Page (business page) cannot object. You do, with your own account."),
            _("Your WhatsApp chats are not used, except what is written to Meta AI."),
        )
    else:
        human.heading(_("Object to the use of what you post to train AI"))
        human.say(_("optout prepares each objection. You check it, and you send it yourself."))
        known = ()
    human.list(
        (
            *known,
            _("A code may come by mail. It can land in the spam folder."),
            _("Keep the browser window and this one open until the end."),
        )
    )
    human.say(
        _(
            "optout sends nothing itself: only what you send goes to a company. "
            "You can stop at any time with Ctrl-C."
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
    "plain": N_("plain display"),
}
"""The settings that are asked for, in their order, and what they are called in a list."""
_DONE = "done"
_SHOWN = 60
"""Characters of a value in a list."""


async def ask_all(human: Human, forms: Sequence[str], *, plain: bool) -> dict[str, object]:
    """All settings of a person, each checked when it is given. Raises `EndOfInput`.

    Where `forms` is the third party's alone, nothing is said of posts of one's own. `plain`: what
    is shown is plain now, so it is asked whether that shall stay.
    """
    values: dict[str, object] = {}
    third_party = _third_party(forms)
    for key in _LABELS:
        asked = {"known_as": third_party, "plain": plain, "linked": any(map(_of_meta, forms))}
        if asked.get(key, True):
            values[key] = await _ask(human, key, values, third_party)
    return values


async def change(
    human: Human, values: Mapping[str, object], forms: Sequence[str]
) -> dict[str, object]:
    """The settings after the person has changed what they liked. Raises `EndOfInput`."""
    changed, third_party = dict(values), _third_party(forms)
    while True:
        known = [key for key in _LABELS if key in changed]
        choices = [Choice(key, labelled(_(_LABELS[key]), _shown(key, changed))) for key in known]
        choices.append(Choice(_DONE, _("nothing more: they are right")))
        key = await human.choose(_("What shall be changed?"), choices, default=_DONE)
        if key == _DONE:
            return changed
        changed[key] = await _ask(human, key, changed, third_party)
        if changed["language"] not in letters.languages_for(str(changed["country"])):
            changed["language"] = await _ask(human, "language", changed, third_party)


def in_force(settings: Settings) -> dict[str, object]:
    """The settings in force, as `ask_all` gives them."""
    held = {key: getattr(settings, key) for key in _LABELS}
    values = {key: "" if value is None else value for key, value in held.items()}
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
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    if key == "country":
        text = country_name(text, i18n.language())
    elif key == "language":
        text = language_name(text, i18n.language())
    elif key == "reason":
        text = letters.reason_text(str(values["language"]), text)
    return textwrap.shorten(text, _SHOWN, placeholder="…") or _("none")


async def _ask(human: Human, key: str, values: Mapping[str, object], third_party: bool) -> object:
    """One setting, as the settings hold it."""
    if key == "country":
        return await ask_country(human)
    if key == "email":
        return await ask_email(human)
    if key == "name":
        question = _("Your name, to sign the letter with (Enter: none)")
        return await human.ask(question, check=_problem(partial(_fits, key)))
    if key == "known_as":
        question = _("User names or other spellings by which people speak of you (Enter: none)")
        return await human.ask(question, check=_problem(partial(_fits, key)))
    if key == "language":
        return await ask_language(human, str(values["country"]))
    if key == "reason":
        wrong = _problem(partial(_fits, key))
        return await ask_reason(human, str(values["language"]), wrong, third_party=third_party)
    if key == "linked":
        return await _ask_linked(human)
    return await human.yes_no(
        _("Show everything plainly from now on, as for a screen reader?"), default=True
    )


def _fits(key: str, text: str) -> str:
    return check_text(key, text, _("your answer"))


async def ask_country(human: Human) -> str:
    """The ISO code of the country of residence."""

    def check(text: str) -> str:
        return check_country(text, _("your answer"))

    question = _("Your country of residence (name or code, for example France or FR)")
    code = check(await human.ask(question, check=_problem(check)))
    human.say(country_name(code, i18n.language()))
    say_whom_for(human, code)
    return code


async def ask_email(human: Human, *, with_account: bool = True) -> str:
    """The address of the account; any of the person's where they need none."""

    def check(text: str) -> str:
        return check_email(text, _("your answer"))

    question = _("The e-mail address with which you sign in to your account")
    if not with_account:
        question = _("E-mail address")
    return check(await human.ask(question, check=_problem(check)))


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
    return await human.choose(_("The language of the letter"), choices, default=default)


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


def _problem(check: Callable[[str], str]) -> Callable[[str], str | None]:
    def wrong(answer: str) -> str | None:
        try:
            check(answer)
        except OptoutError as error:
            return f"{error.what} {error.next_move}"
        return None

    return wrong
