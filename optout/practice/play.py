"""The person, played: sends the form in the page, reads the mail, pastes the code."""

from collections.abc import Callable, Sequence

from optout.companion.both import TerminalAndCompanion
from optout.config.settings import Settings
from optout.forms import lookup
from optout.forms.names import NAMES, PRACTICE
from optout.i18n import _
from optout.letters import languages
from optout.practice import words
from optout.practice.options import PracticeForm, show_too
from optout.practice.site import PracticeSite
from optout.terminal.console import Console
from optout.terminal.human import Act, Choice, EndOfInput, Human, NoButtons, OnMisfit

_PRESSED = ("submit", "request_code")
_ACTS = {"gate": "answer_gate", "switch_off": "switch_off"}
"""What the person is asked to do, and the act in the twin that does it."""


def practice_settings(own: Settings, language: str) -> Settings:
    """Who practises: no real person, on this person's computer."""
    letters = languages()
    return Settings(
        browser=own.browser,
        headless=own.headless,
        companion=own.companion,
        country="FR",
        email="practice@example.org",
        name=_("Practice Person"),
        language=language if language in letters else "en",
    )


def page_language(spoken: str) -> str:
    """The language of the site's pages for a terminal that speaks `spoken`."""
    return spoken if spoken in words.languages() else "en"


def show_every_form() -> None:
    """Let the site have pages for each service that optout knows."""
    records = [lookup.load(name) for name in (*NAMES, *PRACTICE)]
    show_too({r.record: PracticeForm(r.in_letters, r.third_party) for r in records})


class PractisingPerson(TerminalAndCompanion):
    """A `Human` who does their own part in the twin: the code is not in their real mailbox."""

    def __init__(self, terminal: Human, site: PracticeSite) -> None:
        super().__init__(terminal, note=_("Practice: nothing leaves this computer."))
        self._site = site

    async def paste(self, question: str, *, usual: str = "") -> str:
        told = _("(Practice: the code is in the practice inbox: {url})")
        self.say(told.format(url=self._site.inbox_url))
        return await super().paste(question, usual=usual)


class PlayedPerson(NoButtons):
    """A `Human` that says everything on the console and does the person's part in the twin."""

    can_ask = True
    on_misfit: OnMisfit | None = None

    def __init__(self, console: Console, site: PracticeSite) -> None:
        self._site = site
        self.say = console.say
        self.heading = console.heading
        self.list = console.list
        self.numbered = console.numbered
        self.standings = console.standings
        self.letter = console.letter
        self.interrupt = console.interrupt

    async def hand_over(self, form: str, act: Act) -> None:
        if act in _PRESSED:
            self.say(_("(Practice: the person presses the page's button.)"))
            self._site.person_does(form, act)
        elif act in _ACTS:
            self._site.person_does(form, _ACTS[act])

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        self.say(f"{question} >")
        if check and check("") is not None:
            raise EndOfInput
        return ""

    async def go_on(self, question: str, button: str) -> None:
        self.say(f"{question} >")

    async def pages(self, text: str) -> None:
        self.letter(text)

    async def paste(self, question: str, *, usual: str = "") -> str:
        self.say(f"{question} >")
        # The question names the form, as a person would see it.
        mails = [m for m in self._site.mails if m.code and lookup.load(m.form).name in question]
        self.say(_("(Practice: the mail's code is pasted.)"))
        return mails[-1].text if mails else ""

    async def yes_no(self, question: str, *, default: bool) -> bool:
        answer = _("yes") if default else _("no")
        self.say(f"{question} {answer}")
        return default

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.say(question)
        return default or choices[0].value
