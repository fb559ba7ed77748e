"""A country that is chosen from a list which the page draws itself, as component libraries do."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form, id_of, ids

from optout.locate.roles import ControlKind, Role

COMBOBOX, TYPEAHEAD, TEXT = ControlKind.COMBOBOX, ControlKind.TYPEAHEAD, ControlKind.TEXT
LABEL = '<label for="land" id="asks">Country of residence</label>'


def kinds(site: Site, *choices: str) -> list[ControlKind | None]:
    """What the country's field is taken for in forms with these, beside an address and a letter."""
    found: list[ControlKind | None] = []
    for first in range(0, len(choices), 9):  # a long page may be cut short
        for reading in site.each(*((one, EMAIL, WHY) for one in choices[first : first + 9])):
            control = reading.fields[Role.COUNTRY].control
            assert control is None or control.id == "land"
            found.append(control.kind if control else None)
    return found


def countries(site: Site, *choices: str) -> list[str]:
    """What is said of the country of forms with these, each beside an address and a letter."""
    readings = site.each(*((choice, EMAIL, WHY) for choice in choices))
    return [reading.fields[Role.COUNTRY].status for reading in readings]


def test_a_list_that_asks_for_a_new_password_so_that_nothing_is_filled_in(site: Site) -> None:
    choice = "<input id=land autocomplete=new-password ROLE>"
    assert site.found(form(LABEL, choice.replace("ROLE", "role=combobox"), EMAIL, WHY)) == WHOLE
    assert site.found(form(LABEL, choice.replace("ROLE", ""), EMAIL, WHY)) == {}
    secret = "<input id=secret type=password role=combobox autocomplete=new-password>"
    assert site.found(form(COUNTRY, secret, EMAIL, WHY)) == {}


UNSEEN = "<input id=land ROLE aria-expanded=false style='opacity:0'>"
CURSOR = "<input id=land ROLE aria-expanded=false style='width:2px;border:0;padding:0'>"
"""A list's field that is as wide as its cursor, until something is typed."""
AROUND = {
    "a box that shows something": (f"<div>{UNSEEN}<div>Choose</div></div>", True),
    "two boxes": (f"<div><div style='opacity:0'>{UNSEEN}</div><span>Choose</span></div>", True),
    "nothing": (f"<div>{UNSEEN}</div>", False),
    "its label": (f"<div><label>Country</label>{UNSEEN}</div>", False),
    "another field": (f"<div>{UNSEEN}<span>Choose</span><input id=other></div>", False),
    "a box that is not seen": (f"<div style='opacity:0'>{UNSEEN}<span>Choose</span></div>", False),
}


@pytest.mark.parametrize("box", [UNSEEN, CURSOR], ids=["unseen", "as wide as its cursor"])
def test_a_list_whose_box_is_seen_though_the_field_in_it_is_not(site: Site, box: str) -> None:
    choices = [LABEL + choice.replace(UNSEEN, box) for choice, _ in AROUND.values()]
    lists = kinds(site, *(choice.replace("ROLE", "role=combobox") for choice in choices))
    assert dict(zip(AROUND, map(bool, lists), strict=True)) == {
        name: seen for name, (_, seen) in AROUND.items()
    }
    assert kinds(site, *(choice.replace("ROLE", "") for choice in choices)) == [None] * len(choices)


