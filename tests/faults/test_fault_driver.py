"""A process of the run ends while a request is under way, at each step: what is said is true.

The site receives the request all the same. What drives the browser may end alone: no event tells
the tool of that.
"""

import re
import signal
from collections.abc import Callable, Iterator

import pytest
from faults import processes
from faults.line import STEPS, Line
from faults.plain_site import PlainSite
from faults.proxy import Network
from run.conftest import World
from support.event_loop import RunAsync
from support.leftovers import gone
from support.terminal import Terminal

pytestmark = [pytest.mark.headed, pytest.mark.slow]

NOTHING = "nothing was sent. Run it again"
IN_DOUBT = r"something was sent, but nothing showed|could not see if you sent it"
SENT = "Your request was sent, but"
EARLIER = "a request was sent on"


@pytest.fixture
def line(run_async: RunAsync) -> Iterator[Line]:
    with PlainSite(alone=True) as site:
        network = Network(site.origin)
        run_async(network.start())
        try:
            yield Line(site, network)
        finally:
            run_async(network.close())


def _browser(tool: Terminal) -> None:
    processes.kill(processes.browser(tool))


def _driver(tool: Terminal) -> None:
    processes.kill(processes.driver(tool))


def _term(tool: Terminal) -> None:
    processes.kill(tool.pid, signal.SIGTERM)


def _kill(tool: Terminal) -> None:
    processes.kill(tool.pid)


def _states(step: str) -> tuple[str, ...]:
    # A code that is under way may have been noted as typed.
    return ("code_asked", "code_entered") if step == "confirming" else ("abandoned",)


def _nothing_is_left(tool: Terminal) -> None:
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert "Traceback" not in tool.text
    assert "Exception" not in tool.text


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", [_browser, _driver])
def test_the_window_is_gone(
    world: World, line: Line, step: str, end: Callable[[Terminal], None]
) -> None:
    line.at(step, end)
    tool = world.run("facebook", "--url", line.network.origin, "--json")
    line.go_through(tool, step)
    tool.expect("the window was closed", timeout=60)
    assert tool.exit(timeout=60) == 1, tool.text
    assert line.broken
    assert world.record()["state"] in _states(step)
    assert f'"state": "{world.record()["state"]}"' in tool.text
    # While it is filled in, the person may have sent it already if a field held something by then.
    either = f"{NOTHING}|{IN_DOUBT}"
    says = {"filling": either, "sending": IN_DOUBT, "confirming": SENT}.get(step, NOTHING)
    assert re.search(says, tool.text), tool.text
    assert not (step == "sending" and NOTHING in tool.text), tool.text
    assert len(line.site.objections) == (step in ("sending", "confirming"))
    _nothing_is_left(tool)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", [_term, Terminal.interrupt])
def test_it_is_stopped(
    world: World, line: Line, step: str, end: Callable[[Terminal], None]
) -> None:
    line.at(step, end)
    tool = world.run("facebook", "--url", line.network.origin, "--json")
    line.go_through(tool, step)
    tool.expect("Stopped", timeout=60)
    assert tool.exit(timeout=60) == 130, tool.text
    assert line.broken
    assert world.record()["state"] in _states(step)
    assert (step == "sending") == bool(re.search(IN_DOUBT, tool.text)), tool.text
    _nothing_is_left(tool)


@pytest.mark.parametrize(
    ("step", "state", "says"),
    [
        ("opening", "prepared", "is being opened"),
        ("filling", "prepared", "is being opened"),
        ("sending", "prefilled", IN_DOUBT),
        ("confirming", "code_asked|code_entered", EARLIER),
    ],
)
def test_it_is_killed_and_the_next_run_knows(
    world: World, line: Line, step: str, state: str, says: str
) -> None:
    line.at(step, _kill)
    tool = world.run("facebook", "--url", line.network.origin)
    line.go_through(tool, step)
    assert tool.exit(timeout=60) == -signal.SIGKILL
    assert line.broken
    assert world.record()["state"] in state.split("|")
    _nothing_is_left(tool)
    line.site.pressed.clear()
    later = world.run("facebook", "--url", line.network.origin)
    later.expect(says, timeout=60)
    later.expect("add --again" if step == "confirming" else "Keep the window", timeout=60)
    doubt = bool(re.search(IN_DOUBT, later.text))
    assert step == "filling" or (step == "sending") == doubt, later.text
    assert len(line.site.objections) == (step in ("sending", "confirming"))


def test_a_driver_that_ends_alone_is_remembered(world: World, line: Line) -> None:
    line.at("sending", _driver)
    tool = world.run("facebook", "--url", line.network.origin)
    line.go_through(tool, "sending")
    assert tool.exit(timeout=60) == 1
    line.site.pressed.clear()
    later = world.run("facebook", "--url", line.network.origin)
    later.expect(IN_DOUBT, timeout=60)
    later.expect("sending again may be a second request", timeout=60)
    later.expect("Keep the window", timeout=60)
    assert len(line.site.objections) == 1
