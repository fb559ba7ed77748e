"""The person, as one form has them: led through it in its turn, and told what happened before."""

import asyncio
from collections.abc import Awaitable, Callable

from optout.domain.mailed_code import NoCode, find_code
from optout.i18n import _
from optout.page.reading import Reading
from optout.run.form.shared import Shared
from optout.terminal.human import Human

Do = Callable[[], Awaitable[Reading | None]]
"""Does what the person wants, as a step of the run."""


class PersonNeeded(Exception):
    """Something is to be said or asked about a form through which nobody is led yet."""


class Turn:
    """`wake_after` wakes the form's run after an act. `letter` is what stands in the form."""

    def __init__(
        self,
        shared: Shared,
        wake_after: Callable[[Awaitable[object]], None],
        letter: Callable[[], str],
    ) -> None:
        self.shared, self._wake_after, self._letter = shared, wake_after, letter
        self.led = self.asking = self.waiting = False
        """The person is led through the form; a question about it is open; nothing is done before
        its page changes."""
        self.others = ""
        """The name of the form that comes next, while this one may be set aside."""
        self.aside = False
        """The next form comes first, and this one again after it."""
        self.in_trouble: Do | None = None
        """Helps the person for whom it does not work."""
        self._wanted: Do | None = None
        self._untold: list[Callable[[], None]] = []

    @property
    def human(self) -> Human:
        """The person. Raises `PersonNeeded` unless they are led through this form."""
        if not self.led:
            raise PersonNeeded
        return self.shared.human

    def asks(self, is_open: bool) -> None:
        """A question about the form begins, or is over."""
        self.asking = is_open
        if is_open:
            self._wanted = None
        else:
            self.speak()

    def tell(self, talk: Callable[[], None]) -> None:
        """Do `talk`, which says what happens by itself, once the person is led through this form
        and no question is open."""
        self._untold.append(talk)
        self.speak()

    def speak(self) -> None:
        """Say what has waited."""
        while self._untold and self.led and not self.asking:
            self._untold.pop(0)()

    def hear(self, typed: str) -> str | None:
        """What to say to what is typed while nothing is asked, or fits no question; it is kept
        nowhere. Who types while the page is waited for is asked what the page says."""
        if not isinstance(find_code(typed), NoCode):
            return _("That looks like a code. optout asks for it later, once the page does.")
        if self.asking:
            return None
        if self.waiting and self.in_trouble:
            self.do(self.in_trouble)
            return ""
        return _("Nothing to type here now: optout says when there is.")

    def do(self, act: Do) -> None:
        """Do `act` as the next step of the run."""
        self._wanted = act
        self.nothing_to_do()
        self._wake_after(asyncio.sleep(0))

    def wanted(self) -> Do | None:
        """What the person wants to be done, once."""
        wanted, self._wanted = self._wanted, None
        return wanted

    def nothing_to_do(self) -> None:
        """What was to be done in the page is done, or is not wanted: there is no button for it."""
        if self.led:
            self.shared.human.offer((), self._letter())

    def set_aside(self) -> None:
        """Let the next form come first, if there is one: this one comes again after it."""
        self.aside = bool(self.others)
        self._wake_after(asyncio.sleep(0))
