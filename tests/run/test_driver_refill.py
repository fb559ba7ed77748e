"""The driver while the form is the person's: complaints, what is filled in again, another form."""

from dataclasses import replace

import pytest
from support.driver_runs import (
    ONE_PAGE,
    PERHAPS,
    QUICK,
    RIGHT,
    WHAT_IT_SAYS,
    Runs,
    Turn,
    each,
    goes,
    later,
    loses,
    requests_code,
    runs,
    sends_then,
    shows,
)
from support.fake_page import FORM, RECEIVED, SIGN_IN, UNKNOWN, URL, FakePage, portal, reading

from optout.locate.claims.claims import Claim
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

__all__ = ["runs"]


COMPLAINS = reading(PageKind.FORM, errors=("You have already sent this request.",))


@pytest.mark.parametrize(
    ("turn", "left"),
    [
        (shows(COMPLAINS), False),
        (sends_then(COMPLAINS), True),
        (each(sends_then(FORM), sends_then(COMPLAINS, 422)), True),
    ],
    ids=["before it left", "after it left", "of the second of two requests"],
)
def test_a_complaint_is_to_be_corrected_unless_something_may_have_been_taken(
    runs: Runs, turn: Turn, left: bool
) -> None:
    told = runs.heard(PERHAPS) if left else runs.acted(2)
    result = runs.run(FORM, turn, until=told)
    assert (result.state, result.sent) == ("abandoned", "left" if left else "no")
    assert told()
    assert ("then send again" in runs.person.heard) is not left
    assert COMPLAINS.errors[0] in runs.person.heard


FAILED = reading(PageKind.UNKNOWN, "an error", claim=Claim("failed", "An error occurred."))


