"""An HTML page as PDF, by the browser that is there already."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol


class Sheet(Protocol):
    """What is needed of a browser's page; Playwright's `Page` has it."""

    async def set_content(self, html: str, *, wait_until: Any = None) -> None: ...

    async def pdf(
        self,
        *,
        prefer_css_page_size: bool | None = None,
        outline: bool | None = None,
        print_background: bool | None = None,
        tagged: bool | None = None,
    ) -> bytes: ...


Opener = Callable[[], AbstractAsyncContextManager[Sheet]]
"""Opens a page of its own and closes it again, whatever happens."""


async def pdf(html: str, opener: Opener) -> bytes:
    """The page as A4, tagged for screen readers, with an outline of its headings.

    Nothing is written to disk on the way.
    """
    async with opener() as sheet:
        await sheet.set_content(html, wait_until="load")
        return await sheet.pdf(
            outline=True, prefer_css_page_size=True, print_background=True, tagged=True
        )
