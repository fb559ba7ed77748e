"""A plan names one page of the corpus: recipe, features, traps, style. It makes the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import doubts, generic, objection, portal_around, states, talk
from .field import Draft
from .page import build
from .spec import Case, Spec
from .style import Style
from .traps import TRAPS

Recipe = Callable[[Draft, frozenset[str]], Spec]
Groups = tuple[tuple[str, ...], ...]

# The old and other forms; the request portal's pages are in `portal_around`.
# Each recipe with its groups of features; a page has one feature of each group.
RECIPES: Mapping[str, tuple[Recipe, Groups]] = {
    "objection": (objection.objection, objection.FEATURES),
    "prefilled": (objection.prefilled_choice, (("code",), ("select", "typeahead"), ("empty",))),
    "sign_in": (
        states.sign_in,
        (("one_step", "two_step", "password_step", "hidden_password"),),
    ),
    "checkpoint": (states.checkpoint, ()),
    "cookies": (states.cookie_choice, (("over_form", "alone"),)),
    "code": (
        states.code,
        (("first", "code_wrong", "code_expired"), ("box", "digits"), ("page", "dialog")),
    ),
    "code_gone": (states.code, (("code_expired",), ("no_box",), ("page", "dialog"))),
    "acknowledged": (states.acknowledged, (states.PLACES,)),
    "already": (states.already, (states.PLACES,)),
    "refused": (states.refused, (states.PLACES,)),
    "unavailable": (states.unavailable, (("page", "alert", "dialog"),)),
    "field_error": (states.field_error, (("email", "country", "explanation"),)),
    "talk": (talk.talk, (talk.TALKS, ("closed", "comments"))),
    "thanks": (talk.thanks, (("order", "subscribed"),)),
    "contact": (generic.contact, (("short", "country"),)),
    "register": (generic.register, (("password", "light"), ("plain", "country"))),
    "checkout": (generic.checkout, (("one_address", "two_addresses"), ("card", "invoice"))),
    "verify": (
        generic.verify,
        (("by_mail", "two_factor"), ("box", "digits"), ("alone", "promo")),
    ),
    "privacy_request": (generic.privacy_request, (("select", "combobox"),)),
    "newsletter_only": (generic.newsletter_only, ()),
    "bare_code": (doubts.bare_code, (("declared", "undeclared"),)),
    "residence": (doubts.residence, (("named", "postcode"),)),
    "beside_ours": (doubts.beside_ours, (("search", "robot", "domain", "wanted"),)),
    "not_ours": (doubts.not_ours, (("signs_in", "subscribes", "routes", "wordless"),)),
}


@dataclass(frozen=True)
class Plan:
    """Everything that decides a page. Its `repr` is enough to make the page again."""

    recipe: str
    features: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    style: Style = field(default_factory=Style)

    @property
    def name(self) -> str:
        """A short name for tables and failures."""
        parts = (self.recipe, *self.features, *(f"+{each}" for each in self.traps))
        return " ".join((self.style.lang, *parts, str(self.style.seed or "")))


def make(plan: Plan) -> Case:
    """The case that `plan` names; the same plan always gives the same case."""
    draft = Draft(f"{plan.recipe}|{plan.features}|{plan.traps}", plan.style)
    if plan.recipe in portal_around.RECIPES:
        spec = portal_around.build(draft, plan.recipe)
    else:
        spec = RECIPES[plan.recipe][0](draft, _complete(plan))
    for trap in plan.traps:
        TRAPS[trap](draft, spec)
    return build(draft, spec)


def _complete(plan: Plan) -> frozenset[str]:
    """The plan's features, and the plain one of every group that it does not speak of."""
    _recipe, groups = RECIPES[plan.recipe]
    if plan.recipe == "prefilled":
        groups = objection.FEATURES
    unknown = set(plan.features) - {each for group in groups for each in group}
    if unknown:
        raise ValueError(f"{plan.recipe} has no feature {sorted(unknown)}")
    missing = {group[0] for group in groups if not set(group) & set(plan.features)}
    return frozenset(plan.features) | missing
