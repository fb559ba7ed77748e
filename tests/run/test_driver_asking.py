"""The driver's questions: which page is asked about, what is offered, when a question goes away."""

import asyncio
from dataclasses import replace

import pytest
from support.driver_runs import (
    QUICK,
    Ends,
    Hesitating,
    Pondering,
    Runs,
    ends,
    goes,
    runs,
    sends_then,
    shows,
)
from support.fake_page import FORM, LETTER, RECEIVED, UNKNOWN, URL, FakePage, portal, reading
from support.scripted_person import ScriptedPerson

from optout.dossier.store import Store
from optout.locate.claims.claims import Claim
from optout.locate.form.gates import Gate
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.talk import messages

__all__ = ["ends", "runs"]


@pytest.mark.parametrize("left", [False, True])
def test_nobody_is_made_to_say_that_what_has_left_is_not_sent(
    runs: Runs, ends: Ends, left: bool
) -> None:
    def goes_on(page: FakePage) -> None:
        if left:
            page.sends().answered.set()
        page.tab.show(UNKNOWN)

    ends(runs.run(FORM, goes_on, until=runs.asked("what does the page say")))
    waits = "None of these, keep waiting" if left else "I have not sent it yet, keep waiting"
    assert runs.person.offered[0] == waits


@pytest.mark.parametrize("left", [False, True])
def test_whether_it_was_received_is_in_doubt_only_where_something_has_left(
    runs: Runs, ends: Ends, left: bool
) -> None:
    turn = sends_then(UNKNOWN) if left else shows(UNKNOWN)
    ends(runs.run(FORM, turn, until=runs.asked("what does the page say")))
    doubt = "optout does not know if your objection was received."
    assert (doubt in runs.person.said) is left


def test_a_link_that_is_still_to_be_followed_is_told_in_the_pages_words(
    runs: Runs, ends: Ends
) -> None:
    """The person sent it, and would wait for an answer to what nobody has confirmed."""
    wants = "Click the link in our mail to confirm it."
    to_confirm = reading(PageKind.UNKNOWN, "thank you", claim=Claim("link", wants))
    told = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(to_confirm), until=told))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert f"Facebook says: “{wants}”" in runs.person.heard
    assert "Do that first" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


@pytest.mark.parametrize("yes", [True, False])
def test_thanks_over_a_form_that_keeps_what_it_holds_are_asked_about(
    runs: Runs, ends: Ends, yes: bool
) -> None:
    runs.person.yes = yes
    letter = Control("0:0", 0, 0, ControlKind.TEXTAREA, value=LETTER, filled=True)
    frame = FrameSnapshot(0, URL, True, blocks=(Block("thank you"),), controls=(letter,))
    held = replace(RECEIVED, kind=PageKind.FORM, snapshot=Snapshot(URL, (frame,)))
    until = None if yes else runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(held), until=until))
    assert (result.state, result.sent) == ("unconfirmed" if yes else "abandoned", "left")
    assert "Facebook says: “your objection”" in runs.person.heard
    emptied = replace(held, snapshot=FORM.snapshot)
    assert ends(runs.run(FORM, sends_then(emptied))).state == "acknowledged"


@pytest.mark.parametrize("kind", ["complaints", "questions"])
def test_what_a_page_says_without_end_is_not_dropped_in_silence(
    runs: Runs, ends: Ends, kind: str
) -> None:
    def says(page: FakePage) -> None:
        number = str(len(runs.person.acts))
        if kind == "complaints":
            page.tab.show(reading(PageKind.FORM, number, errors=(number,)))
        else:
            gate = Gate("other", number, (), answered=False)
            page.tab.show(reading(PageKind.UNKNOWN, number, gates=(gate,)))

    told = runs.heard("optout does not repeat it any longer")
    ends(runs.run(FORM, *[says] * 15, until=told))
    assert told()


COVERED = reading(PageKind.UNKNOWN, "the app is nicer", covered=True)
CLOSE_IT = "something lies over the form. Close what covers it"


