"""Labels that ask for a name are told apart by what bears it, in every language."""

from support.tables import by_language

from optout.locate.words import WORDS_DIR, meanings_in

LABELS = by_language("name_labels")
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_labels_of_both_kinds() -> None:
    assert sorted(LABELS) == LANGUAGES
    assert all(len(kinds["others"]) >= 5 and len(kinds["own"]) >= 7 for kinds in LABELS.values())


def test_only_a_name_of_something_else_says_so() -> None:
    """Nor does one's own in other languages, where the page's is not known."""
    wrong = [
        (label, declared)
        for language, kinds in LABELS.items()
        for kind in ("others", "own")
        for label in kinds[kind]
        for declared in (language, "")
        if ("not_name" in meanings_in(label, declared)) != (kind == "others")
        and (declared or kind == "own")
    ]
    assert wrong == []
