"""What lies over a field: a cover hides it, a floating label belongs to it."""

import pytest
from support.locate_site import COUNTRY, EMAIL, FORM, TITLE, WHOLE, WHY, Site, document, form

COVER = '<div style="position:absolute;inset:0;background:BACK;z-index:5"></div>'
TRAP = (
    '<div style="position:relative;overflow:hidden;padding:4px"><label for="s">E-mail</label>'
    f'<input id="s" type="email">{COVER}</div>'
)
SHADOW = """<x-form></x-form><script>
customElements.define("x-form", class extends HTMLElement { connectedCallback() {
  this.attachShadow({mode: "open"}).innerHTML = `PARTS`; } });</script>"""
FAR = '<div style="height:3000px"></div>'


@pytest.mark.parametrize("above", ["", FAR], ids=["in the window", "far down"])
@pytest.mark.parametrize("back", ["#fff", "white url(data:,)", "rgba(250, 250, 250, 0.97)"])
def test_a_covered_field_is_not_filled(site: Site, above: str, back: str) -> None:
    assert "email" not in site.found(form(above, TRAP.replace("BACK", back), WHY))
    assert site.found(form(above, TRAP.replace("BACK", "transparent"), WHY))["email"] == "s"
    assert site.found(form(above, TRAP.replace(COVER, ""), WHY))["email"] == "s"


def test_a_covered_field_in_a_shadow_root(site: Site) -> None:
    page = document(TITLE + SHADOW.replace("PARTS", COUNTRY + TRAP.replace("BACK", "#fff") + WHY))
    assert site.found(page) == {"country": "land", "explanation": "why"}
    assert site.found(page.replace("#fff", "transparent"))["email"] == "s"


def test_what_a_component_holds_is_in_the_form_around_it(site: Site) -> None:
    letter = SHADOW.replace("PARTS", WHY)
    assert site.found(form(COUNTRY, EMAIL, letter)) == WHOLE
    apart = letter + "<form><button>OK</button></form>"
    assert "email" not in site.found(form(COUNTRY, EMAIL) + apart)


def test_a_covered_choice(site: Site) -> None:
    trap = f'<div style="position:relative">{COUNTRY}{COVER}</div>'
    assert "country" not in site.found(form(trap.replace("BACK", "#fff"), EMAIL, WHY))
    assert site.found(form(trap.replace("BACK", "transparent"), EMAIL, WHY)) == WHOLE


HARMLESS = {
    "sticky header": '<div style="position:sticky;top:0;height:300px;background:#fff">Help</div>',
    "fixed bar": '<div style="position:fixed;top:0;width:100%;height:200px;background:#fff"></div>',
}


@pytest.mark.parametrize("bar", HARMLESS.values(), ids=HARMLESS)
def test_what_stays_in_the_window_is_no_cover(site: Site, bar: str) -> None:
    assert site.found(form(COUNTRY, EMAIL, WHY, before=bar + TITLE)) == WHOLE
    down = f"{FORM}{FAR}<script>scrollTo(0, 100)</script>"
    assert site.found(down.replace("<h1>", bar + "<h1>")) == WHOLE


def test_a_field_scrolled_out_of_its_box_is_not_covered(site: Site) -> None:
    box = f'<div style="height:120px;overflow:auto"><p style="height:200px">Text</p>{EMAIL}</div>'
    below = '<div style="background:#fff;height:600px">Below</div>'
    assert site.found(form(box, below, WHY))["email"] == "mail"


def _floating(label: str, control: str, style: str) -> str:
    return (
        f'<div style="position:relative;margin:30px 0">{control}'
        f'<span aria-hidden="true" style="{style}">{label}</span></div>'
    )


OVER = "position:absolute;left:8px;top:8px;pointer-events:none"
BELOW = "position:absolute;left:8px;top:70px"
ROWS = (
    ("Country of residence", '<input id="land" role="combobox" style="STYLE">'),
    ("Friend's email", '<input id="friend" type="email" style="STYLE">'),
    ("Email address", '<input id="mail" type="email" style="STYLE">'),
    (
        "Please tell us how this processing impacts you",
        '<textarea id="why" style="STYLE"></textarea>',
    ),
)
SIZE = "display:block;width:420px;height:40px"


def test_a_floating_label_belongs_to_its_field(site: Site) -> None:
    rows = [_floating(label, row.replace("STYLE", SIZE), OVER) for label, row in ROWS]
    assert site.found(form(*rows)) == WHOLE


def test_a_text_below_a_field_is_the_next_ones(site: Site) -> None:
    friend = _floating(
        "Email address", '<input id="first" style="display:block;height:40px">', BELOW
    )
    after = '<input id="second" style="display:block;margin-top:80px">'
    assert site.found(form(friend, after, WHY))["email"] == "second"
    over = friend.replace(BELOW, OVER)
    assert site.found(form(over, after, WHY))["email"] == "first"
