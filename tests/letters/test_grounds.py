"""What a dossier allows to be written, and what it refuses with a clear sentence."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from support.followup_cases import DUE, LATER, Make, extension, partial, refusal
from support.letter_matrix import LAWS, NAME, Case

from optout import letters
from optout.domain import errors
from optout.domain.errors import OptoutError, Problem
from optout.domain.states import Sent, State
from optout.dossier.record import Record
from optout.letters import LENGTHS
from optout.letters.grounds import cites, facts, grounds_of

OWN = "Since 2012, in my street"


def refused(make: Make, today: date, **fields: object) -> Problem:
    with pytest.raises(OptoutError) as caught:
        grounds_of(make(**fields).record, today)
    assert str(caught.value)
    return caught.value.problem


def test_silence_begins_on_the_day_after(make: Make) -> None:
    record = make().record
    assert grounds_of(record, LATER).kind == "silence"
    with pytest.raises(OptoutError, match="until 28 December 2026") as caught:
        grounds_of(record, DUE)
    assert caught.value.problem is errors.TOO_EARLY


def test_an_extension_is_waited_for(make: Make) -> None:
    record = make(answers=extension()).record
    with pytest.raises(OptoutError, match="until 25 February 2027"):
        grounds_of(record, LATER)
    case = grounds_of(record, date(2027, 2, 26))
    assert (case.kind, case.due_on) == ("extension", date(2027, 2, 25))


def test_a_late_extension_is_silence(make: Make) -> None:
    case = grounds_of(make(answers=extension("2026-12-29")).record, LATER)
    assert (case.kind, case.due_on, case.extended_on) == ("silence", DUE, None)


def test_a_refusal_needs_no_waiting(make: Make) -> None:
    case = grounds_of(make(answers=refusal("identity")).record, date(2026, 12, 11))
    assert (case.kind, case.ground, case.due_on) == ("refusal", "identity", None)
    late = grounds_of(make(answers=refusal("", "2026-12-29")).record, LATER)
    assert (late.kind, late.due_on) == ("refusal", DUE)


def test_nobody_is_late_by_a_day_that_nobody_knows(make: Make) -> None:
    """An answer shows that it was received, and nothing shows when it was sent."""
    record = make(answers=refusal("", "2026-12-29")).record
    unseen = replace(record, rungs=record.rungs[:1], state=State.ABANDONED, sent=Sent.NO)
    case = grounds_of(unseen, LATER)
    assert (case.kind, case.due_on) == ("refusal", None)
    for known in (replace(unseen, sent=Sent.LEFT), replace(unseen, state=State.UNCONFIRMED)):
        assert grounds_of(known, LATER).due_on == DUE


def test_nothing_to_write(make: Make) -> None:
    assert refused(make, LATER, country="GB") is errors.NOT_UNDER_UK_LAW
    assert refused(make, LATER, variant="uk") is errors.NOT_UNDER_UK_LAW
    assert refused(make, LATER, practice=True) is errors.NOTHING_SENT
    accepted = [*refusal(""), *partial(on="2026-12-20")]
    assert refused(make, LATER, answers=accepted) is errors.ALREADY_ACCEPTED


def test_an_objection_that_lies_ahead_shows_a_wrong_clock(make: Make) -> None:
    for answers in ([], refusal("", "2026-11-23"), partial("chats", on="2026-11-23")):
        assert refused(make, date(2026, 11, 23), answers=answers) is errors.CLOCK_WRONG
    assert grounds_of(make(answers=refusal("", "2026-11-24")).record, date(2026, 11, 24))
    assert refused(make, date(2026, 11, 24)) is errors.TOO_EARLY


def test_the_latest_answer_counts_in_whatever_order_it_was_noted(make: Make) -> None:
    late = [*refusal("", "2026-12-20"), *partial(on="2026-12-10")]
    case = grounds_of(make(answers=late).record, LATER)
    assert (case.kind, case.refused_on) == ("refusal", date(2026, 12, 20))


def test_an_acceptance_that_leaves_a_part_open_does_not_end_it(make: Make) -> None:
    case = grounds_of(make(answers=partial("chats")).record, date(2026, 12, 11))
    assert (case.kind, case.silent, case.due_on) == ("partial", ("chats",), None)
    assert (case.accepted_on, case.refused_on) == (date(2026, 12, 10), None)
    assert "accepted" in [key for _day, key in facts(case)]


def test_erasure_counts_only_if_the_sent_text_asked_for_it(make: Make) -> None:
    assert grounds_of(make().record, LATER).asked_erasure
    assert not grounds_of(make(letter_sent="I object.").record, LATER).asked_erasure
    assert not grounds_of(make(letter="Article 2017, 117").record, LATER).asked_erasure


def sent_as_it_is(record: Record, case: Case) -> Record:
    """The record of this letter, sent without a change."""
    return replace(
        record, letter=case.text, length=case.length, language=case.language, name=case.name,
        email=case.email,
    )  # fmt: skip


def test_grounds_are_stated_where_the_sent_text_has_them(make: Make) -> None:
    base, services = make().record, ("facebook", "third-party", "x")
    for law, length, service, reason in product(LAWS, LENGTHS, services, ("by_others", OWN)):
        case = Case(*law, length, service, reason, NAME)
        record = sent_as_it_is(base, case)
        assert grounds_of(record, LATER).stated_grounds, case
        said = letters.reason_text(case.language, reason)
        emptied = re.sub(rf"{re.escape(said)}\.?", "", case.text)
        assert emptied != case.text
        assert not grounds_of(replace(record, letter_sent=emptied), LATER).stated_grounds, case


def test_a_text_of_ones_own_is_not_said_to_state_grounds(make: Make) -> None:
    for own in ("I object.", "I object on grounds relating to my particular situation."):
        assert not grounds_of(make(letter=own, language="en").record, LATER).stated_grounds
        sent = make(letter="My particular situation: I paint.", language="en", letter_sent=own)
        assert not grounds_of(sent.record, LATER).stated_grounds
    kept = make(letter="x", language="en", letter_sent="My particular  situation:\nI paint.")
    assert grounds_of(kept.record, LATER).stated_grounds
    assert not grounds_of(make(language="").record, LATER).stated_grounds


def test_every_letter_asks_for_erasure_and_other_words_do_not(make: Make) -> None:
    """A 17 in the address, the name or the reason is no citation, in any language."""
    base, why = make().record, "Ma fille de 17 ans ; 17, rue de l’Art."
    for language, length in product(letters.languages(), LENGTHS):
        case = Case(language, "eu", length, "facebook", why, "Art 17", "art.17@example.org")
        record = sent_as_it_is(base, case)
        assert grounds_of(record, LATER).asked_erasure, case
        assert cites(record, 9) == ("O6" in case.render().points), case


def test_only_a_citation_asks_for_erasure(make: Make) -> None:
    asks = {
        "I object. paul17@example.org": False,
        "Ma fille de 17 ans est visible.": False,
        "Articles 21(1) and 17 GDPR": True,
        "Art. 17 DSGVO": True,
        "Article 21(1). My daughter is 17.": False,
        "Article 170": False,
        "on 17 May 2025, Article 21": False,
    }
    record = make().record
    found = {t: grounds_of(replace(record, letter_sent=t), LATER).asked_erasure for t in asks}
    assert found == asks


def test_facts_are_in_order_and_nothing_is_claimed(make: Make) -> None:
    sent = make(answers=refusal("", "2026-12-30"), followed_up_on="2026-12-29").record
    assert [key for _day, key in facts(grounds_of(sent, date(2027, 1, 20)))] == [
        "sent",
        "acknowledged",
        "ended",
        "followed_up",
        "refused",
    ]
    word = make(by_word=True).record
    assert [key for _day, key in facts(grounds_of(word, LATER))] == ["sent_by_word", "ended"]


def test_the_day_of_filling_in_is_not_named_as_that_of_sending(make: Make) -> None:
    """Only the answer shows that it was sent, or the page that it was before."""
    record = make(answers=refusal("", "2026-12-10")).record
    filled = replace(record, rungs=record.rungs[:1], filled_from=record.rungs[0].at_utc)
    for state in (State.ABANDONED, State.ALREADY_OBJECTED):
        unseen = replace(filled, state=state, sent=Sent.NO)
        case = grounds_of(unseen, LATER)
        assert facts(case)[0] == (None, "sent_by_word")
        assert facts(case)[1] == (date(2026, 12, 10), "refused")
    left = replace(filled, state=State.ABANDONED, sent=Sent.LEFT, left_at=filled.filled_from)
    assert facts(grounds_of(left, LATER))[0] == (date(2026, 11, 25), "sent_by_word")
