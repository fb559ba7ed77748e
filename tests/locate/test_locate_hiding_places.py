"""Fields are found where pages hide them, and not where they may not be filled."""

import pytest
from playwright.async_api import Page
from support.locate_site import (
    COUNTRY,
    EMAIL,
    FORM,
    HOST,
    SEND,
    TITLE,
    WHOLE,
    WHY,
    Site,
    document,
    form,
    id_of,
    ids,
    shadow,
)

from optout.locate.roles import ControlKind, PageKind, Role
from optout.page.reading import Reading, Stale, read


def test_open_shadow_roots_are_looked_into_and_closed_ones_are_not(site: Site) -> None:
    parts = (TITLE, COUNTRY, EMAIL, WHY, SEND)
    assert site.found(document(shadow(*parts))) == WHOLE
    assert site.found(document(shadow(*parts, mode="closed"))) == {}
    assert site.found(document(shadow("<section>", shadow(*parts), "</section>"))) == WHOLE
    inside = '<label><slot name="label"></slot><input id="mail"></label>'
    part = shadow(inside, shown='<span slot="label">Email address</span>')
    assert site.found(document(TITLE + part + WHY))["email"] == "mail"


def test_a_component_s_button_is_called_what_it_shows(site: Site) -> None:
    def called(inside: str, shown: str = "Submit request") -> str:
        button = shadow(f"<button>{inside}</button>", shown=shown)
        field = site.look(document(TITLE + COUNTRY + EMAIL + WHY + button)).fields[Role.SUBMIT]
        return field.control.label if field.control else ""

    assert called("<slot></slot>") == "Submit request"
    assert called("<b><slot>Send</slot></b>", "") == "Send"
    # What no slot shows is not its name.
    assert called("?") == "?"
    assert called("<slot name='icon'></slot>Send") == "Send"


def test_frames_count_by_their_own_host(site: Site) -> None:
    own, other = HOST + "inner", "https://other.test/inner"
    styles = {"display:block": WHOLE, "visibility:hidden": {}, "opacity:0": {}}
    rows = [(other, "", {}), *((own, style, found) for style, found in styles.items())]
    for address, style, found in rows:
        frame = f'<iframe src="{address}" width="600" height="600" style="{style}"></iframe>'
        assert site.found(document(frame), {address: FORM}) == found, (address, style)


def test_frames_without_a_host_are_not_filled(site: Site) -> None:
    for frame in (
        f"<iframe width=600 height=600 srcdoc='{FORM}'></iframe>",
        f"<iframe width=600 height=600 src='data:text/html,{FORM}'></iframe>",
        "<iframe width=600 height=600></iframe><script>document.querySelector('iframe')"
        f".contentDocument.body.innerHTML = `{COUNTRY}{EMAIL}{WHY}`</script>",
    ):
        assert site.found(document(TITLE + frame)) == {}, frame


OFFER = """<div PLACE><h2>The app is nicer</h2><p>Take it with you.</p>FIELD
<button>Not now</button></div>"""
MODAL = 'role="dialog" aria-modal="true" style="position:fixed;inset:30%;background:#fff"'
PLACES = {
    "a modal": MODAL,
    "over all": 'style="position:fixed;inset:0;background:#fff;z-index:9"',
    "on a veil": f'style="position:fixed;inset:0;background:#0008"><div {MODAL}',
}


def test_what_is_of_another_matter_covers_the_form(site: Site) -> None:
    for name, place in PLACES.items():
        for field in ("", "<label>Search<input type='search'></label>"):
            offer = OFFER.replace("PLACE", place).replace("FIELD", field)
            reading = site.look(form(EMAIL, WHY, after=offer))
            assert (reading.kind, reading.covered) == (PageKind.UNKNOWN, True), (name, field)
        searched = '<form><label>Search help<input type="search"></label></form>'
        assert not site.look(document(f"<h1>Help</h1>{searched}{offer}")).covered, name
        unseen = offer.replace("<div ", "<div hidden ", 1)
        assert not site.look(form(EMAIL, WHY, after=unseen)).covered, name
    assert not site.look(form(EMAIL, WHY)).covered


IN_A_CORNER = {
    "hint": "<h2>Need help?</h2><p>See our help centre.</p><button>Close</button>",
    "chat": "<h2>Chat</h2><input placeholder='Write a message'><button>Send</button>",
    "survey": "<h2>How do you like this page?</h2><textarea></textarea><button>Submit</button>",
    "app": "<p>Meta is better in the app.</p><button>Not now</button>",
}
CORNERS = ("right:8px;bottom:8px", "left:8px;bottom:8px", "right:8px;top:8px", "inset:auto 0 0 0")


def _floating(inner: str, where: str) -> str:
    size = "" if "inset:20%" in where else "min-width:240px;min-height:170px;"
    return f'<div role="dialog" style="position:fixed;{where};{size}background:#fff">{inner}</div>'


def modal(reading: Reading) -> bool:
    """Whether what floats over the page is taken to keep the person from it."""
    return any(dialog.modal for dialog in reading.snapshot.main.dialogs)


