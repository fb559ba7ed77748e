"""How a question is tied to its control: by a label, by ARIA, or only to the eye."""

from collections.abc import Callable, Mapping

from .controls import Control, control
from .field import Draft, Field
from .hiding import box_attributes, cover, own_attributes
from .markup import el, lines, text

Layout = Callable[[Draft, Control, str], str]


def _for(draft: Draft, item: Control, label: str) -> str:
    if not item.labelable:
        return _labelledby(draft, item, label)
    tied = el("label", {"for": item.identify(draft.rng)}, label)
    return el("div", {"class": "row"}, tied + item.html())


def _for_after(draft: Draft, item: Control, label: str) -> str:
    """The label behind the control, lifted over it by style: as toolkits do."""
    if not item.labelable:
        return _labelledby(draft, item, label)
    tied = el("label", {"for": item.identify(draft.rng), "class": "lift"}, label)
    if item.tag in ("input", "textarea"):
        item.attributes["placeholder"] = " "
    return el("div", {"class": "row lifted"}, item.html() + tied)


def _wrap(draft: Draft, item: Control, label: str) -> str:
    if not item.labelable:
        return _labelledby(draft, item, label)
    return el("label", {"class": "row"}, el("span", {}, label) + item.html())


def _labelledby(draft: Draft, item: Control, label: str) -> str:
    identifier = f"l{draft.rng.randrange(16**5):05x}"
    item.attributes["aria-labelledby"] = identifier
    return el("div", {"class": "row"}, el("div", {"id": identifier}, label) + item.html())


def _aria_label(_draft: Draft, item: Control, label: str) -> str:
    item.attributes["aria-label"] = _plain(label)
    return el("div", {"class": "row"}, item.html())


def _title(_draft: Draft, item: Control, label: str) -> str:
    item.attributes["title"] = _plain(label)
    return el("div", {"class": "row"}, item.html())


def _placeholder(draft: Draft, item: Control, label: str) -> str:
    if item.tag in ("input", "textarea"):
        item.attributes["placeholder"] = _plain(label)
    elif item.tag == "select":
        start = item.inner.index(">") + 1
        item.inner = item.inner[:start] + label + item.inner[item.inner.index("<", start) :]
    elif item.attributes.get("contenteditable"):
        item.attributes["aria-placeholder"] = _plain(label)
        return el("div", {"class": "row over"}, item.html() + el("div", {"class": "ph"}, label))
    else:
        return _floating(draft, item, label)
    return el("div", {"class": "row"}, item.html())


def _floating(_draft: Draft, item: Control, label: str) -> str:
    """The label is a sibling that floats over the control; nothing ties the two."""
    shown = el("div", {"class": "float", "aria-hidden": "true"}, label)
    return el("div", {"class": "row over"}, item.html() + shown)


def _heading(draft: Draft, item: Control, label: str) -> str:
    """The question stands above as a heading or a paragraph."""
    tag = draft.rng.choice(("h3", "h4", "p", "strong"))
    question = el(tag, {}, label)
    return el("div", {"class": "card"}, question + el("div", {}, item.html()))


def _nearby(draft: Draft, item: Control, label: str) -> str:
    """Bare text before the control, as in pages of old."""
    return f"{label}{draft.rng.choice((':', ''))} <br>{item.html()}<br>"


def _unlinked(draft: Draft, item: Control, label: str) -> str:
    """A label element that names no control."""
    return el("div", {"class": "row"}, el("label", {}, label) + el("div", {}, item.html()))


def _columns(_draft: Draft, item: Control, label: str) -> str:
    left = el("div", {"class": "col"}, label)
    return el("div", {"class": "grid"}, left + el("div", {"class": "col"}, item.html()))


def _legend(_draft: Draft, item: Control, label: str) -> str:
    return el("fieldset", {}, el("legend", {}, label) + item.html())


