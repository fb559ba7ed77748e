"""What lies over a field: a cover hides it, a floating label belongs to it."""

from support.locate_site import (
    COUNTRY,
    EMAIL,
    FORM,
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

from optout.locate.roles import Role

COVER = '<div style="position:absolute;inset:0;background:BACK;z-index:5"></div>'
TRAP = (
    '<div style="position:relative;overflow:hidden;padding:4px"><label for="s">E-mail</label>'
    f'<input id="s" type="email">{COVER}</div>'
)
FAR = '<div style="height:3000px"></div>'


def test_a_covered_field_is_not_filled(site: Site) -> None:
    backs = ("#fff", "white url(data:,)", "rgba(250, 250, 250, 0.97)", "transparent")
    for above in ("", FAR):
        traps = [TRAP.replace("BACK", back) for back in backs]
        bare = TRAP.replace(COVER, "")
        read = site.each(*((above, trap, WHY) for trap in (*traps, bare)))
        assert [id_of(one, Role.EMAIL) for one in read] == ["", "", "", "s", "s"]


def test_a_covered_field_in_a_shadow_root(site: Site) -> None:
    page = document(TITLE + shadow(COUNTRY, TRAP.replace("BACK", "#fff"), WHY))
    assert site.found(page) == {"country": "land", "explanation": "why"}
    assert site.found(page.replace("#fff", "transparent"))["email"] == "s"


def test_what_a_component_holds_is_in_the_form_around_it(site: Site) -> None:
    assert site.found(form(COUNTRY, EMAIL, shadow(WHY))) == WHOLE
    apart = f"{shadow(WHY)}<form><button>OK</button></form>"
    assert "email" not in site.found(form(COUNTRY, EMAIL) + apart)


HARMLESS = {
    "sticky header": '<div style="position:sticky;top:0;height:300px;background:#fff">Help</div>',
    "fixed bar": '<div style="position:fixed;top:0;width:100%;height:200px;background:#fff"></div>',
}


def test_what_stays_in_the_window_is_no_cover(site: Site) -> None:
    down = f"{FORM}{FAR}<script>scrollTo(0, 100)</script>"
    for name, bar in HARMLESS.items():
        assert site.found(form(COUNTRY, EMAIL, WHY, before=bar + TITLE)) == WHOLE, name
        assert site.found(down.replace("<h1>", bar + "<h1>")) == WHOLE, name


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
    below, over = site.each(*((one, after, WHY) for one in (friend, friend.replace(BELOW, OVER))))
    assert (ids(below)["email"], ids(over)["email"]) == ("second", "first")
