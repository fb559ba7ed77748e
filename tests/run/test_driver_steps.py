"""The driver in a form that goes by steps, up to the one that shows all once more."""

import re
from dataclasses import replace

import pytest
from support.driver_runs import (
    QUICK,
    SENT_LINE,
    WHAT_IT_SAYS,
    Runs,
    Turn,
    each,
    later,
    loses,
    runs,
    sends_then,
    shows,
)
from support.fake_page import EMAIL, LETTER, RECEIVED, FakePage, portal, shown_once_more

from optout.locate.claims.claims import Claim
from optout.locate.roles import Role
from optout.page.reading import Reading

__all__ = ["runs"]


FIRST = portal("first", Role.NEXT)
LAST = portal("last", Role.SUBMIT)
USUAL = (Role.COUNTRY, Role.EMAIL)


def goes_on(shown: Reading, *has: Role) -> Turn:
    """The next step shows, with these fields."""
    return lambda page: page.goes_on(shown, *has)


def test_a_wizard_step_by_step(runs: Runs) -> None:
    first, second = portal("first", Role.NEXT, step=(1, 3)), portal("second", Role.NEXT)
    turns = (goes_on(second, Role.EMAIL), goes_on(LAST, Role.EXPLANATION), sends_then(RECEIVED))
    result = runs.run(first, *turns, has=(Role.COUNTRY,))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.person.acts == ["next", "next", "submit"]
    assert runs.page.filled == 3
    statuses = {role: field["status"] for role, field in result.fields.items()}
    assert statuses == dict.fromkeys(("country", "email", "explanation"), "filled")
    assert "step 1 of 3: " in runs.person.heard
    assert "step 2: " in runs.person.heard, "how many there are, only the page can say"
    assert "2 of" not in runs.person.heard


def test_steps_without_end_fill_no_disk_and_leave_late_fields_their_tries(runs: Runs) -> None:
    """A look in vain is no attempt: what comes after many steps is filled in all the same."""
    steps = [goes_on(portal(f"step {number}", Role.NEXT), Role.EMAIL) for number in range(25)]

    def comes(page: FakePage) -> None:
        if page.tab.shown is LAST:
            page.has = (Role.EMAIL, Role.EXPLANATION)
            page.tab.show(portal("late", Role.SUBMIT, Role.EXPLANATION))

    turns, handed_over = (*steps, goes_on(LAST, Role.EMAIL)), runs.acted(27)
    result = runs.run(FIRST, *turns, has=USUAL, at_last_look=comes, until=handed_over)
    assert result.fields["explanation"]["status"] == "filled"
    assert len(list(runs.data.rglob("*step-*.png"))) == 20


def shows_all(page: FakePage) -> None:
    page.tab.show(shown_once_more("Check your answers", "France", EMAIL, f"{LETTER[:80]}…"))


saved = each(sends_then(FIRST), shows_all)
"""The step went to the site with all that it holds."""


