"""A country that is not the one a person lives in: a town is asked for."""

from corpus.words import words
from support.locate_controls import countries, field, page
from support.tables import unlike

from optout.locate.roles import Role
from optout.locate.snapshot import Control


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


NAMED = [(lang, label) for lang, (towns, _) in TOWNS.items() for label in towns]


def test_where_a_town_would_do_one_is_asked() -> None:
    own = [(lang, label) for lang, (_, label) in TOWNS.items()]
    assert unlike("ambiguous", NAMED, lambda row: country(row[0], field(row[1]))) == {}
    assert unlike("found", own, lambda row: country(row[0], field(row[1]))) == {}


def test_a_country_in_brackets_tells_what_is_meant() -> None:
    assert country("en", field("Place of residence")) == "ambiguous"
    assert country("en", field("Place of residence (country)")) == "found"
    assert country("en", field("Place of residence (city, country)")) == "ambiguous"


def test_a_list_of_countries_is_of_no_towns() -> None:
    def read(row: tuple[str, str]) -> list[str]:
        lang, label = row
        declared = field(label, autocomplete="country-name")
        return [country(lang, one) for one in (countries(lang, label), declared)]

    assert unlike(["found", "found"], NAMED, read) == {}


def test_the_page_s_only_country_may_stand_under_a_bill() -> None:
    for over in ("Billing details", "Where to ship to"):
        assert country("en", countries("en", "Country", above=over)) == "found"