def test_what_floats_in_a_corner_leaves_the_page_as_it_is(site: Site) -> None:
    for where, (name, inner) in zip(CORNERS, IN_A_CORNER.items(), strict=True):
        reading = site.look(form(COUNTRY, EMAIL, WHY, after=_floating(inner, where)))
        assert (ids(reading), modal(reading)) == (WHOLE, False), (name, where)


OVER = {
    "amid the window": _floating(IN_A_CORNER["app"], "inset:20%"),
    "a drawer": _floating(IN_A_CORNER["app"], "top:0;right:0;height:100%"),
    "a drawer under a bar": _floating(IN_A_CORNER["app"], "top:80px;right:0;bottom:0"),
    "at the top of what covers all": (
        '<div style="position:fixed;inset:0;background:#0008"><div role="dialog" '
        f'style="width:300px;height:150px;background:#fff">{IN_A_CORNER["app"]}</div></div>'
    ),
    "beside what covers all": '<div style="position:fixed;inset:0;background:#0008"></div>'
    + _floating(IN_A_CORNER["app"], "right:8px;top:8px"),
    "on its way": _floating(IN_A_CORNER["app"], "right:8px;bottom:8px;animation:in 60s")
    + "<style>@keyframes in { to { transform: translate(-60vw, -50vh) } }</style>",
}


def test_what_lies_over_the_window_does_not(site: Site) -> None:
    for name, over in OVER.items():
        reading = site.look(form(COUNTRY, EMAIL, WHY, after=over))
        assert (ids(reading), modal(reading)) == ({}, True), name


def test_a_native_modal(site: Site) -> None:
    for style in ("", "position: absolute"):
        page = document(
            f"{TITLE}<form>{EMAIL}{WHY}</form><dialog style='{style}'><h2>Enter the code</h2>"
            '<label>6-digit code we sent you<input id="code"></label><button id="ok">Confirm'
            "</button></dialog><script>document.querySelector('dialog').SHOW()</script>"
        )
        reading = site.look(page.replace("SHOW", "showModal"))
        assert reading.kind is PageKind.CODE
        assert id_of(reading, Role.CONFIRM_CODE) == "ok"
        assert ids(reading) == {"code": "code"}
        beside = site.found(page.replace("SHOW", "show"))
        assert beside["email"] == "mail", "what is beside it counts"


def test_a_replaced_field_is_stale_and_found_again_and_so_is_one_renamed(site: Site) -> None:
    async def act(page: Page) -> None:
        before = await read(page, lambda url: True)
        control = before.fields[Role.EMAIL].control
        assert control is not None
        assert await (await before.handle(control)).get_attribute("id") == "mail"
        await page.evaluate("document.forms[0].innerHTML += ''")
        with pytest.raises(Stale):
            await before.handle(control)
        again = await read(page, lambda url: True)
        control = again.fields[Role.EMAIL].control
        assert control is not None
        await page.evaluate("document.querySelector('#mail').name = 'search'")
        with pytest.raises(Stale):
            await again.handle(control)

    site.visit(FORM, act)


BOXES = "".join(
    f'<input id="d{n}" maxlength="1" style="width:30px" aria-label="Digit {n}">' for n in range(6)
)


def test_a_code_split_into_boxes(site: Site) -> None:
    page = document(f"<h1>Enter the code we emailed you</h1><form>{BOXES}<button>Confirm</button>")
    reading = site.look(page)
    control = reading.fields[Role.CODE].control
    assert reading.kind is PageKind.CODE
    assert control is not None and control.kind is ControlKind.DIGITS and len(control.parts) == 6
    three = BOXES.split('<input id="d3"')[0]
    born = document(f"<h1>Date of birth</h1><form>{three}<button>Confirm</button>")
    assert "code" not in site.found(born)


def test_a_confirm_button_that_is_disabled_until_something_is_typed(site: Site) -> None:
    page = document(
        '<h1>Enter the 6-digit code we emailed you</h1><form><label>Code<input id="c"></label>'
        '<button id="go" disabled>Confirm</button><button type="button">Send again</button></form>'
    )
    reading = site.look(page)
    assert id_of(reading, Role.CONFIRM_CODE) == "go"
    assert site.found(page.replace('id="c"', 'id="c" disabled')) == {}


def test_the_older_typeahead_with_its_hidden_twin(site: Site) -> None:
    page = form(
        '<label for="F1">Country of residence</label><input id="F1" name="Field12345">'
        '<input type="hidden" name="Field12345_iso2_country_code">',
        EMAIL,
        WHY,
    )
    reading = site.look(page)
    control = reading.fields[Role.COUNTRY].control
    assert control is not None and control.kind is ControlKind.TYPEAHEAD
    twin = next((c for c in reading.snapshot.controls if c.key == control.twin), None)
    assert twin is not None and twin.name == "Field12345_iso2_country_code"


def test_what_is_called_title_hides_no_page(site: Site) -> None:
    """Such an element stands in the place of the document's own title."""
    for named in (
        *('<img name="title" alt="">', '<iframe name="title"></iframe>'),
        '<form name="title"></form>',
    ):
        assert site.found(form(COUNTRY, EMAIL, WHY, before=TITLE + named)) == WHOLE, named
