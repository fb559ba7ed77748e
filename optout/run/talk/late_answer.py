"""A choice that Enter has put off: it may be made later, while nothing is asked."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from optout.i18n import _
from optout.page.reading import Reading
from optout.terminal.choosing import by_number
from optout.terminal.human import Choice

Act = Callable[[], Awaitable[Reading | None]]
"""Does what was chosen, as a step of the run."""


class LateAnswer:
    """The choice that was put off last, until the run asks or hands over again."""

    def __init__(self) -> None:
        self._choices: Sequence[Choice] = ()
        self._choose: Callable[[str], None] = lambda _value: None
        self._chosen: Act | None = None

    def put_off(
        self,
        choices: Sequence[Choice],
        act: Callable[[str], Awaitable[Reading | None]],
        wake: Callable[[], None],
    ) -> None:
        """The first of `choices` is to wait. Another one made later wakes the run, which does
        `act` by its value."""

        def choose(value: str) -> None:
            self._choices, self._chosen = (), partial(act, value)
            wake()

        self._choices, self._choose = choices, choose

    def hear(self, typed: str) -> str | None:
        """What to say to what is typed: nothing where it makes the choice; None where no choice
        was put off."""
        if not self._choices:
            return None
        for picked in by_number(typed, self._choices):
            if picked is not self._choices[0]:
                self._choose(picked.value)
                return ""
        return _("Waiting. To answer: 1 to {last}, then Enter.").format(last=len(self._choices))

    def take(self) -> Act | None:
        """What does the choice that was made since, once."""
        chosen, self._chosen = self._chosen, None
        return chosen

    def drop(self) -> None:
        """Something else is asked, or to be done, by now."""
        self._choices, self._chosen = (), None
