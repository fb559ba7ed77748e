"""The word files: complete, well formed, without conflicts, right on what sites write."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from optout.locate.labels import rules
from optout.locate.roles import Role
from optout.locate.words import WORDS_DIR, Words, asserts, fold, meanings, words

SAMPLES = Path(__file__).parent / "samples"
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))
WANTED = (
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv "
    "nb is tr uk ru ar ja ko zh ca gl eu"
)

# A stem of the first meaning must not, all languages taken together, also say one of the second.
CONFLICTS = {
    "email": {
        "other_person",
        "represented",
        "search",
        "url",
        "subject",
        "code",
        "captcha",
    }
    | {"password", "country", "username", "phone"},
    "country": {
        "other_person",
        "represented",
        "nationality",
        "dial",
        "phone",
        "search",
        "email",
        "code",
    },
    "residence": {"nationality"},
    "explanation": {"search", "captcha", "code", "url"},
    "code": {"search", "email", "captcha"},
    "code_sent": {"captcha", "search", "other_code"},
    "confirm": {"resend", "back"},
    "send": {"resend", "back"},
    "yes": {"no"},
    "no": {"yes"},
    "object": {"delete", "access"},
    "delete": {"object"},
    "access": {"object"},
    "name": {
        "search",
        "username",
        "email",
        "code",
        "other_person",
        "represented",
        "company",
        "phone",
    },
    "first_name": {"search", "username", "email", "company"},
    "last_name": {"search", "username", "email", "company"},
}

# A label or sentence that says this must not say that: it would be filled, or believed, wrongly.
ROLES = {Role.EMAIL, Role.COUNTRY, Role.EXPLANATION, Role.CODE, Role.FIRST_NAME, Role.LAST_NAME}
NEVER = {
    "confirm": {"resend", "back"},
    "send": {"resend", "back"},
    "acknowledged": {"already_objected", "refused", "unavailable", "checkpoint"},
    "already_objected": {"refused", "unavailable", "checkpoint"},
    "unavailable": {"acknowledged", "already_objected", "refused"},
    "refused": {"already_objected"},
    "code_wrong": {"code_expired"},
    "checkpoint": {"acknowledged", "already_objected", "refused", "unavailable"},
    "code_sent": {"acknowledged", "already_objected", "refused", "unavailable"},
    "phone": {"country", "explanation"},
    "password": {"email", "country", "explanation"},
    "search": {"email", "country", "explanation"},
    "other_code": {"email", "country"},
    "object": {"delete", "access"},
    "delete": {"object"},
    "access": {"object"},
}


_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLOCKING = ("conditional", "negation")


def table(language: str) -> dict[str, list[str]]:
    path = WORDS_DIR / f"{language}.toml"
    found: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))["words"]
    return found


_LINE = re.compile(
    r'#.*|\[words\]|[a-z_]+ = \[(?:"[^"]*"\])?|\]|  "[^"]*",|  """\\|  [^"]+\\|  """,|'
)
"""What a line of a word file may be: at most one pattern, or a piece of a long one."""


def crowded(text: str) -> list[str]:
    """The lines of a word file that nobody can read or compare: too long, or of many patterns."""
    return [line for line in text.split("\n") if len(line) > 200 or not _LINE.fullmatch(line)]


def stems(pattern: str) -> Iterator[str]:
    for group in pattern.split(" + "):
        yield from (stem.strip() for stem in group.split("|"))


def samples(language: str) -> dict[str, list[str]]:
    told: dict[str, Any] = tomllib.loads((SAMPLES / f"{language}.toml").read_text("utf-8"))
    more = told.pop("more", {})
    return {meaning: told.get(meaning, []) + more.get(meaning, []) for meaning in told | more}


def test_every_language_is_there_and_says_every_meaning() -> None:
    assert set(WANTED.split()) <= set(LANGUAGES)
    english = set(table("en"))
    for language in LANGUAGES:
        assert set(table(language)) == english, language
        assert all(table(language).values()), language


def test_one_pattern_stands_on_a_line_and_no_line_is_long() -> None:
    for language in LANGUAGES:
        text = (WORDS_DIR / f"{language}.toml").read_text("utf-8")
        assert not crowded(text), (language, crowded(text))
    assert crowded('code = [\n  "kod", "pin",\n]') == ['  "kod", "pin",']
    assert crowded('code = ["kod", "pin"]')
    assert crowded(f'  "{"kod|" * 60}pin",')


@pytest.mark.parametrize("language", LANGUAGES)
def test_stems_are_written_as_the_matcher_expects(language: str) -> None:
    for meaning, patterns in table(language).items():
        assert len(patterns) == len(set(patterns)), (meaning, "the same pattern twice")
        for pattern in patterns:
            for stem in stems(pattern):
                bare = stem.removeprefix("*").removesuffix(".")
                key = fold(bare)
                assert key, (meaning, pattern)
                assert bare == bare.strip(), (meaning, stem)
                alone = Words({"xx": {"m": [stem]}})
                assert alone.find(key), (meaning, stem, "does not find itself")
                if len(key) < 3 and not _EAST_ASIAN.search(key):
                    assert not alone.find(key + "x"), (meaning, stem, "too short")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stem_says_two_meanings_that_conflict(language: str) -> None:
    conflicts = []
    for meaning, never in CONFLICTS.items():
        for pattern in table(language)[meaning]:
            if " + " in pattern:
                continue
            for stem in stems(pattern):
                both = words().find(fold(stem)).keys() & never
                conflicts += [(meaning, stem, other, _whose(stem, other)) for other in both]
    assert not conflicts


def test_a_conflict_would_be_found() -> None:
    planted = Words({"xx": {"country": ["riik."], "nationality": ["riik"]}})
    assert planted.find(fold("Riik")).keys() == {"country", "nationality"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_and_sentences_as_sites_write_them(language: str) -> None:
    wrong: list[tuple[object, ...]] = []
    for meaning, texts in samples(language).items():
        if meaning == "not_acknowledged":
            continue
        for text in texts:
            found = meanings(text)
            expected, never = _wanted(meaning)
            if not found & expected:
                wrong.append((meaning, text, "not found", sorted(found)))
            wrong += [(meaning, text, "says", m, _whose(text, m)) for m in found & never]
    assert not wrong


def test_a_sentence_is_read_in_the_page_s_language() -> None:
    assert asserts("És tu?", "checkpoint", "pt", ())
    assert asserts("¿Cuál es tu correo?", "checkpoint", "", ())
    assert not asserts("¿Cuál es tu correo?", "checkpoint", "es", ())


def test_how_much_was_tried() -> None:
    count = sum(len(texts) for lang in LANGUAGES for texts in samples(lang).values())
    patterns = sum(len(patterns) for lang in LANGUAGES for patterns in table(lang).values())
    print(f"{len(LANGUAGES)} languages, {patterns} patterns, {count} phrases")  # noqa: T201
    assert count > 1_200


def _wanted(meaning: str) -> tuple[set[str], set[str]]:
    role = next((r for r in ROLES if r.value == meaning), None)
    if role is None:
        return {meaning}, NEVER.get(meaning, set())
    rule = rules()[role]
    return set(rule.words) | {meaning}, set(rule.against | rule.unless_declared)


def _whose(text: str, meaning: str) -> list[str]:
    return [lang for lang in LANGUAGES if meaning in Words({lang: table(lang)}).find(fold(text))]
