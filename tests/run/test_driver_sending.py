"""The driver at the sending: what counts as having left, what is told of it, what proves it."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from support.driver_runs import PERHAPS, QUICK, SENT_LINE, Ends, Runs, ends, runs, sends_then, shows
from support.fake_page import (
    ALREADY,
    EMAIL,
    FORM,
    LETTER,
    OBJECTION_CODE,
    RECEIVED,
    REFUSED,
    SIGN_IN,
    THANKS,
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
from optout.run.prefill.preflight import Preflight

__all__ = ["ends", "runs"]


def test_sent_and_received(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, result.sent, int(result.exit)) == ("acknowledged", "proved", 0)
    assert runs.rungs() == ["prepared", "prefilled", "submitted", "acknowledged"]
    assert result.code == "none"


def test_a_form_that_stands_while_its_answer_comes_ends_no_waiting(runs: Runs, ends: Ends) -> None:
    """It is looked at as the request leaves, and says nothing of a failure."""
    awaited: list[bool] = []

    def sends(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(portal("it is being sent", Role.SUBMIT))

        def comes() -> None:
            awaited.append(page.listener.may_answer())
            request.answered.set()
            page.tab.show(RECEIVED)

        asyncio.get_running_loop().call_later(0.01, comes)

    ends(runs.run(FORM, sends))
    assert awaited == [True]


def test_received_before_anything_left(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, shows(RECEIVED), until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "no")


@pytest.mark.parametrize(("method", "sent"), [("GET", "no"), ("POST", "left")])
def test_what_a_page_fetches_is_not_sent(runs: Runs, ends: Ends, method: str, sent: str) -> None:
    """A picture's address may carry all that the form holds."""

    def counts(page: FakePage) -> None:
        query = urlencode({"email": EMAIL, "why": LETTER})
        page.listener.on_request(FakeRequest({}, method=method, url=f"{URL}?{query}"))  # type: ignore[arg-type]
        asyncio.get_running_loop().call_later(0.05, page.tab.go)

    assert ends(runs.run(FORM, counts)).sent == sent


def test_thanks_that_do_not_say_for_what(runs: Runs, ends: Ends) -> None:
    assert ends(runs.run(FORM, sends_then(THANKS))).state == "acknowledged"


