"""The letters' own templates: one Jinja file a language, with a head that says what is in it.

The head is TOML inside the file's first comment. In the body a comment such as `{# O5 #}` opens
the text of that numbered point.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.letters.jinja import environment
from optout.letters.law import Variant
from optout.letters.questions import Pieces

_PACKAGE = Path(__file__).parents[1]
_HEAD = re.compile(r"\A\{#\n(.*?)\n#\}\n", re.DOTALL)
_MARK = re.compile(r"\{# (O\d+) #\}")
_CARRIED = re.compile(r"\0(O\d+)\0")


@dataclass(frozen=True, slots=True)
class Source:
    """One language's template: what its head says, and the body to render.

    `sentences` has the text of each piece of a reason.
    """

    language: str
    variants: tuple[Variant, ...]
    points: Mapping[str, tuple[str, ...]]
    drafted_by: str
    reviewed_by: str
    sentences: Mapping[str, str]
    name: str
    body: Template

    def said(self, pieces: Pieces) -> str:
        """The sentences of the pieces, each of them once."""
        return " ".join(self.sentences[piece] for piece in dict.fromkeys(pieces))

    def render(self, values: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
        """The text, and the points in it by their number."""
        marked = self.body.render(values)
        points = sorted(set(_CARRIED.findall(marked)), key=lambda point: int(point[1:]))
        return _CARRIED.sub("", marked), tuple(points)


def templates_folder() -> Path:
    """Where the templates are: inside an installed package, else beside it in a checkout."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


@cache
def languages(variant: Variant | None = None) -> tuple[str, ...]:
    """The languages that have letters, or a letter for `variant`, in alphabetical order."""
    files = sorted((templates_folder() / "objection").glob("*.txt.j2"))
    known = tuple(file.name.removesuffix(".txt.j2") for file in files)
    return tuple(code for code in known if variant is None or variant in load(code).variants)


@cache
def load(language: str) -> Source:
    """The template of `language`. Raises `OptoutError` for one that has none."""
    if language not in languages():
        raise unknown_language(languages())
    name = f"{language}.txt.j2"
    text = (templates_folder() / "objection" / name).read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{name} has no head")
    facts: dict[str, Any] = tomllib.loads(head[1])
    return Source(
        language=facts["language"],
        variants=tuple(facts["variants"]),
        points={length: tuple(points.split()) for length, points in facts["points"].items()},
        drafted_by=facts["drafted_by"],
        reviewed_by=facts["reviewed_by"],
        sentences=facts["reasons"],
        name=name,
        body=environment().from_string(_MARK.sub("\0\\1\0", text[head.end() :])),
    )


def unknown_language(known: tuple[str, ...]) -> OptoutError:
    """The error for a language without the letter that is wanted; `known` are those with it."""
    return OptoutError(errors.LANGUAGE_UNKNOWN, known=", ".join(known))
