"""The corpus itself: large, the same each time, and able to fail."""

from dataclasses import replace

from support.locate_controls import field, page

from corpus.catalogue import MUTATIONS, base, everyday, mutated
from corpus.field import MARK
from corpus.plan import RECIPES, Plan, make
from corpus.reader import judge
from corpus.style import Style
from corpus.traps import TRAPS
from corpus.words import LANGUAGES, words
from optout.locate.roles import Role

PLAIN = base()


def test_it_is_large_and_varied() -> None:
    assert len(LANGUAGES) == 12
    assert len(set(PLAIN)) == len(PLAIN) >= 150
    assert len(list(mutated(PLAIN))) >= 10 * len(MUTATIONS)
    for plans in (PLAIN, everyday()):
        assert {plan.recipe for plan in plans} == set(RECIPES)
        assert {trap for plan in plans for trap in plan.traps} == set(TRAPS)
        assert {plan.style.lang for plan in plans} == set(LANGUAGES)


def test_a_plan_always_makes_the_same_page_with_every_right_answer_in_it() -> None:
    assert base() == PLAIN
    for plan in everyday():
        case = make(plan)
        assert make(plan) == case
        text = "".join(case.files.values())
        marked = {key for token, key in case.tokens.items() if token in text}
        for want in case.wants.values():
            assert want.right <= marked, plan


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
