"""The driver and the code that a form wants before it is sent, as in the request portal."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.bare_code import bare_code
from support.driver_runs import (
    ONE_PAGE,
    PERHAPS,
    RIGHT,
    WITH_BOX,
    WRONG,
    Ends,
    Runs,
    asks_for_code,
    ends,
    goes,
    once,
    runs,
    sends_then,
    shows,
)
from support.fake_page import EMAIL, OBJECTION_CODE, RECEIVED, THANKS, FakePage, portal

from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.locate.fields.field import Field
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading

__all__ = ["ends", "runs"]


NOTHING_YET = "Nothing is sent by that yet"


def test_the_code_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    result = ends(
        runs.run(ONE_PAGE, asks_for_code, sends_then(THANKS), verdicts=(("taken", RIGHT),))
    )
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (Proof.ASKS_CODE, "its label")
    assert runs.rungs() == [
        "prepared",
        "prefilled",
        "code_asked",
        "code_entered",
        "submitted",
        "acknowledged",
    ]
    heard = runs.person.heard
    assert heard.index("the request_code button") < heard.index("A code is on its way")
    assert heard.index("A code is on its way") < heard.index("Only that sends it")
    assert NOTHING_YET in heard
    assert "Your request was sent" not in heard


@pytest.mark.parametrize("hangs", [False, True])
def test_stopped_after_the_code_nothing_is_sent(runs: Runs, ends: Ends, hangs: bool) -> None:
    def asks(page: FakePage) -> None:
        page.tab.hangs = hangs
        asks_for_code(page)

    runs.person.codes = ["482915"]
    told = runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, asks, verdicts=(("taken", RIGHT),), until=told))
    assert (result.state, result.sent, int(result.exit)) == ("abandoned", "no", 130)
    assert ("So nothing is done yet" in runs.person.heard) is not hangs
    assert ("could not see if you sent it" in runs.person.heard) is hangs


def test_thanks_after_the_code_and_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    unknown = runs.heard("does not recognise")
    running = runs.run(
        ONE_PAGE, asks_for_code, shows(RECEIVED), verdicts=(("taken", RIGHT),), until=unknown
    )
    result = ends(running)
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_wrong_code_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", WRONG), ("taken", RIGHT))
    result = ends(runs.run(ONE_PAGE, asks_for_code, sends_then(RECEIVED), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in runs.person.heard


def test_the_code_is_asked_for_and_never_typed(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(ONE_PAGE, asks_for_code, until=runs.asked("Paste the code")))
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


def test_the_person_types_the_code_in_the_form(runs: Runs, ends: Ends) -> None:
    def asks_and_types(page: FakePage) -> None:
        asks_for_code(page)

        def types() -> None:
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        asyncio.get_running_loop().call_later(0.1, types)

    result = ends(runs.run(ONE_PAGE, asks_and_types, sends_then(RECEIVED)))
    assert (result.state, runs.person.acts) == ("acknowledged", ["request_code", "submit"])


def test_a_bare_code_page_after_its_code_was_requested(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]

    def requests(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(bare_code("Bestätigungscode", "Bestätigen", "de"))

    verdicts = (("moved", RIGHT),)
    told = runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, requests, verdicts=verdicts, until=told))
    assert runs.page.codes == ["482915"]
    assert (result.state, result.sent) == ("abandoned", "no")


def test_sent_with_a_wrong_code_and_no_other(runs: Runs, ends: Ends) -> None:
    """The person submits though the page did not take the code, and the page thanks."""
    runs.person.codes = ["111111"]
    verdicts = (("wrong", WRONG),)

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        once(runs.heard("the code is wrong"), lambda: sends_then(RECEIVED)(page))

    unknown = runs.asked("what does the page say")
    result = ends(runs.run(ONE_PAGE, asks_and_sends, verdicts=verdicts, until=unknown))
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "rejected")


@pytest.mark.parametrize(("second", "state"), [(True, "acknowledged"), (False, "abandoned")])
def test_a_code_that_is_too_old_is_requested_twice(
    runs: Runs, ends: Ends, second: bool, state: str
) -> None:
    """Only with the second code is what was sent with it the objection."""
    expired = portal(
        "too old", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_problem="expired"
    )  # the button can be pressed again
    runs.person.codes = ["111111", *(["482915"] if second else [])]
    verdicts = (("expired", expired), ("taken", RIGHT))

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        if not second:
            once(runs.heard("too old"), lambda: sends_then(RECEIVED)(page))

    until = None if second else runs.asked("what does the page say")
    running = runs.run(
        ONE_PAGE, asks_and_sends, sends_then(RECEIVED), verdicts=verdicts, until=until
    )
    result = ends(running)
    assert "too old" in runs.person.heard
    assert (result.state, result.code) == (state, "accepted" if second else "rejected")


def test_the_person_alone_confirms_a_code_among_a_form_s_buttons(runs: Runs, ends: Ends) -> None:
    """The page does not check it by itself: it is not called right before it has left."""
    runs.person.codes = ["482915"]

    def asks_and_confirms(page: FakePage) -> None:
        asks_for_code(page)

        def confirms() -> None:
            assert "the code is in" not in runs.person.heard
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        once(runs.heard("Please confirm it in the page yourself"), confirms)

    verdicts = (("person", WITH_BOX),)
    turns = (asks_and_confirms, sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert "Please confirm it in the page yourself" in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("buttons", [1, 2])
def test_the_button_that_confirms_the_code_is_named(runs: Runs, ends: Ends, buttons: int) -> None:
    """Where several may confirm it, none is."""
    may = tuple(
        Control(f"0:{90 + number}", 0, 0, ControlKind.BUTTON, label=f"Verify {number}")
        for number in range(buttons)
    )
    confirm = Field(Role.CONFIRM_CODE, "ambiguous", "", candidates=may)
    with_button = replace(WITH_BOX, fields={**WITH_BOX.fields, Role.CONFIRM_CODE: confirm})
    runs.person.codes = ["482915"]
    told = runs.heard("Please confirm it in the page yourself")
    ends(runs.run(ONE_PAGE, asks_for_code, verdicts=(("person", with_button),), until=told))
    assert ("Press: Verify 0" in runs.person.heard) is (buttons == 1)


@pytest.mark.parametrize("leaves", [False, True])
def test_what_was_said_of_the_last_code_is_not_said_of_the_next(
    runs: Runs, ends: Ends, leaves: bool
) -> None:
    """Until the person has confirmed it. What the page says afterwards, in the same words, is."""
    wrong = replace(WRONG, errors=("This code is wrong.",))
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", wrong), ("person", wrong))

    def asks_and_draws(page: FakePage) -> None:
        asks_for_code(page)

        def draws_again() -> None:
            if leaves:
                page.leaves(code="482915").answered.set()
            page.tab.show(wrong)
            asyncio.get_running_loop().call_later(0.2, lambda: page.tab.show(RIGHT))

        once(runs.heard("Please confirm it in the page yourself"), draws_again)

    def asked_often() -> bool:
        return len(runs.person.asked) == 3

    until = asked_often if leaves else None
    turns = (asks_and_draws, sends_then(RECEIVED))
    if not leaves:
        turns = (asks_and_confirms_late(runs, wrong), sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts, until=until))
    assert len(runs.person.asked) == (3 if leaves else 2)
    assert result.state == ("abandoned" if leaves else "acknowledged")
    assert "Correct it in the page" not in runs.person.heard


def asks_and_confirms_late(runs: Runs, drawn: Reading) -> Callable[[FakePage], None]:
    """The page draws itself anew before the person confirms the code."""

    def turn(page: FakePage) -> None:
        asks_for_code(page)

        def confirms() -> None:
            page.leaves(code="482915").answered.set()
            page.tab.show(RIGHT)

        def draws() -> None:
            page.tab.show(drawn)
            asyncio.get_running_loop().call_later(0.2, confirms)

        once(runs.heard("Please confirm it in the page yourself"), draws)

    return turn


@pytest.mark.parametrize(
    ("before", "after", "in_"),
    [
        ((), ("Too many tries.",), False),
        ((), (), True),
        (("Fill in all fields.",), ("Fill in all fields.",), True),
    ],
)
def test_a_code_whose_box_goes_with_a_complaint_is_not_in(
    runs: Runs, ends: Ends, before: tuple[str, ...], after: tuple[str, ...], in_: bool
) -> None:
    runs.person.codes = ["482915"]
    locked = portal("locked", Role.SUBMIT, Role.REQUEST_CODE, code_sent=True, errors=after)
    with_box = replace(WITH_BOX, errors=before)

    def asks_and_confirms(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(with_box)

        def confirms() -> None:
            page.leaves(code="482915").answered.set()
            page.tab.show(locked)

        once(runs.heard("Please confirm it in the page yourself"), confirms)

    said = "the code is in" if in_ else "Too many tries."
    verdicts = (("person", with_box),)
    ends(runs.run(ONE_PAGE, asks_and_confirms, verdicts=verdicts, until=runs.heard(said)))
    assert ("the code is in" in runs.person.heard) is in_


@pytest.mark.parametrize("says", ["wrong", ""])
def test_a_code_that_is_called_wrong_later(runs: Runs, ends: Ends, says: str) -> None:
    runs.person.codes = ["111111", "482915"]
    later = replace(WRONG, code_problem=says)

    def complains(page: FakePage) -> None:
        if len(page.codes) == 1:
            page.tab.show(later)

    turns = (asks_for_code, complains, *(() if says else (goes,)))
    turns = (*turns, sends_then(RECEIVED)) if says else turns
    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    wrong = None if says else runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts, until=wrong))
    assert ("says that the code is wrong" in runs.person.heard) is bool(says)
    assert result.state == ("acknowledged" if says else "abandoned")


TOO_OLD = replace(ONE_PAGE, errors=("That is of no use now.",))
"""The box for the code is gone, and the page complains in words that are not known."""


@pytest.mark.parametrize("at_once", [True, False])
def test_a_code_whose_box_goes_away_with_a_complaint(runs: Runs, ends: Ends, at_once: bool) -> None:
    """It may complain of it at once, or after it seemed to take it."""
    runs.person.codes = ["111111", "482915"]

    def asks_and_waits(page: FakePage) -> None:
        asks_for_code(page)
        if not at_once:
            once(runs.heard("the code is in"), lambda: page.tab.show(TOO_OLD))

    first = ("refused", TOO_OLD) if at_once else ("taken", RIGHT)
    turns = (asks_and_waits, *(() if at_once else (lambda _page: None,)))
    running = runs.run(
        ONE_PAGE,
        *(*turns, asks_for_code, sends_then(RECEIVED)),
        verdicts=(first, ("taken", RIGHT)),
    )
    result = ends(running)
    assert "the page did not take the code" in runs.person.heard
    assert "send again" not in runs.person.heard, "nothing was sent"
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_form_that_comes_anew_asks_for_its_code_anew(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "482915"]

    def reloads(page: FakePage) -> None:
        page.lost = True
        page.tab.show(ONE_PAGE)

    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    turns = (asks_for_code, reloads, asks_for_code, sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert runs.person.acts == ["request_code", "submit", "request_code", "submit"]
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("left", [True, False])
def test_a_form_that_comes_anew_and_is_not_asked_for_its_code(
    runs: Runs, ends: Ends, left: bool
) -> None:
    runs.person.codes = ["482915"]

    def reloads(page: FakePage) -> None:
        if left:
            page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    runs.person.choices = ["wait"] * left  # what became of it
    unknown = runs.asked("mean that it was received")
    turns = (asks_for_code, reloads, sends_then(RECEIVED))
    running = runs.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=unknown)
    result = ends(running)
    assert runs.person.acts[:3] == ["request_code", "submit", "request_code"]
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard


def test_what_may_have_been_sent_is_not_called_unsent(runs: Runs, ends: Ends) -> None:
    """A second code, after the objection has left once: nobody knows if it arrived."""
    runs.person.codes, runs.person.choices = ["482915"], ["wait"]

    def sends_and_reloads(page: FakePage) -> None:
        page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    def asked_again() -> bool:
        return len(runs.person.asked) == 3

    turns = (asks_for_code, sends_and_reloads, asks_for_code)
    running = runs.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=asked_again)
    assert ends(running).sent == "left"
    assert runs.person.heard.count("Your objection is not sent yet") == 1, "said before it left"
    assert "Your request was sent" not in runs.person.heard


def test_the_letter_comes_in_a_step_after_the_code(runs: Runs, ends: Ends) -> None:
    first, last = portal("who you are", Role.REQUEST_CODE), portal("your reasons", Role.SUBMIT)

    def asks(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.goes_on(OBJECTION_CODE, Role.EXPLANATION)

    runs.person.codes = ["482915"]
    running = runs.run(
        first,
        asks,
        sends_then(RECEIVED),
        verdicts=(("taken", last),),
        has=(Role.COUNTRY, Role.EMAIL),
    )
    result = ends(running)
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    assert (runs.page.filled, runs.page.codes) == (2, ["482915"])
    assert result.fields["explanation"]["status"] == "filled"
