"""A country that is chosen from a list which the page draws itself, as component libraries do."""

import pytest
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form, ids

from optout.locate.roles import ControlKind, Role

LABEL = '<label for="land" id="asks">Country of residence</label>'


def kind(site: Site, choice: str, *, label: str = LABEL) -> ControlKind | None:
    """What the country's field is taken for; None: it is not found."""
    reading = site.look(form(label, choice, EMAIL, WHY))
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


CURSOR = "<input id=land ROLE aria-expanded=false style='width:2px;border:0;padding:0'>"
"""A list's field that is as wide as its cursor, until something is typed."""


@pytest.mark.parametrize(
    ("choice", "seen"),
    [(choice.replace(UNSEEN, CURSOR), seen) for choice, seen in AROUND.values()],
    ids=AROUND,
)
def test_a_list_whose_field_is_as_wide_as_its_cursor(site: Site, choice: str, seen: bool) -> None:
    assert bool(kind(site, choice.replace("ROLE", "role=combobox"))) is seen
    assert kind(site, choice.replace("ROLE", "")) is None


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


@pytest.mark.parametrize("style", WAYS)
@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
def test_what_is_drawn_for_a_hidden_list_has_its_name(site: Site, style: str, drawn: str) -> None:
    page = form(HIDDEN.replace("STYLE", style), drawn, EMAIL, WHY)
    reading = site.look(page)
    assert ids(reading) == WHOLE
    country = reading.fields[Role.COUNTRY].control
    assert country is not None
    assert country.kind is ControlKind.COMBOBOX
    assert country.blank_option
    chosen = page.replace("<option>Germany", "<option selected>Germany").replace(">Choose<", ">X<")
    held = site.look(chosen).fields[Role.COUNTRY].control
    assert held is not None
    assert (held.value, held.blank_option) == ("Germany", False)
    nameless = page.replace('<label for="list">Where do you live?</label>', "")
    assert "country" not in site.found(nameless)
    unseen = page.replace('id="land"', 'id="land" style="visibility:hidden"')
    assert "country" not in site.found(unseen)


def test_a_field_with_a_name_stands_for_no_hidden_list(site: Site) -> None:
    for other in ('<label>Town <input id="land" tabindex="0"></label>', COUNTRY):
        page = form(HIDDEN.replace("STYLE", WAYS[0]), other, EMAIL, WHY)
        assert site.found(page) == site.found(form(other, EMAIL, WHY))


def test_a_list_that_is_drawn_below_its_own_transparent_one(site: Site) -> None:
    clear = COUNTRY.replace('id="land"', 'id="land" style="opacity:0;position:relative"')
    label, select = clear.split("</label>")
    page = form(f"{label}</label><div>{select}<div>Choose</div></div>", EMAIL, WHY)
    assert site.found(page) == WHOLE
    assert "country" not in site.found(page.replace("<div>Choose</div>", ""))
    unheard = page.replace("opacity:0;", "opacity:0;pointer-events:none;")
    assert "country" not in site.found(unheard), "a click does not reach it"


def test_a_list_s_box_may_be_of_a_search_box_s_type(site: Site) -> None:
    box = '<input id="land" type="search" role="combobox" aria-autocomplete="list">'
    assert kind(site, box) is ControlKind.TYPEAHEAD
    assert kind(site, '<input id="land" type="search">') is None
    asks = '<input id="land" type="search" role="combobox" placeholder="Country">'
    assert "country" not in site.found(form(asks, EMAIL, WHY))


def test_a_list_named_by_the_box_that_takes_no_text_in_it(site: Site) -> None:
    inside = '<label for="in">Country of residence</label><input id="in" readonly title="Open">'
    page = form(f'<div id="land" role="combobox" tabindex="0">{inside}</div>', EMAIL, WHY)
    assert site.found(page) == WHOLE
    typed = page.replace(" readonly", "")
    assert site.found(typed)["country"] == "in"


