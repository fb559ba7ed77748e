"""What is said of a company, and what it owes, for each way to object, and a form that is gone."""

import re
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Sent, State
from optout.dossier.due import dues, place_of
from optout.dossier.export.page import page
from optout.dossier.export.summary import summary
from optout.dossier.file import Dossier
from optout.dossier.record import ReceivedAnswer, Record
from optout.dossier.status import row
from optout.dossier.store import Store
from optout.dossier.table import table
from optout.dossier.words import answer_words, host_given, standing_words, state_words
from optout.forms import lookup
from optout.forms.names import NAMES
from optout.letters.follow_up import addressee
from optout.letters.grounds import facts, grounds_of

SENT = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
TODAY = date(2026, 12, 20)
LATER = date(2026, 12, 29)


def made(folder: Path, form: str, state: State, *, country: str = "FR") -> Dossier:
    dossier = Store(folder, clock=lambda: SENT).create(form=form, country=country, variant="eu")
    by_page = state is State.ACKNOWLEDGED
    if by_page:
        dossier.advance(State.SUBMITTED, by="page", proof="Thank you")
    dossier.advance(state, by="page" if by_page else "person", proof="Thank you")
    return dossier


def test_who_owes_an_answer_is_named(tmp_path: Path) -> None:
    for form, state, company, month in (
        ("linkedin", State.ACKNOWLEDGED, "LinkedIn", "2026-12"),
        ("linkedin-letter", State.LETTER_WRITTEN, "LinkedIn", "2027-01"),
        ("facebook", State.ACKNOWLEDGED, "Meta", "2026-12"),
        ("gone", State.ACKNOWLEDGED, "gone", "2026-12"),
    ):
        record = made(tmp_path, form, state).record
        [due] = dues(record, TODAY)
        assert due.what == f"{company} must answer the objection"
        assert f"{month}-" in "".join(line for line, _tone in table([row(record, TODAY)], 200))


@pytest.mark.parametrize(("form", "told"), [("linkedin-switch", True), ("figma-switch", False)])
def test_a_setting_owes_nothing_and_says_so(tmp_path: Path, form: str, told: bool) -> None:
    dossier = made(tmp_path, form, State.SWITCHED_OFF)
    record = dossier.record
    assert dues(record, TODAY) == []
    assert "That is no objection" in " ".join(summary(record, TODAY).shown)
    assert ("Addressed to" in page(dossier, TODAY)) is told  # the controller, where it is known
    assert row(record, LATER).letter == ""
    for refused in (addressee, partial(grounds_of, today=LATER)):
        with pytest.raises(OptoutError) as caught:
            refused(record)
        assert caught.value.problem is errors.ON_A_SETTING


def test_a_letter_counts_from_the_day_of_the_persons_word(tmp_path: Path) -> None:
    """With ten days for the post: nobody is accused before a month from the receipt is over."""
    dossier = made(tmp_path, "linkedin-letter", State.LETTER_WRITTEN)
    record, end = dossier.record, date(2027, 1, 5)
    assert (dues(record, TODAY)[0].on, place_of(record)) == (end, "IE")
    with pytest.raises(OptoutError) as caught:
        grounds_of(record, end)
    assert caught.value.problem is errors.TOO_EARLY
    case = grounds_of(record, date(2027, 1, 6))
    assert (case.kind, case.by_word, case.sent_on) == ("silence", True, date(2026, 11, 25))
    assert (case.due_on, facts(case)[0]) == (end, (case.sent_on, "sent_letter"))
    assert row(record, date(2027, 1, 6)).letter == "follow-up"
    dossier.change(answers=[ReceivedAnswer("extended", "2026-12-30")])
    assert [due.on for due in dues(dossier.record, TODAY)] == [date(2027, 3, 5)]
    assert "optout did not see it" in " ".join(summary(record, TODAY).shown)


def test_a_letter_that_was_not_sent_owes_nothing(tmp_path: Path) -> None:
    record = made(tmp_path, "linkedin-letter", State.ABANDONED).record
    assert dues(record, TODAY) == []
    with pytest.raises(OptoutError) as caught:
        grounds_of(record, LATER)
    assert caught.value.problem is errors.NOTHING_SENT
    assert "optout run linkedin." in caught.value.next_move, "the command knows no linkedin-letter"


