"""Pages of one form, written in the test; and a person at the browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserType, Page
from support.page_site import PageSite
from support.world import SecondClient

TITLE = "<title>Objection</title><h1>Object to your information being used for AI at Meta</h1>"
EMAIL_BOX = "<p><label>Email address <input id=mail></label></p>"
COUNTRY_BOX = (
    "<p><label>Country of residence <select id=land><option value=''>Choose"
    "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain</select></label></p>"
)
LETTER_BOX = (
    "<p><label>Please tell us how this processing impacts you"
    " <textarea id=why required rows=9 cols=60></textarea></label></p>"
)


def form(*parts: str, after: str = "") -> str:
    """A page with one form of these parts."""
    return f"{TITLE}<form method=post>{''.join(parts)}<button>Submit</button></form>{after}"


@contextmanager
def serving(**pages: str) -> Iterator[PageSite]:
    """A site of these pages; `index` is the first one."""
    with PageSite({f"/{'' if n == 'index' else n}": p for n, p in pages.items()}) as site:
        yield site


@contextmanager
def person_at(browser_type: BrowserType, client: SecondClient, site: PageSite) -> Iterator[Page]:
    """The tool's own window with a page of `site`, for a person's hands and eyes."""
    browser = browser_type.connect_over_cdp(client.address)
    try:
        (page,) = (p for c in browser.contexts for p in c.pages if p.url.startswith(site.url))
        yield page
    finally:
        browser.close()
