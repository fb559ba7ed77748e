"""The browser's pages that are optout's own, and no site's: none of them is the form's.

Also the site's page that was put in front last: the browser itself does not tell.
"""

import secrets
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import BrowserContext, Page

from optout.system.attempt import attempt

_own: "WeakSet[Page]" = WeakSet()
_addresses: set[str] = set()
_in_front: "WeakKeyDictionary[BrowserContext, Page]" = WeakKeyDictionary()


def new_address() -> str:
    """An address without content that no other page has: what opens there is optout's own."""
    address = f"about:blank#{secrets.token_hex(8)}"
    _addresses.add(address)
    return address


def is_own(page: Page) -> bool:
    """This page is no site's."""
    if page.url in _addresses:
        _own.add(page)
    return page in _own


def of_sites(context: BrowserContext) -> list[Page]:
    """The open pages that are not optout's own."""
    return [page for page in context.pages if not is_own(page)]


async def to_front(page: Page) -> None:
    """Put a site's page in front. Raises `ActFailed`."""
    _in_front[page.context] = page
    await attempt(page.bring_to_front())


def front_of(context: BrowserContext) -> Page | None:
    """The site's page that was put in front last, else the first one; None where none is open."""
    sites, front = of_sites(context), _in_front.get(context)
    return front if front in sites else next(iter(sites), None)
