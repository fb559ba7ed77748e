"""Whether a page that comes may still be the site's answer to what left last."""

from time import monotonic

from optout.run.progress import AskedAbout, CodeLeft, CodeTyped, Event, ObjectionLeft, Step

_PRESS = 5.0
"""Seconds for which a browser takes what a page does for the doing of who pressed something."""
_LEADS_ON = frozenset({Step.CAPTCHA, Step.REVIEW, Step.ANSWER, Step.MENU, Step.ASK_CODE})
"""The person may press something there as well, before the site answers: "Send the code again"."""


class AwaitedPage:
    """Tells a page that the site brings from one to which the person goes on by hand.

    Until what shows is taken for the whole answer, and nothing is known of it, the site may bring
    another page by itself.
    """

    def __init__(self) -> None:
        self._left_at = 0.0
        self._all_came = self._leads_on = False

    def note(self, event: Event) -> None:
        """What may be answered leaves, or the person is asked what the answer says."""
        match event:
            case ObjectionLeft() | CodeLeft() | CodeTyped():
                self._left_at = monotonic()
                self._all_came = self._leads_on = False
            case AskedAbout():
                self.all_came()

    def all_came(self) -> None:
        """What shows has been given its time."""
        self._all_came = True
        self._leads_on = False

    def passes(self, step: Step) -> None:
        """What is done on the page that shows: where that leads on, its answer is awaited."""
        self._leads_on = self._leads_on or step in _LEADS_ON

    def may_answer(self, *, pressed: bool) -> bool:
        """Of a page that comes as something is `pressed`, else at another address of the same
        document."""
        recent = not pressed or monotonic() < self._left_at + _PRESS
        return self._leads_on or (recent and not self._all_came)
