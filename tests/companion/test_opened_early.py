"""The browser that opens before the first question, where it does not: told as without it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from support.another_optout import another_optout
from support.command_line import NOWHERE, in_this_process
from support.event_loop import RunAsync
from support.scripted_person import ScriptedPerson

from optout.browser import launch
from optout.companion import browser as companion_browser
from optout.companion.both import TerminalAndCompanion
from optout.companion.browser import BrowserWithCompanion
from optout.domain import errors
from optout.domain.errors import OptoutError

WHO = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "prenom.nom@example.org"}
SCREEN = {"DISPLAY": ":77"}
"""Of nobody: no window opens there."""
FAILS = {
    "no browser": ({"OPTOUT_BROWSER": NOWHERE, **SCREEN}, errors.BROWSER_AWAY),
    "no screen": ({}, errors.NO_DISPLAY),
    "it ends": ({"OPTOUT_BROWSER": "/bin/false", **SCREEN}, errors.BROWSER_DID_NOT_START),
    "another optout": (SCREEN, errors.LOCKED),
}
ROWS = [
    *((why, "known", "no terminal") for why in FAILS),
    *((why, "asks", "no terminal") for why in FAILS),
    *((why, "asks", "terminal") for why in FAILS),
]


@asynccontextmanager
async def _no_driver() -> AsyncIterator["asyncio.Future[None]"]:
    started = asyncio.get_running_loop().create_future()
    started.set_result(None)
    yield started


@pytest.mark.linux("a screen that is not there")
@pytest.mark.parametrize(("why", "known", "where"), ROWS)
def test_why_it_does_not_open_is_told(
    own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch, why: str, known: str, where: str
) -> None:
    """Where there is neither a window nor a terminal to ask in: what is missing."""
    environ, problem = FAILS[why]
    own_home.pop("DISPLAY", None)
    settings = {**own_home, **environ, "OPTOUT_COMPANION": "true"}
    if known == "known":
        settings |= WHO
    elif where == "no terminal" and why in ("no browser", "no screen"):
        problem = errors.SETTING_MISSING
    if why != "it ends":
        monkeypatch.setattr(launch, "driver", _no_driver)
    typed = [*WHO.values()] if where == "terminal" else None
    data = Path(own_home["XDG_DATA_HOME"]) / "optout"
    with another_optout(data) if why == "another optout" else nullcontext():
        done = in_this_process(settings, "run", "facebook", typed=typed)
    assert f"({problem.code})" in done.stderr, done.stderr
    assert done.stderr.count("(OPT-") == 1
    assert done.returncode == problem.exit
    assert ("country of residence (" in done.stderr) is (where == "terminal")


class _Browser(BrowserWithCompanion):
    """It opens once it was tried so often; `problem` is why not before."""

    def __init__(self, problem: errors.Problem) -> None:
        super().__init__(TerminalAndCompanion(ScriptedPerson()))
        self.problem, self.tries = problem, 0

    @asynccontextmanager
    async def _with_companion(self, *_given: object) -> AsyncIterator[Any]:
        self.tries += 1
        if self.tries == 1:
            raise OptoutError(self.problem)
        yield "context"


@pytest.mark.parametrize(
    ("problem", "tries"), [(errors.LOCKED, 2), (errors.BROWSER_DID_NOT_START, 1)]
)
def test_only_another_optout_may_have_ended_meanwhile(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, problem: errors.Problem, tries: int
) -> None:
    monkeypatch.setattr(companion_browser, "checked", lambda _launch: None)
    browser = _Browser(problem)

    async def opens() -> str:
        given: Any = (launch.Launch(Path()), None)
        browser.open_early(*given)
        try:
            async with browser.opened(*given) as context:
                return str(context)
        except OptoutError as error:
            return error.problem.code
        finally:
            await browser.close()

    assert run_async(opens()) == ("context" if tries == 2 else problem.code)
    assert browser.tries == tries
