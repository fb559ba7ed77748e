"""An HTML page as a PDF, by the browser that is there; no PDF where there is none."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from playwright.async_api import BrowserContext, Error, Page

from optout.browser.pdf import pdf
from optout.system.timeouts import bounded

Printer = Callable[[str], Awaitable[bytes | None]]
"""From a page of HTML to the bytes of a PDF; None where no browser can make one."""

_LIMIT = 30.0


def by_context(context: BrowserContext) -> Printer:
    """Print in a browser that is open: in a tab of its own, closed again."""

    @contextlib.asynccontextmanager
    async def sheet() -> AsyncIterator[Page]:
        page = await bounded(context.new_page())
        try:
            yield page
        finally:
            await bounded(page.close())

    async def printed(html: str) -> bytes | None:
        with contextlib.suppress(Error, TimeoutError):
            return await bounded(pdf(html, sheet), _LIMIT)
        return None

    return printed
