"""The older pages as they were in 2026: rows, the code's layer over them, the mobile page."""

from .field import MARK, Draft
from .markup import el, text
from .objection import ADDRESS
from .portal_steps import words
from .spec import FORM, MOBILE, OLD, Made, may, must
from .words import words as words_of

_HIDDEN = ("jazoest", "lsd", "support_form_id", "support_form_locale_id")


def old_page(draft: Draft) -> Made:
    """Rows, a label that holds the help text too, a country with English values, two lines."""
    boxes = [
        ("name", draft.label("name"), ""),
        ("email", draft.label("email"), words(draft, "email_help")),
        ("email_again", words(draft, "email_again"), ""),
    ]
    rows = [_row(draft, _label(draft, *each)) for each in boxes]
    rows.insert(draft.rng.choice((0, 1)), _row(draft, _country(draft)))
    if draft.rng.random() < 0.5:
        rows.insert(0, _row(draft, _gate(draft)))
    about = _label(draft, "explanation", draft.label("explanation"), words(draft, "lines"))
    rows.append(_row(draft, about))
    return Made(
        kinds=FORM,
        wants={
            "country": must("country"),
            "name": must("name"),
            "email": must("email"),
            "email_again": must("email_again"),
            "explanation": must("explanation"),
            "submit": must("submit"),
        },
        title=draft.say("object_title"),
        address=OLD,
        intro=draft.say("object_intro"),
        rows=rows,
        buttons=[_submit(draft, "submit", draft.button("send")), *map(_hidden, _HIDDEN)],
        wrap="form",
        inside_traps=True,
    )


def overlay(draft: Draft) -> Made:
    """A required field was left empty: an overlay says so, and has one button."""
    made = old_page(draft)
    made.inside_traps = False
    message = el("p", {}, text(draft.say("required_error")))
    okay = {"type": "button", MARK: draft.mark("close")}
    inner = message + el("button", {**okay}, text(draft.button("close")))
    layer: dict[str, str | None] = {"class": "layer"}
    if draft.rng.random() < 0.7:
        layer |= {"role": "dialog", "aria-label": draft.say("required_error")}
    made.over = el("div", {"class": "veil"}, el("div", layer, inner))
    made.kinds = FORM | {"unknown"}
    made.wants = {role: may(*want.right) for role, want in made.wants.items()}
    return made


def code_layer(draft: Draft) -> Made:
    """After Submit: the code in a layer over the form, in a form of its own."""
    made = old_page(draft)
    made.inside_traps = False
    asked = words(draft, "submit_code")
    first = {"type": "text", "name": "nonce", "aria-label": asked, "placeholder": asked}
    box = el("input", {**first, MARK: draft.mark("code")})
    inner = el("h3", {}, text(draft.say("code_title"))) + el("p", {}, text(draft.say("code_asked")))
    inner += box + _submit(draft, "confirm", draft.button("confirm"))
    layer: dict[str, str | None] = {"class": "layer"}
    if draft.rng.random() < 0.7:
        layer |= {"role": "dialog", "aria-label": draft.say("code_title")}
    form = el("form", {"action": "#", "method": "post", "onsubmit": "return false"}, inner)
    made.over = el("div", {"class": "veil"}, el("div", layer, form))
    made.kinds = frozenset({"code"})
    made.wants = {role: may(*want.right) for role, want in made.wants.items()}
    made.wants |= {"code": must("code"), "confirm_code": must("confirm")}
    return made


def mobile(draft: Draft) -> Made:
    """Bare words and line breaks instead of labels; the form posts and loads a new page."""
    attributes: dict[str, str | None] = {"name": "country", MARK: draft.mark("country")}
    choice = el("select", attributes, _countries(draft))
    email = {"name": "email", "type": "text", MARK: draft.mark("email")}
    again = {"name": "confirm_email", "type": "text", MARK: draft.mark("email_again")}
    reason = {"name": f"Field{draft.rng.randrange(10**14, 10**15)}", "rows": "3"}
    boxes = [
        (draft.label("country"), choice),
        (draft.label("email"), el("input", {**email})),
        (words(draft, "email_again"), el("input", {**again})),
        (
            draft.label("explanation"),
            el("textarea", {**reason, MARK: draft.mark("explanation")}),
        ),
    ]
    send = {"type": "submit", "value": draft.button("send"), MARK: draft.mark("submit")}
    colon = draft.rng.choice((":", ""))
    inner = "".join(f"{text(asked)}{colon}<br>{box}<br><br>\n" for asked, box in boxes)
    return Made(
        kinds=FORM,
        wants={
            "country": must("country"),
            "email": must("email"),
            "email_again": must("email_again"),
            "explanation": must("explanation"),
            "submit": must("submit"),
        },
        title=draft.say("object_title"),
        address=MOBILE,
        rows=[inner],
        buttons=[el("input", {**send}), *map(_hidden, _HIDDEN[:2])],
        wrap="form",
    )


