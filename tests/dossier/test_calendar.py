"""The dates as iCalendar, read back by a library that did not write them."""

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]

from optout.domain.states import State
from optout.dossier.calendar import calendar
from optout.dossier.file import Dossier
from optout.dossier.record import ReceivedAnswer
from optout.dossier.store import Store

TODAY = date(2026, 12, 20)
STAMP = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def sent(dated: Dossier) -> Dossier:
    dated.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    return dated


def read(data: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parsed = vobject.readOne(data.decode())
        assert parsed.validate(raiseException=True)
    return parsed


def test_read_back_by_another_library(sent: Dossier) -> None:
    event = read(calendar([sent.record], TODAY, STAMP)).vevent
    assert event.dtstart.value == date(2026, 12, 28)
    assert event.dtend.value == date(2026, 12, 29)
    assert event.dtstamp.value == STAMP
    assert event.valarm.trigger.value == timedelta(days=-3)
    assert event.valarm.action.value == "DISPLAY"
    assert event.summary.value == "Meta must answer the objection (Facebook)"
    assert "Article 12(3) GDPR" in event.description.value
    assert "1182/71" in event.description.value
    assert sent.id in event.description.value


def test_the_file_is_as_the_standard_wants_it(sent: Dossier) -> None:
    """RFC 5545, 3.1: lines end with CRLF and hold at most 75 octets."""
    data = calendar([sent.record], TODAY, STAMP)
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_uid_stays_when_the_date_moves(sent: Dossier) -> None:
    before = read(calendar([sent.record], TODAY, STAMP)).vevent
    sent.change(answers=[ReceivedAnswer("extended", "2026-12-20")])
    after = read(calendar([sent.record], TODAY, STAMP)).vevent
    assert after.uid.value == before.uid.value
    assert after.dtstart.value == date(2027, 2, 25)


def test_several_dates_have_several_uids(sent: Dossier) -> None:
    sent.change(followed_up_on="2026-12-29", complained_on="2027-01-14", complained_to="FR")
    events = read(calendar([sent.record], TODAY, STAMP)).vevent_list
    assert len({e.uid.value for e in events}) == 3


def test_the_same_objection_made_again_is_one_event(sent: Dossier, held: Store) -> None:
    """The newest; one of another account, or of another form, has its own."""
    made = []
    for form, email in (("facebook", "A@example.org"), ("facebook", "b@e.org"), ("threads", "")):
        made.append(held.create(form=form, email=email))
        made[-1].advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    records = [sent.record, *(dossier.record for dossier in made)]
    events = read(calendar(records, TODAY, STAMP)).vevent_list
    assert {e.uid.value for e in events} == {f"{d.id}-reply@optout.invalid" for d in made}


def test_it_names_nobody(sent: Dossier) -> None:
    text = calendar([sent.record], TODAY, STAMP).decode().replace("\r\n ", "")
    assert "example.org" not in text
    assert "Nom" not in text


def test_nothing_due_is_an_empty_calendar(dated: Dossier) -> None:
    data = calendar([dated.record], TODAY, STAMP)
    assert b"BEGIN:VEVENT" not in data
    assert data.startswith(b"BEGIN:VCALENDAR")
