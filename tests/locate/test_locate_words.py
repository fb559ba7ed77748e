"""Texts are folded, stems found, and each list of each language finds what its sample says."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkouts import ROOT
from support.tables import unlike

from optout.locate.stems import (
    LABELS_DIR,
    NO_LANGUAGE,
    language_of,
    languages,
    left_over,
    named,
    names_cookies,
    said,
)
from optout.locate.words import fold, fold_identifier, sentences

MEANINGS = tomllib.loads((LABELS_DIR.parents[1] / "lists.toml").read_text("utf-8"))
LISTS = {name for table in MEANINGS.values() for name in table}
LETTERS = {path.name[:2] for path in (ROOT / "templates" / "objection").iterdir()}
TABLES = {code: tomllib.loads((LABELS_DIR / f"{code}.toml").read_text()) for code in languages()}
SAMPLES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in (Path(__file__).parent / "samples").glob("??.toml")
}
TITLES = tomllib.loads((Path(__file__).parent / "samples" / "undo.toml").read_text("utf-8"))
MOST_OF_CHARACTERS = 3


def test_every_language_has_every_list_and_no_other() -> None:
    without = set(TABLES) - LETTERS
    assert unlike(LISTS, LETTERS, lambda code: set(TABLES[code])) == {}
    fewer = LISTS - set(MEANINGS["with_letter"])
    assert unlike(fewer, without, lambda code: set(TABLES[code])) == {}
    assert [(c, n) for c, table in TABLES.items() for n, found in table.items() if not found] == []
    assert all(len(TABLES[code]["characters"]) <= MOST_OF_CHARACTERS for code in LETTERS)
    assert (LABELS_DIR / f"{NO_LANGUAGE}.toml").exists()


def test_every_list_finds_its_sample() -> None:
    rows = [(code, name, text) for code, one in SAMPLES.items() for name, text in one.items()]
    assert sorted(SAMPLES) == sorted(languages())
    assert unlike(True, rows, lambda row: row[1] in said(row[2], row[0])) == {}


def test_the_opposite_of_an_objection_is_told_from_one() -> None:
    """A form that takes an objection back, or agrees, must not be filled; one that refuses may."""

    def undoes(row: tuple[str, str, str]) -> bool:
        lists = said(row[2], row[0])
        return "undo" in lists and "against" not in lists

    rows = [(code, kind, text) for code, one in TITLES.items() for kind, text in one.items()]
    assert sorted(TITLES) == sorted(languages())
    assert unlike(True, [row for row in rows if row[1] != "ours"], undoes) == {}
    assert unlike(False, [row for row in rows if row[1] == "ours"], undoes) == {}


def test_folding() -> None:
    folded = {
        "E-Mail-Adresse:": "email adresse",
        "e mail": "email",
        "Adresse électronique *": "adresse electronique",
        "Straße (Nr.)": "strasse nr",
        "Ø Đ Ł ı": "o d l i",
        "Cancel·la": "cancella",
        "Rural · local": "rural local",
        "البريد الإلكتروني": "بريد الكتروني",
        "メールアドレス": "メールアドレス",
        "이메일 주소": "이메일 주소",
        "": "",
    }
    assert {text: fold(text) for text in folded} == folded


def test_identifiers_fall_apart() -> None:
    parts = {
        "billing[countryCode2]": "billing country code 2",
        "userEmail": "user email",
        "HTMLField12": "html field 12",
        "one-time_code": "one time code",
    }
    assert {name: fold_identifier(name) for name in parts} == parts


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(text: str) -> None:
    said(text, "en")
    named(text, "")
    assert "".join("".join(sentences(text)).split()) in "".join(text.split()) or "·" in text


@pytest.mark.parametrize(
    ("text", "language", "name", "found"),
    [
        ("Explanation", "en", "why", True),  # a word that begins so
        ("Unexplained", "en", "why", False),
        ("Countries", "en", "country", True),  # either end
        ("Countrywide", "en", "country", False),  # `$`: the word ends
        ("Postadresse", "de", "email", False),
        ("Kontaktmailadresse", "de", "email", True),  # `*`: it may begin inside a word
        ("Wohnadresse", "de", "email", False),
        ("6-stelliger Code", "de", "sent", True),
        ("E-postadress", "sv", "email", True),
        ("Code we sent to you", "en", "sent", True),  # ` + `: both, in any order
        ("We sent you news. A code", "en", "sent", False),  # in one sentence
        ("お住まいの国", "ja", "country", True),  # anywhere, where words are not set apart
        ("Pays", "es", "country", True),  # another language's, where nothing else is known
        ("Il", "fr", "town", False),  # "il" is Turkish for a province
    ],
)
def test_stems(text: str, language: str, name: str, found: bool) -> None:
    assert (name in said(text, language)) is found


def test_a_name_is_read_in_english_and_the_page_s_language_alone() -> None:
    assert "email" in named("userEmail", "fr")
    assert "name" in named("nombre", "es")
    assert "name" not in named("nombre", "de")


@pytest.mark.parametrize(
    ("text", "language", "lists", "left"),
    [
        ("Your e-mail address", "en", ("email",), ()),
        ("Your lawyer's e-mail", "en", ("email",), ("lawyer",)),
        ("E-mail (that of your lawyer)", "en", ("email",), ()),
        ("Land van uw werkgever", "nl", ("country",), ("werkgever",)),
        ("弁護士のメール", "ja", ("email",), ("弁護士の",)),
    ],
)
def test_what_a_label_says_besides(
    text: str, language: str, lists: tuple[str, ...], left: tuple[str, ...]
) -> None:
    assert left_over(text, language, lists) == left


def test_cookies_are_known_in_every_language() -> None:
    for text in ("We use cookies", "Vi använder kakor", "クッキーを使用しています"):
        assert names_cookies(text), text
    assert not names_cookies("We use your photos")


@pytest.mark.parametrize(
    ("declared", "texts", "language"),
    [
        ("vi", ["Địa chỉ email", "AI", "Email"], "vi"),
        ("sr", ["Adresa e-pošte", "Zemlja prebivališta", "Vaš prigovor je primljen"], "hr"),
        ("en", ["Votre adresse e-mail", "Pays de résidence", "Votre nom", "Envoyer"], "fr"),
        ("fr", ["Email", "Country"], "fr"),
    ],
)
def test_a_page_s_language_is_what_it_declares_unless_its_words_say_clearly_otherwise(
    declared: str, texts: list[str], language: str
) -> None:
    assert language_of(declared, texts) == language


def test_a_dot_between_two_l_is_a_letter_s_part() -> None:
    assert sentences("Envia la sol·licitud") == ("Envia la sol·licitud",)
    assert sentences("ANUL·LAR · Nom·Correu") == ("ANUL·LAR", "Nom", "Correu")
    assert sentences("Legal · Login") == ("Legal", "Login")


def test_a_day_and_its_month_are_in_one_sentence() -> None:
    found = {
        "Er ging am 28. November ein.": ("Er ging am 28. November ein.",),
        "Stand 1. März 2026. Danke.": ("Stand 1. März 2026.", "Danke."),
        "Das ist Nr. 5. Danke.": ("Das ist Nr.", "5.", "Danke."),
        "Seit 2026. Mai ist es so.": ("Seit 2026.", "Mai ist es so."),
    }
    assert {text: sentences(text) for text in found} == found
