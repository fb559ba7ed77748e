"""The driver and the code that is asked for after the sending, or pasted before it is."""

import asyncio
from collections.abc import Callable

import pytest
from support.bare_code import bare_code
from support.driver_runs import WITH_CODE, Ends, Runs, ends, once, runs, sends_then, shows
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

from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.due import received_on
from optout.dossier.store import Store
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

__all__ = ["ends", "runs"]


def test_with_a_code(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    sent = sends_then(OBJECTION_CODE)
    result = ends(runs.run(FORM, sent, verdicts=(("moved", THANKS),)))
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE
    assert runs.page.codes == ["482915"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (OBJECTION_CODE.why.proof, OBJECTION_CODE.why.words)


def test_thanks_before_the_code(runs: Runs, ends: Ends) -> None:
    def code_then_thanks(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        asyncio.get_running_loop().call_later(0.1, page.tab.show, RECEIVED)

    result = ends(runs.run(FORM, code_then_thanks, until=runs.asked("mean that it was received")))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")


def test_a_wrong_code_is_asked_for_again(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", RECEIVED))
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in runs.person.heard
    assert runs.rungs().count("code_entered") == 2


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_whoever_gives_a_wrong_code_is_told_once_which_one_counts(
    runs: Runs, ends: Ends, wrong: int
) -> None:
    runs.person.codes = [*["111111"] * wrong, "482915"]
    verdicts = (*[("wrong", OBJECTION_CODE)] * wrong, ("moved", RECEIVED))
    assert ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts)).code == "accepted"
    assert runs.person.heard.count("the newest one") == min(wrong, 1)


def test_a_wrong_code_and_no_other(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111"]
    verdicts = (("wrong", OBJECTION_CODE),)
    again = lambda: len(runs.person.asked) == 2  # noqa: E731
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=again))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "rejected")
    assert int(result.exit) == 130


def test_a_page_that_asks_once_more_without_a_word_is_told(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "482915"]
    verdicts = (("again", OBJECTION_CODE), ("moved", RECEIVED))
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the page asks for the code once more" in runs.person.heard


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [("unclear", UNKNOWN), ("silent", OBJECTION_CODE), ("again", OBJECTION_CODE)],
)
def test_a_code_that_no_page_took_begins_no_month(
    runs: Runs, ends: Ends, verdict: str, shown: Reading
) -> None:
    runs.person.codes = ["482915"]
    until = lambda: len(runs.person.asked) == 2  # noqa: E731
    verdicts = ((verdict, shown),)
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent) == ("code_entered", "proved")
    (record,) = Store(runs.data / "dossiers").all().records
    assert received_on(record) is None


def test_a_form_that_begins_anew_after_the_code_is_quoted(runs: Runs, ends: Ends) -> None:
    expired = "Your session has expired. Begin again."
    anew = reading(PageKind.FORM, "anew", errors=(expired,), code_problem="expired")
    runs.person.codes = ["482915"]
    verdicts, until = (("unclear", anew),), runs.heard("Sending again is a second request")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert expired in runs.person.heard
    assert "the code is too old" not in runs.person.heard
    assert "send again" not in runs.person.heard.partition(expired)[2]


def test_a_right_code_after_a_wrong_one_leaves_none_open(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", UNKNOWN))
    until = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "none")


@pytest.mark.parametrize("verdict", ["wrong", "not_asked"])
def test_the_right_code_may_be_typed_in_the_page_after_one_that_was_not_taken(
    runs: Runs, ends: Ends, verdict: str
) -> None:
    runs.person.codes = ["111111"]

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        async def confirm() -> None:
            while len(runs.person.asked) < 2:
                runs.person.news.clear()
                await runs.person.news.wait()
            page.leaves(code="482915")
            page.tab.show(THANKS)

        page.typing = asyncio.create_task(confirm())  # type: ignore[attr-defined]

    result = ends(runs.run(FORM, types, verdicts=((verdict, OBJECTION_CODE),)))
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_the_person_types_the_code_in_the_page(runs: Runs, ends: Ends) -> None:
    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm() -> None:
            page.leaves(code="482915")
            page.tab.show(THANKS)

        asyncio.get_running_loop().call_later(0.1, confirm)

    result = ends(runs.run(FORM, types))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.person.interrupted, "the open question's line is ended"


