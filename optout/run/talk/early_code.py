"""A mailed code that is pasted before it is asked for, as the answer to another question."""

import contextlib
from collections.abc import Iterator

from optout.domain.mailed_code import Code, find_code
from optout.i18n import _
from optout.run.progress import (
    CodeLeft,
    CodeLost,
    CodeRequested,
    CodeTyped,
    Event,
    Exchange,
    Facts,
    ObjectionLeft,
)

_OUTDATES = (ObjectionLeft, CodeRequested, CodeTyped, CodeLeft, CodeLost)
"""After these, what was pasted before is used up, or another code is on its way."""


class EarlyCode:
    """What was pasted too early at one form, kept in memory alone until the form asks for it.

    It is kept where the objection's code can have been mailed: something has left in this run, and
    the site has not asked since who this is.
    """

    def __init__(self) -> None:
        self.may_come = False
        """The objection's code can have been mailed."""
        self.refused: set[str] = set()
        """The codes that the form's page did not take."""
        self._pasted, self._asked = "", False

    @property
    def is_there(self) -> bool:
        return bool(self._pasted)

    def note(self, _before: Facts, event: Event, facts: Facts) -> None:
        """Hear what happens to the objection."""
        self.may_come = facts.open and facts.exchange is Exchange.OURS
        if isinstance(event, _OUTDATES) or not self.may_come:
            self.drop()

    def hear(self, answer: str) -> str | None:
        """What to say to what fits no question, without a word of it; None: no new code.

        `12 34 56` at "Have you sent it? [y/n]" is kept, and typed once the page asks for it.
        """
        found = find_code(answer)
        if not isinstance(found, Code) or found.digits in self.refused:
            return None
        if not self.may_come:
            return _("That looks like a code. optout asks for it later, once the page does.")
        self._pasted = answer
        return _("That is a code. optout keeps it, and types it once the page asks for it.")

    @contextlib.contextmanager
    def asked_for(self) -> Iterator[None]:
        """While the question for the code is put: what is kept, or comes meanwhile, answers it."""
        self._asked = True
        try:
            yield
        finally:
            self._asked = False

    def answer(self) -> str:
        """What was pasted, which is kept no more; empty unless there is one and it is asked for."""
        pasted = self._pasted if self._asked else ""
        if pasted:
            self.drop()
        return pasted

    def drop(self) -> None:
        """Keep nothing."""
        self._pasted = ""
