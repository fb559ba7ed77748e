"""The shape of the request portal and of what lies around it, as they were recorded in 2026."""

from collections.abc import Mapping

from . import portal_around as around
from . import portal_older as older
from . import portal_steps as steps
from .field import Draft, Field
from .furniture import footer, header
from .hiding import HIDINGS
from .layouts import row
from .markup import el, text
from .page import CSS
from .portal_boxes import Ask, react_id
from .portal_boxes import row as portal_row
from .spec import Case, Made

RECIPES: Mapping[str, steps.Recipe] = {
    "country_step": steps.country_step,
    "email_step": steps.email_step,
    "name_step": steps.name_step,
    "question_step": steps.question_step,
    **{f"text_{way}": steps.text_step(way) for way in steps.WAYS},
    "request_step": steps.request_step,
    "code_step_label": steps.code_step("label"),
    "code_step_placeholder": steps.code_step("placeholder"),
    "code_alone": steps.code_alone,
    "signing_step": steps.signing_step,
    "one_page_before": steps.one_page("before"),
    "one_page_no_code": steps.one_page("none"),
    "one_page_after_label": steps.one_page("after", "label"),
    "one_page_after_placeholder": steps.one_page("after", "placeholder"),
    "one_page_wrong_label": steps.one_page("wrong", "label"),
    "one_page_wrong_placeholder": steps.one_page("wrong", "placeholder"),
    "one_page_expired": steps.one_page("expired"),
    "captcha": around.captcha,
    "captcha_old": around.captcha_old,
    "end": around.end,
    "thanks_with_form": around.thanks_with_form,
    "own_requests": around.own_requests,
    "menu_products": around.menu_products,
    "menu_topics": around.menu_topics,
    "old_page": older.old_page,
    "old_overlay": older.overlay,
    "code_layer": older.code_layer,
    "mobile": older.mobile,
    "mobile_code": older.mobile_code,
}
# The look of what stands around the form, where it is not the portal's.
LOOKS = {
    **dict.fromkeys(("old_page", "old_overlay", "code_layer", "captcha_old"), "classic"),
    **dict.fromkeys(("mobile", "mobile_code"), "bare"),
}
ELSEWHERE = "https://requests.example/{number}"
"""An address that tells nothing: half of the pages have it."""
TRAPS = ("newsletter", "search", "region", "languages", "sneaky", "kept_step", "signing")
_INSIDE = frozenset({"sneaky", "kept_step", "signing"})
_MOST_TRAPS = 3
_CSS = CSS + (
    ".layer{background:#fff;max-width:420px;margin:15vh auto;padding:16px} .good{color:#070}"
    "[aria-disabled=true]{opacity:.5} a.card{padding:6px} .clear{display:inline-block}"
    ".veil iframe{width:304px;height:78px}"
)


def build(draft: Draft, recipe: str) -> Case:
    """The case that `recipe` makes of the draft, with the traps that it draws."""
    made = RECIPES[recipe](draft)
    traps = _traps(draft, made)
    number = str(draft.rng.randrange(10**14, 10**15))
    address = (made.address if draft.rng.random() < 0.5 else ELSEWHERE).format(number=number)
    frames = {
        url.format(number=number): _document(draft, "", inner) for url, inner in made.frames.items()
    }
    page = _document(draft, made.title, _body(draft, made, traps)).replace("{number}", number)
    return Case(
        lang=draft.words.code,
        kinds=made.kinds,
        wants=dict(made.wants),
        address=address,
        documents={address: page, **frames},
        tokens=dict(draft.tokens),
        portal=True,
        problem=made.problem,
        traps=traps,
    )


def _traps(draft: Draft, made: Made) -> tuple[str, ...]:
    possible = [each for each in TRAPS if made.inside_traps or each not in _INSIDE]
    return tuple(draft.rng.sample(possible, draft.rng.randint(0, _MOST_TRAPS)))


def _body(draft: Draft, made: Made, traps: tuple[str, ...]) -> str:
    rows = list(made.rows)
    if "sneaky" in traps:
        rows.insert(draft.rng.randint(0, len(rows)), _sneaky(draft))
    if "signing" in traps:
        rows += steps.signing(draft)
    if "kept_step" in traps:
        rows.append(_kept_step(draft))
    inner = "".join(rows) + _remaining(draft, made) + el("div", {}, "".join(made.buttons))
    if made.wrap == "form":
        inner = el("form", {"action": "#", "method": "post", "onsubmit": "return false"}, inner)
    heading = draft.rng.choice(
        (
            el("h1", {}, text(made.title)),
            el("div", {"role": "heading", "aria-level": "1"}, text(made.title)),
        )
    )
    intro = el("p", {}, text(made.intro)) if made.intro else ""
    main = el("div", {"role": "main", "id": react_id(draft)}, heading + intro + inner)
    chosen = frozenset(traps)
    return header(draft, chosen) + main + footer(draft, chosen) + "".join(draft.later) + made.over


def _remaining(draft: Draft, made: Made) -> str:
    """How many required fields are still empty, as the portal counts them."""
    if not made.remaining:
        return ""
    key = "one_left" if made.remaining == 1 else "three_left"
    told = text(steps.words(draft, key))
    return el("div", draft.rng.choice(({}, {"aria-live": "polite"}, {"role": "status"})), told)


def _sneaky(draft: Draft) -> str:
    """A field for robots, with a real field's words, that no person sees."""
    hiding = draft.rng.choice([each for each in HIDINGS if each != "told"])
    attributes: dict[str, str | None] = {"name": draft.rng.choice(("sneaky", "sneakyhidden"))}
    wording = draft.label(draft.rng.choice(("email", "code", "message")))
    return row(
        draft, Field("trap", label=wording, hide=hiding, layout="for", attributes=attributes)
    )


def _kept_step(draft: Draft) -> str:
    """Another step of the wizard, in the document but not shown."""
    asks = [
        Ask("kept", draft.label("email")),
        Ask("kept", draft.label("explanation"), "textarea"),
        Ask("kept", draft.label("code")),
    ]
    inner = "".join(portal_row(draft, each) for each in asks)
    return el("div", {"style": "display:none"}, inner)


def _document(draft: Draft, title: str, body: str) -> str:
    words = draft.words
    attributes: dict[str, str | None] = {}
    tag = draft.rng.choice((words.code, words.code, words.code, "en", ""))
    if tag:
        attributes["lang"] = tag
    head = el("meta", {"charset": "utf-8"}) + el("title", {}, text(title)) + el("style", {}, _CSS)
    return "<!doctype html>" + el("html", attributes, el("head", {}, head) + el("body", {}, body))
