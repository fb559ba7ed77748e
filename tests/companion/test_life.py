"""How long the companion lives: closed, reloaded, crashed, its browser or its program ended."""

import contextlib
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect
from support.beside import Beside
from support.faults import processes
from support.faults.processes import nothing_is_left
from support.leftovers import files_in, gone
from support.terminal import Terminal
from support.waiting import until
from support.world import EMAIL

from optout.companion.companion_page import ADDRESS
from optout.system import lock

pytestmark = pytest.mark.headed
WHO = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL, "OPTOUT_LANGUAGE": "fr"}
CLOSED = "The window “optout” is closed. optout goes on here."


def _in_terminal(beside: Beside, **page: str) -> Terminal:
    """A run with a companion and a terminal, up to where the form is the person's."""
    beside.world.settings["OPTOUT_COMPANION"] = "true"
    tool = beside.world.start("facebook", flow="code", **page)
    tool.expect("optout never presses it", timeout=60)
    beside.shows("Then press the page's own button to send")
    return tool


def _at_code(beside: Beside) -> Terminal:
    tool = _in_terminal(beside, resume="code")
    beside.world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    beside.shows("Paste the code")
    return tool


def _nothing_runs(beside: Beside) -> None:
    assert gone("XDG_DATA_HOME", beside.world.home["XDG_DATA_HOME"], 20) == []


def test_closed_without_a_terminal_it_ends_the_run(beside: Beside) -> None:
    url = beside.world.site.url("facebook", session="facebook")
    beside.start("run", "facebook", "--url", url, "--wait", "0.05", **WHO)
    beside.shows("Then press the page's own button to send")
    beside.companion.close()
    assert beside.ends() == 1, beside.said
    assert "nobody can answer here. It is closed." in beside.said
    assert CLOSED not in beside.said
    assert beside.world.states()[-1] == "abandoned"
    _nothing_runs(beside)


def test_loaded_anew_it_asks_again_and_crashed_it_is_closed(beside: Beside) -> None:
    tool = _at_code(beside)
    beside.companion.reload()
    expect(beside.companion.get_by_label("Paste the code")).to_be_focused()
    beside.shows("Sent. The code is still missing.")
    form = beside.form
    with contextlib.suppress(Error):
        beside.companion.goto("chrome://crash", timeout=2000)
    tool.expect("optout goes on here")
    tool.expect("Paste the code")
    assert f"e-mail > \n{CLOSED}\n" in tool.text
    until(lambda: beside.open_pages == [form.url])
    tool.type(beside.world.code("facebook"))
    tool.expect("has received your objection", timeout=60)
    tool.finish()
    assert tool.exit(timeout=60) == 0
    assert tool.text.count(CLOSED) == 1


def test_the_form_is_closed_and_the_end_is_told_here(beside: Beside) -> None:
    tool = _in_terminal(beside)
    beside.form.close()
    beside.shows("The window is closed.")
    beside.shows("Facebook: stopped, nothing sent")
    tool.expect("Press Enter here, or close the window “optout”, to finish >")
    assert "stays open, so that you can read" not in tool.text
    beside.press("Finish")
    assert tool.exit(timeout=60) == 1
    assert CLOSED not in tool.text
    nothing_is_left(tool)


@pytest.mark.thorough
def test_no_form_opens_in_its_window_and_what_answers_in_another_is_read(beside: Beside) -> None:
    """The person has just answered in the companion: it is in front of all."""
    world = beside.world
    world.two_forms(flow="direct")
    who = {**WHO, "OPTOUT_COUNTRY": ""}
    beside.start("run", "facebook", "instagram", **who)
    beside.companion.bring_to_front()
    beside.answer("country of residence", "FR")
    beside.shows("Then press the page's own button to send")
    windows = beside.windows
    companion = windows.pop(ADDRESS)
    assert len(windows) == 2
    assert set(windows.values()) == {next(iter(windows.values()))} != {companion}
    form = next(page for page in beside.form.context.pages if "/facebook" in page.url)
    form.evaluate("document.querySelector('form').target = '_blank'")
    form.get_by_role("button", name="Submit").click()
    beside.shows("has received your objection")
    beside.shows("Instagram: you check and send")
    beside.interrupt()
    assert beside.ends() == 130, beside.said
    _nothing_runs(beside)
    assert {record["form"]: record["state"] for record in world.records()} == {
        "facebook": "acknowledged",
        "instagram": "abandoned",
    }


def _bytes(file: Path) -> bytes:
    """What is in a file of a browser that runs, and may erase it meanwhile."""
    try:
        return file.read_bytes()
    except OSError:  # a folder, a socket
        return b""


def test_a_kill_leaves_nothing_of_it_and_the_person_may_quit_the_browser(beside: Beside) -> None:
    world = beside.world
    tool = _at_code(beside)
    beside.companion.get_by_label("Paste the code").fill("typed here, and not sent: 482 913")
    said = tool.text
    processes.kill(tool.pid)
    assert tool.exit() == -signal.SIGKILL
    nothing_is_left(tool, said)
    assert world.record()["state"] == "code_asked"

    with lock.held(world.data):
        beside.forget_browser()
    tool = world.start("facebook", flow="code", resume="code")
    tool.expect("Paste the code", timeout=60)
    beside.shows("Paste the code")
    left = [*map(_bytes, files_in(world.data / "browser"))]
    assert len(left) > 20
    assert not [held for held in left if b"482 913" in held.replace(b"\0", b"")]
    beside.quit_browser()
    assert tool.exit(timeout=60) == 1, tool.text
    assert CLOSED not in tool.text
    nothing_is_left(tool)


def test_the_next_company_opens_in_the_forms_window_and_the_end_is_told(beside: Beside) -> None:
    world = beside.world
    world.settings |= {
        "OPTOUT_FACEBOOK_URL": world.site.url("facebook", session="facebook", flow="direct"),
        "OPTOUT_TIKTOK_URL": world.site.url("instagram", session="tiktok", flow="direct"),
    }
    beside.start("all", "--accounts", "facebook,tiktok,booking", **WHO)
    beside.shows("Facebook: you check and send")
    beside.form.get_by_role("button", name="Submit").click()
    beside.shows("has received your objection")
    beside.companion.bring_to_front()
    beside.press("Go on with TikTok")
    beside.shows("TikTok: you check and send")
    windows = beside.windows
    companion = windows.pop(ADDRESS)
    assert len(windows) == 2
    assert companion not in windows.values()
    for page in beside.form.context.pages:
        if page.url != ADDRESS:
            page.close()
    beside.shows("The browser was closed. Go on with Booking.com?")
    beside.press("No")
    beside.shows("How it stands now")
    beside.press("Finish")
    assert beside.ends() == 1, beside.said
    _nothing_runs(beside)
