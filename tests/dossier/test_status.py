"""Rows for the table, and what each form is to be gone on with."""

from datetime import date, datetime, timedelta

import pytest

from optout import i18n
from optout.domain.states import Sent, State
from optout.dossier.file import Dossier
from optout.dossier.record import ReceivedAnswer
from optout.dossier.status import asks_no_more, best_of_each, status_rows, turned_away, unfinished
from optout.dossier.store import Store

TODAY = date(2026, 12, 20)


def acknowledge(dossier: Dossier) -> Dossier:
    dossier.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    return dossier


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_row_says_state_and_what_is_due(held: Store, dated: Dossier, language: str) -> None:
    """To programs in the same words, whatever the terminal speaks."""
    i18n.use(language)
    acknowledge(dated)
    held.create(form="instagram").change(quote="Merci.", quoted_at="2026-11-25T11:00:00+01:00")
    rows = status_rows(held.all().records, TODAY)
    by_form = {r.record.form: r for r in rows}
    assert by_form["instagram"].due is None
    assert by_form["instagram"].as_json()["quote"] == "Merci."
    assert by_form["facebook"].as_json() == {
        "id": dated.id,
        "form": "facebook",
        "state": "acknowledged",
        "sent": "proved",
        "out_of_sight": False,
        "quote": None,
        "since": dated.record.last_change.at_local,
        "practice": False,
        "due": {
            "what": "reply",
            "on": "2026-12-28",
            "days_left": 8,
            "ground": "Article 12(3) GDPR; Article 3 of Regulation (EEC, Euratom) No 1182/71",
        },
        "answer": None,
        "look_again": None,
    }


def test_programs_are_told_where_nobody_saw_if_it_was_sent(held: Store) -> None:
    """`sent` says only what optout saw."""
    for states, proof, unseen in (
        ((), "", False),
        ((State.PREFILLED,), "", True),
        ((State.PREFILLED, State.ABANDONED), "", False),
        ((State.UNCONFIRMED,), "", True),
        ((State.SWITCHED_OFF,), "", False),
        ((State.SUBMITTED,), "answered", False),
    ):
        dossier = held.create(form="facebook")
        for state in states:
            dossier.advance(state, by="page" if proof else "person", proof=proof)
        told = status_rows([dossier.record], TODAY)[0].as_json()
        assert (told["out_of_sight"], told["sent"]) == (unseen, "proved" if proof else "no")


def test_of_several_dates_the_next_is_shown(dated: Dossier) -> None:
    acknowledge(dated).change(followed_up_on="2026-12-29")
    for today, expected in (("2026-12-28", "2026-12-28"), ("2026-12-30", "2027-01-12")):
        due = status_rows([dated.record], date.fromisoformat(today))[0].due
        assert due is not None
        assert due.on.isoformat() == expected
    late = status_rows([dated.record], date(2027, 1, 15))[0].due
    assert late is not None
    assert late.words == "3 days late"


def ends(dossier: Dossier, *states: State) -> Dossier:
    for state in states:
        dossier.advance(state, by="page", proof="What it says")
    return dossier


def test_what_is_not_finished(held: Store) -> None:
    sent = (State.PREFILLED, State.SUBMITTED)
    ways: dict[str, tuple[tuple[State, ...], bool]] = {
        "facebook": ((), True),
        "instagram": ((*sent, State.CODE_ASKED), True),
        "threads": ((*sent, State.CODE_ASKED, State.CODE_ENTERED), False),
        "whatsapp": ((*sent, State.ACKNOWLEDGED), False),
        "x": ((State.PREFILLED, State.REFUSED), False),
        "xai": ((State.UNAVAILABLE,), False),
        "google": ((State.PREFILLED, State.CHANGED), True),
        "reddit": ((State.PREFILLED, State.ABANDONED), True),
        "openai": ((State.FAILED,), True),
    }
    for form, (states, _left) in ways.items():
        ends(held.create(form=form), *states)
        ends(held.create(form=form, practice=True))
    left = {record.form for record in unfinished(held.all().records)}
    assert left == {form for form, (_states, left) in ways.items() if left}
    assert {record.form for record in turned_away(held.all().records)} == {"x", "xai"}