def test_a_failure_told_by_the_page_is_no_end(runs: Runs) -> None:
    result = runs.run(FORM, sends_then(FAILED), until=runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "Facebook says: “An error occurred.”" in runs.person.heard
    assert "It may have arrived" in runs.person.heard
    assert runs.person.acts == ["submit", "fill"]


def test_a_form_that_comes_anew_after_a_failure_is_filled_in_again(runs: Runs) -> None:
    result = runs.run(FORM, sends_then(FAILED), loses(FORM), sends_then(RECEIVED))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.page.filled == 2
    assert "may be a second request" in runs.person.heard


def loses_again(page: FakePage) -> None:
    loses(reading(PageKind.FORM, f"anew {page.filled}"))(page)


def test_a_form_that_is_filled_in_anew_has_the_warning_at_its_button(runs: Runs) -> None:
    runs.person.choices = ["wait", "self"]  # what came of it, and how to go on as it is lost again
    runs.run(FORM, each(sends_then(FORM), loses_again), loses_again, until=runs.acted(3))
    *_before, second, last = runs.person.heard.split("Then press the page's own button")
    assert PERHAPS in second and PERHAPS in last


def test_the_page_loses_what_was_typed(runs: Runs) -> None:
    result = runs.run(FORM, loses_again, sends_then(RECEIVED))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert "lost what was typed" in runs.person.heard


@pytest.mark.parametrize(("choice", "filled"), [("self", 2), ("wait", 3), ("by_hand", 2)])
def test_a_page_that_loses_it_again_is_told_with_the_ways_on(
    runs: Runs, choice: str, filled: int
) -> None:
    turns = [loses_again] * 2
    if choice == "wait":  # what comes then is looked at as ever
        last = reading(PageKind.FORM, "at last", fingerprint="at last")
        turns[1] = each(loses_again, later(0.1, shows(last)))
    runs.person.choices = [choice]
    over = {
        "self": runs.acted(3),
        "wait": lambda: runs.page.filled == 3 and runs.acted(3)(),
        "by_hand": runs.heard("letter.txt"),
    }
    runs.run(FORM, *turns, until=over[choice])
    assert runs.page.filled == filled
    assert runs.person.heard.count("loses what is typed each time") == 1
    assert runs.asked("how do you want to go on")()


NOT_TAKEN = "did not take what was sent"
AS_BEFORE = "the form stands there as before"
STANDS = portal("form", Role.SUBMIT)


@pytest.mark.parametrize(
    ("shown", "status", "told"),
    [
        (STANDS, 200, AS_BEFORE),
        (STANDS, 403, NOT_TAKEN),
        (reading(PageKind.FORM, errors=("Try again.",)), 200, "Try again."),
        (reading(PageKind.FORM, errors=("Too many requests.",)), 429, "Too many requests."),
        (UNKNOWN, 200, "does not recognise"),
        (SIGN_IN, 200, "Please sign in"),
    ],
)
def test_a_form_that_stands_as_before_after_an_answer_is_told_of(
    runs: Runs, shown: Reading, status: int, told: str
) -> None:
    """Nothing happens in the page, so the person would press its button again; or it says in words
    that nobody knows why it was not taken. A complaint of its own needs no others."""
    draws = shows(shown)
    turn = each(sends_then(shown, status), later(0.3, draws), later(0.6, draws), later(1, goes))
    runs.run(STANDS, turn)
    assert runs.person.heard.count(told) == 1
    for other in {NOT_TAKEN, AS_BEFORE} - {told}:
        assert other not in runs.person.heard


def test_a_refusal_before_a_sign_in_is_not_told_of_the_form_after_it(runs: Runs) -> None:
    runs.run(FORM, sends_then(SIGN_IN, 401), each(shows(FORM), later(1, goes)))
    assert runs.person.acts == ["submit", "sign_in", "submit"]
    assert NOT_TAKEN not in runs.person.heard


def test_a_form_that_gives_way_to_an_answer_is_no_form_that_stands(runs: Runs) -> None:
    runs.patience = replace(QUICK, unknown=2)
    result = runs.run(STANDS, each(sends_then(STANDS), later(0.3, shows(RECEIVED))))
    assert result.state == "acknowledged"
    assert AS_BEFORE not in runs.person.heard


def test_a_form_that_stands_without_its_button_after_an_answer_is_asked_about(runs: Runs) -> None:
    runs.person.choices = ["sent"]
    result = runs.run(STANDS, sends_then(portal("form")))
    assert (result.state, result.sent) == ("unconfirmed", "left")
    assert len(runs.person.asked) == 1
    assert "does not know if your objection" in runs.person.heard


@pytest.mark.parametrize(
    ("status", "complaint", "answer", "filled"),
    [
        (200, (), "sent", 1),
        (200, (), "wait", 2),
        (422, (), "sent", 2),
        (200, ("Please explain.",), "sent", 2),
    ],
)
def test_a_form_that_is_empty_after_an_answer_is_asked_about_before_it_is_filled_in_again(
    runs: Runs, status: int, complaint: tuple[str, ...], answer: str, filled: int
) -> None:
    """A form is emptied when it was taken, too: what is filled in again would be sent again."""
    runs.patience = replace(QUICK, late=1.0)
    anew = reading(PageKind.FORM, "anew", errors=complaint)
    runs.person.choices = [answer]
    again = lambda: runs.page.filled == 2  # noqa: E731
    turn = each(loses(anew), sends_then(anew, status))
    result = runs.run(FORM, turn, until=again if filled == 2 else None)
    asked = not complaint and status != 422
    assert [WHAT_IT_SAYS in one for one in runs.person.asked] == [True] * asked
    assert runs.page.filled == filled
    assert (result.state, result.sent) == ("unconfirmed" if filled == 1 else "abandoned", "left")


@pytest.mark.parametrize("sent", [True, False])
def test_a_form_that_begins_anew_says_of_the_sending_why(runs: Runs, sent: bool) -> None:
    """The code was taken: what the page says then is not about the code."""
    why = "Your session has expired. Begin again."
    anew = portal("emptied", Role.SUBMIT, Role.REQUEST_CODE, errors=(why,))
    turn = sends_then(anew, status=400) if sent else shows(anew)
    codes = [("482915", "taken", RIGHT)]
    runs.run(ONE_PAGE, requests_code(), turn, codes=codes, until=runs.heard(why))
    assert ("did not take the code" in runs.person.heard) is not sent


LED_ON = "led on to another form"
NOT_THIS = "not the form that was filled in"
REPLACED = replace(portal("the portal", Role.SUBMIT), url="https://help.meta.com/requests/7")
"""The site's own other form, to which it leads on from `FORM`."""


@pytest.mark.parametrize("edited", [False, True])
def test_the_site_leads_on_to_another_of_its_forms(runs: Runs, edited: bool) -> None:
    """Choosing a country can replace the old form by the portal: nothing of it was sent, and what
    the person changed does not come along."""

    def is_led_on(page: FakePage) -> None:
        page.entry(Role.EXPLANATION).touched = edited
        page.tab.show(REPLACED)

    result = runs.run(FORM, is_led_on, sends_then(RECEIVED))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert runs.person.acts == ["submit", "submit"]
    assert runs.person.heard.count(LED_ON) == 1
    changes = "Your own changes to the letter are not in it any more."
    assert (changes in runs.person.heard) is edited


def test_a_form_that_is_replaced_before_its_turn(runs: Runs) -> None:
    """As its fields are looked at for the last time: it is not handed over."""

    def jumps(page: FakePage) -> None:
        if page.filled == 1:
            page.tab.show(REPLACED)

    result = runs.run(FORM, sends_then(RECEIVED), at_last_look=jumps)
    assert (result.state, runs.page.filled, runs.person.acts) == ("acknowledged", 2, ["submit"])
    assert runs.person.heard.count(LED_ON) == 1


@pytest.mark.parametrize("url", ["https://help.instagram.com/requests/7", URL])
def test_a_form_of_another_site_or_in_the_same_page_is_not_led_on_to(runs: Runs, url: str) -> None:
    def shows_other(page: FakePage) -> None:
        page.same = False
        loses(replace(REPLACED, url=url))(page)

    runs.run(FORM, shows_other, until=runs.heard(NOT_THIS))
    assert (runs.page.filled, LED_ON in runs.person.heard) == (1, False)


def test_a_site_that_leads_on_without_end_is_followed_once(runs: Runs) -> None:
    turns = [shows(REPLACED), shows(replace(REPLACED, url=f"{URL}0"))] * 5
    runs.run(FORM, *turns, until=runs.heard(NOT_THIS))
    assert (runs.page.filled, runs.person.heard.count(LED_ON)) == (2, 1)
