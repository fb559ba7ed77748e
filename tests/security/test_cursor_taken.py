"""A frame of another site that keeps taking the cursor: what is filled in stays out of it.

A captcha, a chat or an advertisement may call `focus()` at any moment, without a click.
"""

import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import pytest
from playwright.async_api import Error, Page
from support.headless_run import HeadlessRun
from support.hostile_site import ASKS, FORM, HostileSite
from support.locate_site import Site, document, permits
from support.web_server import PRESSES
from support.world import EMAIL, World

from optout.page.fields import choose_country, fill_code, held_by, inspect_field, put_text

# As often as a page can: a message to itself, as a timer is held to 4 ms.
_TAKES = """<input id=box><script>
const again = new MessageChannel();
again.port1.onmessage = () => { box.focus(); setTimeout(() => again.port2.postMessage(0)); };
again.port2.postMessage(0);
box.onfocus = () => { keep('the cursor'); box.onfocus = null; };
box.oninput = () => { keep(box.value); box.value = ''; };
const keep = got => KEEP;
</script>"""
OTHER = "https://other.test/"
FRAMES = {OTHER: _TAKES.replace("KEEP", "parent.postMessage(got, '*')")}
FRAME = f"""<script>window.got = []; onmessage = e => got.push(e.data);</script>
<iframe src="{OTHER}"></iframe>"""
ROUNDS = 10

LETTER = "Madame, Monsieur,\n\nJe m’oppose au traitement de mes données.\nPrénom Nom"
BOXES = {
    "address": ("<input type=email id=address>", EMAIL),
    "name": ("<input id=name>", "Prénom Nom"),
    "letter": ("<textarea id=letter></textarea>", LETTER),
    "editor": ("<div id=editor contenteditable></div>", LETTER),
    "shadow": (
        "<p id=s></p><script>s.attachShadow({mode: 'open'}).innerHTML = "
        "'<textarea id=shadow></textarea>'</script>",
        LETTER,
    ),
}
ALL_BOXES = "".join(box for box, _text in BOXES.values())
CODES = "<p id=one><input></p><p id=six>" + "<input maxlength=1>" * 6
COUNTRIES = "<input id=plain><input id=list role=combobox>"
CODE = "482915"


def _got(site: Site, body: str, act: Callable[[Page], Awaitable[object]]) -> str:
    """What the other site got while `act` was done in a page with this body."""

    async def whole(page: Page) -> str:
        await page.wait_for_function("got.includes('the cursor')")
        await act(page)
        return await _told(page)

    return str(site.visit(document(body + FRAME), whole, FRAMES))


async def _told(page: Page) -> str:
    """What the other site has got since it was asked last, the cursor aside."""
    return "".join(got for got in await page.evaluate("got.splice(0)") if got != "the cursor")


def test_a_text_goes_into_its_field_alone(site: Site) -> None:
    async def fills(page: Page) -> None:
        for box, (_html, text) in BOXES.items():
            field = await page.wait_for_selector(f"#{box}")
            assert field
            for _ in range(ROUNDS):
                await put_text(field, text, permits)
                (held,) = await held_by([field])
                assert held, box
                assert held.text.split() == text.split(), box
            assert await _told(page) == "", box

    assert _got(site, ALL_BOXES, fills) == ""


def test_a_code_goes_into_its_boxes_alone(site: Site) -> None:
    async def fills(page: Page) -> None:
        for boxes in ("#one input", "#six input"):
            for _ in range(ROUNDS):
                fields = await page.query_selector_all(boxes)
                assert await fill_code(fields, CODE, permits) == CODE, boxes

    assert _got(site, CODES, fills) == ""


def test_a_country_goes_into_its_field_alone(site: Site) -> None:
    async def fills(page: Page) -> None:
        for box in ("#plain", "#list"):
            field = await page.query_selector(box)
            assert field
            info = await inspect_field(field)
            for _ in range(3):
                await choose_country(field, info, "FR", ["en"], permits, contextlib.nullcontext)

    assert _got(site, COUNTRIES, fills) == ""


