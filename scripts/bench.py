"""Measure optout against bare alternatives, in one run: .venv/bin/python -P scripts/bench.py

Prints a table: medians of ratios measured pair by pair, each beside the limit that is aimed at.
With --trace, what each part of a run took and how many messages went to the browser, no more.
"""

import argparse
import contextlib
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from optout.browser import find
from optout.practice.handler import Handler
from optout.practice.site import PracticeSite

BARE = """
import pathlib, sys, tempfile
from playwright.sync_api import sync_playwright
browser, root, kind, letter, facebook, instagram = sys.argv[1:]
letter = pathlib.Path(letter).read_text("utf-8")
with sync_playwright() as p, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    context = p.chromium.launch_persistent_context(
        profile, executable_path=browser, headless=False, chromium_sandbox=root != "root",
        no_viewport=True)
    pages = [context.pages[0], context.new_page()]
    for page, url in zip(pages, (facebook, instagram)):
        page.goto(url, wait_until="commit")
    for page in pages:
        page.bring_to_front()
        if kind == "select":
            page.select_option("form:has(textarea) select", "FR")
        else:
            if kind == "typeahead":
                page.fill("[role=combobox]", "France")
            else:
                page.click("[role=combobox]")
            page.click('[role=option]:text-is("France")')
        page.fill("input[type=email], input[name=email], input[inputmode=email]", "a@example.org")
        page.fill("textarea >> nth=0", letter)
        assert page.input_value("textarea >> nth=0").split() == letter.split()
    print("filled", file=sys.stderr, flush=True)
    sys.stdin.read()
"""
FIND_AND_FILL = """
import asyncio, gc, sys, tempfile, time
from optout.__main__ import NEW_OBJECTS
from playwright.async_api import async_playwright
from optout.page import reading as pages
from optout.page.fields import held_by, put_text
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
    handles = []
    for role in (Role.EMAIL, Role.EXPLANATION):
        field = reading.fields[role]
        assert field.status == "found", (role, field)
        handles.append(await reading.handle(field.control))
        await put_text(handles[-1], "text", lambda url: True)
    assert [held.text for held in await held_by(handles)] == ["text", "text"]
    spent = time.perf_counter() - begun
    await page.close()
    return spent

async def main():
    gc.set_threshold(NEW_OBJECTS)  # as optout itself has it
    browser, root, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    async with async_playwright() as p:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            context = await p.chromium.launch_persistent_context(
                profile, executable_path=browser, headless=True, chromium_sandbox=root != "root")
            small, large = page_of(30, 100), page_of(300, 3000)
            await once(context, small)
            for _ in range(rounds):
                print(await once(context, large), await once(context, small), flush=True)
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
FORMS = ("facebook", "instagram")
OPTOUT = [sys.executable, "-m", "optout"]
SLOW = 0.6
_LOOK = 0.005

Pairs = list[tuple[float, float]]
"""Seconds that optout and the alternative took, one after the other."""


def main() -> int:
    """Run the measurements and say of each whether it keeps its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--trace", action="store_true", help="only what each part takes")
    given = parser.parse_args()
    rounds = given.rounds
    assert BROWSER is not None, "no browser"
    if given.trace:
        for forms in (FORMS[:1], FORMS):
            trace(forms)
        return 0
    start = "start to both forms filled, against a bare script"
    bare = [sys.executable, "-c", "import click, rich.console"]
    kept = [
        ratio(f"{start}: typeahead", 1.05, filling(rounds, "typeahead")),
        ratio(
            f"the same, the site answers after {SLOW} s", 0.90, filling(rounds, "typeahead", SLOW)
        ),
        ratio("the same, a select", 1.05, filling(rounds, "select")),
        ratio("the same, a list box", 1.05, filling(rounds, "combobox")),
        later("both forms filled, with a companion", 0.15, with_companion(rounds * 4)),
        share("processor time while waiting, of a core", 0.1, waiting(30.0)),
        ratio("find and fill, 300 controls against 30", 1.40, sizes(rounds * 2)),
        ratio(
            "--help, against importing click and rich", 1.30, commands(rounds * 2, ["--help"], bare)
        ),
        ratio(
            "status, against importing click and rich", 3.0, commands(rounds * 2, ["status"], bare)
        ),
        ratio(
            "preview, against importing click and rich",
            3.0,
            commands(rounds * 2, ["preview"], bare),
        ),
    ]
    return 0 if all(kept) else 1


