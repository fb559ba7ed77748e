"""Open the address of a form."""

import contextlib
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import Error, Page
from playwright.async_api import TimeoutError as PageTimeout

from optout.system.timeouts import bounded

_CLOSING = 1000

Fault = Literal["offline", "not_found", "refused", "insecure", "slow", "server", "gone", "other"]
_FAULTS: dict[str, Fault] = {
    "ERR_INTERNET_DISCONNECTED": "offline",
    "ERR_NETWORK_CHANGED": "offline",
    "ERR_PROXY": "offline",
    "ERR_NAME_NOT_RESOLVED": "not_found",
    "ERR_CONNECTION": "refused",
    "ERR_ADDRESS_UNREACHABLE": "refused",
    "ERR_EMPTY_RESPONSE": "server",
    "ERR_TOO_MANY_REDIRECTS": "server",
    "ERR_INVALID_RESPONSE": "server",
    "ERR_HTTP": "server",
    "ERR_CERT": "insecure",
    "ERR_SSL": "insecure",
    "ERR_TIMED_OUT": "slow",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """Whether the address answered; `fault` says why not."""

    fault: Fault | None = None
    status: int = 0


async def open_form(page: Page, url: str, limit: float) -> Opened:
    """Go to `url`, as far as its first answer within `limit` seconds. What it is, others say."""
    try:
        response = await bounded(
            page.goto(url, wait_until="commit", timeout=limit * 1000), limit + 5
        )
    except (PageTimeout, TimeoutError):
        return Opened("slow")
    except Error as error:
        fault: Fault = next((f for k, f in _FAULTS.items() if k in error.message), "other")
        return Opened("gone" if await _gone(page, error, fault) else fault)
    status = response.status if response else 0
    return Opened("server" if status >= 500 else None, status)


async def _gone(page: Page, error: Error, fault: Fault) -> bool:
    """Whether the window was closed meanwhile, which it says a moment later."""
    if page.is_closed() or "has been closed" in error.message:
        return True
    if fault == "other":
        with contextlib.suppress(Error):
            await page.wait_for_event("close", timeout=_CLOSING)
            return True
    return False
