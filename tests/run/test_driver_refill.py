"""The driver while the form is the person's: complaints, what is filled in again, another form."""

import asyncio
from dataclasses import replace

import pytest
from support.driver_runs import (
    ONE_PAGE,
    PERHAPS,
    QUICK,
    RIGHT,
    Ends,
    Runs,
    asks_for_code,
    ends,
    runs,
    sends_then,
    shows,
)
from support.fake_page import (
    FORM,
    RECEIVED,
    SIGN_IN,
    THANKS,
    UNKNOWN,
    URL,
    FakePage,
    portal,
    reading,
)

from optout.locate.claims.claims import Claim
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.prefill.preflight import Preflight

__all__ = ["ends", "runs"]


LED_ON = "led on to another form"
NOT_THIS = "not the form that was filled in"
REPLACED = replace(portal("the portal", Role.SUBMIT), url="https://help.meta.com/requests/7")
"""The site's own other form, to which it leads on from `FORM`."""


def test_a_complaint_about_a_field(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Enter a valid address.",))

    result = ends(
        runs.run(FORM, shows(complains), sends_then(RECEIVED))
    )  # nothing had left: it can be corrected and sent
    assert result.state == "acknowledged"
    assert "then send again" in runs.person.heard


@pytest.mark.parametrize("status", [422, 200])
def test_a_complaint_of_no_field_does_not_say_that_nothing_was_taken(
    runs: Runs, ends: Ends, status: int
) -> None:
    """Of two requests the site may have taken the first, and refuses the second."""
    complains = reading(PageKind.FORM, errors=("You have already sent this request.",))

    def twice(page: FakePage) -> None:
        page.sends().answered.set()
        sends_then(complains, status)(page)

    ends(runs.run(FORM, twice, until=runs.heard(PERHAPS)))
    assert "then send again" not in runs.person.heard


def test_a_complaint_after_something_left(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Something went wrong.",))
    result = ends(runs.run(FORM, sends_then(complains), until=runs.heard(PERHAPS)))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "then send again" not in runs.person.heard


def test_an_error_that_reads_like_a_note_changes_nothing(runs: Runs, ends: Ends) -> None:
    """Words of the page are no flags of the run."""
    complains = reading(PageKind.FORM, errors=("code",))
    unknown = runs.heard("does not recognise")

    def number_leaves(page: FakePage) -> None:
        page.leaves(q="482915")
        page.tab.show(THANKS)

    result = ends(runs.run(FORM, shows(complains), number_leaves, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


FAILED = reading(PageKind.UNKNOWN, "an error", claim=Claim("failed", "An error occurred."))


def test_a_failure_told_by_the_page_is_no_end(runs: Runs, ends: Ends) -> None:
    told = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(FAILED), until=told))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "Facebook says: “An error occurred.”" in runs.person.heard
    assert "It may have arrived" in runs.person.heard
    assert runs.person.acts == ["submit", "fill"]


@pytest.mark.parametrize("fails", [True, False])
def test_a_form_that_comes_anew_after_a_failure_is_filled_in_again(
    runs: Runs, ends: Ends, fails: bool
) -> None:
    """Without a word of a failure the site may have taken it, and the person is asked."""

    def anew(page: FakePage) -> None:
        page.lost = True
        page.tab.show(FORM)

    first = sends_then(FAILED if fails else UNKNOWN)
    second = sends_then(RECEIVED)
    if not fails:
        until = runs.asked("what does the page say")
        result = ends(runs.run(FORM, first, until=until))
        assert (result.state, result.sent, runs.page.filled) == ("abandoned", "left", 1)
        return
    result = ends(runs.run(FORM, first, anew, second))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.page.filled == 2
    assert "may be a second request" in runs.person.heard


def test_a_form_that_is_filled_in_anew_has_the_warning_at_its_button(
    runs: Runs, ends: Ends
) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    def sends(page: FakePage) -> None:
        page.sends().answered.set()
        loses(page)

    runs.person.choices = ["wait"]  # where the site has answered, it is asked what came of it
    third = lambda: len(runs.person.acts) == 3  # noqa: E731
    ends(runs.run(FORM, sends, loses, until=third))
    *_before, second, last = runs.person.heard.split("Then press the page's own button")
    assert PERHAPS in second and PERHAPS in last


def test_the_page_loses_what_was_typed(runs: Runs, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, "anew"))

    result = ends(runs.run(FORM, loses, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert "lost what was typed" in runs.person.heard


def test_a_page_that_loses_it_without_end_is_filled_so_often_only(runs: Runs, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    handed = lambda: len(runs.person.acts) == 4  # noqa: E731
    ends(runs.run(FORM, *[loses] * 9, until=handed))
    assert runs.page.filled == 4


@pytest.mark.parametrize(("choice", "filled"), [("self", 4), ("wait", 5), ("by_hand", 4)])
def test_a_page_that_loses_it_without_end_is_told_with_the_ways_on(
    runs: Runs, ends: Ends, choice: str, filled: int
) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    def plays(page: FakePage) -> None:
        loses(page)
        if choice == "wait":  # what comes then is looked at as ever
            last = reading(PageKind.FORM, "at last", fingerprint="at last")
            asyncio.get_running_loop().call_later(0.1, page.tab.show, last)

    runs.person.choices = [choice]
    over = {
        "self": lambda: len(runs.person.acts) == 5,
        "wait": lambda: runs.page.filled == 5 and len(runs.person.acts) == 5,
        "by_hand": runs.heard("letter.txt"),
    }
    ends(runs.run(FORM, *[loses] * 3, plays, until=over[choice]))
    assert runs.page.filled == filled
    assert runs.person.heard.count("loses what is typed each time") == 1
    assert any("how do you want to go on" in asked for asked in runs.person.asked)


NOT_TAKEN = "did not take what was sent"


@pytest.mark.parametrize(("status", "told"), [(429, True), (403, True), (200, False)])
def test_a_refusal_beside_a_form_that_says_nothing_is_told(
    runs: Runs, ends: Ends, status: int, told: bool
) -> None:
    """The page may say it in words that nobody knows, and the person waits for nothing."""

    def sends(page: FakePage) -> None:
        sends_then(FORM, status)(page)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(FORM, sends))
    assert runs.person.heard.count(NOT_TAKEN) == told


def test_a_complaint_of_the_page_needs_no_other_words(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Too many requests.",))
    ends(runs.run(FORM, sends_then(complains, 429), until=runs.heard("Too many requests")))
    assert NOT_TAKEN not in runs.person.heard


def test_a_refusal_before_a_sign_in_is_not_told_of_the_form_that_comes_after_it(
    runs: Runs, ends: Ends
) -> None:
    def signs_in(page: FakePage) -> None:
        page.tab.show(FORM)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(FORM, sends_then(SIGN_IN, 401), signs_in))
    assert runs.person.acts == ["submit", "sign_in", "submit"]
    assert NOT_TAKEN not in runs.person.heard


AS_BEFORE = "the form stands there as before"
STANDS = portal("form", Role.SUBMIT)


@pytest.mark.parametrize(
    ("shown", "status", "told"),
    [
        (STANDS, 200, 1),
        (STANDS, 204, 1),
        (STANDS, 403, 0),
        (reading(PageKind.FORM, errors=("Try again.",)), 200, 0),
        (UNKNOWN, 200, 0),
        (SIGN_IN, 200, 0),
    ],
)
def test_a_form_that_stands_as_before_after_an_answer_is_told_of(
    runs: Runs, ends: Ends, shown: Reading, status: int, told: int
) -> None:
    """Nothing happens in the page, so the person would press its button again."""

    def sends(page: FakePage) -> None:
        sends_then(shown, status)(page)
        for seconds in (0.3, 0.6):
            asyncio.get_running_loop().call_later(seconds, page.tab.show, shown)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(STANDS, sends))
    assert runs.person.heard.count(AS_BEFORE) == told


def test_a_form_that_gives_way_to_an_answer_is_no_form_that_stands(runs: Runs, ends: Ends) -> None:
    runs.patience = replace(QUICK, unknown=2)

    def sends(page: FakePage) -> None:
        sends_then(STANDS)(page)
        asyncio.get_running_loop().call_later(0.3, page.tab.show, RECEIVED)

    assert ends(runs.run(STANDS, sends)).state == "acknowledged"
    assert AS_BEFORE not in runs.person.heard


@pytest.mark.parametrize("spent", [True, False])
def test_a_form_that_stands_without_its_button_after_an_answer_is_asked_about(
    runs: Runs, ends: Ends, spent: bool
) -> None:
    form = portal("form", Role.SUBMIT)

    def sends(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(portal("form") if spent else form)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    runs.person.choices = ["sent"]
    result = ends(runs.run(form, sends))
    assert (result.state, result.sent) == ("unconfirmed" if spent else "abandoned", "left")
    assert len(runs.person.asked) == spent
    assert ("does not know if your objection" in runs.person.heard) is spent


@pytest.mark.parametrize(
    ("status", "complaint", "answer", "filled"),
    [
        (200, (), "sent", 1),
        (200, (), "wait", 2),
        (500, (), "sent", 1),
        (500, (), "wait", 2),
        (422, (), "sent", 2),
        (200, ("Please explain.",), "sent", 2),
    ],
)
def test_a_form_that_is_empty_after_an_answer_is_asked_about_before_it_is_filled_in_again(
    runs: Runs, ends: Ends, status: int, complaint: tuple[str, ...], answer: str, filled: int
) -> None:
    """A form is emptied when it was taken, too: what is filled in again would be sent again."""
    runs.patience = replace(QUICK, late=1.0)

    def sends(page: FakePage) -> None:
        page.lost = True
        sends_then(reading(PageKind.FORM, "anew", errors=complaint), status)(page)

    runs.person.choices = [answer]
    again = lambda: runs.page.filled == 2  # noqa: E731
    result = ends(runs.run(FORM, sends, until=again if filled == 2 else None))
    asked = not complaint and status != 422
    assert ["what does the page say" in one for one in runs.person.asked] == [True] * asked
    assert runs.page.filled == filled
    assert (result.state, result.sent) == ("unconfirmed" if filled == 1 else "abandoned", "left")


@pytest.mark.parametrize("sent", [True, False])
def test_a_form_that_begins_anew_says_of_the_sending_why(
    runs: Runs, ends: Ends, sent: bool
) -> None:
    """The code was taken: what the page says then is not about the code."""
    why = "Your session has expired. Begin again."
    anew = portal("emptied", Role.SUBMIT, Role.REQUEST_CODE, errors=(why,))
    runs.person.codes = ["482915"]
    turn = sends_then(anew, status=400) if sent else shows(anew)
    until = runs.heard(why)
    running = runs.run(ONE_PAGE, asks_for_code, turn, verdicts=(("taken", RIGHT),), until=until)
    ends(running)
    assert ("did not take the code" in runs.person.heard) is not sent


def test_the_site_leads_on_to_another_of_its_forms(runs: Runs, ends: Ends) -> None:
    """Choosing a country can replace the old form by the portal: nothing of it was sent."""
    result = ends(runs.run(FORM, shows(REPLACED), sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert runs.person.acts == ["submit", "submit"]
    assert runs.person.heard.count(LED_ON) == 1
    assert "Your own changes" not in runs.person.heard


def test_what_the_person_changed_does_not_come_along(runs: Runs, ends: Ends) -> None:
    def edits(page: FakePage) -> None:
        page.entry(Role.EXPLANATION).touched = True
        page.tab.show(REPLACED)

    ends(runs.run(FORM, edits, sends_then(RECEIVED)))
    assert "Your own changes to the letter are not in it any more." in runs.person.heard


def test_a_form_that_is_replaced_before_its_turn(runs: Runs, ends: Ends) -> None:
    """As its fields are looked at for the last time: it is not handed over."""

    async def jumps_meanwhile(page: FakePage, *_given: object) -> Preflight:
        if page.filled == 1:
            page.tab.show(REPLACED)
        return Preflight("same", await page.tab.look())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakePage, "preflight", jumps_meanwhile)
        result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled, runs.person.acts) == ("acknowledged", 2, ["submit"])
    assert runs.person.heard.count(LED_ON) == 1


@pytest.mark.parametrize("status", [None, 200, 400, 500])
def test_no_other_form_is_filled_in_once_something_left(
    runs: Runs, ends: Ends, status: int | None
) -> None:
    """Whatever its site has answered, or not yet: it may have taken it."""

    def sends(page: FakePage) -> None:
        request = page.sends()
        if status:
            request.status = status
            request.answered.set()
        page.tab.show(REPLACED)

    result = ends(runs.run(FORM, sends, until=runs.heard(NOT_THIS)))
    assert (result.sent, runs.page.filled) == ("left", 1)
    assert LED_ON not in runs.person.heard


@pytest.mark.parametrize("url", ["https://help.instagram.com/requests/7", URL])
def test_a_form_of_another_site_or_in_the_same_page_is_not_led_on_to(
    runs: Runs, ends: Ends, url: str
) -> None:
    def shows_other(page: FakePage) -> None:
        page.same, page.lost = False, True
        page.tab.show(replace(REPLACED, url=url))

    ends(runs.run(FORM, shows_other, until=runs.heard(NOT_THIS)))
    assert (runs.page.filled, LED_ON in runs.person.heard) == (1, False)


def test_a_site_that_leads_on_without_end_is_followed_so_often_only(runs: Runs, ends: Ends) -> None:
    again = replace(REPLACED, url=f"{URL}0")
    turns = [shows(REPLACED), shows(again)] * 5
    ends(runs.run(FORM, *turns, until=runs.heard(NOT_THIS)))
    assert runs.page.filled == 4


def test_a_jump_whose_form_is_not_sent(runs: Runs, ends: Ends) -> None:
    """What was filled in before the jump is no proof for the form that came instead."""
    unknown = runs.heard("does not recognise")
    result = ends(runs.run(FORM, shows(REPLACED), shows(RECEIVED), until=unknown))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 2)
