"""The driver at the sending: what counts as having left, what is told of it, what proves it."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from support.driver_runs import (
    PERHAPS,
    QUICK,
    SENT_LINE,
    WHAT_IT_SAYS,
    Runs,
    Turn,
    each,
    goes,
    later,
    runs,
    sends_then,
    shows,
)
from support.event_loop import RunAsync
from support.fake_page import (
    ALREADY,
    EMAIL,
    FORM,
    LETTER,
    RECEIVED,
    REFUSED,
    SIGN_IN,
    UNKNOWN,
    URL,
    FakePage,
    FakeRequest,
    portal,
    reading,
)

from optout.dossier.store import Store
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.sending.delivery import delivery

__all__ = ["runs"]


def test_sent_and_received(runs: Runs) -> None:
    result = runs.run(FORM, sends_then(RECEIVED))
    assert (result.state, result.sent, int(result.exit)) == ("acknowledged", "proved", 0)
    assert runs.rungs() == ["prepared", "prefilled", "submitted", "acknowledged"]
    assert result.code == "none"


def test_a_form_that_stands_while_its_answer_comes_ends_no_waiting(runs: Runs) -> None:
    """It is looked at as the request leaves, and says nothing of a failure."""
    awaited: list[bool] = []

    def sends(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(portal("it is being sent", Role.SUBMIT))

        def comes(page: FakePage) -> None:
            awaited.append(page.listener.may_answer())
            request.answered.set()
            page.tab.show(RECEIVED)

        later(0.01, comes)(page)

    runs.run(FORM, sends)
    assert awaited == [True]


@pytest.mark.parametrize(("method", "sent"), [("GET", "no"), ("POST", "left")])
def test_what_a_page_fetches_is_not_sent(runs: Runs, method: str, sent: str) -> None:
    """A picture's address may carry all that the form holds."""
    query = urlencode({"email": EMAIL, "why": LETTER})
    request = FakeRequest({}, method=method, url=f"{URL}?{query}")
    assert runs.run(FORM, each(leaves_as(request), later(0.05, goes))).sent == sent


def leaves_as(request: FakeRequest) -> Turn:
    return lambda page: page.listener.on_request(request)  # type: ignore[arg-type]


def test_the_site_does_not_answer(runs: Runs) -> None:
    unheard = runs.heard("has not answered yet")
    result = runs.run(FORM, lambda page: page.sends(), until=unheard)
    assert (result.state, result.sent) == ("abandoned", "left")


def test_no_words_of_the_page_are_kept_with_a_code_in_them(runs: Runs) -> None:
    said = "We have received your objection and the code 417-263."
    received = reading(PageKind.ACKNOWLEDGED, quote=said, of_objection=True)
    runs.run(FORM, each(lambda page: page.tab.codes.add("417263"), sends_then(received)))
    assert runs.record().rungs[-1].words == said.replace("417-263", "…")


@pytest.mark.parametrize("answered", [False, True])
def test_whoever_sends_just_before_the_hand_over_is_not_told_to_send(
    runs: Runs, answered: bool
) -> None:
    """Also where the site has answered already, and the page has not followed yet."""
    runs.patience = replace(QUICK, late=5.0, silence=5.0)

    def sends(page: FakePage) -> None:
        answer = page.sends().answered
        if answered:
            answer.set()
        each(later(0.03, shows(RECEIVED)), later(0.04, lambda _page: answer.set()))(page)

    result = runs.run(FORM, at_last_look=sends)
    assert (result.state, runs.person.acts) == ("acknowledged", [])
    assert "you check and send" not in runs.person.heard


@pytest.mark.parametrize("late", [0.0, 0.1])
def test_a_draft_that_the_page_keeps_just_before_is_no_sending(runs: Runs, late: float) -> None:
    """The page stays as it is, so the person is told what to do, and that something left."""

    def keeps_a_draft(page: FakePage) -> None:
        answer = page.sends().answered
        later(late, lambda _page: answer.set())(page)

    result = runs.run(FORM, sends_then(RECEIVED), at_last_look=keeps_a_draft)
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit"])
    assert PERHAPS in runs.person.heard


def test_a_site_tells_in_its_answer_that_it_took_nothing(run_async: RunAsync) -> None:
    answers = {
        '{"error": 1357001, "errorSummary": "Not logged in"}': "refused",
        'for (;;);{"error": 1357001}': "refused",
        '{"data": null, "errors": [{"message": "rate limit"}]}': "refused",
        '{"data": {}}\n{"success": false}': "refused",
        '{"data": {"submit": {"success": false}}}': "refused",
        '{"data": {"submit": {"userErrors": [{"message": "rate limit"}]}}}': "refused",
        '[{"error": 1}]': "refused",
        "{}": "answered",
        "[]": "answered",
        "error: none": "answered",
        '{"error": null, "errors": [], "success": true}': "answered",
        '{"data": {"submit": {"success": true, "userErrors": [], "ok": null}}}': "answered",
    }
    for body, what in answers.items():
        request = FakeRequest({}, body=body)
        request.answered.set()
        assert run_async(delivery(request)) == what, body  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "body", "taken"),
    [(400, "", False), (500, "", False), (200, '{"error": 1357001}', False), (200, "{}", True)],
)
def test_thanks_that_stay_are_believed_unless_the_site_took_nothing(
    runs: Runs, status: int, body: str, taken: bool
) -> None:
    """The page may thank by itself, and not look at what its site says: it is asked about then."""
    until = None if taken else runs.asked(WHAT_IT_SAYS)
    result = runs.run(FORM, sends_then(RECEIVED, status, body), until=until)
    expected = ("acknowledged", "proved") if taken else ("abandoned", "left")
    assert (result.state, result.sent) == expected


