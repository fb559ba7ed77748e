"""The driver's questions: which page is asked about, what is offered, when a question goes away."""

from dataclasses import replace

import pytest
from support.driver_runs import (
    QUICK,
    WHAT_IT_SAYS,
    Hesitating,
    Pondering,
    Runs,
    Turn,
    each,
    goes,
    later,
    once,
    runs,
    sends_then,
    shows,
)
from support.fake_page import FORM, LETTER, RECEIVED, UNKNOWN, URL, FakePage, portal, reading
from support.scripted_person import ScriptedPerson

from optout.locate.claims.claims import Claim
from optout.locate.form.gates import Gate
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.talk import messages

__all__ = ["runs"]


FIELDS = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)


@pytest.mark.parametrize("left", [False, True])
def test_nobody_is_made_to_say_that_what_has_left_is_not_sent(runs: Runs, left: bool) -> None:
    turn = sends_then(UNKNOWN) if left else shows(UNKNOWN)
    runs.run(FORM, turn, until=runs.asked(WHAT_IT_SAYS))
    waits = "None of these, keep waiting" if left else "I have not sent it yet, keep waiting"
    assert runs.person.offered[0] == waits
    assert ("optout does not know if your objection was received." in runs.person.said) is left


def test_a_link_that_is_still_to_be_followed_is_told_in_the_pages_words(runs: Runs) -> None:
    """The person sent it, and would wait for an answer to what nobody has confirmed."""
    wants = "Click the link in our mail to confirm it."
    to_confirm = reading(PageKind.UNKNOWN, "thank you", claim=Claim("link", wants))
    result = runs.run(FORM, sends_then(to_confirm), until=runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert f"Facebook says: “{wants}”" in runs.person.heard
    assert "Do that first" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


@pytest.mark.parametrize("yes", [True, False])
def test_thanks_over_a_form_that_keeps_what_it_holds_are_asked_about(runs: Runs, yes: bool) -> None:
    runs.person.yes = yes
    letter = Control("0:0", 0, 0, ControlKind.TEXTAREA, value=LETTER, filled=True)
    frame = FrameSnapshot(0, URL, True, blocks=(Block("thank you"),), controls=(letter,))
    held = replace(RECEIVED, kind=PageKind.FORM, snapshot=Snapshot(URL, (frame,)))
    result = runs.run(FORM, sends_then(held), until=None if yes else runs.asked(WHAT_IT_SAYS))
    assert (result.state, result.sent) == ("unconfirmed" if yes else "abandoned", "left")
    assert "Facebook says: “your objection”" in runs.person.heard
    emptied = replace(held, snapshot=FORM.snapshot)
    assert runs.run(FORM, sends_then(emptied)).state == "acknowledged"


HELP = "It does not work"
"""The button of somebody whose turn it is."""


@pytest.mark.parametrize("how", ["button", "", "2", "hello"])
def test_somebody_who_waits_may_have_it_asked_again(runs: Runs, how: str) -> None:
    """By the button, or by whatever is typed while nothing is asked."""
    told: list[str | None] = []

    def wants(_page: FakePage) -> None:
        if how == "button":
            runs.person.press(HELP)
            assert list(runs.person.offers) == [], "a double click is one"
        else:
            assert runs.person.on_misfit is not None
            told.append(runs.person.on_misfit(how))

    runs.person.choices = ["wait", "sent"]
    asked_again = once(lambda: bool(runs.person.offers), wants)
    result = runs.run(FORM, each(sends_then(UNKNOWN), once(runs.asked(WHAT_IT_SAYS), asked_again)))
    assert (result.state, result.sent) == ("unconfirmed", "left")
    assert runs.person.asked.count(f"Facebook: {WHAT_IT_SAYS}?") == 2
    assert told == ([] if how == "button" else [""])


@pytest.mark.parametrize(
    ("answer", "state", "sent"),
    [
        ("sent", "unconfirmed", "no"),
        ("refused", "refused", "no"),
        ("by_hand", "changed", "no"),
        ("wait", "acknowledged", "proved"),
    ],
)
def test_somebody_for_whom_it_does_not_work_is_asked(
    runs: Runs, answer: str, state: str, sent: str
) -> None:
    runs.person.choices = [answer]
    goes_on = once(lambda: answer == "wait" and not runs.person.choices, sends_then(RECEIVED))
    result = runs.run(FORM, each(lambda _page: runs.person.press(HELP), goes_on))
    assert (result.state, result.sent) == (state, sent)
    assert runs.person.asked.count(f"Facebook: {WHAT_IT_SAYS}?") == 1


def test_who_sends_it_meanwhile_is_not_asked_any_more(runs: Runs) -> None:
    asked = once(runs.asked(WHAT_IT_SAYS), sends_then(RECEIVED))
    turn = each(lambda _page: runs.person.press(HELP), asked)
    assert runs.run(FORM, turn).state == "acknowledged"
    assert list(runs.person.offers) == []


def test_what_is_typed_while_the_page_is_theirs_is_answered(runs: Runs) -> None:
    """A code is asked for later; all else has it asked what the page says."""
    told: list[str | None] = []

    def types(_page: FakePage) -> None:
        assert runs.person.on_misfit is not None
        told.extend(map(runs.person.on_misfit, ("482915", "ok")))

    runs.person.choices = ["sent"]
    assert runs.run(FORM, later(0.05, types)).state == "unconfirmed"
    assert told == ["That looks like a code. optout asks for it later, once the page does.", ""]


def test_what_is_typed_while_there_is_nothing_to_wait_for_does_nothing(runs: Runs) -> None:
    told: list[str | None] = []

    def types(_page: FakePage) -> None:
        assert runs.person.on_misfit is not None
        told.append(runs.person.on_misfit("ok"))

    runs.run(FORM, each(types, sends_then(RECEIVED)))
    assert told == ["Nothing to type here now: optout says when there is."]
    assert runs.person.asked == []


@pytest.mark.parametrize("kind", ["complaints", "questions"])
def test_what_a_page_says_without_end_is_not_dropped_in_silence(runs: Runs, kind: str) -> None:
    def says(page: FakePage) -> None:
        number = str(len(runs.person.acts))
        complains = reading(PageKind.FORM, number, errors=(number,))
        page.tab.show(complains if kind == "complaints" else asks(number))

    told = runs.heard("optout does not repeat it any longer")
    runs.run(FORM, *[says] * 15, until=told)
    assert told()


def asks(question: str) -> Reading:
    """A page that only asks this."""
    gate = Gate("other", question, (), answered=False)
    return reading(PageKind.UNKNOWN, question, gates=(gate,))


COVERED = reading(PageKind.UNKNOWN, "the app is nicer", covered=True)
CLOSE_IT = "something lies over the form. Close what covers it"


@pytest.mark.parametrize("stays", [True, False])
def test_what_lies_over_the_form_is_to_be_closed_unless_it_goes_by_itself(
    runs: Runs, stays: bool
) -> None:
    runs.patience = replace(QUICK, unknown=60.0) if stays else replace(QUICK, covered=60.0)
    goes_away = False

    def over() -> bool:
        nonlocal goes_away
        if not goes_away and (not stays or CLOSE_IT in runs.person.heard):
            goes_away = True
            later(0.02, shows(FORM))(runs.page)
        return bool(runs.person.acts)

    runs.run(COVERED, until=over)
    assert (runs.person.acts, runs.person.asked) == (["submit"], [])
    assert (CLOSE_IT in runs.person.heard) is stays


@pytest.mark.parametrize(
    ("shown", "says", "state"),
    [(COVERED, "sent", "unconfirmed"), (UNKNOWN, "by_hand", "changed")],
)
def test_an_unknown_page_after_sending(runs: Runs, shown: Reading, says: str, state: str) -> None:
    """What lies over the form may be the answer as well."""
    runs.person.choices = [says]
    result = runs.run(FORM, sends_then(shown))
    assert (result.state, result.sent) == (state, "left")
    assert CLOSE_IT not in runs.person.heard


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_refusal_that_only_the_person_can_read(runs: Runs, by_hand: bool) -> None:
    runs.person.choices, runs.person.yes = ["refused"], by_hand
    result = runs.run(FORM, sends_then(UNKNOWN))
    assert (result.state, result.sent) == ("unconfirmed" if by_hand else "refused", "left")
    rung = runs.record().rungs[-1 - by_hand]
    assert (str(rung.state), rung.by) == ("refused", "person")
    assert "the page refuses the request" in runs.person.heard
    assert "nothing showed that it arrived" in runs.person.heard
    assert "by hand" in runs.person.asked[1]


@pytest.mark.parametrize(
    ("happens", "lost", "state"),
    [
        (shows(RECEIVED), False, "acknowledged"),
        (goes, True, "abandoned"),
        (goes, False, "abandoned"),
    ],
    ids=["page", "browser", "window"],
)
def test_a_question_goes_away_when_the_page_moves_on_or_closes(
    runs: Runs, happens: Turn, lost: bool, state: str
) -> None:
    def sends(page: FakePage) -> None:
        page.tab.lost = lost
        each(sends_then(UNKNOWN), later(0.3, happens))(page)

    result = runs.run(FORM, sends)
    assert runs.asked(WHAT_IT_SAYS)()
    assert (result.state, runs.person.interrupted) == (state, 1)
    assert ("The window is closed" in runs.person.heard) is (happens is goes)


def test_another_unknown_page_is_asked_about_though_it_came_before_the_answer(runs: Runs) -> None:
    other = reading(PageKind.UNKNOWN, "another page")
    runs.person = Hesitating(choices=["wait"], meanwhile=lambda: runs.page.tab.show(other))
    runs.run(FORM, sends_then(UNKNOWN), until=runs.asked("", times=2))


def test_an_unknown_page_that_stays_is_asked_about_once(runs: Runs) -> None:
    runs.person = Hesitating(choices=["wait"])
    runs.run(FORM, each(sends_then(UNKNOWN), later(0.5, shows(RECEIVED))))
    assert len(runs.person.asked) == 1


@pytest.mark.parametrize("has", [(Role.COUNTRY, Role.EXPLANATION), ()])
def test_what_is_filled_in_is_noted_before_the_rest_is_asked_about(
    runs: Runs, has: tuple[Role, ...]
) -> None:
    """It can be sent while the question is open; it is not said to be read back."""
    result = runs.run(FORM, has=has, until=runs.asked(""))
    filled = {role for role, entry in result.fields.items() if entry["status"] == "filled"}
    assert filled == {str(role) for role in has}
    assert "prefilled" not in runs.rungs()


FIRST = portal("first", Role.SUBMIT, Role.EMAIL)
ASKED = portal("asked about", Role.EMAIL)
MORE = portal("more", Role.EMAIL, Role.EXPLANATION)


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        (FIRST, portal("later", Role.SUBMIT, Role.EXPLANATION), 1),
        (FIRST, portal("later", Role.SUBMIT, Role.EMAIL), 0),
        (ASKED, MORE, 1),
        (UNKNOWN, ASKED, 1),
        (MORE, ASKED, 0),
        (ASKED, portal("redrawn", Role.EMAIL, Role.SUBMIT), 0),
        (UNKNOWN, reading(PageKind.UNKNOWN, "another"), 0),
    ],
    ids=["step", "drawn anew", "field", "form", "less", "the same", "no form"],
)
def test_a_question_goes_away_when_what_is_missing_comes_or_the_step_goes(
    runs: Runs, first: Reading, then: Reading, asked: int
) -> None:
    """Whoever does the rest and goes on has answered it; a step that is drawn anew has not gone."""

    def comes() -> None:
        runs.page.has = FIELDS
        each(shows(then), later(0.4, goes))(runs.page)

    runs.person = Pondering(meanwhile=comes)
    runs.run(first, has=())
    assert runs.person.acts == ["submit"] * asked


