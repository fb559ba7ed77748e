"""The person as played by the page, and what the pages report of anybody's acts."""

import threading
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, Route, expect
from support.event_loop import RunAsync
from support.practice_twin.site import TwinSite
from support.practice_visitor import EMAIL, PracticeVisitor
from support.scripted_person import ScriptedPerson

from optout.practice.options import OptionError
from optout.practice.play import PlayedPerson, PractisingPerson

_SPEAKS = ("heading", "list", "numbered", "letter", "interrupt", "data", "standings")

# Not a route: the browser lets a held request go on when its page is closed.
_NEVER_TAKES = """
const send = window.fetch;
window.fetch = (url, options) => {
  if (url !== "/practice/take") return send(url, options);
  console.log("takes");
  return new Promise(() => {});
};
"""


def test_the_acts_of_a_device_and_those_of_a_script_are_told_apart(person: PracticeVisitor) -> None:
    person.open(flow="direct")
    person.box("email").click()
    person.box("email").fill(EMAIL)
    person.page.keyboard.press("Enter")
    person.sees("acknowledged")
    person.button("close").evaluate("button => button.click()")
    assert sorted(person.reports(4)) == [
        ("click", 'button "Close"', False),
        ("click", 'button "Submit"', True),  # Enter in a form's field presses its button
        ("click", 'input "Your email address"', True),
        ("enter", 'input "Your email address"', True),
    ]


def test_a_submit_event_is_reported_too(person: PracticeVisitor) -> None:
    person.open(state="sign_in", markup="react")
    person.button("sign_in_send").press("Enter")
    person.send.wait_for()
    assert sorted(person.reports(2)) == [
        ("enter", 'button "Log in"', True),
        ("submit", 'form ""', True),
    ]


def test_filling_reports_nothing(person: PracticeVisitor) -> None:
    person.open(country="select", markup="react")
    person.fill()
    person.site.person_does("facebook", "submit")
    person.sees("code")
    assert person.reports(1) == [("click", 'button "Submit"', False)]
    assert not any(EMAIL in one.target for one in person.site.actions)


def test_acts_wait_for_their_page_and_keep_their_order(person: PracticeVisitor) -> None:
    for act in ("sign_in", "pass_checkpoint", "accept_cookies", "answer_gate", "submit"):
        person.site.person_does("instagram", act)
    wishes = {"signin": "1", "checkpoint": "1", "cookies": "1", "gate": "1"}
    person.open(flow="direct")  # the page of another form does none of them
    person.send.wait_for()
    assert person.site.received == []
    # As they leave the page: two at a time may reach the site in any order.
    sent: list[Request] = []
    person.page.on("request", lambda request: sent.append(request))
    person.open("instagram", flow="direct", email=EMAIL, **wishes)
    person.sees("acknowledged")
    posts = [urlsplit(one.url).path for one in sent if one.method == "POST"]
    assert [path for path in posts if not path.startswith("/practice/")] == [
        "/instagram/login",
        "/instagram/checkpoint",
        "/instagram/cookies",
        "/ajax/help/contact/submit/page",
    ]


def test_the_newest_page_of_a_form_does_the_act(person: PracticeVisitor) -> None:
    with person.page.expect_response("**/listen/facebook"):
        person.open(flow="direct", email="old@example.org", session="old")
    newer = person.page.context.new_page()
    with newer.expect_response("**/listen/facebook"):
        newer.goto(
            person.site.url("facebook", flow="direct", email="new@example.org", session="new")
        )
    with newer.expect_response("**/submit/page*"):
        person.site.person_does("facebook", "submit")
    newer.close()
    with person.page.expect_response("**/submit/page*"):
        person.site.person_does("facebook", "submit")
    assert [one.fields["email"] for one in person.objections()] == [
        "new@example.org",
        "old@example.org",
    ]


