"""What is kept of a page: its picture, its text, its accessible tree. Without its secrets."""

import contextlib
from collections.abc import Set as AbstractSet

from playwright.async_api import Page

from optout.locate.snapshot import NATIVE
from optout.page.redaction import masks, without_values
from optout.system.attempt import ActFailed, attempt

_WHOLE_LETTER = (
    "textarea { field-sizing: content !important; height: auto !important;"
    " max-height: none !important }"
)
"""For the picture alone a box is as high as its text: the page sees it grow, and shrink again."""
_BEGIN = """rule => {
  const y = window.scrollY, sheet = new CSSStyleSheet();
  sheet.ofPicture = true;
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  window.scrollTo(0, 0);
  return y;
}"""
_TEXT = f"() => {{ {NATIVE} return native(document).body.innerText; }}"
_END = """y => {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter(s => !s.ofPicture);
  window.scrollTo(0, y);
}"""


async def picture_of(
    page: Page, codes: AbstractSet[str], *, all_typed: bool, letter: bool = False
) -> bytes | None:
    """The page at its full height as PNG; None where the browser cannot.

    `codes` and boxes for secrets are black in it, with `all_typed` every box of one line; with
    `letter` boxes of several lines show all of their text.
    """
    covered = masks(page, codes, all_typed=all_typed)
    with contextlib.suppress(ActFailed):
        # What sticks to the window's top would otherwise stand over the fields.
        scrolled = await attempt(page.evaluate(_BEGIN, _WHOLE_LETTER if letter else ""))
        try:
            return await attempt(
                page.screenshot(
                    full_page=True,
                    animations="disabled",
                    mask=covered,
                    mask_color="black",
                    timeout=8000,
                )
            )
        finally:
            with contextlib.suppress(ActFailed):  # the picture holds, wherever the page is now
                await attempt(page.evaluate(_END, scrolled))
    return None


async def text_of(page: Page) -> str:
    """The page's visible text; empty where there is none to be had."""
    with contextlib.suppress(ActFailed):
        return str(await attempt(page.evaluate(_TEXT)))
    return ""


async def tree_of(page: Page) -> str:
    """The page's accessible tree, as roles and names, without what was typed into it."""
    with contextlib.suppress(ActFailed):
        return without_values(await attempt(page.locator("body").aria_snapshot(timeout=5000)))
    return ""
