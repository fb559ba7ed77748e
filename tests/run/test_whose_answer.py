"""Whether an answer, or a question for a code, is about the objection that was sent."""

import pytest
from support.faults import processes
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, TITLE, WHY, form
from support.world import World

pytestmark = pytest.mark.headed

FORM = form(COUNTRY, EMAIL, WHY, PRESSES)
THANKS = "<h1>Thank you</h1><p>Your request was received.</p>"
ASKS = "<p>{said}</p><label>Code <input name=code inputmode=numeric maxlength=6></label>"
OBJECTION = "Enter the 6-digit code that we emailed you to confirm your objection."
SIGNING_IN = "Check your email. Enter the 6-digit code that we sent you to log in."


def code_page(said: str, *, more: str = "") -> str:
    return f"<h1>Enter the code</h1><form method=post action=/code>{ASKS.format(said=said)}{more}\
<button class=send>Confirm</button></form>"


@pytest.mark.thorough
def test_thanks_that_do_not_say_for_what_are_for_what_was_sent(world: World) -> None:
    with PageSite({"/": FORM, "/thanks": THANKS}, {"/send": "/thanks"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("has received your objection")
        tool.finish()
        tool.expect("Erase this sign-in")
        tool.type("n")
        assert tool.exit() == 0
    assert world.record()["state"] == "acknowledged"


@pytest.mark.thorough
def test_such_thanks_where_nothing_was_sent_are_nobodys(world: World) -> None:
    with PageSite({"/": THANKS}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("does not recognise this page", timeout=40)
        assert world.record()["state"] == "prepared"
        tool.interrupt()
        tool.exit()


@pytest.mark.thorough
def test_thanks_before_the_code_has_left_confirm_nothing(world: World) -> None:
    """The page posts something with digits in it, as it did before, and no code."""
    pages = {
        "/": FORM.replace(TITLE, TITLE + "<input form=f type=hidden name=jazoest value=25432>")
        .replace("<form ", "<form id=f "),
        "/code": code_page(OBJECTION).replace("<form", "<form hidden><button></button></form><form")
        + PRESSES.replace("'.send'", "'[name=leave]'")
        + "<form method=post action=/leave><input type=hidden name=jazoest value=25432>"
        "<button name=leave>Close</button></form>",
        "/thanks": THANKS,
    }  # fmt: skip
    with PageSite(pages, {"/send": "/code", "/leave": "/thanks"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("Paste the code")
        site.press()
        tool.expect("mean that it was received", timeout=40)
        assert world.record()["state"] == "code_asked"
        tool.interrupt()
        tool.exit()


def test_the_code_that_a_person_types_in_boxes_counts_as_the_code(world: World) -> None:
    """A digit a box, typed and sent in the page itself."""
    boxes = "".join(f"<input name=d value={d} maxlength=1>" for d in "482915")
    pages = {
        "/": FORM,
        "/code": code_page(OBJECTION).replace("<button", f"{boxes}<button") + PRESSES,
        "/thanks": THANKS,
    }
    with PageSite(pages, {"/send": "/code", "/code": "/thanks"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("Paste the code")
        site.press()
        tool.expect("has received your objection")
        tool.finish()
        tool.expect("Erase this sign-in")
        tool.type("n")
        assert tool.exit() == 0


LOGIN = """<h1>Log in</h1><form method=post action=/login><label>Email <input name=email></label>
<label>Password <input type=password name=pass></label><button class=send>Log in</button></form>"""


@pytest.mark.parametrize(
    ("said", "asked"),
    [(OBJECTION, True), pytest.param(SIGNING_IN, False, marks=pytest.mark.thorough)],
)
def test_a_code_after_a_new_sign_in_may_be_for_signing_in(
    world: World, said: str, asked: bool
) -> None:
    """The session had ended: what was sent met a page to sign in, then came a code."""
    pages = {"/": FORM, "/login": LOGIN + PRESSES, "/code": code_page(said)}
    with PageSite(pages, {"/send": "/login", "/login": "/code"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("Please sign in")
        site.press()
        tool.expect("Paste the code" if asked else "a code of another kind")
        states = [rung["state"] for rung in world.record()["rungs"]]
        assert ("submitted" in states) == asked
        tool.interrupt()
        tool.exit()


@pytest.mark.thorough
def test_signing_out_is_not_sending(world: World) -> None:
    """A page's own little form, of no field that was filled in."""
    out = PRESSES.replace("'.send'", "'[name=out]'") + (
        "<form method=post action=/out><input type=hidden name=fb_dtsg value=abc>"
        "<button name=out>Log out</button></form>"
    )
    pages = {"/": form(COUNTRY, EMAIL, WHY) + out, "/thanks": THANKS}
    with PageSite(pages, {"/out": "/thanks"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("does not recognise this page", timeout=40)
        assert world.record()["state"] == "prefilled"
        tool.interrupt()
        tool.exit()


RESPONSE = "<h1>Thank you</h1><p>Thank you for your response. We received your request.</p>"


@pytest.mark.thorough
def test_a_sign_in_with_a_code_of_its_own_is_not_the_code_that_was_asked(world: World) -> None:
    """Killed at the code. The next run meets a sign-in, the sign-in's own code, and thanks."""
    pages = {"/": FORM, "/code": code_page(OBJECTION)}
    with PageSite(pages, {"/send": "/code"}) as site:
        first = world.run("facebook", "--url", site.url)
        first.expect("you check and")
        site.press()
        first.expect("Paste the code")
        processes.kill(first.pid)
        first.exit()
        typed = f"<input name=code value=482915>{PRESSES}"
        site.pages |= {
            "/": LOGIN + PRESSES,
            "/own": code_page(SIGNING_IN, more=typed).replace("action=/code", "action=/in"),
            "/done": RESPONSE,
        }
        site.leads |= {"/login": "/own", "/in": "/done"}
        tool = world.run("facebook", "--url", site.url)
        tool.expect("Please sign in")
        site.press()
        tool.expect("a code of another kind")
        site.press()
        tool.expect("Facebook says: “", timeout=40)
        tool.interrupt()
        assert tool.exit() == 130
    record = world.record()
    assert (record["state"], record["sent"]) == ("code_asked", "proved")


@pytest.mark.thorough
def test_thanks_after_a_sign_in_are_the_sign_ins(world: World) -> None:
    """What was sent met a page to sign in; then come thanks that do not say for what."""
    pages = {"/": FORM, "/login": LOGIN + PRESSES, "/done": RESPONSE}
    with PageSite(pages, {"/send": "/login", "/login": "/done"}) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect("Please sign in")
        site.press()
        tool.expect("mean that it was received", timeout=40)
        tool.interrupt()
        assert tool.exit() == 130
    record = world.record()
    assert (record["state"], record["sent"]) == ("abandoned", "left")
