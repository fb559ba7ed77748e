"""Looks at many pages in one browser, four tabs at a time, and says what is recognised."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Dialog, Error, Page, Playwright

from optout import errors, pages
from optout.bounded import bounded
from optout.browser import Launch, driver, opened
from optout.console import Console
from optout.errors import OptoutError
from optout.forms import spec
from optout.forms.hosts import Allowed, origin_of
from optout.i18n import N_, _, labelled
from optout.locate.field import Field, Status
from optout.locate.fingerprint import compare
from optout.locate.roles import PageKind, Role
from optout.outcome import Exit
from optout.pages import PageGone, Reading
from optout.proofs import in_one
from optout.settings import Settings, allowed_for
from optout.steps.open_form import open_form
from optout.steps.say import ROLE_NAMES

TABS = 4
_ATTEMPTS = 3
LIMIT = 30.0
"""Seconds for one page, with opening and closing."""
ROLES = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION, Role.CODE)

_KINDS: Mapping[PageKind, str] = {
    PageKind.FORM: N_("the form"),
    PageKind.SIGN_IN: N_("a page to sign in"),
    PageKind.CHECKPOINT: N_("a question whether it is you"),
    PageKind.CODE: N_("the page that asks for the code"),
    PageKind.ACKNOWLEDGED: N_("a confirmation"),
    PageKind.ALREADY_OBJECTED: N_("word that you have objected already"),
    PageKind.REFUSED: N_("a refusal"),
    PageKind.UNAVAILABLE: N_("word that the form is not available"),
    PageKind.UNKNOWN: N_("not recognised"),
}
_FOUND: Mapping[Status, str] = {
    "found": N_("recognised"),
    "missing": N_("not there"),
    "ambiguous": N_("not recognised for sure"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One page to look at."""

    form: spec.Form
    url: str
    allowed: Allowed


@dataclass(frozen=True, slots=True)
class Checked:
    """What was recognised; `trouble` says why there is no reading."""

    target: Target
    reading: Reading | None = None
    trouble: str = ""

    @property
    def usable(self) -> bool:
        return self.reading is not None and self.reading.kind is not PageKind.UNAVAILABLE

    @property
    def drift(self) -> str:
        """How the form stands to its record; empty where there is nothing to compare."""
        known = self.target.form.fingerprints
        return compare(self.reading.fingerprint, known) if self.reading and known else ""

    def as_json(self) -> str:
        """One line, as the contract has it."""
        reading = self.reading
        line: dict[str, Any] = {
            "form": self.target.form.service,
            "url": self.target.url,
            "at": reading.url if reading else "",
            "page": str(reading.kind if reading else PageKind.UNKNOWN),
            "language": reading.language if reading else "",
            "fields": {str(r): _field(reading, r) for r in ROLES},
            "fingerprint": reading.fingerprint if reading else "",
            "drift": self.drift,
            "why": reading.why if reading else self.trouble,
        }
        return json.dumps(line, ensure_ascii=False)


def targets(settings: Settings, forms: Sequence[str], urls: Sequence[str]) -> list[Target]:
    """What to look at: the addresses given, for one form, else the forms' own.

    Raises `OptoutError` for an address that cannot be opened.
    """
    records = [spec.load(form) for form in dict.fromkeys(forms)]
    if not urls:
        found = [(r, settings.url_for(r.service)) for r in records]
        return [Target(r, url or r.url, allowed_for(r, url)) for r, url in found]
    if any(not origin_of(url) for url in urls):
        raise OptoutError(errors.URL_MALFORMED, where="--url")
    return [Target(records[0], url, allowed_for(records[0], url)) for url in urls]


async def check_pages(
    work: Sequence[Target], profile: Path, settings: Settings, console: Console, as_json: bool
) -> int:
    """Look at every page, tell of each as it goes, and return the exit code."""
    launch = Launch(profile, settings.browser, headless=settings.headless)
    usable = True
    async with driver() as starting:
        async for checked in _all(work, launch, starting):
            usable = usable and checked.usable
            if as_json:
                console.data(checked.as_json())
            else:
                _tell(console, checked)
    return Exit.DONE if usable else Exit.NOT_USABLE


