"""What is made of a page: a picture with the whole letter; kept, though the page went on after."""

import struct
from typing import Any

import pytest
from playwright.async_api import Error, Page
from support.event_loop import RunAsync
from support.locating import Site

from optout.browser.pdf import pdf
from optout.page import picture


class Leaving:
    """A page that has gone on by the second call of `evaluate`, and cannot be closed."""

    def __init__(self, *, gone_at_once: bool = False) -> None:
        self.looks = int(gone_at_once)

    async def evaluate(self, *_given: Any) -> int:
        self.looks += 1
        if self.looks > 1:
            raise Error("Execution context was destroyed")
        return 0

    async def screenshot(self, **_how: Any) -> bytes:
        return b"the picture"

    async def set_content(self, *_given: Any, **_how: Any) -> None: ...

    async def pdf(self, **_how: Any) -> bytes:
        return b"the sheet"

    async def close(self) -> None:
        raise Error("Target page has been closed")


@pytest.mark.parametrize("gone_at_once", [False, True])
def test_a_picture(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, gone_at_once: bool
) -> None:
    monkeypatch.setattr(picture, "masks", lambda *_given, **_how: [])
    page: Any = Leaving(gone_at_once=gone_at_once)
    made = run_async(picture.picture_of(page, set(), all_typed=True))
    assert made == (None if gone_at_once else b"the picture")


def test_a_sheet(run_async: RunAsync) -> None:
    class Browser:
        async def new_page(self) -> Leaving:
            return Leaving()

    assert run_async(pdf("<p>A letter</p>", Browser())) == b"the sheet"  # type: ignore[arg-type]


SMALL_BOX = """<meta http-equiv=Content-Security-Policy content="style-src 'nonce-x'">
<style nonce=x>textarea { width: 300px; height: 90px; max-height: 90px }</style>
<textarea id=t></textarea><script>
const heard = [];
for (const kind of ["input", "change", "focusin"])
  addEventListener(kind, event => heard.push(event.type));
</script>"""


def test_the_whole_letter_is_in_the_picture_and_the_page_is_as_before(site: Site) -> None:
    """Whatever the site lets be styled; without being asked for it the box stays as it is."""
    letter = "I object to this on grounds of my own.\n" * 80
    state = "[t.value, t.offsetHeight, document.documentElement.scrollHeight, scrollY, '' + heard]"

    async def heights(page: Page) -> list[int]:
        await page.fill("#t", letter)
        await page.evaluate("heard.length = 0")
        before, made = await page.evaluate(state), []
        for whole in (False, True, False):
            data = await picture.picture_of(page, set(), all_typed=False, letter=whole)
            made.append(struct.unpack(">I", (data or b"")[20:24])[0])
            assert await page.evaluate(state) == before
        return made

    small, tall, again = site.visit(SMALL_BOX, heights)
    assert (again, tall > 80 * 14) == (small, True)
    assert small < tall / 1.5