@pytest.mark.parametrize("later", ["by hand", "an answer", "tried again"])
def test_a_refusal_that_is_not_the_end_is_not_to_be_done_by_hand(held: Store, later: str) -> None:
    refused = held.create(form="facebook")
    ends(refused, State.REFUSED)
    assert turned_away(held.all().records)
    if later == "by hand":
        refused.advance(State.UNCONFIRMED, by="person", proof="said so")
    elif later == "an answer":
        refused.change(answers=[ReceivedAnswer("extended", "2026-12-10")])
    else:
        acknowledge(held.create(form="facebook"))
    assert turned_away(held.all().records) == []


def test_a_code_that_was_not_taken_is_to_be_gone_on_with(dated: Dossier) -> None:
    ends(dated, State.PREFILLED, State.SUBMITTED, State.CODE_ASKED, State.CODE_ENTERED)
    for code in ("none", "rejected", "accepted"):
        dated.change(code_status=code)
        assert bool(unfinished([dated.record])) is (code == "rejected")


@pytest.mark.parametrize("code", ["", "none", "rejected"])
def test_a_code_that_no_page_asks_for_any_more_is_not_gone_on_with(
    dated: Dossier, code: str
) -> None:
    ends(dated, State.PREFILLED, State.SUBMITTED, State.CODE_ASKED)
    if code:
        ends(dated, State.CODE_ENTERED).change(code_status=code)
    for gone in (False, True):
        dated.change(asks_no_more=gone)
        lacks = code != "none"
        assert bool(unfinished([dated.record])) is (lacks and not gone)
        assert bool(asks_no_more([dated.record])) is (lacks and gone)


def test_what_was_never_sent_is_gone_on_with_whatever_the_page_asked_for(dated: Dossier) -> None:
    """A code that comes before the sending: the form itself is still to be sent."""
    ends(dated, State.PREFILLED, State.CODE_ASKED)
    assert unfinished([dated.record]) == [dated.record]
    assert asks_no_more([dated.record]) == []


def test_a_later_attempt_takes_nothing_back(held: Store, clock: list[datetime]) -> None:
    acknowledge(held.create(form="facebook"))
    ends(held.create(form="facebook"), State.ABANDONED)
    ends(held.create(form="instagram"), State.ABANDONED)
    clock[0] += timedelta(days=1)
    newest = held.create(form="instagram")
    assert [record.id for record in unfinished(held.all().records)] == [newest.id]


def test_a_later_stopped_run_does_not_hide_what_was_perhaps_sent(
    held: Store, clock: list[datetime]
) -> None:
    def tried(*states: State, **facts: object) -> Dossier:
        clock[0] += timedelta(days=1)
        dossier = held.create(form="facebook")
        dossier.change(**facts)
        return ends(dossier, *states)

    def best() -> str:
        (row,) = best_of_each(held.all().records, TODAY)
        return row.record.id

    assert tried().id == best()
    unseen = tried(State.PREFILLED, State.ABANDONED, lost_sight=True)
    tried(State.PREFILLED, State.ABANDONED)
    assert best() == unseen.id
    away = {"left_at": "2026-11-28T10:00:00Z", "sent": Sent.LEFT}
    left = tried(State.PREFILLED, State.ABANDONED, **away)
    tried(State.PREFILLED, State.ABANDONED)
    tried(State.REFUSED, **away)
    newest = tried()
    assert best() == left.id
    assert [record.id for record in unfinished(held.all().records)] == [newest.id]
    sent = acknowledge(tried())
    tried(State.ABANDONED)
    assert best() == sent.id
