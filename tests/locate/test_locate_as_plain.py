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


def found(role: Role, *controls: Control) -> Control | None:
    """What is found for a role among these, beside a letter's box."""
    return find_all(page(*controls, WHY))[role].control


def test_a_type_does_not_make_one_of_two_addresses_the_own() -> None:
    unknown = email("Qwertz email")
    both = find_all(page(OWN, unknown, WHY))[Role.EMAIL]
    assert (both.status, set(both.candidates)) == ("ambiguous", {OWN, unknown})
    assert found(Role.EMAIL, unknown) == unknown
    assert found(Role.EMAIL, OWN, unknown._replace(label="Phone")) == OWN


def test_which_of_two_addresses_is_the_own() -> None:
    declared, own = email("Email", autocomplete="email"), email("Email")
    assert found(Role.EMAIL, OWN, declared) == declared
    assert found(Role.EMAIL, OWN._replace(form=1), own) == own, "of another form"
    assert found(Role.EMAIL, OWN, email(OTHER["en"])) == OWN
    assert find_all(page(email(OTHER["en"]), WHY))[Role.EMAIL].status == "ambiguous"
    for language, label in OTHER.items():
        assert found(Role.EMAIL, OWN, email(label)) in (OWN, None), language
        assert {"email", "concerned"} <= meanings_in(label, language), language


DONE = (
    *("Maa, jossa tietosi kerättiin", "Riik, kus andmed koguti", "データが表示された国"),
    *("Šalis, kurioje duomenys surinkti", "Az adatok megjelenésének országa"),
    *("Verilerin gösterildiği ülke", "Země vaší firmy", "Country of your company"),
    "Pays de votre société",
)
LIVED_IN = (
    *("Maa, jossa asut", "Land, Region", "Your country", "Country (no company)"),
    *("Država u kojoj živite", "お住まいの国"),
)


def test_of_two_countries_the_one_to_live_in() -> None:
    typed = control(4, "Country", ControlKind.TYPEAHEAD)
    unknown = LAND._replace(label="Qwertz country")
    both = find_all(page(OWN, typed, unknown, WHY))[Role.COUNTRY]
    assert both.status == "ambiguous", "a list of countries does not make it the own"
    assert found(Role.COUNTRY, OWN, unknown) == unknown
    for label in DONE:
        other = LAND._replace(label=label)
        assert found(Role.COUNTRY, OWN, other) is None, label
        assert found(Role.COUNTRY, OWN, typed, other) == typed, label
    for label in LIVED_IN:
        assert found(Role.COUNTRY, OWN, LAND._replace(label=label)) is not None, label


def test_an_address_is_confirmed_by_a_noun() -> None:
    for label, again in (("Sähköposti", "Sähköpostin vahvistus"), ("E-post", "E-posti kinnitus")):
        own = OWN._replace(label=label)
        assert found(Role.EMAIL, own, email(again)) == own
        assert found(Role.EMAIL_AGAIN, own, email(again)) == email(again)


def test_names_and_their_parts() -> None:
    whole = control(5, "Ismek u kunjomok")
    assert found(Role.NAME, OWN, whole) == whole
    assert find_all(page(OWN, whole, WHY))[Role.LAST_NAME].status == "missing"
    for one, other in (("Isem", "Kunjom"), ("Име", "Фамилно име")):
        first, last = control(5, one), control(6, other)
        assert found(Role.FIRST_NAME, OWN, first, last) == first
        assert found(Role.LAST_NAME, OWN, first, last) == last
