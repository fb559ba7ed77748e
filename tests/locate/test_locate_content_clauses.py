"""A success in a "that" clause counts only where the site says it to the reader now."""

import tomllib
from pathlib import Path

import pytest
from corpus.words import LANGUAGES
from support.locate_controls import page_saying, taken_for_end
from support.report import Report

from optout.locate.content_clauses import SUCCESSES, said_here
from optout.locate.roles import PageKind
from optout.locate.words import languages_by_meaning

TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("content_clauses.toml").read_text("utf-8")
)


def test_each_language_has_four_of_each() -> None:
    for texts in TEXTS.values():
        assert sorted(texts) == sorted(LANGUAGES)
        assert all(len(set(said)) >= 4 for said in texts.values())


def test_what_the_site_says_to_the_reader_is_a_receipt(report: Report) -> None:
    lost = [
        text
        for lang, texts in TEXTS["said"].items()
        for text in texts
        if page_saying(lang, text).kind is not PageKind.ACKNOWLEDGED
    ]
    assert lost == []
    count = sum(map(len, TEXTS["said"].values()))
    report(f"receipts in a clause that the site says: {count} in {len(LANGUAGES)} languages")


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
def test_what_is_looked_or_hoped_for_is_none(declared: bool, report: Report) -> None:
    taken = [
        text
        for lang, texts in TEXTS["not_said"].items()
        for text in texts
        if taken_for_end(page_saying(lang if declared else "", text))
    ]
    assert taken == []
    count = sum(map(len, TEXTS["not_said"].values()))
    report(f"receipts in a clause that nobody says: {count}, none is taken for one")


def test_each_of_them_tells_a_success_that_only_its_governor_takes_away() -> None:
    for lang, texts in TEXTS["not_said"].items():
        for text in texts:
            told = languages_by_meaning(text)
            assert any(lang in told.get(success, ()) for success in SUCCESSES), text
            assert said_here(text) != text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_takes_no_receipt_back(lang: str) -> None:
    """It stands beside one that the page has."""
    text = f"{TEXTS['said'][lang][0]} {TEXTS['not_said'][lang][1]}"
    assert page_saying(lang, text).kind is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Look for the words that your objection was received.", "look for the words"),
        (
            "A letter, in which we confirm that your objection was received.",
            "a letter, in which we confirm",
        ),
        ("We confirm to you hereby that your objection was received.", None),
        ("We tell you by email that your objection was received.", "we tell you by email"),
        ("We have received your objection, so look for a sign that your request is kept.", None),
        ("We confirm that your objection was received.", None),
        ("We confirm, as the law asks, that your objection was received.", None),
        (
            "We tell you that the next page says that your objection was received.",
            "we tell you the next page says",
        ),
        ("The objection that you sent has been received.", None),
        ("The form that you sent came; we have received your objection.", None),
        (
            "Look for the words that your objection was received; wait.",
            "look for the words;  wait.",
        ),
    ],
)
def test_what_stays_of_a_sentence(text: str, left: str | None) -> None:
    assert said_here(text) == (text if left is None else left)
