"""Sentences of pages that tell what has come of an objection, in every language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.words import WORDS_DIR, spoken

SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "news_sentences.toml").read_text("utf-8")
)
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_sentences() -> None:
    assert sorted(SAID) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_in_a_mail_that_completes_the_request(language: str) -> None:
    for sentence in SAID[language]["click"]:
        assert language in spoken(sentence).get("link_confirms", ()), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_link_and_a_mail_without_one_complete_nothing(language: str) -> None:
    for sentence in SAID[language]["no_click"]:
        assert "link_confirms" not in spoken(sentence), sentence
