"""Whatever is pasted as the code, through a real terminal: it becomes the code or a reason.

The terminal stays as the shell has set it, so a Ctrl-C or a Ctrl-Z in a paste does what it does
anywhere; nothing else ends, stops or hangs the run.
"""

import re
import shlex
import sys

import pexpect
import pytest
from playwright.sync_api import BrowserType
from support.hostile_site import ASKS, FORM, HostileSite
from support.terminal import Terminal
from support.web_server import PRESSES
from support.world import EMAIL, SecondClient, World

pytestmark = pytest.mark.headed

EOT, XOFF, SUSP = "\x04", "\x13", "\x1a"
_MOVES = re.compile(r"\x1b\[[0-9;]*[ABCDEFGHJKSTfsu]|\x1b\][^\x07]*|\x1b[c78=>]|[\x08\x9b]")
# Not the bell: the tool rings it for a person who had to wait.
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_NO_CODE = "no code of 6 digits"
REFUSED = [
    ("", "Nothing was pasted. If the code does not come"),
    ("123", "too short"),
    ("12345678901", "too long"),
    ("good morning", _NO_CODE),
    ("\u202e good \u2066 morning \u2069", _NO_CODE),
    ("\x1b[2J\x1b]0;owned\x07\x1b[31mhello", _NO_CODE),
]
"""What is pasted, and why it is no code."""
WITH_KEYS = [
    (f"good{EOT} morning{EOT}", _NO_CODE),
    (f"good{XOFF} morning", _NO_CODE),
    (f"{XOFF}good{XOFF}\nmorning{XOFF}", _NO_CODE),
    ("good \u009b31m\u009b2J morning \u009d0;owned\u009c", _NO_CODE),
    ("\x0f\x11\x12\x16\x17\x15 good morning", _NO_CODE),
    ("y\ny\n1\n2\ny", "no code of 6 digits|too short"),
]
"""The same, with what a terminal takes for keys: it erases what stands on its line."""


