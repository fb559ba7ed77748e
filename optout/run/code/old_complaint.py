"""What the page complained of before the last code was typed: it says nothing of that code."""

from optout.page.reading import Reading


class OldComplaint:
    """Tells a complaint that only stands there still from one about the code typed last."""

    def __init__(self) -> None:
        self._problem = ""
        self._errors: frozenset[str] = frozenset()

    def note(self, reading: Reading) -> None:
        """`reading` shows the page before a code was typed, or before that has left it."""
        self._problem, self._errors = reading.code_problem, frozenset(reading.errors)

    def is_new(self, reading: Reading) -> bool:
        """The page complains of something of which it did not."""
        return bool(reading.code_problem or set(reading.errors) - self._errors) and not (
            self.stands(reading)
        )

    def stands(self, reading: Reading) -> bool:
        """`Wrong code` stands there as before. Once it was away, the same is a new complaint."""
        same = bool(self._problem) and self._problem == reading.code_problem
        if not (same and self._errors >= set(reading.errors)):
            self._problem = ""
            return False
        return True
