"""What a box asks for: one's reasons, or what is none of them, in every language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.words import WORDS_DIR, meanings_in

LABELS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "box_labels.toml").read_text("utf-8")
)
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_labels_of_each_kind() -> None:
    assert sorted(LABELS) == LANGUAGES
    assert all(set(kinds) == {"other", "opinion", "reasons"} for kinds in LABELS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_none_of_the_reasons_says_so(language: str) -> None:
    for label in (*LABELS[language]["other"], *LABELS[language]["opinion"]):
        assert "not_reasons" in meanings_in(label, language), label


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_for_the_reasons_is_nothing_else(language: str) -> None:
    for label in LABELS[language]["reasons"]:
        said = meanings_in(label, language)
        assert {"explanation", "message"} & said, label
        assert "not_reasons" not in said, label
