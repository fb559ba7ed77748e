"""The corpus itself: whole in every language, the same each time, and able to fail."""

from dataclasses import replace

import pytest
from support.event_loop import RunAsync

from corpus.catalogue import MUTATIONS, base, mutated
from corpus.field import MARK
from corpus.plan import RECIPES, Plan, make
from corpus.reader import Verdict, browsing, judge, open_case
from corpus.server import serving
from corpus.style import Style
from corpus.traps import TRAPS
from corpus.words import LANGUAGES, SECTIONS, words
from optout.page.reading import settled
from optout.system.timeouts import bounded

PLAIN = base()


def test_it_is_large_and_varied() -> None:
    assert len(LANGUAGES) == 36
    assert len(PLAIN) >= 150
    assert len(set(PLAIN)) == len(PLAIN)
    assert {plan.recipe for plan in PLAIN} == set(RECIPES)
    assert {trap for plan in PLAIN for trap in plan.traps} == set(TRAPS)
    assert len(list(mutated(PLAIN))) >= 10 * len(MUTATIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    english, here = words("en"), words(language)
    for section in SECTIONS:
        assert getattr(here, section).keys() == getattr(english, section).keys()
        assert all(text for texts in getattr(here, section).values() for text in texts)
    assert len(here.label["email"]) >= 5
    assert len(here.label["country"]) >= 4
    assert len(here.talk["faq"]) % 2 == 0


def test_a_plan_always_makes_the_same_page() -> None:
    for plan in [*PLAIN[::9], *list(mutated(PLAIN))[::9]]:
        assert make(plan) == make(plan)
    assert base() == PLAIN
    assert list(mutated(base())) == list(mutated(PLAIN))


def test_every_right_answer_is_in_the_page() -> None:
    for plan in PLAIN[::5]:
        case = make(plan)
        text = "".join(case.files.values())
        marked = {key for token, key in case.tokens.items() if token in text}
        for want in case.wants.values():
            assert want.right <= marked, plan


def test_a_mutation_keeps_the_expected_answer() -> None:
    plans = list(mutated(PLAIN))
    assert plans
    for plan in plans:
        untouched = make(replace(plan, style=Style()))
        case = make(plan)
        assert {role: (want.must, want.right) for role, want in case.wants.items()} == {
            role: (want.must, want.right) for role, want in untouched.wants.items()
        }
        assert case.kinds == untouched.kinds


@pytest.mark.slow
def test_a_wrong_answer_is_called_wrong(run_async: RunAsync) -> None:
    async def verdicts() -> tuple[Verdict, Verdict]:
        plan = Plan("contact", ("country",), style=Style())
        case = make(plan)
        with serving() as library:
            async with browsing() as context:
                page = await context.new_page()
                await open_case(page, library, case)
                reading = await settled(page, library.permits)
                tags = await reading.opening_tags()
        lies = {token: {"email": "phone"}.get(key, key) for token, key in case.tokens.items()}
        cases = case, replace(case, tokens=lies)
        right, wrong = (judge(plan, each, reading, tags) for each in cases)
        return right, wrong

    right, wrong = run_async(bounded(verdicts(), 30))
    assert (right.roles["email"], right.wrong) == ("found", ())
    assert wrong.roles["email"] == "wrong"
    assert len(wrong.wrong) == 1
    assert MARK in wrong.wrong[0]