@pytest.mark.parametrize("status", [500, 200])
def test_a_fault_in_answer_to_the_code_is_no_refusal(runs: Runs, ends: Ends, status: int) -> None:
    """The site has the objection, and perhaps the code; a refusal that it means is one."""

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm() -> None:
            request = page.leaves(code="482915")
            request.status = status
            request.answered.set()
            page.tab.show(REFUSED)

        asyncio.get_running_loop().call_later(0.1, confirm)

    asked = runs.asked("by hand" if status == 200 else "what does the page say")
    result = ends(runs.run(FORM, types, until=asked))
    assert result.sent == "proved"
    assert (result.state == "refused") is (status == 200)


@pytest.mark.parametrize("status", [200, 500])
def test_thanks_after_a_second_code_are_believed(runs: Runs, ends: Ends, status: int) -> None:
    """The first one met a site that was broken for a moment."""

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm(status: int, shown: Reading) -> None:
            request = page.leaves(code="482915")
            request.status = status
            request.answered.set()
            page.tab.show(shown)

        asyncio.get_running_loop().call_later(0.1, confirm, 500, OBJECTION_CODE)
        asyncio.get_running_loop().call_later(0.4, confirm, status, THANKS)

    until = runs.asked("what does the page say") if status == 500 else None
    result = ends(runs.run(FORM, types, until=until))
    assert (result.state == "acknowledged") is (status == 200)


def test_a_bare_code_page_after_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    bare = bare_code("Confirmation code", "Confirm", autocomplete="one-time-code")
    assert (bare.kind, bare.of_objection) == (PageKind.CODE, False)
    result = ends(runs.run(FORM, sends_then(bare), verdicts=(("moved", THANKS),)))
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE


@pytest.mark.parametrize("verdict", ["not_asked", "elsewhere", "window"])
def test_a_code_that_was_pasted_and_not_typed_is_to_be_kept(
    runs: Runs, ends: Ends, verdict: str
) -> None:
    runs.person.codes = ["482915"]
    sent = sends_then(OBJECTION_CODE)

    def sends(page: FakePage) -> None:
        sent(page)
        page.vanishes = verdict == "window"

    told = runs.heard("this code was not typed. Keep it.")
    until = None if verdict == "window" else told
    ends(runs.run(FORM, sends, verdicts=((verdict, UNKNOWN),), until=until))
    assert told()


def test_what_a_page_makes_of_a_code_stands_for_the_typing(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", RECEIVED))
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    (record,) = Store(runs.data / "dossiers").all().records
    proofs = [rung.proof for rung in record.rungs if rung.state == "code_entered"]
    assert proofs == [Proof.CODE_WRONG, Proof.CODE_MOVED]


def test_nobody_can_answer(runs: Runs, ends: Ends) -> None:
    runs.person.can_ask = False
    told = runs.heard("type the code in the page yourself")
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=told))
    assert (result.state, result.sent) == ("code_asked", "proved")
    assert runs.person.asked == []


def test_a_code_in_the_form_after_it_was_sent(runs: Runs, ends: Ends) -> None:
    """What the person presses next is said, and nothing is called unsent that may have arrived."""
    runs.person.codes = ["482915"]
    asks = portal("the number from the mail", Role.SUBMIT, Role.CODE, code_sent=True)
    turns = (sends_then(asks), sends_then(RECEIVED))
    result = ends(runs.run(FORM, *turns, verdicts=(("taken", asks),)))
    assert runs.person.acts == ["submit", "submit"]
    assert "the code is in" in runs.person.heard
    assert "not sent yet" not in runs.person.heard
    assert "Only that sends it" not in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


CODE_GONE = "The page does not ask for its code any more."


