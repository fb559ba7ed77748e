"""Counters of one run: what is said only once, and what a page may make it do only so often.

They decide what is said and how often it is tried, and nothing about how the objection stands.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum


class Note(StrEnum):
    """A sentence that is said once in a run, or until it is forgotten."""

    UNTRIED = "untried"
    COOKIES = "cookies"
    COVERED = "covered"
    ANOTHER_FORM = "another form"
    ABOUT_OTHERS = "about others"
    NOT_FOR_OTHERS = "not for others"
    CODE = "code"
    CODE_BY_HAND = "code by hand"
    ELSEWHERE = "elsewhere"
    SIGN_IN = "sign-in"
    CHECKPOINT = "checkpoint"
    OTHER_CODE = "other code"
    CHANGED = "changed"
    NOT_UNDERSTOOD = "not understood"
    MOVED = "moved"
    SENT = "sent"
    PERHAPS_SENT = "perhaps sent"
    NOT_TAKEN = "not taken"
    CODE_FIRST = "code first"
    PORTAL = "portal"
    AS_ASKED = "as asked"
    LATE = "late"
    GIVEN = "given"
    OFTEN = "often"


class Repeated(StrEnum):
    """What a page can bring about without end."""

    ATTEMPT = "attempt"
    """Filling in what came late."""
    ARRIVAL = "arrival"
    """Something that can be filled in comes while the person is asked about the rest."""
    COMPLAINT = "complaint"
    QUESTION = "question"
    ANSWER = "answer"
    DIALOG = "dialog"
    STEP = "step"
    """Of a wizard."""
    AS_ASKED = "as asked"
    ADDRESS = "address"
    """Another known address of the form is tried."""


_MOST = {Repeated.ATTEMPT: 3, Repeated.STEP: 20}
_USUAL = 10


class Notes:
    """What was said, what was complained of, and how often what was done."""

    def __init__(self) -> None:
        self._once: set[Note] = set()
        self._complaints: set[str] = set()
        self._questions: set[str] = set()
        self._counts: Counter[Repeated] = Counter()
        self._steps: list[str] = []

    def first(self, note: Note) -> bool:
        """This is said for the first time; from now on it was."""
        new = note not in self._once
        self.mark(note)
        return new

    def mark(self, note: Note) -> None:
        """It counts as said from now on."""
        self._once.add(note)

    def told(self, note: Note) -> bool:
        """This was said."""
        return note in self._once

    def forget(self, note: Note) -> None:
        """It may be said again."""
        self._once.discard(note)

    def first_complaint(self, message: str) -> bool:
        """The page complains of this for the first time."""
        new = message not in self._complaints
        self._complaints.add(message)
        return new

    def may(self, what: Repeated) -> bool:
        """This may be done once more."""
        return self._counts[what] < _MOST.get(what, _USUAL)

    def count_of(self, what: Repeated) -> int:
        """How often this was done."""
        return self._counts[what]

    def count(self, what: Repeated, times: int = 1) -> int:
        """Note that this is done now; how often it was, with this time."""
        self._counts[what] += times
        return self._counts[what]

    def once_more(self, what: Repeated) -> bool:
        """This may be done once more: then it is counted, as it is done now."""
        allowed = self.may(what)
        if allowed:
            self.count(what)
        return allowed

    def first_questions(self, questions: Sequence[str]) -> bool:
        """One of these at least is asked for the first time."""
        new = not self._questions.issuperset(questions)
        self._questions.update(questions)
        return new

    def step_number(self, fingerprint: str) -> int:
        """Which step of a wizard this is, as the steps came."""
        if fingerprint not in self._steps:
            self._steps.append(fingerprint)
        return self._steps.index(fingerprint) + 1
