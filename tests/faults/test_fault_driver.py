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
from support.faults.processes import browser_ends, driver_ends, killed, nothing_is_left, stopped
from support.faults.proxy import Network
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed

NOTHING = "Nothing was sent"
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


def _state(step: str) -> str:
    return "code_entered" if step == "confirming" else "abandoned"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("end", [browser_ends, driver_ends])
def test_the_window_is_gone(
    world: World, process_fault: ProcessFault, step: str, end: Callable[[Terminal], None]
) -> None:
    process_fault.at(step, end)
    tool = world.run("facebook", "--url", process_fault.network.origin, "--json")
    process_fault.go_through(tool, step)
    tool.expect("The window is closed", timeout=60)
    assert tool.exit(timeout=60) == 1, tool.text
    assert process_fault.broken
    assert world.record()["state"] == _state(step)
    assert f'"state": "{_state(step)}"' in tool.text
    # While it is filled in, the person may have sent it already if a field held something by then.
    either = f"{NOTHING}|{IN_DOUBT}"
    says = {"filling": either, "sending": IN_DOUBT, "confirming": SENT}.get(step, NOTHING)
    assert re.search(says, tool.text), tool.text
    assert not (step == "sending" and NOTHING in tool.text), tool.text
    process_fault.is_posted_once(step)
    nothing_is_left(tool)


def test_a_browser_that_ends_in_order_saw_that_nothing_was_sent(
    world: World, process_fault: ProcessFault
) -> None:
    tool = world.run("facebook", "--url", process_fault.network.origin)
    tool.expect("optout never presses it", timeout=60)
    processes.kill(processes.browser(tool), signal.SIGTERM)
    tool.expect("The window is closed", timeout=60)
    assert tool.exit(timeout=60) == 1, tool.text
    assert NOTHING in tool.text, tool.text
    assert "see if" not in tool.text, tool.text
    assert not world.record().get("lost_sight", False)


@pytest.mark.parametrize("step", some(list(STEPS), ["sending"]))
@pytest.mark.parametrize("end", some([stopped, Terminal.interrupt], [stopped]))
def test_it_is_stopped(
    world: World, process_fault: ProcessFault, step: str, end: Callable[[Terminal], None]
) -> None:
    process_fault.at(step, end)
    tool = world.run("facebook", "--url", process_fault.network.origin, "--json")
    process_fault.go_through(tool, step)
    tool.expect("Stopped", timeout=60)
    assert tool.exit(timeout=60) == 130, tool.text
    assert process_fault.broken
    assert world.record()["state"] == _state(step)
    assert (step == "sending") == bool(re.search(IN_DOUBT, tool.text)), tool.text
    nothing_is_left(tool)


@pytest.mark.parametrize(
    ("step", "state", "says"),
    [
        ("opening", "prepared", ""),
        pytest.param("filling", "prepared", "is being opened", marks=pytest.mark.thorough),
        ("sending", "prefilled", IN_DOUBT),
        ("confirming", "code_entered", EARLIER),
    ],
)
def test_it_is_killed_and_the_next_run_knows(
    world: World, process_fault: ProcessFault, step: str, state: str, says: str
) -> None:
    process_fault.at(step, killed)
    tool = world.run("facebook", "--url", process_fault.network.origin)
    process_fault.go_through(tool, step)
    assert tool.exit(timeout=60) == -signal.SIGKILL
    assert process_fault.broken
    assert world.record()["state"] == state
    nothing_is_left(tool)
    if not says:
        return
    later = world.run("facebook", "--url", process_fault.network.origin)
    later.expect(says, timeout=60)
    later.expect("add --again" if step == "confirming" else "optout never presses it", timeout=60)
    doubt = bool(re.search(IN_DOUBT, later.text))
    assert step == "filling" or (step == "sending") == doubt, later.text
    process_fault.is_posted_once(step)
