"""What a dossier allows to be written, and what it refuses with a clear sentence."""

from datetime import date

import pytest
from followup_cases import DUE, LATER, Make, extension, refusal

from optout import errors
from optout.errors import OptoutError, Problem
from optout.followup.case import case_of, facts


def refused(make: Make, today: date, **fields: object) -> Problem:
    with pytest.raises(OptoutError) as caught:
        case_of(make(**fields).record, today)
    assert str(caught.value)
    return caught.value.problem


def test_silence_begins_on_the_day_after(make: Make) -> None:
    record = make().record
    assert case_of(record, LATER).kind == "silence"
    with pytest.raises(OptoutError, match="until 28 December 2026") as caught:
        case_of(record, DUE)
    assert caught.value.problem is errors.TOO_EARLY


def test_an_extension_is_waited_for(make: Make) -> None:
    record = make(answers=extension()).record
    with pytest.raises(OptoutError, match="until 25 February 2027"):
        case_of(record, LATER)
    case = case_of(record, date(2027, 2, 26))
    assert (case.kind, case.due_on) == ("extension", date(2027, 2, 25))


def test_a_late_extension_is_silence(make: Make) -> None:
    case = case_of(make(answers=extension("2026-12-29")).record, LATER)
    assert (case.kind, case.due_on, case.extended_on) == ("silence", DUE, None)


def test_a_refusal_needs_no_waiting(make: Make) -> None:
    case = case_of(make(answers=refusal("identity")).record, date(2026, 12, 11))
    assert (case.kind, case.ground, case.due_on) == ("refusal", "identity", None)
    late = case_of(make(answers=refusal("", "2026-12-29")).record, LATER)
    assert (late.kind, late.due_on) == ("refusal", DUE)


def test_nothing_to_write(make: Make) -> None:
    assert refused(make, LATER, country="GB") is errors.NOT_UNDER_UK_LAW
    assert refused(make, LATER, variant="uk") is errors.NOT_UNDER_UK_LAW
    assert refused(make, LATER, practice=True) is errors.NOTHING_SENT
    accepted = [*refusal(""), *(a for a in extension())]
    accepted[1].kind = "accepted"
    assert refused(make, LATER, answers=accepted) is errors.ALREADY_ACCEPTED


def test_erasure_counts_only_if_the_sent_text_asked_for_it(make: Make) -> None:
    assert case_of(make().record, LATER).asked_erasure
    assert not case_of(make(letter_sent="I object.").record, LATER).asked_erasure
    assert not case_of(make(letter="Article 2017, 117").record, LATER).asked_erasure


def test_facts_are_in_order_and_nothing_is_claimed(make: Make) -> None:
    sent = make(answers=refusal("", "2026-12-30"), followed_up_on="2026-12-29").record
    assert [key for _day, key in facts(case_of(sent, date(2027, 1, 20)))] == [
        "sent",
        "acknowledged",
        "ended",
        "followed_up",
        "refused",
    ]
    word = make(by_word=True).record
    assert [key for _day, key in facts(case_of(word, LATER))] == ["sent_by_word", "ended"]
