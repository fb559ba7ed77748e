"""The controls of a page: from `<input>` to a list that is made of `<div>`s."""

from dataclasses import dataclass
from random import Random

from support.tables import beside

from .field import MARK, Draft, Field
from .markup import el, lines, text

_TYPES = {"email": "email", "phone": "tel"}
_AUTOCOMPLETE = beside(__file__)["autocomplete"]


@dataclass
class Control:
    """A control before it gets its label: attributes can still be added to its main element."""

    tag: str
    attributes: dict[str, str | None]
    inner: str = ""
    before: str = ""
    after: str = ""

    @property
    def labelable(self) -> bool:
        """Whether `<label>` works for it in HTML."""
        return self.tag in ("input", "select", "textarea", "button")

    def html(self) -> str:
        return self.before + el(self.tag, self.attributes, self.inner) + self.after

    def identify(self, rng: Random) -> str:
        """The id of the main element, made up where it has none."""
        made = self.attributes.get("id") or f"i{rng.randrange(16**5):05x}"
        self.attributes["id"] = made
        return made


def control(draft: Draft, field: Field, label: str) -> Control:
    """The control of `field`, with its names, its mark and its condition."""
    base = _attributes(draft, field, label)
    maker = _MAKERS.get(field.kind, _input)
    return maker(draft, field, base)


def _attributes(draft: Draft, field: Field, label: str) -> dict[str, str | None]:
    style = draft.style
    identifier, name = draft.names(field.key, label)
    base: dict[str, str | None] = {MARK: draft.mark(field.mark or field.key)}
    if identifier:
        base["id"] = identifier
    if name:
        base["name"] = name
    if style.autocomplete and field.key in _AUTOCOMPLETE:
        base["autocomplete"] = _AUTOCOMPLETE[field.key]
    elif style.look == "classic":
        base["autocomplete"] = "off"
    if field.required and style.sign == "attribute":
        modern = style.look == "modern"
        base["aria-required" if modern else "required"] = "true" if modern else None
    if field.state:
        base[field.state] = None
    return base | dict(field.attributes)


