"""Labels that name a country or an e-mail are told apart by whose it is, in every language."""

import tomllib

from support.tables import by_language

from optout.locate.words import WORDS_DIR, fold, meanings_in

LABELS = by_language("whose_labels")
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


def test_what_is_of_another_place_or_person_says_so() -> None:
    missed = [
        (language, label, sorted(meanings_in(label, language)))
        for language, kinds in LABELS.items()
        for kind, said in SAYS.items()
        for label in kinds[kind]
        if not said & meanings_in(label, language)
    ]
    assert missed == []


def test_what_is_the_person_s_own_does_not() -> None:
    """Nor do the words of other languages, where the page's is not known."""
    wrong = [
        (label, declared, sorted(said))
        for language, kinds in LABELS.items()
        for label in kinds["own"]
        for declared in (language, "")
        for said in (meanings_in(label, declared),)
        if not said & {"email", "country"} or said & MEANINGS
    ]
    assert wrong == []


def test_what_holds_messages_is_no_message() -> None:
    for label in ("Adresse de messagerie", "Messagerie électronique"):
        assert meanings_in(label, "fr") & {"email", "message"} == {"email"}
    assert "message" in meanings_in("Votre message", "fr")


def test_no_label_is_a_bare_copy_of_a_stem() -> None:
    copies = []
    for language, kinds in LABELS.items():
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
