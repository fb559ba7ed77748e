"""Every error has its two sentences in every language, and they are short and plain."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter

import pytest
import textstat
from support.catalogues import LANGUAGES, source
from support.report import Report

from optout import i18n, letters
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import Problem
from optout.forms import names as forms
from optout.i18n.cldr import long_date
from optout.letters.authorities import laender
from optout.letters.own_template import NAMES
from optout.system.files import why_unreadable

PROBLEMS = [value for value in vars(errors).values() if isinstance(value, Problem)]
REASONS = (
    *(why_unreadable(OSError(number, "")) for number in range(1, 134)),
    i18n.N_("it is not plain text in UTF-8"),
)
WORDS = 20
SENTENCES = 2
EASE = {"en": 60.0, "fr": 60.0}
"""Flesch's reading ease: 60 and more is plain language."""


LISTS: Mapping[str, Iterable[str]] = {
    "OPT-103": forms.NAMES,
    "OPT-104": Settings.model_fields,
    "OPT-109": letters.languages(),
    "OPT-113": i18n.languages(),
    "OPT-127": forms.NAMES,
    "OPT-201": NAMES,
    "OPT-601": laender(),
}
"""What can be chosen among: the longest list that each error shows."""


@cache
def longest(language: str) -> str:
    """The reason why a file is not read that has the most words in this language, which is set."""
    return max((i18n._(why) for why in REASONS), key=words_in)


def filled(text: str, code: str = "") -> str:
    """The message in the language that is set, with the longest facts that there are for it."""
    names = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    words = {
        "where": f"facebook_email ({i18n._('the environment')})",
        "why": longest(i18n.language()),
        "name": max((i18n._("your country"), i18n._("the account's e-mail")), key=words_in),
        "day": long_date(date(2026, 12, 28), i18n.language()),
        "expected": ", ".join(forms.NAMES),
        "known": ", ".join(LISTS.get(code, ("xyz",))),
        "second": "--pdf --zip",
        "since": "2026-12-28 10:00",
    }
    return i18n._(text).format(**dict.fromkeys(names, "xyz") | words)


def sentences(text: str) -> list[str]:
    """Split at the ends of sentences, not inside names (ico.org.uk) nor days (28. Dezember).

    What follows on a line of its own is a list, to be looked through and not to be read.
    """
    text = text.partition("\n")[0]
    parts = re.split(r"(?<=[.!?])(?<!\d\.)\s+(?=\S)", text)
    return [part for part in parts if re.search(r"\w", part)]


def words_in(sentence: str) -> int:
    return len(re.findall(r"[^\s\u00a0]*\w[^\s\u00a0]*", sentence))


def too_long(code: str, what: str, next_move: str) -> Iterator[str]:
    """Why an error cannot be taken in at a glance, a line each."""
    parts = [*sentences(what), *sentences(next_move)]
    if len(parts) > SENTENCES:
        yield f"{code}: {len(parts)} sentences"
    yield from (f"{code}: {words_in(p)} words: {p}" for p in parts if words_in(p) > WORDS)


def test_every_code_is_used_once() -> None:
    codes = [problem.code for problem in PROBLEMS]
    assert len(codes) > 40
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"OPT-\d{3}", code) for code in codes)


def test_each_error_is_said_in_every_language() -> None:
    def said() -> dict[str, tuple[str, str]]:
        return {
            problem.code: (filled(problem.what), filled(problem.next_move)) for problem in PROBLEMS
        }

    english = said()
    for language in LANGUAGES:
        i18n.use(language)
        for code, sentences in said().items():
            assert all(sentences), (language, code)
            same = [
                one for one, other in zip(sentences, english[code], strict=True) if one == other
            ]
            assert same == [], (language, code)


def test_german_has_your_answer_in_the_dative() -> None:
    i18n.use("de")
    for problem in (errors.EMAIL_MALFORMED, errors.DAY_MALFORMED):
        assert " in Ihrer Antwort " in i18n._(problem.what).format(where=i18n._("your answer"))


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_each_error_is_short(language: str, report: Report) -> None:
    i18n.use(language)
    found = [
        fault
        for problem in sorted(PROBLEMS, key=lambda problem: problem.code)
        for fault in too_long(
            problem.code,
            filled(problem.what, problem.code),
            filled(problem.next_move, problem.code),
        )
    ]
    report(f"{language}: {len(PROBLEMS)} errors, {len(found)} too long")
    assert found == []


def test_a_long_list_stands_apart_and_is_whole() -> None:
    for problem in (errors.LANGUAGE_UNKNOWN, errors.SETTING_UNKNOWN, errors.LAND_NEEDED):
        known = ", ".join(LISTS[problem.code])
        assert words_in(known) > 15
        assert filled(problem.next_move, problem.code).split("\n")[1] == known


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


def test_what_windows_does_not_load_is_no_fault_of_ours() -> None:
    blocked = "DLL load failed while importing a: Une stratégie de contrôle d’application a bloqué"
    assert errors.known(ImportError(blocked)).problem is errors.NOT_LOADED
    assert errors.known(ImportError("No module named 'a'")).problem is errors.UNEXPECTED
