"""Measure the words of the claims on messages that real projects show after a form was sent.

    .venv/bin/python -P scripts/measure_claims.py DATA.jsonl [PROJECT …] [--pages PAGES.jsonl]

Each line of DATA is `{"lang", "label", "text", "project", "source_en"}`: a message, and what it was
judged to be by its English source. Only the letters' languages and texts of 8 to 500 characters
are counted, each source once, by the share of its translations; with projects named, theirs alone.
Each line of PAGES is `{"lang", "blocks"}`: the text of a page that answers nothing. Each block that
is claimed as received is a receipt that never happened.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from optout.locate.claims.claims import ClaimKind, claim_of

LETTERS = Path(__file__).resolve().parents[1] / "templates/objection"
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
FAILURES = ("failed", "invalid")


class Message(NamedTuple):
    label: str
    language: str
    source: tuple[str, str]
    claimed: ClaimKind


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="the messages, a JSON object a line")
    parser.add_argument("projects", nargs="*", help="count these alone")
    parser.add_argument("--pages", type=Path, help="text that answers nothing, a page a line")
    given = parser.parse_args(arguments)
    with given.data.open(encoding="utf-8") as lines:
        found = list(messages(map(json.loads, lines), given.projects))
    lines = table(found)
    if given.pages is not None:
        with given.pages.open(encoding="utf-8") as rows:
            lines += of_pages([json.loads(row) for row in rows])
    sys.stdout.writelines(f"{line}\n" for line in lines)


def messages(rows: Iterable[dict[str, str]], projects: list[str]) -> Iterator[Message]:
    """The messages that count, each with what is claimed of it."""
    languages = {path.name.partition(".")[0] for path in LETTERS.glob("*.txt.j2")}
    for row in rows:
        if row["lang"] in languages and 8 <= len(row["text"]) <= 500:
            if projects and row["project"] not in projects:
                continue
            claimed = claim_of([(row["text"], row["lang"])]).kind
            source = (row["project"], row["source_en"])
            yield Message(row["label"], row["lang"], source, claimed)


def table(found: list[Message]) -> list[str]:
    """What is claimed of each label, in percent of its sources, then the receipts by language."""
    labels = sorted({message.label for message in found})
    lines = [f"{'label':<16}{'sources':>8}{'rows':>7}" + "".join(f"{kind:>13}" for kind in KINDS)]
    lines.extend(_line(label, [m for m in found if m.label == label]) for label in labels)
    failures = [message for message in found if message.label in FAILURES]
    lines.append(_line("failed+invalid", failures))
    told = by_source(failures)
    lines.append(f"failures told as refusals: {told['refused'] + told['unavailable']:.1f} %")
    receipts = [message for message in found if message.label == "received"]
    for language in sorted({message.language for message in receipts}):
        of = [message for message in receipts if message.language == language]
        lines.append(f"received, {language}: {by_source(of)['received']:.0f} % of {len(of)} rows")
    return lines


def of_pages(pages: list[dict[str, Any]]) -> list[str]:
    """What is claimed of each block, and of each whole page, in percent."""
    lines = []
    blocks = [[(text, page["lang"])] for page in pages for text in page["blocks"]]
    whole = [[(text, page["lang"]) for text in page["blocks"]] for page in pages]
    for what, texts in ("blocks", blocks), ("whole pages", whole):
        claimed = Counter(claim_of(one).kind for one in texts)
        counts = "".join(f"{100 * claimed[kind] / len(texts):>13.2f}" for kind in KINDS)
        lines.append(f"{what:<16}{len(texts):>15}{counts}")
    return lines


def by_source(found: list[Message]) -> dict[str, float]:
    """Of each claim the percentage, where each source weighs as much as another."""
    sources: dict[tuple[str, str], list[str]] = defaultdict(list)
    for message in found:
        sources[message.source].append(message.claimed)
    shares: dict[str, float] = defaultdict(float)
    for claims in sources.values():
        for claimed in claims:
            shares[claimed] += 100 / len(claims) / len(sources)
    return shares


def _line(label: str, found: list[Message]) -> str:
    shares, sources = by_source(found), len({message.source for message in found})
    counts = "".join(f"{shares[kind]:>13.1f}" for kind in KINDS)
    return f"{label:<16}{sources:>8}{len(found):>7}{counts}"


if __name__ == "__main__":
    main()