def test_a_page_whose_fields_come_and_go_takes_the_question_back_so_often_only(runs: Runs) -> None:
    asked: list[int] = []

    def flickers() -> None:
        asked.append(1)
        each(shows(ASKED), later(0.01, shows(MORE)), later(0.4, goes))(runs.page)

    runs.person = Pondering(meanwhile=flickers)
    runs.run(ASKED, has=())
    assert len(asked) < 15


@pytest.mark.parametrize("come", ["seen", "unseen", ""])
def test_fields_that_come_before_the_answer_are_filled(runs: Runs, come: str) -> None:
    """It is tried anew, also where the form looks as before.

    Whoever says that the page is not ready is not asked again while it stays as it is.
    """

    def fields() -> None:
        if come:
            runs.page.has = FIELDS
            look = "all fields" if come == "seen" else ""
            runs.page.tab.show(reading(PageKind.FORM, fingerprint=look))
        else:
            later(0.5, goes)(runs.page)

    runs.person = Hesitating(choices=["wait"], meanwhile=fields)
    runs.run(FORM, has=(Role.COUNTRY,), until=runs.acted(1) if come else None)
    assert len(runs.person.asked) == 1
    assert runs.person.acts == ["submit"] * bool(come)


def test_a_native_dialog_is_told_in_its_own_words_if_it_has_any() -> None:
    for kind, message, told in (
        ("beforeunload", "", ["a question is open in the browser window", "Please answer it"]),
        ("confirm", "Send it?", ["the page says: Send it?", "Please answer it"]),
        ("alert", "Sent.", ["the page says: Sent."]),
        ("alert", "", []),
    ):
        person = ScriptedPerson()
        messages.dialog(person, "Facebook", kind, message)  # type: ignore[arg-type]
        assert all(words in said for words, said in zip(told, person.said, strict=True)), kind


