"""The browser's pages that are optout's own, and no site's: none of them is the form's."""

import secrets
from weakref import WeakSet

from playwright.async_api import BrowserContext, Page

_own: "WeakSet[Page]" = WeakSet()
_addresses: set[str] = set()


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
