"""Each screen of the companion, in the sentences of the product, without a run."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import time
from unittest.mock import patch

from playwright.async_api import BrowserContext, Page
from support.scripted_person import ScriptedPerson

from optout.companion.both import TerminalAndCompanion
from optout.companion.placing import Opened
from optout.config.settings import Settings
from optout.domain.errors import NO_BROWSER, OptoutError
from optout.domain.states import Sent, State
from optout.forms import lookup
from optout.i18n import SOURCE_LANGUAGE, _, language
from optout.letters import Letter
from optout.locate.roles import PageKind, Role
from optout.practice.words import languages, words
from optout.run.code.pasted_code import pasted_code
from optout.run.filling import FilledField, Filling
from optout.run.form_inputs import form_inputs
from optout.run.talk import messages, sending_messages
from optout.run.talk.ask_person import ask_if_sent
from optout.run.talk.prompt import Prompt
from optout.setup import wizard
from optout.terminal.human import Offer, Standing

FORM = "Facebook"
_SETTINGS = Settings(country="FR", email="you@example.org", forms=["facebook", "instagram"])
Talk = Callable[[TerminalAndCompanion], Awaitable[object]]


@dataclass(frozen=True)
class ScreenOf:
    """What is said and asked by `talk`; `answers` are given before the screen stands."""

    talk: Talk
    answers: tuple[str, ...] = ()


async def companion_in(page: Page) -> TerminalAndCompanion:
    """The companion in this page, of a person who has nothing else."""
    person = TerminalAndCompanion(ScriptedPerson(can_ask=False))
    person.expected = True
    person.needed.set()

    async def at_hand(_context: BrowserContext, *, asks: bool) -> Opened:
        return Opened(page, aside=True, placed=True)

    with patch("optout.companion.both.open_beside", at_hand):
        await person.open(page.context)
    return person


async def show(
    person: TerminalAndCompanion, page: Page, screen: ScreenOf
) -> asyncio.Future[object]:
    """Show it; what comes of its last question is the result."""
    shown = asyncio.ensure_future(screen.talk(person))
    answered = ""
    for answer in (*screen.answers, ""):
        while not shown.done() and _number(person) in ("", answered):
            await page.wait_for_timeout(10)
        if answer:
            answered = _number(person)
            await page.evaluate("([number, text]) => answer(number, text)", [answered, answer])
    await settled(person, page)
    return shown


def _number(person: TerminalAndCompanion) -> str:
    return person.screen.question.number if person.screen.question else ""


async def settled(person: TerminalAndCompanion, page: Page) -> None:
    """Wait until the page shows what the companion holds."""
    question = person.screen.question
    await page.wait_for_function(
        "([title, open]) => document.title === title && question.hidden !== open",
        arg=[person.screen.as_data()["title"], question is not None],
    )
    await asyncio.sleep(0.05)


def _letter(values: object = None) -> Letter:
    return form_inputs(_SETTINGS, ["facebook"])[0].letter(None)


async def guided(person: TerminalAndCompanion) -> None:
    """The guided start."""
    await wizard.welcome(person, _SETTINGS.forms)
    await wizard.ask_each(person, ["country", "email", "name"], _SETTINGS, _SETTINGS.forms)
    await wizard.wants_to_change(person, _SETTINGS, _letter())
    await wizard.change(person, _SETTINGS, _letter)


def _page() -> Mapping[str, str]:
    """How the form's page calls things."""
    return words(language() if language() in languages() else SOURCE_LANGUAGE)


def _filling() -> Filling:
    letter = _letter()
    held = {Role.COUNTRY: "France", Role.EMAIL: "you@example.org", Role.EXPLANATION: letter.text}
    return Filling(
        {role: FilledField(role, "filled", meant=text, held=text) for role, text in held.items()},
        letter=letter,
        optional=("{label_additional} ({optional})".format(**_page()),),
    )


def _stands(person: TerminalAndCompanion, words: str, sent: str, *, two: bool = False) -> None:
    standings = [Standing(FORM, words, sent=sent)]
    if two:
        standings.append(Standing("Instagram", _("filled in, waiting"), sent=_("Nothing is sent.")))
    person.keep_in_sight(standings, FORM)


async def loading(person: TerminalAndCompanion) -> None:
    """The forms are being opened."""
    _stands(person, "", "")
    messages.opening(person, [FORM])


