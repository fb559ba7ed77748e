"""The driver and the code that a form wants before it is sent, as in the request portal."""

from dataclasses import replace

import pytest
from support.driver_runs import (
    ONE_PAGE,
    PERHAPS,
    RIGHT,
    SAYS_SENT,
    WHAT_IT_SAYS,
    WITH_BOX,
    WRONG,
    Runs,
    confirms,
    each,
    later,
    loses,
    once,
    requests_code,
    runs,
    sends_then,
    shows,
)
from support.fake_page import EMAIL, OBJECTION_CODE, RECEIVED, THANKS, FakePage, portal

from optout.domain.code_outcomes import CodeOutcome
from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.locate.fields.field import Field
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading

__all__ = ["runs"]


TAKEN = ("482915", "taken", RIGHT)


def test_the_code_before_the_sending(runs: Runs) -> None:
    result = runs.run(ONE_PAGE, requests_code(), sends_then(THANKS), codes=[TAKEN])
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (Proof.ASKS_CODE, "its label")
    coded = ["prepared", "prefilled", "code_asked", "code_entered"]
    assert runs.rungs() == [*coded, "submitted", "acknowledged"]
    heard = runs.person.heard
    assert heard.index("the request_code button") < heard.index("A code is on its way")
    assert heard.index("A code is on its way") < heard.index("Only that sends it")
    assert "That does not send your objection yet" in heard
    assert not SAYS_SENT.search(heard)


@pytest.mark.parametrize("hangs", [False, True])
def test_stopped_after_the_code_nothing_is_sent(runs: Runs, hangs: bool) -> None:
    def asks(page: FakePage) -> None:
        page.tab.hangs = hangs
        requests_code()(page)

    result = runs.run(ONE_PAGE, asks, codes=[TAKEN], until=runs.heard("the code is in"))
    sent = "left" if hangs else "no"
    assert (result.state, result.sent, int(result.exit)) == ("abandoned", sent, 130)
    assert ("So nothing is done yet" in runs.person.heard) is not hangs
    assert ("could not see if you sent it" in runs.person.heard) is hangs


def test_the_person_types_the_code_in_the_form(runs: Runs) -> None:
    turn = each(requests_code(), later(0.1, confirms(RIGHT)))
    result = runs.run(ONE_PAGE, turn, sends_then(RECEIVED))
    assert (result.state, runs.person.acts) == ("acknowledged", ["request_code", "submit"])


EXPIRED = portal("too old", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_problem="expired")
"""The button that requests a code can be pressed again."""


@pytest.mark.parametrize(
    ("shown", "says"),
    [(WRONG, ""), (replace(EXPIRED, errors=("Too old.",)), "says: “Too old.”")],
)
@pytest.mark.parametrize("second", [True, False])
def test_only_with_a_code_that_was_taken_is_what_is_sent_the_objection(
    runs: Runs, shown: Reading, says: str, second: bool
) -> None:
    """The person may submit though the page did not take the code, and the page thanks."""
    sends, told = sends_then(RECEIVED), "did not take the code"
    asks = requests_code() if second else each(requests_code(), once(runs.heard(told), sends))
    codes = [("111111", "rejected", shown), *[TAKEN] * second]
    until = None if second else runs.asked(WHAT_IT_SAYS)
    result = runs.run(ONE_PAGE, asks, sends, codes=codes, until=until)
    assert told in runs.person.heard and says in runs.person.heard
    expected = ("acknowledged", "accepted") if second else ("abandoned", "rejected")
    assert (result.state, result.code) == expected


BY_PERSON = "Please confirm it in the page yourself"


@pytest.mark.parametrize("buttons", [0, 1, 2])
def test_the_person_alone_confirms_a_code_among_a_form_s_buttons(runs: Runs, buttons: int) -> None:
    """The page does not check it by itself: it is not called right before it has left. The button
    is named; where several may confirm it, none is."""
    may = tuple(
        Control(f"0:{90 + number}", 0, 0, ControlKind.BUTTON, label=f"Verify {number}")
        for number in range(buttons)
    )
    confirm = Field(Role.CONFIRM_CODE, "ambiguous", "", candidates=may)
    with_button = replace(WITH_BOX, fields={**WITH_BOX.fields, Role.CONFIRM_CODE: confirm})
    in_before: list[bool] = []

    def notes(_page: FakePage) -> None:
        in_before.append("the code is in" in runs.person.heard)

    asks = each(requests_code(), once(runs.heard(BY_PERSON), each(notes, confirms(RIGHT))))
    codes = [("482915", "theirs", with_button)]
    result = runs.run(ONE_PAGE, asks, sends_then(RECEIVED), codes=codes)
    assert (result.state, result.code, in_before) == ("acknowledged", "accepted", [False])
    assert ("Press: Verify 0" in runs.person.heard) is (buttons == 1)


