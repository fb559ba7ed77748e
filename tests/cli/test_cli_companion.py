"""Which runs have a companion, by option, environment and file; and what it waits for after an
error."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from run.test_refusals import no_driver, settings_file
from support.command_line import NOWHERE, in_this_process
from support.event_loop import RunAsync

from optout.browser.launch import opened
from optout.cli.beside import Beside
from optout.cli.context import CommandContext
from optout.cli.run import Job
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.terminal.human import EndOfInput

if TYPE_CHECKING:
    from optout.run.plan import Plan

_ON, _OFF = {"OPTOUT_COMPANION": "true"}, {"OPTOUT_COMPANION": "false"}
_PLAIN = {"OPTOUT_PLAIN": "true"}
_RUNS: list[tuple[str, Mapping[str, str], str, bool]] = [
    ("run", {}, "", True),
    ("all --accounts facebook", {}, "", True),
    ("practice", {}, "", True),
    ("", {}, "", True),
    ("run --json", {}, "", True),
    ("run --no-companion", {}, "", False),
    ("run --no-companion", _ON, "companion = true", False),
    ("--no-companion", {}, "", False),
    ("practice --no-companion", {}, "", False),
    ("run", _OFF, "", False),
    ("run", {}, "companion = false", False),
    ("run", _ON, "companion = false", True),
    ("run", _OFF, "companion = true", False),
    ("run --plain", {}, "", False),
    ("run", _PLAIN, "", False),
    ("run", {}, "plain = true", False),
    ("run --plain", {}, "companion = true", True),
    ("run --plain", _ON, "", True),
    ("practice", _PLAIN, "companion = true", True),
    ("practice", {}, "companion = false", False),
    ("run", {"OPTOUT_HEADLESS": "true", **_ON}, "", False),
    ("run --manual", _ON, "", False),
    ("practice --hands-off", _ON, "", False),
]


def test_which_runs_have_one(own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[Plan] = []

    async def noted(_job: Job, plan: "Plan", *_more: object) -> None:
        plans.append(plan)

    monkeypatch.setattr("optout.browser.launch.driver", no_driver)
    # What it shows it would show to every later test of this process.
    monkeypatch.setattr("optout.practice.play.show_every_form", lambda: None)
    for way in ("_in_browser", "_by_hand"):
        monkeypatch.setattr(Job, way, noted)
    file = settings_file(own_home)
    who = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "a@example.org", "OPTOUT_BROWSER": NOWHERE}
    for command, environ, settings, expected in _RUNS:
        file.write_text(f"{settings}\n")
        home = {**own_home, **who, "OPTOUT_COMPANION": "", **environ}
        done = in_this_process(home, *command.split())
        assert done.returncode == 0, (command, done.stderr)
        plan = plans.pop()
        assert (plan.browser is not opened) is expected, (command, environ, settings)
        assert plan.stays_open is ("--json" not in command)


@pytest.mark.parametrize(("waits", "stays"), [(True, True), (True, False), (False, True)])
def test_an_error_is_left_to_be_read_and_keeps_its_exit_code(
    run_async: RunAsync, tmp_path: Path, waits: bool, stays: bool
) -> None:
    context = CommandContext(config=tmp_path / "optout.toml")
    asked = list[str]()

    async def go_on(_question: str, button: str) -> None:
        asked.append(button)
        if not stays:
            raise EndOfInput

    async def fails() -> None:
        async with Beside(context, context.console, played=False, waits=waits):
            both = context.both
            assert both
            both.terminal.can_ask, both.expected = False, True
            both.go_on = go_on  # type: ignore[method-assign]
            raise OptoutError(errors.NO_TERMINAL)

    with pytest.raises(OptoutError):
        run_async(fails())
    assert asked == (["Finish"] if waits else [])
