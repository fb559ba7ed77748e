"""Open the address of a form."""

import contextlib
from typing import Literal

from playwright.async_api import Page

from optout.system.attempt import ActFailed, TooSlow, attempt

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


async def open_form(page: Page, url: str, limit: float) -> Fault | None:
    """Go to `url`, as far as its first answer within `limit` seconds; why there is none, if so.

    What the page is, others say.
    """
    try:
        response = await attempt(
            page.goto(url, wait_until="commit", timeout=limit * 1000), limit + 5
        )
    except TooSlow:
        return "slow"
    except ActFailed as error:
        fault: Fault = next((f for k, f in _FAULTS.items() if k in str(error)), "other")
        return "gone" if await _gone(page, error, fault) else fault
    return "server" if response and response.status >= 500 else None


async def _gone(page: Page, error: ActFailed, fault: Fault) -> bool:
    """The window was closed meanwhile, which it says a moment later."""
    if page.is_closed() or error.closed:
        return True
    if fault == "other":
        with contextlib.suppress(ActFailed):
            await attempt(page.wait_for_event("close", timeout=_CLOSING))
            return True
    return False
