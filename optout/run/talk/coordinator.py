"""What several forms of one run share: the person, the window, the addresses they lead to."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from optout.run.talk.turns import Turns
from optout.terminal.human import Human


@dataclass
class Coordinator:
    """`forms`: from each form's key to its name, in the order of the run."""

    human: Human
    forms: Mapping[str, str]
    turns: Turns = field(init=False)
    front: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a form needs its tab in front."""
    changed_at: float = field(default_factory=monotonic)
    """When the page of a form last changed."""
    _addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = Turns(self.human, self.forms)

    def first_at(self, address: str, form: str) -> str:
        """The key of the form that came to this address first in this run, which may be `form`."""
        return self._addresses.setdefault(address, form)