def _table(_draft: Draft, item: Control, label: str) -> str:
    return el("tr", {}, el("th", {"scope": "row"}, label) + el("td", {}, item.html()))


def _cells(_draft: Draft, item: Control, label: str) -> str:
    return el("tr", {}, el("td", {}, label + ":") + el("td", {}, item.html()))


def _definition(_draft: Draft, item: Control, label: str) -> str:
    return el("dt", {}, label) + el("dd", {}, item.html())


def _listed(draft: Draft, item: Control, label: str) -> str:
    """One question an item, tied by ARIA to its heading: as survey builders write it."""
    identifier = f"q{draft.number()}"
    item.attributes["aria-labelledby"] = identifier
    shown = el("span", {"id": identifier}, label)
    heading = el("div", {"role": "heading", "aria-level": "3"}, shown)
    return el("div", {"role": "listitem", "class": "card"}, heading + item.html())


_FIRST = (_for, _for_after, _wrap, _labelledby, _aria_label, _title, _placeholder, _floating)
_LAST = (_heading, _nearby, _unlinked, _columns, _legend, _table, _cells, _definition, _listed)
LAYOUTS: Mapping[str, Layout] = {each.__name__[1:]: each for each in (*_FIRST, *_LAST)}
_AROUND: Mapping[str, tuple[str, str]] = {
    "table": ("<table><tbody>", "</tbody></table>"),
    "cells": ('<table class="form"><tbody>', "</tbody></table>"),
    "definition": ("<dl>", "</dl>"),
    "listed": ('<div role="list">', "</div>"),
}


def rows(draft: Draft, fields: list[Field]) -> str:
    """The fields in the page's layout, in the order given; hidden ones in a box of their own."""
    if draft.style.layout not in _AROUND:
        return "".join(row(draft, each) for each in fields)
    opening, closing = _AROUND[draft.style.layout]
    outside = "".join(row(draft, each) for each in fields if _apart(draft, each))
    inside = "".join(row(draft, each) for each in fields if not _apart(draft, each))
    return outside + opening + inside + closing


def row(draft: Draft, field: Field) -> str:
    """One field with its question."""
    wording = field.label or draft.label(field.key)
    item = control(draft, field, wording)
    item.before, item.after = field.around[0] + item.before, item.after + field.around[1]
    label = lines(wording) + _sign(draft, field)
    if field.hide:
        item.attributes |= own_attributes(field.hide)
        hidden = _for(draft, item, label) + cover(field.hide)
        return el("div", box_attributes(field.hide), hidden)
    if field.kind == "checkbox":
        return el("div", {"class": "row"}, el("label", {}, item.html() + f" {label}"))
    layout = field.layout or draft.style.layout
    if field.kind == "radio" and layout in ("placeholder", "aria_label", "title", "floating"):
        layout = "legend"
    return _hinted(LAYOUTS[layout](draft, item, label), field) + field.after


def _hinted(made: str, field: Field) -> str:
    if not field.hint:
        return made
    hint = el("small", {"class": "hint"}, text(field.hint))
    for closing in ("</td></tr>", "</dd>", "</div>", "</fieldset>"):
        if made.endswith(closing):
            return made.removesuffix(closing) + hint + closing
    return made + hint


def _apart(draft: Draft, field: Field) -> bool:
    elsewhere = field.layout not in ("", draft.style.layout)
    return elsewhere or bool(field.hide) or field.kind == "checkbox"


def _sign(draft: Draft, field: Field) -> str:
    if field.optional:
        return f" ({text(draft.say('optional'))})"
    if not field.required:
        return ""
    word = draft.say("required")
    return {
        "star": ' <abbr class="required" title="' + text(word) + '">*</abbr>',
        "word": f" ({text(word)})",
    }.get(draft.style.sign, "")


def _plain(label: str) -> str:
    """A label without its signs' markup."""
    before, _, after = label.partition("<abbr")
    return (before + ("*" if after else "")).replace("&amp;", "&").strip()
