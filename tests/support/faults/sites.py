"""The sites that the scenarios run on, and what a person does in their pages."""

import contextlib
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Page
from support.faults.plain_site import WINDOWS, PlainSite
from support.practice_twin.backend import Received
from support.practice_twin.site import TwinSite

from optout.practice.rendering import PORTAL_CALLS

_SEND = re.compile(r"^(Submit|Send request)$")
_BUSY = re.compile(r"(fetch|xhr|post)(\d+)")
"""How a page sends, and the milliseconds for which it is busy then."""
_LIMIT = 60_000


@dataclass(frozen=True)
class Site:
    """One open site. `address` is the form's path; the counts are what the server really knows."""

    service: str
    origin: str
    address: str
    sent: Callable[[], int]
    objected: Callable[[], bool]
    code: Callable[[], str]
    letter: Callable[[], str]

    async def send(self, page: Page, *, twice: bool = False) -> None:
        """The person presses the page's own button."""
        button = page.get_by_role("button", name=_SEND)
        if twice:
            await button.dblclick(timeout=_LIMIT, no_wait_after=True)
        else:
            await button.click(timeout=_LIMIT, no_wait_after=True)

    async def request_code(self, page: Page) -> None:
        """The person asks for the code, where the form takes one before it is sent."""
        button = page.get_by_role("button", name="Request code")
        await button.click(timeout=_LIMIT, no_wait_after=True)

    def sends(self, method: str, path: str) -> bool:
        """Whether this request is the one that files the objection."""
        _address, _mark, call = path.partition("#")
        if call in PORTAL_CALLS.values():
            return call == PORTAL_CALLS["objection"]
        return method == "POST" and ("/submit" in path or "/graphql" in path or path == "/send")

    def confirms(self, method: str, path: str) -> bool:
        """Whether this request is the one that carries the code."""
        if path.endswith(f"#{PORTAL_CALLS['code']}"):
            return True
        return method == "POST" and urlsplit(path).path.endswith("/code")

    def opens(self, method: str, path: str) -> bool:
        """Whether this request asks for the form's page."""
        return method == "GET" and urlsplit(path).path == urlsplit(self.address).path


@contextlib.contextmanager
def opened(flow: str) -> Iterator[Site]:
    """The site of a flow: `classic`, `react`, a plain or a busy one, and `code` or `direct`."""
    markup, way = flow.split("-")
    if markup in WINDOWS or (busy := _BUSY.fullmatch(markup)):
        how = {"window": WINDOWS[markup]} if markup in WINDOWS else {}
        by, ms = ("post", 0) if markup in WINDOWS else (busy[1], int(busy[2]))
        with PlainSite(with_code=way == "code", by=by, busy=ms, **how) as plain:
            yield Site(
                "facebook",
                plain.origin,
                "/",
                sent=lambda: len(plain.objections),
                objected=lambda: plain.objected,
                code=lambda: plain.code,
                letter=lambda: plain.objections[-1]["explanation"] if plain.objections else "",
            )
        return
    service = "facebook" if markup == "classic" else "instagram"
    with TwinSite() as twin:
        session = uuid.uuid4().hex
        url = urlsplit(twin.url(service, markup=markup, flow=way, session=session))

        def objections() -> list[Received]:
            return [r for r in twin.received if r.kind == "objection"]

        yield Site(
            service,
            twin.origin,
            f"{url.path}?{url.query}",
            sent=lambda: len(objections()),
            objected=lambda: any(not m.code for m in twin.mails),
            code=lambda: next((m.code for m in reversed(twin.mails) if m.code), ""),
            letter=lambda: next((r.fields["explanation"] for r in reversed(objections())), ""),
        )
