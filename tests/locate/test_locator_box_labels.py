"""What a box asks for: one's reasons, or what is none of them, in every language."""

from support.tables import by_language

from optout.locate.words import WORDS_DIR, meanings_in

LABELS = by_language("box_labels")
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))


def test_every_language_has_labels_of_each_kind() -> None:
    assert sorted(LABELS) == LANGUAGES
    assert all(set(kinds) == {"other", "opinion", "reasons"} for kinds in LABELS.values())


def test_only_what_is_none_of_the_reasons_says_so() -> None:
    wrong = [
        (language, label)
        for language, kinds in LABELS.items()
        for kind, labels in kinds.items()
        for label in labels
        if ("not_reasons" in meanings_in(label, language)) != (kind != "reasons")
    ]
    assert wrong == []


def test_the_question_for_the_reasons_asks_for_them() -> None:
    wrong = [
        (language, label)
        for language, kinds in LABELS.items()
        for label in kinds["reasons"]
        if not {"explanation", "message"} & meanings_in(label, language)
    ]
    assert wrong == []