def test_such_thanks_where_nothing_was_sent(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(THANKS, until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_the_site_does_not_answer(runs: Runs, ends: Ends) -> None:
    unheard = runs.heard("has not answered yet")
    result = ends(runs.run(FORM, lambda page: page.sends(), until=unheard))
    assert (result.state, result.sent) == ("abandoned", "left")


def test_no_words_of_the_page_are_kept_with_a_code_in_them(runs: Runs, ends: Ends) -> None:
    said = "We have received your objection and the code 417-263."
    received = reading(PageKind.ACKNOWLEDGED, quote=said, of_objection=True)

    def sends(page: FakePage) -> None:
        page.tab.codes.add("417263")
        sends_then(received)(page)

    ends(runs.run(FORM, sends))
    assert runs.record().rungs[-1].words == said.replace("417-263", "…")


@pytest.mark.parametrize("answered", [False, True])
def test_whoever_sends_just_before_the_hand_over_is_not_told_to_send(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    """Also where the site has answered already, and the page has not followed yet."""
    runs.patience = replace(QUICK, late=5.0, silence=5.0)

    async def sends_meanwhile(page: FakePage, *_given: object) -> Preflight:
        request = page.sends()
        if answered:
            request.answered.set()
            await asyncio.sleep(0.01)
        asyncio.get_running_loop().call_later(0.01, page.tab.show, RECEIVED)
        asyncio.get_running_loop().call_later(0.02, request.answered.set)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", sends_meanwhile)
    result = ends(runs.run(FORM))
    assert (result.state, runs.person.acts) == ("acknowledged", [])
    assert "you check and send" not in runs.person.heard


def test_thanks_without_the_sites_answer_end_no_run_and_ask_for_no_sending(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent just before the hand-over, to a site that stays silent."""
    runs.patience = replace(QUICK, silence=0.2)

    async def sends_meanwhile(page: FakePage, *_given: object) -> Preflight:
        page.sends()
        asyncio.get_running_loop().call_later(0.01, page.tab.show, RECEIVED)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", sends_meanwhile)
    result = ends(runs.run(FORM, until=runs.asked("what does the page say")))
    assert (result.state, result.sent, runs.person.acts) == ("abandoned", "left", [])
    assert "you check and send" not in runs.person.heard


@pytest.mark.parametrize("status", [422, 500, 200])
def test_thanks_before_the_sites_answer_are_no_proof(runs: Runs, ends: Ends, status: int) -> None:
    """Some pages thank as soon as their button is pressed, and take it back."""
    runs.patience = replace(QUICK, silence=5.0)
    taken_back = status != 200
    complains = reading(PageKind.FORM, errors=("It was not sent.",))
    told_before: list[int] = []

    def hopes(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(RECEIVED)

        def answers() -> None:
            told_before.append(runs.person.heard.count("has received your objection"))
            request.status = status
            request.answered.set()
            page.tab.show(complains if taken_back else RECEIVED)

        asyncio.get_running_loop().call_later(0.5, answers)

    until = runs.heard("It was not sent.") if taken_back else None
    result = ends(runs.run(FORM, hopes, until=until))
    expected = ("abandoned", "left") if taken_back else ("acknowledged", "proved")
    assert (result.state, result.sent) == expected
    assert told_before == [0]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, ""),
        (401, ""),
        (403, ""),
        (429, ""),
        (200, '{"error": 1357001, "errorSummary": "Not logged in"}'),
        (200, 'for (;;);{"error": 1357001}'),
        (200, '{"data": null, "errors": [{"message": "rate limit"}]}'),
        (200, '{"data": {}}\n{"success": false}'),
    ],
)
def test_thanks_that_stay_after_the_site_took_nothing_are_asked_about(
    runs: Runs, ends: Ends, status: int, body: str
) -> None:
    """The page thanked by itself, and does not look at what its site says."""

    hopes = sends_then(RECEIVED, status=status, body=body)
    result = ends(runs.run(FORM, hopes, until=runs.asked("what does the page say")))
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"error": null, "errors": [], "success": true}', "error: none"]
)
def test_thanks_count_after_an_answer_that_tells_of_no_error(
    runs: Runs, ends: Ends, body: str
) -> None:
    result = ends(runs.run(FORM, sends_then(RECEIVED, body=body)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize("status", [409, 429])
def test_who_pressed_twice_is_believed_by_the_thanks(runs: Runs, ends: Ends, status: int) -> None:
    def twice(page: FakePage) -> None:
        page.sends().answered.set()
        sends_then(RECEIVED, status)(page)

    result = ends(runs.run(FORM, twice))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize("late", [0.0, 0.1])
def test_a_draft_that_the_page_keeps_just_before_is_no_sending(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, late: float
) -> None:
    """The page stays as it is, so the person is told what to do, and that something left."""

    async def keeps_a_draft(page: FakePage, *_given: object) -> Preflight:
        asyncio.get_running_loop().call_later(late, page.sends().answered.set)
        await asyncio.sleep(0.01)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", keeps_a_draft)
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit"])
    assert PERHAPS in runs.person.heard


def led_to(last: FakeRequest, shown: Reading) -> Callable[[FakePage], None]:
    """The person sends, and the site answers by the address of another page."""

    def turn(page: FakePage) -> None:
        request = page.sends()
        request.status, request.redirected_to = 303, last
        last.answered.set()
        request.answered.set()
        page.tab.show(shown)

    return turn


def test_a_fault_where_the_answer_leads_to_is_one_of_the_answer(runs: Runs, ends: Ends) -> None:
    """Most sites answer a form by an address. One that is broken there refuses nobody."""
    broken = FakeRequest({}, status=500)
    result = ends(
        runs.run(FORM, led_to(broken, REFUSED), until=runs.asked("what does the page say"))
    )
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "the site answered with a fault" in runs.person.heard


@pytest.mark.parametrize("status", [200, 404])
def test_where_an_answer_leads_to_takes_nothing_back_of_it(
    runs: Runs, ends: Ends, status: int
) -> None:
    """A site of one page may say of every address but its first that there is none."""
    result = ends(runs.run(FORM, led_to(FakeRequest({}, status=status), RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


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
    runs: Runs, ends: Ends, why: str, method: str, before: bool, may_be: bool
) -> None:
    """Some companies have their forms from others, who take them. `before` the form is theirs to
    send, it is no more than what a page reports of its visitors."""

    def elsewhere(page: FakePage) -> None:
        request = FakeRequest({"why": why}, method=method)
        page.listener.on_request_elsewhere(request)  # type: ignore[arg-type]
        page.tab.go()

    shown = SIGN_IN if before else FORM
    result = ends(runs.run(shown, elsewhere))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert ("optout could not see if you sent it." in runs.person.heard) is may_be
    assert ("nothing was sent" in runs.person.heard) is not may_be


@pytest.mark.parametrize("closes", [True, False])
@pytest.mark.parametrize("with_file", [True, False])
def test_a_file_that_leaves_by_a_script_may_be_the_whole_form(
    runs: Runs, ends: Ends, with_file: bool, closes: bool
) -> None:
    """The browser does not tell; it may be a picture by itself, too."""
    left: list[str] = []

    def attaches(page: FakePage) -> None:
        page.listener.on_request(FakeRequest({}, with_file=with_file))  # type: ignore[arg-type]
        left.append("")
        if closes:
            page.tab.go()
        else:
            runs.person.news.set()

    result = ends(runs.run(FORM, attaches, until=None if closes else lambda: bool(left)))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert runs.person.heard.count("optout could not see if you sent it.") == with_file
    assert runs.record().lost_sight is with_file
    assert ("nothing was sent" in runs.person.heard) is (closes and not with_file)


@pytest.mark.parametrize("email", [EMAIL, "another@example.org"])
def test_the_address_that_was_sent_is_the_objection_s(runs: Runs, ends: Ends, email: str) -> None:
    """The person may type another one into the page, or leave their account's own."""

    def changes(page: FakePage) -> None:
        page.leaves(email=email, why=LETTER).answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, changes))
    store = Store(runs.data / "dossiers")
    (record,) = store.all().records
    assert (record.email, record.address) == (EMAIL, email)
    for wanted in (EMAIL, email):
        assert store.last_objection("facebook", wanted, linked=False) == record
    assert store.last_objection("facebook", "third@example.org", linked=False) is None


@pytest.mark.parametrize(("country", "sent"), [("France", ""), ("Italy", "IT"), ("none", "")])
def test_the_country_that_was_sent_is_the_objection_s(
    runs: Runs, ends: Ends, country: str, sent: str
) -> None:
    def changes(page: FakePage) -> None:
        listener: Any = page.listener
        listener.filling.entries[Role.COUNTRY].name = "country"
        page.leaves(email=EMAIL, why=LETTER, country=country).answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, changes))
    assert runs.record().country_sent == sent


