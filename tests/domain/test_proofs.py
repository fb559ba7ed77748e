"""Whatever a page showed or a run did is noted in one way, and said in every language."""

from collections.abc import Iterator

import pytest

from optout import i18n
from optout.domain.proofs import MESSAGES, NOTED_BEFORE, Proof, Why, proof_words


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


def test_what_earlier_releases_told_apart_of_a_code_is_noted_as_now() -> None:
    before = {
        Proof.CODE_TAKEN: ("moved", "taken"),
        Proof.CODE_REJECTED: ("wrong", "expired", "refused", "again"),
        Proof.CODE_UNKNOWN: ("silent", "unclear"),
        Proof.CODE_LEFT_TO_PERSON: ("person",),
    }
    for proof, kinds in before.items():
        noted = [f"the page: {kind}" for kind in kinds]
        assert {NOTED_BEFORE.get(words, words) for words in noted} == {proof}
    assert NOTED_BEFORE.keys().isdisjoint(Proof)


def test_no_proof_is_the_beginning_of_another() -> None:
    assert [(a, b) for a in Proof for b in Proof if b.startswith(f"{a} ")] == []


def test_they_are_in_the_person_s_language() -> None:
    assert MESSAGES.keys() == set(Proof)
    for language in i18n.languages()[1:]:
        i18n.use(language)
        assert [proof for proof, message in MESSAGES.items() if i18n._(message) == message] == []


def test_the_page_s_own_words_stay_as_they_are() -> None:
    i18n.use("fr")
    words = "Gracias: {todo} bien"
    assert proof_words(Proof.HEADING, words) == ("un titre dit\u00a0:", words)
    assert proof_words(Proof.ASKS_CODE, "its label") == ("un code est demandé", "")
    assert proof_words(Proof.LINKED, "2026-x") == ("liée au dossier 2026-x", "")
    assert proof_words("the run was stopped") == proof_words(Proof.RUN_STOPPED)


def test_what_is_no_proof_is_left_as_it_stands() -> None:
    i18n.use("fr")
    assert proof_words("noted by hand: {nobody} knows") == ("noted by hand: {nobody} knows", "")


def test_in_english_both_are_on_one_line() -> None:
    assert str(Why(Proof.HEADING, "Gracias")) == "a heading says: Gracias"
    assert str(Why(Proof.NOT_OPENED)) == "it could not be opened"
    assert str(Why(Proof.NO_ANSWER)) == "the page does not answer"
