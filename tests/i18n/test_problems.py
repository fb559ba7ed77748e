"""Every error has its two sentences in every language, and they are short and plain."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest
import textstat
from i18n.catalogues import LANGUAGES, source
from support.report import Report

from optout import errors, i18n
from optout.errors import Problem

PROBLEMS = [value for value in vars(errors).values() if isinstance(value, Problem)]
WORDS = 20
SENTENCES = 2
EASE = {"en": 60.0, "fr": 60.0}
"""Flesch's reading ease: 60 and more is plain language."""


def filled(text: str) -> str:
    """The message in the language that is set, each placeholder a word."""
    names = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    return i18n._(text).format(**dict.fromkeys(names, "xyz"))


def sentences(text: str) -> list[str]:
    """Split at the ends of sentences, not inside names such as ico.org.uk."""
    return [part for part in re.split(r"(?<=[.!?])\s+(?=\S)", text) if re.search(r"\w", part)]


def words(sentence: str) -> int:
    return len(re.findall(r"[^\s\u00a0]*\w[^\s\u00a0]*", sentence))


def too_long(code: str, what: str, next_move: str) -> Iterator[str]:
    """Why an error cannot be taken in at a glance, a line each."""
    parts = [*sentences(what), *sentences(next_move)]
    if len(parts) > SENTENCES:
        yield f"{code}: {len(parts)} sentences"
    yield from (f"{code}: {words(p)} words: {p}" for p in parts if words(p) > WORDS)


def test_every_code_is_used_once() -> None:
    codes = [problem.code for problem in PROBLEMS]
    assert len(codes) > 40
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"OPT-\d{3}", code) for code in codes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_error_is_said_in_every_language(language: str) -> None:
    english = {
        problem.code: (filled(problem.what), filled(problem.next_move)) for problem in PROBLEMS
    }
    i18n.use(language)
    for problem in PROBLEMS:
        said = (filled(problem.what), filled(problem.next_move))
        assert all(said), problem.code
        assert said[0] != english[problem.code][0], problem.code
        assert said[1] != english[problem.code][1], problem.code


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_each_error_is_short(language: str, report: Report) -> None:
    i18n.use(language)
    found = [
        fault
        for problem in sorted(PROBLEMS, key=lambda problem: problem.code)
        for fault in too_long(problem.code, filled(problem.what), filled(problem.next_move))
    ]
    report(f"{language}: {len(PROBLEMS)} errors, {len(found)} too long")
    assert found == []


def test_a_long_error_is_found() -> None:
    assert list(too_long("OPT-1", "One. Two.", "Three.")) == ["OPT-1: 3 sentences"]
    assert "21 words" in next(too_long("OPT-1", "w " * 21 + ".", "Go."))
    assert list(too_long("OPT-1", "w " * 20 + ".", "See ico.org.uk.")) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_prompts_and_errors_are_easy_to_read(language: str, report: Report) -> None:
    i18n.use(language)
    talk = [m.id if isinstance(m.id, str) else m.id[0] for m in source() if m.id]
    said = [filled(text) for text in talk if text.endswith((".", "?", ":"))]
    wrong = [f"{filled(p.what)} {filled(p.next_move)}" for p in PROBLEMS]
    textstat.set_lang(language)
    for kind, texts in (("prompts", said), ("errors", wrong)):
        ease = textstat.flesch_reading_ease(" ".join(texts))
        report(
            f"{language}: {len(texts)} {kind}, Flesch {ease:.0f} (at least {EASE[language]:.0f})"
        )
        assert ease >= EASE[language]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_measure_tells_plain_from_legal(language: str) -> None:
    textstat.set_lang(language)
    legal = {
        "en": "Notwithstanding the aforementioned stipulations, the controller's demonstrable "
        "compelling legitimate interests necessitate continuation of the processing operations.",
        "fr": "Nonobstant les stipulations susmentionnées, les intérêts légitimes impérieux du "
        "responsable du traitement nécessitent la continuation des opérations de traitement.",
    }
    assert textstat.flesch_reading_ease(legal[language]) < EASE[language]
