"""The driver and the code that is asked for after the sending, or pasted before it is."""

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
    SIGN_IN,
    THANKS,
    UNKNOWN,
    FakePage,
    code_box,
    portal,
    reading,
)

from optout.domain.code_verdicts import CodeVerdict
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
    result = runs.run(FORM, sends_then(asks), codes=[("482915", "moved", THANKS)])
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE
    assert runs.page.codes == ["482915"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (asks.why.proof, asks.why.words)


@pytest.mark.parametrize("wrong", [1, 3])
def test_a_wrong_code_is_asked_for_again(runs: Runs, wrong: int) -> None:
    codes = [("111111", "wrong", OBJECTION_CODE)] * wrong
    result = runs.run(FORM, ASKS, codes=[*codes, ("482915", "moved", RECEIVED)])
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.person.heard.count("the code is wrong") == wrong
    assert runs.person.heard.count("the newest one") == 1, "told once"
    proofs = [rung.proof for rung in runs.record().rungs if rung.state == "code_entered"]
    assert proofs == [*[Proof.CODE_WRONG] * wrong, Proof.CODE_MOVED], "they stand for the typing"


def test_a_page_that_asks_once_more_without_a_word_is_told(runs: Runs) -> None:
    codes = [("482915", "again", OBJECTION_CODE), ("482915", "moved", RECEIVED)]
    result = runs.run(FORM, ASKS, codes=codes)
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the page asks for the code once more" in runs.person.heard


@pytest.mark.parametrize(
    ("verdict", "shown", "code"),
    [
        ("unclear", UNKNOWN, "none"),
        ("again", OBJECTION_CODE, "rejected"),
    ],
)
def test_a_code_that_no_page_took_begins_no_month(
    runs: Runs, verdict: CodeVerdict, shown: Reading, code: str
) -> None:
    codes = [("482915", verdict, shown)]
    result = runs.run(FORM, ASKS, codes=codes, until=runs.asked("", times=2))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", code)
    assert int(result.exit) == 130
    assert received_on(runs.record()) is None


def test_a_right_code_after_a_wrong_one_leaves_none_open(runs: Runs) -> None:
    codes = [("111111", "wrong", OBJECTION_CODE), ("482915", "moved", UNKNOWN)]
    result = runs.run(FORM, ASKS, codes=codes, until=runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "none")


def test_a_form_that_begins_anew_after_the_code_is_quoted(runs: Runs) -> None:
    expired = "Your session has expired. Begin again."
    anew = reading(PageKind.FORM, "anew", errors=(expired,), code_problem="expired")
    until = runs.heard("Sending again is a second request")
    runs.run(FORM, ASKS, codes=[("482915", "unclear", anew)], until=until)
    assert expired in runs.person.heard
    assert "the code is too old" not in runs.person.heard
    assert "send again" not in runs.person.heard.partition(expired)[2]


@pytest.mark.parametrize("before", [None, "wrong", "not_asked"])
def test_the_person_types_the_code_in_the_page(runs: Runs, before: CodeVerdict | None) -> None:
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


@pytest.mark.parametrize("verdict", ["not_asked", "elsewhere", "window"])
def test_a_code_that_was_pasted_and_not_typed_is_to_be_kept(runs: Runs, verdict: Any) -> None:
    def sends(page: FakePage) -> None:
        page.vanishes = verdict == "window"
        ASKS(page)

    told = runs.heard("this code was not typed. Keep it.")
    until = None if verdict == "window" else told
    runs.run(FORM, sends, codes=[("482915", verdict, UNKNOWN)], until=until)
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
    assert "If the code was not typed yet, it is too late for it." in runs.person.heard
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
    runs.run(FORM, ASKS, codes=[("482915", "unclear", FORM)], until=runs.heard(SECOND))
    assert CODE_GONE not in runs.person.heard
    assert "send again" not in runs.person.heard


# -- a code that is pasted before it is asked for

KEPT = "optout keeps it, and types it once the page asks for it"
AT_THE_CODE = "Facebook: Paste the code"
MAIL = "Hello,\n482915 is your confirmation code.\nIt is valid for an hour."


@pytest.mark.parametrize("pasted", ["482915", MAIL])
def test_a_code_that_is_pasted_before_it_is_asked_for_is_typed_once_it_is(
    runs: Runs, pasted: str
) -> None:
    """At the question about a page that says nothing yet."""
    runs.person.too_early = [pasted]
    turns = sends_then(UNKNOWN), shows(code_box())
    result = runs.run(FORM, *turns, codes=[("", "moved", RECEIVED)])
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.page.codes == ["482915"]
    assert KEPT in runs.person.heard
    assert "the code that you pasted before is typed now" in runs.person.heard
    assert not runs.asked(AT_THE_CODE)()
    assert "482915" not in runs.person.heard + "".join(runs.person.asked)
    written = [p.read_bytes() for p in runs.data.rglob("*") if p.is_file()]
    assert written and not any(b"482915" in content for content in written)


@pytest.mark.parametrize("wanted", [True, False])
def test_where_the_box_holds_something_it_is_asked_whether_to_type_the_one_pasted_before(
    runs: Runs, wanted: bool
) -> None:
    runs.person.too_early, runs.person.yes = ["482915"], wanted
    turns = sends_then(UNKNOWN), shows(code_box(filled=True))
    result = runs.run(FORM, *turns, codes=[("111111", "moved", RECEIVED)])
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915" if wanted else "111111"]
    assert runs.asked("Shall optout type it at Facebook?")()
    assert runs.asked(AT_THE_CODE)() is not wanted


def test_one_that_is_pasted_at_a_question_about_another_number_is_typed_at_once(runs: Runs) -> None:
    runs.person.too_early = ["482915"]
    result = runs.run(FORM, sends_then(code_box()), codes=[("12345678", "moved", RECEIVED)])
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915"]
    assert [AT_THE_CODE in question for question in runs.person.asked] == [True, False]


def test_a_code_that_the_page_did_not_take_is_not_kept(runs: Runs) -> None:
    runs.person.too_early = ["482915"]
    codes = [("482915", "wrong", code_box()), ("12345678", "wrong", code_box())]
    runs.run(FORM, sends_then(code_box()), codes=codes, until=runs.asked(AT_THE_CODE, times=3))
    assert "(what is wrong with the answer)" in runs.person.heard
    assert runs.page.codes == ["482915"]
    assert KEPT not in runs.person.heard


def test_no_code_is_kept_before_anything_has_left(runs: Runs) -> None:
    """It can only be another one, as of a sign-in: what asks for the mailed one comes later."""
    runs.person.too_early, runs.person.choices = ["482915"], ["self"]
    turns = shows(FORM), sends_then(code_box())
    result = runs.run(UNKNOWN, *turns, codes=[("111111", "moved", RECEIVED)])
    assert result.state == "acknowledged"
    assert runs.page.codes == ["111111"]
    assert "optout asks for it later, once the page does" in runs.person.heard
    assert KEPT not in runs.person.heard


def test_who_the_site_asks_for_since_then_is_asked_for_the_code_anew(runs: Runs) -> None:
    runs.person.too_early = ["482915"]
    turns = sends_then(UNKNOWN), shows(SIGN_IN), shows(OBJECTION_CODE)
    runs.run(FORM, *turns, until=runs.asked(AT_THE_CODE))
    assert KEPT in runs.person.heard
    assert runs.page.codes == []
