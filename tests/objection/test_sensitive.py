"""The warning before special categories are sent: it speaks where it should, and only there."""

import tomllib
from pathlib import Path

import pytest
from letter_matrix import LANGUAGES

from optout.objection import reasons, sensitive, sensitive_words
from optout.objection.sensitive import KINDS

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "sensitive_sentences.toml").read_text(encoding="utf-8"))
WORDS = tomllib.loads(Path(sensitive.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_with_a_letter_has_words_and_sentences_for_each_kind(language: str) -> None:
    assert list(WORDS.get(language, ())) == list(KINDS)
    assert all(WORDS[language].values())
    assert len(SENTENCES[language]["telling"]) == len(KINDS)
    assert SENTENCES[language]["plain"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_noticed(language: str) -> None:
    for kind, sentence in zip(KINDS, SENTENCES[language]["telling"], strict=True):
        assert kind in sensitive_words(sentence, language), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_reason_raises_no_warning(language: str) -> None:
    assert sensitive_words(SENTENCES[language]["plain"], language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_of_the_guide_names_anything_special(language: str) -> None:
    for text in reasons(language).values():
        assert sensitive_words(text, language) == (), text


def test_words_are_found_over_a_line_end_and_whatever_the_apostrophe() -> None:
    assert sensitive_words("my political\nopinions", "en") == ("politics",)
    assert sensitive_words("demandeur d'asile", "fr") == ("origin",)
    assert sensitive_words("demandeur d’asile", "fr") == ("origin",)


def test_a_language_without_words_gives_no_warning() -> None:
    assert sensitive_words("illness", "xx") == ()
