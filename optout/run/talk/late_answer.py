"""A choice that Enter has put off: it may be made later, while nothing is asked."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from optout.i18n import _
from optout.page.reading import Reading
from optout.terminal.choosing import by_number
from optout.terminal.human import Choice

LateAct = Callable[[str], Awaitable[Reading | None]]
"""Does what was chosen, by its value, as a step of the run."""
Wake = Callable[[Awaitable[object]], None]


@dataclass(slots=True)
class LateAnswer:
    """The first of `choices` is to wait. Another one made later wakes the run, which does it."""

    choices: Sequence[Choice]
    act: LateAct
    wake: Wake
    made: Callable[[], Awaitable[Reading | None]] | None = None

    def hear(self, typed: str) -> str:
        """What to say to what is typed; nothing where it makes the choice."""
        for picked in by_number(typed, self.choices):
            if picked is not self.choices[0]:
                self.made = partial(self.act, picked.value)
                self.wake(asyncio.sleep(0))
                return ""
        return _("Waiting. To answer: 1 to {last}, then Enter.").format(last=len(self.choices))
