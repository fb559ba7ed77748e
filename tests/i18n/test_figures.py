"""The figures of how it is tested are the tests' own."""

import re
from collections.abc import Iterator
from typing import get_args

from dossier.test_killed import KILLS
from i18n.test_problems import PROBLEMS
from security.test_changed_after_filling import ELSEWHERE, MOVED
from security.test_hostile_pages import (
    IN_A_WINDOW,
    OUT_OF_SIGHT,
    SEND_ELSEWHERE,
    WITH_A_PASSWORD,
)
from security.test_licences import needed
from support.catalogues import LANGUAGES, ROOT, source
from support.faults.scenarios import all_scenarios
from support.letter_matrix import LANGUAGES as LETTER_LANGUAGES
from support.letter_matrix import cases

from optout import i18n
from optout.letters import LENGTHS, reasons
from optout.letters.objection import Variant

PAGE = ROOT / ".github/SECURITY.md"


def figures() -> Iterator[str]:
    """What is counted, as the page writes it."""
    letters = sum(len(list(cases(language))) for language in LETTER_LANGUAGES)
    law, lengths, whys = len(get_args(Variant)), len(LENGTHS), len(reasons("en"))
    yield (
        f"{letters:,} letters ({len(LETTER_LANGUAGES)} languages, {law} variants of law, "
        f"{lengths} lengths, {whys} reasons"
    )
    messages = len([m for m in source() if m.id])
    yield f"Each of the {messages} messages"
    yield f"each of the {len(PROBLEMS)} errors"
    scenarios = len(all_scenarios())
    yield f"{scenarios} runs in which one thing is broken at one step"
    pages = (IN_A_WINDOW, OUT_OF_SIGHT, SEND_ELSEWHERE, WITH_A_PASSWORD, ELSEWHERE, MOVED)
    hostile = sum(map(len, pages))
    yield f"{hostile} hostile pages"
    kills = sum(KILLS.values())
    yield f"{kills} kills in the middle of a write"
    yield f"the licences of {len(needed())} packages"


def test_its_figures_are_those_of_the_tests() -> None:
    flat = re.sub(r"[ \n]+", " ", PAGE.read_text("utf-8"))
    for words in figures():
        assert words in flat, words
    assert len(LANGUAGES) + 1 == len(i18n.languages()) == 8


def test_a_stale_figure_is_found() -> None:
    assert "Each of the 1 messages" not in PAGE.read_text("utf-8")
