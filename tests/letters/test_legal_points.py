"""What a lawyer adds stands in the letters that it belongs to, in each language, and in no other.

The table holds what is said: `no_concession`, that an objection concedes no legal basis; `access`,
what it asks for besides; `no_basis`, that there is none; `cologne`, what follows from the judgment
for a refusal. `held_lawful` is what the letters said of it instead: that the person's opponent won.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

from support.followup_cases import Make, refusal
from support.letter_citations import citation_faults, letter_in
from support.letter_matrix import LANGUAGES, LAWS, NAME, Case
from support.letter_segments import SERVICES, segments
from support.tables import beside

from optout.dossier.file import Dossier
from optout.letters.authorities import authority_for
from optout.letters.follow_up import complaint, follow_up

SAID: Mapping[str, Mapping[str, str]] = beside(__file__)
LATE = date(2027, 3, 1)
REFUSED = ("balance", "other")
"""The refusals that the judgment is an argument against."""
ARGUED = {f"{kind} {ground}" for kind in ("follow-up", "complaint") for ground in REFUSED}
CARRIED: Mapping[str, set[str]] = {
    "no_concession": {"full", "standard"},
    "access": {"full"},
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


def test_the_access_is_to_what_the_law_lists() -> None:
    """Purposes, categories, recipients, storage and source: (a) to (d), (g)."""
    for language, service in product(LANGUAGES, SERVICES):
        text = segments(Case(language, "eu", "full", service, "", NAME))["O17"]
        listed = re.split(r"[:;]\s|\sog bið|, ob ", text)[0]
        for letter in "adg":
            own = rf"(?<!\w){letter_in(language, letter)}(?!\w)"
            assert re.search(own, listed), (language, letter)
        assert not re.search(rf"(?<!\w){letter_in(language, 'f')}(?!\w)", listed), language


def test_the_concession_is_denied_where_the_basis_is_that_of_the_gdpr_alone() -> None:
    for (language, variant), length in product(LAWS, ("full", "standard")):
        text = Case(language, variant, length, "facebook", "", NAME).text
        assert (SAID[language]["no_concession"] in text) == (variant != "ch"), language


def test_a_swiss_letter_asks_for_the_access_of_both_laws() -> None:
    """In few words: a full letter has 5,000 signs, and the French one is nearly as long."""
    swiss = [language for language, variant in LAWS if variant == "ch"]
    for language, service in product(swiss, SERVICES):
        full = Case(language, "ch", "full", service, "", NAME)
        assert citation_faults(segments(full)["O17"], language, ["15", "FADP 25"]) == []
        assert "O17" not in segments(replace(full, length="standard"))


def cites_access(dossier: Dossier, language: str) -> bool:
    """Whether a line of a complaint names the access that was asked for."""
    text = complaint(dossier, LATE, language, authority_for("IE")).text
    lines = [line for line in text.split("\n") if line.startswith("- ")]
    return any(not citation_faults(line, language, ["15(1)"]) for line in lines)


def test_an_access_that_was_not_given_is_told_where_it_was_asked_for_and_nobody_answered(
    make: Make,
) -> None:
    silence, refused = make(), make(answers=refusal("other"))
    for language in LANGUAGES:
        for base, length in product((silence, refused), ("full", "standard", "short")):
            letter = Case(language, "eu", length, "facebook", "", NAME).text
            record = replace(base.record, letter=letter, letter_sent=None, language=language)
            told = cites_access(Dossier(base.path, record), language)
            assert told == (base is silence and length == "full"), (language, length)
