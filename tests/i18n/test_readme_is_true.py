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
from security.test_hostile_pages import (
    IN_A_WINDOW,
    OUT_OF_SIGHT,
    SEND_ELSEWHERE,
    WITH_A_PASSWORD,
)
from security.test_licences import needed
from support.catalogues import LANGUAGES, ROOT, catalogue, source
from support.covering import some
from support.faults.scenarios import all_scenarios
from support.letter_matrix import LANGUAGES as LETTER_LANGUAGES
from support.letter_matrix import cases

from optout import i18n
from optout.config.settings import Settings
from optout.letters import LENGTHS, reasons
from optout.letters.objection import Variant
from optout.practice.play import practice_settings
from optout.run.form_inputs import form_inputs

Pairs = list[tuple[re.Pattern[str], re.Pattern[str]]]
README = (ROOT / "README.md").read_text("utf-8")
_FACTS = (
    (r"127\.0\.0\.1:\w+", "127.0.0.1:PORT"),
    (r"(?m)^\d\d:\d\d,", "00:00,"),
    (r"\d\d (characters|caractères), lang", r"00 \1, lang"),
    (r"\S*/practice/dossiers/\d{8}-(\w+)-\w{6}", r"~/practice/dossiers/\1"),
)
"""What is another at each run: the port, the home, the day and the hour, a dossier's name; and with
the day's name the length of a letter."""


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
    pages = (IN_A_WINDOW, OUT_OF_SIGHT, SEND_ELSEWHERE, WITH_A_PASSWORD, ELSEWHERE, MOVED)
    hostile = sum(map(len, pages))
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


def sample_text(language: str) -> str:
    """The README's sample in a language."""
    first = {"en": "This is practice", "fr": "C’est un exercice"}[language]
    found = re.search(rf"(?ms)^```\n({first}.*?)^```", README)
    assert found
    return found[1]


def lines(text: str) -> Counter[str]:
    for pattern, put in _FACTS:
        text = re.sub(pattern, put, text)
    shown = (line.replace("\u00a0", " ").rstrip() for line in text.splitlines())
    return Counter(line for line in shown if line)


_FOREIGN = {"box", "button", "language", "quote"}
"""What is put into a message in words of another catalogue: the page's, or CLDR's."""


def pairs() -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Each message and its French, as patterns of what can be put into them."""
    for message in catalogue("fr"):
        if message.id:
            ids, strings = (
                part if isinstance(part, tuple) else (part,)
                for part in (message.id, message.string)
            )
            yield from zip(map(pattern, ids), map(pattern, strings), strict=True)


def pattern(message: str) -> re.Pattern[str]:
    literal = re.escape(message.replace("\u00a0", " ").replace("\u202f", " "))
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", literal))


def same(english: str, french: str, known: Pairs) -> bool:
    """Whether one is the other in French, by the catalogue's messages and what is put into them."""
    if english == french or (english.isdecimal() and french.isdecimal()):
        return True
    for message, translated in known:
        one, other = message.fullmatch(english), translated.fullmatch(french)
        if one and other:
            put = message.groupindex.keys() - _FOREIGN
            if all(same(one[name], other[name], known) for name in put):
                return True
    for joint in (" · ", " ✓ ", " ("):
        parts = [text.removesuffix(")").split(joint) for text in (english, french)]
        if len(parts[0]) == len(parts[1]) > 1:
            return all(same(one, other, known) for one, other in zip(*parts, strict=True))
    names = [text.split(", ") for text in (english, french)]  # of fields, in one sentence
    equal = len(names[0]) == len(names[1]) > 1
    return equal and all(same(one, other, known) for one, other in zip(*names, strict=True))


def test_its_samples_say_the_same() -> None:
    english, french = (
        re.sub(r" >$", "", text, flags=re.M).replace("\u00a0", " ").splitlines()
        for text in map(sample_text, ("en", "fr"))
    )
    known = list(pairs())
    assert len(english) == len(french) > 60
    for one, other in zip(english, french, strict=True):
        for changing, put in _FACTS:
            one, other = (re.sub(changing, put, text) for text in (one, other))
        assert same(one.strip(), other.strip(), known), (one, other)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_its_letters_are_as_long_as_it_says(language: str) -> None:
    i18n.use(language)
    settings = practice_settings(Settings(), language)
    facebook, instagram = form_inputs(settings, ["facebook", "instagram"])
    longest = [len(facebook.letter(None).text), len(instagram.letter(500).text)]
    i18n.use(i18n.SOURCE_LANGUAGE)
    told = re.findall(r"(\d+) (?:characters|caractères), lang", sample_text(language))
    day = 8  # "1 May" is shorter than "30 November"
    assert all(abs(int(c) - n) <= day for c, n in zip(told, longest, strict=True)), (told, longest)


@pytest.mark.parametrize("language", some(["en", "fr"], ["en"]))
def test_its_sample_is_what_is_printed(home: dict[str, str], language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "optout", "practice", "--hands-off", "--lang", language],
        env=home, cwd=home["HOME"], capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    assert lines(printed) == lines(sample_text(language)), printed


def test_a_stale_figure_or_line_is_found() -> None:
    assert lines("at http://127.0.0.1:8080/inbox ") == lines("at http://127.0.0.1:PORT/inbox")
    assert lines("a\n\na") == Counter({"a": 2})
    assert lines("full letter, 2732 characters") - lines("full letter, 2731 characters")
    assert "Each of the 1 messages" not in README
