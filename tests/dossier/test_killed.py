"""Killed at every system call of every write: the record is the old one or the new one."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.report import Report

from optout.domain.states import State
from optout.dossier.export.verify import verify
from optout.dossier.store import Listing, Store

WRITER = Path(__file__).parents[1] / "support" / "dossier_writer.py"
AFTER_STEP = (
    State.PREPARED,
    State.PREFILLED,
    State.PREFILLED,
    State.SUBMITTED,
    State.SUBMITTED,
    State.SUBMITTED,
    State.ACKNOWLEDGED,
)

KILLS = {"before": 131, "after": 131, "torn": 21}
"""As many as there are calls to die at, one after the other; the README tells their sum."""


def examine(root: Path) -> Listing:
    """What a fresh optout finds in the folder; asserts that it is old or new, and whole."""
    log = (
        (root / "log").read_text(encoding="ascii").split()[1::2] if (root / "log").exists() else []
    )
    done = sum(1 for number in set(log) if log.count(number) == 2)
    store = Store(root / "dossiers")
    listing = store.all()
    assert {p.finding for p in listing.troubles} <= {"unfinished"}
    allowed = AFTER_STEP[max(done - 1, 0) : done + 1]
    if done:
        assert len(listing.records) == 1
    for record in listing.records:
        assert record.state in allowed
        verdict = verify(store.root / record.id)
        assert verdict.whole, verdict
    return listing


def go_on(root: Path) -> None:
    """The next run tidies up and writes on, in the same dossier if there is one."""
    store = Store(root / "dossiers")
    store.tidy()
    listing = store.all()
    assert listing.troubles == []
    dossier = (
        store.open(listing.records[0].id) if listing.records else store.create(form="facebook")
    )
    dossier.keep("reply.txt", b"a reply", what="reply")
    dossier.change(code_status="accepted")
    assert verify(dossier.path).whole
    assert store.open(dossier.id).record.code_status == "accepted"


@pytest.mark.linux("a process in two")
@pytest.mark.slow
@pytest.mark.parametrize(("how", "kills"), KILLS.items())
def test_killed_at_every_call(how: str, kills: int, tmp_path: Path, report: Report) -> None:
    done = subprocess.run(
        [sys.executable, WRITER, tmp_path, how], capture_output=True, text=True, check=True
    )
    deaths = [json.loads(line) for line in done.stdout.splitlines()]
    survivor = deaths.pop()
    assert survivor["code"] == 0
    assert examine(Path(survivor["root"])).records[0].state is State.ACKNOWLEDGED
    remains = 0
    for death in deaths:
        assert death["code"] == -signal.SIGKILL
        remains += len(examine(Path(death["root"])).troubles)
        go_on(Path(death["root"]))
    assert len(deaths) == kills
    assert remains > 0
    report(f"killed {how} a call: {len(deaths)}, with remains: {remains}")
