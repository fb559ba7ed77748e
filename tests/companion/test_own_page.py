"""The companion's page among the others of the browser, and who is told that it is gone."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Error, Page
from support.locate_site import Site, document

from optout.browser.launch import Launch, free_tab
from optout.companion.companion_page import CompanionPage
from optout.page.windows import Windows
from optout.system import own_pages

Ends = Callable[[CompanionPage, Page], Awaitable[object]]


async def _crashes(_companion: CompanionPage, page: Page) -> None:
    with suppress(Error):
        await page.goto("chrome://crash", timeout=2000)


ENDS: dict[str, tuple[Ends, int]] = {
    "by the person": (lambda _companion, page: page.close(), 1),
    "by a crash": (_crashes, 1),
    "by the run": (lambda companion, _page: companion.close(), 0),
}
"""How it ends, and how often that is told: another may be open already."""


@pytest.mark.parametrize("how", ENDS)
def test_only_what_the_run_did_not_close_is_told_once(site: Site, how: str) -> None:
    act, times = ENDS[how]

    async def ends() -> tuple[list[str], bool]:
        told: list[str] = []
        page = await site.context.new_page()
        companion = CompanionPage(page, lambda *_: None, lambda: told.append(how))
        await companion.open()
        companion.show({})
        await act(companion, page)
        await asyncio.sleep(1)
        return told, page.is_closed()

    assert site.run(ends()) == ([how] * times, True)


@pytest.mark.parametrize("own", [True, False])
def test_it_is_no_window_of_the_form(site: Site, own: bool) -> None:
    """An empty tab that the form opened is one. Neither is free: its opener can send it away."""

    async def opens(form: Page) -> tuple[bool, bool]:
        windows = Windows(form, lambda _request: False, lambda _dialog: None, lambda: None)
        windows._sent = True
        address = own_pages.new_address() if own else "about:blank"
        async with form.context.expect_page() as opened:
            await form.evaluate("address => void open(address)", address)
        page = await opened.value
        counted = page in windows.open or page in windows.answers
        windows.close()
        taken = await free_tab(Context(form, page), Launch(Path())) is page  # type: ignore[arg-type]
        await page.close()
        return counted, taken

    assert site.visit(document(""), opens) == (not own, False)


def test_the_browser_s_own_empty_tab_is_free(site: Site) -> None:
    async def takes() -> bool:
        page = await site.context.new_page()
        taken = await free_tab(Context(page), Launch(Path())) is page  # type: ignore[arg-type]
        await page.close()
        return taken

    assert site.run(takes())


class Context:
    """A browser with these pages alone."""

    def __init__(self, *pages: Page) -> None:
        self.pages = pages

    async def new_page(self) -> None:
        """None is needed."""
