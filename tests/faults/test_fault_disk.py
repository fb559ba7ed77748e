"""A full disk, a clock that jumps, a folder that cannot be written, and nobody to ask."""

import errno
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from support.covering import some
from support.faults.scenario_run import Scenario, ScenarioRun
from support.faults.shared_browser import EMAIL, FaultRun, Faults
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal
from support.world import World

from optout.dossier.file import now
from optout.system import files
from optout.terminal.human import Act

pytestmark = pytest.mark.headed

LADDER = ["prepared", "prefilled", "submitted", "code_asked", "code_entered", "acknowledged"]
WHOLE = Scenario("none", "never", "classic-code", "has received your objection", "acknowledged", 0)


class Disk:
    """A disk that is full from the moment that the person has the form, for some writes or all."""

    def __init__(self, patch: pytest.MonkeyPatch, refuses: int) -> None:
        self._fill, self._left, self.full = files._fill, refuses, False
        patch.setattr(files, "_fill", self._write)

    def fills_up(self) -> None:
        self.full = True

    def _write(self, part: Path, data: bytes) -> None:
        if self.full and self._left:
            self._left -= 1
            raise OSError(errno.ENOSPC, "full")
        self._fill(part, data)


async def _to_the_end(fault_run: FaultRun, meanwhile: Callable[[], object]) -> FaultRun:
    """A whole run; `meanwhile` is done each time that the page is the person's."""
    scenario_run = ScenarioRun(WHOLE, fault_run)
    turn = fault_run.person.on_turn
    assert turn

    async def then(act: Act) -> None:
        meanwhile()
        await turn(act)

    fault_run.person.on_turn = then
    await scenario_run.to_the_end()
    return fault_run


@pytest.mark.parametrize(("refuses", "code"), [(3, 0), (10_000, 1)])
def test_a_full_disk_does_not_take_the_page_away(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, refuses: int, code: int
) -> None:
    disk = Disk(monkeypatch, refuses)
    fault_run = faults.run("classic-code", lambda one: _to_the_end(one, disk.fills_up))
    assert fault_run.site.objected()
    assert "the disk is full" in fault_run.person.text
    assert "has received your objection" in fault_run.person.text
    (result,) = fault_run.results
    assert (result.state, result.exit) == ("acknowledged", code)
    (record,) = fault_run.records()
    states = [str(rung.state) for rung in record.rungs]
    assert states == (LADDER if code == 0 else LADDER[:2])


def test_what_the_disk_refused_is_not_called_kept(world: World) -> None:
    tool = world.start("facebook", "--json", flow="code")
    tool.expect("optout never presses it", timeout=60)
    dossiers = world.data / "dossiers"
    dossiers.rename(dossiers.with_name("elsewhere"))
    dossiers.write_text("a file in the way: the folder cannot be made again")
    tool.interrupt()
    tool.expect("Not all of it could be kept in")
    assert tool.exit(timeout=60) == 130
    assert "Kept in" not in tool.text
    assert "The proof so far is kept" not in tool.text


@pytest.mark.parametrize("hours", some([-30, 30], [-30]))
def test_a_clock_that_jumps_changes_no_state(faults: Faults, hours: int) -> None:
    jumps = count()

    def clock() -> datetime:
        return now().astimezone(UTC) + timedelta(hours=hours * next(jumps))

    fault_run = faults.run("classic-code", lambda one: _to_the_end(one, lambda: None), clock)
    (record,) = fault_run.records()
    assert [str(rung.state) for rung in record.rungs] == LADDER


def test_a_folder_that_cannot_be_written(
    terminal: OpenTerminal, ordinary_user: OrdinaryUser, display: str
) -> None:
    data = Path(ordinary_user.environ["HOME"]) / "locked"
    data.mkdir(mode=0o500)
    os.chown(data, ordinary_user.account.uid, -1)
    environ = ordinary_user.environ | {
        "DISPLAY": display,
        "OPTOUT_COUNTRY": "FR",
        "OPTOUT_EMAIL": EMAIL,
        "OPTOUT_DATA_DIR": str(data),
    }
    tool = terminal("run", "facebook", environ=environ, user=ordinary_user, timeout=60)
    tool.expect("OPT-501")
    assert tool.exit() == 1
    assert "you have no right to write there" in " ".join(tool.text.split())
    assert "is being opened" not in tool.text


@pytest.mark.parametrize("redirection", some(["</dev/null", "<&-"], ["<&-"]))
def test_nobody_to_ask_but_somebody_at_the_page(world: World, redirection: str) -> None:
    url = world.site.url("facebook", session="s", flow="code")
    line = f'exec "{sys.executable}" -P -m optout run facebook --url "{url}" {redirection}'
    who = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL}
    environ = {**world.home, **who, "OPTOUT_COMPANION": "false"}
    tool = world.open_terminal(command=["/bin/sh", "-c", line], environ=environ, timeout=60)
    tool.expect("optout never presses it")
    world.site.person_does("facebook", "submit")
    tool.expect("type the code in the page yourself")
    world.site.person_does("facebook", "type_code:" + world.code("facebook"))
    tool.expect("has received your objection")
    assert tool.exit() == 0
    assert "Traceback" not in tool.text
    assert world.record()["state"] == "acknowledged"