def mobile_code(draft: Draft) -> Made:
    """The page that comes after the mobile form: the code, in bare words."""
    box = {"name": "nonce", "type": "text", "autocomplete": "off", MARK: draft.mark("code")}
    send = {"type": "submit", "value": draft.button("confirm"), MARK: draft.mark("confirm")}
    asked = text(draft.label("code") if draft.rng.random() < 0.5 else words(draft, "submit_code"))
    return Made(
        kinds=frozenset({"code"}),
        wants={"code": must("code"), "confirm_code": must("confirm")},
        title=draft.say("code_title"),
        address=MOBILE,
        intro=draft.say("code_asked"),
        rows=[f"{asked}<br>{el('input', {**box})}<br><br>"],
        buttons=[el("input", {**send}), *map(_hidden, _HIDDEN[:2])],
        wrap="form",
    )


def _row(draft: Draft, inner: str) -> str:
    return el("div", {"id": f"SupportFormRow.{draft.rng.randrange(10**14, 10**15)}"}, inner)


def _label(draft: Draft, key: str, question: str, about: str) -> str:
    """Title and help text in one label, then the box."""
    name = {"name": "your_name", "email_again": "confirm_email"}.get(key, key)
    if key == "explanation":
        name = f"Field{draft.rng.randrange(10**14, 10**15)}"
    identifier = str(draft.rng.randrange(10**14, 10**15))
    shown = el("b", {}, text(question)) + (el("div", {}, text(about)) if about else "")
    attributes: dict[str, str | None] = {"id": identifier, "name": name, MARK: draft.mark(key)}
    box = el("textarea", attributes) if key == "explanation" else ""
    if not box:
        value: dict[str, str | None] = {"value": ADDRESS} if _prefilled(draft, key) else {}
        box = el("input", {"type": "text", "class": "inputtext"} | attributes | value)
    return el("label", {"for": identifier}, shown) + el("div", {}, box)


def _prefilled(draft: Draft, key: str) -> bool:
    return key == "email" and draft.rng.random() < 0.2


def _country(draft: Draft) -> str:
    attributes: dict[str, str | None] = {"name": "country", MARK: draft.mark("country")}
    identifier = str(draft.rng.randrange(10**14, 10**15))
    label = el("label", {"for": identifier}, text(draft.label("country")))
    return label + el("select", attributes | {"id": identifier}, _countries(draft))


def _countries(draft: Draft) -> str:
    """Options with English values under any language."""
    first = el("option", {"value": ""}, text(draft.words.say["choose"][-1]))
    return first + "".join(
        el("option", {"value": words_of("en").territory(code)}, text(name))
        for code, name in draft.words.countries()
    )


def _gate(draft: Draft) -> str:
    number = draft.rng.randrange(10**14, 10**15)
    items = ""
    for position, key in enumerate(("yes", "no")):
        one = {"type": "radio", "name": f"Field{number}", "id": f"{number}.{position}"}
        one["value"] = draft.button(key)
        checked: dict[str, str | None] = {"checked": None} if key == "yes" else {}
        mark = {MARK: draft.mark("topic")}
        inner = el("input", {**one, **checked, **mark}) + text(draft.button(key))
        items += el("label", {"class": "uiInputLabelInput"}, inner)
    return el("div", {}, text(draft.say("gate"))) + items


def _submit(draft: Draft, key: str, label: str) -> str:
    return el("button", {"type": "submit", MARK: draft.mark(key)}, text(label))


def _hidden(name: str) -> str:
    return el("input", {"type": "hidden", "name": name, "value": "1"})
