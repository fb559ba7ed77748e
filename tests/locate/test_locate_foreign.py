"""Pages in languages that the locator has no words of."""

from collections.abc import Mapping

import pytest
from babel import Locale
from support.locate_controls import field, page

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Option
from optout.locate.words import language_of, words
from optout.page.reading import Reading

_FORMS = {
    "id": ("Alamat email", "Negara tempat tinggal", "Data Anda dan AI"),
    "ms": ("Alamat e-mel", "Negara kediaman", "Data anda dan AI"),
    "sw": ("Anwani ya email", "Nchi unayoishi", "Data yako na AI"),
    "th": ("ที่อยู่อีเมล", "ประเทศที่พำนัก", "ข้อมูลของคุณและ AI"),
    "vi": ("Địa chỉ email", "Quốc gia cư trú", "Dữ liệu cho AI"),
}
_CODES = ("AT", "BE", "DE", "ES", "FR", "IE", "IT", "PL", "SE")


def _read(declared: str, of: str, names: Mapping[str, str], *codes: str, name: str) -> Reading:
    """A page that declares one language, of another, with a list of these names."""
    email, country, title = _FORMS[of]
    listed = tuple(Option(names[code], names[code]) for code in codes)
    known = {"name": name, "options": listed, "total": len(listed), "required": True}
    land = field(country, ControlKind.SELECT, **known)
    button = field("OK", ControlKind.BUTTON)
    return page(declared, title, land, field(email, type="email", name="post"), button)


def test_a_list_of_countries_is_known_in_the_language_that_the_page_declares() -> None:
    for language in _FORMS:
        assert language not in words().languages
        names = Locale.parse(language).territories
        reading = _read(language, language, names, *_CODES, name="country")
        found = reading.fields[Role.COUNTRY]
        assert (reading.language, found.status) == (language, "found")
        assert found.control is not None and found.control.name == "country"
        alone = _read(language, language, names, *_CODES, name="t1")
        assert alone.fields[Role.COUNTRY].status == "ambiguous", "nothing else speaks of it"


def test_such_a_list_is_none_where_the_page_does_not_say_its_language() -> None:
    for language in ("th", "vi"):
        names = Locale.parse(language).territories
        reading = _read("", language, names, *_CODES, name="country")
        assert reading.fields[Role.COUNTRY].status == "missing", language


def test_a_list_of_languages_is_none_of_countries() -> None:
    codes = ("de", "es", "fr", "it", "pl", "sv", "pt", "nl", "el")
    for language in _FORMS:
        names = Locale.parse(language).languages
        reading = _read(language, language, names, *codes, name="t1")
        # In some of them a country and its language are called alike.
        assert reading.fields[Role.COUNTRY].status != "found", language


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
