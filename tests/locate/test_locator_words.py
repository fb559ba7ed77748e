"""The word files: complete, well formed, without conflicts, right on what sites write."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from optout.locate.labels import rules
from optout.locate.roles import Role
from optout.locate.words import WORDS_DIR, Words, asserts, fold, meanings, words

SAMPLES = Path(__file__).parent / "samples"
LANGUAGES = sorted(path.stem for path in WORDS_DIR.glob("*.toml"))

# A stem of the first meaning must not, all languages taken together, also say one of the second.
CONFLICTS = {
    "email": {"other_person", "represented", "search", "url", "subject", "code", "captcha"}
    | {"password", "country", "username", "phone"},
    "country": {"other_person", "represented", "nationality", "dial", "phone", "search"}
    | {"email", "code"},
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
    "name": {"search", "username", "email", "code", "other_person", "represented", "company"}
    | {"phone"},
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
    "phone": {"country", "explanation", "email", "code", "first_name"},
    "password": {"email", "country", "explanation"},
    "search": {"email", "country", "explanation"},
    "other_code": {"email", "country"},
    "object": {"delete", "access"},
    "delete": {"object"},
    "access": {"object"},
}


_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLOCKING = ("conditional", "negation")


@cache
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


def samples() -> Iterator[tuple[str, str, str]]:
    """What sites write: the language, the meaning, the text."""
    for language in LANGUAGES:
        told: dict[str, Any] = tomllib.loads((SAMPLES / f"{language}.toml").read_text("utf-8"))
        for meanings_told in (told.pop("more", {}), told):
            for meaning, texts in meanings_told.items():
                yield from ((language, meaning, text) for text in texts)


def test_one_pattern_stands_on_a_line_and_no_line_is_long() -> None:
    for language in LANGUAGES:
        text = (WORDS_DIR / f"{language}.toml").read_text("utf-8")
        assert not crowded(text), (language, crowded(text))
    assert crowded('code = [\n  "kod", "pin",\n]') == ['  "kod", "pin",']
    assert crowded('code = ["kod", "pin"]')
    assert crowded(f'  "{"kod|" * 60}pin",')


def test_stems_are_written_as_the_matcher_expects() -> None:
    rows = [(code, m, found) for code in LANGUAGES for m, found in table(code).items()]
    assert [row for row in rows if len(row[2]) != len(set(row[2]))] == [], "a pattern twice"
    all_stems = {stem for _, _, found in rows for pattern in found for stem in stems(pattern)}
    bare = {stem: stem.removeprefix("*").removesuffix(".") for stem in all_stems}
    keys = {stem: fold(text) for stem, text in bare.items()}
    assert [stem for stem, text in bare.items() if not keys[stem] or text != text.strip()] == []
    alone = Words({"xx": {stem: [stem] for stem in all_stems}})
    assert [stem for stem, key in keys.items() if stem not in alone.find(key)] == []
    short = {s: key for s, key in keys.items() if len(key) < 3 and not _EAST_ASIAN.search(key)}
    assert [stem for stem, key in short.items() if stem in alone.find(key + "x")] == []


def test_no_stem_says_two_meanings_that_conflict() -> None:
    conflicts = [
        (language, meaning, stem, other, _whose(stem, other))
        for language in LANGUAGES
        for meaning, never in CONFLICTS.items()
        for pattern in table(language)[meaning]
        if " + " not in pattern
        for stem in stems(pattern)
        for other in words().find(fold(stem)).keys() & never
    ]
    assert conflicts == []


def test_a_conflict_would_be_found() -> None:
    planted = Words({"xx": {"country": ["riik."], "nationality": ["riik"]}})
    assert planted.find(fold("Riik")).keys() == {"country", "nationality"}


def test_labels_and_sentences_as_sites_write_them() -> None:
    wrong: list[tuple[object, ...]] = []
    sampled = list(samples())
    assert len(sampled) > 1_200
    for row in sampled:
        _, meaning, text = row
        expected, never = _wanted(meaning)
        found = meanings(text)
        if not found & expected:
            wrong.append((*row, "not found", sorted(found)))
        wrong += [(*row, "says", m, _whose(text, m)) for m in found & never]
    assert wrong == []


def test_a_sentence_is_read_in_the_page_s_language() -> None:
    assert asserts("És tu?", "checkpoint", "pt", ())
    assert asserts("¿Cuál es tu correo?", "checkpoint", "", ())
    assert not asserts("¿Cuál es tu correo?", "checkpoint", "es", ())


def _wanted(meaning: str) -> tuple[set[str], set[str]]:
    role = next((r for r in ROLES if r.value == meaning), None)
    if role is None:
        return {meaning}, NEVER.get(meaning, set())
    rule = rules()[role]
    return set(rule.words) | {meaning}, set(rule.against | rule.unless_declared)


def _whose(text: str, meaning: str) -> list[str]:
    return [lang for lang in LANGUAGES if meaning in Words({lang: table(lang)}).find(fold(text))]
