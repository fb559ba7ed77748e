"""The request portal as it was recorded in 2026: its steps, and its form on one page."""

from collections.abc import Callable
from typing import Any

from .field import MARK, Draft, Field
from .furniture import button
from .markup import el, text
from .objection import ADDRESS
from .spec import FORM, Spec, Want, may, must

Recipe = Callable[[Draft], Spec]
PORTAL = "https://help.meta.com/requests/884213775501423/"
ELSEWHERE = "https://requests.example/884213775501423"
"""An address that tells nothing: half of the pages have it."""
LIMIT = 500
WAYS = ("attribute", "words", "counter", "left")
"""How the limit of the letter can be told."""
# Most questions are in `aria-label`; those for an address never are.
_TIES = (*("aria_label",) * 5, "for", "wrap", "columns", "heading")
_OF_ADDRESSES = ("for", "wrap", "columns", "heading")
ADDRESSES = {"email": must("email"), "email_again": must("email_again")}


def ask(draft: Draft, key: str, kind: str = "text", tie: str = "", **more: Any) -> Field:
    """A question and its box, which lies in some more elements of no meaning."""
    tie = tie or draft.rng.choice(_OF_ADDRESSES if key in ADDRESSES else _TIES)
    depth = draft.rng.randint(0, 2)
    clear = _clear(draft) if more.get("value") and kind == "text" else ""
    around = ("<div>" * depth, clear + "</div>" * depth)
    return Field(key, kind, layout=tie, around=around, **more)


def _clear(draft: Draft) -> str:
    """The button inside a filled box that empties it."""
    named = {"role": "button", "tabindex": "0", "aria-label": draft.portal("clear")}
    cross = '<svg width="16" height="16" stroke="#000"><path d="M2 2L14 14M14 2L2 14"></path></svg>'
    return el("div", {**named, MARK: draft.mark("clear"), "style": "display:inline-block"}, cross)


def country(draft: Draft, value: str = "") -> list[Field]:
    kind = "combobox" if value or draft.rng.random() < 0.75 else "typeahead"
    return [ask(draft, "country", kind, value=value)]


def names(draft: Draft) -> tuple[list[Field], dict[str, Want]]:
    """One box for the name, or two."""
    keys = draft.rng.choice((("name",), ("first", "last")))
    roles = {"name": "name", "first": "first_name", "last": "last_name"}
    limit = {"maxlength": "100"}
    return [ask(draft, k, attributes=limit) for k in keys], {roles[k]: must(k) for k in keys}


def addresses(draft: Draft, value: str = "", after: str = "") -> list[Field]:
    again = draft.portal("email_again")
    return [
        ask(draft, "email", value=value),
        ask(draft, "email_again", label=again, value=value, after=after),
    ]


def question(draft: Draft, *, answered: bool = False) -> Field:
    """What the request is about, with a description under each answer."""
    pairs = (("object", "object_about"), ("delete", "delete_about"), ("other", "other_about"))
    options = tuple((key, "\n".join(map(draft.portal, (key, about)))) for key, about in pairs)
    value = "object" if answered else ""
    return ask(
        draft, "topic", "radio", label=draft.portal("question"), value=value, options=options
    )


def letter(draft: Draft, way: str) -> Field:
    """The box for the letter; `way` is how its limit is told."""
    told = {"words": draft.portal("limit"), "counter": f"0/{LIMIT}", "left": draft.portal("left")}
    limit = {"maxlength": str(LIMIT)} if way == "attribute" else {}
    return ask(draft, "explanation", "textarea", hint=told.get(way, ""), attributes=limit)


def code_box(draft: Draft, tie: str, problem: str = "") -> Field:
    """The box of the mailed code, named by its label or only by its placeholder."""
    more: dict[str, Any] = {"attributes": {"aria-invalid": "true" if problem else "false"}}
    if problem == "wrong":
        more |= {"value": "123456", "hint": draft.portal("code_wrong")}
    elif problem:
        alert = el("div", {"role": "alert", "class": "error"}, text(draft.say("code_expired")))
        more |= {"value": "123456", "after": alert}
    return ask(draft, "code", tie=tie, **more)


def asking(draft: Draft, *, sent: bool, typed: bool = True) -> str:
    """Asks for a code: enabled once an address is `typed`, and until the code is sent."""
    label = draft.portal("code_sent" if sent else "request_code")
    return button(draft, label, key="request_code", disabled=sent or not typed)


def signing(draft: Draft) -> list[Field]:
    """What is the person's alone: a signature and a statement."""
    return [
        ask(draft, "signature", label=draft.portal("signature")),
        ask(draft, "statement", "checkbox", label=draft.portal("statement")),
    ]


def whole(
    draft: Draft, wants: dict[str, Want], fields: list[Field], action: str, **more: Any
) -> Spec:
    """A page of the form with the button that goes on, and at times what is left to be filled."""
    left = draft.rng.choice(("", "one_left", "three_left"))
    told: dict[str, str] = draft.rng.choice(({}, {"aria-live": "polite"}, {"role": "status"}))
    disabled = more.pop("disabled", False)
    label = draft.button("next" if action == "next" else "send")
    send = button(draft, label, key=action, disabled=disabled)
    # More boxes beside a code that went wrong leave in doubt which one is the code's.
    signed = draft.rng.random() < 0.2 and not more.get("problem")
    return Spec(
        kinds=FORM,
        wants=wants,
        title=draft.say("object_title"),
        fields=fields + (signing(draft) if signed else []),
        in_form=(el("div", told, text(draft.portal(left))) if left else "") + send,
        **{"address": PORTAL, "problem": ""} | more,
    )


