"""What a terminal takes for keys, in the midst of what is pasted as the code.

The terminal stays as the shell has set it, so a Ctrl-C or a Ctrl-Z in a paste does what it does
anywhere; nothing else ends, stops or hangs the run.
"""

import shlex
import sys

import pytest
from support.terminal import Terminal
from support.world import EMAIL, World

pytestmark = pytest.mark.headed

EOT, XOFF, SUSP = "\x04", "\x13", "\x1a"


def _asked(world: World) -> Terminal:
    tool = world.start("facebook", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code from the e-mail > ", timeout=60)
    return tool


def _goes_on(world: World, tool: Terminal) -> None:
    tool.expect("Paste the code from the e-mail > ", timeout=60)
    tool.type(world.code("facebook"))
    tool.expect("has received your objection", timeout=60)


def test_no_key_in_a_paste_stops_it(world: World) -> None:
    tool = _asked(world)
    for pasted in (
        f"good{EOT} morning{EOT}",
        f"good{XOFF} morning",
        f"{XOFF}good{XOFF}\nmorning{XOFF}",
        "good \u009b31m\u009b2J morning \u009d0;owned\u009c",
        "\x0f\x11\x12\x16\x17\x15 good morning",
    ):
        tool.press(pasted + "\n")
        tool.expect("no code of 6 digits", timeout=60)
        tool.expect("Paste the code from the e-mail > ", timeout=60)
    tool.type(world.code("facebook"))
    tool.expect("has received your objection", timeout=60)


def test_an_end_of_input_leaves_the_code_to_the_page(world: World) -> None:
    tool = _asked(world)
    tool.press(f"{EOT}123456\n")
    tool.expect("type the code in the page yourself", timeout=60)
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    assert world.record()["state"] == "code_asked"


def test_ten_megabytes_on_one_line_are_read_and_refused(world: World) -> None:
    """A terminal keeps the first 4,095 bytes of a line."""
    tool = _asked(world)
    tool.paste("x" * 10_000_000 + "\n")
    tool.expect("no code of 6 digits", timeout=120)
    _goes_on(world, tool)


def test_a_suspended_run_goes_on(world: World) -> None:
    environ = {**world.home, "OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL, "PS1": "ready: "}
    shell = world.open_terminal(command=["/bin/sh"], environ=environ, timeout=60)
    url = world.site.url("facebook", session="s", flow="code")
    shell.type(shlex.join([sys.executable, "-P", "-m", "optout", "run", "facebook", "--url", url]))
    shell.expect("Keep the window open and this one too")
    world.site.person_does("facebook", "submit")
    shell.expect("Paste the code")
    shell.press(f"12{SUSP}")
    shell.expect("ready: ")
    shell.type("fg")
    shell.expect("optout")
    shell.type(world.code("facebook"))
    shell.expect("has received your objection")
