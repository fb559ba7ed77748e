"""The figures of a run: found, missing, ambiguous and wrong, by role and language."""

from collections import Counter
from collections.abc import Iterable

from .reader import Verdict
from .spec import ROLES

_STATUSES = ("found", "missing", "ambiguous", "wrong")


def rate(verdicts: Iterable[Verdict], role: str) -> tuple[int, int]:
    """How often `role` was found, and how often it had to be."""
    due = [each for each in verdicts if each.case.want(role).must]
    return sum(each.roles[role] == "found" for each in due), len(due)


def states(verdicts: Iterable[Verdict]) -> tuple[int, int]:
    """How often the page's state was right, and of how many."""
    given = list(verdicts)
    return sum(each.kind_right for each in given), len(given)


def table(verdicts: list[Verdict]) -> list[str]:
    """Lines to print: counts over the pages where a role had to be found, but wrong over all."""
    head = "".join(f"{role + ' f/m/a/w':>24}" for role in ROLES)
    lines = [f"{'':6}{'pages':>6}{head}{'state':>10}"]
    languages = sorted({each.case.lang for each in verdicts})
    groups = [(lang, [v for v in verdicts if v.case.lang == lang]) for lang in languages]
    for name, group in [*groups, ("all", verdicts)]:
        cells = "".join(f"{_cell(group, role):>24}" for role in ROLES)
        right, total = states(group)
        lines.append(f"{name:6}{total:>6}{cells}{f'{right}/{total}':>10}")
    shares = [f"{role} {_percent(*rate(verdicts, role))}" for role in ROLES]
    lines.append(f"found: {', '.join(shares)}; state right: {_percent(*states(verdicts))}")
    return lines


def troubles(verdicts: Iterable[Verdict]) -> list[str]:
    """A line for each page that was not answered as expected."""
    lines = []
    for each in verdicts:
        found = [f"WRONG {text}" for text in each.wrong]
        found += [f"{role} {each.hows.get(role, 'unknown role')}" for role in each.missed()]
        if not each.kind_right:
            found.append(f"{each.kind} instead of {'/'.join(sorted(each.case.kinds))}")
        if not each.problem_right:
            found.append(f"code problem {each.problem!r} instead of {each.case.problem!r}")
        if found:
            style = each.plan.style
            look = (style.look, style.layout, style.naming, style.wrap, style.arrival)
            told = " ".join(look)
            lines.append(f"{each.plan.name} [{told}]: {'; '.join(found)}")
    return lines


def _cell(verdicts: list[Verdict], role: str) -> str:
    due = Counter(each.roles[role] for each in verdicts if each.case.want(role).must)
    due["wrong"] = sum(each.roles[role] == "wrong" for each in verdicts)
    return "/".join(str(due[status]) for status in _STATUSES)


def _percent(right: int, total: int) -> str:
    return f"{100 * right / total:.1f} % of {total}" if total else "none"
