"""All scenarios that were examined, and what was wrong in them, by kind."""

from collections import Counter
from dataclasses import dataclass, field

KINDS = ("false success", "double send", "disclosure", "lost record", "other")
_MARKUPS = {"classic": "c", "react": "r", "plain": "p", "blank": "b", "popup": "u", "portal": "t"}
_LEGEND = ", ".join(f"{letter} {markup}" for markup, letter in _MARKUPS.items())


@dataclass
class Tally:
    """The matrix fault × step × flow, and the counts."""

    cells: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, counted: tuple[str, str, str, list[str]]) -> None:
        """One scenario: its fault, its step, its flow, the kinds of what was wrong in it."""
        fault, step, flow, wrong = counted
        self.cells[fault, step, flow] += 1
        self.wrong.update(wrong)

    def lines(self) -> list[str]:
        """The table and the counts, as they are printed."""
        steps = sorted({step for _fault, step, _flow in self.cells})
        lines = ["  ".join([f"{'fault':<18}", *(f"{step:>10}" for step in steps)])]
        for fault in sorted({fault for fault, _step, _flow in self.cells}):
            flows = [self._flows(fault, step) for step in steps]
            lines.append("  ".join([f"{fault:<18}", *(f"{f:>10}" for f in flows)]).rstrip())
        lines.append(f"a letter is a flow: {_LEGEND}; a capital one has no code")
        counts = ", ".join(f"{self.wrong[kind]} {kind}" for kind in KINDS)
        return [*lines, f"{self.cells.total()} scenarios examined: {counts}"]

    def _flows(self, fault: str, step: str) -> str:
        here = [(flow, n) for (f, s, flow), n in self.cells.items() if (f, s) == (fault, step)]
        return "".join(sorted(_letter(flow) * n for flow, n in here))


def _letter(flow: str) -> str:
    markup, _dash, way = flow.partition("-")
    return _MARKUPS[markup].upper() if way == "direct" else _MARKUPS[markup]
