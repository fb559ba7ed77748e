"""The table of `status`: one line a dossier, or a block where the window is narrow."""

from datetime import date

import pytest

from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.status import Row, folded, status_rows
from optout.dossier.store import Store
from optout.dossier.table import table


@pytest.fixture
def sent(dated: Dossier) -> Dossier:
    dated.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    return dated


def rows_on(sent: Dossier, day: str) -> list[Row]:
    return status_rows([sent.record], date.fromisoformat(day))


def test_a_line_says_it_in_words_too(sent: Dossier) -> None:
    for day, words, tone in (
        ("2026-12-01", "2026-12-28, in 27 days", "plain"),
        ("2026-12-21", "2026-12-28, in 7 days", "soon"),
        ("2026-12-28", "2026-12-28, today", "soon"),
        ("2026-12-29", "2026-12-28, 1 day late", "late"),
    ):
        (head, plain), (line, found) = list(table(rows_on(sent, day), 200))
        assert plain == "plain"
        assert head.startswith("Dossier")
        assert line.startswith(f"{sent.id}  Facebook")
        assert "received by Meta" in line
        assert line.endswith(words)
        assert found == tone


def test_a_narrow_window_gets_blocks(sent: Dossier) -> None:
    lines = [line for line, _tone in table(rows_on(sent, "2026-12-21"), 40)]
    assert lines == [
        sent.id,
        "  Form: Facebook",
        "  Since: 2026-11-25",
        "  State: received by Meta",
        "  Due: 2026-12-28, in 7 days",
    ]
    assert max(map(len, lines)) <= 40


def test_practice_is_said_to_be_practice(sent: Dossier) -> None:
    sent.change(practice=True)
    line = list(table(rows_on(sent, "2026-12-21"), 200))[1][0]
    assert line.endswith("practice: received by Meta")


def test_no_dossier_is_only_the_heading() -> None:
    assert len(list(table([], 80))) == 1


def test_attempts_of_a_form_without_a_sending_are_one_line(held: Store, sent: Dossier) -> None:
    """The last of them; what may have been sent, or only one attempt, has its own."""
    dead = [held.create(form="facebook") for _attempt in range(3)]
    dead[1].advance(State.ABANDONED, by="tool")
    alone, left, unseen = (held.create(form=form) for form in ("threads", "facebook", "facebook"))
    left.change(sent="left", left_at="2026-11-25T10:00:00Z")
    unseen.change(filled_from="2026-11-25T10:00:00Z")
    records = [d.record for d in (sent, *dead, alone, left, unseen)]
    shown = folded(status_rows(records, date(2026, 12, 1)))
    assert [r.record.id for r in shown] == [d.id for d in (sent, dead[2], alone, left, unseen)]
    lines = [line for line, _tone in table(shown, 200)][1:]
    assert lines[1].endswith("2026-11-25  3 attempts, nothing sent")
    assert "attempt" not in "".join(lines[:1] + lines[2:])
