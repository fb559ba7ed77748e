"""Where a scenario runs: the product's own session, a site, a bad network."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from playwright.async_api import BrowserContext, Page
from support.event_loop import RunAsync
from support.faults import sites
from support.faults.proxy import Network
from support.faults.sites import Site
from support.faults.typing_console import TypingConsole

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.result import Result
from optout.dossier.file import now
from optout.dossier.store import Store
from optout.page.close_tab import close_tab
from optout.run.form_inputs import FormInput, form_inputs
from optout.run.patience import Patience
from optout.run.plan import Plan
from optout.run.session import session
from optout.system.attempt import attempt

T = TypeVar("T")
EMAIL = "prenom.nom@example.org"
HASTY = Patience(unknown=1.5, late=1.0, code=3.0, check=1.0, silence=3.0)
"""Shorter patience with unknown pages and silent ones, so that many can be met."""
_FILLING = "filling"
_FIRST_INPUT = f"""window.heard || addEventListener(
  'input', () => console.debug('{_FILLING}'), {{once: true, capture: true}});
window.heard = true"""


class Window:
    """The part of a browser that a session uses: new tabs, each with the scenario's ear in it."""

    def __init__(self, context: BrowserContext, filling: Callable[[], None]) -> None:
        self.pages: list[Page] = []
        self.opened: list[Page] = []
        self._context, self._filling = context, filling
        self._in_order = asyncio.Lock()

    async def new_page(self) -> Page:
        """A tab that tells of the first input in it."""
        async with self._in_order:  # the first that asks has the first tab
            page = await self._context.new_page()
            self.opened.append(page)
        page.on("console", lambda said: said.text == _FILLING and self._filling())
        await page.add_init_script(_FIRST_INPUT)
        page.on("domcontentloaded", self._listen)
        return page

    def _listen(self, page: Page) -> None:
        """On a busy machine a browser may begin a document without the script for new ones."""
        listening = asyncio.ensure_future(attempt(page.evaluate(_FIRST_INPUT), None))
        listening.add_done_callback(lambda done: done.cancelled() or done.exception())

    def on(self, event: Literal["close"], act: Callable[[BrowserContext], None]) -> None:
        """Tell of the end of the whole browser."""
        self._context.on(event, act)

    async def close(self) -> None:
        """Close the tabs of this run."""
        for page in self.opened:
            with contextlib.suppress(Exception):
                await close_tab(page, 10)


@dataclass
class FaultRun:
    """One person at one form, with everything that a scenario may break."""

    site: Site
    network: Network
    person: TypingConsole
    store: Store
    window: Window
    evidence: bool = False
    filling: asyncio.Event = field(default_factory=asyncio.Event)
    sends: int = 0
    """How often the person has pressed the page's button."""
    results: list[Result] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at each result."""
    again: bool = False
    patience: Patience = HASTY
    whole: Window | None = None
    """All tabs of the run, where `window` is one of them."""
    forms: tuple[str, ...] = ()
    """More than one form, at this address or the one in `addresses`; else the site's own."""
    addresses: dict[str, str] = field(default_factory=dict)
    acts: "set[asyncio.Task[None]]" = field(default_factory=set)
    """What is done beside the run."""

    @property
    def page(self) -> Page:
        """The newest tab."""
        return self.window.opened[-1]

    @property
    def url(self) -> str:
        """The form's address, behind the bad network."""
        return self.network.origin + self.site.address

    def start(self) -> "asyncio.Task[None]":
        """Begin a run as the command line would, in this window."""
        started: asyncio.Future[Any] = asyncio.Future()
        started.set_result(None)
        run = session.run_forms(self.plan(), self.person, started)  # type: ignore[arg-type]
        return asyncio.create_task(run)

    def beside(self, act: Awaitable[object]) -> None:
        """Something of the person's or of the world's, beside the run; a page that went away
        under it is part of the scenario."""

        async def quietly() -> None:
            with contextlib.suppress(Exception):
                await act

        self.acts.add(asyncio.create_task(quietly()))

    def plan(self) -> Plan:
        """What the run is to do."""
        self.results.clear()
        return Plan(
            form_inputs=[
                _wish(form, self.addresses.get(form, self.url))
                for form in self.forms or [self.site.service]
            ],
            store=self.store,
            launch=Launch(Path(), headless=True),
            evidence=self.evidence,
            again=self.again,
            patience=self.patience,
            browser=self._lent,
            report=self._report,
        )

    @contextlib.asynccontextmanager
    async def _lent(self, *_given: object) -> AsyncIterator[Any]:
        """What stands in for a browser of one's own."""
        yield self.whole or self.window

    def _report(self, result: Result) -> None:
        self.results.append(result)
        self.news.set()

    async def ends(self, form: str) -> None:
        """Wait for the end of one of several forms."""
        while not any(result.form == form for result in self.results):
            self.news.clear()
            await self.news.wait()

    async def press_send(self, *, twice: bool = False) -> None:
        """The person sends."""
        self.sends += 2 if twice else 1
        await self.site.send(self.page, twice=twice)

    def records(self) -> list[Any]:
        """All records on disk."""
        return self.store.all().records


def _wish(service: str, url: str) -> FormInput:
    settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr")
    (form_input,) = form_inputs(settings, [service], url=url)
    return form_input


Act = Callable[[FaultRun], Awaitable[T]]


@contextlib.asynccontextmanager
async def fault_run(
    context: BrowserContext,
    flow: str,
    data: Path,
    patch: pytest.MonkeyPatch,
    clock: Callable[[], datetime],
) -> AsyncIterator[FaultRun]:
    """A site, a network, a person at a terminal and a window, all gone afterwards."""
    filling = asyncio.Event()
    window = Window(context, filling.set)
    with sites.opened(flow) as site:
        network = Network(site.origin)
        await network.start()
        person = TypingConsole(patch)
        try:
            store = Store(data / "dossiers", clock)
            yield FaultRun(site, network, person, store, window, filling=filling)
        finally:
            await window.close()
            await network.close()
            person.close()


@dataclass(frozen=True)
class Faults:
    """One test's way into the shared browser; `data` has the dossiers."""

    context: BrowserContext
    run_async: RunAsync
    data: Path
    patch: pytest.MonkeyPatch

    def run(
        self,
        flow: str,
        act: Act[T],
        clock: Callable[[], datetime] = now,
    ) -> T:
        """What comes of `act` with a form of that flow."""

        return self.run_async(self._one(self.data, flow, act, clock), timeout=400)

    def run_together(self, acts: Mapping[str, tuple[str, Act[T]]]) -> dict[str, T]:
        """What comes of each act, by its name, with a form of its flow; all at the same time."""

        async def whole() -> list[T]:
            ones = (self._one(self.data / name, *one) for name, one in acts.items())
            return await asyncio.gather(*ones)

        return dict(zip(acts, self.run_async(whole(), timeout=400), strict=True))

    async def _one(
        self, data: Path, flow: str, act: Act[T], clock: Callable[[], datetime] = now
    ) -> T:
        async with fault_run(self.context, flow, data, self.patch, clock) as one:
            return await act(one)
