"""What is due follows from what was proved, answered, and written."""

from datetime import UTC, date, datetime, timedelta

import pytest

from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.due import Due, DueKind, dues, received_on, reply_due
from optout.dossier.file import Dossier
from optout.dossier.record import AnswerKind, CodeStatus, ReceivedAnswer

TODAY = date(2026, 12, 20)


def sent(dossier: Dossier) -> Dossier:
    dossier.advance(State.SUBMITTED, by="page", proof="answered")
    dossier.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    return dossier


def answer(kind: AnswerKind, on: str) -> ReceivedAnswer:
    return ReceivedAnswer(kind, on)


def test_reply_is_due_after_a_month(dated: Dossier) -> None:
    due = dues(sent(dated).record, TODAY)
    assert [(d.kind, d.on, d.days_left, d.words) for d in due] == [
        (DueKind.REPLY, date(2026, 12, 28), 8, "in 8 days")
    ]
    assert "12(3)" in due[0].ground


def test_the_month_runs_from_what_was_proved_last(dated: Dossier, clock: list[datetime]) -> None:
    clock[0] = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
    dated.advance(State.SUBMITTED, by="page", proof="answered")
    clock[0] = datetime(2026, 11, 26, 0, 5, tzinfo=UTC)
    dated.advance(State.CODE_ASKED, by="page", proof="field")
    assert dues(dated.record, TODAY) == []
    dated.advance(State.CODE_ENTERED, by="tool", proof=Proof.CODE_TAKEN)
    assert reply_due(dated.record) == date(2026, 12, 28)
    clock[0] = datetime(2026, 11, 29, 0, 5, tzinfo=UTC)
    dated.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    assert reply_due(dated.record) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("proof", "begins"),
    [
        (Proof.CODE_TAKEN, True),
        (Proof.CODE_UNKNOWN, False),
        (Proof.CODE_LEFT_TO_PERSON, False),
        (Proof.CODE_TYPED, False),
        ("", False),
    ],
)
def test_a_code_begins_the_month_only_where_a_page_took_it(
    dated: Dossier, proof: str, begins: bool
) -> None:
    dated.advance(State.SUBMITTED, by="page", proof="answered")
    dated.advance(State.CODE_ASKED, by="page", proof="field")
    dated.advance(State.CODE_ENTERED, by="tool", proof=proof)
    assert bool(dues(dated.record, TODAY)) is begins
    dated.change(code_status="rejected")
    assert dues(dated.record, TODAY) == []


@pytest.mark.parametrize(
    "states",
    [
        [State.PREFILLED],
        [State.ABANDONED],
        [State.ALREADY_OBJECTED],
        [State.SUBMITTED, State.REFUSED],
    ],
)
def test_nothing_is_due_where_nothing_was_received(dated: Dossier, states: list[State]) -> None:
    for state in states:
        dated.advance(state, by="page", proof="shown")
    assert dues(dated.record, TODAY) == []


@pytest.mark.parametrize("code", ["none", "rejected"])
def test_a_page_that_knows_of_the_objection_takes_its_date_not_away(
    dated: Dossier, code: CodeStatus
) -> None:
    dated.advance(State.SUBMITTED, by="page", proof="answered")
    dated.advance(State.CODE_ASKED, by="page", proof="field")
    dated.change(code_status=code)
    assert dues(dated.record, TODAY) == []
    dated.advance(State.ALREADY_OBJECTED, by="page", proof="already")
    assert [d.on for d in dues(dated.record, TODAY)] == [date(2026, 12, 28)]


def test_the_persons_word_counts_from_its_day(dated: Dossier) -> None:
    dated.advance(State.UNCONFIRMED, by="person", proof="sent by post")
    assert [d.on for d in dues(dated.record, TODAY)] == [date(2026, 12, 28)]


def test_what_was_received_after_today_shows_a_wrong_clock(dated: Dossier) -> None:
    """As the letters do, which say so."""
    received = received_on(sent(dated).record)
    assert received is not None
    assert dues(dated.record, received - timedelta(days=2)) == []
    assert dues(dated.record, received - timedelta(days=1))


def test_practice_owes_nothing(dated: Dossier) -> None:
    dated.change(practice=True)
    assert dues(sent(dated).record, TODAY) == []


@pytest.mark.parametrize("kind", ["accepted", "refused"])
def test_an_answer_ends_the_wait(dated: Dossier, kind: AnswerKind) -> None:
    sent(dated).change(answers=[answer(kind, "2026-12-10")])
    assert dues(dated.record, TODAY) == []


def test_an_extension_makes_it_three_months_from_receipt(dated: Dossier) -> None:
    sent(dated).change(answers=[answer("extended", "2026-12-28")])
    due = dues(dated.record, TODAY)
    assert [(d.kind, d.on) for d in due] == [(DueKind.EXTENDED_REPLY, date(2027, 2, 25))]
    dated.change(answers=[*dated.record.answers, answer("refused", "2027-01-10")])
    assert dues(dated.record, TODAY) == []


def test_an_extension_told_too_late_extends_nothing(dated: Dossier) -> None:
    """ "... shall inform ... of any such extension within one month" (12(3))."""
    sent(dated).change(answers=[answer("extended", "2026-12-29")])
    assert [(d.kind, d.on) for d in dues(dated.record, TODAY)] == [
        (DueKind.REPLY, date(2026, 12, 28))
    ]


def test_follow_up_and_complaint_open_terms_of_their_own(dated: Dossier) -> None:
    sent(dated).change(followed_up_on="2026-12-29")
    assert [(d.kind, d.on) for d in dues(dated.record, TODAY)] == [
        (DueKind.REPLY, date(2026, 12, 28)),
        (DueKind.FOLLOW_UP_REPLY, date(2027, 1, 12)),
    ]
    dated.change(complained_on="2027-01-14", complained_to="FR")
    assert dues(dated.record, TODAY)[-1].kind is DueKind.PROGRESS
    assert dues(dated.record, TODAY)[-1].on == date(2027, 4, 14)
    dated.change(answers=[answer("accepted", "2027-01-20")])
    assert [d.kind for d in dues(dated.record, TODAY)] == [DueKind.PROGRESS]
    dated.change(answers=[answer("refused", "2027-01-22"), answer("accepted", "2027-01-20")])
    assert dues(dated.record, TODAY)[0].kind is DueKind.FOLLOW_UP_REPLY


def test_the_last_term_is_the_one_in_the_letter(dated: Dossier) -> None:
    sent(dated).change(followed_up_on="2027-01-08", last_day="2027-01-12")
    assert dues(dated.record, TODAY)[-1].on == date(2027, 1, 12)
    dated.change(last_day="", written_last_day="2027-02-12")
    assert dues(dated.record, TODAY)[-1].on == date(2027, 1, 22), "it was not sent"


def test_days_in_words() -> None:
    words = ["3 days late", "1 day late", "today", "in 1 day", "in 12 days"]
    told = [Due(DueKind.REPLY, TODAY, days, "Meta").words for days in (-3, -1, 0, 1, 12)]
    assert told == words
