"""Labels that name a country or an e-mail are told apart by whose it is, in every language."""

import tomllib
from pathlib import Path

import pytest

from optout.locate.words import WORDS_DIR, fold, meanings_in

LABELS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "whose_labels.toml").read_text("utf-8")
)
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))
SAYS = {
    "elsewhere": {"nationality"},
    "others": {"other_person"},
    "represented": {"represented", "other_person"},
    "concerned": {"concerned", "other_person"},
}
MEANINGS = frozenset().union(*SAYS.values())
FEWEST = {"elsewhere": 6, "others": 6, "represented": 7, "concerned": 4, "own": 8}


def test_every_language_has_enough_labels() -> None:
    assert sorted(LABELS) == LANGUAGES
    few = [
        (language, kind)
        for language, kinds in LABELS.items()
        for kind, fewest in FEWEST.items()
        if len(set(map(fold, kinds[kind]))) < fewest
    ]
    assert few == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_of_another_place_or_person_says_so(language: str) -> None:
    missed = [
        (label, sorted(meanings_in(label, language)))
        for kind, said in SAYS.items()
        for label in LABELS[language][kind]
        if not said & meanings_in(label, language)
    ]
    assert missed == []


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_the_person_s_own_does_not(language: str, declared: bool) -> None:
    """Nor do the words of other languages, where the page's is not known."""
    for label in LABELS[language]["own"]:
        said = meanings_in(label, language if declared else "")
        assert said & {"email", "country"}, label
        assert not said & MEANINGS, label


@pytest.mark.parametrize("label", ["Adresse de messagerie", "Messagerie électronique"])
def test_what_holds_messages_is_no_message(label: str) -> None:
    assert meanings_in(label, "fr") & {"email", "message"} == {"email"}
    assert "message" in meanings_in("Votre message", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_a_bare_copy_of_a_stem(language: str) -> None:
    table = tomllib.loads((WORDS_DIR / f"{language}.toml").read_text("utf-8"))["words"]
    stems = {
        fold(stem)
        for meaning in MEANINGS
        for pattern in table[meaning]
        for group in pattern.split(" + ")
        for stem in group.split("|")
    }
    copies = [x for kind in SAYS for x in LABELS[language][kind] if fold(x) in stems]
    assert copies == []
