"""The portal's controls: without names, with ids that mean nothing, a question tied in some way."""

from dataclasses import dataclass

from .field import MARK, Draft
from .markup import el, text

# Most questions are in `aria-label`. A box whose question is only its placeholder is the code's.
_USUAL = ("aria",) * 5 + ("label", "wrap", "ancestor", "ancestor")
_BY_LABEL = ("label", "wrap", "ancestor")
"""How the two e-mail boxes are tied: never by `aria-label`."""


@dataclass(frozen=True)
class Ask:
    """One question. `limit` is a `maxlength`, `below` stands under the box."""

    key: str
    question: str
    kind: str = "text"
    tie: str = ""
    value: str = ""
    below: str = ""
    limit: int = 0
    invalid: bool = False
    disabled: bool = False
    options: tuple[tuple[str, str], ...] = ()


def react_id(draft: Draft) -> str:
    """`_r_1c_`: React's `useId` as it is written since 2025."""
    return f"_r_{draft.number() + draft.style.seed % 29:x}_"


def row(draft: Draft, ask: Ask) -> str:
    """A question with its box, in the portal's markup."""
    if ask.kind == "radios":
        return _radios(draft, ask)
    if ask.kind == "checkbox":
        return _checkbox(draft, ask)
    by_label = ask.key in ("email", "email_again")
    tie = ask.tie or draft.rng.choice(_BY_LABEL if by_label else _USUAL)
    attributes = _attributes(draft, ask)
    question = text(_spaced(draft, ask.question))
    if tie == "aria":
        attributes["aria-label"] = ask.question
    if tie == "placeholder":
        attributes["placeholder"] = ask.question
        return _div(draft, _boxed(draft, ask, attributes))
    if tie == "wrap" and ask.kind != "combobox":
        inner = el("span", {"class": _class(draft)}, question) + _boxed(draft, ask, attributes)
        return _div(draft, el("label", {"class": _class(draft)}, inner))
    if tie in ("label", "wrap"):
        name = f"{attributes['id']}l"
        if ask.kind == "combobox":
            attributes["aria-labelledby"] = name
        label = el("label", {"for": attributes["id"], "id": name}, question)
        return _div(draft, label + _boxed(draft, ask, attributes))
    title = _div(draft, el("span", {"class": _class(draft)}, question))
    inner = _boxed(draft, ask, attributes)
    for _ in range(draft.rng.randint(1, 3)):
        inner = _div(draft, inner)
    return _div(draft, title + inner)


def button(
    draft: Draft,
    key: str,
    label: str,
    *,
    disabled: bool = False,
    native: bool = False,
    identifier: str = "",
) -> str:
    """A button; its mark is remembered by `key`."""
    attributes: dict[str, str | None] = {MARK: draft.mark(key), "class": f"btn {_class(draft)}"}
    if identifier:
        attributes["id"] = identifier
    if native:
        attributes["type"] = "button"
        if disabled:
            attributes["disabled"] = None
        return el("button", attributes, el("span", {}, text(label)))
    attributes |= {"role": "button", "tabindex": "-1" if disabled else "0"}
    if disabled or draft.rng.random() < 0.3:
        attributes["aria-disabled"] = "true" if disabled else "false"
    if draft.rng.random() < 0.3:
        attributes["aria-label"] = label
    return el("div", attributes, el("div", {"class": _class(draft)}, el("span", {}, text(label))))


def _attributes(draft: Draft, ask: Ask) -> dict[str, str | None]:
    attributes: dict[str, str | None] = {
        MARK: draft.mark(ask.key),
        "id": react_id(draft),
        "class": _class(draft),
    }
    if ask.invalid:
        attributes["aria-invalid"] = "true"
    elif draft.rng.random() < 0.3:
        attributes["aria-invalid"] = "false"
    if ask.limit:
        attributes["maxlength"] = str(ask.limit)
    if ask.disabled:
        attributes["disabled"] = None
    return attributes


def _boxed(draft: Draft, ask: Ask, attributes: dict[str, str | None]) -> str:
    made = _BOXES[ask.kind](draft, ask, attributes)
    if ask.value and ask.kind == "text":
        made += _clear(draft)
    if ask.below:
        told: dict[str, str | None] = {"class": "error" if ask.invalid else "hint"}
        if ask.invalid and draft.rng.random() < 0.5:
            told["role"] = "alert"
        made = _div(draft, made) + el("div", told, text(ask.below))
    return _div(draft, made)


