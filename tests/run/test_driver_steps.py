"""The driver in a form that goes by steps, up to the one that shows all once more."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.driver_runs import QUICK, SENT_LINE, Ends, Runs, ends, runs, sends_then
from support.fake_page import CODE, EMAIL, LETTER, RECEIVED, FakePage, portal, shown_once_more

from optout.locate.claims.claims import Claim
from optout.locate.roles import Role
from optout.run.talk.notes import Notes, Repeated

__all__ = ["ends", "runs"]


@pytest.mark.parametrize("steps", [20, 25])
def test_steps_without_end_fill_no_disk(tmp_path: Path, steps: int) -> None:
    notes, kept = Notes(), 0
    for _step in range(steps):
        if notes.may(Repeated.STEP):
            kept = notes.count(Repeated.STEP)
    assert kept == 20


def test_a_wizard_step_by_step(runs: Runs, ends: Ends) -> None:
    first = portal("first", Role.NEXT, step=(1, 3))
    second = portal("second", Role.NEXT)
    third = portal("third", Role.SUBMIT)
    result = ends(
        runs.run(
            first,
            lambda page: page.goes_on(second, Role.EMAIL),
            lambda page: page.goes_on(third, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(Role.COUNTRY,),
        )
    )
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.person.acts == ["next", "next", "submit"]
    assert runs.page.filled == 3
    statuses = {role: field["status"] for role, field in result.fields.items()}
    assert statuses == dict.fromkeys(("country", "email", "explanation"), "filled")
    assert "step 1 of 3: " in runs.person.heard
    assert "step 2: " in runs.person.heard, "how many there are, only the page can say"
    assert "2 of" not in runs.person.heard


def shows_all(page: FakePage) -> None:
    page.tab.show(shown_once_more("Check your answers", "France", EMAIL, f"{LETTER[:80]}…"))


def saved(page: FakePage) -> None:
    """The step went to the site with all that it holds."""
    page.sends().answered.set()
    shows_all(page)


@pytest.mark.parametrize("goes_on", [shows_all, saved])
def test_a_step_that_shows_all_once_more_is_told_at_once(
    runs: Runs, ends: Ends, goes_on: Callable[[FakePage], None]
) -> None:
    result = ends(runs.run(portal("first", Role.NEXT), goes_on, sends_then(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.person.acts == ["next", "submit"]
    assert len(re.findall(SENT_LINE, runs.person.heard)) == 1, "a step is not called the sending"
    assert "button to send: Send my objection" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


def test_there_the_person_has_time_and_is_asked_nothing(runs: Runs, ends: Ends) -> None:
    def sends_later(page: FakePage) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(QUICK.unknown + 0.5, sends_then(RECEIVED), page)

    result = ends(runs.run(portal("first", Role.NEXT), shows_all, sends_later))
    assert (result.state, runs.person.asked) == ("acknowledged", [])


def test_a_code_after_it_proves_the_sending(runs: Runs, ends: Ends) -> None:
    """What is sent from there is the form, and no step of it."""
    asked = runs.asked("Paste the code")
    first = portal("first", Role.NEXT)
    result = ends(runs.run(first, shows_all, sends_then(CODE), until=asked))
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_who_goes_back_from_it_is_told_once_more(runs: Runs, ends: Ends) -> None:
    """The page shows the step again, and then what was changed."""
    first = portal("first", Role.NEXT)

    def changed(page: FakePage) -> None:
        page.tab.show(shown_once_more("Check your answers", "Belgium", EMAIL, LETTER))

    def back(page: FakePage) -> None:
        page.tab.show(first)
        asyncio.get_running_loop().call_later(0.3, changed, page)

    result = ends(runs.run(first, shows_all, back, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["next", "submit", "submit"]


def _under_way(page: FakePage) -> None:
    page.sends()
    shows_all(page)


def _no_letter(page: FakePage) -> None:
    page.tab.show(shown_once_more("Verify your email", "France", EMAIL, button="Send code"))


@pytest.mark.parametrize(
    ("button", "goes_on"),
    [(Role.NEXT, _no_letter), (Role.SUBMIT, shows_all), (Role.NEXT, _under_way)],
    ids=["no letter", "after the last step", "the step is under way"],
)
def test_what_is_no_such_step_is_asked_about(
    runs: Runs, ends: Ends, button: Role, goes_on: Callable[[FakePage], None]
) -> None:
    """An address is told for much else; and what is under way may be shown, and not to be sent."""
    asked = runs.asked("what does the page say")
    ends(runs.run(portal("first", button), goes_on, until=asked))
    assert "The page shows what you filled in" not in runs.person.heard
    assert runs.person.acts == ["next" if button is Role.NEXT else "submit"]


def test_where_more_is_asked_or_told_it_is_no_such_step(runs: Runs, ends: Ends) -> None:
    page = shown_once_more("Check your answers", LETTER)
    pages = {
        "a failure": replace(page, claim=Claim("failed", "It failed.")),
        "errors": replace(page, errors=("Something is missing.",)),
        "a link": replace(page, claim=Claim("link", "Click the link in our mail.")),
    }
    for name, shown in pages.items():
        runs.person.said.clear()
        runs.person.asked.clear()
        asked = runs.asked("what does the page say")
        ends(runs.run(portal("first", Role.NEXT), lambda p, s=shown: p.tab.show(s), until=asked))
        assert "The page shows what you filled in" not in runs.person.heard, name


def test_a_wizard_that_goes_back(runs: Runs, ends: Ends) -> None:
    first, second = portal("first", Role.NEXT), portal("second", Role.SUBMIT)
    ends(
        runs.run(
            first,
            lambda page: page.goes_on(second, Role.EXPLANATION),
            lambda page: page.goes_on(first, Role.EMAIL),
            until=lambda: len(runs.person.acts) == 3,
            has=(Role.EMAIL,),
        )
    )
    assert runs.person.acts == ["next", "submit", "next"]
    assert runs.page.filled == 3, "what came back empty is filled in again"


@pytest.mark.parametrize(("button", "filled"), [(Role.NEXT, 2), (Role.SUBMIT, 1)])
def test_a_step_that_went_on_while_it_was_filled_in(
    runs: Runs, ends: Ends, button: Role, filled: int
) -> None:
    """The person may be faster. Only where the form goes by steps is what came instead its own."""

    first = portal("first", button)

    def faster(page: FakePage) -> None:
        page.lost, page.same = True, False
        page.tab.show(replace(first, url=first.url))

    def over() -> bool:
        return len(runs.person.acts) == filled and (
            filled > 1 or "not the form that was filled in" in runs.person.heard
        )

    result = ends(runs.run(first, faster, until=over))
    assert (result.state, runs.page.filled) == ("abandoned", filled)


def test_a_step_with_nothing_for_us_is_the_persons(runs: Runs, ends: Ends) -> None:
    ours, theirs = portal("first", Role.SUBMIT), portal("upload", Role.NEXT)
    result = ends(
        runs.run(
            theirs,
            lambda page: page.goes_on(ours, Role.COUNTRY, Role.EMAIL, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(),
        )
    )
    assert result.state == "acknowledged"
    assert "this step is yours" in runs.person.heard


@pytest.mark.parametrize("status", [400, 200])
def test_steps_that_begin_anew_are_filled_in_again(runs: Runs, ends: Ends, status: int) -> None:
    """Where the site has not taken what was sent. Else it may have, and nothing is sent twice."""
    first, last = portal("first", Role.NEXT), portal("last", Role.SUBMIT)

    def sends_in_vain(page: FakePage) -> None:
        request = page.sends()
        request.status = status
        page.goes_on(replace(first, errors=("Begin again.",)), Role.COUNTRY, Role.EMAIL)
        request.answered.set()

    def goes_on(page: FakePage) -> None:
        page.goes_on(last, Role.EXPLANATION)

    def reads(page: FakePage) -> None:
        """What the page complains of."""

    turns = [goes_on, sends_in_vain, reads, goes_on, sends_then(RECEIVED)]
    has = (Role.COUNTRY, Role.EMAIL)
    if status == 400:
        result = ends(runs.run(first, *turns, has=has))
        assert (result.state, runs.page.filled) == ("acknowledged", 4)
        assert runs.person.acts == ["next", "submit", "fill", "next", "submit"]
    else:
        told = runs.heard("Begin again.")
        ends(runs.run(first, *turns[:2], has=has, until=told))
        assert runs.page.filled == 2


@pytest.mark.parametrize("button", [Role.NEXT, Role.SUBMIT])
def test_what_a_step_does_not_ask_for_may_come_later(runs: Runs, ends: Ends, button: Role) -> None:
    form = portal("without a country", button)
    has = (Role.EMAIL, Role.EXPLANATION)
    until = runs.heard("button")
    ends(runs.run(form, has=has, until=until))
    told = "this form does not ask for it" in runs.person.heard
    assert told is (button is Role.SUBMIT)
