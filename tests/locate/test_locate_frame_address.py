"""A frame's document is there a moment before its address is known: it is looked at again."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import pytest
from playwright.async_api import Frame, Page
from support.locate_site import FORM, HOST, WHOLE, Site, document, ids, permits

from optout.page import reading
from optout.system.timeouts import bounded

INNER = HOST + "inner"
PAGE = document(f'<iframe src="{INNER}" width="600" height="600"></iframe>')


@contextmanager
def _address(monkeypatch: pytest.MonkeyPatch, known: Callable[[], bool]) -> Any:
    """The inner frame's address is empty until it is known."""
    real: Any = Frame.url.fget  # type: ignore[attr-defined]

    def url(frame: Frame) -> str:
        address: str = real(frame)
        return "" if address == INNER and not known() else address

    with monkeypatch.context() as patched:
        patched.setattr(Frame, "url", property(url))
        yield


def test_an_address_known_later(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    times = 0

    def known() -> bool:
        nonlocal times
        times += 1
        return times > asked

    async def act(page: Page) -> reading.Reading:
        with _address(monkeypatch, known):
            return await bounded(reading.settled(page, permits, patience=30), 10)

    for asked in (1, 2, 3):
        times = 0
        assert ids(site.visit(PAGE, act, {INNER: FORM})) == WHOLE, asked


def test_an_address_never_known(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(page: Page, hidden: AbstractContextManager[Any]) -> reading.Reading:
        with hidden:
            return await reading.settled(page, permits, patience=1)

    def look(hidden: AbstractContextManager[Any]) -> dict[str, str]:
        return ids(site.visit(PAGE, lambda page: act(page, hidden), {INNER: FORM}))

    assert look(_address(monkeypatch, lambda: False)) == {}
    assert look(nullcontext()) == WHOLE


def test_what_is_there_when_patience_ends_is_seen(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the watching missed, the last word is a look of that moment."""
    looked = asyncio.Event()

    async def never(page: Page, since: object = ()) -> None:
        looked.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(reading, "changed", never)

    async def act(page: Page, script: str, patience: float) -> reading.Reading:
        looked.clear()
        settling = asyncio.create_task(reading.settled(page, permits, patience=patience))
        await bounded(looked.wait(), 4)
        await page.evaluate(script, FORM)
        return await settling

    empty = document("<p>Nothing yet</p>")
    late = "html => { document.body.innerHTML = html; }"
    assert ids(site.visit(empty, lambda page: act(page, late, 2.5))) == WHOLE
    assert ids(site.visit(empty, lambda page: act(page, "() => 1", 0.6))) == {}
