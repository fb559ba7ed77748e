"""The guided start: asks what is needed, checks each answer at once, shows the letter."""

from collections.abc import Callable, Sequence

from optout import countries, i18n, letters
from optout.config.validators import check_country, check_email
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.i18n.cldr import country_name, language_name
from optout.setup.reason import ask_reason
from optout.terminal.human import Choice, Human


async def welcome(human: Human) -> None:
    """What this is, in a few plain sentences."""
    human.heading(_("Object to Meta's use of your posts to train its AI"))
    human.say(
        _(
            "optout fills in the forms of Facebook and Instagram in a browser window. "
            "You check them, and you send them yourself."
        )
    )
    human.list(
        (
            _("A Page (business page) cannot object. You do, with your own account."),
            _("Your WhatsApp chats are not used, except what is written to Meta AI."),
            _("A code may come by mail. It can land in the spam folder."),
            _("Keep the browser window and this one open until the end."),
        )
    )
    human.say(
        _(
            "optout sends nothing itself: only what you send goes to Meta. "
            "You can stop at any time with Ctrl-C."
        )
    )


async def ask_all(human: Human, forms: Sequence[str]) -> dict[str, object]:
    """All settings of a person, each checked when it is given. Raises `EndOfInput`.

    Where `forms` is the third party's alone, nothing is said of posts of one's own.
    """
    values: dict[str, object] = {}
    values["country"] = await ask_country(human)
    values["email"] = await ask_email(human)
    values["name"] = await human.ask(_("Your name, to sign the letter with (Enter: none)"))
    third_party = set(forms) == {"third-party"}
    if third_party:
        question = _("User names or other spellings by which people speak of you (Enter: none)")
        values["known_as"] = await human.ask(question)
    language = await ask_language(human, str(values["country"]))
    values["language"] = language
    values["reason"] = await ask_reason(human, language, third_party=third_party)
    values["linked"] = await _ask_linked(human)
    return {key: value for key, value in values.items() if value != ""}


async def ask_country(human: Human) -> str:
    """The ISO code of the country of residence."""
    answer = await human.ask(
        _("Your country of residence (name or code, for example France or FR)"),
        check=_problem(check_country),
    )
    code = check_country(answer)
    human.say(country_name(code, i18n.language()))
    if code not in countries.europe():
        human.say(_("The forms are for people in the EU, the EEA, the UK and Switzerland."))
    return code


async def ask_email(human: Human) -> str:
    """The address of the account."""

    def check(text: str) -> str:
        return check_email(text, _("your answer"))

    question = _("The e-mail address with which you sign in to your account")
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
            Choice("no", _("No")),
            Choice("yes", _("Yes")),
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
