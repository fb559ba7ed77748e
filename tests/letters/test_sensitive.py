"""The warning before special categories are sent: it speaks where it should, and only there."""

import tomllib
from pathlib import Path

import pytest
from support.letter_matrix import LANGUAGES

from optout import i18n
from optout.letters import reasons, sensitive, sensitive_kinds
from optout.letters.sensitive import KINDS

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "sensitive_sentences.toml").read_text(encoding="utf-8"))
MORE = tomllib.loads((HERE / "sensitive_more.toml").read_text(encoding="utf-8"))
EVERYWHERE = list(KINDS)[:6]
"""The kinds that each language of a letter has words for; the terminal's languages have all."""
WORDS = tomllib.loads(Path(sensitive.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_with_a_letter_has_words_and_sentences_for_each_kind(language: str) -> None:
    known = list(KINDS) if language in MORE else EVERYWHERE
    assert list(WORDS.get(language, ())) == known
    assert all(WORDS[language].values())
    assert len(SENTENCES[language]["telling"]) == len(EVERYWHERE)
    assert SENTENCES[language]["plain"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_noticed(language: str) -> None:
    for kind, sentence in zip(EVERYWHERE, SENTENCES[language]["telling"], strict=True):
        assert kind in sensitive_kinds(sentence, language), sentence


@pytest.mark.parametrize("language", i18n.languages())
def test_several_sentences_of_each_kind_are_noticed(language: str) -> None:
    assert list(MORE[language]) == [*KINDS, "plain"]
    for kind in KINDS:
        assert len(MORE[language][kind]) >= 2
        for sentence in MORE[language][kind]:
            assert kind in sensitive_kinds(sentence, language), (kind, sentence)


@pytest.mark.parametrize("language", i18n.languages())
def test_their_harmless_twins_raise_no_warning(language: str) -> None:
    assert len(MORE[language]["plain"]) >= 4
    for sentence in MORE[language]["plain"]:
        assert sensitive_kinds(sentence, language) == (), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_reason_raises_no_warning(language: str) -> None:
    assert sensitive_kinds(SENTENCES[language]["plain"], language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_of_the_guide_names_anything_special(language: str) -> None:
    for text in reasons(language).values():
        assert sensitive_kinds(text, language) == (), text


def test_words_are_found_over_a_line_end_and_whatever_the_apostrophe() -> None:
    assert sensitive_kinds("my political\nopinions", "en") == ("politics",)
    assert sensitive_kinds("demandeur d'asile", "fr") == ("origin",)
    assert sensitive_kinds("demandeur d’asile", "fr") == ("origin",)


def test_a_language_without_words_gives_no_warning() -> None:
    assert sensitive_kinds("illness", "xx") == ()