ENTRIES = {
    "de": ("Staat Ihres Wohnsitzes", "Bitte eine Alternative aussuchen"),
    "nb": ("Bostedsland", "Vennligst velg et alternativ fra listen"),
    "es": ("País de residencia", "Marque una alternativa"),
    "en": ("Country of residence", "Pick the best alternative"),
}


@pytest.mark.parametrize("lang", ENTRIES)
def test_the_first_entry_of_a_list_tells_nothing_of_whom_it_asks(site: Site, lang: str) -> None:
    label, entry = ENTRIES[lang]
    listed = COUNTRY.replace("Country of residence", label).replace("Choose", entry)
    assert site.found(form(listed, EMAIL, WHY)) == WHOLE
    others = listed.replace(entry, "Select your friend's country")
    assert "country" not in site.found(form(others, EMAIL, WHY))
    asked = f"<p>{label}</p><input id=land placeholder='Your friend'>"
    assert "country" not in site.found(form(asked, EMAIL, WHY))


OPENS = (
    "<span id=asks>Country you live in</span>"
    "<button type=button aria-haspopup=WHAT aria-labelledby='asks shows'>"
    "<b id=shows>VALUE</b></button>"
)
PICKED = "".join(
    f"<label><input type=radio name=r>{name}</label>" for name in ("Malta", "Peru", "Fiji")
)
BY_RADIOS = f"<fieldset><legend>Country you live in</legend>{PICKED}</fieldset>"
BY_ROLES = '<div role=radiogroup aria-label="Country you live in">' + "".join(
    f"<div role=radio tabindex=0 aria-checked=false>{name}</div>" for name in ("Malta", "Peru")
)


def country(site: Site, *parts: str) -> str:
    """What is said of the country of a form with these parts, beside an address and a letter."""
    return site.look(form(*parts, EMAIL, WHY)).fields[Role.COUNTRY].status


@pytest.mark.parametrize("what", ["dialog", "menu", "true"])
def test_a_country_chosen_where_a_button_leads_is_not_one_that_nobody_asks_for(
    site: Site, what: str
) -> None:
    opens = OPENS.replace("WHAT", what)
    assert country(site, opens.replace("VALUE", "Choose")) == "ambiguous"
    assert country(site, opens.replace("VALUE", "Malta")) == "missing"
    assert country(site, opens.replace("VALUE", "Choose").replace("live in", "were born in")) == (
        "missing"
    )
    assert country(site, opens.replace(f"aria-haspopup={what}", "").replace("VALUE", "?")) == (
        "missing"
    )
    shown = opens.replace(f"aria-haspopup={what}", "aria-expanded=false")
    assert country(site, shown.replace("VALUE", "Choose")) == "ambiguous"
    over = opens.replace("<button", "<button style='opacity:0'").replace("VALUE", "Choose")
    assert country(site, over) == "ambiguous"
    assert country(site, over.replace("opacity:0", "display:none")) == "missing"
    number = opens.replace("VALUE", "Choose") + "<input type=tel aria-label=Telephone>"
    assert country(site, number) == "missing"
    assert country(site, f"</form><nav>{opens}</nav><form>") == "missing"
    assert country(site, opens, COUNTRY) == "found"


@pytest.mark.parametrize("radios", [BY_RADIOS, BY_ROLES], ids=["boxes", "roles"])
def test_a_country_chosen_by_radio_buttons(site: Site, radios: str) -> None:
    assert country(site, radios) == "ambiguous"
    chosen = radios.replace("type=radio", "type=radio checked", 1).replace("=false", "=true", 1)
    assert country(site, chosen) == "missing"
    assert country(site, radios.replace("Malta", "Tea").replace("Peru", "Milk")) == "missing"
    assert country(site, radios.replace("you live in", "of your passport")) == "missing"


DIALS = "".join(
    f"<option>{text}"
    for text in ("🇧🇪 Belgium (+32)", "🇫🇷 France (+33)", "🇩🇪 Germany (+49)", "🇮🇹 Italy (+39)")
)
WITH_DIALS = f"<label>ASKS <select id=land><option value=''>Choose{DIALS}</select></label>"


