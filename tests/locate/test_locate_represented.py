"""What is asked of another person is never taken for one's own: by labels, legends and headings."""

import pytest
from corpus.words import words
from support.locate_controls import countries, field, page
from support.locate_site import COUNTRY, EMAIL, WHOLE, WHY, Site, form, ids, reworded
from support.tables import by_language, unlike

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

WHOSE = by_language("whose_labels")
LEGENDS = {lang: kinds["legends"] for lang, kinds in WHOSE.items()}
ROLES = (Role.EMAIL, Role.COUNTRY, Role.NAME)


def fields(lang: str, above: str) -> list[Control]:
    """An e-mail, a country and a name, under `above`."""
    said = words(lang).label
    land = countries(lang, said["country"][0])
    asked = field(said["email"][0]), land, field(said["name"][0])
    return [control._replace(above=above) for control in asked]


def found(lang: str, *controls: Control) -> dict[Role, int]:
    """The number of the control that each role was found at."""
    why = field(words(lang).label["explanation"][0], ControlKind.TEXTAREA)
    reading = page(lang, words(lang).say["object_title"][0], *controls, why)
    return {r: c.index for r in ROLES if (c := reading.fields[r].control) is not None}


def test_whose_an_address_or_a_country_is() -> None:
    """Somebody else's, or where one does not live, is asked about, and one's own is filled in."""
    asks = {
        "elsewhere": (Role.COUNTRY, lambda lang, label: countries(lang, label)),
        "others": (Role.EMAIL, lambda _lang, label: field(label)),
    }
    rows = [
        (lang, kind, label)
        for lang, kinds in WHOSE.items()
        for kind in asks
        for label in kinds[kind]
    ]

    def read(row: tuple[str, str, str]) -> bool:
        lang, kind, label = row
        role, make = asks[kind]
        return role in found(lang, make(lang, label))

    assert unlike(False, rows, read) == {}


FIRST = {Role.EMAIL: 0, Role.COUNTRY: 1, Role.NAME: 2}
SECOND = {role: number + 3 for role, number in FIRST.items()}


def test_a_legend_that_names_another_person() -> None:
    rows = [(lang, legend) for lang, legends in LEGENDS.items() for legend in legends]

    def read(row: tuple[str, str]) -> list[dict[Role, int]]:
        lang, legend = row
        own = words(lang).portal["contact"][0]
        mine, other = fields(lang, own), fields(lang, legend)
        pages = (other, fields(lang, f"{legend} · {own}"), [*mine, *other], [*other, *mine])
        return [found(lang, *controls) for controls in pages]

    assert unlike([{}, {}, FIRST, SECOND], rows, read) == {}


SELECT = "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain"
OTHERS = (
    '<label>E-mail <input id="x1"></label>'
    f'<label>Country <select id="x2"><option>{SELECT}</select></label>'
    '<label>Name <input id="x3"></label>'
)
NAME = '<label>Your name <input id="own"></label>'
OWN = {**WHOLE, "name": "own"}


def fieldset(legend: str, body: str) -> str:
    return f"<fieldset><legend>{legend}</legend>{body}</fieldset>"


def section(heading: str, body: str) -> str:
    return f"<section><header><h2>{heading}</h2><p>Please be exact.</p></header>{body}</section>"


def flat(heading: str, body: str) -> str:
    return f"<h3>{heading}</h3>{body}"


def nested(heading: str, body: str) -> str:
    return f"<h2>{heading}</h2><h3>Contact</h3>{fieldset('How we write', body)}<h2>Else</h2>"


@pytest.mark.parametrize("over", [fieldset, section, flat, nested])
def test_where_a_legend_or_a_heading_stands(site: Site, over: object) -> None:
    assert callable(over)
    child = over("Your child", OTHERS)
    looked = site.look(form(child, WHY))
    assert ids(looked) == {"explanation": "why"}
    own = {"email": "x1", "country": "x2", "name": "x3", "explanation": "why"}
    assert ids(reworded(looked, {"Your child": "How we reach you"})) == own
    mine = over("You", COUNTRY + EMAIL + NAME)
    assert site.found(form(mine, child, WHY)) == OWN
    assert site.found(form(child, mine, WHY)) == OWN


def test_a_form_whose_field_is_called_as_what_is_around_it(site: Site) -> None:
    other = '<form><h2>Your child</h2><input type="hidden" name="parentElement"></form>'
    assert site.found(form(COUNTRY, EMAIL, WHY, before=f"<h1>Object to AI</h1>{other}")) == WHOLE


def test_an_address_that_is_repeated_is_that_before_it(site: Site) -> None:
    child = '<label>E-mail of your daughter <input id="x1" type="email"></label>'
    again = '<label for="two">Repeat the e-mail</label><input id="two">'
    both = {**WHOLE, "email_again": "two"}
    assert site.found(form(COUNTRY, EMAIL, again, child, WHY)) == both
    assert site.found(form(COUNTRY, child, EMAIL, again, WHY)) == both
    assert site.found(form(COUNTRY, EMAIL, child, again, WHY)) == WHOLE
    hers = again.replace("the e-mail", "your daughter's e-mail")
    assert site.found(form(COUNTRY, EMAIL, hers, WHY)) == WHOLE
