"""The word files are whole and do no harm to each other; folding does what it says."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import unlike

from optout.locate.words import (
    WORDS_DIR,
    Words,
    fold,
    fold_identifier,
    identifier_meanings,
    meanings,
    sentences,
    words,
)

FILES = sorted(WORDS_DIR.glob("*.toml"))
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8"))["words"] for path in FILES}
MEANINGS = tomllib.loads((WORDS_DIR.parent / "meanings.toml").read_text("utf-8"))
DOCUMENTED = {meaning for table in MEANINGS.values() for meaning in table}


def test_the_compiled_words_are_what_the_files_say() -> None:
    assert vars(words()) == vars(Words(TABLES))
    english = {**TABLES["en"], "country": ["land"]}
    assert vars(Words({"en": english})) != vars(Words({"en": TABLES["en"]}))


def test_the_documented_meanings_are_those_of_the_english_file() -> None:
    assert set(TABLES["en"]) == DOCUMENTED


def test_each_file_has_each_meaning() -> None:
    assert unlike(DOCUMENTED, TABLES, lambda language: set(TABLES[language])) == {}
    empty = [(code, m) for code, table in TABLES.items() for m, found in table.items() if not found]
    assert empty == []


def test_folding() -> None:
    folded = {
        "E-Mail-Adresse:": "email adresse",
        "E-Mail": "email",
        "e mail": "email",
        "Adresse électronique *": "adresse electronique",
        "Straße (Nr.)": "strasse nr",
        "Ø Đ Ł ı": "o d l i",
        "Cancel·la": "cancella",
        "INTEL·LIGÈNCIA, coŀlaborar": "intelligencia collaborar",
        "Rural · local": "rural local",
        "البريد الإلكتروني": "بريد الكتروني",
        "メールアドレス": "メールアドレス",
        "ガイド": "ガイド",
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
    meanings(text)
    identifier_meanings(text)
    assert "".join("".join(sentences(text)).split()) in "".join(text.split()) or "·" in text


def test_patterns() -> None:
    words = Words(
        {
            "xx": {
                "a": ["confirm"],
                "b": ["ja."],
                "c": ["*adresse"],
                "d": ["one|two + three"],
                "e": ["ny"],
            }
        }
    )
    assert words.find(fold("Confirmation")).keys() == {"a"}
    assert words.find(fold("unconfirmed")).keys() == set()
    assert words.find(fold("Ja!")).keys() == {"b"}
    assert words.find(fold("Januar")).keys() == set()
    assert words.find(fold("Postadresse")).keys() == {"c"}
    assert words.find(fold("Nya")).keys() == set()
    assert words.find(fold("Ny")).keys() == {"e"}
    assert words.find(fold("three and two")).keys() == {"d"}
    assert words.find(fold("three and four")).keys() == set()


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
        "Schritt 2. Maibaum.": ("Schritt 2.", "Maibaum."),
    }
    assert {text: sentences(text) for text in found} == found


def test_groups_do_not_reach_over_sentences() -> None:
    assert "nationality" in meanings("Votre ancien pays")
    assert "nationality" not in meanings("Votre nom ancien. Votre pays")


def test_a_pattern_has_no_more_groups_than_can_be_told_apart() -> None:
    stems = [f"stem{number:02}" for number in range(17)]
    words = Words({"en": {"object": [" + ".join(stems[:16])], "privacy": ["other"]}})
    assert words.find(" ".join(stems[:16])) == {"object": frozenset({"en"})}
    assert words.find(" ".join(stems[:15])) == {}
    with pytest.raises(ValueError, match="too many groups"):
        Words({"en": {"object": [" + ".join(stems)], "privacy": ["other"]}})
