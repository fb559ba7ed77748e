"""What a mail or a page is yet to say is said by no page: neither a receipt nor a refusal."""

import tomllib
from pathlib import Path

import pytest
from corpus.words import LANGUAGES
from support.locate_controls import page_saying
from support.report import Report

from optout.locate.roles import PageKind
from optout.locate.words import not_foretold

SAID: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("foretold.toml").read_text("utf-8")
)
NO_NEWS = ("foretold", "refused", "remarks", "many", "as_it_will_be", "no_news")


def test_each_language_has_each() -> None:
    assert sorted(SAID["foretold"]) == sorted(SAID["remarks"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("table", NO_NEWS)
def test_nothing_is_told_by_it(table: str, report: Report) -> None:
    taken = []
    for lang, texts in SAID[table].items():
        for text in texts:
            seen = page_saying(lang, text)
            if seen.kind is not PageKind.UNKNOWN or seen.thanks:
                taken.append((seen.kind, text))
    assert taken == []
    report(f"{table}: {sum(map(len, SAID[table].values()))} texts, none is news")


def test_what_was_not_sent_is_no_receipt() -> None:
    taken = [
        text
        for lang, texts in SAID["not_sent"].items()
        for text in texts
        if (seen := page_saying(lang, text)).kind is PageKind.ACKNOWLEDGED or seen.thanks
    ]
    assert taken == []


def test_what_the_site_says_itself_is_a_receipt() -> None:
    lost = [
        text
        for lang, texts in SAID["received"].items()
        for text in texts
        if page_saying(lang, text).kind is not PageKind.ACKNOWLEDGED
    ]
    assert lost == []


@pytest.mark.parametrize("lang", SAID["declined"])
def test_what_was_decided_of_one_objection_is_a_refusal(lang: str) -> None:
    for text in SAID["declined"][lang]:
        assert page_saying(lang, text).kind is PageKind.REFUSED, text


def test_where_no_objections_are_taken_the_form_is_not_to_be_had() -> None:
    text = "We cannot accept objections from your country."
    assert page_saying("en", text).kind is PageKind.UNAVAILABLE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_foretold_takes_no_receipt_back(lang: str) -> None:
    """It stands beside one that the page has."""
    for text in SAID["foretold"][lang]:
        received = SAID["received"].get(lang, [""])[0]
        if received:
            assert page_saying(lang, f"{received} {text}").kind is PageKind.ACKNOWLEDGED, text


def test_what_comes_before_is_said() -> None:
    text = "We have received your objection, and you will get an email that says that it was sent."
    assert not_foretold(text, "en") == "we have received your objection and"
    assert not_foretold("We have sent you an email.", "en") == "We have sent you an email."
    # In no known language, all are looked for.
    assert not_foretold("Verás que tu oposición se ha recibido.", "xx") == ""
