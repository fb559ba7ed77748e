"""A country that is not the one a person lives in: a town is asked for."""

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


@pytest.mark.parametrize("over", ["Billing details", "Where to ship to"])
def test_the_page_s_only_country_may_stand_under_a_bill(over: str) -> None:
    assert country("en", countries("en", "Country", above=over)) == "found"
