"""What drives the browser is killed alone, at each step: no event tells the tool of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from faults import processes
from faults.plain_site import PlainSite
from faults.proxy import Network
from run.conftest import World
from support.event_loop import RunAsync
from support.leftovers import gone
from support.terminal import Terminal

pytestmark = [pytest.mark.headed, pytest.mark.slow]

ABANDONED = r"As far as optout saw, nothing was sent|something was sent, but nothing showed"
SENT = "Your request was sent, but the page gave no answer"


@dataclass
class Line:
    """A site behind a network that kills the driver of `tool` when a request comes in."""

    site: PlainSite
    network: Network
    tool: Terminal | None = None
    killed: int = 0

    def kill_at(self, step: str) -> None:
        async def before(method: str, path: str) -> None:
            steps = {
                "opening": ("GET", "/"),
                "filling": ("GET", "/typing"),
                "sending": ("POST", "/send"),
                "confirming": ("POST", "/code"),
            }
            if steps[step] == (method, path) and not self.killed and self.tool:
                self.killed = processes.driver(self.tool)
                processes.kill(self.killed)

        self.network.before = before


@pytest.fixture
def line(run_async: RunAsync) -> Iterator[Line]:
    with PlainSite(alone=True) as site:
        network = Network(site.origin)
        run_async(network.start())
        try:
            yield Line(site, network)
        finally:
            run_async(network.close())


@pytest.mark.parametrize(
    ("step", "state", "says"),
    [
        ("opening", "abandoned", ABANDONED),
        ("filling", "abandoned", ABANDONED),
        ("sending", "abandoned", ABANDONED),
        ("confirming", "code_entered|code_asked", SENT),
    ],
)
def test_the_run_ends_with_a_true_state(
    world: World, line: Line, step: str, state: str, says: str
) -> None:
    line.kill_at(step)
    line.tool = tool = world.run("facebook", "--url", line.network.origin, "--json")
    if step in ("sending", "confirming"):
        tool.expect("Keep the window open and this one too")
        line.site.pressed.set()
    if step == "confirming":
        tool.expect("Paste the code")
        tool.type(line.site.code)
    tool.expect("the window was closed", timeout=60)
    tool.expect(says)
    assert tool.exit(timeout=60) == 1, tool.text
    assert line.killed
    assert world.record()["state"] in state.split("|")
    assert f'"state": "{world.record()["state"]}"' in tool.text
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert "Traceback" not in tool.text
    assert "Exception" not in tool.text
