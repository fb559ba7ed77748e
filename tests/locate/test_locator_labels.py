"""Labels are told apart by whose country, e-mail or name they ask for, and by whether they ask for
one's reasons, in every language."""

import tomllib

from support.tables import by_language

from optout.locate.words import WORDS_DIR, fold, meanings_in

WHOSE, NAMES, BOXES = map(by_language, ("whose_labels", "name_labels", "box_labels"))
SAYS = {
    "elsewhere": {"nationality"},
    "others": {"other_person"},
    "represented": {"represented", "other_person"},
    "concerned": {"concerned", "other_person"},
}
MEANINGS = frozenset().union(*SAYS.values())
FEWEST = {
    "whose_labels": {"elsewhere": 6, "others": 6, "represented": 7, "concerned": 4, "own": 8},
    "name_labels": {"others": 5, "own": 7},
    "box_labels": {"other": 1, "opinion": 1, "reasons": 1},
}


def test_every_language_has_enough_labels_of_each_kind() -> None:
    languages = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))
    for name, kinds in FEWEST.items():
        labels = by_language(name)
        assert sorted(labels) == languages
        few = [
            (language, kind)
            for language in languages
            for kind, fewest in kinds.items()
            if len(set(map(fold, labels[language][kind]))) < fewest
        ]
        assert few == [], name


def test_what_is_of_another_place_or_person_says_so() -> None:
    missed = [
        (language, label, sorted(meanings_in(label, language)))
        for language, kinds in WHOSE.items()
        for kind, said in SAYS.items()
        for label in kinds[kind]
        if not said & meanings_in(label, language)
    ]
    assert missed == []


def test_what_is_the_person_s_own_does_not() -> None:
    """Nor do the words of other languages, where the page's is not known."""
    wrong = [
        (label, declared, sorted(said))
        for language, kinds in WHOSE.items()
        for label in kinds["own"]
        for declared in (language, "")
        for said in (meanings_in(label, declared),)
        if not said & {"email", "country"} or said & MEANINGS
    ]
    assert wrong == []


def test_only_a_name_of_something_else_says_so() -> None:
    wrong = [
        (label, declared)
        for language, kinds in NAMES.items()
        for kind, languages in (("others", (language,)), ("own", (language, "")))
        for label in kinds[kind]
        for declared in languages
        if ("not_name" in meanings_in(label, declared)) != (kind == "others")
    ]
    assert wrong == []


def test_only_what_is_none_of_the_reasons_says_so() -> None:
    wrong = [
        (language, label, sorted(said))
        for language, kinds in BOXES.items()
        for kind, labels in kinds.items()
        for label in labels
        for said in (meanings_in(label, language),)
        if ("not_reasons" in said) != (kind != "reasons")
        or (kind == "reasons" and not {"explanation", "message"} & said)
    ]
    assert wrong == []


def test_what_holds_messages_is_no_message() -> None:
    for label in ("Adresse de messagerie", "Messagerie électronique"):
        assert meanings_in(label, "fr") & {"email", "message"} == {"email"}
    assert "message" in meanings_in("Votre message", "fr")


def test_no_label_is_a_bare_copy_of_a_stem() -> None:
    copies = []
    for language, kinds in WHOSE.items():
        table = tomllib.loads((WORDS_DIR / f"{language}.toml").read_text("utf-8"))["words"]
        stems = {
            fold(stem)
            for meaning in MEANINGS
            for pattern in table[meaning]
            for group in pattern.split(" + ")
            for stem in group.split("|")
        }
        copies += [x for kind in SAYS for x in kinds[kind] if fold(x) in stems]
    assert copies == []
