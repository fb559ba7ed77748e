"""Pages in languages that the locator has no words of."""

import pytest
from babel import Locale
from support.locate_site import Site

from optout.locate.roles import Role
from optout.locate.words import language_of, words

_FORMS = {
    "id": ("Alamat email", "Negara tempat tinggal", "Data Anda dan AI"),
    "ms": ("Alamat e-mel", "Negara kediaman", "Data anda dan AI"),
    "sw": ("Anwani ya email", "Nchi unayoishi", "Data yako na AI"),
    "th": ("ที่อยู่อีเมล", "ประเทศที่พำนัก", "ข้อมูลของคุณและ AI"),
    "vi": ("Địa chỉ email", "Quốc gia cư trú", "Dữ liệu cho AI"),
}
_CODES = ("AT", "BE", "DE", "ES", "FR", "IE", "IT", "PL", "SE")


def _page(lang: str, of: str, listed: list[str], *, name: str = "country") -> str:
    email, country, title = _FORMS[of]
    options = "".join(f"<option>{one}</option>" for one in listed)
    declared = f" lang={lang}" if lang else ""
    return (
        f"<!doctype html><html{declared}><meta charset=utf-8><title>{title}</title>"
        f"<h1>{title}</h1><p>email, AI, data</p><form>"
        f"<label>{country} <select name={name} required><option value=''>-{options}</select>"
        "</label>"
        f"<label>{email} <input type=email name=post></label><button>OK</button></form>"
    )


def _countries(language: str) -> list[str]:
    names = Locale.parse(language).territories
    return [names[code] for code in _CODES]


@pytest.mark.parametrize("language", _FORMS)
def test_a_list_of_countries_is_known_in_the_language_that_the_page_declares(
    site: Site, language: str
) -> None:
    assert language not in words().languages
    reading = site.look(_page(language, language, _countries(language)))
    assert reading.language == language
    found = reading.fields[Role.COUNTRY]
    assert found.status == "found"
    assert found.control is not None
    assert found.control.name == "country"


@pytest.mark.parametrize("language", _FORMS)
def test_one_that_nothing_else_speaks_of_is_asked_about(site: Site, language: str) -> None:
    reading = site.look(_page(language, language, _countries(language), name="t1"))
    assert reading.fields[Role.COUNTRY].status == "ambiguous"


@pytest.mark.parametrize("language", ["th", "vi"])
def test_such_a_list_is_none_where_the_page_does_not_say_its_language(
    site: Site, language: str
) -> None:
    reading = site.look(_page("", language, _countries(language)))
    assert reading.fields[Role.COUNTRY].status == "missing"


@pytest.mark.parametrize("language", _FORMS)
def test_a_list_of_languages_is_none_of_countries(site: Site, language: str) -> None:
    named = Locale.parse(language).languages
    listed = [named[code] for code in ("de", "es", "fr", "it", "pl", "sv", "pt", "nl", "el")]
    reading = site.look(_page(language, language, listed, name="t1"))
    # In some of them a country and its language are called alike.
    assert reading.fields[Role.COUNTRY].status != "found"


@pytest.mark.parametrize(
    ("declared", "texts", "language"),
    [
        # What is said alike in many languages.
        ("vi", ["Địa chỉ email", "AI", "data", "Email"], "vi"),
        ("id", ["Alamat email", "Data untuk AI", "kode"], "id"),
        # One that is nearly Croatian, and declared as what no file is of.
        ("sr", ["Adresa e-pošte", "Zemlja prebivališta", "Vaš prigovor je primljen"], "hr"),
        # One that has a file stays what its words clearly say.
        ("en", ["Votre adresse e-mail", "Pays de résidence", "Votre nom", "Envoyer"], "fr"),
    ],
)
def test_words_that_many_languages_share_do_not_tell_a_page_s_language(
    declared: str, texts: list[str], language: str
) -> None:
    assert language_of(declared, texts) == language
