"""Print the table by which fields are found, a row a signal, and how often each says something.

    .venv/bin/python -P scripts/signals.py [--corpus [LANGUAGE …]] [--how] [--page FILE …]

`--corpus` reads the pages of tests/corpus in a headless browser, all of them or those of the
languages named. The first column counts the controls on them of which a row says something.
`--page` reads saved pages. Of these, and with `--how` of the corpus, it is printed instead why each
field was taken, or was not.
"""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from optout.locate.context import context_of
from optout.locate.fields.candidate import rules
from optout.locate.fields.find import find_all
from optout.locate.fields.signals import EVERY, SIGNALS, Signal, scores
from optout.locate.form.gates import find_gates
from optout.locate.snapshot import Control, Snapshot

TESTS = Path(__file__).resolve().parents[1] / "tests"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", nargs="*", metavar="LANGUAGE", help="count on the test pages")
    parser.add_argument("--page", nargs="+", type=Path, default=(), metavar="FILE")
    parser.add_argument("--how", action="store_true", help="print why each field was taken")
    given = parser.parse_args(arguments)
    read = [] if given.corpus is None else asyncio.run(snapshots(*given.corpus))
    if given.page or given.how:
        read += asyncio.run(saved(given.page)) if given.page else []
        lines = [line for snapshot in read for line in hows(snapshot)]
    else:
        lines = table(None if given.corpus is None else counted(read))
    sys.stdout.writelines(f"{line}\n" for line in lines)


def hows(snapshot: Snapshot) -> list[str]:
    """Of each role that a page may ask for: what was decided, of which control, and why."""
    context = context_of(snapshot)
    found = find_all(context, find_gates(context)).values()
    return [
        snapshot.url or snapshot.main.title,
        *(
            f"  {field.role.value:<13} {field.status:<9} "
            f"{' · '.join(map(_called, field.candidates))[:60]:<60} {field.how}"
            for field in found
            if field.how
        ),
    ]


def counted(snapshots: Iterable[Snapshot]) -> Counter[Signal]:
    """For how many controls each row says something, over all roles."""
    counts: Counter[Signal] = Counter()
    for context in map(context_of, snapshots):
        for scored in scores(context).values():
            counts.update(row for score in scored for row in score.rows)
    return counts


def table(counts: Mapping[Signal, int] | None = None) -> list[str]:
    """The rows as sentences, each with its count where pages were read."""
    lines = []
    for row in SIGNALS:
        every = row.roles == EVERY
        roles = "every role" if every else ", ".join(r.value for r in rules() if r in row.roles)
        number = "" if counts is None else f"{counts[row]:>7}  "
        does = f"{row.effect} {row.amount:.2f}" if row.amount else "rules it out"
        lines.append(f"{number}{row.name:<48}  {does:<12}  {roles}")
    return lines


def _called(control: Control) -> str:
    return control.label or " ".join(control.before[-1:]) or control.name or control.key


async def saved(files: Iterable[Path]) -> list[Snapshot]:
    """Saved pages as a headless browser reads them."""
    sys.path.insert(0, str(TESTS))
    from support.locating import browsing

    from optout.page.reading import read

    seen = []
    async with browsing() as context:
        tab = await context.new_page()
        for file in files:
            await tab.set_content(file.read_text("utf-8"))
            seen.append((await read(tab, lambda _url: True)).snapshot)
    return seen


async def snapshots(*languages: str) -> list[Snapshot]:
    """The pages of the corpus as one tab reads them, in all languages or those that are named."""
    sys.path.insert(0, str(TESTS))
    from corpus.catalogue import base, portal_everyday
    from corpus.plan import make
    from corpus.rare import PAGES
    from corpus.reader import open_case, serving
    from corpus.words import LANGUAGES
    from support.locating import browsing

    from optout.page.reading import read

    of = languages or LANGUAGES
    seen = []
    async with browsing() as context:
        tab = await context.new_page()
        async with serving(tab) as documents:
            for case in map(make, (*base(of), *portal_everyday(of, 10))):
                await open_case(tab, documents, case)
                seen.append((await read(tab, case.permits)).snapshot)
        for html in PAGES:
            await tab.set_content(html)
            seen.append((await read(tab, lambda _url: True)).snapshot)
    return seen


if __name__ == "__main__":
    main()
