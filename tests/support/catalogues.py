"""The catalogues, and what can be wrong with one."""

import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from optout.i18n import LOCALE_DIR

ROOT = Path(__file__).resolve().parent.parent.parent
# At the end: scripts/optout.py has the package's name.
sys.path.append(str(ROOT / "scripts"))

import translations  # noqa: E402

LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt")
"""What the terminal speaks besides English."""

SAME = {"SHA-256", "{what} ({form})"}
"""Names and mere punctuation: the same in every language."""

_COLON = {"{label}: {text}", "{what}: {day}, {left}."}
"""French alone has a blank before it."""

_ENTER = {"{question} (Enter: {usual})", "{question} Enter = {usual}"}
"""Where the key is called so."""

SAME_IN = {
    "de": {"n", "Person", "Bytes", "NAME", "TEXT", "Videos", *_COLON},
    "es": {"n", "No", "no", "Bytes", *_COLON},
    "fr": {"n", "Dossier", "MINUTES", "e-mail", "[OPTIONS]", "code", "CODE"},
    "it": {"n", "No", "no", "FILE", "e-mail", "{what} ({n} file, {size} kB)", *_COLON},
    "nl": {"n", "Dossier", "Bytes", "code", "CODE", *_COLON, *_ENTER},
    "pl": {"n", "e-mail", *_COLON, *_ENTER},
    "pt": {"n", "Bytes", "e-mail", *_COLON, *_ENTER},
}
"""Words that a language writes as English does."""

ALIKE = {
    "de": {"{length}, {count} Zeichen, Sprache: {language}"},
    "it": {"{what} ({n} file, {size} kB)"},
}
"""Plural forms that a language writes alike."""

_COUNTS = "n|count|digits|left|excess|limit|size|last|days|files|seconds"
_COUNTED = re.compile(rf"\{{(?:{_COUNTS})\}}[ \u00a0-](?!(?:of|to|and|or|kB)\b)[^\W\d_]")
"""A number of things: their word has a plural, in Polish three."""

_CODE = re.compile(
    r"--[a-z][a-z-]*|optout\.toml|OPTOUT_[A-Z]+|https://|ico\.org\.uk|README|TOML|UTF-8|Art\. \d+"
    r"|optout (?:run|practice|preview|check|status|answer|follow-up|complain|dossier|verify|setup"
    r"|forget)\b"
)
_ENDS = (".", ":", "?", "!", ")")
_FRENCH = (
    (re.compile(r"(?<![\u00a0\u202f])[;?!»]"), "no hard space before ; ? ! »"),
    (re.compile(r"(?<![\u00a0\u202f]):(?!//)"), "no hard space before :"),
    (re.compile(r"«(?!\u00a0)"), "no hard space after «"),
    (re.compile(r"\w[·.]e\b|\(e\)"), "a gender by punctuation"),
    (re.compile(r"\bvous (?:êtes|serez|avez été) \w+é\b", re.I), "the person has a gender"),
    (re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b", re.I), "tu for vous"),
)
_UNELIDED = re.compile(
    r"\b(?:que|de|je|ne|se|le|la|jusque|lorsque|puisque) \{(?:company|form|other|service)\}", re.I
)
"""Before a name as Instagram these words lose their vowel; another word stands between."""


@cache
def source() -> Catalog:
    """The messages of optout's source."""
    return translations.messages(ROOT / "optout")


@cache
def catalogue(language: str) -> Catalog:
    """The kept catalogue of a language."""
    return parse((LOCALE_DIR / language / "optout.po").read_text("utf-8"), language)


def parse(text: str, language: str) -> Catalog:
    """A catalogue written as `text`."""
    return read_po(io.BytesIO(text.encode("utf-8")), locale=language, abort_invalid=True)


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Each translated form of a message with the English that it stands for."""
    if isinstance(message.id, tuple):
        for form, text in enumerate(message.string):
            yield message.id[min(form, 1)], text
    else:
        yield str(message.id), str(message.string)


def faults(messages: Catalog, translated: Catalog, language: str) -> Iterator[str]:
    """What is wrong with a catalogue, one sentence each."""
    wanted = {m.id for m in messages if m.id}
    present = {m.id for m in translated if m.id}
    yield from (f"missing: {id_!r}" for id_ in wanted - present)
    yield from (f"not in the source: {id_!r}" for id_ in present - wanted)
    for message in translated:
        if message.id:
            found = _faults(message, translated.num_plurals, language)
            yield from (f"{fault}: {message.id!r}" for fault in found)


def uncounted(message: str) -> bool:
    """Whether a message that has no plural says a number of things."""
    return bool(_COUNTED.search(message))


def _faults(message: Message, plural_forms: int, language: str) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if isinstance(message.id, tuple):
        forms = message.string if isinstance(message.string, tuple) else ()
        if len(forms) != plural_forms:
            yield f"{len(forms)} plural forms"
        if len(set(forms)) < 2 and not set(forms) <= ALIKE.get(language, set()):
            yield "all plural forms are the same"
    elif uncounted(str(message.id)):
        yield "a number of things without a plural"
    for english, text in pairs(message):
        if not text.strip():
            yield "not translated"
            continue
        yield from _textual(english, text, language)


def _textual(english: str, text: str, language: str) -> Iterator[str]:
    if text == english and text not in SAME | SAME_IN[language]:
        yield "left in English"
    if _placeholders(text) != _placeholders(english):
        yield "other placeholders"
    if missing := set(_CODE.findall(english)) - set(_CODE.findall(text)):
        yield f"lost {sorted(missing)}"
    if (text[0].isspace(), text[-1].isspace()) != (english[0].isspace(), english[-1].isspace()):
        yield "other blanks around it"
    if english.endswith(_ENDS) and text[-1] != english[-1]:
        yield "another end"
    if "  " in text or "'" in text or '"' in text:
        yield "two blanks or a straight quotation mark"
    if language == "fr":
        if _UNELIDED.search(text):
            yield "no elision before a name"
        bare = re.sub(r"\{\w*\}", "x", text)
        yield from (what for pattern, what in _FRENCH if pattern.search(bare))


def _placeholders(text: str) -> list[str]:
    """The names in a message, and its braces, which a template in it has too."""
    parsed = Formatter().parse(text)
    names = (name for _text, name, _spec, _conversion in parsed if name is not None)
    return [*sorted(names), *sorted(c for c in text if c in "{}")]