def ratio(what: str, limit: float, pairs: Pairs) -> bool:
    """Print one line; whether the median of the ratios keeps the limit."""
    of = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    line = f"{what}: {of:.2f} ({ours:.3f} s / {theirs:.3f} s, limit {limit:.2f})"
    print(line, flush=True)  # noqa: T201
    return of <= limit


def later(what: str, limit: float, pairs: Pairs) -> bool:
    """Print one line; whether the median of the differences keeps the limit."""
    by = statistics.median(ours - theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(seconds) for seconds in zip(*pairs, strict=True))
    line = f"{what}: {by:+.3f} s ({ours:.3f} s / {theirs:.3f} s, limit {limit:.2f} s)"
    print(line, flush=True)  # noqa: T201
    return by <= limit


def share(what: str, limit: float, percent: float) -> bool:
    """Print one line; whether the share keeps the limit."""
    print(f"{what}: {percent:.2f} % (limit {limit} %)", flush=True)  # noqa: T201
    return percent <= limit


class SlowHandler(Handler):
    """Answers like the practice site, its pages only after a while."""

    def get(self, url):  # type: ignore[no-untyped-def]
        if not url.path.startswith("/static"):
            time.sleep(SLOW)
        super().get(url)


def filling(rounds: int, country: str, delay: float = 0) -> Pairs:
    """Seconds from the start of the process to both forms filled and read back, in turns."""
    pairs = []
    with PracticeSite() as site, letter() as text:
        if delay:
            handler = site._server.RequestHandlerClass
            site._server.RequestHandlerClass = type("Slow", (SlowHandler,), dict(vars(handler)))
        urls = [site.url(f, session=f, flow="code", country=country) for f in FORMS]
        assert BROWSER is not None
        bare = [sys.executable, "-c", BARE, BROWSER.path, ROOT, country, str(text), *urls]
        for _ in range(rounds):
            with home() as place:
                ours = timed(tool(FORMS), environment(place, urls), lambda _: filled(place))
            theirs = timed(bare, os.environ.copy(), lambda said: b"filled" in said)
            pairs.append((ours, theirs))
    return pairs


def with_companion(rounds: int) -> Pairs:
    """Seconds until both forms are filled, with a companion and without, in turns."""
    pairs = []
    with PracticeSite() as site:
        urls = [site.url(f, session=f, flow="code", country="typeahead") for f in FORMS]
        for _ in range(rounds):
            pair = []
            for more in ([], ["--no-companion"]):
                with home() as place:
                    command = [*tool(FORMS), *more]
                    environ = environment(place, urls)
                    pair.append(timed(command, environ, until_filled(place)))
            pairs.append((pair[0], pair[1]))
    return pairs


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """An empty home."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        yield Path(place)


@contextlib.contextmanager
def letter() -> Iterator[Path]:
    """A file with the letter that optout fills in."""
    with home() as place:
        text = subprocess.check_output([*OPTOUT, "preview"], env=environment(place))
        (place / "letter.txt").write_bytes(text)
        yield place / "letter.txt"


def tool(forms: tuple[str, ...]) -> list[str]:
    """The command line of a whole run."""
    return [*OPTOUT, "run", *forms, "--again", "--no-evidence", "--lang", "en"]


def environment(place: Path, urls: list[str] | None = None) -> dict[str, str]:
    """A person with an empty home, both forms on the twin."""
    where = str(place)
    places = {"HOME": where, "XDG_DATA_HOME": where, "XDG_CONFIG_HOME": where}
    addresses = {f"OPTOUT_{f.upper()}_URL": url for f, url in zip(FORMS, urls or [], strict=False)}
    environ = {**os.environ, **places, **PERSON, **addresses}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a first run has compiled what the next ones use
    return environ


def until_filled(place: Path) -> Callable[[bytes], bool]:
    """Whether both are, whatever was written to standard error."""
    return lambda _said: filled(place)


def filled(place: Path, forms: int = len(FORMS)) -> bool:
    """Whether as many dossiers say that their form is filled in and read back."""
    records = (
        record.read_text("utf-8") for record in place.glob("optout/dossiers/[!.]*/record.json")
    )
    return sum('"prefilled"' in record for record in records) >= forms


def timed(
    command: list[str],
    environ: dict[str, str],
    done: Callable[[bytes], bool],
    then: Callable[[int], None] = lambda pid: None,
) -> float:
    """Seconds until `done`, given what was written to standard error; then it is ended.

    The next one begins once nothing of it is left: a browser that closes takes time from it.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        seen = b""
        while not done(seen):
            ready, _, _ = select.select([process.stderr], [], [], _LOOK)
            chunk = os.read(process.stderr.fileno(), 65536) if ready else b"."
            if not chunk or time.perf_counter() - begun > 120:
                process.kill()
                raise SystemExit(f"not done: {command[:4]}\n{seen.decode()}")
            seen += chunk if ready else b""
        spent = time.perf_counter() - begun
        then(process.pid)
        left = family(process.pid)
        process.terminate()
    ending = time.perf_counter()
    while any(map(alive, left)) and time.perf_counter() - ending < 30:
        time.sleep(_LOOK)
    return spent


