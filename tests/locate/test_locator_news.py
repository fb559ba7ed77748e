"""Sentences of pages that tell what has come of an objection, in every language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.words import WORDS_DIR, languages_by_meaning, says_as_fact

SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "news_sentences.toml").read_text("utf-8")
)
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_sentences() -> None:
    assert sorted(SAID) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_in_a_mail_that_completes_the_request(language: str) -> None:
    for sentence in SAID[language]["click"]:
        assert language in languages_by_meaning(sentence).get("link_confirms", ()), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_link_and_a_mail_without_one_complete_nothing(language: str) -> None:
    for sentence in SAID[language]["no_click"]:
        assert "link_confirms" not in languages_by_meaning(sentence), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_done_so_that_it_counts_is_no_receipt(language: str) -> None:
    for sentence in SAID[language]["purpose"]:
        assert language in languages_by_meaning(sentence).get("conditional", ()), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_that_tells_what_it_was_passed_on_for_is_one(language: str) -> None:
    for sentence in SAID[language]["received"]:
        assert says_as_fact(sentence, "acknowledged", language), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_objection_and_too_many_of_them_are_no_receipt(language: str) -> None:
    for sentence in SAID[language]["none"]:
        for meaning in ("acknowledged", "already_objected", "receipt"):
            assert not says_as_fact(sentence, meaning, language), sentence
