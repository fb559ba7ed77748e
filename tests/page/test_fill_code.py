"""A code's digits into their boxes: of what the boxes held before, nothing is sent with them."""

import pytest
from playwright.async_api import ElementHandle, Page
from support.locate_site import HOST, Site, document

from optout.page.fields import fill_code, same_code
from optout.page.redaction import without_code
from optout.system.attempt import ActFailed

# A page that sends what its boxes hold as soon as each has a digit.
_BOXES = document("""<div id=boxes></div><script>
window.sent = [];
for (const digit of 'HELD'.padEnd(6)) {
  const box = Object.assign(document.createElement('input'), {maxLength: 1, value: digit.trim()});
  box.oninput = () => {
    if (KEEPS && !box.value) box.value = digit;
    const code = [...boxes.children].map(one => one.value).join('');
    if (code.length === 6) window.sent.push(code);
  };
  boxes.append(box);
}
</script>""")


async def _boxes(page: Page) -> list[ElementHandle]:
    return await page.query_selector_all("input")


def test_only_the_code_itself_is_whole_in_its_boxes(site: Site) -> None:
    async def fills(page: Page) -> list[tuple[str, list[str]]]:
        found = []
        for number, _held in enumerate(before):
            await page.goto(f"{HOST}{number}")
            holds = await fill_code(await _boxes(page), "482915", lambda url: url.startswith(HOST))
            found.append((holds, await page.evaluate("window.sent")))
        return found

    before = ("", "111111", "482910", "11")
    pages = [_BOXES.replace("HELD", held).replace("KEEPS", "false") for held in before]
    served = {f"{HOST}{number}": page for number, page in enumerate(pages)}
    assert site.visit("", fills, served) == [("482915", ["482915"])] * len(before)


def test_boxes_that_stay_full_get_no_other_digit(site: Site) -> None:
    async def fills(page: Page) -> str:
        boxes = await _boxes(page)
        with pytest.raises(ActFailed):
            await fill_code(boxes, "482915", lambda url: url.startswith(HOST))
        return "".join([await box.input_value() for box in boxes])

    page = _BOXES.replace("HELD", "111111").replace("KEEPS", "true")
    assert site.visit(page, fills) == "111111"


_GROUPED = """<input><script>
document.currentScript.previousSibling.oninput = event => {
  event.target.value = event.target.value.replace(/(\\d{3})(?=\\d)/, '$1GAP');
};
</script>"""


def test_a_box_may_write_the_code_in_groups(site: Site) -> None:
    async def fills(page: Page) -> list[str]:
        boxes = await _boxes(page)
        return [await fill_code([box], "482915", lambda url: url.startswith(HOST)) for box in boxes]

    gaps = ("-", " ", " - ")
    found = site.visit(document("".join(_GROUPED.replace("GAP", gap) for gap in gaps)), fills)
    assert found == [f"482{gap}915" for gap in gaps]
    for holds in found:
        assert same_code(holds, "482915")
        assert without_code(holds, ["482915"]) == "…"
        assert not same_code(holds, "482916")
        assert not same_code(holds[:-1], "482915")
