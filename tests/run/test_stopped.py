"""Ctrl-C at any time: every form has its line, also one that had not begun."""

import json
import re
import shlex
import shutil
import signal
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from support.faults import processes
from support.terminal import Terminal
from support.world import World

from optout.browser import find

pytestmark = pytest.mark.headed


def _lines(tool: Terminal) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in re.findall(r'\{"form".*\}', tool.text)]
    return {line["form"]: line for line in found}


def test_while_the_browser_starts(world: World, tmp_path: Path) -> None:
    found = find.installed()
    assert found is not None
    marker, slow = tmp_path / "started", tmp_path / "browser"
    slow.write_text(
        f"#!{shutil.which('sh')}\n: >{shlex.quote(str(marker))}\nsleep 20\n"
        f'exec {shlex.quote(found.path)} "$@"\n',
        "utf-8",
    )
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    world.settings["OPTOUT_BROWSER"] = str(slow)
    world.two_forms(flow="code")
    tool = world.run("facebook", "instagram", "--json", columns=400)
    tool.expect("in the window that opens now", timeout=60)
    while not marker.exists():
        time.sleep(0.05)
    tool.interrupt()
    tool.expect("Stopped", timeout=60)
    assert tool.exit(timeout=60) == 130
    lines = _lines(tool)
    assert sorted(lines) == ["facebook", "instagram"]
    assert {(line["state"], line["exit"]) for line in lines.values()} == {("abandoned", 130)}
    assert world.records() == []


def test_whoever_sends_as_it_is_stopped_is_not_told_that_nothing_left(world: World) -> None:
    """The site has it, or not: what is recorded never says less."""
    tool = world.start("facebook", flow="direct")
    tool.expect("optout never presses it", timeout=60)
    world.site.person_does("facebook", "submit")
    processes.kill(tool.pid, signal.SIGTERM)
    assert tool.exit(timeout=60) == 130
    record = world.record()
    assert record["state"] == "abandoned"
    assert not world.objections() or record["sent"] == "left" or record["lost_sight"]
