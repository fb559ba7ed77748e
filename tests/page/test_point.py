"""The field that the person points at takes what it is wanted for."""

import pytest
from playwright.async_api import Page
from support.locate_site import Site, document

from optout.page.fields import focused

FIELDS = {
    "a box": ("<input id=c>", True, True),
    "a list": ("<select id=c><option>France</select>", False, True),
    "a combobox": ("<div id=c tabindex=0 role=combobox>Choose</div>", False, True),
    "a box that opens a list": ("<input id=c readonly aria-haspopup=listbox>", False, True),
    "a list in its place": (
        "<p id=c tabindex=0 role=listbox aria-expanded=false></p>",
        False,
        True,
    ),
    "a list of lines": ("<p id=c tabindex=0 role=listbox></p>", False, False),
    "a box to read": ("<input id=c readonly>", False, False),
    "a button": ("<button id=c>Send</button>", False, False),
}


@pytest.mark.parametrize(("field", "text", "choice"), FIELDS.values(), ids=FIELDS)
def test_what_can_be_pointed_at(site: Site, field: str, text: bool, choice: bool) -> None:
    async def takes(page: Page) -> tuple[bool, bool]:
        await page.focus("#c")
        return await focused(page) is not None, await focused(page, choice=True) is not None

    assert site.visit(document(field), takes) == (text, choice)