async def your_turn(person: TerminalAndCompanion, *, two: bool = False) -> None:
    """The person checks and sends."""
    _stands(person, _("your turn"), _("Nothing is sent."), two=two)
    messages.opening(person, [FORM, "Instagram"][: 1 + two])
    messages.filled(person, FORM, _filling())
    messages.your_turn(person, FORM, _filling(), _page()["send_account"], attachments=False)
    names = (_("Show me the button"), _("It does not work"))
    person.offer([Offer(name, lambda: None) for name in names], _letter().text)


async def two_forms(person: TerminalAndCompanion) -> None:
    """The same, with another form after it."""
    await your_turn(person, two=True)


async def sign_in(person: TerminalAndCompanion) -> None:
    """The page wants a sign-in."""
    _stands(person, _("your turn"), _("Nothing is sent."))
    messages.opening(person, [FORM])
    messages.waiting(person, FORM, PageKind.SIGN_IN)


async def code(person: TerminalAndCompanion) -> None:
    """The code is asked for, after the sending."""
    await your_turn(person)
    _stands(person, _("sent. The code is still missing"), _("Sent. The code is still missing."))
    sending_messages.left(person, time(16, 46))
    person.offer((), _letter().text)
    messages.code_wanted(person, FORM, Sent.PROVED)
    await pasted_code(person, FORM)


async def refused(person: TerminalAndCompanion) -> None:
    """The page did not take the code."""
    await your_turn(person)
    _stands(person, _("sent. The code is still missing"), _("Sent. The code is still missing."))
    messages.code_wanted(person, FORM, Sent.PROVED)
    person.offer((), _letter().text)
    messages.code_outcome(person, FORM, "rejected")
    await pasted_code(person, FORM)


async def quoted(person: TerminalAndCompanion) -> None:
    """The page says something, and it is not clear what."""
    _stands(person, _("sent, no answer yet"), _("Sent. No answer yet."))
    messages.unknown(person, FORM, "Ihre Nachricht wurde gesendet.")
    await person.yes_no(_("Does that mean that it was received?"), default=False)


async def several(person: TerminalAndCompanion) -> None:
    """What the page says is chosen."""
    _stands(person, _("perhaps sent"), _("Perhaps sent: no answer was seen."))
    messages.unknown(person, FORM, "")
    await ask_if_sent(_Asks(person), FORM, code=True)


class _Asks(Prompt):
    """Asks, and looks at no page."""

    def __init__(self, human: TerminalAndCompanion) -> None:
        object.__setattr__(self, "human", human)

    async def ask(self, question, still=None):  # type: ignore[no-untyped-def,override]
        return await question()


async def many(person: TerminalAndCompanion) -> None:
    """One of more than nine."""
    await wizard.ask_language(person, "FR")


async def failed(person: TerminalAndCompanion) -> None:
    """An error ends the run."""
    person.say(str(OptoutError(NO_BROWSER)), style="bold red")
    await person.go_on("", _("Finish"))


async def ended(person: TerminalAndCompanion) -> None:
    """The end."""
    _stands(person, _("received"), _("Sent, and received."))
    form = lookup.load("facebook")
    messages.quote(person, FORM, "Merci, votre opposition nous est parvenue.")
    messages.end(person, form, State.ACKNOWLEDGED, owed=True)
    person.heading(_("How it stands now"))
    names = (
        _("See the proof"),
        _("Save the proof as a PDF"),
        _("Save the dates for my calendar"),
        _("Erase my sign-in from this browser"),
    )
    person.offer([Offer(name, lambda: None) for name in names])
    await person.go_on(
        _(
            "The browser window stays open, so that you can read the page. "
            "Press Enter here, or close that window, to finish"
        ),
        _("Finish"),
    )


SCREENS: dict[str, ScreenOf] = {
    "country": ScreenOf(guided),
    "email": ScreenOf(guided, ("FR",)),
    "name": ScreenOf(guided, ("FR", "you@example.org")),
    "letter": ScreenOf(guided, ("FR", "you@example.org", "Nom")),
    "letter-read": ScreenOf(guided, ("FR", "you@example.org", "Nom", "yes")),
    "loading": ScreenOf(loading),
    "your-turn": ScreenOf(your_turn),
    "two-forms": ScreenOf(two_forms),
    "sign-in": ScreenOf(sign_in),
    "code": ScreenOf(code),
    "code-misfit": ScreenOf(code, ("bonjour",)),
    "code-refused": ScreenOf(refused),
    "quoted": ScreenOf(quoted),
    "several": ScreenOf(several),
    "many": ScreenOf(many),
    "ended": ScreenOf(ended),
    "failed": ScreenOf(failed),
}
