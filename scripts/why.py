"""Print what a page's text claims after a form was sent, and by which pattern of which file.

    .venv/bin/python -P scripts/why.py LANG "text"
    .venv/bin/python -P scripts/why.py --json < LINES

Each line of `text` is a block of the page; LANG "" is recognised from the text. With `--json` each
line read is `{"lang": …, "text": …}`, each written `{"claim": …, "quote": …, "patterns": […]}`.
"""

import argparse
import json
import sys

from optout.locate.claims.claims import Claim, claim_of


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language", nargs="?", metavar="LANG", help="such as fr")
    parser.add_argument("text", nargs="?", help="a line a block of the page")
    parser.add_argument("--json", action="store_true", help="read and write a JSON object a line")
    given = parser.parse_args(arguments)
    if given.json:
        for row in map(json.loads, sys.stdin):
            claim = claimed(row["lang"], row["text"])
            said = {"claim": claim.kind, "quote": claim.quote, "patterns": claim.patterns}
            sys.stdout.write(f"{json.dumps(said, ensure_ascii=False)}\n")
            sys.stdout.flush()
    elif given.text is None:
        parser.error("LANG and a text are needed, or --json")
    else:
        claim = claimed(given.language, given.text)
        lines = (claim.kind, f"“{claim.quote}”", *claim.patterns)
        sys.stdout.writelines(f"{line}\n" for line in lines)


def claimed(language: str, text: str) -> Claim:
    """What a text claims, each line of it a block."""
    return claim_of([(block, language) for block in text.splitlines()])


if __name__ == "__main__":
    main()
