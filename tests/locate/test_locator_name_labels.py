"""Labels that ask for a name are told apart by what bears it, in every language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.words import WORDS_DIR, meanings_in

LABELS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "name_labels.toml").read_text("utf-8")
)
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_labels_of_both_kinds() -> None:
    assert sorted(LABELS) == LANGUAGES
    assert all(len(kinds["others"]) >= 5 and len(kinds["own"]) >= 7 for kinds in LABELS.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_of_something_else_says_so(language: str) -> None:
    for label in LABELS[language]["others"]:
        assert "not_name" in meanings_in(label, language), label


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_s_own_name_does_not(language: str, declared: bool) -> None:
    for label in LABELS[language]["own"]:
        assert "not_name" not in meanings_in(label, language if declared else ""), label