async def _all(
    work: Sequence[Target], launch: Launch, starting: "asyncio.Task[Playwright]"
) -> AsyncIterator[Checked]:
    """Every target's outcome, in the order in which they come. A dead browser is opened anew."""
    left = list(work)
    while left:
        before = len(left)
        async with opened(launch, starting) as context:
            lost = asyncio.Event()
            _tell_when_closed(context, lost)
            async for checked in _in_one_browser(context, list(left), lost):
                left.remove(checked.target)
                yield checked
        if len(left) == before:
            yield Checked(left.pop(0), trouble="the browser ended")


def _tell_when_closed(context: BrowserContext, lost: asyncio.Event) -> None:
    def closed(_context: BrowserContext) -> None:
        lost.set()

    context.on("close", closed)


async def _in_one_browser(
    context: BrowserContext, work: Sequence[Target], lost: asyncio.Event
) -> AsyncIterator[Checked]:
    todo = iter(work)
    running: set[asyncio.Task[Checked]] = set()
    dead = asyncio.create_task(lost.wait())
    try:
        while True:
            while len(running) < TABS and (target := next(todo, None)) is not None:
                running.add(asyncio.create_task(_check(context, target)))
            if not running:
                return
            done, _rest = await asyncio.wait({*running, dead}, return_when=asyncio.FIRST_COMPLETED)
            if dead in done:
                return
            for task in done:
                running.discard(task)
                yield task.result()  # type: ignore[misc]
    finally:
        for task in (*running, dead):
            task.cancel()
        await asyncio.gather(*running, dead, return_exceptions=True)


async def _check(context: BrowserContext, target: Target) -> Checked:
    """One page; again where it broke, as a neighbour may have taken it down with itself."""
    trouble = ""
    for _attempt in range(_ATTEMPTS):
        try:
            return await _in_tab(context, target)
        except PageGone:
            trouble = "the page closed or crashed"
        except Error:
            trouble = "the page could not be read"
    return Checked(target, trouble=trouble)


async def _in_tab(context: BrowserContext, target: Target) -> Checked:
    page: Page | None = None
    try:
        page = await bounded(context.new_page(), LIMIT)
        page.on("dialog", _dismiss)
        return await bounded(_look(page, target), LIMIT)
    except TimeoutError:
        return Checked(target, trouble=f"no answer within {LIMIT:.0f} seconds")
    finally:
        if page is not None:
            with contextlib.suppress(Error, TimeoutError):
                await bounded(page.close(), 5)


async def _look(page: Page, target: Target) -> Checked:
    crashed = asyncio.Event()

    def crash(_page: Page) -> None:
        crashed.set()

    page.on("crash", crash)
    look = asyncio.create_task(_open_and_read(page, target))
    gone = asyncio.create_task(crashed.wait())
    try:
        await asyncio.wait({look, gone}, return_when=asyncio.FIRST_COMPLETED)
        if look.done():
            return look.result()
        raise PageGone
    finally:
        look.cancel()
        gone.cancel()
        await asyncio.gather(look, gone, return_exceptions=True)


async def _open_and_read(page: Page, target: Target) -> Checked:
    opened_ = await open_form(page, target.url)
    reading = await pages.settled(page, target.allowed.permits)
    trouble = f"it could not be opened: {opened_.fault}" if opened_.fault else ""
    return Checked(target, reading, trouble)


async def _dismiss(dialog: Dialog) -> None:
    # Nobody is there to answer, and an open dialog blocks the page; nothing was typed.
    with contextlib.suppress(Error):
        await dialog.dismiss()


def _field(reading: Reading | None, role: Role) -> dict[str, Any]:
    field = reading.fields.get(role) if reading else None
    field = field or Field(role, "missing", "not looked at")
    return {
        "status": field.status,
        "how": field.how,
        "score": round(field.score, 3),
        "html": field.html,
    }


def _tell(console: Console, checked: Checked) -> None:
    reading = checked.reading
    console.heading(labelled(checked.target.form.name, checked.target.url))
    if checked.trouble:
        console.say(in_one(checked.trouble))
    if reading is None:
        return
    kind, why = _(_KINDS[reading.kind]), in_one(reading.why)
    console.say(_("This page is: {kind} ({why})").format(kind=kind, why=why))
    lines = [labelled(_(ROLE_NAMES[r]), _(_FOUND[reading.fields[r].status])) for r in ROLES]
    console.list([*lines, labelled(_("fingerprint"), reading.fingerprint)])
