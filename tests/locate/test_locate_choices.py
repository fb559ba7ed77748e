"""A country that is chosen from a list which the page draws itself, as component libraries do."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form

from optout.locate.roles import ControlKind, Role

LABEL = '<label for="land" id="asks">Country of residence</label>'


def kind(site: Site, choice: str) -> ControlKind | None:
    """What the country's field is taken for; None: it is not found."""
    reading = site.look(form(LABEL, choice, EMAIL, WHY))
    control = reading.fields[Role.COUNTRY].control
    assert control is None or control.id == "land"
    return control.kind if control else None


@pytest.mark.parametrize("shut", ["readonly", "aria-readonly=true", "inputmode=none"])
@pytest.mark.parametrize("opens", ["role=combobox", "aria-haspopup=listbox"])
def test_a_box_that_takes_no_text_and_opens_a_list(site: Site, shut: str, opens: str) -> None:
    assert kind(site, f"<input id=land {shut} {opens}>") is ControlKind.COMBOBOX
    assert kind(site, f"<input id=land {opens}>") is ControlKind.TYPEAHEAD


@pytest.mark.parametrize("shut", ["readonly", "aria-readonly=true", "readonly role=textbox"])
def test_a_box_that_takes_no_text_and_opens_nothing(site: Site, shut: str) -> None:
    assert kind(site, f"<input id=land {shut}>") is None


def test_a_list_that_opens_in_its_own_place(site: Site) -> None:
    one = "<div id=land role=listbox tabindex=0 EXPANDED aria-labelledby=asks>"
    one += "<div role=option aria-selected=true>Choose</div></div>"
    assert kind(site, one.replace("EXPANDED", "aria-expanded=false")) is ControlKind.COMBOBOX
    assert kind(site, one.replace("EXPANDED", "")) is None


def test_the_button_that_opens_the_list_of_the_field_beside_it(site: Site) -> None:
    button = "<button type=button aria-haspopup=listbox aria-labelledby=asks TAB>v</button>"
    both = "<input id=land role=combobox aria-autocomplete=list>" + button
    assert kind(site, both.replace("TAB", "tabindex=-1")) is ControlKind.TYPEAHEAD
    assert kind(site, both.replace("TAB", "")) is None


def test_a_list_that_asks_for_a_new_password_so_that_nothing_is_filled_in(site: Site) -> None:
    choice = "<input id=land autocomplete=new-password ROLE>"
    assert site.found(form(LABEL, choice.replace("ROLE", "role=combobox"), EMAIL, WHY)) == WHOLE
    assert site.found(form(LABEL, choice.replace("ROLE", ""), EMAIL, WHY)) == {}
    secret = "<input id=secret type=password role=combobox autocomplete=new-password>"
    assert site.found(form(COUNTRY, secret, EMAIL, WHY)) == {}


UNSEEN = "<input id=land ROLE aria-expanded=false style='opacity:0'>"
AROUND = {
    "a box that shows something": (f"<div>{UNSEEN}<div>Choose</div></div>", True),
    "two boxes": (f"<div><div style='opacity:0'>{UNSEEN}</div><span>Choose</span></div>", True),
    "nothing": (f"<div>{UNSEEN}</div>", False),
    "its label": (f"<div><label>Country</label>{UNSEEN}</div>", False),
    "another field": (f"<div>{UNSEEN}<span>Choose</span><input id=other></div>", False),
    "a box that is not seen": (f"<div style='opacity:0'>{UNSEEN}<span>Choose</span></div>", False),
}


@pytest.mark.parametrize(("choice", "seen"), AROUND.values(), ids=AROUND)
def test_a_list_whose_box_is_seen_though_the_field_in_it_is_not(
    site: Site, choice: str, seen: bool
) -> None:
    assert bool(kind(site, choice.replace("ROLE", "role=combobox"))) is seen
    assert kind(site, choice.replace("ROLE", "")) is None