def trace(forms: tuple[str, ...]) -> None:
    """Print what each part of a run over `forms` takes."""
    traced = str(Path(__file__).with_name("traced.py"))
    with PracticeSite() as site, home() as place:
        urls = [site.url(f, session=f, flow="code", country="typeahead") for f in FORMS]
        with (place / "trace").open("w+b") as out:
            command = [sys.executable, "-P", traced, *tool(forms)[len(OPTOUT) :]]
            process = subprocess.Popen(
                command, env=environment(place, urls), stdin=subprocess.PIPE, stdout=out,
                stderr=subprocess.PIPE,
            )  # fmt: skip
            while not filled(place, len(forms)) and process.poll() is None:
                time.sleep(_LOOK)
            time.sleep(3)  # the last look, and the hand-over
            process.terminate()
            process.communicate()
            out.seek(0)
            print(f"run {' '.join(forms)}\n{out.read().decode()}", flush=True)  # noqa: T201


def commands(rounds: int, ours: list[str], theirs: list[str]) -> Pairs:
    """Seconds that a command of optout takes and another command, in turns."""
    with home() as place:
        environ = environment(place)
        return [(run([*OPTOUT, *ours], environ), run(theirs, environ)) for _ in range(rounds)]


def run(command: list[str], environ: dict[str, str]) -> float:
    """Seconds that a command takes."""
    begun = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdout=quiet, stderr=quiet, env=environ, check=True)
    return time.perf_counter() - begun


def waiting(seconds: float) -> float:
    """Percent of a core that Python and the driver use while the person has the window."""
    spent: list[float] = []

    def watch(pid: int) -> None:
        family = [pid, *children(pid)]  # the driver; the browser is its child
        assert len(family) > 1, "no driver"
        time.sleep(3)  # what follows the hand-over has settled
        before = sum(ticks(p) for p in family)
        time.sleep(seconds)
        spent.append(sum(ticks(p) for p in family) - before)

    with PracticeSite() as site, home() as place:
        urls = [site.url(f, session=f, flow="code") for f in FORMS]
        timed(tool(FORMS), environment(place, urls), lambda said: b"you check and" in said, watch)
    a_second = int(subprocess.check_output(["getconf", "CLK_TCK"]))
    return 100 * spent[0] / a_second / seconds


def children(pid: int) -> list[int]:
    """The processes that a process has started itself."""
    found: list[int] = []
    with contextlib.suppress(OSError):  # it has ended meanwhile
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text("utf-8").split())
    return found


def family(pid: int) -> list[int]:
    """A process, and all that it and they have started."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def alive(pid: int) -> bool:
    """Whether a process has not ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def ticks(pid: int) -> int:
    """Processor time of one process, in clock ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def sizes(rounds: int) -> Pairs:
    """Seconds to find and fill on a large and on a small page, in turns."""
    assert BROWSER is not None
    command = [sys.executable, "-c", FIND_AND_FILL, BROWSER.path, ROOT, str(rounds)]
    shown = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    times = [[float(n) for n in line.split()] for line in shown.splitlines()]
    return [(large, small) for large, small in times]


if __name__ == "__main__":
    sys.exit(main())
