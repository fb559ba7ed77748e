"""What a lawyer adds stands in the letters that it belongs to, in each language, and in no other.

The table holds what is said: `no_concession`, that an objection concedes no legal basis;
`no_basis`, that there is none; `cologne`, what follows from the judgment for a refusal.
`held_lawful` is what the letters said of it instead: that the person's opponent won.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from support.followup_cases import Make, refusal
from support.letter_matrix import LANGUAGES, LAWS, NAME, Case
from support.tables import beside

from optout.letters.authorities import authority_for
from optout.letters.follow_up import complaint, follow_up

SAID: Mapping[str, Mapping[str, str]] = beside(__file__)
LATE = date(2027, 3, 1)
REFUSED = ("balance", "other")
"""The refusals that the judgment is an argument against."""
ARGUED = {f"{kind} {ground}" for kind in ("follow-up", "complaint") for ground in REFUSED}
CARRIED: Mapping[str, set[str]] = {
    "no_concession": {"full", "standard"},
    "no_basis": {f"complaint {case}" for case in ("silence", "identity", "balance", "other")},
    "cologne": ARGUED,
    "held_lawful": set(),
}


def letters(make: Make, language: str) -> Iterator[tuple[str, str]]:
    """The kinds of letter to Meta, with their texts."""
    for length in ("full", "standard", "short"):
        yield length, Case(language, "eu", length, "facebook", "", NAME).text
    for ground in ("", "identity", "balance", "other"):
        dossier = make(answers=refusal(ground) if ground else [])
        case = ground or "silence"
        yield f"follow-up {case}", follow_up(dossier, LATE, language).text
        yield f"complaint {case}", complaint(dossier, LATE, language, authority_for("IE")).text


def test_each_is_said_where_it_belongs_and_nowhere_else(make: Make) -> None:
    assert sorted(SAID) == sorted(LANGUAGES)
    wrong = []
    for language, said in SAID.items():
        assert said.keys() == CARRIED.keys(), language
        texts = dict(letters(make, language))
        for what, words in said.items():
            found = {letter for letter, text in texts.items() if words in text}
            wrong += [(language, what, found)] if found != CARRIED[what] else []
    assert wrong == []


def test_the_concession_is_denied_where_the_basis_is_that_of_the_gdpr_alone() -> None:
    for (language, variant), length in product(LAWS, ("full", "standard")):
        text = Case(language, variant, length, "facebook", "", NAME).text
        assert (SAID[language]["no_concession"] in text) == (variant != "ch"), language
