"""Two fields that ask for the same: neither a type nor a list of countries tells which is meant."""

from test_locate_find import LAND, WHY, control, page

from optout.locate.fields.find import find_all
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings_in

OWN = control(0, "Contact email", ControlKind.TEXT)
OTHER = {
    "cs": "Jiný e-mail",
    "de": "Andere E-Mail-Adresse",
    "en": "Another email address",
    "es": "Otro correo electrónico",
    "et": "Teine e-posti aadress",
    "fi": "Toinen sähköpostiosoite",
    "fr": "Autre adresse e-mail",
    "hr": "Druga e-adresa",
    "hu": "Másik e-mail cím",
    "is": "Annað netfang",
    "it": "Altra e-mail",
    "lt": "Kitas el. pašto adresas",
    "lv": "Cita e-pasta adrese",
    "nl": "Ander e-mailadres",
    "pl": "Inny adres e-mail",
    "sk": "Iný e-mail",
    "sl": "Drug e-naslov",
    "sv": "Annan e-postadress",
}


def email(label: str, **known: object) -> Control:
    return control(3, label)._replace(type="email", **known)  # type: ignore[arg-type]


def test_a_type_does_not_make_one_of_two_addresses_the_own() -> None:
    unknown = email("Qwertz email")
    found = find_all(page(OWN, unknown, WHY))[Role.EMAIL]
    assert found.status == "ambiguous"
    assert set(found.candidates) == {OWN, unknown}
    assert find_all(page(unknown, WHY))[Role.EMAIL].control == unknown
    assert find_all(page(OWN, unknown._replace(label="Phone"), WHY))[Role.EMAIL].control == OWN


def test_one_that_is_declared_is_the_own_beside_another() -> None:
    declared = email("Email", autocomplete="email")
    assert find_all(page(OWN, declared, WHY))[Role.EMAIL].control == declared


def test_an_address_of_another_form_does_not_count() -> None:
    elsewhere = OWN._replace(form=1)
    own = email("Email")
    assert find_all(page(elsewhere, own, WHY))[Role.EMAIL].control == own


def test_another_address_is_not_the_own() -> None:
    for language, label in OTHER.items():
        found = find_all(page(OWN, email(label), WHY))[Role.EMAIL].control
        assert found in (OWN, None), language
        assert {"email", "concerned"} <= meanings_in(label, language), language


def test_a_list_of_countries_does_not_make_one_of_two_the_country_to_live_in() -> None:
    typed = control(4, "Country", ControlKind.TYPEAHEAD)
    listed = LAND._replace(label="Qwertz country")
    assert find_all(page(OWN, typed, listed, WHY))[Role.COUNTRY].status == "ambiguous"
    assert find_all(page(OWN, listed, WHY))[Role.COUNTRY].control == listed


DONE = (
    "Maa, jossa tietosi kerättiin",
    "Riik, kus andmed koguti",
    "Šalis, kurioje duomenys surinkti",
    "Country of your company",
    "Pays de votre société",
    "Země vaší firmy",
    "データが表示された国",
    "Verilerin gösterildiği ülke",
    "Az adatok megjelenésének országa",
)
LIVED_IN = (
    *("Maa, jossa asut", "Land, Region", "Your country", "Country (no company)"),
    *("Država u kojoj živite", "お住まいの国"),
)


def test_a_country_in_which_something_was_done_is_none_to_live_in() -> None:
    typed = control(4, "Country", ControlKind.TYPEAHEAD)
    for label in DONE:
        other = LAND._replace(label=label)
        assert find_all(page(OWN, other, WHY))[Role.COUNTRY].status != "found", label
        assert find_all(page(OWN, typed, other, WHY))[Role.COUNTRY].control == typed, label
    for label in LIVED_IN:
        own = LAND._replace(label=label)
        assert find_all(page(OWN, own, WHY))[Role.COUNTRY].status == "found", label


def test_an_address_is_confirmed_by_a_noun() -> None:
    for label, again in (("Sähköposti", "Sähköpostin vahvistus"), ("E-post", "E-posti kinnitus")):
        own = OWN._replace(label=label)
        fields = find_all(page(own, email(again), WHY))
        assert fields[Role.EMAIL].control == own
        assert fields[Role.EMAIL_AGAIN].status == "found", again


def test_a_name_with_its_owner_in_it() -> None:
    name = control(5, "Ismek u kunjomok")
    fields = find_all(page(OWN, name, WHY))
    assert fields[Role.NAME].control == name
    assert fields[Role.LAST_NAME].status == "missing"
    parts = (control(5, "Isem"), control(6, "Kunjom"))
    fields = find_all(page(OWN, *parts, WHY))
    assert (fields[Role.FIRST_NAME].control, fields[Role.LAST_NAME].control) == parts


def test_the_family_name_of_bulgarian() -> None:
    first, last = control(5, "Име"), control(6, "Фамилно име")
    fields = find_all(page(OWN, first, last, WHY))
    assert (fields[Role.FIRST_NAME].control, fields[Role.LAST_NAME].control) == (first, last)


def test_another_address_leaves_the_own_one_found() -> None:
    other = email(OTHER["en"])
    assert find_all(page(OWN, other, WHY))[Role.EMAIL].control == OWN
    assert find_all(page(other, WHY))[Role.EMAIL].status == "ambiguous"
