"""The pages a visitor meets before, between and after the form."""

from collections.abc import Callable

from .field import Draft, Field
from .furniture import button, cookie_buttons, modal
from .layouts import rows
from .markup import el, text
from .objection import ADDRESS, objection
from .spec import FORM, NOTHING, UNKNOWN, Spec, must

PLACES = ("page", "alert", "status", "dialog")
_BEHIND = frozenset({"code", "select", "empty", "alone", "textarea", "no_gate", "anonymous"})


def sign_in(draft: Draft, features: frozenset[str]) -> Spec:
    """Sign-in in one step, in two, or its second step alone."""
    user = Field("user", mark="login")
    password = Field("password", "password")
    fields, action = [user, password], "sign_in"
    if "two_step" in features:
        fields, action = [Field("email" if draft.rng.random() < 0.5 else "user")], "next"
    elif "password_step" in features:
        fields = [password]
    elif "hidden_password" in features:
        fields = [user, Field("password", "password", hide="none")]
    links = el("p", {}, el("a", {"href": "#"}, text(draft.say("forgot"))))
    return Spec(
        kinds=frozenset({"sign_in"}),
        wants={},
        title=draft.say("sign_in_title"),
        fields=fields,
        action=draft.button(action),
        below=links + button(draft, draft.button("register"), submit=False),
    )


def checkpoint(draft: Draft, _features: frozenset[str]) -> Spec:
    """The service wants to know that it is really the person."""
    return Spec(
        kinds=frozenset({"sign_in", "unknown"}),
        wants={},
        title=draft.rng.choice(("Meta", "Facebook", "Instagram")),
        above=el("h2", {}, text(draft.say("checkpoint"))),
        action=draft.button("next"),
    )


def cookie_choice(draft: Draft, features: frozenset[str]) -> Spec:
    """The cookie choice over the form, or before anything else is there."""
    buttons = cookie_buttons(draft)
    over = modal(draft, draft.button("accept"), el("p", {}, text(draft.say("cookies"))) + buttons)
    if "over_form" not in features:
        return Spec(kinds=UNKNOWN, wants={}, title="Meta", over=over)
    spec = objection(draft, _BEHIND)
    spec.over = over
    spec.kinds = FORM | UNKNOWN
    spec.leave_open()
    return spec


def code(draft: Draft, features: frozenset[str]) -> Spec:
    """The mailed code is asked for; perhaps the last one was wrong or too old."""
    wrong = next((each for each in ("code_wrong", "code_expired") if each in features), "")
    alert = _told(draft, draft.say(wrong), "alert") if wrong else ""
    fields = [Field("code", "digits" if "digits" in features else "text")]
    asked = el("p", {}, text(draft.say("code_asked")))
    again = button(draft, draft.button("resend"), submit=False)
    kinds, want = frozenset({"code"}), must("code")
    if "no_box" in features:
        fields, want, kinds, asked = [], NOTHING, kinds | UNKNOWN, ""
    if "dialog" in features:
        spec = objection(draft, _BEHIND)
        inside = asked + alert + rows(draft, fields) + again
        inside += button(draft, draft.button("confirm"), submit=False)
        spec.over = modal(draft, draft.say("code_title"), inside)
        spec.kinds, spec.wants = kinds, {"code": want}
        return spec
    return Spec(
        kinds=kinds,
        wants={"code": want},
        title=draft.say("code_title"),
        above=asked + alert,
        fields=fields,
        action=draft.button("confirm") if fields else "",
        below=again,
    )


def _told(draft: Draft, message: str, place: str) -> str:
    role = {"alert": "alert", "status": "status"}.get(place)
    attributes: dict[str, str | None] = {"class": "error" if place == "alert" else "note"}
    if role:
        attributes["role"] = role
    inner = el(draft.rng.choice(("p", "div", "span")), {}, text(message))
    return el("div", attributes, inner)


def _end(kind: str, *keys: str) -> Callable[[Draft, frozenset[str]], Spec]:
    """A recipe for an end page: one of the messages `keys`, on the page or over the form."""

    def recipe(draft: Draft, features: frozenset[str]) -> Spec:
        place = next((each for each in PLACES if each in features), "page")
        message = draft.say(draft.rng.choice(keys))
        close = button(draft, draft.button("close"), submit=False)
        home = el("p", {}, el("a", {"href": "#"}, text(draft.button("back"))))
        # What is not received may be told so that it is asked about, and not claimed.
        kinds = frozenset({kind, kind if kind == "acknowledged" else "unknown"})
        if place in ("dialog", "status"):
            spec = objection(draft, _BEHIND)
            spec.kinds = FORM if place == "status" else kinds  # nothing was sent from it
            if place == "dialog":
                spec.wants = {}
                title = draft.say("object_title")
                spec.over = modal(draft, title, el("p", {}, text(message)) + close)
            else:
                spec.above = _told(draft, message, "status")
                spec.leave_open()
            return spec
        title = message if draft.rng.random() < 0.4 else draft.say("object_title")
        shown = _told(draft, message, place)
        return Spec(kinds=kinds, wants={}, title=title, above=shown, below=home)

    return recipe


acknowledged = _end("acknowledged", "acknowledged")
already = _end("already_objected", "already")
refused = _end("refused", "refused", "blocked")
unavailable = _end("unavailable", "no_country", "no_page")


def field_error(draft: Draft, features: frozenset[str]) -> Spec:
    """The form came back with complaints: it is still the form."""
    spec = objection(draft, _BEHIND)
    key = next((each for each in ("email", "country", "explanation") if each in features), "email")
    errors = {"email": "email_error", "country": "country_error", "explanation": "required_error"}
    message = draft.say(errors[key])
    made = []
    for each in spec.fields:
        values = {"email": ADDRESS, "country": "FR", "explanation": draft.say("object_title")}
        if each.key == key:
            made.append(Field(key, each.kind, required=True, hint=message, attributes=_INVALID))
        else:
            made.append(Field(each.key, each.kind, required=True, value=values.get(each.key, "")))
    spec.fields = made
    spec.above = _told(draft, message, "alert")
    spec.leave_open(*(role for role in spec.wants if role != key))
    return spec


_INVALID = {"aria-invalid": "true"}