def step(
    draft: Draft, wants: dict[str, Want], fields: list[Field], action: str = "next", **more: Any
) -> Spec:
    """A step of the wizard."""
    intro = draft.rng.choice(("", "step", "contact"))
    told = {"intro": draft.portal(intro) if intro else ""}
    return whole(draft, wants | {action: must(action)}, fields, action, **told | more)


def country_step(draft: Draft) -> Spec:
    return step(draft, {"country": must("country")}, country(draft))


def email_step(draft: Draft) -> Spec:
    """Both addresses; perhaps typed already, which the page calls valid in an alert."""
    if draft.rng.random() < 0.6:
        return step(draft, dict(ADDRESSES), addresses(draft))
    valid = el("div", {"role": "alert"}, text(draft.portal("valid").replace("{}", ADDRESS)))
    return step(draft, dict(ADDRESSES), addresses(draft, ADDRESS, valid))


def name_step(draft: Draft) -> Spec:
    fields, wants = names(draft)
    return step(draft, wants, fields)


def question_step(draft: Draft) -> Spec:
    return step(draft, {}, [question(draft, answered=draft.rng.random() < 0.3)])


def text_step(way: str) -> Recipe:
    """The letter's step, at the wizard's end or before it."""
    wants = {"explanation": must("explanation")}
    return lambda draft: step(
        draft, wants, [letter(draft, way)], draft.rng.choice(("next", "submit"))
    )


def code_step(tie: str) -> Recipe:
    """The step of the addresses, once the code is on its way, before Next."""
    wants = ADDRESSES | {"code": must("code"), "request_code": may("request_code")}

    def recipe(draft: Draft) -> Spec:
        sent = asking(draft, sent=True)
        return step(draft, wants, [*addresses(draft, ADDRESS, sent), code_box(draft, tie)])

    return recipe


def request_step(draft: Draft) -> Spec:
    """The step of the addresses before the code is asked for."""
    wants = ADDRESSES | {"request_code": must("request_code")}
    return step(draft, wants, addresses(draft, ADDRESS, asking(draft, sent=False)))


def code_alone(draft: Draft) -> Spec:
    """A step that asks for nothing but the code; Next stands where a confirm button would."""
    box = code_box(draft, draft.rng.choice(("for", "placeholder", "aria_label")))
    made = step(draft, {"code": must("code")}, [box], intro=draft.say("code_asked"))
    made.kinds |= {"code"}
    return made


def signing_step(draft: Draft) -> Spec:
    """The last step, all of it the person's."""
    made = step(draft, {}, signing(draft), "submit")
    made.kinds |= {"unknown"}
    made.leave_open()
    return made


def one_page(code: str = "before", tie: str = "for") -> Recipe:
    """The whole form. `code` is `before` it is asked for, `after`, `wrong`, `expired`, `none`."""

    def recipe(draft: Draft) -> Spec:
        asked = code in ("after", "wrong", "expired")
        problem = code if code in ("wrong", "expired") else ""
        boxes, wants = names(draft)
        typed = asked or draft.rng.random() < 0.5
        sent = asking(draft, sent=code in ("after", "wrong"), typed=typed)
        mail = addresses(draft, ADDRESS if typed else "", "" if code == "none" else sent)
        wants |= ADDRESSES | {key: must(key) for key in ("country", "explanation", "submit")}
        if code != "none":
            usable = typed and code in ("before", "expired")
            wants["request_code"] = must("request_code") if usable else may("request_code")
        if asked:
            mail.append(code_box(draft, tie, problem))
            wants["code"] = must("code")
        blocks = [country(draft, draft.words.territory("FR") if asked else ""), boxes, mail]
        if draft.rng.random() < 0.5:
            draft.rng.shuffle(blocks)
        if draft.rng.random() < 0.5:
            blocks.insert(0, [question(draft, answered=True)])
        blocks.append([letter(draft, draft.rng.choice(WAYS))])
        fields = [each for block in blocks for each in block]
        intro = draft.say("object_intro") if draft.rng.random() < 0.5 else ""
        more = {"disabled": draft.rng.random() < 0.5, "problem": problem, "intro": intro}
        return whole(draft, wants, fields, "submit", **more)

    return recipe


STEPS: dict[str, Recipe] = {
    **{each.__name__: each for each in (country_step, email_step, name_step, question_step)},
    **{f"text_{way}": text_step(way) for way in WAYS},
    **{each.__name__: each for each in (request_step, code_alone, signing_step)},
    "code_step_label": code_step("for"),
    "code_step_placeholder": code_step("placeholder"),
    "one_page_before": one_page("before"),
    "one_page_no_code": one_page("none"),
    "one_page_after_label": one_page("after"),
    "one_page_after_placeholder": one_page("after", "placeholder"),
    "one_page_wrong_label": one_page("wrong"),
    "one_page_wrong_placeholder": one_page("wrong", "placeholder"),
    "one_page_expired": one_page("expired"),
}
