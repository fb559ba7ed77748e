"""The corpus itself: large, the same each time, and able to fail."""

from collections import Counter
from dataclasses import replace

from support.locate_controls import countries, field, page

from corpus.catalogue import (
    MUTATIONS,
    PORTAL_TRAPS,
    base,
    everyday,
    mutated,
    portal_everyday,
    portal_page,
)
from corpus.field import MARK
from corpus.plan import RECIPES, Plan, make
from corpus.portal_around import RECIPES as PORTALS
from corpus.reader import judge
from corpus.style import Style
from corpus.table import troubles
from corpus.traps import TRAPS
from corpus.words import LANGUAGES, words
from optout.locate.roles import ControlKind, Role

PLAIN = base()
PORTAL = portal_everyday(LANGUAGES, 6)


def test_it_is_large_and_varied() -> None:
    assert len(LANGUAGES) == 12
    assert len(set(PLAIN)) == len(PLAIN) >= 150
    assert len(list(mutated(PLAIN))) >= 10 * len(MUTATIONS)
    for plans in (PLAIN, everyday()):
        assert {plan.recipe for plan in plans} == set(RECIPES)
        assert {trap for plan in plans for trap in plan.traps} == set(TRAPS)
        assert {plan.style.lang for plan in plans} == set(LANGUAGES)


def test_the_everyday_pages_hold_every_recipe_of_the_portal_alike_and_every_trap() -> None:
    assert not set(PORTALS) & set(RECIPES)
    assert len(set(PORTAL)) == len(PORTAL) == 6 * len(LANGUAGES)
    times = Counter(plan.recipe for plan in PORTAL)
    assert set(times) == set(PORTALS)
    assert max(times.values()) - min(times.values()) <= 1
    assert portal_everyday(("sv",), 6) == [plan for plan in PORTAL if plan.style.lang == "sv"]
    assert {trap for plan in PORTAL for trap in plan.traps} >= set(PORTAL_TRAPS[1])


def test_a_plan_always_makes_the_same_page_with_every_right_answer_in_it() -> None:
    assert base() == PLAIN
    for plan in (*everyday(), *PORTAL):
        case = make(plan)
        assert make(plan) == case
        text = "".join(case.documents.values())
        there = {key for token, key in case.tokens.items() if token in text}
        for role, want in case.wants.items():
            assert want.right & there if case.portal else want.right <= there, (plan, role)


def test_a_mutation_keeps_the_expected_answer() -> None:
    plans = list(mutated(PLAIN))
    assert plans == list(mutated(base()))
    for plan in plans:
        untouched, case = make(replace(plan, style=Style())), make(plan)
        for role, want in untouched.wants.items():
            assert (case.wants[role].must, case.wants[role].right) == (want.must, want.right), plan
        assert (case.wants.keys(), case.kinds) == (untouched.wants.keys(), untouched.kinds), plan


def test_a_wrong_answer_is_called_wrong() -> None:
    plan = Plan("contact", ("country",))
    case = make(plan)
    (token,) = (token for token, key in case.tokens.items() if key == "email")
    found = page("en", words("en").say["object_title"][0], field("Your email"))
    tags = {Role.EMAIL: f'<input {MARK}="{token}">'}
    cases = case, replace(case, tokens={**case.tokens, token: "phone"})
    right, wrong = (judge(plan, each, found, tags) for each in cases)
    assert (right.roles["email"], right.wrong) == ("found", ())
    assert wrong.roles["email"] == "wrong"
    assert [each.startswith("email is phone") for each in wrong.wrong] == [True]


def test_a_wrong_answer_on_the_portal_is_called_wrong() -> None:
    plan = portal_page("old_page", "en", 1)
    case = make(plan)
    boxes = countries("en", "Country"), field("Explanation", ControlKind.TEXTAREA, required=True)
    found = page("en", words("en").say["object_title"][0], *boxes)
    roles = {role.value: role for role in found.fields}
    tags = {roles[k]: f'<x {MARK}="{token}">' for token, k in case.tokens.items() if k in roles}
    lies = {token: {"country": "region"}.get(key, key) for token, key in case.tokens.items()}
    end = replace(case, kinds=frozenset({"acknowledged"}))
    told = case, replace(case, tokens=lies), end
    right, wrong, not_the_end = (judge(plan, each, found, tags) for each in told)
    assert (right.roles["country"], right.wrong) == ("found", ())
    assert right.kind_right
    assert wrong.roles["country"] == "wrong"
    assert len(wrong.wrong) == 1
    assert "WRONG country is region" in troubles([wrong])[0]
    assert not not_the_end.kind_right
    false = replace(right, kind="acknowledged")
    assert (false.kind_right, false.falsely_acknowledged) == (False, True)
    thanked = replace(not_the_end, kind="unknown", thanks=True)
    assert thanked.kind_right
    assert not replace(thanked, case=replace(end, portal=False)).kind_right
    assert not replace(right, problem="wrong").problem_right
