"""The README's figures are the tests' own, and its samples are what the program prints."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import pytest
from dossier.test_killed import KILLS
from i18n.test_problems import PROBLEMS
from security.test_changed_after_filling import ELSEWHERE, MOVED
from security.test_hostile_pages import PAGES, SEND_ELSEWHERE, WITH_A_PASSWORD
from security.test_licences import needed
from support.catalogues import LANGUAGES, ROOT, source
from support.faults.scenarios import all_scenarios
from support.letter_matrix import LANGUAGES as LETTER_LANGUAGES
from support.letter_matrix import cases

from optout import i18n
from optout.letters import LENGTHS, reasons
from optout.letters.objection import Variant

README = (ROOT / "README.md").read_text("utf-8")
_FACTS = (
    (r"127\.0\.0\.1:\w+", "127.0.0.1:PORT"),
    (r"\S*/practice/dossiers/\d{8}-(\w+)-\w{6}", r"~/practice/dossiers/\1"),
)
"""What is another at each run: the port, the home, the day, the end of a dossier's name."""


def figures() -> Iterator[str]:
    """What is counted, as both parts of the README write it."""
    letters = sum(len(list(cases(language))) for language in LETTER_LANGUAGES)
    law, lengths, whys = len(get_args(Variant)), len(LENGTHS), len(reasons("en"))
    yield (
        f"{letters:,} letters ({len(LETTER_LANGUAGES)} languages, {law} variants of law, "
        f"{lengths} lengths, {whys} reasons"
    )
    yield (
        f"{letters:,} lettres ({len(LETTER_LANGUAGES)} langues, {law} variantes du droit, "
        f"{lengths} longueurs, {whys} raisons"
    ).replace(",", "\u202f", 1)
    messages = len([m for m in source() if m.id])
    yield f"Each of the {messages} messages"
    yield f"Chacun des {messages} messages"
    yield f"each of the {len(PROBLEMS)} errors"
    yield f"chacune des {len(PROBLEMS)} erreurs"
    scenarios = len(all_scenarios())
    yield f"{scenarios} runs in which one thing is broken at one step"
    yield f"{scenarios} exécutions où une seule chose est cassée à une seule étape"
    hostile = sum(map(len, (PAGES, SEND_ELSEWHERE, WITH_A_PASSWORD, ELSEWHERE, MOVED)))
    yield f"{hostile} hostile pages"
    yield f"{hostile} pages hostiles"
    kills = sum(KILLS.values())
    yield f"{kills} kills in the middle of a write"
    yield f"{kills} arrêts brutaux au milieu d’une écriture"
    yield f"the licences of {len(needed())} packages"
    yield f"les licences de {len(needed())} paquets"


def test_its_figures_are_those_of_the_tests() -> None:
    flat = re.sub(r"[ \n]+", " ", README)
    for words in figures():
        assert words in flat, words
    assert len(LANGUAGES) + 1 == len(i18n.languages()) == 8


def sample(language: str) -> Counter[str]:
    """The lines of the README's sample in a language."""
    first = {"en": "This is practice", "fr": "C’est un entraînement"}[language]
    found = re.search(rf"(?ms)^```\n({first}.*?)^```", README)
    assert found
    return lines(found[1])


def lines(text: str) -> Counter[str]:
    for pattern, put in _FACTS:
        text = re.sub(pattern, put, text)
    shown = (line.replace("\u00a0", " ").rstrip() for line in text.splitlines())
    return Counter(line for line in shown if line)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_sample_is_what_is_printed(home: dict[str, str], language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "optout", "practice", "--hands-off", "--lang", language],
        env=home, cwd=home["HOME"], capture_output=True, text=True, timeout=180, check=True,
    )  # fmt: skip
    assert lines(done.stdout + done.stderr) == sample(language)


def test_a_stale_figure_or_line_is_found() -> None:
    assert lines("at http://127.0.0.1:8080/inbox ") == lines("at http://127.0.0.1:PORT/inbox")
    assert lines("a\n\na") == Counter({"a": 2})
    assert lines("full letter, 2732 characters") - lines("full letter, 2731 characters")
    assert "Each of the 1 messages" not in README