@pytest.mark.parametrize("goes_on", [shows_all, saved])
def test_a_step_that_shows_all_once_more_is_told_at_once(runs: Runs, goes_on: Turn) -> None:
    """There the person has time, and is asked nothing."""
    result = runs.run(FIRST, goes_on, later(QUICK.unknown + 0.5, sends_then(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert (runs.person.acts, runs.person.asked) == (["next", "submit"], [])
    assert len(re.findall(SENT_LINE, runs.person.heard)) == 1, "a step is not called the sending"
    assert "button to send: Send my objection" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


def test_who_goes_back_from_it_is_told_once_more(runs: Runs) -> None:
    """The page shows the step again, and then what was changed."""
    changed = shows(shown_once_more("Check your answers", "Belgium", EMAIL, LETTER))
    result = runs.run(
        FIRST, shows_all, each(shows(FIRST), later(0.3, changed)), sends_then(RECEIVED)
    )
    assert result.state == "acknowledged"
    assert runs.person.acts == ["next", "submit", "submit"]


under_way = each(lambda page: page.sends(), shows_all)
no_letter = shows(shown_once_more("Verify your email", "France", EMAIL, button="Send code"))
MORE = shown_once_more("Check your answers", LETTER)


@pytest.mark.parametrize(
    ("first", "goes_on"),
    [
        (FIRST, no_letter),
        (LAST, shows_all),
        (FIRST, under_way),
        (FIRST, shows(replace(MORE, claim=Claim("failed", "It failed.")))),
        (FIRST, shows(replace(MORE, errors=("Something is missing.",)))),
        (FIRST, shows(replace(MORE, claim=Claim("link", "Click the link in our mail.")))),
    ],
    ids=["no letter", "after the last step", "the step is under way", "failure", "errors", "link"],
)
def test_what_is_no_such_step_is_asked_about(runs: Runs, first: Reading, goes_on: Turn) -> None:
    """An address is told for much else; what is under way may be shown, and not to be sent; or
    more is asked or told."""
    runs.run(first, goes_on, until=runs.asked(WHAT_IT_SAYS))
    assert "The page shows what you filled in" not in runs.person.heard
    assert runs.person.acts == ["submit" if first is LAST else "next"]


def test_a_wizard_that_goes_back(runs: Runs) -> None:
    turns = (goes_on(LAST, Role.EXPLANATION), goes_on(FIRST, Role.EMAIL))
    runs.run(FIRST, *turns, until=runs.acted(3), has=(Role.EMAIL,))
    assert runs.person.acts == ["next", "submit", "next"]
    assert runs.page.filled == 3, "what came back empty is filled in again"


@pytest.mark.parametrize(("first", "filled"), [(FIRST, 2), (LAST, 1)])
def test_a_step_that_went_on_while_it_was_filled_in(
    runs: Runs, first: Reading, filled: int
) -> None:
    """The person may be faster. Only where the form goes by steps is what came instead its own."""

    def faster(page: FakePage) -> None:
        page.same = False
        loses(first)(page)

    until = runs.acted(2) if filled == 2 else runs.heard("not the form that was filled in")
    result = runs.run(first, faster, until=until)
    assert (result.state, runs.page.filled) == ("abandoned", filled)
    assert len(runs.person.acts) == filled


def test_a_step_with_nothing_for_us_is_the_persons(runs: Runs) -> None:
    theirs = portal("upload", Role.NEXT)
    ours = goes_on(LAST, Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
    result = runs.run(theirs, ours, sends_then(RECEIVED), has=())
    assert result.state == "acknowledged"
    assert "this step is yours" in runs.person.heard


@pytest.mark.parametrize("status", [400, 200])
def test_steps_that_begin_anew_are_filled_in_again(runs: Runs, status: int) -> None:
    """Where the site has not taken what was sent. Else it may have, and nothing is sent twice."""
    again = replace(FIRST, errors=("Begin again.",))
    sends_in_vain = each(sends_then(again, status), goes_on(again, *USUAL))
    on = goes_on(LAST, Role.EXPLANATION)
    if status == 200:
        runs.run(FIRST, on, sends_in_vain, has=USUAL, until=runs.heard("Begin again."))
        assert runs.page.filled == 2
        return
    reads = lambda _page: None  # noqa: E731 - what the page complains of
    result = runs.run(FIRST, on, sends_in_vain, reads, on, sends_then(RECEIVED), has=USUAL)
    assert (result.state, runs.page.filled) == ("acknowledged", 4)
    assert runs.person.acts == ["next", "submit", "fill", "next", "submit"]


@pytest.mark.parametrize("button", [Role.NEXT, Role.SUBMIT])
def test_what_a_step_does_not_ask_for_may_come_later(runs: Runs, button: Role) -> None:
    form = portal("without a country", button)
    runs.run(form, has=(Role.EMAIL, Role.EXPLANATION), until=runs.heard("button"))
    told = "this form does not ask for it" in runs.person.heard
    assert told is (button is Role.SUBMIT)
