"""What the forms of one run share: the person, the window, the addresses they lead to."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from optout.run.progress import Facts
from optout.run.talk.standing_messages import standing
from optout.terminal.human import Human, Standing


@dataclass
class Shared:
    """`names`: from each form's key to its name, in the order of the run."""

    human: Human
    names: Mapping[str, str]
    front: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a form needs its tab in front, as long as the person does not have the window."""
    changed_at: float = field(default_factory=monotonic)
    """When the page of a form last changed."""
    turn: str = ""
    """The name of the form through which the person is led now."""
    _addresses: dict[str, str] = field(default_factory=dict)
    _facts: dict[str, Facts] = field(default_factory=dict)

    def first_at(self, address: str, form: str) -> str:
        """The key of the form that came to this address first in this run, which may be `form`."""
        return self._addresses.setdefault(address, form)

    def stands(self, name: str, facts: Facts) -> None:
        """What is known of one objection now; how it stands is kept in sight."""
        self._facts[name] = facts
        self.human.keep_in_sight(self._standings(), self.turn)

    def takes_turn(self, name: str) -> None:
        """The person is led through this form now, or, without a name, through none any more: how
        all stand is said, where there are several."""
        self.turn = name
        self.human.keep_in_sight(self._standings(), name)
        if name and len(self.names) > 1:
            self.human.standings(self._standings())

    def _standings(self) -> list[Standing]:
        return [
            standing(name, self._facts.get(name, Facts()), in_turn=name == self.turn)
            for name in self.names.values()
        ]
