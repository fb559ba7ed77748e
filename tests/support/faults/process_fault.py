"""A site behind a network that ends a process of the run when a request of one step comes in."""

from collections.abc import Callable
from dataclasses import dataclass

from support.faults.plain_site import PlainSite
from support.faults.proxy import Network
from support.terminal import Terminal
from support.waiting import until

STEPS = {
    "opening": ("GET", "/"),
    "filling": ("GET", "/typing"),
    "sending": ("POST", "/send"),
    "confirming": ("POST", "/code"),
}
"""The request by which each is known."""


@dataclass
class ProcessFault:
    """The site hears of the request all the same: what is ended comes too late to stop it."""

    site: PlainSite
    network: Network
    tool: Terminal | None = None
    broken: int = 0

    def at(self, step: str, end: Callable[[Terminal], None]) -> None:
        """`end` something of `tool` at that step, once."""

        async def before(method: str, path: str) -> None:
            if STEPS[step] == (method, path) and not self.broken and self.tool:
                self.broken += 1
                end(self.tool)

        self.network.before = before

    def go_through(self, tool: Terminal, step: str) -> None:
        """The person's part as far as `step`."""
        self.tool = tool
        if step in ("sending", "confirming"):
            tool.expect("optout never presses it", timeout=60)
            self.site.press()
        if step == "confirming":
            tool.expect("Paste the code", timeout=60)
            tool.type(self.site.code)

    def is_posted_once(self, step: str) -> None:
        """Assert that the site has one objection from `sending` on, and none before.

        The network may pass it on a moment after the run has ended.
        """
        due = step in ("sending", "confirming")
        if due:
            until(lambda: self.site.objections)
        assert len(self.site.objections) == due
