"""Looks at many pages in one browser, four tabs at a time, and says what is recognised."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.async_api import BrowserContext, Dialog, Page, Playwright

from optout.browser.launch import Launch, driver, opened
from optout.check.record import corrected, new_host, shows_form
from optout.check.report import Checked, Target
from optout.config.settings import Settings, allowed_for
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import Exit
from optout.dossier.store import Store
from optout.forms import lookup
from optout.forms.hosts import origin_of
from optout.i18n import _
from optout.page.close_tab import close_tab
from optout.page.open_form import open_form
from optout.page.reading import PageGone, Reading, settled
from optout.run.recording.drift import known_fingerprints
from optout.system.attempt import ActFailed, attempt
from optout.system.timeouts import bounded, end_task
from optout.terminal.console import Console

TABS = 4
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """The most seconds for one page, all included; `closing` of them are kept to close its tab."""

    page: float = 30.0
    closing: float = 5.0


_USUAL = Limits()


def targets(
    settings: Settings, forms: Sequence[str], urls: Sequence[str], store: Store | None = None
) -> list[Target]:
    """What to look at: `urls`, all for the first of `forms`; without any, each form's own.

    A service without a form has none. What the dossiers in `store` know of a form is compared
    with. Raises `OptoutError` for an address that cannot be opened.
    """
    if any(not origin_of(url) for url in urls):
        raise OptoutError(errors.URL_MALFORMED, where="--url")
    found: list[Target] = []
    for record in (lookup.load(form) for form in dict.fromkeys(forms)):
        known = known_fingerprints(record, store) if store else record.fingerprints
        if urls:
            return [Target(record, url, allowed_for(record, url), known) for url in urls]
        url = settings.url_for(record.record)
        if url or record.addresses:
            found.append(Target(record, url or record.url, allowed_for(record, url), known))
    return found


async def check_pages(
    work: Sequence[Target],
    profile: Path,
    settings: Settings,
    console: Console,
    as_json: bool,
    limits: Limits = _USUAL,
    *,
    as_record: bool = False,
) -> int:
    """Look at every page, tell of each as it goes, and return the exit code.

    With `as_record` the data is the record of each form that is there, corrected by the visit.
    """
    launch = Launch(profile, settings.browser, headless=settings.headless)
    usable = True
    async with driver() as starting:
        with console.progress(_("Pages looked at"), len(work)) as one_done:
            async for checked in _all(work, launch, starting, limits):
                usable = usable and checked.usable
                if as_json:
                    console.data(checked.as_json())
                else:
                    checked.tell(console)
                if as_record and checked.reading and shows_form(checked.reading):
                    _print_record(console, checked.target, checked.reading)
                one_done()
    return Exit.DONE if usable else Exit.NOT_USABLE


def _print_record(console: Console, target: Target, reading: Reading) -> None:
    console.data(corrected(target, reading, date.today()))
    if host := new_host(target, reading.url):
        said = _("The record now has a site that was not in it: {host}.")
        why = _(
            "Share it only if that site is the service's own: the letter will be typed there, too."
        )
        console.say(f"{said.format(host=host)} {why}")


async def _all(
    work: Sequence[Target], launch: Launch, starting: "asyncio.Task[Playwright]", limits: Limits
) -> AsyncIterator[Checked]:
    """Every target's outcome, in the order in which they come. A dead browser is opened anew."""
    waiting = list(work)
    while waiting:
        before = len(waiting)
        async with opened(launch, starting) as context:
            async for checked in _in_one_browser(context, list(waiting), limits):
                waiting.remove(checked.target)
                yield checked
        if len(waiting) == before:
            yield Checked(waiting.pop(0), obstacle=Why(Proof.BROWSER_ENDED))


async def _in_one_browser(
    context: BrowserContext, work: Sequence[Target], limits: Limits
) -> AsyncIterator[Checked]:
    todo, lost = iter(work), asyncio.Event()
    context.on("close", lambda _context: lost.set())
    running: set[asyncio.Task[Checked]] = set()
    dead = asyncio.create_task(lost.wait())
    try:
        while True:
            while len(running) < TABS and (target := next(todo, None)) is not None:
                running.add(asyncio.create_task(_check(context, target, limits)))
            if not running:
                return
            done, _rest = await asyncio.wait({*running, dead}, return_when=asyncio.FIRST_COMPLETED)
            if dead in done:
                return
            for task in done:
                running.discard(task)
                yield task.result()  # type: ignore[misc]
    finally:
        await end_task(*running, dead)


async def _check(context: BrowserContext, target: Target, limits: Limits) -> Checked:
    """One page, within its limit, also where it is tried again."""
    seconds = limits.page - limits.closing
    try:
        return await bounded(_until_read(context, target, limits), seconds)
    except TimeoutError:
        return Checked(target, obstacle=Why(Proof.TOO_LATE, f"{seconds:.0f} seconds"))


async def _until_read(context: BrowserContext, target: Target, limits: Limits) -> Checked:
    """One page; again where it broke, as a neighbour may have taken it down with itself."""
    proof = Proof.UNREADABLE
    for _attempt in range(_ATTEMPTS):
        try:
            return await attempt(_in_tab(context, target, limits), None)
        except PageGone:
            proof = Proof.GONE
        except ActFailed:
            proof = Proof.UNREADABLE
    return Checked(target, obstacle=Why(proof))


async def _in_tab(context: BrowserContext, target: Target, limits: Limits) -> Checked:
    page = await context.new_page()
    try:
        page.on("dialog", _dismiss)
        return await _look(page, target, limits)
    finally:
        with contextlib.suppress(ActFailed):
            await close_tab(page, limits.closing)


async def _look(page: Page, target: Target, limits: Limits) -> Checked:
    crashed = asyncio.Event()
    page.on("crash", lambda _page: crashed.set())
    look = asyncio.create_task(_open_and_read(page, target, limits))
    gone = asyncio.create_task(crashed.wait())
    try:
        await asyncio.wait({look, gone}, return_when=asyncio.FIRST_COMPLETED)
        if look.done():
            return look.result()
        raise PageGone
    finally:
        await end_task(look, gone)


async def _open_and_read(page: Page, target: Target, limits: Limits) -> Checked:
    fault = await open_form(page, target.url, limits.page)
    reading = await settled(page, target.allowed.permits)
    obstacle = Why(Proof.NOT_OPENED, fault) if fault else None
    return Checked(target, reading, obstacle, await reading.opening_tags())


async def _dismiss(dialog: Dialog) -> None:
    # Nobody is there to answer, and an open dialog blocks the page; nothing was typed.
    with contextlib.suppress(ActFailed):
        await attempt(dialog.dismiss())