def test_the_letter_is_kept_as_it_was_sent(runs: Runs, ends: Ends) -> None:
    def edits_and_sends(page: FakePage) -> None:
        page.leaves(email=EMAIL, why=LETTER + " and my own words").answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, edits_and_sends))
    (record,) = Store(runs.data / "dossiers").all().records
    assert record.text == LETTER + " and my own words"


def test_an_address_alone_is_no_objection_where_the_form_has_a_letter(
    runs: Runs, ends: Ends
) -> None:
    """A page may check an address, or mail a code, without saying so."""

    def only_address(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(OBJECTION_CODE)

    result = ends(runs.run(FORM, only_address, until=runs.heard("of another kind")))
    assert (result.state, result.sent) == ("abandoned", "no")


@pytest.mark.parametrize("times", [0, 1, 2])
def test_each_sending_is_told_with_its_time(runs: Runs, ends: Ends, times: int) -> None:
    def sends(page: FakePage) -> None:
        for _time in range(times):
            page.sends().answered.set()
        page.tab.show(RECEIVED if times else ALREADY)

    ends(runs.run(FORM, sends))
    assert len(re.findall(SENT_LINE, runs.person.heard)) == times
    if times:
        said = [line for line in runs.person.said if "received" in line or ", sent." in line]
        assert "has received your objection" in said[-1], "it is told before the answer"


@pytest.mark.parametrize("answers", [True, False])
def test_nothing_is_asked_before_the_site_has_answered(
    runs: Runs, ends: Ends, answers: bool
) -> None:
    """The page may show nothing meanwhile. It is asked about where no answer comes."""
    runs.patience = replace(QUICK, silence=0.5)

    def sends(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(UNKNOWN)

        def answered() -> None:
            request.answered.set()
            page.tab.show(RECEIVED)

        if answers:
            asyncio.get_running_loop().call_later(0.2, answered)

    asked = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends, until=None if answers else asked))
    assert asked() is not answers
    assert result.state == ("acknowledged" if answers else "abandoned")


def test_a_post_that_loads_a_page_of_errors(runs: Runs, ends: Ends) -> None:
    """As the mobile page sends: the answer is the next page, and says nothing of a request."""

    posts = sends_then(UNKNOWN, status=500)
    result = ends(runs.run(FORM, posts, until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "answered with a fault" in runs.person.heard