@pytest.mark.parametrize("status", [409, 429])
def test_who_pressed_twice_is_believed_by_the_thanks(runs: Runs, status: int) -> None:
    result = runs.run(FORM, each(sends_then(FORM), sends_then(RECEIVED, status)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize(
    ("status", "shown", "state"),
    [(500, REFUSED, "abandoned"), (200, RECEIVED, "acknowledged"), (404, RECEIVED, "acknowledged")],
)
def test_of_where_the_answer_leads_to_only_a_fault_counts(
    runs: Runs, status: int, shown: Reading, state: str
) -> None:
    """Most sites answer a form by an address. One that is broken there refuses nobody; one of one
    page may say of every address but its first that there is none."""
    last = FakeRequest({}, status=status)

    def is_led_on(page: FakePage) -> None:
        request = page.sends()
        request.status, request.redirected_to = 303, last
        last.answered.set()
        request.answered.set()
        page.tab.show(shown)

    fault = status == 500
    result = runs.run(FORM, is_led_on, until=runs.asked(WHAT_IT_SAYS) if fault else None)
    assert (result.state, result.sent) == (state, "left" if fault else "proved")
    assert ("the site answered with a fault" in runs.person.heard) is fault


@pytest.mark.parametrize(
    ("why", "method", "before", "may_be"),
    [
        (LETTER, "POST", False, True),
        ("what the page does", "POST", False, False),
        (LETTER, "GET", False, False),
        (LETTER, "POST", True, False),
    ],
)
def test_the_letter_on_its_way_to_another_site_may_be_the_objection(
    runs: Runs, why: str, method: str, before: bool, may_be: bool
) -> None:
    """Some companies have their forms from others, who take them. `before` the form is theirs to
    send, it is no more than what a page reports of its visitors."""
    request: Any = FakeRequest({"why": why}, method=method)
    leaves = lambda page: page.listener.on_request_elsewhere(request)  # noqa: E731
    result = runs.run(SIGN_IN if before else FORM, each(leaves, goes))
    assert (result.state, result.sent) == ("abandoned", "left" if may_be else "no")
    assert ("optout could not see if you sent it." in runs.person.heard) is may_be
    assert ("Nothing was sent" in runs.person.heard) is not may_be


@pytest.mark.parametrize("closes", [True, False])
@pytest.mark.parametrize("with_file", [True, False])
def test_a_file_that_leaves_by_a_script_may_be_the_whole_form(
    runs: Runs, with_file: bool, closes: bool
) -> None:
    """The browser does not tell; it may be a picture by itself, too."""
    leaves = leaves_as(FakeRequest({}, with_file=with_file))
    turns = each(leaves, goes) if closes else leaves
    result = runs.run(FORM, turns, until=None if closes else runs.acted(1))
    assert (result.state, result.sent) == ("abandoned", "left" if with_file else "no")
    assert runs.person.heard.count("optout could not see if you sent it.") == with_file
    assert runs.record().lost_sight is with_file
    assert ("Nothing was sent" in runs.person.heard) is (closes and not with_file)


@pytest.mark.parametrize("email", [EMAIL, "another@example.org"])
def test_the_address_that_the_page_held_is_the_objection_s(runs: Runs, email: str) -> None:
    """The person may type another one into the page, or leave their account's own."""

    def changes(page: FakePage) -> None:
        page.entry(Role.EMAIL).held = email
        sends_then(RECEIVED, email=email, why=LETTER)(page)

    runs.run(FORM, changes)
    record, store = runs.record(), Store(runs.data / "dossiers")
    assert (record.email, record.address) == (EMAIL, email)
    for wanted in (EMAIL, email):
        assert store.last_objection("facebook", wanted, linked=False) == record
    assert store.last_objection("facebook", "third@example.org", linked=False) is None


def test_an_address_that_is_only_in_the_request_is_not_recorded(runs: Runs) -> None:
    """A page may send one of its own."""
    runs.run(FORM, sends_then(RECEIVED, email="another@example.org", why=LETTER))
    assert (runs.record().sent, runs.record().email_sent) == ("proved", "")


def test_the_letter_is_kept_as_it_was_sent(runs: Runs) -> None:
    own = LETTER + " and my own words"
    runs.run(FORM, sends_then(RECEIVED, email=EMAIL, why=own))
    assert runs.record().text == own


@pytest.mark.parametrize("times", [0, 1, 2])
def test_each_sending_is_told_with_its_time(runs: Runs, times: int) -> None:
    runs.run(FORM, each(*[sends_then(FORM)] * times, shows(RECEIVED if times else ALREADY)))
    assert len(re.findall(SENT_LINE, runs.person.heard)) == times
    if times:
        said = [line for line in runs.person.said if "received" in line or ", sent." in line]
        assert "has received your objection" in said[-1], "it is told before the answer"


@pytest.mark.parametrize("answers", [True, False])
def test_nothing_is_asked_before_the_site_has_answered(runs: Runs, answers: bool) -> None:
    """The page may show nothing meanwhile. It is asked about where no answer comes."""
    runs.patience = replace(QUICK, silence=0.5)

    def sends(page: FakePage) -> None:
        answer = page.sends().answered
        page.tab.show(UNKNOWN)
        if answers:
            later(0.2, each(lambda _page: answer.set(), shows(RECEIVED)))(page)

    asked = runs.asked(WHAT_IT_SAYS)
    result = runs.run(FORM, sends, until=None if answers else asked)
    assert asked() is not answers
    assert result.state == ("acknowledged" if answers else "abandoned")