def test_what_lies_over_the_form_is_to_be_closed(runs: Runs, ends: Ends) -> None:
    def closes() -> bool:
        if CLOSE_IT in runs.person.heard:
            runs.page.tab.show(FORM)
        return bool(runs.person.acts)

    runs.patience = replace(QUICK, unknown=60.0)
    ends(runs.run(COVERED, until=closes))
    assert (runs.person.acts, runs.person.asked) == (["submit"], [])


def test_what_goes_by_itself_is_not_told(runs: Runs, ends: Ends) -> None:
    def goes() -> bool:
        asyncio.get_running_loop().call_later(0.02, runs.page.tab.show, FORM)
        return bool(runs.person.acts)

    runs.patience = replace(QUICK, covered=60.0)
    ends(runs.run(COVERED, until=goes))
    assert runs.person.acts == ["submit"]
    assert CLOSE_IT not in runs.person.heard


def test_what_lies_over_the_form_after_sending_may_be_the_answer(runs: Runs, ends: Ends) -> None:
    runs.person.choices = ["sent"]
    result = ends(runs.run(FORM, sends_then(COVERED)))
    assert result.state == "unconfirmed"
    assert CLOSE_IT not in runs.person.heard


@pytest.mark.parametrize(("says", "state"), [("sent", "unconfirmed"), ("by_hand", "changed")])
def test_an_unknown_page_after_sending(runs: Runs, ends: Ends, says: str, state: str) -> None:
    runs.person.choices = [says]
    result = ends(runs.run(FORM, sends_then(UNKNOWN)))
    assert (result.state, result.sent) == (state, "left")


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_refusal_that_only_the_person_can_read(runs: Runs, ends: Ends, by_hand: bool) -> None:
    runs.person.choices, runs.person.yes = ["refused"], by_hand
    result = ends(runs.run(FORM, sends_then(UNKNOWN)))
    assert (result.state, result.sent) == ("unconfirmed" if by_hand else "refused", "left")
    (record,) = Store(runs.data / "dossiers").all().records
    rung = record.rungs[-1 - by_hand]
    assert (str(rung.state), rung.by) == ("refused", "person")
    assert "the page refuses the request" in runs.person.heard
    assert "nothing showed that it arrived" in runs.person.heard
    assert "by hand" in runs.person.asked[1]