def test_what_a_native_dialog_says_of_the_sending_is_asked_about(runs: Runs) -> None:
    """It is told, and kept nowhere: only the person can say that it was a receipt."""
    form = portal("form", Role.SUBMIT)
    alerts = lambda page: page.listener.on_dialog("alert", "Thank you.")  # noqa: E731
    runs.person.choices = ["sent"]
    result = runs.run(form, each(sends_then(form), alerts, later(0.1, shows(form))))
    assert (result.state, result.sent) == ("unconfirmed", "left")


GATE = Gate("request_kind", "Which of these describes your request?", (), False)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_page_that_shows_nothing_new_at_an_answer(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    """As a list that is chosen from. Where it does not keep the answer, that is the person's."""

    async def answers(page: FakePage, shown: Reading) -> GateAnswers:
        if shown.gates[0].answered:
            return GateAnswers()
        if keeps:
            page.tab.shown = replace(shown, gates=(replace(GATE, answered=True),))
        return GateAnswers(given=((GATE.question, "To object"),))

    monkeypatch.setattr(FakePage, "answer_gates", answers)
    result = runs.run(portal("asks", Role.SUBMIT, gates=(GATE,)), sends_then(RECEIVED))
    assert result.state == "acknowledged"
    told = runs.person.heard.split("Only you can fill in or tick these")[1:]
    assert [GATE.question in text for text in told] == ([] if keeps else [True])


def test_already_above_a_form_that_was_not_sent_is_told_and_ends_nothing(runs: Runs) -> None:
    """It may speak of one that was only begun: no end, and the page's words to the person."""
    form = replace(portal("begun", Role.EMAIL), kind=PageKind.ALREADY_OBJECTED)
    form = replace(form, claim=Claim("already", "You have objected before."))
    result = runs.run(form, until=runs.asked("how do you want to go on"))
    assert "Facebook says: “You have objected before.”" in runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "no")
