"""What is kept of a code that is pasted before it is asked for, and for how long."""

from optout.run.progress import (
    AskedAbout,
    CodeLeft,
    CodeLost,
    CodeRequested,
    CodeTyped,
    Delivered,
    Event,
    Exchange,
    Facts,
    FormStage,
    IdentityAsked,
    ObjectionLeft,
)
from optout.run.talk.early_code import EarlyCode

CODE = "482915"
OURS = Facts(form=FormStage.HANDED_OVER, exchange=Exchange.OURS)
IDENTITY = Facts(exchange=Exchange.IDENTITY)
ENDED = Facts(form=FormStage.ENDED, exchange=Exchange.OURS)


def early(facts: Facts = OURS) -> EarlyCode:
    kept = EarlyCode()
    kept.note(facts, Delivered("answered"), facts)
    return kept


def answered(kept: EarlyCode) -> str:
    with kept.asked_for():
        return kept.answer()


def test_it_answers_the_question_for_the_code_once() -> None:
    for pasted in (CODE, "482-915", f"Your code: {CODE}", f"FB-{CODE}\nBye"):
        kept = early()
        said = kept.hear(pasted)
        assert said is not None and "keeps it" in said, pasted
        assert "482" not in said
        assert kept.is_there
        assert kept.answer() == "", "not before it is asked for"
        assert answered(kept) == pasted
        assert answered(kept) == ""
        assert not kept.is_there


def test_what_holds_no_code_is_an_answer_like_any() -> None:
    for answer in ("", "yes", "12", "12345", "12345678", "111111 222222"):
        kept = early()
        assert kept.hear(answer) is None, answer
        assert not kept.is_there


def test_the_last_one_counts() -> None:
    kept = early()
    kept.hear(CODE)
    kept.hear("111111")
    assert answered(kept) == "111111"


def test_one_that_the_page_did_not_take_is_not_kept_again() -> None:
    kept = early()
    kept.refused.add(CODE)
    assert kept.hear(CODE) is None
    assert not kept.is_there


def test_where_none_can_have_been_mailed_none_is_kept() -> None:
    for facts in (Facts(), IDENTITY, ENDED):
        kept = early(facts)
        said = kept.hear(CODE)
        assert said is not None and "asks for it later" in said, facts
        assert not kept.is_there


def test_what_outdates_it() -> None:
    rows: tuple[tuple[Event, Facts, bool], ...] = (
        (Delivered("silent"), OURS, True),
        (AskedAbout("page"), OURS, True),
        (ObjectionLeft(), OURS, False),
        (CodeRequested(), OURS, False),
        (CodeTyped("typed"), OURS, False),
        (CodeLeft(), OURS, False),
        (CodeLost(), OURS, False),
        (IdentityAsked(), IDENTITY, False),
        (AskedAbout("page"), ENDED, False),
    )
    for event, facts, stays in rows:
        kept = early()
        kept.hear(CODE)
        kept.note(facts, event, facts)
        assert kept.is_there is stays, (event, facts)