def test_a_question_goes_away_when_the_page_moves_on(runs: Runs, ends: Ends) -> None:
    def sends_later_received(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        asyncio.get_running_loop().call_later(0.3, page.tab.show, RECEIVED)

    result = ends(runs.run(FORM, sends_later_received))
    assert any("what does the page say" in question for question in runs.person.asked)
    assert (result.state, runs.person.interrupted) == ("acknowledged", 1)


@pytest.mark.parametrize("lost", [True, False], ids=["browser", "window"])
def test_a_question_goes_away_with_the_window(runs: Runs, ends: Ends, lost: bool) -> None:
    def sends_later_gone(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        page.tab.lost = lost
        asyncio.get_running_loop().call_later(0.3, page.tab.go)

    result = ends(runs.run(FORM, sends_later_gone))
    assert any("what does the page say" in question for question in runs.person.asked)
    assert (result.state, runs.person.interrupted) == ("abandoned", 1)
    assert "its page was closed" in runs.person.heard


def test_another_unknown_page_is_asked_about_though_it_came_before_the_answer(
    runs: Runs, ends: Ends
) -> None:
    other = reading(PageKind.UNKNOWN, "another page")
    runs.person = Hesitating(choices=["wait"], meanwhile=lambda: runs.page.tab.show(other))
    ends(runs.run(FORM, sends_then(UNKNOWN), until=lambda: len(runs.person.asked) == 2))


def test_an_unknown_page_that_stays_is_asked_about_once(runs: Runs, ends: Ends) -> None:
    def sends_later_received(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        asyncio.get_running_loop().call_later(0.5, page.tab.show, RECEIVED)

    runs.person = Hesitating(choices=["wait"])
    ends(runs.run(FORM, sends_later_received))
    assert len(runs.person.asked) == 1


@pytest.mark.parametrize(("shown", "acts"), [(Role.EXPLANATION, ["submit"]), (Role.EMAIL, [])])
def test_a_question_about_a_step_goes_away_with_the_step(
    runs: Runs, ends: Ends, shown: Role, acts: list[str]
) -> None:
    """Whoever does the rest and goes on has answered it; a step that is drawn anew has not gone."""
    first = portal("first", Role.SUBMIT, Role.EMAIL)
    later = portal("later", Role.SUBMIT, shown)

    def goes_on() -> None:
        runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
        runs.page.tab.show(later)
        asyncio.get_running_loop().call_later(0.5, runs.page.tab.go)

    runs.person = Pondering(meanwhile=goes_on)
    ends(runs.run(first, has=()))
    assert runs.person.acts == acts


@pytest.mark.parametrize("has", [(Role.COUNTRY, Role.EXPLANATION), ()])
def test_what_is_filled_in_is_noted_before_the_rest_is_asked_about(
    runs: Runs, ends: Ends, has: tuple[Role, ...]
) -> None:
    """It can be sent while the question is open; it is not said to be read back."""
    result = ends(runs.run(FORM, has=has, until=lambda: bool(runs.person.asked)))
    filled = {role for role, entry in result.fields.items() if entry["status"] == "filled"}
    assert filled == {str(role) for role in has}
    assert "prefilled" not in runs.rungs()


ASKED = portal("asked about", Role.EMAIL)
MORE = portal("more", Role.EMAIL, Role.EXPLANATION)


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        (ASKED, MORE, 1),
        (UNKNOWN, ASKED, 1),
        (UNKNOWN, MORE, 1),
        (MORE, ASKED, 0),
        (ASKED, portal("redrawn", Role.EMAIL, Role.SUBMIT), 0),
        (UNKNOWN, reading(PageKind.UNKNOWN, "another"), 0),
    ],
    ids=["field", "form", "form and field", "less", "the same fields", "no form"],
)
def test_a_question_goes_away_when_what_is_missing_comes(
    runs: Runs, ends: Ends, first: Reading, then: Reading, asked: int
) -> None:
    def comes() -> None:
        runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
        runs.page.tab.show(then)
        asyncio.get_running_loop().call_later(0.3, runs.page.tab.go)

    runs.person = Pondering(meanwhile=comes)
    ends(runs.run(first, has=()))
    assert runs.person.acts == ["submit"] * asked


def test_a_page_whose_fields_come_and_go_takes_the_question_back_so_often_only(
    runs: Runs, ends: Ends
) -> None:
    asked: list[int] = []

    def flickers() -> None:
        asked.append(1)
        for number in range(2):
            later = (ASKED, MORE)[number]
            asyncio.get_running_loop().call_later(0.01 * number, runs.page.tab.show, later)
        asyncio.get_running_loop().call_later(0.4, runs.page.tab.go)

    runs.person = Pondering(meanwhile=flickers)
    ends(runs.run(ASKED, has=()))
    assert len(asked) < 15


@pytest.mark.parametrize("come", ["seen", "unseen", ""])
def test_fields_that_come_before_the_answer_are_filled(runs: Runs, ends: Ends, come: str) -> None:
    """It is tried anew, also where the form looks as before.

    Whoever says that the page is not ready is not asked again while it stays as it is.
    """

    def fields() -> None:
        if come:
            runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
            look = "all fields" if come == "seen" else ""
            runs.page.tab.show(reading(PageKind.FORM, fingerprint=look))
        else:
            asyncio.get_running_loop().call_later(0.5, runs.page.tab.go)

    runs.person = Hesitating(choices=["wait"], meanwhile=fields)
    handed_over = (lambda: runs.person.acts == ["submit"]) if come else None
    ends(runs.run(FORM, has=(Role.COUNTRY,), until=handed_over))
    assert len(runs.person.asked) == 1


@pytest.mark.parametrize(
    ("kind", "message", "told"),
    [
        ("beforeunload", "", ["a question is open in the browser window", "Please answer it"]),
        ("confirm", "Send it?", ["the page says: Send it?", "Please answer it"]),
        ("alert", "Sent.", ["the page says: Sent."]),
        ("alert", "", []),
    ],
)
def test_a_native_dialog_is_told_in_its_own_words_if_it_has_any(
    kind: str, message: str, told: list[str]
) -> None:
    person = ScriptedPerson()
    messages.dialog(person, "Facebook", kind, message)  # type: ignore[arg-type]
    assert all(words in said for words, said in zip(told, person.said, strict=True))


@pytest.mark.parametrize("alerted", [True, False])
def test_what_a_native_dialog_says_of_the_sending_is_asked_about(
    runs: Runs, ends: Ends, alerted: bool
) -> None:
    """It is told, and kept nowhere: only the person can say that it was a receipt."""

    form = portal("form", Role.SUBMIT)

    def sends(page: FakePage) -> None:
        sends_then(form)(page)
        if alerted:
            page.listener.on_dialog("alert", "Thank you.")
            asyncio.get_running_loop().call_later(0.1, page.tab.show, form)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    runs.person.choices = ["sent"]
    result = ends(runs.run(form, sends))
    assert (result.state, result.sent) == ("unconfirmed" if alerted else "abandoned", "left")


@pytest.mark.parametrize("answered", [0, 1])
def test_chained_questions_that_are_not_answered_to_the_end(
    runs: Runs, ends: Ends, answered: int
) -> None:
    def asks(question: str) -> Reading:
        return reading(PageKind.UNKNOWN, question, gates=(Gate("other", question, (), False),))

    turns = [shows(asks("What would you like to do?"))] * answered
    result = ends(runs.run(asks("Which product?"), *turns, goes))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 0)
    assert ("What would you like to do?" in runs.person.heard) is bool(answered)