def test_what_is_put_off_is_told_by_its_way(tmp_path: Path) -> None:
    """Of a setting or a letter nothing is sent from a page, so nothing could be seen of it."""
    for form, told in {
        "linkedin-switch": "not yet noted as switched off",
        "linkedin-letter": "letter not yet noted as sent",
        "facebook": "stopped, nothing sent",
    }.items():
        assert standing_words(made(tmp_path, form, State.ABANDONED).record) == told


def test_the_holidays_are_those_of_the_controllers_place(tmp_path: Path) -> None:
    """25 December is a Friday; elsewhere than in Europe no holidays are known to bind."""
    for form, country, place, end in (
        ("facebook", "FR", "IE", date(2026, 12, 28)),
        ("facebook", "GB", "", date(2026, 12, 25)),
        ("twitch", "FR", "", date(2026, 12, 25)),
        ("booking", "FR", "NL", date(2026, 12, 28)),
        ("gone", "FR", "", date(2026, 12, 25)),
    ):
        record = made(tmp_path, form, State.ACKNOWLEDGED, country=country).record
        assert (place_of(record), dues(record, TODAY)[0].on) == (place, end), form


def test_no_state_says_more_than_was_seen() -> None:
    """Whoever reads "not sent" sends once more, and has two requests."""
    for state in State:
        assert "not sent" not in state_words("facebook", state, Sent.LEFT)
        for sent in Sent:
            seen = state_words("facebook", state, sent)
            unseen = state_words("facebook", state, sent, out_of_sight=True)
            doubtful = ("nothing" in seen, "not sent" in seen, seen.startswith("perhaps sent"))
            changes = sent is not Sent.PROVED and state is not State.CHANGED and any(doubtful)
            assert (unseen != seen, "if it was sent" in unseen) == (changes, changes)


def test_a_form_that_was_not_understood_after_something_had_left_says_so() -> None:
    """The person wanted to do it by hand, as nothing showed what had become of it."""
    words = {sent: state_words("facebook", State.CHANGED, sent) for sent in Sent}
    perhaps = [sent for sent in Sent if words[sent].startswith("perhaps sent")]
    assert perhaps == [Sent.LEFT]


def test_what_nobody_could_see_is_not_called_unsent() -> None:
    """It can have been sent as the browser or optout itself went down."""
    for state in (State.PREFILLED, State.CODE_ASKED, State.CODE_ENTERED, State.ABANDONED):
        unseen = state_words("facebook", state, Sent.NO, out_of_sight=True)
        for words, sure in ((state_words("facebook", state, Sent.NO), True), (unseen, False)):
            assert bool(re.search("nothing sent|not sent", words)) is sure, words


@pytest.mark.parametrize("lost", [True, False])
def test_a_record_says_if_it_may_have_been_sent_unseen(tmp_path: Path, lost: bool) -> None:
    dossier = made(tmp_path, "facebook", State.PREFILLED)
    killed = "filled in; optout does not know if it was sent"
    assert standing_words(dossier.record) == killed
    assert killed in page(dossier, TODAY)
    dossier.change(lost_sight=lost)
    dossier.advance(State.ABANDONED, by="tool")
    unseen = "stopped; optout could not see if it was sent"
    saw_nothing = "stopped, nothing sent"
    assert standing_words(dossier.record) == (unseen if lost else saw_nothing)
    shown = page(dossier, TODAY)
    assert (unseen in shown, saw_nothing in shown) == (lost, not lost)
    _head, (line, _tone) = table([row(dossier.record, TODAY)], 200)
    assert (unseen if lost else saw_nothing) in line


def test_what_was_sent_is_said_of_a_refusal_after_it() -> None:
    words = [state_words("facebook", State.REFUSED, sent) for sent in Sent]
    assert [word.startswith("sent") for word in words] == [sent is Sent.PROVED for sent in Sent]
    assert all("refused" in word for word in words)


def test_a_run_that_was_stopped_after_something_left_says_so_on_its_rung_too(
    tmp_path: Path,
) -> None:
    dossier = made(tmp_path, "facebook", State.PREFILLED)
    dossier.advance(State.ABANDONED, by="tool")
    record = dossier.record
    filled, stopped = record.rungs[-2:]
    assert (record.sent_at(filled), record.sent_at(stopped)) == (Sent.NO, Sent.NO)
    record.sent = Sent.LEFT
    assert (record.sent_at(filled), record.sent_at(stopped)) == (Sent.NO, Sent.LEFT)


