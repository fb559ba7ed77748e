"""An error that a person can act on: what happened and where, and the next move."""

from dataclasses import dataclass

from optout.domain.states import Exit
from optout.i18n import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of error. `what` and `next_move` are `str.format` templates in English.

    `exit` is that of wrong usage or settings, unless another is said.
    """

    code: str
    what: str
    next_move: str
    exit: Exit = Exit.USAGE


class OptoutError(Exception):
    """An error that a person can act on. `str()` is both sentences in the terminal's language."""

    def __init__(self, problem: Problem, **facts: object) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.facts = facts

    @property
    def exit(self) -> Exit:
        return self.problem.exit

    @property
    def what(self) -> str:
        return _(self.problem.what).format(**self.facts)

    @property
    def next_move(self) -> str:
        return _(self.problem.next_move).format(**self.facts)

    def __str__(self) -> str:
        return f"{self.what} {self.next_move} ({self.problem.code})"