@pytest.mark.parametrize("leaves", [False, True])
def test_what_was_said_of_the_last_code_is_not_said_of_the_next(runs: Runs, leaves: bool) -> None:
    """Until the person has confirmed it. What the page says afterwards, in the same words, is."""
    wrong = replace(WRONG, errors=("This code is wrong.",))
    if leaves:
        goes_on = each(confirms(wrong), later(0.2, shows(RIGHT)))
    else:  # the page draws itself anew before that
        goes_on = each(shows(wrong), later(0.2, confirms(RIGHT)))
    asks = each(requests_code(), once(runs.heard(BY_PERSON), goes_on))
    codes = [("111111", "rejected", wrong), ("482915", "theirs", wrong)]
    until = runs.asked("", times=3) if leaves else None
    result = runs.run(ONE_PAGE, asks, sends_then(RECEIVED), codes=codes, until=until)
    assert len(runs.person.asked) == (3 if leaves else 2)
    assert result.state == ("abandoned" if leaves else "acknowledged")
    assert "Correct it in the page" not in runs.person.heard


@pytest.mark.parametrize(
    ("before", "after", "in_"),
    [
        ((), ("Too many tries.",), False),
        ((), (), True),
        (("Fill in all fields.",), ("Fill in all fields.",), True),
    ],
)
def test_a_code_whose_box_goes_with_a_complaint_is_not_in(
    runs: Runs, before: tuple[str, ...], after: tuple[str, ...], in_: bool
) -> None:
    locked = portal("locked", Role.SUBMIT, Role.REQUEST_CODE, code_sent=True, errors=after)
    with_box = replace(WITH_BOX, errors=before)
    asks = each(requests_code(with_box), once(runs.heard(BY_PERSON), confirms(locked)))
    until = runs.heard("the code is in" if in_ else "Too many tries.")
    runs.run(ONE_PAGE, asks, codes=[("482915", "theirs", with_box)], until=until)
    assert ("the code is in" in runs.person.heard) is in_


def test_a_code_that_is_called_wrong_later(runs: Runs) -> None:
    turns = (requests_code(), shows(WRONG), sends_then(RECEIVED))
    result = runs.run(ONE_PAGE, *turns, codes=[("111111", "taken", RIGHT), TAKEN])
    assert "did not take the code" in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_code_that_is_called_wrong_later_is_recorded_as_not_taken(runs: Runs) -> None:
    turns = (requests_code(), shows(WRONG))
    codes = [("111111", "taken", RIGHT)]
    until = runs.heard("did not take the code")
    assert runs.run(ONE_PAGE, *turns, codes=codes, until=until).code == "rejected"


TOO_OLD = replace(ONE_PAGE, errors=("That is of no use now.",))
"""The box for the code is gone, and the page complains in words that are not known."""


@pytest.mark.parametrize("at_once", [True, False])
def test_a_code_whose_box_goes_away_with_a_complaint(runs: Runs, at_once: bool) -> None:
    """It may complain of it at once, or after it seemed to take it."""
    outcome: CodeOutcome = "rejected" if at_once else "taken"
    codes = [("111111", outcome, TOO_OLD if at_once else RIGHT), TAKEN]
    turns = [requests_code()] if at_once else [requests_code(), shows(TOO_OLD)]
    result = runs.run(ONE_PAGE, *turns, requests_code(), sends_then(RECEIVED), codes=codes)
    assert "the page did not take the code" in runs.person.heard
    assert "send again" not in runs.person.heard, "nothing was sent"
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_form_that_comes_anew_asks_for_its_code_anew(runs: Runs) -> None:
    turns = (requests_code(), loses(ONE_PAGE), requests_code(), sends_then(RECEIVED))
    result = runs.run(ONE_PAGE, *turns, codes=[TAKEN, TAKEN])
    assert runs.person.acts == ["request_code", "submit", "request_code", "submit"]
    assert (result.state, result.code) == ("acknowledged", "accepted")


def sends_and_reloads(page: FakePage) -> None:
    page.sends()
    loses(ONE_PAGE)(page)


@pytest.mark.parametrize("left", [True, False])
def test_a_form_that_comes_anew_and_is_not_asked_for_its_code(runs: Runs, left: bool) -> None:
    runs.person.choices = ["wait"] * left  # what became of it
    reloads = sends_and_reloads if left else loses(ONE_PAGE)
    turns = (requests_code(), reloads, sends_then(RECEIVED))
    until = runs.asked("mean that it was received")
    result = runs.run(ONE_PAGE, *turns, codes=[TAKEN], until=until)
    assert runs.person.acts[:3] == ["request_code", "submit", "request_code"]
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard


def test_what_may_have_been_sent_is_not_called_unsent(runs: Runs) -> None:
    """A second code, after the objection has left once: nobody knows if it arrived."""
    runs.person.choices = ["wait"]
    turns = (requests_code(), sends_and_reloads, requests_code())
    result = runs.run(ONE_PAGE, *turns, codes=[TAKEN], until=runs.asked("", times=3))
    assert result.sent == "left"
    assert runs.person.heard.count("Not sent yet. First the code") == 1, "said before it left"
    assert not SAYS_SENT.search(runs.person.heard)


def test_the_letter_comes_in_a_step_after_the_code(runs: Runs) -> None:
    first, last = portal("who you are", Role.REQUEST_CODE), portal("your reasons", Role.SUBMIT)

    def asks(page: FakePage) -> None:
        page.leaves(email=EMAIL)
        page.goes_on(OBJECTION_CODE, Role.EXPLANATION)

    codes = [("482915", "taken", last)]
    has = (Role.COUNTRY, Role.EMAIL)
    result = runs.run(first, asks, sends_then(RECEIVED), codes=codes, has=has)
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    assert (runs.page.filled, runs.page.codes) == (2, ["482915"])
    assert result.fields["explanation"]["status"] == "filled"
