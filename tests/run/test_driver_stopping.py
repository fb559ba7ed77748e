"""The driver when the window goes or the run is stopped, and the run that comes after that."""

import asyncio
from dataclasses import replace
from time import monotonic

import pytest
from support.driver_runs import (
    FACEBOOK,
    PERHAPS,
    QUICK,
    WHAT_IT_SAYS,
    WITH_CODE,
    Runs,
    Turn,
    each,
    goes,
    once,
    runs,
    sends_then,
    shows,
)
from support.fake_page import (
    FORM,
    OBJECTION_CODE,
    REFUSED,
    SIGN_IN,
    THANKS,
    UNAVAILABLE,
    UNKNOWN,
    FakePage,
)

from optout.domain.code_outcomes import CodeOutcome
from optout.domain.proofs import Proof
from optout.dossier.due import received_on
from optout.page.reading import Reading
from optout.run.form.shared import Shared

__all__ = ["runs"]


ASKS = sends_then(OBJECTION_CODE)
UNSURE = "optout does not know if your objection was received."
UNSEEN = "optout could not see if you sent it."


def is_lost(page: FakePage) -> None:
    """The browser is gone, and nobody saw how."""
    page.tab.lost = True
    page.tab.go()


NOTHING_SENT = "Nothing was sent"


@pytest.mark.parametrize(
    ("turn", "sent", "told"),
    [
        (goes, "no", NOTHING_SENT),
        (each(lambda page: page.sends(), goes), "left", PERHAPS),
        (is_lost, "left", UNSEEN),
    ],
    ids=["window", "window, after it left", "browser"],
)
def test_the_window_is_closed(runs: Runs, turn: Turn, sent: str, told: str) -> None:
    result = runs.run(FORM, turn)
    assert (result.state, result.sent) == ("abandoned", sent)
    assert [said for said in (NOTHING_SENT, PERHAPS, UNSEEN) if said in runs.person.heard] == [told]


NOBODY = "nobody can answer here"


@pytest.mark.parametrize(
    ("turns", "sent", "told"),
    [
        ([], "no", NOTHING_SENT),
        ([lambda page: page.sends()], "left", UNSURE),
    ],
    ids=["nothing happens", "it left"],
)
def test_a_run_that_nobody_answers_ends_after_a_time(
    runs: Runs, turns: list[Turn], sent: str, told: str
) -> None:
    """The page is closed first, and what leaves it then still counts."""
    runs.person.can_ask, runs.patience = False, replace(QUICK, nobody=0.3)
    result = runs.run(FORM, *turns)
    assert (result.state, result.sent, result.exit) == ("abandoned", sent, 1)
    assert NOBODY in runs.person.heard
    assert [said for said in (NOTHING_SENT, UNSURE) if said in runs.person.heard] == [told]
    assert runs.record().rungs[-1].proof == Proof.NOBODY_CAME


def test_what_leaves_as_the_page_is_closed_on_nobody_counts(runs: Runs) -> None:
    runs.person.can_ask, runs.patience = False, replace(QUICK, nobody=0.2)

    def at_the_end(page: FakePage) -> None:
        page.tab.as_it_ends = page.sends

    result = runs.run(FORM, at_the_end)
    assert (result.state, result.sent) == ("abandoned", "left")
    assert NOTHING_SENT not in runs.person.heard


def test_a_form_is_kept_open_while_the_page_of_another_changes(runs: Runs) -> None:
    runs.person.can_ask, runs.patience = False, replace(QUICK, nobody=0.5)
    forms = runs.shared = Shared(runs.person, FACEBOOK)

    def later(page: FakePage) -> None:
        page.sends().answered.set()
        loop = asyncio.get_running_loop()
        for tick in range(45):
            loop.call_later(tick / 50, lambda: setattr(forms, "changed_at", monotonic()))
        loop.call_later(0.9, page.tab.show, THANKS)

    assert runs.run(FORM, later).state == "acknowledged"


