"""What was made of a page is kept, though the page went on or closed right after it."""

from typing import Any

import pytest
from playwright.async_api import Error
from support.event_loop import RunAsync

from optout.browser.pdf import pdf
from optout.page import picture


class Leaving:
    """A page that has gone on by the second call of `evaluate`, and cannot be closed."""

    def __init__(self, *, gone_at_once: bool = False) -> None:
        self.looks = int(gone_at_once)

    async def evaluate(self, *_given: Any) -> int:
        self.looks += 1
        if self.looks > 1:
            raise Error("Execution context was destroyed")
        return 0

    async def screenshot(self, **_how: Any) -> bytes:
        return b"the picture"

    async def set_content(self, *_given: Any, **_how: Any) -> None: ...

    async def pdf(self, **_how: Any) -> bytes:
        return b"the sheet"

    async def close(self) -> None:
        raise Error("Target page has been closed")


@pytest.mark.parametrize("gone_at_once", [False, True])
def test_a_picture(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, gone_at_once: bool
) -> None:
    monkeypatch.setattr(picture, "masks", lambda *_given, **_how: [])
    page: Any = Leaving(gone_at_once=gone_at_once)
    made = run_async(picture.picture_of(page, set(), all_typed=True))
    assert made == (None if gone_at_once else b"the picture")


def test_a_sheet(run_async: RunAsync) -> None:
    class Browser:
        async def new_page(self) -> Leaving:
            return Leaving()

    assert run_async(pdf("<p>A letter</p>", Browser())) == b"the sheet"  # type: ignore[arg-type]