def _input(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    special = field.kind if field.kind in ("password", "search", "file", "checkbox") else ""
    kind = special or (_TYPES.get(field.key, "text") if draft.style.typed else "text")
    first: dict[str, str | None] = {"type": kind}
    if draft.style.look == "modern":
        first |= {"dir": "ltr", "class": f"x{draft.rng.randrange(36**6):x} xwzfr38"}
    if field.key == "code" and draft.style.typed:
        first |= {"inputmode": "numeric", "maxlength": draft.rng.choice(("6", "8"))}
    if field.value:
        first["value"] = field.value
    return Control("input", first | base)


def _textarea(_draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    first: dict[str, str | None] = {"rows": "5"}
    return Control("textarea", first | base, text(field.value))


def _rich(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    base.pop("name", None)
    first: dict[str, str | None] = {"role": "textbox", "contenteditable": "true"}
    first |= {"aria-multiline": "true", "tabindex": "0", "class": "box", "spellcheck": "true"}
    inner = draft.rng.choice(("<p><br></p>", "", "<p class=e><br></p>"))
    return Control("div", first | base, text(field.value) or inner)


def _options(draft: Draft, field: Field) -> list[tuple[str, str]]:
    if field.options:
        return list(field.options)
    if field.key in ("dial", "phone"):
        return draft.words.dials()
    if field.key == "language":
        return draft.words.languages()
    return draft.words.countries()


def _choose(draft: Draft, field: Field) -> str:
    """What stands in a choice before anything is chosen; only a country's may name countries."""
    neutral, *naming = draft.words.say["choose"]
    return draft.rng.choice((neutral, *naming)) if field.key == "country" else neutral


def _select(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    values = draft.rng.choice(("code", "name", "number"))
    inner = el("option", {"value": ""}, text(draft.rng.choice((_choose(draft, field), "—", ""))))
    for number, (code, name) in enumerate(_options(draft, field)):
        value = {"code": code, "name": name, "number": str(number + 11)}[values]
        attributes: dict[str, str | None] = {"value": value}
        if field.value == code:
            attributes["selected"] = None
        inner += el("option", attributes, text(name))
    return Control("select", base, inner)


def _typeahead(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    """Meta's older country field: the name to see, and a hidden twin for the code."""
    first: dict[str, str | None] = {"type": "text", "class": "inputtext textInput"}
    if draft.rng.random() < 0.5:
        first |= {"role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false"}
    name = f"{base.get('name') or 'country'}_iso2_country_code"
    hidden = {"type": "hidden", MARK: draft.mark("twin"), "name": name, "class": "hiddenInput"}
    twin = el("input", {**hidden, "value": ""})
    before = '<div class="uiTypeahead"><div class="wrap">' + twin
    return Control("input", first | base, before=before, after="</div></div>")


def _listbox(draft: Draft, field: Field) -> str:
    items = "".join(
        el("div", {"role": "option", "aria-selected": "false", "tabindex": "-1"}, text(name))
        for _, name in _options(draft, field)
    )
    identifier = f"lb{draft.number()}"
    hidden = {"role": "listbox", "id": identifier, "style": "display:none"}
    draft.later.append(el("div", {**hidden}, items))
    return identifier


def _combobox(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    """The newer choice: a `div`, whose list is elsewhere in the document, if it is there yet."""
    base.pop("name", None)
    first: dict[str, str | None] = {"role": "combobox", "aria-haspopup": "listbox"}
    first |= {"aria-expanded": "false", "tabindex": "0", "class": "pick"}
    if draft.rng.random() < 0.5:
        first["aria-controls"] = _listbox(draft, field)
    shown = field.value or draft.rng.choice((_choose(draft, field), ""))
    return Control("div", first | base, f"<div><span>{text(shown)}</span><i>▾</i></div>")


def _button_list(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    base.pop("name", None)
    first: dict[str, str | None] = {"type": "button", "aria-haspopup": "listbox"}
    first |= {"aria-expanded": "false", "aria-controls": _listbox(draft, field)}
    return Control("button", first | base, text(_choose(draft, field)))


def _datalist(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    identifier = f"dl{draft.number()}"
    inner = "".join(el("option", {"value": name}) for _, name in _options(draft, field))
    attributes: dict[str, str | None] = {"type": "text", "list": identifier}
    return Control("input", attributes | base, after=el("datalist", {"id": identifier}, inner))


def _digits(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    """One box a digit; any of them stands for the code."""
    boxes = []
    for position in range(6):
        kind = "text" if draft.rng.random() < 0.5 else "tel"
        attributes: dict[str, str | None] = {"type": kind, "maxlength": "1"}
        attributes |= {"inputmode": "numeric", "class": "digit"}
        attributes[MARK] = draft.mark(field.mark or field.key)
        if base.get("name"):
            attributes["name"] = f"{base['name']}{position + 1}"
        boxes.append(attributes)
    if draft.style.autocomplete:
        boxes[0]["autocomplete"] = "one-time-code"
    rest = "".join(el("input", attributes) for attributes in boxes[1:])
    group = {"class": "digits"} | ({"role": "group"} if draft.style.look == "modern" else {})
    opening = el("div", group).removesuffix("</div>")
    return Control("input", boxes[0], before=opening, after=rest + "</div>")


def _radio(draft: Draft, field: Field, base: dict[str, str | None]) -> Control:
    name = base.get("name") or f"g{draft.number()}"
    inner = ""
    for value, shown in field.options:
        attributes: dict[str, str | None] = {"type": "radio", "name": name, "value": value}
        attributes[MARK] = draft.mark(field.key)
        if value == field.value:
            attributes["checked"] = None
        box = el("input", attributes) + f" {lines(shown)}"
        inner += el("label", {"class": "uiInputLabelInput"}, box)
    return Control("div", {"role": "radiogroup", "class": "radios"}, inner)


_CHOICES = (_select, _typeahead, _combobox, _button_list, _datalist)
_MAKERS = {each.__name__[1:]: each for each in (_textarea, _rich, *_CHOICES, _digits, _radio)}