def test_a_code_that_was_not_taken_is_called_so() -> None:
    def words(sent: Sent, code: str) -> str:
        return state_words("facebook", State.CODE_ENTERED, sent, code)

    assert words(Sent.PROVED, "rejected") == "sent, the code was not taken"
    assert words(Sent.NO, "rejected") == ("filled in, the code was not taken, nothing sent")
    assert words(Sent.LEFT, "rejected") == words(Sent.LEFT, "none")
    assert "the code is typed" in words(Sent.PROVED, "none")


def test_states_and_answers_name_the_company() -> None:
    answer = ReceivedAnswer("refused", "2026-12-10")
    assert state_words("tiktok", State.ACKNOWLEDGED, Sent.PROVED) == "received by TikTok"
    assert state_words("threads", State.ACKNOWLEDGED, Sent.PROVED) == "received by Meta"
    assert answer_words("x-letter", answer) == "X refused the objection"
    assert answer_words("facebook", answer) == "Meta refused the objection"


def test_what_went_to_another_address_was_not_received_by_the_company(tmp_path: Path) -> None:
    """And owes no answer, until one came; each way's own addresses are the company's."""
    given = "http://127.0.0.1:8080/form"
    for url, host in (
        (given, "127.0.0.1"),
        ("https://facebook.com.example.org/", "facebook.com.example.org"),
        ("https://fr-fr.facebook.com/help/contact/1", ""),
        ("", ""),
    ):
        dossier = _as_shown(tmp_path, [State.SUBMITTED, State.ACKNOWLEDGED])
        dossier.change(url=url)
        assert host_given(dossier.record) == host
        assert ("received by Meta" in standing_words(dossier.record)) == (not host)
        assert ("received by Meta" in page(dossier, TODAY)) == (not host)
        assert (f"that the person gave ({host})" in standing_words(dossier.record)) == bool(host)
        assert bool(dues(dossier.record, TODAY)) == (not host)
    dossier.change(url=given)
    with pytest.raises(OptoutError) as caught:
        grounds_of(dossier.record, LATER)
    assert caught.value.problem is errors.RECEIPT_UNSEEN
    dossier.change(answers=[ReceivedAnswer("extended", "2026-12-10")])
    assert dues(dossier.record, TODAY)
    dossier.change(answers=[], practice=True)
    assert host_given(dossier.record) == ""
    for name in NAMES:
        for way in lookup.load(name).ways:
            assert host_given(Record(id="", form=way.key, url=way.url)) == "", way.key


SHOWN = [
    ([State.PREFILLED, State.UNAVAILABLE], errors.NOTHING_SENT),
    ([State.ALREADY_OBJECTED], errors.RECEIPT_UNSEEN),
    ([State.SUBMITTED, State.CODE_ASKED], errors.RECEIPT_UNSEEN),
    ([State.SUBMITTED, State.REFUSED], errors.RECEIPT_UNSEEN),
]
"""What the form's pages have shown, and why no term runs from it."""


def _as_shown(folder: Path, states: list[State]) -> Dossier:
    dossier = Store(folder, clock=lambda: SENT).create(form="facebook", country="FR", variant="eu")
    for state in states:
        dossier.advance(state, by="page", proof="its words")
    return dossier


@pytest.mark.parametrize(("states", "problem"), SHOWN)
def test_what_a_page_has_shown_to_be_sent_is_said_to_be_and_no_more(
    tmp_path: Path, states: list[State], problem: errors.Problem
) -> None:
    dossier = Store(tmp_path, clock=lambda: SENT).create(
        form="facebook", country="FR", variant="eu"
    )
    for state in states:
        dossier.advance(state, by="page", proof="its words")
    with pytest.raises(OptoutError) as caught:
        grounds_of(dossier.record, LATER)
    assert caught.value.problem is problem
    if problem is errors.RECEIPT_UNSEEN:
        to_go_on = f"optout answer {dossier.id}; else: optout run facebook"
        assert to_go_on in caught.value.next_move
    else:
        assert caught.value.next_move == "Send one first: optout run facebook."
    # The site's answer shows that it has it, and not by which way.
    dossier.change(answers=[ReceivedAnswer("refused", "2026-12-10", "use_form")])
    case = grounds_of(dossier.record, LATER)
    assert case.by_word == (State.SUBMITTED not in states)
    assert ("sent_by_word" in [key for _day, key in facts(case)]) == case.by_word
