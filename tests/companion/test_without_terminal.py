"""Whole runs in a real window, with nothing to type into but the companion and the page."""

import os
import signal

import pytest
from playwright.sync_api import expect
from support.beside import Beside
from support.leftovers import TOKEN, carrying
from support.ordinary_user import OrdinaryUser
from support.terminal import WAITS
from support.world import EMAIL

pytestmark = pytest.mark.headed
WHO = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": EMAIL,
    "OPTOUT_NAME": "Prénom Nom",
    "OPTOUT_LANGUAGE": "fr",
}
TURN = "Then press the page's own button to send"
WRONG = "000000"


def test_two_forms_and_a_wrong_code(beside: Beside) -> None:
    beside.world.two_forms()
    beside.start("run", "facebook", "instagram", **WHO)
    for form in ("Facebook", "Instagram"):
        beside.shows(f"{form}: you check and send")
        beside.shows("Facebook: your turn" if form == "Facebook" else "Facebook: received")
        beside.shows(f"{form}: Nothing is sent.")
        beside.press("Submit", on=beside.form_of(form.lower()))
        beside.shows(f"{form}: Sent. The code is still missing.")
        if form == "Facebook":
            beside.answer("Paste the code", WRONG)
            beside.shows("did not take the code")
        code = beside.world.code(form.lower())
        beside.answer(f"{form}: Paste the code", f"Your code is {code}.")
        beside.shows(f"{form}: received")
        if form == "Facebook":
            beside.press("Go on with Instagram")
    beside.shows("Facebook: Sent, and received. Instagram: Sent, and received.")
    beside.press("Finish")
    assert beside.ends() == 0, beside.said
    assert [r["state"] for r in beside.world.records()] == ["acknowledged"] * 2
    codes = [r.fields["code"] for r in beside.world.site.received if r.kind == "code"]
    assert codes[0] == WRONG


def test_the_code_before_the_sending(beside: Beside, ordinary_user: OrdinaryUser) -> None:
    """The button that is spoken of is shown, and what was to be pressed is pressed there. It is an
    ordinary user's, whose browser has its sandbox."""
    url = beside.world.site.url("facebook", session="facebook", markup="portal")
    beside.start("run", "facebook", "--url", url, user=ordinary_user, **WHO)
    beside.shows("A code is then mailed to you")
    asks = beside.form.get_by_role("button", name="Request code")
    beside.form.evaluate("scrollTo(0, 0)")
    beside.form.evaluate("document.body.style.paddingTop = '3000px'")
    expect(asks).not_to_be_in_viewport()
    beside.press("Show me the button")
    expect(asks).to_be_in_viewport()
    asks.click()
    beside.shows("Not sent yet. First the code.")
    beside.answer("Paste the code", beside.world.code("facebook"))
    beside.shows("Only that sends it")
    beside.shows("Nothing is sent.")
    assert beside.world.objections() == []
    beside.press("Submit", on=beside.form)
    beside.shows("Sent, and received.")
    beside.press("Finish")
    assert beside.ends() == 0, beside.said
    assert beside.world.states()[-3:] == ["code_entered", "submitted", "acknowledged"]


@pytest.mark.thorough
def test_an_unknown_answer_is_told_by_the_person(beside: Beside) -> None:
    url = beside.world.site.url("facebook", session="facebook", flow="direct", after="unknown")
    beside.start("run", "facebook", "--url", url, **WHO)
    beside.shows(TURN)
    beside.press("Submit", on=beside.form)
    beside.shows("Sent. No answer yet.")
    beside.press("No")
    beside.press("None of these, keep waiting")
    beside.press("Yes, the page confirms it")
    beside.shows("Sent, as you say.")
    beside.press("Finish")
    assert beside.ends() == 1, beside.said
    assert beside.world.states()[-1] == "unconfirmed"


def test_what_does_not_work_is_helped_with(beside: Beside) -> None:
    """The question goes away as the person sends it after all; asked again, the letter is there."""
    beside.world.two_forms(flow="direct")
    beside.start("run", "facebook", "instagram", **WHO)
    beside.shows("Facebook: you check and send")
    beside.press("It does not work")
    beside.shows("Facebook: what does the page say?")
    beside.press("Submit", on=beside.form_of("facebook"))
    beside.shows("Facebook: received")
    beside.press("Go on with Instagram")
    beside.shows("Instagram: you check and send")
    beside.press("It does not work")
    beside.press("It does not work, show me how to do it by hand")
    beside.press("No")
    beside.shows("Instagram: have you sent it?")
    beside.press("No")
    beside.shows("How it stands now")
    beside.press("Finish")
    assert beside.ends() == 4, beside.said
    states = {record["form"]: record["state"] for record in beside.world.records()}
    assert states == {"facebook": "acknowledged", "instagram": "changed"}


def test_a_terminal_beside_it(beside: Beside) -> None:
    """What is answered in one is told in the other; the terminal goes on without a companion."""
    beside.world.settings["OPTOUT_COMPANION"] = "true"
    tool = beside.world.start("facebook")
    beside.shows(TURN)
    beside.press("Submit", on=beside.form)
    beside.shows("Paste the code")
    tool.expect("Paste the code[^>]*> ")
    tool.type(WRONG)
    beside.shows("Answered in the terminal.")
    tool.expect("Paste the code[^>]*> ")
    beside.answer("Paste the code", beside.world.code("facebook"))
    tool.expect("Answered in the window")
    tool.expect("has received your objection")
    tool.expect(WAITS)
    beside.companion.close()
    tool.expect("is closed. optout goes on here.")
    tool.expect(WAITS)  # it is asked anew, and what is typed before that answers nothing
    tool.type()
    assert tool.exit(timeout=60) == 0, tool.text


def test_a_stop_from_outside_closes_both(beside: Beside) -> None:
    url = beside.world.site.url("facebook", session="facebook")
    beside.start("run", "facebook", "--url", url, **WHO)
    beside.shows(TURN)
    beside.press("Submit", on=beside.form)
    beside.shows("Paste the code")
    os.kill(beside.pid, signal.SIGINT)
    assert beside.ends() == 130, beside.said
    own = str(beside.client.profile)
    assert [p for p in carrying(TOKEN, os.environ[TOKEN]) if own in p.command] == []
    record = beside.world.record()
    assert (record["state"], record["sent"]) == ("code_asked", "proved")
