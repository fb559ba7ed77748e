"""Names and codes of countries in every language, there and back."""

import pytest
from babel import localedata
from support.country_names import iso_of_in

from optout import countries
from optout.countries.index import (
    LANGUAGES,
    Index,
    build_index,
    index,
    normal_form,
)


def test_every_name_of_every_language_leads_back_to_its_country() -> None:
    ambiguous, wrong, tried = [], [], 0
    for language in LANGUAGES:
        for iso in sorted(countries.codes()):
            standard = countries.name(iso, language)
            tried += 1
            if iso_of_in(standard, language) != iso:
                wrong.append((language, iso, standard, iso_of_in(standard, language)))
            found = countries.iso_of(standard)
            if found is None:
                ambiguous.append((language, iso, standard))
            elif found != iso:
                wrong.append((language, iso, standard, found))
    print(f"{tried} names in {len(LANGUAGES)} languages; ambiguous: {ambiguous}")  # noqa: T201
    assert tried == len(LANGUAGES) * 250
    assert not wrong
    assert {name for *_, name in ambiguous} == {"Kongo"}


def test_every_variant_leads_back_to_its_country_and_is_nobody_elses_code() -> None:
    tried = 0
    for language in LANGUAGES:
        for table in (index(language).exact, index(language).loose):
            for name, isos in table.items():
                tried += 1
                assert len(isos.split()) == 1, (language, name, isos)
                assert iso_of_in(name, language) == isos, (language, name)
    assert tried > 12_000


@pytest.mark.parametrize("language", ["en", "fr", "el", "bg"])
def test_a_slip_in_a_name_leads_to_the_country_that_is_meant(language: str) -> None:
    """Two letters that changed places, one that is missing and one too many, in each long name."""
    tried, wrong = 0, []
    for iso in sorted(countries.EUROPE):
        name = countries.name(iso, language)
        if len(name) < 6:
            continue
        for slip in (name[:2] + name[3] + name[2] + name[4:], name[:3] + name[4:], name + name[-1]):
            if countries.iso_of(slip) is None:
                tried += 1
                wrong += [(slip, iso)] * (countries.meant(slip, language) != iso)
    print(f"slips of names in {language}: {tried}, another country meant: {wrong}")  # noqa: T201
    assert tried > 90
    assert len(wrong) <= tried * 0.03


def test_what_is_like_no_name_is_a_slip_of_none() -> None:
    texts = ("", "X", "-", "FX", "ok", "Atlantis", "a@example.org", "1 Main Street")
    assert [text for text in texts if countries.meant(text, "en")] == []


def test_no_language_lacks_a_name() -> None:
    for language in LANGUAGES:
        assert countries.codes() <= localedata.load(language)["territories"].keys(), language


MEANT = {
    "FR": ["FR", "fra", "Frankreich", "フランス", "🇫🇷", "France métropolitaine"],
    "GB": ["uk", "United Kingdom of Great Britain and Northern Ireland", "England"],
    "RE": ["réunion", "LA RÉUNION"],
    "NL": ["Netherlands (the)", "Holandia", "Olanda"],
    "DE": ["Allemagne (l')", "ألمانيا", "المانيا"],
    "KR": ["Korea, Republic of", "Korea", "대한민국"],
    "KP": ["Korea (the Democratic People's Republic of)"],
    "CD": ["Congo, The Democratic Republic of the"],
    "TZ": ["Tanzania, the United Republic of"],
    "CI": ["Cote d’Ivoire"],
    "US": ["U.S.A."],
    "TR": ["TÜRKİYE", "turkıye", "Turquie"],
    "AT": ["Oesterreich"],
    "DK": ["Danemark"],
    "CZ": ["Czech Republic", "Česká republika"],
    "IE": ["Eire"],
    "GR": ["Hellas", "ΕΛΛΑΔΑ"],
    "MK": ["Macedonia"],
    "CY": ["Cyprus (Greek)"],
    "VA": ["Vatican"],
    "SK": ["Slovak Republic"],
    "AE": ["UAE"],
    "TT": ["Trinidad und Tobago"],
    "LC": ["Saint Lucia"],
    "TW": ["臺灣"],
}
"""What people and forms write for a country."""


