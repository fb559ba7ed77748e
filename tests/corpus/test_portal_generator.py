"""The portal's pages themselves: the same each time, with their answers, and able to fail."""

from collections import Counter
from dataclasses import replace

import pytest
from support.event_loop import RunAsync
from support.locating import browsing

from corpus.portal.plan import RECIPES, TRAPS, PortalPlan, everyday, make
from corpus.portal.reader import Verdict, judge, serving
from corpus.portal.tally import Tally, counted
from corpus.words import LANGUAGES
from optout.page.reading import read
from optout.system.timeouts import bounded


def test_the_everyday_pages_hold_every_recipe_alike_and_every_trap() -> None:
    plans = everyday(LANGUAGES, 2)
    assert len(set(plans)) == len(plans) == 2 * len(LANGUAGES)
    times = Counter(plan.recipe for plan in plans)
    assert set(times) == set(RECIPES)
    assert max(times.values()) - min(times.values()) <= 1
    assert everyday(("sv",), 2) == [plan for plan in plans if plan.lang == "sv"]
    assert {trap for plan in plans for trap in make(plan).traps} == set(TRAPS)


def test_a_plan_always_makes_the_same_page_with_every_right_answer_in_it() -> None:
    for plan in everyday(LANGUAGES, 2):
        case = make(plan)
        assert make(plan) == case
        there = {key for token, key in case.tokens.items() if token in case.html}
        for role, want in case.wants.items():
            assert want.right & there, (plan, role)


@pytest.mark.slow
def test_a_wrong_answer_is_called_wrong(run_async: RunAsync) -> None:
    plan = PortalPlan("old_page", "en", 1)
    case = make(plan)

    async def verdicts() -> list[Verdict]:
        lies = {token: {"country": "region"}.get(key, key) for token, key in case.tokens.items()}
        end = replace(case, kinds=frozenset({"acknowledged"}))
        async with browsing() as context:
            page = await context.new_page()
            async with serving(page) as served:
                served.add(case)
                await page.goto(case.address)
                reading = await read(page, lambda _url: True)
                tags = await reading.opening_tags()
        told = [case, replace(case, tokens=lies), end]
        return [judge(plan, each, reading, tags) for each in told]

    right, wrong, not_the_end = run_async(bounded(verdicts(), 30))
    assert (right.roles["country"], right.wrong, right.told()) == ("found", (), "")
    assert right.kind_right
    assert wrong.roles["country"] == "wrong"
    assert len(wrong.wrong) == 1
    assert "WRONG country is region" in wrong.told()
    assert not not_the_end.kind_right
    false = replace(right, kind="acknowledged")
    assert (false.kind_right, false.falsely_acknowledged) == (False, True)
    assert replace(not_the_end, kind="unknown", thanks=True).kind_right
    assert not replace(right, problem="wrong").problem_right


def test_the_figures_tell_what_was_examined() -> None:
    tally = Tally()
    for lang, kind, wrong in (("en", "form", ()), ("sv", "acknowledged", ("x is y",))):
        plan = PortalPlan("old_page", lang, 1)
        roles = dict.fromkeys(make(plan).wants, "found")
        tally.add(counted(Verdict(plan, make(plan), kind, False, "", roles, wrong)))
    first, second, third = tally.lines()
    assert first.startswith("portal: 2 pages examined in 2 languages: 1 wrong fields, 1 falsely")
    assert "kinds right 50.0 %" in first
    assert second == "portal: worst language sv: kinds right in 0 of 1, 1 wrong fields"
    assert "country 2/2" in third
