"""Pages of one form, written in the test."""

from collections.abc import Iterator
from contextlib import contextmanager

from support.page_site import PageSite

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
