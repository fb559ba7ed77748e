"""Measure optout against bare alternatives, in turns: .venv/bin/python -P scripts/bench.py

Prints a line each: the median of the ratios, beside the limit that is aimed at.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from optout.browser import find
from optout.practice.site import PracticeSite

BARE = """
import pathlib, signal, sys, tempfile
from playwright.sync_api import sync_playwright
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
browser, root, place, facebook, instagram = sys.argv[1:]
letter = pathlib.Path(place, "letter.txt").read_text("utf-8")
with sync_playwright() as p, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    context = p.chromium.launch_persistent_context(
        profile, executable_path=browser, headless=False, chromium_sandbox=root != "root",
        no_viewport=True)
    pages = [context.pages[0], context.new_page()]
    for page, url in zip(pages, (facebook, instagram)):
        page.goto(url, wait_until="commit")
    for page in pages:
        page.bring_to_front()
        page.fill("[role=combobox]", "France")
        page.click('[role=option]:text-is("France")')
        page.fill("input[type=email], input[name=email], input[inputmode=email]", "a@example.org")
        page.fill("textarea >> nth=0", letter)
        assert page.input_value("textarea >> nth=0").split() == letter.split()
    pathlib.Path(place, "filled").touch()
    sys.stdin.read()
"""
ROOT = "root" if hasattr(os, "geteuid") and os.geteuid() == 0 else "user"
PERSON = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": "a@example.org",
    "OPTOUT_NAME": "Prénom Nom",
    "OPTOUT_LANGUAGE": "fr",
}
FORMS = ("facebook", "instagram")
OPTOUT = [sys.executable, "-m", "optout"]
RUN = [*OPTOUT, "run", *FORMS, "--again", "--no-evidence", "--lang", "en"]
IMPORTS = [sys.executable, "-c", "import click, rich.console"]
ROUNDS, LONGEST = 5, 120

Pairs = list[tuple[float, float]]
"""Seconds that optout and the alternative took, one after the other."""


def main() -> int:
    """Run the measurements; 1 where one does not keep its limit."""
    kept = [ratio("start to both forms filled, against a bare script", 1.05, filling())]
    for command, limit in (("--help", 1.30), ("status", 3.0), ("preview", 3.0)):
        what = f"{command}, against importing click and rich"
        kept.append(ratio(what, limit, starting(command)))
    return 0 if all(kept) else 1


def ratio(what: str, limit: float, pairs: Pairs) -> bool:
    """Print one line; whether the median of the ratios keeps the limit."""
    of = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    line = f"{what}: {of:.2f} ({ours:.3f} s / {theirs:.3f} s, limit {limit:.2f})"
    print(line, flush=True)  # noqa: T201
    return of <= limit


def filling() -> Pairs:
    """Seconds from the start of the process to both forms filled and read back."""
    browser = find.installed()
    assert browser is not None, "no browser"
    pairs = []
    with PracticeSite() as site:
        urls = [site.url(f, session=f, flow="code", country="typeahead") for f in FORMS]
        for _ in range(ROUNDS):
            with home() as (place, environ):
                addresses = {
                    f"OPTOUT_{form.upper()}_URL": url for form, url in zip(FORMS, urls, strict=True)
                }
                ours = timed(RUN, environ | addresses, lambda: filled(place))
            with home() as (place, environ):
                letter = subprocess.check_output([*OPTOUT, "preview"], env=environ)
                (place / "letter.txt").write_bytes(letter)
                bare = [sys.executable, "-c", BARE, browser.path, ROOT, str(place), *urls]
                theirs = timed(bare, environ, (place / "filled").exists)
            pairs.append((ours, theirs))
    return pairs


def starting(command: str) -> Pairs:
    """Seconds that a command takes that opens no browser."""
    with home() as (_place, environ):
        return [
            (timed([*OPTOUT, command], environ), timed(IMPORTS, environ)) for _ in range(2 * ROUNDS)
        ]


@contextmanager
def home() -> Iterator[tuple[Path, dict[str, str]]]:
    """An empty home, and the environment of a person in it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), place)
        environ = {**os.environ, **homes, **PERSON}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a first run compiles for the next ones
        yield Path(place), environ


def filled(place: Path) -> bool:
    """Whether a dossier a form says that it is filled in and read back."""
    records = [
        record.read_text("utf-8") for record in place.glob("optout/dossiers/[!.]*/record.json")
    ]
    return sum('"prefilled"' in record for record in records) == len(FORMS)


def timed(
    command: list[str], environ: dict[str, str], done: Callable[[], bool] | None = None
) -> float:
    """Seconds until `done`, and then the command is ended; without it until it ends itself."""
    quiet = subprocess.DEVNULL
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet
    ) as process:
        if done is None:
            assert process.wait() == 0, command
            return time.perf_counter() - begun
        try:
            while not done():
                assert process.poll() is None, f"ended before: {command[:4]}"
                assert time.perf_counter() - begun < LONGEST, f"not done: {command[:4]}"
                time.sleep(0.005)
            return time.perf_counter() - begun
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
