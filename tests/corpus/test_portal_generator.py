"""The portal's pages themselves: the same each time, with their answers, and able to fail."""

from collections import Counter
from dataclasses import replace

from support.locate_controls import countries, field, page

from corpus.field import MARK
from corpus.portal.plan import RECIPES, TRAPS, PortalPlan, everyday, make
from corpus.portal.reader import judge
from corpus.words import LANGUAGES, words
from optout.locate.roles import ControlKind


def test_the_everyday_pages_hold_every_recipe_alike_and_every_trap() -> None:
    plans = everyday(LANGUAGES, 6)
    assert len(set(plans)) == len(plans) == 6 * len(LANGUAGES)
    times = Counter(plan.recipe for plan in plans)
    assert set(times) == set(RECIPES)
    assert max(times.values()) - min(times.values()) <= 1
    assert everyday(("sv",), 6) == [plan for plan in plans if plan.lang == "sv"]
    assert {trap for plan in plans for trap in make(plan).traps} == set(TRAPS)


def test_a_plan_always_makes_the_same_page_with_every_right_answer_in_it() -> None:
    for plan in everyday(LANGUAGES, 6):
        case = make(plan)
        assert make(plan) == case
        there = {key for token, key in case.tokens.items() if token in case.html}
        for role, want in case.wants.items():
            assert want.right & there, (plan, role)


def test_a_wrong_answer_is_called_wrong() -> None:
    plan = PortalPlan("old_page", "en", 1)
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
    assert "WRONG country is region" in wrong.told()
    assert not not_the_end.kind_right
    false = replace(right, kind="acknowledged")
    assert (false.kind_right, false.falsely_acknowledged) == (False, True)
    assert replace(not_the_end, kind="unknown", thanks=True).kind_right
    assert not replace(right, problem="wrong").problem_right
