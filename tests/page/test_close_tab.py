"""A tab is closed, though the browser has forgotten to close it."""

import asyncio
import contextlib
from typing import Any

import pytest
from playwright.async_api import Error, Page
from support.event_loop import RunAsync
from support.locate_site import Site
from support.page_site import PageSite

from optout.page.close_tab import close_tab
from optout.system.attempt import TooSlow
from optout.system.timeouts import bounded

_GOES_ON = "<title>One</title><meta http-equiv=refresh content='0; url=/next'><p>Please wait."
_TABS = 6


class Forgetful:
    """A page whose browser forgets as many closes."""

    def __init__(self, forgets: int) -> None:
        self.asked = 0
        self._forgets, self._closed = forgets, asyncio.Event()
        self.context = self

    async def close(self) -> None:
        await self.send("Target.closeTarget", {"targetId": "this"})
        await self._closed.wait()

    async def new_cdp_session(self, page: object) -> "Forgetful":
        assert page is self
        return self

    async def send(self, method: str, params: dict[str, str] | None = None) -> Any:
        if method == "Target.getTargetInfo":
            return {"targetInfo": {"targetId": "this"}}
        assert (method, params) == ("Target.closeTarget", {"targetId": "this"})
        self.asked += 1
        if self.asked > self._forgets:
            self._closed.set()
        return None


@pytest.mark.parametrize(("forgets", "asked"), [(0, 1), (1, 2)])
def test_a_close_that_was_forgotten_is_asked_for_again(
    run_async: RunAsync, forgets: int, asked: int
) -> None:
    async def close() -> int:
        page = Forgetful(forgets)
        await close_tab(page, 5)  # type: ignore[arg-type]
        return page.asked

    assert run_async(close()) == asked


def test_one_that_closes_slowly_may_be_gone_when_it_is_asked_for_again(run_async: RunAsync) -> None:
    class Slow(Forgetful):
        async def close(self) -> None:
            await asyncio.sleep(0.7)

        async def new_cdp_session(self, page: object) -> "Forgetful":
            raise Error("No target with given id found")

    run_async(close_tab(Slow(0), 5))  # type: ignore[arg-type]


def test_one_that_stays_is_said_to_stay(run_async: RunAsync) -> None:
    async def close() -> None:
        await close_tab(Forgetful(9), 1)  # type: ignore[arg-type]

    with pytest.raises(TooSlow):
        run_async(close())


def test_a_page_that_goes_on_by_itself_just_then_is_closed(site: Site) -> None:
    async def opened_and_closed(page: Page, url: str) -> bool:
        await page.goto(url)
        with contextlib.suppress(Error, TimeoutError):  # the document goes now, or is gone already
            await bounded(page.evaluate("new Promise(() => {})"), 2)
        await close_tab(page, 20)
        return page.is_closed()

    async def all_of_them(url: str) -> list[bool]:
        return [await opened_and_closed(await site.context.new_page(), url) for _ in range(_TABS)]

    with PageSite({"/": _GOES_ON, "/next": "<p>Here."}) as pages:
        assert site.run(all_of_them(pages.url), timeout=150) == [True] * _TABS
