"""The driver when the window goes or the run is stopped, and the run that comes after that."""

import asyncio
from dataclasses import replace

import pytest
from support.driver_runs import PERHAPS, QUICK, WITH_CODE, Ends, Runs, ends, runs, sends_then, shows
from support.fake_page import (
    ALREADY,
    CODE,
    FORM,
    OBJECTION_CODE,
    REFUSED,
    SIGN_IN,
    THANKS,
    UNAVAILABLE,
    UNKNOWN,
    FakePage,
)

from optout.domain.proofs import Proof
from optout.dossier.due import received_on
from optout.dossier.store import Store
from optout.page.reading import Reading

__all__ = ["ends", "runs"]


def test_the_window_is_closed(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, lambda page: page.tab.go()))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


def test_the_window_is_closed_after_it_left(runs: Runs, ends: Ends) -> None:
    def sends_and_closes(page: FakePage) -> None:
        page.sends()
        page.tab.go()

    result = ends(runs.run(FORM, sends_and_closes))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard
    assert "nothing was sent" not in runs.person.heard


@pytest.mark.parametrize("closes", [False, True])
def test_an_answer_whose_window_is_gone_does_not_come(runs: Runs, ends: Ends, closes: bool) -> None:
    """Where that was the form's own, it is told that it was closed, and nothing besides."""

    def sends(page: FakePage) -> None:
        request = page.sends()
        request.gone = True
        request.answered.set()
        page.tab.go() if closes else page.tab.show(THANKS)

    runs.patience = replace(QUICK, silence=20)
    until = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends, until=None if closes else until))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("has not answered yet" in runs.person.heard) != closes


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("", "The code from the e-mail is missing."),
        ("wrong", "The code was not taken."),
        ("silent", "and the code is typed. No answer was seen."),
    ],
)
def test_a_window_that_closes_at_the_code_tells_how_far_it_came(
    runs: Runs, ends: Ends, verdict: str, told: str
) -> None:
    runs.person.codes = ["482915"] if verdict else []

    def sends(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        async def close() -> None:
            while len(runs.person.asked) < (2 if verdict else 1):
                runs.person.news.clear()
                await runs.person.news.wait()
            page.tab.go()

        page.typing = asyncio.create_task(close())  # type: ignore[attr-defined]

    ends(runs.run(FORM, sends, verdicts=((verdict, OBJECTION_CODE),)))
    assert f"Your request was sent{',' if verdict == 'silent' else '.'} {told}" in runs.person.heard
    assert "gave no answer" not in runs.person.heard


def test_the_browser_is_lost_while_the_person_could_send(runs: Runs, ends: Ends) -> None:
    def lost(page: FakePage) -> None:
        page.tab.lost = True
        page.tab.go()

    ends(runs.run(FORM, lost))
    assert "could not see if you sent it" in runs.person.heard


def test_what_leaves_as_a_stopped_run_closes_its_window_is_recorded(runs: Runs, ends: Ends) -> None:
    def about_to_send(page: FakePage) -> None:
        page.tab.as_it_ends = page.sends

    result = ends(runs.run(FORM, about_to_send, until=lambda: bool(runs.person.acts)))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard
    assert not runs.record().lost_sight


@pytest.mark.parametrize(
    ("stays", "lost", "unseen"),
    [
        ("closes", False, False),
        ("hangs", False, True),
        ("gone", True, True),
        ("gone", False, False),
    ],
)
def test_a_run_that_is_stopped_says_if_it_saw_the_window_close(
    runs: Runs, ends: Ends, stays: str, lost: bool, unseen: bool
) -> None:
    def begun(page: FakePage) -> None:
        page.tab.hangs, page.tab.lost = stays == "hangs", lost
        if stays == "gone":
            page.tab.shown = None

    result = ends(runs.run(FORM, begun, until=lambda: bool(runs.person.acts)))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert runs.record().lost_sight is unseen
    assert (runs.record().out_of_sight, result.out_of_sight) == (unseen, unseen)
    assert ("optout could not see if you sent it." in runs.person.heard) is unseen


def test_a_stop_while_it_is_found_out_how_the_browser_ended(runs: Runs, ends: Ends) -> None:
    looked: list[FakePage] = []

    def gone(page: FakePage) -> None:
        async def out_of_sight() -> bool:
            looked.append(page)
            runs.person.news.set()
            return len(looked) > 1 or await asyncio.Event().wait()

        page.out_of_sight = out_of_sight  # type: ignore[method-assign]
        page.tab.go()

    ends(runs.run(FORM, gone, until=lambda: bool(looked)))
    assert runs.record().lost_sight
    assert "Facebook: optout could not see if you sent it." in runs.person.heard


@pytest.mark.parametrize("at", [SIGN_IN, FORM], ids=["nothing_to_send", "left"])
def test_a_window_that_hangs_hides_nothing_that_was_not_there_or_was_seen(
    runs: Runs, ends: Ends, at: Reading
) -> None:
    def hangs(page: FakePage) -> None:
        page.tab.hangs = True
        if at is FORM:
            page.sends()

    ends(runs.run(at, hangs, until=lambda: bool(runs.person.acts)))
    assert not runs.record().lost_sight
    assert "could not see" not in runs.person.heard


def test_what_is_broken_off_by_the_stop_itself_is_not_called_broken(runs: Runs, ends: Ends) -> None:
    def sends(page: FakePage) -> None:
        request = page.sends()
        request.status = 503
        page.tab.as_it_ends = request.answered.set

    runs.patience = replace(QUICK, silence=20)
    ends(runs.run(FORM, sends, until=lambda: bool(runs.person.acts)))
    assert PERHAPS in runs.person.heard
    assert "answered with a fault" not in runs.person.heard


def test_nobody_watches_the_form_after_a_fault_of_ours(runs: Runs, ends: Ends) -> None:
    def breaks(_page: FakePage) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ends(runs.run(FORM, breaks))
    assert runs.record().lost_sight
    assert "Facebook: optout could not see if you sent it." in runs.person.heard


def test_killed_while_the_page_has_the_code(runs: Runs, ends: Ends) -> None:
    """Whatever ends the run, nobody is told that the code is missing."""
    runs.person.codes = ["482915"]

    def sends(page: FakePage) -> None:
        page.stalls = True
        sends_then(OBJECTION_CODE)(page)
        page.on_stall = runs.person.news.set

    verdicts = (("moved", THANKS),)

    def typed() -> bool:
        return "code_entered" in runs.rungs()

    result = ends(runs.run(FORM, sends, verdicts=verdicts, until=typed))
    assert (result.state, result.sent, result.asks_no_more) == ("code_entered", "proved", False)
    (record,) = Store(runs.data / "dossiers").all().records
    assert record.last_change.proof == Proof.CODE_TYPED
    assert received_on(record) is None
    result = ends(runs.run(FORM))
    assert (result.state, result.asks_no_more) == ("code_entered", True)


def test_killed_at_the_code_then_its_code(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    runs.person.codes = ["482915"]
    verdicts = (("moved", THANKS),)
    result = ends(runs.run(SIGN_IN, shows(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.rungs() == WITH_CODE


def test_killed_at_the_code_then_the_form(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    result = ends(runs.run(FORM))
    assert (result.state, result.sent, result.asks_no_more) == ("code_asked", "proved", True)
    assert runs.page.filled == 0
    assert "does not ask for that code any more" in runs.person.heard
    assert runs.record().asks_no_more


def test_killed_at_the_code_then_already_objected(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    result = ends(runs.run(ALREADY))
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "proved", 0)
    assert runs.page.filled == 0


def test_killed_at_the_code_then_thanks(runs: Runs, ends: Ends) -> None:
    """In a new visit thanks that do not speak of the objection may be for anything."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    gone = runs.heard("does not ask for that code any more")
    result = ends(runs.run(THANKS, until=gone))
    assert (result.state, result.sent, int(result.exit)) == ("code_asked", "proved", 130)
    assert "Facebook says: “thank you”" in runs.person.heard


def test_killed_at_the_code_then_another_kind_of_code(runs: Runs, ends: Ends) -> None:
    """The next run meets a sign-in, the sign-in's own code page, and thanks: nobody's."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))

    def types_own_code(page: FakePage) -> None:
        page.leaves(code="904211")
        page.tab.show(THANKS)

    unknown = runs.heard("Facebook says: “thank you”")
    result = ends(runs.run(SIGN_IN, shows(CODE), types_own_code, until=unknown))
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_a_page_that_asks_for_the_code_after_all(runs: Runs, ends: Ends) -> None:
    """What one visit has seen counts until another one sees something else."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    assert not runs.record().asks_no_more
    ends(runs.run(FORM))
    assert runs.record().asks_no_more
    runs.person.asked.clear()
    result = ends(runs.run(OBJECTION_CODE, until=asked))
    assert (result.state, result.asks_no_more) == ("code_asked", False)
    assert not runs.record().asks_no_more


@pytest.mark.parametrize("shown", [UNAVAILABLE, REFUSED])
def test_a_new_visit_takes_nothing_back_of_what_was_proved(
    runs: Runs, ends: Ends, shown: Reading
) -> None:
    """The site may be broken for a while; in the visit of the sending it is an answer."""
    runs.person.codes = ["482915"]
    verdicts, until = (("moved", UNKNOWN),), runs.asked("what does the page say")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    result = ends(runs.run(shown))
    assert (result.state, result.sent) == ("code_entered", "proved")
    (record,) = Store(runs.data / "dossiers").all().records
    assert received_on(record)
