"""The field that the person points at takes what it is wanted for."""

from playwright.async_api import Page
from support.locate_site import Site, document

from optout.page.fields import focused

FIELDS = {
    "<input>": (True, True),
    "<select><option>France</select>": (False, True),
    "<div tabindex=0 role=combobox>Choose</div>": (False, True),
    "<input readonly aria-haspopup=listbox>": (False, True),
    "<p tabindex=0 role=listbox aria-expanded=false></p>": (False, True),
    "<p tabindex=0 role=listbox></p>": (False, False),
    "<input readonly>": (False, False),
    "<button>Send</button>": (False, False),
}
"""A field, and whether it takes a text, and a choice."""


def test_what_can_be_pointed_at(site: Site) -> None:
    async def takes(page: Page) -> list[tuple[bool, bool]]:
        taken = []
        for field in await page.query_selector_all("body > *"):
            await field.focus()
            text, choice = await focused(page), await focused(page, choice=True)
            taken.append((text is not None, choice is not None))
        return taken

    taken = site.visit(document("".join(FIELDS)), takes)
    assert dict(zip(FIELDS, taken, strict=True)) == FIELDS
