"""Answers are recorded with their day and their evidence."""

import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.answers import (
    LARGEST,
    add_reply,
    record_answer,
    record_complainant,
    record_complaint,
    record_follow_up,
    take_back,
)
from optout.dossier.due import dues, reply_due
from optout.dossier.export.verify import verify
from optout.dossier.file import Dossier
from optout.dossier.record import AnswerKind, ReceivedAnswer, dump, load
from optout.run.recording.redact import redactor

TODAY = date(2026, 12, 20)


@pytest.fixture
def sent(dated: Dossier) -> Dossier:
    dated.advance(State.SUBMITTED, by="page", proof="answered")
    dated.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    return dated


def test_each_name_and_address_of_a_complaint_is_left_out_of_a_quote(sent: Dossier) -> None:
    for name, address in (("Vorname", "1, rue A"), ("Imię", ""), ("", "2, rue B"), ("Imię", "")):
        record_complainant(sent, name=name, postal_address=address)
    record = sent.record
    assert (record.name, record.complainant) == ("Prénom Nom", "Imię")
    assert (record.postal_address, record.former_addresses) == ("2, rue B", ["1, rue A"])
    assert load(dump(record)) == record
    said = "a@example.org, Prénom Nom, Vorname, Imię, 1, rue A, 2, rue B"
    hidden = redactor(*record.personal)(said)
    assert not re.search("example|Prénom|Nom|Vorname|Imię|rue", hidden), hidden


def test_a_record_without_a_complainant_is_read(sent: Dossier) -> None:
    data = json.loads(dump(sent.record))
    del data["complainants"], data["former_addresses"], data["taken_back"]
    del data["written_last_day"], data["last_day"]
    record = load(json.dumps(data).encode())
    assert record == sent.record
    assert record.complainant == "Prénom Nom"


def test_the_decision_is_the_latest_by_its_day(sent: Dossier) -> None:
    def decided(*told: tuple[AnswerKind, int]) -> str:
        answers = [ReceivedAnswer(kind, f"2026-12-{day:02}") for kind, day in told]
        decision = replace(sent.record, answers=answers).decision
        return f"{decision.kind} {decision.on[-2:]}" if decision else ""

    assert decided(("extended", 12)) == ""
    assert decided(("refused", 10), ("accepted", 1), ("extended", 12)) == "refused 10"
    assert decided(("accepted", 1), ("refused", 10)) == "refused 10"
    assert decided(("accepted", 10), ("refused", 10)) == "refused 10"
    assert decided(("refused", 10), ("accepted", 10)) == "accepted 10"


def test_the_same_answer_with_an_earlier_day_is_a_correction(sent: Dossier) -> None:
    record_answer(
        sent, "refused", on=date(2026, 12, 18), today=TODAY, ground="identity", text="Send ID."
    )
    record_answer(sent, "refused", on=date(2026, 12, 8), today=TODAY)
    wrong = ReceivedAnswer("refused", "2026-12-18", "identity", "reply-1.txt")
    assert sent.record.answers == [replace(wrong, on="2026-12-08")]
    assert sent.record.taken_back == [wrong]
    assert load(dump(sent.record)) == sent.record


def test_what_can_be_two_answers_stays_two(sent: Dossier) -> None:
    for kind, day in (("refused", 8), ("refused", 8), ("refused", 18), ("accepted", 9)):
        record_answer(sent, kind, on=date(2026, 12, day), today=TODAY)  # type: ignore[arg-type]
    assert [a.on[-2:] for a in sent.record.answers] == ["08", "08", "18", "09"]
    assert sent.record.taken_back == []


