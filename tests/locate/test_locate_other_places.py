"""A country that is not the one a person lives in: a town asked for, a bill's, a delivery's."""

import pytest
from corpus.words import words
from support.locate_controls import field, page

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, Option


def country(lang: str, *controls: Control) -> str:
    return page(lang, words(lang).say["contact_title"][0], *controls).fields[Role.COUNTRY].status


TOWNS = {
    # What names a town, or a part of a country; what names a country.
    "en": (
        ("City of residence", "Town or county of residence", "Country or city"),
        "Country of residence",
    ),
    "fr": (("Ville de résidence", "Lieu de résidence", "Commune ou pays"), "Pays de résidence"),
    "de": (("Stadt oder Land", "Wohnort (Stadt, Land)"), "Wohnsitzland oder Region"),
    "es": (("Ciudad o país de residencia", "País y localidad"), "País en el que reside"),
    "it": (("Città o paese in cui risiedi", "Comune e paese"), "Paese in cui risiedi"),
    "pt": (("Cidade ou país onde vive", "Concelho e país"), "País onde vive"),
    "nl": (("Woonplaats en land", "Land of gemeente"), "Land waar u verblijft"),
    "pl": (("Miasto lub kraj zamieszkania", "Kraj i miejscowość"), "Kraj Twojego zamieszkania"),
    "sv": (("Land eller stad", "Ort och land"), "Land där du bor"),
    "fi": (("Maa tai kaupunki", "Kotikunta ja maa"), "Asuinmaa tai alue"),
    "el": (("Πόλη ή χώρα διαμονής", "Χώρα και δήμος"), "Χώρα ή περιοχή"),
    "ja": (("居住国と都市", "国または市区町村"), "お住まいの国名"),
}


@pytest.mark.parametrize("lang", TOWNS)
def test_where_a_town_would_do_one_is_asked(lang: str) -> None:
    towns, own = TOWNS[lang]
    for label in towns:
        assert country(lang, field(label)) == "ambiguous", label
    assert country(lang, field(own)) == "found"


def test_a_country_in_brackets_tells_what_is_meant() -> None:
    assert country("en", field("Place of residence")) == "ambiguous"
    assert country("en", field("Place of residence (country)")) == "found"
    assert country("en", field("Place of residence (city, country)")) == "ambiguous"


def countries(lang: str, label: str, **more: object) -> Control:
    names = [words(lang).territory(code) for code in ("FR", "DE", "IT", "ES")]
    options = tuple(Option(name, name) for name in names)
    return field(label, ControlKind.SELECT, options=options, total=4, **more)


@pytest.mark.parametrize("lang", TOWNS)
def test_a_list_of_countries_is_of_no_towns(lang: str) -> None:
    for label in TOWNS[lang][0]:
        assert country(lang, countries(lang, label)) == "found", label
    declared = field(TOWNS[lang][0][0], autocomplete="country-name")
    assert country(lang, declared) == "found"


BILLS = {
    # What stands over a bill's address or a delivery's; over one's own.
    "en": (("Billing details", "Invoice address", "Where to ship to"), "How to reach you"),
    "fr": (("Adresse de facturation", "Votre livraison"), "Qui êtes-vous ?"),
    "de": (("Rechnungsanschrift", "Abweichende Lieferadresse"), "Zu Ihrer Person"),
    "es": (("Datos de facturación", "Dirección de entrega"), "Datos de contacto"),
    "it": (("Dati per la fatturazione", "Indirizzo di spedizione"), "I tuoi recapiti"),
    "pt": (("Dados de faturação", "Morada de entrega"), "Os seus contactos"),
    "nl": (("Factuuradres", "Bezorgadres"), "Uw contactgegevens"),
    "pl": (("Dane do faktury", "Adres dostawy"), "Twoje dane"),
    "sv": (("Fakturaadress", "Leveransadress"), "Dina kontaktuppgifter"),
    "fi": (("Laskutusosoite", "Toimitusosoite"), "Yhteystietosi"),
    "cs": (("Fakturační údaje", "Doručovací adresa"), "Kontaktní údaje"),
    "ja": (("請求先住所", "お届け先"), "お客様情報"),
}


@pytest.mark.parametrize("lang", BILLS)
def test_a_bill_s_country_need_not_be_where_one_lives(lang: str) -> None:
    bills, own = BILLS[lang]
    plain, lived = words(lang).label["country"][1], TOWNS.get(lang, ((), ""))[1]
    for over in bills:
        for more in ({"above": over}, {"group": over}):
            assert country(lang, countries(lang, plain, **more)) == "ambiguous", over
    assert country(lang, countries(lang, plain, above=own)) == "found"
    if lived and lang not in ("de", "fi", "el", "ja"):
        assert country(lang, countries(lang, lived, above=bills[0])) == "found"


def test_a_matter_that_names_a_bill_is_the_page_s() -> None:
    above = "Object to AI that learns from your invoices · Your details"
    assert country("en", countries("en", "Country", above=above)) == "found"
