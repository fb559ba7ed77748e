"""Pages on which a field is not what its words say, or says nothing at all."""

from .field import MARK, Draft, Field
from .layouts import rows
from .markup import el, text
from .objection import objection
from .spec import ANY_FORM, UNKNOWN, Spec, may, must

_PLAIN = frozenset({"direct", "select", "empty", "alone", "textarea", "no_gate", "anonymous"})
_MASKED = ("a•••@e•••.org", "j***@e***.com", "m…n@ex….net", "k*****z@example.org")
_DOMAINS = tuple((each, each) for each in ("@example.org", "@example.com", "@example.net"))
_ROUTES = tuple((f"{n}", f"{n}{letter}") for n, letter in enumerate("ABCD"))


def bare_code(draft: Draft, features: frozenset[str]) -> Spec:
    """A heading, an address left out in part, one box, one button: nothing else."""
    declared: dict[str, str | None] = {"autocomplete": "one-time-code"}
    given = declared if "declared" in features else {}
    return Spec(
        kinds=frozenset({"code"}),
        wants={"code": must("code")},
        title=draft.label("code"),
        above=el("p", {}, text(draft.rng.choice(_MASKED))),
        in_form=el("input", given | {MARK: draft.mark("code")}),
        action=draft.button("confirm"),
    )


def residence(draft: Draft, features: frozenset[str]) -> Spec:
    """Where one lives, which is a town: by the name of the box, or the postcode beside it."""
    named = {"name": "city"} if "named" in features else {}
    return Spec(
        kinds=UNKNOWN,
        wants={"email": must("email")},
        title=draft.say("contact_title"),
        fields=[
            Field("name", required=True),
            Field("email", required=True),
            Field("phone"),
            Field("where", attributes=named),
            Field("zip"),
        ],
        action=draft.button("send"),
    )


def beside_ours(draft: Draft, features: frozenset[str]) -> Spec:
    """Our form with a box beside it that has the words of one of its fields."""
    spec = objection(draft, _PLAIN)
    if "search" in features:
        box = el("input", {"name": "find", "aria-label": draft.label("email")})
        spec.above += el("div", {"role": "search"}, box)
    elif "robot" in features:
        spec.in_form += el("p", {}, text(draft.label("explanation")))
        spec.in_form += el("textarea", {"name": "g-recaptcha-response"})
    elif "domain" in features:
        # Who declares an address (WHATWG, "autofill field"; type "email") takes a whole one.
        part = {"autocomplete": None, "type": "text"}
        local = Field("email", mark="local_part", layout="for", attributes=part)
        domain = Field("topic", "select", layout="for", options=_DOMAINS)
        spec.in_form += rows(draft, [local, domain])  # side by side, wherever the others stand
        spec.wants = {**spec.wants, "email": may("email")}
    else:
        spec.fields.append(Field("extra", "textarea", required=True))
        spec.wants = {**spec.wants, "explanation": may("explanation")}
    return spec


def not_ours(draft: Draft, features: frozenset[str]) -> Spec:
    """Boxes with our words whose button, list or page says that they are for something else."""
    fields = [Field("email"), Field("message", "textarea")]
    spec = Spec(UNKNOWN, {"email": may("email")}, draft.say("contact_title"), fields)
    spec.action = draft.button("send")
    if "signs_in" in features:
        spec.action, spec.kinds = draft.button("sign_in"), UNKNOWN | {"sign_in"}
    elif "subscribes" in features:
        fields[1] = Field("explanation", "textarea")
        spec.action = draft.button("subscribe")
    elif "routes" in features:
        # Who declares a country (WHATWG, "autofill field") lists countries.
        undeclared = {"autocomplete": None}
        fields.append(Field("country", "select", options=_ROUTES, attributes=undeclared))
    else:
        fields.clear()
        spec.title, spec.kinds = draft.say("object_title"), ANY_FORM
        spec.wants = {"explanation": may("message")}
        spec.above = el("p", {}, text(draft.say("footer")))
        spec.in_form = el("textarea", {MARK: draft.mark("message")})
    return spec
