"""Pages for the locator: written in the test, served on made-up hosts, read in a real browser."""

import contextlib
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from playwright.async_api import BrowserContext, ElementHandle, Error, Page, Route
from support.event_loop import RunAsync

from optout.locate.roles import BUTTONS, Role
from optout.locate.snapshot import Option, Snapshot
from optout.page.close_tab import close_tab
from optout.page.fields import Forbidden, guard
from optout.page.reading import Reading, judge, read
from optout.system.timeouts import bounded

HOST = "https://form.test/"


def permits(url: str) -> bool:
    """Only the form's own host may be filled."""
    return url.startswith(HOST)


@dataclass
class Site:
    """Opens pages: `html` on the form's host, `others` on other addresses."""

    run: RunAsync
    context: BrowserContext
    _served: dict[str, str] = field(default_factory=dict)
    _kept: Page | None = None
    _plain: bool = False

    def look(self, html: str, others: Mapping[str, str] | None = None) -> Reading:
        """Open a page and look at it once, in a tab that is kept for the next look."""

        async def whole() -> Reading:
            page, self._kept = self._kept, None
            if page and plain and self._plain:
                await page.set_content(html, wait_until="load")
            else:
                page = page or await self._tab()
                await page.goto(HOST, wait_until="load")
            reading = await read(page, permits)
            self._kept, self._plain = page, plain
            return reading

        self._serves(html, others)
        # To write a page costs a quarter of going to it; what a script left would still be there.
        plain = not others and not _LEAVES.search(html)
        return self.run(whole(), timeout=40)

    def each(self, *forms: tuple[str, ...]) -> list[Reading]:
        """Look once at a page with a form of each of these parts, and judge each form as if it
        were the only one, as `look(form(*parts))` does."""
        bodies = []
        for number, parts in enumerate(forms):
            # A line first: what begins one of several forms may be a title of that part.
            whole = f"{TITLE}<form><hr>{''.join(parts)}{SEND}</form>"
            bodies.append(_ID.sub(partial(_numbered, number), whole))
        reading = self.look(document("".join(bodies)))
        return [_alone(reading, number) for number in range(len(forms))]

    def visit(
        self,
        html: str,
        act: Callable[[Page], Awaitable[Any]],
        others: Mapping[str, str] | None = None,
    ) -> Any:
        """Open a page in a tab of its own, do something with it, close it."""

        async def whole() -> Any:
            page = await self._tab()
            try:
                await page.goto(HOST, wait_until="load")
                return await act(page)
            finally:
                with contextlib.suppress(Error, TimeoutError):  # it may be gone, or hang
                    # A page that is closed while one of its requests is answered may never close.
                    await bounded(page.unroute_all(behavior="wait"), 3)
                await close_tab(page, 10)

        self._serves(html, others)
        return self.run(whole(), timeout=40)

    def _serves(self, html: str, others: Mapping[str, str] | None) -> None:
        self._served = {HOST: html, **(others or {})}

    async def _tab(self) -> Page:
        page = await self.context.new_page()
        await page.route("**/*", self._serve)
        return page

    async def _serve(self, route: Route) -> None:
        body = self._served.get(route.request.url)
        if body is None:
            await route.abort()
        else:
            await route.fulfill(body=body, content_type="text/html; charset=utf-8")

    def found(self, html: str, others: Mapping[str, str] | None = None) -> dict[str, str]:
        """The ids of the fields found on a page, by role; the buttons left out."""
        return ids(self.look(html, others))


_LEAVES = re.compile(r"<script|shadowrootmode|\son\w+=", re.IGNORECASE)
_ID = re.compile(
    r"""(?<=\s)((?:id|for|list|aria-(?:labelledby|describedby))=)("[^"]*"|'[^']*'|[^\s>]+)"""
)


def _numbered(number: int, told: re.Match[str]) -> str:
    """An attribute whose ids are those of one form among others."""
    names = told[2].strip("\"'").split()
    return f'{told[1]}"{" ".join(f"{name}.{number}" for name in names)}"'