def test_a_list_of_countries_with_their_dialling_codes(site: Site) -> None:
    lives, where = (WITH_DIALS.replace("ASKS", f"Country{more}") for more in (" of residence", ""))
    assert country(site, lives) == "found"
    assert country(site, where) == "ambiguous"
    number = "<input type=tel aria-label=Telephone>"
    assert country(site, where + number) == "missing"
    assert country(site, WITH_DIALS.replace("ASKS", "Prefix")) == "missing"
    only = "<option>+32<option>+33<option>+49<option>+39"
    assert country(site, lives.replace(DIALS, only)) != "found"


@pytest.mark.parametrize("lock", ["disabled", ""])
@pytest.mark.parametrize("first", ["Choose", "Malta"])
def test_a_list_that_is_locked_still_is_asked_for(site: Site, lock: str, first: str) -> None:
    value = "value=''" * (first == "Choose")
    choice = f"<select id=land {lock}><option {value}>{first}</select>"
    part = "<label>Part of the world <select><option>Europe<option>Asia</select></label>"
    waits = bool(lock) and first == "Choose"
    assert country(site, part, LABEL, choice) == ("ambiguous" if waits else STATUS[lock])


STATUS = {"disabled": "missing", "": "found"}


def test_a_list_named_by_its_own_text_too(site: Site) -> None:
    shown = "<button id=land type=button aria-haspopup=listbox aria-labelledby='asks land'>"
    assert kind(site, f"{shown}Pick an alternative</button>") is ControlKind.COMBOBOX


def test_what_a_list_shows_while_nothing_is_chosen_is_not_what_it_asks(site: Site) -> None:
    box = "<p>Where do you live?</p><span id=shows>SHOWN</span><input id=land role=combobox TELLS>"
    told = box.replace("TELLS", "aria-describedby=shows")
    assert kind(site, told.replace("SHOWN", "Pick one"), label="") is ControlKind.TYPEAHEAD
    assert kind(site, told.replace("SHOWN", "Phone prefix"), label="") is None
    assert kind(site, box.replace("SHOWN", "Pick one"), label="") is None


def test_a_label_that_names_what_a_browser_counts_as_no_field(site: Site) -> None:
    box = "<div id=land role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false>…</div>"
    page = form(EMAIL, f"<div>{box}<label for=land>Country of residence</label></div>", WHY)
    assert site.found(page) == {**WHOLE, "country": "land"}
    stray = page.replace("<label for=land>", "<label for=nowhere>")
    assert "country" not in site.found(stray)


AROUND_TYPED = "<div role=combobox id=ID aria-haspopup=listbox aria-expanded=false NAMED>BOX</div>"


def around(named: str, box: str, *, own: str = "") -> str:
    """A choice around a box, as they were drawn before a box could be one itself."""
    page = AROUND_TYPED.replace("NAMED", named).replace("BOX", box)
    return page.replace("id=ID", f'id="{own}"' if own else "")


@pytest.mark.parametrize("named", ["", "aria-labelledby=asks", "aria-label='Type to filter'"])
def test_a_choice_around_the_box_that_is_typed_into_is_that_one(site: Site, named: str) -> None:
    box = "<input id=land style='width:200px'>"
    assert kind(site, around(named, box)) is ControlKind.TYPEAHEAD
    loose = "<span id=asks>Country of residence</span>"
    assert kind(site, around(named, box), label=loose) is ControlKind.TYPEAHEAD


@pytest.mark.parametrize("own", ["wrap", ""])
def test_a_box_that_is_said_to_be_called_as_the_choice_around_it(site: Site, own: str) -> None:
    box = "<input id=land type=search style='width:200px' aria-labelledby=wrap>"
    choice = around("aria-label='Search for option'", box, own=own)
    named = "" if own else "<b id=wrap>Search for option</b>"
    expected = ControlKind.TYPEAHEAD if own else None
    assert kind(site, choice, label=f"{named}<p>Country of residence</p>") is expected


