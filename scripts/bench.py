"""Measure optout against bare alternatives, in one run: .venv/bin/python -P scripts/bench.py

Prints ratios of medians over several rounds, each beside the limit that is aimed at.
"""

import argparse
import os
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from optout.browser import find
from optout.practice.site import PracticeSite

BARE = """
import sys, tempfile
from playwright.sync_api import sync_playwright
browser, root, facebook, instagram = sys.argv[1:]
with sync_playwright() as p, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    context = p.chromium.launch_persistent_context(
        profile, executable_path=browser, headless=False, chromium_sandbox=root != "root",
        no_viewport=True)
    pages = [context.pages[0], context.new_page()]
    for page, url in zip(pages, (facebook, instagram)):
        page.goto(url, wait_until="commit")
    for page in pages:
        page.bring_to_front()
        page.select_option("form:has(textarea) select", "FR")
        page.fill("input[type=email], input[name=email], input[inputmode=email]", "a@example.org")
        page.fill("textarea >> nth=0", "x" * 2500)
        assert page.input_value("textarea >> nth=0") == "x" * 2500
    print("filled", file=sys.stderr, flush=True)
    sys.stdin.read()
"""
FIND_AND_FILL = """
import asyncio, sys, tempfile, time
from playwright.async_api import async_playwright
from optout.page import reading as pages
from optout.page.fields import fill_text
from optout.locate.roles import Role

def page_of(controls, nodes):
    filler = "".join(f"<p>Paragraph {i} of this page.</p>" for i in range(nodes // 2))
    boxes = "".join(f"<label>Topic {i} <input name=t{i}></label>" for i in range(controls - 3))
    return (f"<title>Object</title><h1>Object to AI</h1>{filler}<form><label>Country of residence"
            "<select name=c><option>France<option>Germany<option>Italy<option>Spain</select>"
            "</label><label>Email address<input name=e></label>"
            "<label>Tell us how this processing affects you<textarea name=x required></textarea>"
            f"</label>{boxes}<button>Submit</button></form>")

async def once(context, html):
    page = await context.new_page()
    answer = dict(body=html, content_type="text/html")
    await page.route("http://127.0.0.1:9/*", lambda route: route.fulfill(**answer))
    await page.goto("http://127.0.0.1:9/")
    begun = time.perf_counter()
    reading = await pages.read(page, lambda url: True)
    for role in (Role.EMAIL, Role.EXPLANATION):
        field = reading.fields[role]
        assert field.status == "found", (role, field)
        await fill_text(await reading.handle(field.control), "text", lambda url: True)
    spent = time.perf_counter() - begun
    await page.close()
    return spent

async def main():
    browser, root, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    async with async_playwright() as p:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            context = await p.chromium.launch_persistent_context(
                profile, executable_path=browser, headless=True, chromium_sandbox=root != "root")
            small, large = page_of(30, 100), page_of(300, 3000)
            await once(context, small)
            for _ in range(rounds):
                print(await once(context, small), await once(context, large), flush=True)
            await context.close()
asyncio.run(main())
"""
BROWSER = find.installed()
ROOT = "root" if hasattr(os, "geteuid") and os.geteuid() == 0 else "user"
PERSON = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": "a@example.org",
    "OPTOUT_NAME": "Prénom Nom",
    "OPTOUT_LANGUAGE": "fr",
}