def _alone(reading: Reading, number: int) -> Reading:
    main = reading.snapshot.main
    own = (c for c in main.controls if c.form == number)
    controls = tuple(c._replace(id=c.id.removesuffix(f".{number}")) for c in own)
    assert controls, "each form has a field"
    return judge(Snapshot(main.url, (replace(main, controls=controls),)), {})


_SAID = (
    *("label", "lead", "shared", "behind", "title", "placeholder", "described", "error", "before"),
    *("after", "group", "above", "options", "value"),
)
"""What of a control is text of the page."""


def reworded(reading: Reading, words: Mapping[str, str], *, lang: str = "") -> Reading:
    """The page that was looked at with other words in their places, judged without a browser.

    What hangs on how a text lies, is drawn, or ends with a mark stays as it was looked at.
    """
    assert all(words.values()), "a text that is not there lies nowhere"
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    met: set[str] = set()

    def put(found: re.Match[str]) -> str:
        met.add(found[0])
        return words[found[0]]

    def said(one: Any) -> Any:
        if isinstance(one, tuple):
            return tuple(map(said, one))
        if isinstance(one, Option):
            return replace(one, text=said(one.text))
        return pattern.sub(put, one)

    frames = tuple(
        replace(
            frame,
            lang=lang or frame.lang,
            title=said(frame.title),
            blocks=tuple(b._replace(text=said(b.text)) for b in frame.blocks),
            linked=tuple(replace(link, text=said(link.text)) for link in frame.linked),
            dialogs=tuple(replace(dialog, name=said(dialog.name)) for dialog in frame.dialogs),
            controls=tuple(
                c._replace(**{name: said(getattr(c, name)) for name in _SAID})
                for c in frame.controls
            ),
        )
        for frame in reading.snapshot.frames
    )
    assert met == set(words), "a text is not on the page"
    return judge(replace(reading.snapshot, frames=frames), {})


async def why_forbidden(handle: ElementHandle | None) -> str:
    """Why the field may not be filled; empty where it may."""
    assert handle is not None
    try:
        await guard(handle, permits)
    except Forbidden as why:
        return str(why)
    return ""


def ids(reading: Reading) -> dict[str, str]:
    """The ids of the fields found, by role; the buttons left out."""
    found = (role for role, one in reading.fields.items() if one.status == "found")
    return {role.value: id_of(reading, role) for role in found if role not in BUTTONS}


def id_of(reading: Reading, role: Role) -> str:
    """The id of the field that was found for a role; empty where none was."""
    control = reading.fields[role].control
    return control.id if control else ""


TITLE = "<h1>Object to your information being used for AI at Meta</h1>"
EMAIL = '<label for="mail">Email address</label><input id="mail">'
COUNTRY = (
    '<label for="land">Country of residence</label><select id="land"><option value="">Choose'
    "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain</select>"
)
WHY = (
    '<label for="why">Please tell us how this processing impacts you</label>'
    '<textarea id="why" required></textarea>'
)
SEND = "<button>Submit</button>"
WHOLE = {"email": "mail", "country": "land", "explanation": "why"}


def document(body: str, head: str = "") -> str:
    """A whole page in English."""
    return f'<!doctype html><html lang="en"><head><title>Help</title>{head}</head><body>{body}'


def form(*parts: str, before: str = TITLE, after: str = "") -> str:
    """A page with one form of these parts."""
    return document(f"{before}<form>{''.join(parts)}{SEND}</form>{after}")


def shadow(*inside: str, shown: str = "", mode: str = "open") -> str:
    """A component with this in its shadow root; what is `shown` is put into its slots."""
    root = f'<template shadowrootmode="{mode}">{"".join(inside)}</template>'
    return f"<x-part>{root}{shown}</x-part>"


FORM = form(COUNTRY, EMAIL, WHY)
