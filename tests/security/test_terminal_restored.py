"""The shell's terminal is as it was, whatever ended the run."""

import re
import shlex
import sys

import pytest
from support.faults import processes
from support.world import EMAIL, World

pytestmark = pytest.mark.headed


@pytest.mark.parametrize("how", ["ctrl_c", "kill", "browser"])
def test_stty_is_the_same_before_and_after(world: World, how: str) -> None:
    environ = {**world.home, "OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL, "PS1": "ready: "}
    shell = world.open_terminal(command=["/bin/sh"], environ=environ, timeout=60)
    url = world.site.url("facebook", session="s", flow="code")
    shell.type("stty -a; echo be''fore")
    shell.expect("before")
    shell.type(shlex.join([sys.executable, "-P", "-m", "optout", "run", "facebook", "--url", url]))
    shell.expect("optout never presses it")
    world.site.person_does("facebook", "submit")
    shell.expect("Paste the code")
    if how == "ctrl_c":
        shell.interrupt()
    elif how == "browser":
        processes.kill(processes.browser(shell))
    else:
        tool = next(p for p in processes.of(shell) if "-m optout" in p.command)
        processes.kill(tool.pid)
    shell.expect("ready: ")
    shell.type("stty -a; echo af''ter")
    shell.expect("after")
    told = re.findall(r"speed .*?(?=\r?\n(?:before|after))", shell.text, re.DOTALL)
    assert len(told) == 2, shell.text
    assert told[0] == told[1]
    assert re.search(r"(?<!-)\becho\b", told[1])
