"""The browser's pages that are optout's own, and no site's: none of them is the form's.

Also the site's page that was put in front last: the browser itself does not tell.
"""

import secrets
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import BrowserContext, Page

from optout.system.attempt import attempt

_own: "WeakSet[Page]" = WeakSet()
_addresses: set[str] = set()
_in_front: "WeakKeyDictionary[BrowserContext, Page]" = WeakKeyDictionary()
_rests: "WeakKeyDictionary[BrowserContext, Callable[[], Awaitable[None]]]" = WeakKeyDictionary()


def new_address() -> str:
    """An address without content that no other page has: what opens there is optout's own."""
    address = f"about:blank#{secrets.token_hex(8)}"
    _addresses.add(address)
    return address


def add(page: Page) -> None:
    """This page is optout's own from now on, wherever it leads."""
    _own.add(page)


def is_own(page: Page) -> bool:
    """This page is no site's."""
    return page in _own or page.url in _addresses


def of_sites(context: BrowserContext) -> list[Page]:
    """The open pages that are not optout's own."""
    return [page for page in context.pages if not is_own(page)]


def put_in_front_after(context: BrowserContext, rest: Callable[[], Awaitable[None]]) -> None:
    """From now on no site's page comes in front of an own one of `context` before `rest` is over:
    the second click of a double click there would press what lies under it."""
    _rests[context] = rest


async def at_rest(context: BrowserContext) -> None:
    """Nothing is being pressed in an own page of `context`."""
    if rest := _rests.get(context):
        await rest()


async def to_front(page: Page) -> None:
    """Put a site's page in front, once nothing is pressed in an own one. Raises `ActFailed`."""
    await at_rest(page.context)
    _in_front[page.context] = page
    await attempt(page.bring_to_front())


def front_of(context: BrowserContext) -> Page | None:
    """The site's page that was put in front last, else the first one; None where none is open."""
    sites, front = of_sites(context), _in_front.get(context)
    return front if front in sites else next(iter(sites), None)
