"""Which pages the corpus holds: every recipe in every language, then the same pages mutated."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, cycle, islice, product
from random import Random

from support.covering import covering

from .hiding import HIDINGS
from .layouts import LAYOUTS
from .naming import NAMINGS
from .plan import RECIPES, Plan
from .portal import STEPS
from .portal_around import RECIPES as PORTAL
from .style import ARRIVALS, LANG_TAGS, LOOKS, SIGNS, WRAPS, Style
from .traps import TRAPS
from .words import LANGUAGES

SEED = 20250527

# Meta's two generations of markup. A language gets the next few of these and of the lists below.
_OBJECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("classic", "classic", ("code", "typeahead")),
    ("classic", "classic", ("direct", "prefilled")),
    ("modern", "react", ("code", "combobox")),
    ("modern", "react", ("direct", "prefilled")),
    ("classic", "english", ("third", "select")),
    ("modern", "nothing", ("country_email", "combobox")),
    ("plain", "opaque", ("email_only",)),
)
_STATES = ("sign_in", "code", "acknowledged", "already", "refused", "unavailable", "talk")
_MORE_STATES = ("checkpoint", "cookies", "code_gone", "field_error", "thanks", "prefilled")
_RARE = ("newsletter_only", "objection")
_DOUBTS = ("bare_code", "residence", "beside_ours", "not_ours")
_GENERIC = tuple(
    name for name in RECIPES if name not in {*_RARE, *_STATES, *_MORE_STATES, *_DOUBTS}
)
MUTATIONS = (
    *(
        "renamed",
        "nameless",
        "shuffled",
        "frame",
        "shadow",
        "deep_shadow",
        "frame_shadow",
        "dialog",
    ),
    *("late", "rerender", "stripped", "untyped", "translated", "mislabelled"),
)
_OLD = Style(look="classic")
_MOBILE = Style(look="bare", layout="nearby")
# The look of what stands around the portal's form, where it is not the portal's.
_PORTAL_STYLES = {
    **dict.fromkeys(("old_page", "overlay", "code_layer", "captcha_old"), _OLD),
    **dict.fromkeys(("mobile", "mobile_code"), _MOBILE),
}
PORTAL_TRAPS = (
    tuple(f"honeypot_{each}" for each in HIDINGS if each != "told"),
    ("newsletter", "search", "region", "languages"),
)
"""What may stand in a step of the portal, and around any of its pages."""
_ROUNDS = 3
"""How often each language comes, so that every recipe does with every feature."""
_UNTIED = ("heading", "nearby", "unlinked", "columns", "cells", "definition", "floating")


def base(languages: Iterable[str] = LANGUAGES) -> list[Plan]:
    """The pages before mutation; the same each time."""
    objections = cycle(_OBJECTIONS)
    states = cycle(_STATES)
    traps, layouts = cycle(_shuffled(TRAPS)), cycle(_shuffled(LAYOUTS))
    more, generic, rare = cycle(_MORE_STATES), cycle(_GENERIC), cycle(_RARE)
    plans = []
    for number, lang in enumerate(_ROUNDS * tuple(languages)):
        rng = Random(f"{SEED} {lang} {number}")
        for look, naming, features in (next(objections) for _ in range(5)):
            style = Style(lang, look, next(layouts), naming)
            plans.append(_plan(rng, "objection", style, features))
        plans += [
            _plan(rng, recipe, _style(rng, lang, next(layouts)))
            for recipe in (*(next(states) for _ in range(5)), next(more))
        ]
        for recipe in (next(generic), next(generic), next(rare)):
            plan = _plan(rng, recipe, _style(rng, lang, next(layouts)))
            plans.append(replace(plan, traps=(next(traps), next(traps))))
        plans.append(_doubt(lang, number))
    return plans


def portal_page(recipe: str, lang: str, seed: int) -> Plan:
    """A page of the request portal, or of what lies around it, with the traps that it draws."""
    rng = Random(f"portal {recipe} {lang} {seed}")
    style = _PORTAL_STYLES.get(recipe) or Style(look="modern", naming="react")
    tag = rng.choice((*LANG_TAGS, "right", "right"))
    possible = PORTAL_TRAPS[recipe not in STEPS :]
    traps = tuple(rng.sample([*chain(*possible)], rng.randint(0, 3)))
    return Plan(recipe, (), traps, replace(style, lang=lang, typed=False, lang_tag=tag, seed=seed))


def portal_everyday(languages: Iterable[str], each: int) -> list[Plan]:
    """`each` pages of every language; over all languages every recipe comes equally often."""
    recipes = cycle(PORTAL)
    drawn = {lang: list(islice(recipes, each)) for lang in LANGUAGES}
    return [portal_page(recipe, lang, seed=1) for lang in languages for recipe in drawn[lang]]


def portal_base(languages: Iterable[str], seeds: Iterable[int]) -> list[Plan]:
    """Every recipe of the portal in every language, once a seed."""
    told = product(seeds, languages, PORTAL)
    return [portal_page(recipe, lang, seed) for seed, lang, recipe in told]


def everyday() -> list[Plan]:
    """Of the pages before mutation as few as have all that any of them has: every feature of every
    recipe, every trap, every way of writing, every language; of equals not always the first."""
    plans = base()
    Random(SEED).shuffle(plans)
    return covering(plans, _facts)


def _facts(plan: Plan) -> Iterator[Hashable]:
    style = plan.style
    yield style.lang
    yield plan.recipe
    yield from ((plan.recipe, feature) for feature in plan.features)
    yield from plan.traps
    written = (style.look, style.layout, style.naming, style.arrival, style.lang_tag, style.sign)
    yield from enumerate(written)


def _doubt(lang: str, number: int) -> Plan:
    """One of the doubtful pages, each with each of its features in some language."""
    recipe = _DOUBTS[number % len(_DOUBTS)]
    (group,) = RECIPES[recipe][1]
    feature = group[number // len(_DOUBTS) % len(group)]
    return Plan(recipe, (feature,), style=Style(lang, LOOKS[number % len(LOOKS)]))


def mutated(plans: list[Plan], each: int = 10) -> Iterator[Plan]:
    """Of every mutation, `each` pages: the answers are those of the page before."""
    rng = Random(SEED)
    for mutation in MUTATIONS:
        for plan in rng.sample(plans, each):
            yield replace(plan, style=mutate(plan.style, mutation, rng))


def mutate(style: Style, mutation: str, rng: Random) -> Style:
    """The same page to a person, written otherwise."""
    lang = rng.choice(LANGUAGES)
    changes: dict[str, Style] = {
        "renamed": replace(style, naming=rng.choice(("opaque", "react", "local", "english"))),
        "nameless": replace(style, naming="nothing"),
        "shuffled": replace(style, shuffle=True, seed=rng.randrange(10**6)),
        "late": replace(style, arrival="late"),
        "rerender": replace(style, arrival="rerender"),
        "stripped": replace(style, layout=rng.choice(_UNTIED), sign="none", autocomplete=False),
        "untyped": replace(style, typed=False, autocomplete=False),
        "translated": replace(style, lang=lang),
        "mislabelled": replace(style, lang_tag="english"),
    }
    return changes.get(mutation) or replace(style, wrap=mutation)


def drawn(number: int) -> Plan:
    """Any page that is not the portal's, by lot."""
    rng = Random(f"{SEED} {number}")
    style = _style(rng, rng.choice(LANGUAGES), rng.choice(tuple(LAYOUTS)))
    style = replace(style, wrap=rng.choice(WRAPS), shuffle=rng.random() < 0.5)
    traps = tuple(rng.sample(tuple(TRAPS), rng.randint(0, 3)))
    return replace(_plan(rng, rng.choice(tuple(RECIPES)), style), traps=traps)


def features_of(rng: Random, recipe: str, fixed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """One feature of each group of `recipe`, those in `fixed` given."""
    chosen = []
    for group in RECIPES[recipe][1]:
        given = [each for each in group if each in fixed]
        chosen.append(given[0] if given else rng.choice(group))
    return tuple(chosen)


def _plan(rng: Random, recipe: str, style: Style, fixed: tuple[str, ...] = ()) -> Plan:
    return Plan(recipe, features_of(rng, recipe, fixed), style=style)


def _style(rng: Random, lang: str, layout: str) -> Style:
    return Style(
        lang=lang,
        look=rng.choice(LOOKS),
        layout=layout,
        naming=rng.choice(tuple(NAMINGS)),
        typed=rng.random() < 0.7,
        autocomplete=rng.random() < 0.3,
        arrival=rng.choice((*ARRIVALS, "now", "now", "now")),
        lang_tag=rng.choice((*LANG_TAGS, "right", "right")),
        sign=rng.choice(SIGNS),
    )


def _shuffled(names: Iterable[str]) -> list[str]:
    made = list(names)
    Random(SEED).shuffle(made)
    return made