def test_what_people_and_forms_write() -> None:
    found = {iso: {countries.iso_of(text) for text in texts} for iso, texts in MEANT.items()}
    assert found == {iso: {iso} for iso in MEANT}


def test_what_means_no_single_country() -> None:
    texts = (
        *("", " ", "the", "+33", "33", "France (+33)", "French", "Français", "deutsch", "Fra nce"),
        *("Germany / France", "FR – Germany", "🇩🇪 France", "Virgin Islands", "Europe", "EU", "ZZ"),
        *("Canary Islands", "Paris", "Kongo", "x" * 10_000),
    )
    assert [text for text in texts if countries.iso_of(text)] == []


def test_a_name_that_differs_by_language_needs_the_language() -> None:
    assert iso_of_in("Kongo", "pl") == "CG"
    assert iso_of_in("Kongo", "nb") == "CD"
    assert iso_of_in("Allemagne", "de") is None
    assert iso_of_in("Deutschland", "no such language") is None


def test_a_name_is_spelled_as_in_europe_and_then_as_elsewhere() -> None:
    assert countries.all_names("PL", "pt") == ("Polónia", "Polônia")
    assert countries.name("PL", "pt") == "Polónia"
    assert countries.name("CZ", "pt-BR") == "Chéquia"
    assert countries.all_names("FR", "pt") == ("França",)
    assert countries.all_names("FR", "xx-nonsense") == ("France",)


def test_language_tags_as_pages_write_them() -> None:
    assert countries.name("DE", "pt-BR") == countries.name("DE", "pt_PT") == "Alemanha"
    assert countries.name("DE", "no") == "Tyskland"
    assert countries.name("DE", "zh-TW") == "德國"
    assert countries.name("DE", "zh") == "德国"
    assert countries.name("DE", "xx-nonsense") == "Germany"
    assert iso_of_in("Kotedivoari", "et") is None
    with pytest.raises(KeyError):
        countries.name("EU", "en")


def test_variants_and_codes_mean_that_country_alone() -> None:
    for name in ("nl", "nld", "olanda", "paesi bassi"):
        assert iso_of_in(name, "it") == "NL"
    assert iso_of_in("holandia", "it") is None
    for name in ("holandia", "olanda", "オランダ"):
        assert countries.iso_of(name) == "NL"
    assert countries.iso_of("niger") == "NE"


def test_europe_is_where_the_forms_are_open() -> None:
    assert {"FR", "RE", "NO", "IS", "LI", "GB", "CH"} <= countries.EUROPE <= countries.codes()
    assert len(countries.EUROPE) == 27 + 6 + 3 + 2
    assert not {"TR", "RS", "US", "PF", "NC"} & countries.EUROPE


def test_the_compiled_index_is_what_its_sources_say() -> None:
    assert [code for code in LANGUAGES if index(code) != build_index(code)] == []


def test_the_compiled_index_of_all_languages_is_what_theirs_say_together() -> None:
    together = Index({}, {}, {})
    for language in LANGUAGES:
        together.merge(index(language))
    assert index(None) == together
    together.add("Sealand", "XX")
    assert index(None) != together


def test_a_language_without_a_compiled_index_has_one_too() -> None:
    assert "af" not in LANGUAGES
    assert iso_of_in("Duitsland", "af") == "DE"
    assert iso_of_in("Duitsland", "de") is None


def test_case_accents_and_punctuation_do_not_count_but_letters_do() -> None:
    assert normal_form("  Côte-d’IVOIRE ") == normal_form("cote d'ivoire")
    assert normal_form("ガーナ") != normal_form("カーナ")
    assert normal_form("Bosnia & Herzegovina") == normal_form("Bosnia and Herzegovina")
    assert normal_form("Saint Lucia") == normal_form("St. Lucia")
    assert normal_form("Guinea-Bissau") != normal_form("Guinea")
