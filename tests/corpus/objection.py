"""Objection forms in the manner of Meta's, in all the mixtures of flows that are known."""

from dataclasses import replace

from .field import Draft, Field
from .spec import ANY_FORM, FORM, Spec, Want, must

# One feature of each group makes a form. The first of a group is the plain case; what is named
# more than once is more common.
FEATURES: tuple[tuple[str, ...], ...] = (
    ("code", "direct", "email_only", "third", "country_email"),
    ("select", "typeahead", "combobox", "button_list", "datalist"),
    ("empty", "empty", "empty", "prefilled", "prefilled", "prefilled", "readonly", "disabled"),
    ("alone", "extra_after", "extra_before"),
    ("textarea", "rich"),
    ("no_gate", "gate_answered", "gate_open", "gate_list"),
    ("anonymous", "named"),
)
ADDRESS = "someone@example.org"


def objection(draft: Draft, features: frozenset[str]) -> Spec:
    """An objection form; `features` holds one of each group of `FEATURES`."""
    fields = _fields(draft, features)
    wants = _wants(features)
    gate = _gate(draft, features)
    kinds = FORM
    if "gate_open" in features:
        fields, wants, kinds = [], {}, ANY_FORM
    third = "third" in features
    intros = list(draft.words.say["object_intro"])
    return Spec(
        kinds=kinds,
        wants=wants,
        title=draft.say("third_title" if third else "object_title"),
        intro="\n".join(intros[: draft.rng.randint(1, len(intros))]),
        fields=gate + fields,
        action=draft.button("send"),
    )


def _fields(draft: Draft, features: frozenset[str]) -> list[Field]:
    box = "rich" if "rich" in features else "textarea"
    country = Field(
        "country", next(each for each in FEATURES[1] if each in features), required=True
    )
    email = replace(_email(features), required="direct" not in features)
    explanation = Field("explanation", box, required=True)
    extra = Field("extra", box, optional=draft.rng.random() < 0.7)
    name = [Field("name", required=True)] if "named" in features or "third" in features else []
    if "email_only" in features:
        return [email]
    if "country_email" in features:
        return [country, email]
    if "direct" in features:
        return [email, replace(explanation, required=False, optional=True)]
    if "third" in features:
        upload = Field("company", "file", label=draft.words.ai)
        return [country, *name, email, explanation, upload]
    boxes = {
        "extra_after": [explanation, extra],
        "extra_before": [extra, explanation],
    }
    chosen = next((boxes[each] for each in boxes if each in features), [explanation])
    return [country, *name, email, *chosen]


def _email(features: frozenset[str]) -> Field:
    if "prefilled" in features:
        return Field("email", value=ADDRESS)
    if "readonly" in features or "disabled" in features:
        state = "readonly" if "readonly" in features else "disabled"
        return Field("email", value=ADDRESS, state=state)
    return Field("email")


def _wants(features: frozenset[str]) -> dict[str, Want]:
    wants: dict[str, Want] = {}
    if not features & {"readonly", "disabled"}:
        wants["email"] = must("email")
    if not features & {"direct", "email_only"}:
        wants["country"] = must("country")
    if not features & {"email_only", "country_email"}:
        wants["explanation"] = must("explanation")
    return wants


def _gate(draft: Draft, features: frozenset[str]) -> list[Field]:
    answers = (("1", draft.button("yes")), ("0", draft.button("no")))
    if "third" in features:
        answers = (("a", draft.say("third_option")), ("b", draft.say("third_delete")))
        return [Field("topic", "radio", value="a", options=answers)]
    if "gate_list" in features:
        topics = (("ai", draft.words.ai), ("x", draft.say("privacy_title")))
        return [Field("topic", "select", value="ai", options=topics)]
    if "gate_answered" in features or "gate_open" in features:
        chosen = "1" if "gate_answered" in features else ""
        return [Field("topic", "radio", label=draft.say("gate"), value=chosen, options=answers)]
    return []


def prefilled_choice(draft: Draft, features: frozenset[str]) -> Spec:
    """A form that holds a country and a draft of a letter already: nothing is overwritten."""
    spec = objection(draft, features)
    spec.fields = [
        replace(each, value="FR" if each.kind == "select" else draft.say("object_title"))
        if each.key in ("country", "explanation")
        else each
        for each in spec.fields
    ]
    spec.leave_open("country", "explanation")
    return spec