def main() -> int:
    """Run the four measurements and say of each whether it keeps its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    assert BROWSER is not None, "no browser"
    kept = [
        ratio("a. start to both forms filled, against a bare script", 1.15, *filling(rounds)),
        ratio("b. --help, against importing click and rich", 1.5, *helping(rounds * 2)),
        share("c. processor time while waiting, of a core", 0.5, waiting(30.0)),
        ratio("d. find and fill, 300 controls against 30", 2.0, *sizes(rounds * 2)),
    ]
    return 0 if all(kept) else 1


def ratio(what: str, limit: float, ours: list[float], theirs: list[float]) -> bool:
    """Print one line; whether the ratio of the medians keeps the limit."""
    mine, other = statistics.median(ours), statistics.median(theirs)
    line = f"{what}: {mine / other:.2f} ({mine:.3f} s / {other:.3f} s, limit {limit})"
    print(line, flush=True)  # noqa: T201
    return mine / other <= limit


def share(what: str, limit: float, percent: float) -> bool:
    """Print one line; whether the share keeps the limit."""
    print(f"{what}: {percent:.2f} % (limit {limit} %)", flush=True)  # noqa: T201
    return percent <= limit


def filling(rounds: int) -> tuple[list[float], list[float]]:
    """Seconds from the start of the process to both forms filled and read back, in turns."""
    ours, theirs = [], []
    with PracticeSite() as site:
        urls = [
            site.url(f, session=f, flow="code", country="select") for f in ("facebook", "instagram")
        ]
        bare = [sys.executable, "-c", BARE, BROWSER.path if BROWSER else "", ROOT, *urls]
        for _ in range(rounds):
            theirs.append(timed(bare, os.environ.copy(), 1, "filled"))
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
                ours.append(timed(tool(), environment(home, urls), 2, "Step 2 of 4"))
    return ours, theirs


def tool() -> list[str]:
    """The command line of a whole run."""
    command = [sys.executable, "-m", "optout", "run", "facebook", "instagram"]
    return [*command, "--again", "--no-evidence", "--lang", "en"]


def environment(home: str, urls: list[str]) -> dict[str, str]:
    """A person with an empty home, both forms on the twin."""
    places = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}
    addresses = {"OPTOUT_FACEBOOK_URL": urls[0], "OPTOUT_INSTAGRAM_URL": urls[1]}
    return {**os.environ, **places, **PERSON, **addresses}


def timed(
    command: list[str],
    environ: dict[str, str],
    times: int,
    mark: str,
    then: Callable[[int], None] = lambda pid: None,
) -> float:
    """Seconds until `mark` was written `times` times to standard error; then it is ended."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        seen = b""
        while len(re.findall(mark.encode(), seen)) < times:
            ready, _, _ = select.select([process.stderr], [], [], 60)
            chunk = os.read(process.stderr.fileno(), 65536) if ready else b""
            if not chunk:
                raise SystemExit(f"no {mark!r} from {command[:4]}:\n{seen.decode()}")
            seen += chunk
        spent = time.perf_counter() - begun
        then(process.pid)
        process.terminate()
    return spent


def helping(rounds: int) -> tuple[list[float], list[float]]:
    """Seconds for `optout --help` and for importing click and rich, in turns."""
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(run([sys.executable, "-c", "import click, rich.console"]))
        ours.append(run([sys.executable, "-m", "optout", "--help"]))
    return ours, theirs


def run(command: list[str]) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def waiting(seconds: float) -> float:
    """Percent of a core that Python and the driver use while the person has the window."""
    spent: list[float] = []

    def watch(pid: int) -> None:
        family = [pid, *children(pid)]
        time.sleep(3)  # what follows the hand-over has settled
        before = sum(ticks(p) for p in family)
        time.sleep(seconds)
        spent.append(sum(ticks(p) for p in family) - before)

    with PracticeSite() as site, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        urls = [site.url(f, session=f, flow="code") for f in ("facebook", "instagram")]
        timed(tool(), environment(home, urls), 1, "you check and", watch)
    a_second = int(subprocess.check_output(["getconf", "CLK_TCK"]))
    return 100 * spent[0] / a_second / seconds


def children(pid: int) -> list[int]:
    """The driver: the direct children that are no browser."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return [int(child) for child in listed]


def ticks(pid: int) -> int:
    """Processor time of one process, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def sizes(rounds: int) -> tuple[list[float], list[float]]:
    """Seconds to find and fill on a large and on a small page, in turns."""
    assert BROWSER is not None
    command = [sys.executable, "-c", FIND_AND_FILL, BROWSER.path, ROOT, str(rounds)]
    shown = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    pairs = [tuple(float(n) for n in line.split()) for line in shown.splitlines()]
    return [p[1] for p in pairs], [p[0] for p in pairs]


if __name__ == "__main__":
    sys.exit(main())