def test_an_act_is_done_by_the_page_that_took_it(person: PracticeVisitor) -> None:
    """One that is closed before has done nothing; the next one does it, once."""
    with person.page.expect_response("**/listen/facebook"):
        person.open(flow="direct", email="old@example.org", session="old")
    newer = person.page.context.new_page()
    newer.add_init_script(_NEVER_TAKES)
    with newer.expect_response("**/listen/facebook"):
        newer.goto(person.site.url("facebook", flow="direct", email="new@example.org"))
    with newer.expect_console_message(lambda message: message.text == "takes"):
        person.site.person_does("facebook", "submit")
    assert person.objections() == []
    with person.page.expect_response("**/submit/page*"):
        newer.close()
    assert [one.fields["email"] for one in person.objections()] == ["old@example.org"]


def test_an_act_that_was_offered_twice_is_done_once(person: PracticeVisitor) -> None:
    held: list[Route] = []
    person.page.route("**/practice/take", lambda route: held.append(route))
    person.open(flow="direct", email="old@example.org", session="old")
    with person.page.expect_request("**/practice/take"):
        person.site.person_does("facebook", "submit")
    newer = person.page.context.new_page()
    newer.goto(person.site.url("facebook", flow="direct", email="new@example.org", session="new"))
    newer.get_by_text(person.word("acknowledged_title")).wait_for()
    with person.page.expect_response("**/practice/take") as refused:
        held[0].continue_()
    assert refused.value.json() == {"taken": False}
    assert [one.fields["email"] for one in person.objections()] == ["new@example.org"]


def test_unknown_acts_are_refused(site: TwinSite) -> None:
    for form, act in (
        ("whatsapp", "submit"),
        ("facebook", "dance"),
        ("facebook", "type_code"),
        ("facebook", "submit:now"),
    ):
        with pytest.raises(OptionError):
            site.person_does(form, act)


def test_who_practises_is_told_where_the_code_is(site: TwinSite, run_async: RunAsync) -> None:
    terminal = ScriptedPerson(codes=["123456"])
    person = PractisingPerson(terminal, site)
    assert run_async(person.paste("Facebook: Paste the code")) == "123456"
    assert terminal.said == [f"(Practice: the code is in the practice inbox: {site.inbox_url})"]
    assert terminal.asked == ["Facebook: Paste the code"]
    person.can_ask = False
    assert terminal.can_ask is person.can_ask is False


def test_the_played_person_does_what_is_asked_of_a_person(person: PracticeVisitor) -> None:
    said: list[str] = []
    console = SimpleNamespace(**dict.fromkeys(_SPEAKS), say=said.append)
    played = PlayedPerson(console, person.site)  # type: ignore[arg-type]
    person.open(markup="portal", gate="training")
    _finish(played.hand_over("facebook", "gate"))  # type: ignore[arg-type]
    expect(person.page.get_by_role("radio", name=person.word("gate_training"))).to_be_checked()
    person.fill_portal()
    _finish(played.hand_over("facebook", "request_code"))  # type: ignore[arg-type]
    person.code_box.wait_for()
    assert said == ["(Practice: the person presses the page's button.)"]
    person.code_box.fill(person.codes()[-1].code)
    expect(person.page.locator("svg.tick")).to_be_visible()
    assert person.objections() == []
    _finish(played.hand_over("facebook", "submit"))
    person.page.get_by_text(person.word("portal_done_text")).wait_for()
    assert len(person.objections()) == 1


def _finish(act: Coroutine[Any, Any, None]) -> None:
    """Run what waits for nothing, where a loop of the driver's is already running."""
    with pytest.raises(StopIteration):
        act.send(None)


def test_no_thread_is_left_while_pages_are_open(person: PracticeVisitor) -> None:
    before = {thread.ident for thread in threading.enumerate()}
    with TwinSite() as other:
        for path in ("facebook", "inbox"):
            page = person.page.context.new_page()
            with page.expect_response("**/listen/*"):
                page.goto(f"{other.origin}/{path}")
        assert {thread.ident for thread in threading.enumerate()} - before
    assert {thread.ident for thread in threading.enumerate()} <= before
