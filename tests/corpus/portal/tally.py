"""The figures over all of the portal's pages that were read, in whatever processes."""

from collections import Counter
from dataclasses import dataclass, field

from .reader import Verdict

Counted = tuple[str, int, bool, bool, bool, list[tuple[str, bool]]]
"""Language, wrong fields, kind right, code's problem right, falsely acknowledged, roles found."""


def counted(verdict: Verdict) -> Counted:
    """What the tally keeps of a verdict."""
    missed = verdict.missed()
    due = [(role, role not in missed) for role, want in verdict.case.wants.items() if want.must]
    return (
        verdict.case.lang,
        len(verdict.wrong),
        verdict.kind_right,
        verdict.problem_right,
        verdict.falsely_acknowledged,
        due,
    )


@dataclass
class Tally:
    """Counts by language and by role."""

    pages: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    due: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, one: Counted) -> None:
        lang, wrong, kind, problem, false, roles = one
        self.pages[lang] += 1
        self.kinds[lang] += kind
        self.wrong[lang] += wrong
        self.false[lang] += false
        self.problems += not problem
        for role, was_found in roles:
            self.due[role] += 1
            self.found[role] += was_found

    def lines(self) -> list[str]:
        total, right = self.pages.total(), self.kinds.total()
        worst = min(self.pages, key=lambda lang: self.kinds[lang] / self.pages[lang])
        found = ", ".join(f"{role} {self.found[role]}/{self.due[role]}" for role in self.due)
        return [
            f"portal: {total} pages examined in {len(self.pages)} languages: "
            f"{self.wrong.total()} wrong fields, {self.false.total()} falsely acknowledged, "
            f"kinds right {100 * right / total:.1f} %, "
            f"{self.problems} wrong words on the code",
            f"portal: worst language {worst}: kinds right in {self.kinds[worst]} of "
            f"{self.pages[worst]}, {self.wrong[worst]} wrong fields",
            f"portal: found of those that had to be: {found}",
        ]
