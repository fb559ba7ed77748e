"""The letters' own templates: one Jinja file a language, with a head that says what is in it.

The head is TOML inside the file's first comment. In the body a comment such as `{# O5 #}` opens
the text of that numbered point.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, Literal, NamedTuple

from jinja2 import StrictUndefined, Template, __version__
from jinja2.sandbox import ImmutableSandboxedEnvironment

from optout.compiled import compiled
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.templates import templates_folder

LetterKind = Literal["objection", "follow-up", "complaint"]
"""The folders of the templates."""
NOBODY = "nobody"
"""Who has reviewed a letter, as its head says, before a lawyer has."""

_HEAD = re.compile(r"\A\{#\n(.*?)\n#\}\n", re.DOTALL)
_MARK = re.compile(r"\{# ([A-Z]\d+) #\}")
_LEAD = re.compile(r"\{# O4 #\}([^{]*)\{\{ reason \}\}((?:(?!\{# O4).)*)", re.DOTALL)
_SHARED = re.compile(r"\{% if shared %\}([^{]*)\{% endif %\}")
_OBJECTS = re.compile(r"\{# O2 #\}([^{]*)")
_CARRIED = re.compile(r"\0([A-Z]\d+)\0")


class Source(NamedTuple):
    """One language's template of a letter: what its head says, and the body to render."""

    name: str
    head: Mapping[str, Any]
    body: Template

    def render(self, values: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
        """The text, and the points in it by their number."""
        marked = self.body.render(values)
        points = sorted(set(_CARRIED.findall(marked)), key=lambda point: int(point[1:]))
        return _CARRIED.sub("", marked).strip(), tuple(points)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja for plain text: an undefined name is an error, nothing is escaped for HTML."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )


@cache
def languages(kind: LetterKind = "objection") -> tuple[str, ...]:
    """The languages that this letter exists in, in alphabetical order."""
    files = sorted((templates_folder() / kind).glob("*.txt.j2"))
    return tuple(file.name.removesuffix(".txt.j2") for file in files)


@cache
def load(language: str, kind: LetterKind = "objection") -> Source:
    """The template of a letter in `language`. Raises `OptoutError` LANGUAGE_UNKNOWN."""
    if language not in languages(kind):
        raise OptoutError(errors.LANGUAGE_UNKNOWN, known=", ".join(languages(kind)))
    path = templates_folder() / kind / f"{language}.txt.j2"
    sources = (Path(__file__), path)
    head, code = compiled(f"{kind}-{language}", sources, lambda: _parts(path), __version__)
    body = Template.from_code(environment(), code, environment().make_globals(None))
    return Source(path.name, head, body)


@cache
def reason_leads(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands before the reason in an objection, and what may begin after it; by length."""
    text = (templates_folder() / "objection" / f"{language}.txt.j2").read_text("utf-8")
    return tuple(
        (lead, tuple(" ".join(begun.split()[:4]) for begun in _OBJECTS.findall(after)))
        for lead, after in _LEAD.findall(text)
    )


@cache
def passing_on(language: str) -> frozenset[str]:
    """How an objection says that it is against passing the data on to others who train."""
    text = (templates_folder() / "objection" / f"{language}.txt.j2").read_text("utf-8")
    return frozenset(words.strip(" ,") for words in _SHARED.findall(text))


def _parts(path: Path) -> tuple[dict[str, Any], CodeType]:
    """What the head says, and the body as Jinja compiles it."""
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{path.parent.name}/{path.name} has no head")
    body = _MARK.sub("\0\\1\0", text[head.end() :])
    return tomllib.loads(head[1]), environment().compile(body)
