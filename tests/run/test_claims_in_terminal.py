"""What the page answers, as the person meets it in the terminal: quoted, and an end or none."""

import json

import pytest
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form
from support.world import World

pytestmark = pytest.mark.headed

FORM = form(COUNTRY, EMAIL, WHY, PRESSES)
RECEIVED = "Your request has been received."
ENDS = [
    (RECEIVED, "it has received your objection", "acknowledged", 0),
    ("Your request was rejected.", "refuses the request", "refused", 1),
    ("This form is not available in your country.", "not available", "unavailable", 4),
    ("You have already sent this request.", "objected already", "already_objected", 0),
]


@pytest.mark.parametrize(("said", "told", "state", "code"), ENDS)
def test_an_end_is_quoted(world: World, said: str, told: str, state: str, code: int) -> None:
    with PageSite({"/": FORM, "/said": f"<p>{said}</p>"}, {"/send": "/said"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect(f"Facebook says: “{said}”")
        tool.expect(told)
        if state in ("refused", "unavailable"):
            tool.expect("by hand, with the letter")
            tool.type("n")
        tool.finish()
        if code == 0:
            tool.expect("Erase this sign-in")
            tool.type("n")
        assert tool.exit() == code
    record = world.record()
    assert (record["state"], record["quote"]) == (state, said)


NO_ENDS = [
    ("An error occurred. Please try again.", "It may have arrived"),
    ("Click the link in the e-mail to confirm your request.", "Do that first"),
    ("Enter the code from our letter in your account.", "Do that first"),
]


@pytest.mark.parametrize(("said", "told"), NO_ENDS)
def test_what_is_no_end_is_quoted_and_the_run_goes_on(world: World, said: str, told: str) -> None:
    with PageSite({"/": FORM, "/said": f"<p>{said}</p>"}, {"/send": "/said"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect(f"Facebook says: “{said}”", timeout=40)
        tool.expect(told)
        tool.expect("what does the page say")
        tool.interrupt()
        assert tool.exit() == 130
    record = world.record()
    assert (record["state"], record["sent"], record["quote"]) == ("abandoned", "left", said)


@pytest.mark.parametrize("yes", [True, False])
def test_in_doubt_the_person_is_asked_with_the_quote(world: World, yes: bool) -> None:
    said = "Your case is in good hands."
    with PageSite({"/": FORM, "/said": f"<p>{said}</p>"}, {"/send": "/said"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect(f"Facebook says: “{said}”", timeout=40)
        tool.expect("mean that it was received")
        tool.type("y" if yes else "")
        if yes:
            tool.finish()
        else:
            tool.expect("what does the page say")
            tool.interrupt()
        tool.exit()
    record = world.record()
    state = "unconfirmed" if yes else "abandoned"
    assert (record["state"], record["sent"], record["quote"]) == (state, "left", said)


@pytest.mark.parametrize("kept", ["0", "1"])
def test_thanks_over_a_form_that_keeps_what_it_holds(world: World, kept: str) -> None:
    tool = world.start("facebook", flow="direct", kept=kept)
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook says: “")
    tool.expect("mean that it was received" if kept == "1" else "has received your objection")
    tool.interrupt()
    tool.exit()
    assert world.record()["state"] == ("abandoned" if kept == "1" else "acknowledged")


@pytest.mark.parametrize(("said", "quote"), [(RECEIVED, RECEIVED), ("", None)])
def test_the_quote_in_json(world: World, said: str, quote: str | None) -> None:
    with PageSite({"/": FORM, "/said": f"<p>{said}</p>"}, {"/send": "/said"}) as site:
        tool = world.run("facebook", "--json", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("has received your objection" if said else "what does the page say", timeout=40)
        if said:
            tool.expect("Erase this sign-in")
            tool.type("n")
        else:
            tool.interrupt()
        tool.exit()
        (line,) = [one for one in tool.text.splitlines() if one.startswith("{")]
    assert json.loads(line)["quote"] == quote
