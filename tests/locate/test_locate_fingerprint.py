"""The fingerprint knows a changed form from the same form in another language."""

from functools import cache

from support.locate_controls import field, page

from optout.locate.fields.fingerprint import compare, size
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control, Option

LANDS = tuple(Option(name, name) for name in ("France", "Germany", "Ireland", "Italy", "Spain"))
LAND = field("Country of residence", ControlKind.SELECT, id="land", options=LANDS, total=5)
EMAIL = field("Email address", id="mail")
WHY = field(
    *("Please tell us how this processing impacts you", ControlKind.TEXTAREA),
    id="why",
    required=True,
)
PHONE = field("Phone", type="tel")
SEND = field("Submit", ControlKind.BUTTON)


def known_by(*controls: Control, lang: str = "en") -> str:
    return page(lang, "AI at Meta", *controls, SEND).fingerprint


@cache
def here() -> str:
    return known_by(LAND, EMAIL, WHY)


def test_the_same_form_in_another_language_and_with_other_ids() -> None:
    french = (
        LAND._replace(label="Pays de résidence", id="F7"),
        EMAIL._replace(label="Adresse e-mail", id=":r3:"),
        WHY._replace(label="Dites-nous en quoi ce traitement vous affecte"),
    )
    assert known_by(*french, lang="fr") == here()
    assert compare(here(), [here()]) == "same"
    assert compare(here(), []) == "first_seen"


def test_one_more_box_is_understood() -> None:
    more = known_by(LAND, EMAIL, WHY, PHONE)
    assert more != here()
    assert compare(more, [here()]) == "understood"
    assert (size(here()), size(more)) == (3, 4)
    assert size("") == size("nonsense") == 0


def test_a_field_that_is_gone_is_not_understood() -> None:
    now = known_by(LAND, WHY)
    assert compare(now, [here()]) == "not_understood"
    assert compare(now, [here(), now]) == "same"


def test_an_address_that_cannot_be_changed_is_there() -> None:
    given = EMAIL._replace(value="me@example.org", filled=True)
    for kind in ("text", "email"):
        for locked in (given._replace(readonly=True), given._replace(disabled=True)):
            assert known_by(LAND, locked._replace(type=kind), WHY) == here()
    account = field("Your account", value="Prénom Nom", readonly=True)
    assert compare(known_by(LAND, account, WHY), [here()]) == "not_understood"


def test_required_counts() -> None:
    assert known_by(LAND, EMAIL, WHY._replace(required=False)) != here()


def test_what_is_typed_leaves_no_trace_in_it() -> None:
    assert known_by(LAND, EMAIL._replace(value="me@example.org", filled=True), WHY) == here()
