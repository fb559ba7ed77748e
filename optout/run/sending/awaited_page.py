"""Which page that comes may still be the site's answer to what left last."""

from time import monotonic

from optout.page.reading import Reading
from optout.run.progress import (
    AskAnew,
    AskedAbout,
    CodeLeft,
    CodeTyped,
    Delivered,
    Event,
    Facts,
    FailureShown,
    ObjectionLeft,
    Step,
)

_SECONDS = 15.0
"""In which a page that answers comes, once the site has answered or a code was typed."""
_LEADS_ON = frozenset({Step.DO_AS_ASKED, Step.REVIEW, Step.ANSWER, Step.ASK_CODE})
"""The person may press something there as well, before the site answers: "Send the code again"."""


class AwaitedPage:
    """Tells the page by which the site answers from what stood there before, or comes later."""

    def __init__(self) -> None:
        self.known: frozenset[str] = frozenset()
        """The texts that stood there as the form was handed over."""
        self.alerted = False
        """The page has said something in a native dialog since the objection left last."""
        self._until: float | None = None
        """When what comes is no answer any more; None while that is under way."""
        self._leads_on = False

    def note(self, before: Facts, event: Event, facts: Facts) -> None:
        match event:
            case ObjectionLeft() | CodeLeft() | AskAnew():
                self._until, self._leads_on = None, False
                self.alerted = self.alerted and not isinstance(event, ObjectionLeft)
            case CodeTyped() | Delivered():
                self._leads_on = self._leads_on and isinstance(event, Delivered)
                # The page that answers comes within seconds, or does not come.
                self._until = monotonic() + _SECONDS
            case AskedAbout() | FailureShown() if facts != before:
                self.all_came()

    def all_came(self) -> None:
        """What shows has been given its time."""
        self._until, self._leads_on = 0.0, False

    def passes(self, step: Step) -> None:
        """What is done on the page that shows: where that leads on, its answer is awaited."""
        self._leads_on = self._leads_on or step in _LEADS_ON

    def may_answer(self) -> bool:
        return self._leads_on or self._until is None or monotonic() < self._until

    def stands(self, reading: Reading) -> None:
        """The form is handed over as `reading` shows it."""
        blocks = (block for frame in reading.snapshot.frames for block in frame.blocks)
        self.known = frozenset(block.text for block in blocks)
