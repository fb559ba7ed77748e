"""A person's own template: names and conditions, and nothing else.

It is checked in Jinja's syntax tree before it is rendered, and rendered in a sandbox all the same.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.text import printable
from optout.i18n import _
from optout.letters.templates import environment
from optout.system.files import why_unreadable

NAMES = (
    "name",
    "email",
    "country",
    "service",
    "third_party",
    "reason",
    "known_as",
    "date",
    "company",
    "controller",
    "variant",
    "length",
)
"""What a template may name. `objection.py` gives each of them a value."""

LIMIT = 20_000
"""The most characters that a template may have."""

_DEPTH = 30
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Name,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


def render_own(path: Path, values: Mapping[str, object]) -> str:
    """The text of the template at `path`. Raises `OptoutError` that says what is wrong in it."""
    text = _read(path)
    _check(text, path.name)
    letter = environment().from_string(text).render(values).strip()
    if not letter:
        raise OptoutError(errors.TEMPLATE_EMPTY, where=path.name)
    return letter


def _read(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            why = _("it is a folder") if path.is_dir() else _("it is not plain text in UTF-8")
            raise OptoutError(errors.FILE_UNREADABLE, where=path.name, why=why)
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LIMIT + 1)
    except UnicodeDecodeError:
        why = _("it is not plain text in UTF-8")
        raise OptoutError(errors.FILE_UNREADABLE, where=path.name, why=why) from None
    except OSError as error:
        why = why_unreadable(error)
        raise OptoutError(errors.FILE_UNREADABLE, where=path.name, why=why) from None
    if len(text) > LIMIT:
        raise OptoutError(errors.TEMPLATE_TOO_LARGE, where=path.name, limit=LIMIT)
    return printable(text)


def _check(text: str, where: str) -> None:
    try:
        for line, kind, _value in environment().lex(text):
            if kind == "raw_begin":
                raise OptoutError(errors.TEMPLATE_FORBIDDEN, where=where, line=line)
        tree = environment().parse(text)
    except TemplateSyntaxError as error:
        raise OptoutError(errors.TEMPLATE_SYNTAX, where=where, line=error.lineno) from None
    except RecursionError:
        raise OptoutError(errors.TEMPLATE_FORBIDDEN, where=where, line=1) from None
    _walk(tree, where, 1, 0)


def _walk(node: nodes.Node, where: str, line: int, depth: int) -> None:
    if not isinstance(node, _ALLOWED) or depth > _DEPTH:
        inside = (child.lineno for child in node.find_all(nodes.Node) if child.lineno)
        line = node.lineno or next(inside, line)
        raise OptoutError(errors.TEMPLATE_FORBIDDEN, where=where, line=line)
    if isinstance(node, nodes.Name) and node.name not in NAMES:
        known = ", ".join(NAMES)
        raise OptoutError(errors.TEMPLATE_NAME, where=where, name=node.name[:40], known=known)
    for child in node.iter_child_nodes():
        _walk(child, where, node.lineno or line, depth + 1)
