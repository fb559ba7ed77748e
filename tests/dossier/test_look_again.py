"""What is worth another look: old objections and settings, and services that have changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args, get_type_hints

import pytest

from optout.domain.states import State
from optout.dossier.look_again import _CHANGES
from optout.dossier.status import status_rows
from optout.dossier.store import Store
from optout.forms import lookup
from optout.forms.spec import Change

SWITCH, FORM = "linkedin-switch", "linkedin"
OFF, SENT = State.SWITCHED_OFF, State.ACKNOWLEDGED
CHANGE = Change(
    day=date(2027, 1, 10), what="terms", source="LinkedIn, Terms", page="https://x.test"
)


@pytest.mark.parametrize(
    ("form", "states", "days", "told"),
    [
        (SWITCH, [OFF], 182, ""),
        (SWITCH, [OFF], 183, "setting): last looked at on 25 November 2026"),
        (SWITCH, [State.ABANDONED], 400, ""),
        (SWITCH, [OFF, State.UNAVAILABLE], 400, ""),  # there is no such setting any more
        (SWITCH, [OFF, State.ABANDONED], 400, "last looked at"),
        (FORM, [SENT], 183, "LinkedIn: last looked at on 25 November 2026"),
        (FORM, [State.REFUSED], 400, ""),
        (FORM, [State.COVERED], 400, ""),
        ("reddit-letter", [State.LETTER_WRITTEN], 400, ""),  # nothing of it can be looked at
        ("a-form-that-is-gone", [SENT], 400, ""),
    ],
)
def test_what_is_old(
    held: Store,
    clock: list[datetime],
    form: str,
    states: Sequence[State],
    days: int,
    told: str,
) -> None:
    for state in states:
        held.create(form=form).advance(state, by="page", proof="What it says")
        clock[0] += timedelta(minutes=1)
    rows = status_rows(held.all().records, date(2026, 11, 25) + timedelta(days=days))
    lines = [line for row in rows if row.look_again for line in row.look_again.lines]
    assert len(lines) == bool(told)
    assert told in "".join(lines)
    assert not any(row.called_for for row in rows if row.record.form == SWITCH)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2027, 1, 9), ""),
        (date(2027, 1, 10), "its terms have changed on 10 January 2027 (LinkedIn, Terms)"),
    ],
)
@pytest.mark.parametrize("form", [SWITCH, FORM])
def test_what_has_changed_since(
    held: Store, monkeypatch: pytest.MonkeyPatch, form: str, today: date, told: str
) -> None:
    way = lookup.find(form)
    assert way is not None
    old = replace(CHANGE, day=date(2026, 11, 25))  # it was known when it was done
    monkeypatch.setattr(lookup, "find", lambda _key: replace(way, changed=(old, CHANGE)))
    held.create(form=form).advance(OFF if form == SWITCH else SENT, by="page", proof="Thanks")
    (row,) = status_rows(held.all().records, today)
    assert (told in "".join(row.look_again.lines)) if told and row.look_again else not told
    changed = [{"what": "terms", "on": "2027-01-10"}] if told else None
    again = {"since": "2026-11-25", "changed": changed} if told else None
    assert row.as_json()["look_again"] == again


def test_only_the_last_of_a_form_and_no_practice(held: Store, clock: list[datetime]) -> None:
    held.create(form=SWITCH).advance(OFF, by="person")
    held.create(form=FORM, practice=True).advance(SENT, by="page", proof="Thanks")
    clock[0] = datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
    rows = status_rows(held.all().records, date(2027, 6, 1))
    assert {row.record.form: bool(row.look_again) for row in rows} == {SWITCH: True, FORM: False}
    held.create(form=SWITCH).advance(OFF, by="person")
    rows = status_rows(held.all().records, date(2027, 6, 2))
    assert not any(row.look_again for row in rows)


def test_each_change_of_a_record_has_its_words() -> None:
    assert set(get_args(get_type_hints(Change)["what"])) == set(_CHANGES)