def test_keys_would_go_to_the_other_site(site: Site) -> None:
    """What the tests above would see: the driver's own way sends the text as keys."""

    async def fills(page: Page) -> None:
        for box in ("address", "letter", "editor"):
            _html, text = BOXES[box]
            for _ in range(ROUNDS * 4):  # which is first, the keys or the frame, is chance
                with contextlib.suppress(Error):
                    await page.fill(f"#{box}", text, timeout=1000)
                if text.split()[0] in (told := await _told(page)):
                    break
            assert text.split()[0] in told, box

    _got(site, ALL_BOXES, fills)


_THANKS = "<h1>Thank you</h1><p>We have received your objection.</p>"
_WITH_FRAME = "<iframe src='{foreign}/takes'></iframe>"
_LIST = """<input name="country" list="l"><datalist id="l"><option>Belgium<option>France
<option>Italy</datalist>"""
_EDITOR = """<div role="textbox" aria-label="Explain how this processing affects you"
contenteditable></div><input type="hidden" name="explanation">"""
_EDITED = """<script>const box = document.querySelector('[contenteditable]');
box.addEventListener('input', () => { box.nextSibling.value = box.innerText; });</script>"""


def _without(page: str, start: str, end: str, instead: str) -> str:
    before, _start, rest = page.partition(start)
    return before + instead + rest.partition(end)[2]


_NAME = '<p><label>Full name <input name="name"></label></p>\n<p><label>Email'
_NAMED = FORM.replace("<p><label>Email", _NAME)
_RICH = _without(_NAMED, "<select", "</select>", _LIST)
_RICH = _without(_RICH, "<p><label>Explain", "</p>", f"<p>{_EDITOR}</p>") + _EDITED
_BOXES = (
    _without(ASKS, "<input", ">", "<input maxlength=1 size=1 inputmode=numeric>" * 6).replace(
        "</form>", '<input type="hidden" name="code"></form>'
    )
    + """<script>document.forms[0].oninput = () => { document.forms[0].code.value =
  [...document.querySelectorAll('[maxlength]')].map(one => one.value).join(''); };</script>"""
)


def _pages(form: str, code: str) -> dict[str, str]:
    return {
        "/": form + PRESSES + _WITH_FRAME,
        "/send": code + _WITH_FRAME,
        "/code": _THANKS,
        "/takes": _TAKES.replace("KEEP", "fetch('/got?' + encodeURIComponent(got))"),
    }


def _stayed_at_home(site: HostileSite) -> None:
    """The form got all of it, the other site the cursor and nothing else."""
    taken = [request for request in site.requests if "/got" in request]
    assert taken
    assert {request.split("/got?")[1].strip() for request in taken} == {"the%20cursor"}
    sent, code = (
        next(dict(parse_qsl(r.split()[2])) for r in site.requests if path in r)
        for path in ("/send", "/code")
    )
    assert sent["country"] in ("FR", "France")
    assert (sent["name"], sent["email"]) == ("Prénom Nom", EMAIL)
    assert "Prénom Nom" in sent["explanation"]
    assert code["code"] == CODE


def test_a_run_fills_in_its_own_form_alone(headless: HeadlessRun) -> None:
    headless.person.codes = [CODE]
    with HostileSite(_pages(_NAMED, ASKS)) as site:
        result = headless.run(site.own + "/", site.press)
        assert (result.state, result.exit) == ("acknowledged", 0)
        _stayed_at_home(site)


@pytest.mark.headed
def test_a_run_in_a_window_fills_in_a_list_an_editor_and_a_box_a_digit_alone(world: World) -> None:
    with HostileSite(_pages(_RICH, _BOXES)) as site:
        tool = world.run("facebook", "--url", site.own + "/")
        tool.expect("optout never presses it", timeout=60)
        site.press()
        tool.expect("Paste the code", timeout=60)
        tool.type(CODE)
        tool.expect("has received your objection", timeout=60)
        tool.finish()
        assert tool.exit(timeout=60) == 0
        _stayed_at_home(site)
    assert world.record()["state"] == "acknowledged"