def _text_box(_draft: Draft, ask: Ask, attributes: dict[str, str | None]) -> str:
    first: dict[str, str | None] = {"type": "text", "dir": "ltr"}
    if ask.value:
        first["value"] = ask.value
    return el("input", first | attributes)


def _textarea(_draft: Draft, ask: Ask, attributes: dict[str, str | None]) -> str:
    return el("textarea", {"dir": "auto", "rows": "4"} | attributes, text(ask.value))


def _combobox(draft: Draft, ask: Ask, attributes: dict[str, str | None]) -> str:
    """The country. Its list is named after the question, if it is in the document already."""
    attributes = {"role": "combobox", "aria-haspopup": "listbox", "tabindex": "0"} | attributes
    attributes["aria-expanded"] = "false"
    if draft.rng.random() < 0.5:
        attributes["aria-controls"] = _listbox(draft, ask)
    shown = ask.value or draft.rng.choice((draft.words.say["choose"][0], ""))
    if draft.rng.random() < 0.25:
        first: dict[str, str | None] = {"type": "text", "autocomplete": "off"}
        return el("input", first | attributes | ({"value": shown} if ask.value else {}))
    attributes["class"] = "pick"
    return el("div", attributes, el("span", {}, text(shown)) + el("i", {}, "▾"))


def _listbox(draft: Draft, ask: Ask) -> str:
    items = "".join(
        el("div", {"role": "option", "aria-selected": "false", "tabindex": "-1"}, text(name))
        for _code, name in draft.words.countries()
    )
    identifier = react_id(draft)
    named: dict[str, str | None] = {"aria-label": ask.question, "style": "display:none"}
    mark = {MARK: draft.mark("country_list")}
    draft.later.append(el("div", {"role": "listbox", "id": identifier} | named | mark, items))
    return identifier


_BOXES = {"text": _text_box, "textarea": _textarea, "combobox": _combobox}


def _radios(draft: Draft, ask: Ask) -> str:
    """Choices whose accessible names hold the description that stands under each."""
    group = react_id(draft)
    native = draft.rng.random() < 0.5
    items = "".join(_choice(draft, ask, each, group, native) for each in ask.options)
    named: dict[str, str | None] = {"role": "radiogroup"}
    title = el("div", {"id": f"{group}q"}, text(_spaced(draft, ask.question)))
    named |= draft.rng.choice(({"aria-label": ask.question}, {"aria-labelledby": f"{group}q"}))
    return _div(draft, title + el("div", named, items))


def _choice(draft: Draft, ask: Ask, option: tuple[str, str], group: str, native: bool) -> str:
    name, about = option
    shown = el("span", {}, text(_spaced(draft, name))) + el("div", {"class": "hint"}, text(about))
    chosen = name == ask.value
    attributes: dict[str, str | None] = {MARK: draft.mark(ask.key)}
    if native:
        attributes |= {"type": "radio", "id": react_id(draft)}
        if draft.style.seed % 2:
            attributes["name"] = group
        if chosen:
            attributes["checked"] = None
        return _div(draft, el("label", {}, el("input", attributes) + el("div", {}, shown)))
    state = "true" if chosen else "false"
    attributes |= {"role": "radio", "aria-checked": state, "tabindex": "0"}
    return el("div", attributes, el("i", {}, "●" if chosen else "○") + el("div", {}, shown))


def _checkbox(draft: Draft, ask: Ask) -> str:
    attributes: dict[str, str | None] = {MARK: draft.mark(ask.key), "id": react_id(draft)}
    box = el("input", {"type": "checkbox", "aria-checked": "false"} | attributes)
    shown = el("div", {}, text(_spaced(draft, ask.question)))
    return _div(draft, el("label", {"class": _class(draft)}, box + shown))


def _clear(draft: Draft) -> str:
    """The button inside a filled box that empties it."""
    label = draft.rng.choice(draft.words.portal["clear"])
    named = {"role": "button", "tabindex": "0", "aria-label": label, MARK: draft.mark("clear")}
    cross = '<svg width="16" height="16" stroke="#000"><path d="M2 2L14 14M14 2L2 14"></path></svg>'
    return el("div", {**named, "class": "clear"}, cross)


def _div(draft: Draft, inner: str) -> str:
    return el("div", {"class": _class(draft)}, inner)


def _class(draft: Draft) -> str:
    return f"x{draft.rng.randrange(36**6):x}"


def _spaced(draft: Draft, wording: str) -> str:
    """The wording, at times with the line breaks around it that the portal leaves there."""
    return draft.rng.choice((wording, wording, f"\n  {wording}\n"))