def test_a_layer_for_the_code_that_is_closed(runs: Runs, ends: Ends) -> None:
    """The form under it is there again, and the code was never typed."""

    def sends_and_closes(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        once(runs.asked("Paste the code"), lambda: page.tab.show(FORM))

    told = runs.heard("Sending again is a second request")
    result = ends(runs.run(FORM, sends_and_closes, until=told))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")
    assert CODE_GONE in runs.person.heard
    assert "A code that is not typed yet can no longer be typed." in runs.person.heard
    assert "To get a new one, fill in what is missing" in runs.person.heard


def test_each_time_that_the_code_is_not_asked_for_any_more_is_told_once(
    runs: Runs, ends: Ends
) -> None:
    def asked(times: int) -> Callable[[], bool]:
        return lambda: len(runs.person.asked) == times

    def goes_back_and_forth(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        once(asked(1), lambda: page.tab.show(FORM))
        once(runs.heard(CODE_GONE), lambda: form_then_code(page))
        once(asked(2), lambda: page.tab.show(FORM))

    def form_then_code(page: FakePage) -> None:
        page.tab.show(reading(PageKind.FORM, "once more"))
        asyncio.get_running_loop().call_later(0.2, page.tab.show, OBJECTION_CODE)

    twice = lambda: runs.person.heard.count(CODE_GONE) == 2  # noqa: E731
    ends(runs.run(FORM, goes_back_and_forth, until=twice))
    assert len(runs.person.asked) == 2


def test_a_form_that_is_there_again_after_its_code_was_typed(runs: Runs, ends: Ends) -> None:
    """The code has left: nothing is missing, and nobody is told to send once more."""
    runs.person.codes = ["482915"]
    told = runs.heard("Sending again is a second request")
    verdicts = (("unclear", FORM),)
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=told))
    assert CODE_GONE not in runs.person.heard
    assert "send again" not in runs.person.heard


KEPT = "optout keeps it, and types it once the page asks for it"
AT_THE_CODE = "Facebook: Paste the code"
MAIL = "Hello,\n482915 is your confirmation code.\nIt is valid for an hour."


@pytest.mark.parametrize("pasted", ["482915", MAIL])
def test_a_code_that_is_pasted_before_it_is_asked_for_is_typed_once_it_is(
    runs: Runs, ends: Ends, pasted: str
) -> None:
    """At the question about a page that says nothing yet."""
    runs.person.too_early = [pasted]
    turns = sends_then(UNKNOWN), shows(code_box())
    result = ends(runs.run(FORM, *turns, verdicts=(("moved", RECEIVED),)))
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
    runs: Runs, ends: Ends, wanted: bool
) -> None:
    runs.person.too_early, runs.person.yes = ["482915"], wanted
    runs.person.codes = [] if wanted else ["111111"]
    turns = sends_then(UNKNOWN), shows(code_box(filled=True))
    result = ends(runs.run(FORM, *turns, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915" if wanted else "111111"]
    assert runs.asked("Shall optout type it at Facebook?")()
    assert runs.asked(AT_THE_CODE)() is not wanted


def test_one_that_is_pasted_at_a_question_about_another_number_is_typed_at_once(
    runs: Runs, ends: Ends
) -> None:
    runs.person.codes, runs.person.too_early = ["12345678"], ["482915"]
    turn = sends_then(code_box())
    result = ends(runs.run(FORM, turn, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915"]
    assert [AT_THE_CODE in question for question in runs.person.asked] == [True, False]


def test_a_code_that_the_page_did_not_take_is_not_kept(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "12345678"]
    runs.person.too_early = ["482915"]
    taken = (("wrong", code_box()),)

    def asked_anew() -> bool:
        return sum(AT_THE_CODE in question for question in runs.person.asked) == 3

    ends(runs.run(FORM, sends_then(code_box()), verdicts=taken, until=asked_anew))
    assert "(what is wrong with the answer)" in runs.person.heard
    assert runs.page.codes == ["482915"]
    assert KEPT not in runs.person.heard


def test_no_code_is_kept_before_anything_has_left(runs: Runs, ends: Ends) -> None:
    """It can only be another one, as of a sign-in: what asks for the mailed one comes later."""
    runs.person.too_early, runs.person.choices = ["482915"], ["self"]
    runs.person.codes = ["111111"]
    turns = shows(FORM), sends_then(code_box())
    result = ends(runs.run(UNKNOWN, *turns, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["111111"]
    assert "optout asks for the mailed code later, once the page does" in runs.person.heard
    assert KEPT not in runs.person.heard


def test_who_the_site_asks_for_since_then_is_asked_for_the_code_anew(
    runs: Runs, ends: Ends
) -> None:
    runs.person.too_early = ["482915"]
    turns = sends_then(UNKNOWN), shows(SIGN_IN), shows(OBJECTION_CODE)
    ends(runs.run(FORM, *turns, until=runs.asked(AT_THE_CODE)))
    assert KEPT in runs.person.heard
    assert runs.page.codes == []