HIDDEN = (
    '<label for="list">Where do you live?</label><select id="list" style="STYLE"><option value="">'
    "Choose<option>France<option>Germany<option>Ireland<option>Italy<option>Spain</select>"
)
WAYS = (
    "display:none",
    "position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden",
    "position:absolute;width:.5px;opacity:0",
)
DRAWN = {
    "a span": '<p><span id="land" role="combobox" tabindex="0"><b>Choose</b></span></p>',
    "a button": '<button id="land" type="button" aria-haspopup="listbox">Choose</button>',
    "a link that leads nowhere": '<div><a id="land" tabindex="-1"><span>Choose</span></a></div>',
    "a box": '<div id="land" tabindex="0">Choose</div>',
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_for_a_hidden_list_has_its_name(site: Site, drawn: str) -> None:
    for style in WAYS:
        hidden = HIDDEN.replace("STYLE", style)
        chosen = hidden.replace("<option>Germany", "<option selected>Germany")
        open_, held, nameless, unseen = site.each(
            (hidden, drawn, EMAIL, WHY),
            (chosen, drawn.replace(">Choose<", ">X<"), EMAIL, WHY),
            (hidden.replace('<label for="list">Where do you live?</label>', ""), drawn, EMAIL, WHY),
            (hidden, drawn.replace('id="land"', 'id="land" style="visibility:hidden"'), EMAIL, WHY),
        )
        assert ids(open_) == WHOLE, style
        country, holding = open_.fields[Role.COUNTRY].control, held.fields[Role.COUNTRY].control
        assert country is not None and holding is not None
        assert (country.kind, country.blank_option) == (ControlKind.COMBOBOX, True)
        assert (holding.value, holding.blank_option) == ("Germany", False)
        assert id_of(nameless, Role.COUNTRY) == id_of(unseen, Role.COUNTRY) == "", style


def test_a_field_with_a_name_stands_for_no_hidden_list(site: Site) -> None:
    others = ('<label>Town <input id="land" tabindex="0"></label>', COUNTRY)
    hidden = HIDDEN.replace("STYLE", WAYS[0])
    for other in others:
        beside, alone = site.each((hidden, other, EMAIL, WHY), (other, EMAIL, WHY))
        assert ids(beside) == ids(alone)


def test_a_list_that_is_drawn_below_its_own_transparent_one(site: Site) -> None:
    label, select = COUNTRY.split("</label>")
    clear = select.replace('id="land"', 'id="land" style="opacity:0;position:relative"')
    shown = f"{label}</label><div>{clear}<div>Choose</div></div>"
    bare = shown.replace("<div>Choose</div>", "")
    unheard = shown.replace("opacity:0;", "opacity:0;pointer-events:none;")  # no click reaches it
    assert countries(site, shown, bare, unheard) == ["found", "missing", "ambiguous"]


def test_a_list_named_by_the_box_that_takes_no_text_in_it(site: Site) -> None:
    inside = '<label for="in">Country of residence</label><input id="in" readonly title="Open">'
    choice = f'<div id="land" role="combobox" tabindex="0">{inside}</div>'
    closed, typed = site.each((choice, EMAIL, WHY), (choice.replace(" readonly", ""), EMAIL, WHY))
    assert ids(closed) == WHOLE
    assert ids(typed)["country"] == "in"


TELEPHONE = "<input type=tel aria-label=Telephone>"
PICKED = "".join(
    f"<label><input type=radio name=r>{name}</label>" for name in ("Malta", "Peru", "Fiji")
)
BY_RADIOS = f"<fieldset><legend>Country you live in</legend>{PICKED}</fieldset>"
BY_ROLES = '<div role=radiogroup aria-label="Country you live in">' + "".join(
    f"<div role=radio tabindex=0 aria-checked=false>{name}</div>" for name in ("Malta", "Peru")
)


@pytest.mark.parametrize("radios", [BY_RADIOS, BY_ROLES], ids=["boxes", "roles"])
def test_a_country_chosen_by_radio_buttons(site: Site, radios: str) -> None:
    chosen = radios.replace("type=radio", "type=radio checked", 1).replace("=false", "=true", 1)
    drinks = radios.replace("Malta", "Tea").replace("Peru", "Milk")
    passport = radios.replace("you live in", "of your passport")
    found = countries(site, radios, chosen, drinks, passport)
    assert found == ["ambiguous", "missing", "missing", "missing"]


def test_a_list_that_is_locked_still_is_asked_for(site: Site) -> None:
    part = "<label>Part of the world <select><option>Europe<option>Asia</select></label>"
    choice = f"{part}{LABEL}<select id=land LOCK><option VALUE>FIRST</select>"
    waits, named = choice.replace("VALUE", "value=''"), choice.replace("VALUE", "")
    locked = [one.replace("LOCK", "disabled") for one in (waits, named)]
    assert countries(site, *locked) == ["ambiguous", "missing"]
    assert countries(site, *(one.replace("LOCK", "") for one in (waits, named))) == ["found"] * 2


def test_a_label_that_names_what_a_browser_counts_as_no_field(site: Site) -> None:
    box = "<div id=land role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>…</div>"
    choice = f"<div>{box}<label for=land>Country of residence</label></div>"
    stray = choice.replace("<label for=land>", "<label for=nowhere>")
    named, unnamed = site.each((EMAIL, choice, WHY), (EMAIL, stray, WHY))
    assert ids(named) == WHOLE
    assert "country" not in ids(unnamed)


DRAWN_OVER = {
    "before it": "<a class=drawn href='javascript:void(0)'>Choose</a>LIST",
    "behind it": "LIST<i></i><div>Choose</div>",
    "around it": "<div style='width:0;height:0;overflow:hidden'>LIST</div><div>Choose</div>",
}
NARROW = COUNTRY.split("</label>")[1].replace(
    "<select", "<select style='position:absolute;width:1px;height:1px'"
)


@pytest.mark.parametrize("drawn", DRAWN_OVER.values(), ids=DRAWN_OVER)
def test_a_hidden_list_that_something_is_drawn_for_is_not_one_that_nobody_asks_for(
    site: Site, drawn: str
) -> None:
    whole = f"<div><b>Country you live in</b><div>{drawn.replace('LIST', NARROW)}</div></div>"
    prefix = whole.replace("Country you live in", "Country of the telephone") + TELEPHONE
    assert countries(
        site,
        whole,
        whole.replace("<option>Ire", "<option selected>Ire"),
        whole.replace("you live in", "of birth"),
        whole.replace("<div><b>", "<div hidden><b>"),
        prefix,
        whole + COUNTRY.replace("land", "other"),
    ) == ["ambiguous", *["missing"] * 4, "found"]


def test_a_hidden_list_that_nothing_is_drawn_for_is_asked_by_nobody(site: Site) -> None:
    hidden = COUNTRY.replace("<select", "<select hidden")
    beside = f"<div>{hidden}<label>Town <input></label></div>"
    assert countries(site, f"<div>{hidden}</div>", beside) == ["missing"] * 2
