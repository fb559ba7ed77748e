"""A plan names one page of the portal's corpus: recipe, language, seed. It makes the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import cycle, islice

from corpus.field import Draft, Field
from corpus.furniture import footer, header
from corpus.hiding import HIDINGS
from corpus.layouts import row
from corpus.markup import el, text
from corpus.page import CSS
from corpus.style import Style
from corpus.words import LANGUAGES

from . import around, older, steps
from .case import ELSEWHERE, Made, PortalCase
from .controls import Ask, react_id
from .controls import row as portal_row

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
TRAPS = ("newsletter", "search", "region", "languages", "sneaky", "kept_step", "signing")
_INSIDE = frozenset({"sneaky", "kept_step", "signing"})
_MOST_TRAPS = 3
_CSS = CSS + (
    ".layer{background:#fff;max-width:420px;margin:15vh auto;padding:16px} .good{color:#070}"
    "[aria-disabled=true]{opacity:.5} a.card{padding:6px} .clear{display:inline-block}"
    ".veil iframe{width:304px;height:78px}"
)


@dataclass(frozen=True)
class PortalPlan:
    """Everything that decides a page. Its `repr` is enough to make the page again."""

    recipe: str
    lang: str = "en"
    seed: int = 0

    @property
    def name(self) -> str:
        return f"{self.lang} {self.recipe} {self.seed}"


def make(plan: PortalPlan) -> PortalCase:
    """The case that `plan` names; the same plan always gives the same case."""
    look = LOOKS.get(plan.recipe, "modern")
    draft = Draft(plan.name, Style(lang=plan.lang, look=look, naming="react", seed=plan.seed))
    made = RECIPES[plan.recipe](draft)
    traps = _traps(draft, made)
    number = str(draft.rng.randrange(10**14, 10**15))
    address = (made.address if draft.rng.random() < 0.5 else ELSEWHERE).format(number=number)
    frames = {
        url.format(number=number): _document(draft, "", inner) for url, inner in made.frames.items()
    }
    page = _document(draft, made.title, _body(draft, made, traps)).replace("{number}", number)
    return PortalCase(
        lang=plan.lang,
        kinds=made.kinds,
        wants=dict(made.wants),
        address=address,
        documents={address: page, **frames},
        tokens=dict(draft.tokens),
        problem=made.problem,
        traps=traps,
    )


def everyday(languages: Iterable[str], each: int) -> list[PortalPlan]:
    """`each` pages of every language; over all languages every recipe comes equally often."""
    recipes = cycle(RECIPES)
    all_of_them = {lang: list(islice(recipes, each)) for lang in LANGUAGES}
    return [PortalPlan(name, lang, seed=1) for lang in languages for name in all_of_them[lang]]


def every_page(languages: Iterable[str], seeds: Iterable[int]) -> list[PortalPlan]:
    """Every recipe in every language, once a seed."""
    return [
        PortalPlan(name, lang, seed) for seed in seeds for lang in languages for name in RECIPES
    ]


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
