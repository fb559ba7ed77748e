"""Finds words that a person would see and no translator would: in code, outside `_` and `N_`."""

import ast
import re
from collections.abc import Iterator

TALK = frozenset(
    ("say", "heading", "ask", "yes_no", "choose", "paste", "list", "numbered", "data", "rows")
)
"""What is shown through a console or a human, by the name of the method."""

MARKS = frozenset(("_", "N_", "ngettext"))
_NOT_SHOWN = frozenset(("style", "default", "check"))
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"^\W*[A-Z]\w*,? (?:\w+,? ){2,}.*[.:?!]$")


def shown(source: str, name: str) -> Iterator[str]:
    """`FILE: 'literal'` for each literal with letters in what is shown to a person."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        for argument in _visible_arguments(call):
            yield from (f"{name}: {text!r}" for text in _literals(argument))


def sentences(source: str, name: str) -> Iterator[str]:
    """`FILE: 'literal'` for each whole sentence that is neither marked nor a docstring."""
    tree = ast.parse(source)
    known = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS:
            known |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in known:
            text = node.value
            if isinstance(text, str) and _SENTENCE.match(text):
                yield f"{name}: {text!r}"


def _visible_arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = _name(call.func)
    if isinstance(call.func, ast.Attribute) and name in TALK:
        yield from call.args
        yield from (k.value for k in call.keywords if k.arg not in _NOT_SHOWN)
    elif name == "Problem":
        yield from call.args[1:3]
    elif name == "Choice":
        yield from call.args[1:2]
        yield from (k.value for k in call.keywords if k.arg == "label")
    elif name in ("Option", "Argument", "command", "Typer"):
        yield from (k.value for k in call.keywords if k.arg in ("help", "epilog", "short_help"))


def _literals(node: ast.expr) -> Iterator[str]:
    """The literals in an expression whose value is shown."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _LETTERS.search(node.value):
            yield node.value
    elif isinstance(node, ast.Call):
        name = _name(node.func)
        if name in MARKS or not isinstance(node.func, ast.Attribute):
            return
        if name in ("format", "join"):
            yield from _literals(node.func.value)
            for inner in (*node.args, *(k.value for k in node.keywords)):
                yield from _literals(inner)
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Lambda | ast.Subscript | ast.Compare | ast.Attribute):
        return
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _literals(value)
    else:
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.expr):
                yield from _literals(inner)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