def test_somebody_who_can_answer_is_waited_for(runs: Runs) -> None:
    runs.patience = replace(QUICK, nobody=0.05)

    def later(page: FakePage) -> None:
        page.sends().answered.set()
        asyncio.get_running_loop().call_later(0.5, page.tab.show, THANKS)

    assert runs.run(FORM, later).state == "acknowledged"


@pytest.mark.parametrize("closes", [False, True])
def test_an_answer_whose_window_is_gone_does_not_come(runs: Runs, closes: bool) -> None:
    """Where that was the form's own, it is told that it was closed, and nothing besides."""

    def sends(page: FakePage) -> None:
        request = page.sends()
        request.gone = True
        request.answered.set()
        (goes if closes else shows(THANKS))(page)

    runs.patience = replace(QUICK, silence=20)
    result = runs.run(FORM, sends, until=None if closes else runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("has not answered yet" in runs.person.heard) != closes


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (None, "was sent. The code from the e-mail is missing."),
        ("rejected", "was sent. The code was not taken."),
        ("unknown", "was sent, and the code is typed. No answer was seen."),
    ],
)
def test_a_window_that_closes_at_the_code_tells_how_far_it_came(
    runs: Runs, outcome: CodeOutcome | None, told: str
) -> None:
    codes = [("482915", outcome, OBJECTION_CODE)] if outcome else []
    runs.run(FORM, each(ASKS, once(runs.asked("", times=1 + len(codes)), goes)), codes=codes)
    assert f"Your request {told}" in runs.person.heard
    assert "gave no answer" not in runs.person.heard


def test_what_leaves_as_a_stopped_run_closes_its_window_is_recorded(runs: Runs) -> None:
    def about_to_send(page: FakePage) -> None:
        page.tab.as_it_ends = page.sends

    result = runs.run(FORM, about_to_send, until=runs.acted(1))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard
    assert not runs.record().lost_sight


def hangs(page: FakePage) -> None:
    page.tab.hangs = True


def is_gone(page: FakePage) -> None:
    """The window is gone, and the run has not noticed yet."""
    page.tab.shown = None


def is_gone_unseen(page: FakePage) -> None:
    page.tab.shown, page.tab.lost = None, True


@pytest.mark.parametrize(
    ("turn", "unseen"),
    [(shows(FORM), False), (hangs, True), (is_gone_unseen, True), (is_gone, False)],
)
def test_a_run_that_is_stopped_says_if_it_saw_the_window_close(
    runs: Runs, turn: Turn, unseen: bool
) -> None:
    result = runs.run(FORM, turn, until=runs.acted(1))
    assert (result.state, result.sent) == ("abandoned", "left" if unseen else "no")
    assert runs.record().lost_sight is unseen
    assert (runs.record().out_of_sight, result.out_of_sight) == (unseen, unseen)
    assert (UNSEEN in runs.person.heard) is unseen


def test_a_stop_while_it_is_found_out_how_the_browser_ended(runs: Runs) -> None:
    looked: list[FakePage] = []

    def gone(page: FakePage) -> None:
        async def out_of_sight() -> bool:
            looked.append(page)
            runs.person.news.set()
            return len(looked) > 1 or await asyncio.Event().wait()

        page.out_of_sight = out_of_sight  # type: ignore[method-assign]
        page.tab.go()

    runs.run(FORM, gone, until=lambda: bool(looked))
    assert runs.record().lost_sight
    assert f"Facebook: {UNSEEN}" in runs.person.heard


@pytest.mark.parametrize(
    ("at", "turn"),
    [(SIGN_IN, hangs), (FORM, each(hangs, lambda page: page.sends()))],
    ids=["nothing_to_send", "left"],
)
def test_a_window_that_hangs_hides_nothing_that_was_not_there_or_was_seen(
    runs: Runs, at: Reading, turn: Turn
) -> None:
    runs.run(at, turn, until=runs.acted(1))
    assert not runs.record().lost_sight
    assert "could not see" not in runs.person.heard


