"""The driver and the code that is asked for after the sending, or pasted before it is."""

from dataclasses import replace
from typing import Any

import pytest
from support.bare_code import bare_code
from support.driver_runs import (
    WHAT_IT_SAYS,
    WITH_CODE,
    Runs,
    confirms,
    each,
    later,
    once,
    runs,
    sends_then,
    shows,
)
from support.fake_page import (
    FORM,
    OBJECTION_CODE,
    RECEIVED,
    REFUSED,
    THANKS,
    UNKNOWN,
    FakePage,
    code_box,
    portal,
    reading,
)

from optout.domain.code_outcomes import CodeOutcome
from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.due import received_on
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

__all__ = ["runs"]


BARE = bare_code("Confirmation code", "Confirm", autocomplete="one-time-code")
"""A page that asks for a code, and does not say what for."""
ASKS = sends_then(OBJECTION_CODE)


@pytest.mark.parametrize("asks", [OBJECTION_CODE, BARE], ids=["of the objection", "bare"])
def test_with_a_code(runs: Runs, asks: Reading) -> None:
    assert (asks.kind, asks.of_objection) == (PageKind.CODE, asks is OBJECTION_CODE)
    result = runs.run(FORM, sends_then(asks), codes=[("482915", "taken", THANKS)])
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE
    assert runs.page.codes == ["482915"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (asks.why.proof, asks.why.words)


@pytest.mark.parametrize("wrong", [1, 3])
def test_a_wrong_code_is_asked_for_again(runs: Runs, wrong: int) -> None:
    codes = [("111111", "rejected", OBJECTION_CODE)] * wrong
    result = runs.run(FORM, ASKS, codes=[*codes, ("482915", "taken", RECEIVED)])
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.person.heard.count("the page did not take the code") == wrong
    proofs = [rung.proof for rung in runs.record().rungs if rung.state == "code_entered"]
    assert proofs == [*[Proof.CODE_REJECTED] * wrong, Proof.CODE_TAKEN], "they stand for the typing"


@pytest.mark.parametrize("words", ["", "That code isn't valid."])
def test_what_the_page_says_of_a_code_is_quoted(runs: Runs, words: str) -> None:
    shown = replace(OBJECTION_CODE, errors=(words,) if words else ())
    codes = [("111111", "rejected", shown), ("482915", "taken", RECEIVED)]
    result = runs.run(FORM, ASKS, codes=codes)
    assert (result.state, result.code) == ("acknowledged", "accepted")
    told = "Facebook: the page did not take the code."
    before, rejected, _after = runs.person.heard.partition(told)
    assert rejected
    assert before.endswith(f"Facebook says: “{words}”\n") is bool(words)


@pytest.mark.parametrize(
    ("outcome", "shown", "code"),
    [
        ("unknown", UNKNOWN, "none"),
        ("rejected", OBJECTION_CODE, "rejected"),
    ],
)
def test_a_code_that_no_page_took_begins_no_month(
    runs: Runs, outcome: CodeOutcome, shown: Reading, code: str
) -> None:
    codes = [("482915", outcome, shown)]
    result = runs.run(FORM, ASKS, codes=codes, until=runs.asked("", times=2))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", code)
    assert int(result.exit) == 130
    assert received_on(runs.record()) is None


def test_a_right_code_after_a_wrong_one_leaves_none_open(runs: Runs) -> None:
    codes = [("111111", "rejected", OBJECTION_CODE), ("482915", "taken", UNKNOWN)]
    result = runs.run(FORM, ASKS, codes=codes, until=runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "none")


def test_a_form_that_begins_anew_after_the_code_is_quoted(runs: Runs) -> None:
    expired = "Your session has expired. Begin again."
    anew = reading(PageKind.FORM, "anew", errors=(expired,), code_problem="expired")
    until = runs.heard("Sending again is a second request")
    runs.run(FORM, ASKS, codes=[("482915", "unknown", anew)], until=until)
    assert expired in runs.person.heard
    assert "did not take the code" not in runs.person.heard
    assert "send again" not in runs.person.heard.partition(expired)[2]


@pytest.mark.parametrize("before", [None, "rejected", "not_typed"])
def test_the_person_types_the_code_in_the_page(runs: Runs, before: CodeOutcome | None) -> None:
    """At once, or after one that was not taken."""
    codes = [("111111", before, OBJECTION_CODE)] if before else []
    open_question = runs.asked("", times=1 + len(codes))
    result = runs.run(FORM, each(ASKS, once(open_question, confirms(THANKS))), codes=codes)
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.person.interrupted, "the open question's line is ended"


@pytest.mark.parametrize("status", [500, 200])
def test_a_fault_in_answer_to_the_code_is_no_refusal(runs: Runs, status: int) -> None:
    """The site has the objection, and perhaps the code; a refusal that it means is one."""
    asked = runs.asked("by hand" if status == 200 else WHAT_IT_SAYS)
    result = runs.run(FORM, each(ASKS, later(0.1, confirms(REFUSED, status))), until=asked)
    assert result.sent == "proved"
    assert (result.state == "refused") is (status == 200)


@pytest.mark.parametrize("outcome", ["not_typed", "elsewhere", "window"])
def test_a_code_that_was_pasted_and_not_typed_is_to_be_kept(runs: Runs, outcome: Any) -> None:
    def sends(page: FakePage) -> None:
        page.vanishes = outcome == "window"
        ASKS(page)

    told = runs.heard("this code was not typed. Keep it.")
    until = None if outcome == "window" else told
    runs.run(FORM, sends, codes=[("482915", outcome, UNKNOWN)], until=until)
    assert told()


def test_nobody_can_answer(runs: Runs) -> None:
    runs.person.can_ask = False
    result = runs.run(FORM, ASKS, until=runs.heard("type the code in the page yourself"))
    assert (result.state, result.sent) == ("code_asked", "proved")
    assert runs.person.asked == []


def test_a_code_in_the_form_after_it_was_sent(runs: Runs) -> None:
    """What the person presses next is said, and nothing is called unsent that may have arrived."""
    asks = portal("the number from the mail", Role.SUBMIT, Role.CODE, code_sent=True)
    turns = (sends_then(asks), sends_then(RECEIVED))
    result = runs.run(FORM, *turns, codes=[("482915", "taken", asks)])
    assert runs.person.acts == ["submit", "submit"]
    assert "the code is in" in runs.person.heard
    assert "not sent yet" not in runs.person.heard
    assert "Only that sends it" not in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


CODE_GONE = "The page does not ask for its code any more."
SECOND = "Sending again is a second request"


def test_a_layer_for_the_code_that_is_closed(runs: Runs) -> None:
    """The form under it is there again, and the code was never typed."""
    closes = once(runs.asked("Paste the code"), shows(FORM))
    result = runs.run(FORM, each(ASKS, closes), until=runs.heard(SECOND))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")
    assert CODE_GONE in runs.person.heard
    assert "To get a new one, fill in what is missing" in runs.person.heard


def test_each_time_that_the_code_is_not_asked_for_any_more_is_told_once(runs: Runs) -> None:
    asks_again = each(shows(reading(PageKind.FORM, "once more")), later(0.2, shows(OBJECTION_CODE)))
    goes_back_and_forth = each(
        ASKS,
        once(runs.asked(""), shows(FORM)),
        once(runs.heard(CODE_GONE), asks_again),
        once(runs.asked("", times=2), shows(FORM)),
    )
    twice = lambda: runs.person.heard.count(CODE_GONE) == 2  # noqa: E731
    runs.run(FORM, goes_back_and_forth, until=twice)
    assert len(runs.person.asked) == 2


def test_a_form_that_is_there_again_after_its_code_was_typed(runs: Runs) -> None:
    """The code has left: nothing is missing, and nobody is told to send once more."""
    runs.run(FORM, ASKS, codes=[("482915", "unknown", FORM)], until=runs.heard(SECOND))
    assert CODE_GONE not in runs.person.heard
    assert "send again" not in runs.person.heard


# -- a code that is pasted before it is asked for

AT_THE_CODE = "Facebook: Paste the code"
LATER = "That looks like a code. optout asks for it later, once the page does."
MAIL = "Hello,\n482915 is your confirmation code.\nIt is valid for an hour."


@pytest.mark.parametrize("pasted", ["482915", MAIL])
def test_a_code_that_is_pasted_into_another_question_is_said_to_be_one_and_asked_for_later(
    runs: Runs, pasted: str
) -> None:
    """It is kept nowhere. At the question about a page that says nothing yet."""
    runs.person.too_early = [pasted]
    turns = sends_then(UNKNOWN), shows(code_box())
    result = runs.run(FORM, *turns, codes=[("111111", "taken", RECEIVED)])
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.page.codes == ["111111"]
    assert LATER in runs.person.heard
    assert runs.asked(AT_THE_CODE)()
    assert "482915" not in runs.person.heard + "".join(runs.person.asked)
    written = [p.read_bytes() for p in runs.data.rglob("*") if p.is_file()]
    assert written and not any(b"482915" in content for content in written)


def test_what_holds_no_code_is_an_answer_like_any(runs: Runs) -> None:
    runs.person.too_early = ["12345"]
    runs.run(FORM, sends_then(UNKNOWN), shows(code_box()), until=runs.asked(AT_THE_CODE))
    assert LATER not in runs.person.heard
    assert "(what is wrong with the answer)" in runs.person.heard
