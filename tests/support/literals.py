"""Finds words that a person would see and no translator would: in code, outside `_` and `N_`."""

import ast
import re
from collections.abc import Callable, Iterator
from typing import TypeGuard

TALK = frozenset(
    (
        "say",
        "heading",
        "ask",
        "go_on",
        "yes_no",
        "choose",
        "paste",
        "list",
        "numbered",
        "data",
        "rows",
    )
)
"""What is shown through a console or a human, by the name of the method."""

MARKS = frozenset(("_", "N_", "ngettext"))
_EXPLAINS = frozenset(("help", "epilog", "short_help", "metavar"))
_NOT_SHOWN = frozenset(("style", "default", "check"))
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"[:;?!] | [:;?!]|[«»“”„]| [–-] ")
"""Marks that are set with or without a blank, or are other marks, in some language."""
_SCRIPT = re.compile(r"=>|\breturn\b")
"""A piece of a script for the page."""
_SENTENCE = re.compile(r"^\W*[A-Z]\w*,? (?:\w+,? ){2,}.*[.:?!]$")


def shown(tree: ast.AST, name: str) -> Iterator[str]:
    """`FILE: 'literal'` for each literal with letters in what is shown to a person."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for argument in _visible_arguments(call):
            yield from (f"{name}: {text!r}" for text in _literals(argument))


def compositions(tree: ast.AST, name: str) -> Iterator[str]:
    """`FILE: code` for each text put together with marks that languages set differently.

    French has a blank before a colon: such a whole is a message, whose parts are its facts.
    Wherever it stands: what is shown may have been put together far from there.
    """
    known = _inside(tree, lambda n: isinstance(n, ast.Raise) or _is_mark(n))
    for node in ast.walk(tree):
        if id(node) not in known and any(map(_MARK.search, _pieces(node))):
            yield f"{name}: {ast.unparse(node)}"


def unread_marks(tree: ast.AST, name: str) -> Iterator[str]:
    """`FILE: code` for each marked message inside an f-string, where extractors do not look."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for inner in ast.walk(node):
                if _is_mark(inner) and any(isinstance(a, ast.Constant) for a in inner.args):
                    yield f"{name}: {ast.unparse(inner)}"


def _is_mark(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _name(node.func) in MARKS


def _inside(tree: ast.AST, outer: Callable[[ast.AST], bool]) -> set[int]:
    return {id(inner) for node in ast.walk(tree) if outer(node) for inner in ast.walk(node)}


def _pieces(node: ast.AST) -> Iterator[str]:
    """The literal pieces of a text that is put together."""
    if isinstance(node, ast.JoinedStr):
        texts = [v.value for v in node.values if isinstance(v, ast.Constant)]
        if texts and isinstance(node.values[-1], ast.Constant):
            texts[-1] += " "  # what follows it
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        texts = [s.value for s in (node.left, node.right) if isinstance(s, ast.Constant)]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        put = node.func.attr in ("join", "format") and isinstance(node.func.value, ast.Constant)
        texts = [node.func.value.value] if put and isinstance(node.func.value, ast.Constant) else []
    else:
        texts = []
    yield from (t for t in texts if isinstance(t, str) and not _SCRIPT.search(t))


def sentences(tree: ast.AST, name: str) -> Iterator[str]:
    """`FILE: 'literal'` for each whole sentence that is neither marked nor a docstring."""
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
    elif name.lower().rpartition("_")[2] in ("option", "argument", "command", "group"):
        yield from (k.value for k in call.keywords if k.arg in _EXPLAINS)


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


_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAGS = re.compile(r"<(style|title|head)\b.*?</\1>|<[^>]*>", re.DOTALL)


def in_page(template: str, name: str) -> Iterator[str]:
    """`FILE: 'text'` for each word or mark that a template of a page itself puts into it."""
    bare = _TAGS.sub("\0", _JINJA.sub("\1", template))
    for text in bare.split("\0"):
        if _LETTERS.search(text) or _MARK.search(text.replace("\1", "x") + " "):
            yield f"{name}: {' '.join(text.replace(chr(1), '…').split())!r}"