def test_what_is_broken_off_by_the_stop_itself_is_not_called_broken(runs: Runs) -> None:
    def sends(page: FakePage) -> None:
        request = page.sends()
        request.status = 503
        page.tab.as_it_ends = request.answered.set

    runs.patience = replace(QUICK, silence=20)
    runs.run(FORM, sends, until=runs.acted(1))
    assert PERHAPS in runs.person.heard
    assert "answered with a fault" not in runs.person.heard


def test_nobody_watches_the_form_after_a_fault_of_ours(runs: Runs) -> None:
    def breaks(_page: FakePage) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        runs.run(FORM, breaks)
    assert runs.record().lost_sight
    assert f"Facebook: {UNSEEN}" in runs.person.heard


# -- what a run finds that comes after another one


@pytest.fixture
def killed_at_the_code(runs: Runs) -> None:
    """A run was stopped at the question for the code."""
    runs.run(FORM, ASKS, until=runs.asked("Paste the code"))


def test_killed_while_the_page_has_the_code(runs: Runs) -> None:
    """Whatever ends the run, nobody is told that the code is missing."""

    def sends(page: FakePage) -> None:
        page.stalls = True
        page.on_stall = runs.person.news.set
        ASKS(page)

    typed = lambda: "code_entered" in runs.rungs()  # noqa: E731
    result = runs.run(FORM, sends, codes=[("482915", "taken", THANKS)], until=typed)
    assert (result.state, result.sent, result.asks_no_more) == ("code_entered", "proved", False)
    assert runs.record().last_change.proof == Proof.CODE_TYPED
    assert received_on(runs.record()) is None
    result = runs.run(FORM)
    assert (result.state, result.asks_no_more) == ("code_entered", True)


@pytest.mark.usefixtures("killed_at_the_code")
def test_killed_at_the_code_then_its_code(runs: Runs) -> None:
    codes = [("482915", "taken", THANKS)]
    result = runs.run(SIGN_IN, shows(OBJECTION_CODE), codes=codes)
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.rungs() == WITH_CODE


@pytest.mark.usefixtures("killed_at_the_code")
def test_killed_at_the_code_then_the_form_then_the_code_after_all(runs: Runs) -> None:
    """What one visit has seen counts until another one sees something else."""
    assert not runs.record().asks_no_more
    result = runs.run(FORM)
    assert (result.state, result.sent, result.asks_no_more) == ("code_asked", "proved", True)
    assert runs.page.filled == 0
    assert "does not ask for that code any more" in runs.person.heard
    assert runs.record().asks_no_more
    runs.person.asked.clear()
    result = runs.run(OBJECTION_CODE, until=runs.asked("Paste the code"))
    assert (result.state, result.asks_no_more) == ("code_asked", False)
    assert not runs.record().asks_no_more


@pytest.mark.usefixtures("killed_at_the_code")
def test_killed_at_the_code_then_thanks(runs: Runs) -> None:
    """In a new visit thanks that do not speak of the objection may be for anything."""
    result = runs.run(THANKS, until=runs.heard("does not ask for that code any more"))
    assert (result.state, result.sent, int(result.exit)) == ("code_asked", "proved", 130)
    assert "Facebook says: “thank you”" in runs.person.heard


@pytest.mark.parametrize("shown", [UNAVAILABLE, REFUSED])
def test_a_new_visit_takes_nothing_back_of_what_was_proved(runs: Runs, shown: Reading) -> None:
    """The site may be broken for a while; in the visit of the sending it is an answer."""
    until = runs.asked(WHAT_IT_SAYS)
    runs.run(FORM, ASKS, codes=[("482915", "taken", UNKNOWN)], until=until)
    result = runs.run(shown)
    assert (result.state, result.sent) == ("code_entered", "proved")
    assert received_on(runs.record())
