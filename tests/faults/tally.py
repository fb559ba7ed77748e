"""All scenarios that were examined, and what was wrong in them, by kind."""

from collections import Counter
from dataclasses import dataclass, field

KINDS = ("false success", "double send", "disclosure", "lost record", "other")


@dataclass
class Tally:
    """The matrix fault × step, and the counts."""

    cells: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, counted: tuple[str, str, list[str]]) -> None:
        """One scenario: its fault, its step, the kinds of what was wrong in it."""
        fault, step, wrong = counted
        self.cells[fault, step] += 1
        self.wrong.update(wrong)

    def lines(self) -> list[str]:
        steps = sorted({step for _fault, step in self.cells})
        lines = ["  ".join([f"{'fault':<18}", *(f"{step:>10}" for step in steps)])]
        for fault in sorted({fault for fault, _step in self.cells}):
            counts = [self.cells[fault, step] for step in steps]
            lines.append("  ".join([f"{fault:<18}", *(f"{c or '':>10}" for c in counts)]))
        counts = ", ".join(f"{self.wrong[kind]} {kind}" for kind in KINDS)
        return [*lines, f"{self.cells.total()} scenarios examined: {counts}"]
