"""The table by which fields are found can be printed, and its rows counted."""

import pytest
import signals
from support.event_loop import RunAsync

from optout.locate.fields.signals import SIGNALS
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot


def test_every_row_is_printed_with_what_it_does_and_for_which_roles(
    capsys: pytest.CaptureFixture[str],
) -> None:
    signals.main([])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(SIGNALS)
    for line, row in zip(lines, SIGNALS, strict=True):
        assert line.startswith(row.name)
        assert (f"{row.effect} {row.amount:.2f}" if row.amount else "rules it out") in line
    assert [line for line in lines if "its options are countries" in line] == [
        "its options are countries".ljust(48) + "  adds 0.75     country"
    ]


def test_a_row_is_counted_for_each_control_that_it_speaks_of() -> None:
    def seen(*labels: str) -> Snapshot:
        controls = tuple(
            Control(f"0:{i}", 0, i, ControlKind.TEXT, type="text", label=label)
            for i, label in enumerate(labels)
        )
        return Snapshot("", (FrameSnapshot(0, "", True, lang="en", controls=controls),))

    says = next(row for row in SIGNALS if row.name == "its label says so")
    assert signals.counted([seen("Email"), seen("Email", "Country")])[says] == 5, (
        "an address may repeat"
    )
    assert signals.counted([seen("Pavilion")])[says] == 0
    assert signals.table(signals.counted([seen("Email")]))[SIGNALS.index(says)].split()[0] == "2"


def test_no_row_is_there_twice_and_each_is_of_a_role() -> None:
    assert len({(row.name, row.roles) for row in SIGNALS}) == len(SIGNALS)
    for row in SIGNALS:
        assert row.roles and all(isinstance(role, Role) for role in row.roles)
        assert 0 <= row.amount < 1
        assert row.amount > 0 or row.effect == "scales"


@pytest.mark.thorough
def test_each_row_says_something_of_a_page_of_the_corpus(run_async: RunAsync) -> None:
    counts = signals.counted(run_async(signals.snapshots(), timeout=1200))
    assert [row.name for row in SIGNALS if not counts[row]] == []