def test_a_choice_around_the_box_of_another_matter(site: Site) -> None:
    box = "<input id=land style='width:200px'>"
    loose = "<span id=asks>Country of birth</span>"
    assert kind(site, around("aria-labelledby=asks", box), label=loose) is None
    two = box + "<input id=more style='width:200px' aria-label=Town>"
    assert "country" not in site.found(form(loose, around("", two), EMAIL, WHY))


def test_a_choice_around_a_box_that_takes_no_text(site: Site) -> None:
    label = '<label for="inner">Country of residence</label>'
    box = f"{label}<input id=inner inputmode=none aria-label=Open STYLE>"
    for style in ("", "style='opacity:0'"):
        choice = around("tabindex=0", box.replace("STYLE", style), own="land")
        assert kind(site, choice, label="") is ControlKind.COMBOBOX
    unnamed = around("tabindex=0", box.replace(label, ""), own="land")
    assert kind(site, unnamed, label="") is None


DRAWN_OVER = {
    "before it": "<a class=drawn href='javascript:void(0)'>Choose</a>LIST",
    "behind it": "LIST<i></i><div>Choose</div>",
    "around it": "<div style='width:0;height:0;overflow:hidden'>LIST</div><div>Choose</div>",
}


@pytest.mark.parametrize("drawn", DRAWN_OVER.values(), ids=DRAWN_OVER)
def test_a_hidden_list_that_something_is_drawn_for_is_not_one_that_nobody_asks_for(
    site: Site, drawn: str
) -> None:
    _label, select = COUNTRY.split("</label>")
    hidden = select.replace("<select", "<select style='position:absolute;width:1px;height:1px'")
    whole = f"<div><b>Country you live in</b><div>{drawn.replace('LIST', hidden)}</div></div>"
    assert country(site, whole) == "ambiguous"
    assert country(site, whole.replace("<option>Ire", "<option selected>Ire")) == "missing"
    assert country(site, whole.replace("you live in", "of birth")) == "missing"
    assert country(site, whole.replace("<div><b>", "<div hidden><b>")) == "missing"
    assert country(site, whole, COUNTRY.replace("land", "other")) == "found"
    prefix = whole.replace("Country you live in", "Country of the telephone")
    assert country(site, prefix + "<input type=tel aria-label=Telephone>") == "missing"


def test_a_hidden_list_that_nothing_is_drawn_for_is_asked_by_nobody(site: Site) -> None:
    hidden = COUNTRY.replace("<select", "<select hidden")
    assert country(site, f"<div>{hidden}</div>") == "missing"
    assert country(site, f"<div>{hidden}<label>Town <input></label></div>") == "missing"


def test_what_stands_before_a_hidden_list_asks_for_what_is_drawn_for_it(site: Site) -> None:
    box = (
        "<p>Country you live in</p><div style='position:relative'><select hidden><option value=''>"
        "Choose<option>Malta<option>Peru</select><input id=land style='width:200px'>SHOWN</div>"
    )
    inside = "<b style='position:absolute;left:4px;top:2px'>Choose</b>"
    assert kind(site, box.replace("SHOWN", ""), label="") is ControlKind.TEXT
    assert kind(site, box.replace("SHOWN", inside), label="") is ControlKind.TEXT
    other = inside.replace("Choose", "Order")
    assert kind(site, box.replace("SHOWN", other), label="") is None
    unseen = "<div style='opacity:0'><select hidden></select></div>"
    assert (
        kind(site, box.replace("SHOWN", "").replace("<div", f"{unseen}<div", 1), label="") is None
    )


def test_a_list_that_is_drawn_as_a_box_without_a_name(site: Site) -> None:
    _label, select = COUNTRY.replace(">Choose", ">Your country").split("</label>")
    hidden = select.replace("<select", "<select style='position:absolute;width:1px;height:1px'")
    assert country(site, f"<div><input readonly value='Your country'>{hidden}</div>") == "ambiguous"
    assert country(site, f"<div><input value='Your country'>{hidden}</div>") == "missing"