def _asked(world: World) -> Terminal:
    tool = world.start("facebook", flow="code")
    tool.expect("optout never presses it", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    return tool


def _tries(world: World) -> int:
    return [r.kind for r in world.site.received].count("code")


def _is_refused(tool: Terminal, rows: list[tuple[str, str]]) -> None:
    for pasted, reason in rows:
        tool.press(pasted + "\n")
        tool.expect(reason, timeout=60)
        tool.expect("Paste the code from the e-mail > ", timeout=60)


def test_what_is_no_code_is_said_and_asked_again(world: World) -> None:
    tool = _asked(world)
    _is_refused(tool, REFUSED)
    # The terminal itself echoes what is pasted, an escape as ^[; the tool repeats nothing of it.
    assert "^[[2J" in tool.raw
    assert not _MOVES.search(re.sub(r"\x1b\[[0-9;]*m", "", tool.raw))
    _is_refused(tool, WITH_KEYS)
    _megabytes_are_refused(tool)
    assert _tries(world) == 0

    code = world.code("facebook")
    tool.press(
        f"\x1b[200~Hello,\n\nyour code is\n\n  {code[:3]} {code[3:]}\n\nBye\ny\n1\n\x1b[201~\n"
    )
    tool.expect("has received your objection", timeout=60)
    tool.finish()
    assert tool.exit(timeout=60) == 0


def _megabytes_are_refused(tool: Terminal) -> None:
    """On one line, of which a terminal keeps the first 4,095 bytes, and on two thousand."""
    tool.paste("x" * 2_000_000 + "\n")
    tool.expect(_NO_CODE, timeout=120)
    tool.expect("Paste the code from the e-mail > ", timeout=60)
    tool.paste(("x" * 999 + "\n") * 2_000)  # where it pauses it may end, and each part is refused
    tool.expect(_NO_CODE, timeout=120)
    tool.expect("Paste the code", timeout=60)
    while tool.child.expect(["Paste the code", pexpect.TIMEOUT], timeout=2) == 0:
        pass


def test_a_number_leaves_by_the_persons_word_alone_three_times_and_a_mail_is_kept(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = _asked(world)
    old = world.code("facebook")
    for number, answer in (("12345", "n"), ("1234567", "")):
        tool.type(number)
        tool.expect("most codes have 6. Type it all the same", timeout=60)
        tool.type(answer)
        tool.expect("too short|too long", timeout=60)
        tool.expect("Paste the code", timeout=60)
    assert _tries(world) == 0
    tool.type("12345678")
    tool.expect("Type it all the same", timeout=60)
    tool.type("y")
    tool.expect("Paste the code", timeout=60)  # the site knows no such code
    for tries in (2, 3):
        tool.type(f"{(int(old) + 1) % 1_000_000:06}")
        tool.expect("did not take the code|does not show if it took", timeout=60)
        tool.expect("Paste the code", timeout=60)
        assert _tries(world) == tries
    assert world.record()["state"] == "code_entered"
    assert world.record()["code_status"] == "rejected"
    tool.type(old)
    tool.expect("This code is no longer good. Ask for a new one", timeout=60)  # the page's words
    tool.expect("Paste the code", timeout=60)
    assert world.record()["code_status"] == "rejected"
    browser, page = second_client.page(browser_type)
    page.get_by_role("button", name="Send a new code").click()
    page.get_by_role("status").filter(has_text="@").wait_for()
    tool.type("12345678")
    tool.expect("Type it all the same", timeout=60)
    _a_mail_is_kept(world, tool)
    assert world.record()["code_status"] == "accepted"
    assert _tries(world) == 5
    browser.close()


def _a_mail_is_kept(world: World, tool: Terminal) -> None:
    """It is pasted at a yes or no, where it is said to be a code, which is asked for later."""
    code = world.code("facebook").translate(_FULL_WIDTH)
    asked, tries = tool.text.count("Paste the code"), _tries(world)
    tool.press(f"Hello,\n\nyour code is {code}\n\nBye\n")
    tool.expect("That looks like a code", timeout=60)
    shown = tool.raw.count(code)  # the terminal's own echo
    tool.expect("Type it all the same", timeout=60)
    assert _tries(world) == tries
    tool.type("n")
    tool.expect("Paste the code", timeout=60)
    assert (_tries(world), tool.raw.count(code)) == (tries, shown)
    tool.type(code)
    tool.expect("has received your objection", timeout=60)
    assert _tries(world) == tries + 1
    assert tool.text.count("Paste the code") == asked + 1


def test_a_suspended_run_goes_on_and_a_complaint_in_other_words_is_shown(world: World) -> None:
    """A complaint of an unknown kind is not called a wrong code; Ctrl-D ends the question."""
    complaint = "<p role=alert>Glitch 4711 in the northern pigeon loft.</p>"
    pages = {"/": FORM + PRESSES, "/send": ASKS, "/code": complaint + ASKS}
    environ = {**world.home, "OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL, "PS1": "ready: "}
    shell = world.open_terminal(command=["/bin/sh"], environ=environ, timeout=60)
    command = [sys.executable, "-P", "-m", "optout", "--no-companion", "run", "facebook", "--url"]
    with HostileSite(pages) as site:
        shell.type(shlex.join([*command, site.own + "/"]))
        shell.expect("optout never presses it")
        site.press()
        shell.expect("Paste the code")
        shell.press(f"12{SUSP}")
        shell.expect("ready: ")
        shell.type("fg")
        shell.expect("optout")
        shell.type("123456")
        shell.expect("Glitch 4711 in the northern pigeon loft")
        shell.expect("the page did not take the code")
        shell.expect("Paste the code")
        shell.press(f"{EOT}123456\n")
        shell.expect("type the code in the page yourself")
        shell.interrupt()
        shell.expect("ready: ")
    assert "does not show if it took" not in shell.text
    assert world.record()["state"] == "code_entered"
