"""What a page only thinks, hopes or guesses of a receipt is none; what it says beside that is."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from corpus.words import LANGUAGES
from support.locate_controls import page_saying, taken_for_end
from support.report import Report

from optout.locate.roles import PageKind

TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("unsure.toml").read_text("utf-8")
)


def test_each_language_has_some() -> None:
    for name, least in (("unsure", 3), ("sure", 1)):
        assert sorted(TEXTS[name]) == sorted(LANGUAGES)
        assert all(len(set(said)) >= least for said in TEXTS[name].values())


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
def test_what_is_only_thought_is_no_receipt(declared: bool, report: Report) -> None:
    taken = [
        text
        for lang, texts in TEXTS["unsure"].items()
        for text in texts
        if taken_for_end(page_saying(lang if declared else "", text))
    ]
    assert taken == []
    count = sum(map(len, TEXTS["unsure"].values()))
    report(f"receipts that a page only thinks of: {count} in {len(LANGUAGES)} languages, 0 taken")


def test_a_receipt_beside_what_is_only_thought_stays_one(report: Report) -> None:
    lost = [
        text
        for lang, texts in TEXTS["sure"].items()
        for text in texts
        if page_saying(lang, text).kind is not PageKind.ACKNOWLEDGED
    ]
    assert lost == []
    report(f"receipts beside a guess: {sum(map(len, TEXTS['sure'].values()))}, 0 lost")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Ihr Widerspruch ist eingegangen, muss aber noch bestätigt werden."),
        ("en", "Your objection was received, we assume it is incomplete."),
        ("fr", "Votre opposition a été reçue, il semble qu'elle soit incomplète."),
    ],
)
def test_what_is_guessed_may_take_a_receipt_back(lang: str, text: str) -> None:
    assert page_saying(lang, text).kind is PageKind.UNKNOWN


@pytest.mark.parametrize(
    ("lang", "row", "no", "yes"),
    [
        ("en", "Objection received", "No", "Yes"),
        ("de", "Widerspruch eingegangen", "nein", "12. Mai 2026"),
        ("fr", "Opposition reçue", "non", "oui"),
        ("pl", "Sprzeciw otrzymany", "nie", "tak"),
    ],
)
def test_a_row_that_answers_no_is_no_receipt(lang: str, row: str, no: str, yes: str) -> None:
    assert page_saying(lang, f"{row}: {no}").kind is PageKind.UNKNOWN
    assert page_saying(lang, f"{row}: {yes}").kind is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("lang", "cookies", "ours"),
    [
        (
            "en",
            "Your objection to cookies has been submitted.",
            "Your objection has been submitted.",
        ),
        (
            "de",
            "Ihr Widerspruch gegen Cookies wurde übermittelt.",
            "Ihr Widerspruch wurde übermittelt.",
        ),
        (
            "fr",
            "Votre opposition aux cookies a été reçue.",
            "Votre opposition a été reçue.",
        ),
    ],
)
def test_an_objection_to_cookies_is_another_one(lang: str, cookies: str, ours: str) -> None:
    assert page_saying(lang, cookies).kind is PageKind.UNKNOWN
    assert page_saying(lang, ours).kind is PageKind.ACKNOWLEDGED


def test_a_sentence_of_two_languages_is_read_alike_on_every_run() -> None:
    """Spanish and Galician here; what is read first in a set hangs on the run."""
    said = "Su oposición habrá sido recibida"
    script = f"from optout.locate.words import language_of; print(language_of('', ['{said}']))"
    told = {
        subprocess.run(
            [sys.executable, "-P", "-c", script],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(6)
    }
    assert len(told) == 1