def test_what_was_noted_last_is_taken_back_and_its_mail_stays(sent: Dossier) -> None:
    record_answer(sent, "refused", on=date(2026, 12, 8), today=TODAY)
    due = dues(sent.record, TODAY)
    mistaken = record_answer(sent, "accepted", on=date(2026, 12, 9), today=TODAY, text="Yes.")
    assert take_back(sent) == mistaken
    assert [a.kind for a in sent.record.answers] == ["refused"]
    assert (dues(sent.record, TODAY), sent.record.taken_back) == (due, [mistaken])
    assert (sent.path / "reply-1.txt").read_text() == "Yes."
    take_back(sent)
    assert reply_due(sent.record) == date(2026, 12, 28)
    before = sent.record
    assert take_back(sent) is None
    assert sent.record == before


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 12, 21)])
def test_a_day_before_the_objection_or_ahead_is_refused(sent: Dossier, day: date) -> None:
    before = sent.record
    for act in (
        lambda: record_answer(sent, "accepted", on=day, today=TODAY, text="x"),
        lambda: record_follow_up(sent, on=day, today=TODAY),
        lambda: record_complaint(sent, on=day, today=TODAY, place="FR"),
    ):
        with pytest.raises(OptoutError, match="from 2026-11-25 to 2026-12-20") as caught:
            act()
        assert caught.value.problem is errors.ANSWER_DAY
    assert sent.record == before
    assert sent.evidence() == {}


def test_where_one_day_only_is_possible_it_alone_is_named(sent: Dossier) -> None:
    day = date(2026, 11, 25)
    with pytest.raises(OptoutError, match=r"The only possible day: 2026-11-25\. \("):
        record_answer(sent, "accepted", on=day - timedelta(days=1), today=day)
    record_answer(sent, "accepted", on=day, today=day)


def test_letters_that_the_person_sent(sent: Dossier, clock: list[datetime]) -> None:
    record_follow_up(sent, on=date(2026, 12, 19), today=TODAY)
    record_complaint(sent, on=date(2026, 12, 20), today=TODAY, place="DE-BY")
    assert (sent.record.followed_up_on, sent.record.complained_to) == ("2026-12-19", "DE-BY")
    clock[0] = datetime(2027, 1, 2, tzinfo=UTC)
    assert [d.on.isoformat() for d in dues(sent.record, TODAY)] == [
        "2026-12-28",
        "2027-01-04",
        "2027-03-22",
    ]


def test_the_letter_that_was_sent_keeps_its_last_day(sent: Dossier) -> None:
    sent.change(written_last_day="2026-12-22")
    record_follow_up(sent, on=date(2026, 12, 18), today=TODAY)
    sent.change(written_last_day="2027-01-03")
    assert (sent.record.last_day, load(dump(sent.record))) == ("2026-12-22", sent.record)


@pytest.mark.linux("a pipe")
def test_a_file_that_cannot_be_read(sent: Dossier, tmp_path: Path) -> None:
    with pytest.raises(OptoutError, match=r"gone\.txt cannot be read: it is not there"):
        add_reply(sent, file=tmp_path / "gone.txt")
    with pytest.raises(OptoutError, match="it is a folder"):
        add_reply(sent, file=tmp_path)
    (tmp_path / "empty.eml").touch()
    with pytest.raises(OptoutError, match="it is empty"):
        add_reply(sent, file=tmp_path / "empty.eml")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OptoutError, match="it is not an ordinary file"):
        add_reply(sent, file=tmp_path / "pipe")
    with (tmp_path / "huge.bin").open("wb") as huge:
        huge.truncate(LARGEST + 1)
    with pytest.raises(OptoutError, match="it is too large"):
        add_reply(sent, file=tmp_path / "huge.bin")
    assert sent.evidence() == {}


def test_a_strange_suffix_becomes_plain(sent: Dossier, tmp_path: Path) -> None:
    for name, kept in {"mail.a b": "reply-1.bin", "Mail from Meta.EML": "reply-2.eml"}.items():
        (tmp_path / name).write_bytes(b"\x00raw")
        assert add_reply(sent, file=tmp_path / name) == kept
        assert (sent.path / kept).read_bytes() == b"\x00raw"
    assert sent.evidence()["reply-1.bin"].what == "reply"
    assert verify(sent.path).whole
