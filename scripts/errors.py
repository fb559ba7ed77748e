"""For maintainers: write .github/ERRORS.md anew, from the table of errors and its French.

    .venv/bin/python -P scripts/errors.py

An error's code leads there from the terminal: `errors_page` in optout/terminal/program.py.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from optout import i18n
from optout.domain import errors
from optout.domain.errors import Problem

PAGE = Path(__file__).resolve().parents[1] / ".github" / "ERRORS.md"
SUBJECTS = {
    "1": "Command and settings",
    "2": "The letter",
    "3": "Browser and screen",
    "5": "Disk and dossiers",
    "6": "What comes after",
    "9": "The unexpected",
}
HEAD = """# What each error code means

Ce que veut dire chaque code d’erreur. Made by `scripts/errors.py`.

optout says each error in two sentences, with its code at the end: what happened, and the next move.
Where … stands, it names what it is about: a file, an option, a day.
"""
EXITS = {1: "not finished", 2: "wrong command or settings", 3: "no browser, or no screen"}


def page() -> str:
    """The whole page: a heading a code, so that `#opt-101` leads to it."""
    problems = sorted(value for value in vars(errors).values() if isinstance(value, Problem))
    i18n.use("fr")
    french = [f"{shown(i18n._(one.what))} {shown(i18n._(one.next_move))}" for one in problems]
    i18n.use(i18n.SOURCE_LANGUAGE)
    lines, subject = [HEAD], ""
    for problem, in_french in zip(problems, french, strict=True):
        if (digit := problem.code[4]) != subject:
            subject = digit
            lines.append(f"## {SUBJECTS[subject]}\n")
        lines += [f"### {problem.code}\n", *entry(problem, in_french)]
    return "\n".join(lines)


def entry(problem: Problem, in_french: str) -> Iterator[str]:
    yield f"- What it says: {shown(problem.what)}"
    yield f"- The next move: {shown(problem.next_move)}"
    yield f"- En français : {in_french}"
    yield f"- Exit code: {problem.exit} ({EXITS[problem.exit]})\n"


def shown(text: str) -> str:
    """The sentence, with … for each fact that is put into it."""
    facts = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    put_in = text.format(**dict.fromkeys(facts, "…"))
    return put_in.replace("….", "…").replace("\n", " ")


def main() -> int:
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
