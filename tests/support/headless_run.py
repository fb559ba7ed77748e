"""A whole run over real pages, in the one headless browser of `locating` and without a terminal.

The session, the steps and the dossiers are the real ones; the person is scripted. It takes a sixth
of what the program in a terminal takes.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page
from support.locate_site import Site
from support.scripted_person import ScriptedPerson

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.result import Result
from optout.dossier.store import Store
from optout.page.close_tab import close_tab
from optout.practice.site import PracticeSite
from optout.run.form_inputs import EmailPolicy, form_inputs
from optout.run.patience import Patience
from optout.run.plan import Plan
from optout.run.session.session import run_forms
from optout.system.timeouts import bounded, end_task
from optout.terminal.human import Choice

EMAIL = "prenom.nom@example.org"
QUICK = Patience(unknown=2.0, late=1.0, code=10.0, check=1.0)
"""What a page brings later it brings within a second."""

_HANGS = 40.0
"""Seconds in which nothing is said, asked or handed over: nothing will come then."""

Look = Callable[[Page], Awaitable[Any]]


class Lent:
    """A browser that is there already, without its other tabs."""

    pages: tuple[Page, ...] = ()

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self.opened: list[Page] = []

    def on(self, *heard: Any) -> None:
        self._context.on(*heard)

    async def new_page(self) -> Page:
        self.opened.append(await self._context.new_page())
        return self.opened[-1]


@dataclass
class HeadlessRun:
    """One person from France; `data` has the dossiers of all their runs."""

    site: Site
    data: Path
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    patience: Patience = QUICK
    held: Any = None
    """What `look` has given."""
    _browser: Lent | None = None

    @property
    def tab(self) -> Page:
        """Where the form is."""
        assert self._browser is not None
        return self._browser.opened[-1]

    def _all_said(self) -> str:
        shown = [f"(it shows {tab.url})" for tab in self._browser.opened] if self._browser else []
        return "\n".join([*self.person.said, *self.person.asked, *shown])

    def heard(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.person.heard

    def asked(self, text: str) -> Callable[[], bool]:
        return lambda: any(text in question for question in self.person.asked)

    def acts(self, number: int) -> Callable[[], bool]:
        """Whether the page was the person's so often."""
        return lambda: len(self.person.acts) >= number

    @property
    def store(self) -> Store:
        return Store(self.data / "dossiers")

    def record(self) -> dict[str, Any]:
        """The only record."""
        (file,) = self.store.root.glob("*/record.json")
        return dict(json.loads(file.read_text("utf-8")))

    def fields(self) -> dict[str, str]:
        """What became of each field, by the only record."""
        return {role: entry["status"] for role, entry in self.record()["fields"].items()}

    def run(
        self,
        url: str,
        *turns: Callable[[], object],
        form: str = "facebook",
        until: Callable[[], bool] | None = None,
        look: Look | None = None,
        email_policy: EmailPolicy = "",
    ) -> Result:
        """A run at `url`; the person does one of `turns` each time the page is theirs.

        It is stopped once `until` holds; `look` is done in its tab just before. Raises
        `AssertionError` where it does not come so far.
        """
        settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr")
        self.person.turns = list(turns)
        plan = Plan(
            form_inputs=form_inputs(settings, [form], url=url, email_policy=email_policy),
            store=self.store,
            launch=Launch(Path(), headless=True),
            evidence=False,
            patience=self.patience,
        )
        self.site.run(self._run(plan, until, look), timeout=8 * _HANGS)
        (result,) = plan.results
        return result

    async def _run(self, plan: Plan, until: Callable[[], bool] | None, look: Look | None) -> None:
        browser = self._browser = Lent(self.site.context)
        clock = asyncio.get_running_loop().time
        last = clock()

        @contextlib.asynccontextmanager
        async def lent(*_given: object) -> AsyncIterator[Any]:
            yield browser

        plan = replace(plan, browser=lent)
        started: asyncio.Future[Any] = asyncio.Future()
        started.set_result(None)
        running = asyncio.create_task(run_forms(plan, self.person, started))  # type: ignore[arg-type]
        running.add_done_callback(lambda _done: self.person.news.set())
        try:
            while not running.done() and not (until and until()):
                assert clock() < last + _HANGS, f"nothing for {_HANGS} s:\n{self._all_said()}"
                self.person.news.clear()
                with contextlib.suppress(TimeoutError):  # what the page did says nothing
                    await bounded(self.person.news.wait(), 0.1)
                    last = clock()
            if look and not running.done():
                self.held = await look(self.tab)
        finally:
            await end_task(running)
            await self.site.context.clear_cookies()
            for tab in browser.opened:
                await close_tab(tab, _HANGS)
        if not running.cancelled() and (error := running.exception()):
            raise error


@dataclass
class AtMailbox(ScriptedPerson):
    """Pastes the newest code that the practice site has mailed, or `codes` before that."""

    practice: PracticeSite | None = None

    async def paste(self, question: str, *, usual: str = "") -> str:
        if not self.codes and self.practice:
            self.codes = [mail.code for mail in self.practice.mails if mail.code][-1:]
        return await super().paste(question, usual=usual)


@dataclass
class Pointing(ScriptedPerson):
    """Puts the cursor into these fields in turn, by their ids; "s" passes one over.

    In whichever frame they stand: the last one that has them.
    """

    places: list[str] = field(default_factory=list)
    run: HeadlessRun | None = None

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        if default != "there":
            return await super().choose(question, choices, default=default)
        self.asked.append(question)
        place = self.places.pop(0)
        if place == "s":
            return "none"
        assert self.run is not None
        (*_, where) = [f for f in self.run.tab.frames if await f.query_selector(f"#{place}")]
        await where.locator(f"#{place}").focus()
        return default


def points(run: HeadlessRun, *places: str, yes: bool = False) -> None:
    """The person wants to show the fields, and points at these."""
    run.person = Pointing(places=list(places), run=run, choices=["point"], yes=yes)


@pytest.fixture
def headless(site: Site, tmp_path: Path) -> HeadlessRun:
    """A run over pages of the test's own."""
    return HeadlessRun(site, tmp_path)
