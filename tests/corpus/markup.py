"""Small pieces of HTML."""

from collections.abc import Mapping
from html import escape

_VOID = frozenset({"input", "br", "img", "hr", "meta"})


def el(name: str, attributes: Mapping[str, str | None] | None = None, inner: str = "") -> str:
    """An element. An attribute whose value is None is written without a value."""
    parts = [name]
    for key, value in (attributes or {}).items():
        parts.append(key if value is None else f'{key}="{escape(value)}"')
    opening = f"<{' '.join(parts)}>"
    return opening if name in _VOID else f"{opening}{inner}</{name}>"


def text(value: str) -> str:
    """Plain text, made safe for HTML."""
    return escape(value, quote=False)


def lines(value: str) -> str:
    """A text; what follows its first line stands below it."""
    first, _, rest = value.partition("\n")
    return text(first) + (el("div", {"class": "hint"}, text(rest)) if rest else "")
