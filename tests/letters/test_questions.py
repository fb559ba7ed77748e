"""The guide to a reason: every way through it has its sentences in every language of a letter."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from support.letter_matrix import LANGUAGES
from support.letter_points import template

from optout.letters import DEFAULT_REASON, reasons
from optout.letters.questions import CHATS, FIRST, ReasonQuestion, key_of, ways

MOST = 100
"""Characters of one sentence; with two of them a short letter must stay within its limit too."""


def sentences(language: str) -> Mapping[str, str]:
    """What the head of a letter has for each piece."""
    head = re.match(r"\A\{#\n(.*?)\n#\}\n", template(language), re.DOTALL)
    assert head
    found: Mapping[str, str] = tomllib.loads(head[1])["reasons"]
    return found


def faults(said: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one language's sentences."""
    pieces = {piece for way in ways() for piece in way}
    yield from (f"missing: {piece}" for piece in pieces - said.keys())
    yield from (f"of no answer: {piece}" for piece in said.keys() - {*pieces, CHATS})
    for piece, text in said.items():
        if not (text[0].isupper() and text.endswith(".") and text.count(".") == 1):
            yield f"{piece} is not one whole sentence"
        if len(text) > MOST:
            yield f"{piece} has {len(text)} characters"
    if len(set(said.values())) < len(said):
        yield "two pieces say the same"


def depth(question: ReasonQuestion) -> int:
    return 1 + max((depth(a.then) for a in question.answers if a.then), default=0)


def test_each_piece_is_one_whole_sentence() -> None:
    found = {language: list(faults(sentences(language))) for language in LANGUAGES}
    assert found == {language: [] for language in LANGUAGES}


def test_a_fault_of_a_sentence_is_found() -> None:
    for piece, text, fault in (
        ("photos", None, "missing: photos"),
        ("paragliding", "I fly.", "of no answer: paragliding"),
        ("photos", "because I publish photos.", "photos is not one whole sentence"),
        ("photos", "I publish photos", "photos is not one whole sentence"),
        ("photos", "Photos. Mine.", "photos is not one whole sentence"),
        ("photos", "P" * MOST + ".", f"photos has {MOST + 1} characters"),
        ("photos", "I publish music of my own.", "two pieces say the same"),
    ):
        said = {k: v for k, v in {**sentences("en"), piece: text}.items() if v is not None}
        assert fault in list(faults(said))


def test_there_are_at_most_two_further_questions_and_every_way_differs() -> None:
    assert depth(FIRST) == 3
    keys = [key_of(way) for way in ways()]
    assert len(keys) == len(set(keys)) == len(reasons("en"))
    assert all(keys)
    assert DEFAULT_REASON in keys


def test_a_reason_says_what_was_answered_and_nothing_else() -> None:
    for language in LANGUAGES:
        said, given = sentences(language), reasons(language)
        wrong = [way for way in ways() if given[key_of(way)] != " ".join(said[p] for p in way)]
        assert wrong == [], language
