"""A choice that Enter has put off: it may be made later, while nothing is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from optout.i18n import _
from optout.terminal.choosing import by_number
from optout.terminal.human import Choice, Offer


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """The first of `choices` is to wait. Another one made later is done by `choose`, by its
    value."""

    choices: Sequence[Choice]
    choose: Callable[[str], None]

    def hear(self, typed: str) -> str:
        """What to say to what is typed; nothing where it makes the choice."""
        for picked in by_number(typed, self.choices):
            if picked is not self.choices[0]:
                self.choose(picked.value)
                return ""
        return _("Waiting. To answer: 1 to {last}, then Enter.").format(last=len(self.choices))

    def offers(self) -> list[Offer]:
        """The same choices as buttons."""
        return [Offer(c.label, partial(self.choose, c.value)) for c in self.choices[1:]]
