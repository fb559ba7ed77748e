"""A process of the run ends while a request is under way, at each step: what is said is true.

The site receives the request all the same. What drives the browser may end alone: no event tells
the tool of that.
"""

import re
import signal
from collections.abc import Callable, Iterator

import pytest
from support.covering import some
from support.event_loop import RunAsync
from support.faults import processes
from support.faults.plain_site import PlainSite
from support.faults.process_fault import STEPS, ProcessFault
from support.faults.proxy import Network
from support.leftovers import gone
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed

NOTHING = "nothing was sent. Run it again"
IN_DOUBT = r"something was sent, but nothing showed|could not see if you sent it"
SENT = "Your request was sent, and the code is typed"
EARLIER = "a request was sent on"


@pytest.fixture
def process_fault(run_async: RunAsync) -> Iterator[ProcessFault]:
    with PlainSite(alone=True) as site:
        network = Network(site.origin)
        run_async(network.start())
        try:
            yield ProcessFault(site, network)
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
    return ("code_entered",) if step == "confirming" else ("abandoned",)


def _nothing_is_left(tool: Terminal) -> None:
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert "Traceback" not in tool.text
    assert "Exception" not in tool.text


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", [_browser, _driver])
def test_the_window_is_gone(
    world: World, process_fault: ProcessFault, step: str, end: Callable[[Terminal], None]
) -> None:
    process_fault.at(step, end)
    tool = world.run("facebook", "--url", process_fault.network.origin, "--json")
    process_fault.go_through(tool, step)
    tool.expect("its page was closed", timeout=60)
    assert tool.exit(timeout=60) == 1, tool.text
    assert process_fault.broken
    assert world.record()["state"] in _states(step)
    assert f'"state": "{world.record()["state"]}"' in tool.text
    # While it is filled in, the person may have sent it already if a field held something by then.
    either = f"{NOTHING}|{IN_DOUBT}"
    says = {"filling": either, "sending": IN_DOUBT, "confirming": SENT}.get(step, NOTHING)
    assert re.search(says, tool.text), tool.text
    assert not (step == "sending" and NOTHING in tool.text), tool.text
    assert len(process_fault.site.objections) == (step in ("sending", "confirming"))
    _nothing_is_left(tool)


@pytest.mark.parametrize(
    ("number", "says", "never"),
    [
        (signal.SIGKILL, "could not see if you sent it", NOTHING),
        (signal.SIGTERM, NOTHING, "see if"),
    ],
    ids=["killed", "in_order"],
)
def test_a_browser_that_breaks_off_may_have_sent(
    world: World, process_fault: ProcessFault, number: signal.Signals, says: str, never: str
) -> None:
    tool = world.run("facebook", "--url", process_fault.network.origin)
    tool.expect("Keep the window open and this one too", timeout=60)
    processes.kill(processes.browser(tool), number)
    tool.expect("its page was closed", timeout=60)
    assert tool.exit(timeout=60) == 1, tool.text
    assert says in tool.text, tool.text
    assert never not in tool.text, tool.text
    assert world.record().get("lost_sight", False) == (number is signal.SIGKILL)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", some([_term, Terminal.interrupt], [_term]))
def test_it_is_stopped(
    world: World, process_fault: ProcessFault, step: str, end: Callable[[Terminal], None]
) -> None:
    process_fault.at(step, end)
    tool = world.run("facebook", "--url", process_fault.network.origin, "--json")
    process_fault.go_through(tool, step)
    tool.expect("Stopped", timeout=60)
    assert tool.exit(timeout=60) == 130, tool.text
    assert process_fault.broken
    assert world.record()["state"] in _states(step)
    assert (step == "sending") == bool(re.search(IN_DOUBT, tool.text)), tool.text
    _nothing_is_left(tool)


@pytest.mark.parametrize(
    ("step", "state", "says"),
    [
        ("opening", "prepared", "is being opened"),
        pytest.param("filling", "prepared", "is being opened", marks=pytest.mark.thorough),
        ("sending", "prefilled", IN_DOUBT),
        ("confirming", "code_entered", EARLIER),
    ],
)
def test_it_is_killed_and_the_next_run_knows(
    world: World, process_fault: ProcessFault, step: str, state: str, says: str
) -> None:
    process_fault.at(step, _kill)
    tool = world.run("facebook", "--url", process_fault.network.origin)
    process_fault.go_through(tool, step)
    assert tool.exit(timeout=60) == -signal.SIGKILL
    assert process_fault.broken
    assert world.record()["state"] in state.split("|")
    _nothing_is_left(tool)
    process_fault.site.pressed.clear()
    later = world.run("facebook", "--url", process_fault.network.origin)
    later.expect(says, timeout=60)
    later.expect("add --again" if step == "confirming" else "Keep the window", timeout=60)
    doubt = bool(re.search(IN_DOUBT, later.text))
    assert step == "filling" or (step == "sending") == doubt, later.text
    assert len(process_fault.site.objections) == (step in ("sending", "confirming"))


@pytest.mark.thorough
def test_a_driver_that_ends_alone_is_remembered(world: World, process_fault: ProcessFault) -> None:
    process_fault.at("sending", _driver)
    tool = world.run("facebook", "--url", process_fault.network.origin)
    process_fault.go_through(tool, "sending")
    assert tool.exit(timeout=60) == 1
    process_fault.site.pressed.clear()
    later = world.run("facebook", "--url", process_fault.network.origin)
    later.expect(IN_DOUBT, timeout=60)
    later.expect("sending again may be a second request", timeout=60)
    later.expect("Keep the window", timeout=60)
    assert len(process_fault.site.objections) == 1