def test_an_answer_that_the_page_takes_back_and_nobody_gives_again(runs: Runs, ends: Ends) -> None:
    """It is named before the hand-over; what is sent without it, the page sends back."""
    gate = Gate("request_kind", "Which of these describes your request?", (), False)
    unpicked = portal("unpicked", Role.SUBMIT, gates=(gate,))
    complains = replace(unpicked, errors=("Choose one.",))
    sent = sends_then(complains)
    result = ends(runs.run(unpicked, sent, until=runs.heard("Choose one.")))
    assert gate.question in runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize("keeps", [True, False])
def test_a_page_that_shows_nothing_new_at_an_answer(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    """As a list that is chosen from. Where it does not keep the answer, that is the person's."""
    gate = Gate("request_kind", "Which of these describes your request?", (), False)
    asks = portal("asks", Role.SUBMIT, gates=(gate,))

    async def answers(page: FakePage, shown: Reading) -> GateAnswers:
        if shown.gates[0].answered:
            return GateAnswers()
        if keeps:
            page.tab.shown = replace(shown, gates=(replace(gate, answered=True),))
        return GateAnswers(given=((gate.question, "To object"),))

    monkeypatch.setattr(FakePage, "answer_gates", answers)
    result = ends(runs.run(asks, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    told = runs.person.heard.split("Only you can fill in or tick these")[1:]
    assert [gate.question in text for text in told] == ([] if keeps else [True])


def test_already_above_a_form_that_was_not_sent_is_told_and_ends_nothing(
    runs: Runs, ends: Ends
) -> None:
    """It may speak of one that was only begun: no end, and the page's words to the person."""
    form = replace(portal("begun", Role.EMAIL), kind=PageKind.ALREADY_OBJECTED)
    form = replace(form, claim=Claim("already", "You have objected before."))
    result = ends(runs.run(form, until=runs.asked("how do you want to go on")))
    assert "Facebook says: “You have objected before.”" in runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "no")
