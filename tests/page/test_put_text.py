"""A text into a field: what the page hears of it, and when nothing is typed."""

from collections.abc import Mapping

import pytest
from playwright.async_api import Page
from support.locate_site import HOST, Site, document, permits

from optout.page.fields import Forbidden, put_text
from optout.system.attempt import ActFailed

TEXT = "Two lines,\nand “marks”."
_HELD = "e => ('value' in e ? e.value : e.innerText)"


async def _put(page: Page, text: str = TEXT) -> str:
    """What the field `f` holds once the text was put into it."""
    field = await page.wait_for_selector("#f", state="attached")
    assert field
    await put_text(field, text, permits)
    return str(await field.evaluate(_HELD))


def _each(site: Site, bodies: Mapping[str, str], text: str = TEXT) -> dict[str, str]:
    """What it holds on each of these pages, one after the other."""
    addresses = {kind: f"{HOST}{number}" for number, kind in enumerate(bodies)}

    async def whole(page: Page) -> dict[str, str]:
        held = {}
        for kind, address in addresses.items():
            await page.goto(address)
            held[kind] = await _put(page, text)
        return held

    served = {addresses[kind]: document(body) for kind, body in bodies.items()}
    held: dict[str, str] = site.visit("", whole, served)
    return held


PLAIN = {
    "a box": "<textarea id=f></textarea>",
    "what it held is replaced": "<textarea id=f>Before,\n\nand more</textarea>",
    "locked until later": "<textarea id=f disabled></textarea>"
    "<script>setTimeout(() => { f.disabled = false; }, 300)</script>",
    "locked until it has the cursor": "<textarea id=f readonly onfocus='f.readOnly = false'>"
    "</textarea>",
    "hidden until later": "<textarea id=f hidden></textarea>"
    "<script>setTimeout(() => { f.hidden = false; }, 300)</script>",
}
# Editors that keep a text of their own, and draw it. They learn of a selection only afterwards.
OWN_TEXT = """<div id=f contenteditable></div><script>
let selected = '', own = '';
document.addEventListener('selectionchange', () => { selected = getSelection().toString(); });
f.addEventListener('EVENT', event => {
  event.preventDefault();
  own = own.replace(selected, '') + event.data;
  f.innerText = own;
});</script>"""
EDITORS = {
    "of beforeinput": OWN_TEXT.replace("EVENT", "beforeinput"),
    "of textInput": OWN_TEXT.replace("EVENT", "textInput"),
    "of beforeinput, with a text": OWN_TEXT.replace("EVENT", "beforeinput").replace(
        "own = '';", "own = f.innerText = 'Before';"
    ),
    "of input": "<div id=f contenteditable>Before</div>",
}


def test_the_field_holds_the_text(site: Site) -> None:
    held = _each(site, {**PLAIN, **EDITORS})
    assert {kind: text.split() for kind, text in held.items()} == dict.fromkeys(held, TEXT.split())


def test_a_field_is_emptied(site: Site) -> None:
    boxes = {"full": "<input id=f value=Before>", "empty": "<input id=f>"}
    assert _each(site, boxes, "") == {"full": "", "empty": ""}


def test_the_page_hears_what_it_hears_of_a_person(site: Site) -> None:
    async def act(page: Page) -> object:
        field = await page.wait_for_selector("#f")
        assert field
        await put_text(field, "me@example.org", permits)
        return await page.evaluate("heard")

    hears = """<input id=f type=email><script>const heard = [];
      for (const kind of ['focus', 'beforeinput', 'input', 'keydown', 'paste'])
        f.addEventListener(kind, e => heard.push([kind, e.inputType ?? '', e.data ?? '']));
      </script>"""
    heard = site.visit(document(hears), act)
    typed = ["insertText", "me@example.org"]
    assert heard == [["focus", "", ""], ["beforeinput", *typed], ["input", *typed]]


NOT_TYPED = {
    "locked": "<textarea id=f readonly>Before</textarea>",
    "hidden": "<textarea id=f style='visibility: hidden'>Before</textarea>",
    "inert": "<div inert><textarea id=f>Before</textarea></div>",
    "hands the cursor on": "<textarea id=f>Before</textarea><textarea id=g></textarea>"
    "<script>f.onfocus = () => g.focus(); g.oninput = () => { f.value = 'stolen'; }</script>",
    "goes when typed into": "<textarea id=f>Before</textarea>"
    "<script>f.addEventListener('beforeinput', () => f.blur())</script>",
}


@pytest.mark.parametrize("kind", NOT_TYPED)
def test_nothing_is_typed(site: Site, kind: str) -> None:
    async def act(page: Page) -> str:
        field = await page.wait_for_selector("#f", state="attached")
        assert field
        with pytest.raises(ActFailed):
            await put_text(field, TEXT, permits)
        return str(await field.evaluate(_HELD))

    assert site.visit(document(NOT_TYPED[kind]), act) == "Before"


# The field loses the cursor after the first look, and is changed as it gets it once more.
LOOKED_AGAIN = """<form action="/send"><textarea id=f></textarea></form><script>
let times = 0;
f.onfocus = () => {
  times += 1;
  if (times === 1) setTimeout(() => f.blur());
  if (times === 2) CHANGES;
};</script>"""


def test_what_changes_after_the_look_is_looked_at_again(site: Site) -> None:
    changes = {
        "document.forms[0].action = 'https://other.test/send'": "host",
        "f.insertAdjacentHTML('afterend', '<input type=password>')": "password",
    }
    for change, why in changes.items():
        with pytest.raises(Forbidden, match=why):
            _each(site, {change: LOOKED_AGAIN.replace("CHANGES", change)})


def test_a_change_that_is_allowed_is_no_hindrance(site: Site) -> None:
    page = LOOKED_AGAIN.replace("CHANGES", "document.forms[0].action = '/other'")
    assert _each(site, {"": page}) == {"": TEXT}
