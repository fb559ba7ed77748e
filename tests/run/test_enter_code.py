"""What a code's page makes of a code: by what it shows once the code's button was pressed."""

import asyncio
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest
from support.event_loop import RunAsync
from support.fake_page import (
    ALREADY,
    FORM,
    OBJECTION_CODE,
    RECEIVED,
    SIGN_IN,
    THANKS,
    UNAVAILABLE,
    UNKNOWN,
    FakeRequest,
    FakeWindows,
    portal,
    reading,
)
from support.scripted_person import ScriptedPerson

from optout.domain.code_outcomes import CodeOutcome
from optout.locate.fields.field import Field
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading
from optout.run.code import enter_code as step
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import enter_code
from optout.run.code.pasted_code import pasted_code
from optout.run.patience import Patience

QUICK = Patience(code=0.05, rest=0.02, by_itself=0.05, check=0.05)


def code_page(of: Reading = OBJECTION_CODE, **more: Any) -> Reading:
    """A page with a box for a code, filled or not."""
    box = Control("0:0", 0, 0, ControlKind.TEXT, filled=more.pop("filled", True))
    fields = {**of.fields, Role.CODE: Field(Role.CODE, "found", "its label", control=box)}
    return replace(of, fields=fields, **more)


ASKS = code_page()
ASKS_IN_FORM = code_page(FORM)
EXPIRED = "Your session has expired. Begin again."


def outcome_of(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    shown: Reading | None,
    *,
    first: Reading = ASKS,
    sent: bool = True,
) -> str:
    """The outcome where `shown` follows once the button is pressed, None: nothing follows."""
    tab = FakeWindows(first)

    async def types(*_given: object) -> None:
        return None

    typed: list[str] = []

    async def presses(*_given: object, sent: bool) -> None:
        assert typed == ["typed"], "what is pressed may end it all"
        if shown:
            tab.show(shown)

    monkeypatch.setattr(step, "_type", types)
    monkeypatch.setattr(step, "_confirm", presses)

    async def play() -> str:
        entered = await enter_code(
            tab,  # type: ignore[arg-type]
            "482915",
            CodeDelivery(),
            QUICK,
            lambda: typed.append("typed"),
            sent=sent,
        )
        return entered.outcome

    return run_async(play())


def test_a_button_that_sends_is_the_persons_before_the_sending(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    pressed: list[str] = []

    async def presses(**_given: object) -> None:
        pressed.append("pressed")

    async def handle(_reading: Reading, _control: Control) -> Any:
        return SimpleNamespace(click=presses)

    async def guards(*_given: object) -> None:
        return None

    monkeypatch.setattr(Reading, "handle", handle)
    monkeypatch.setattr(step, "guard", guards)
    tab: Any = SimpleNamespace(allowed=SimpleNamespace(permits=lambda _url: True))
    for sent, label in itertools.product((True, False), ("Confirm", "Send it")):
        control = Control("0:1", 0, 1, ControlKind.BUTTON, label=label)
        confirm = Field(Role.CONFIRM_CODE, "found", "its words", control=control)
        shown = replace(ASKS, fields={**ASKS.fields, Role.CONFIRM_CODE: confirm})
        pressed.clear()
        outcome = run_async(step._confirm(tab, shown, sent=sent))
        theirs = label == "Send it" and not sent
        assert (outcome, len(pressed)) == (("theirs", 0) if theirs else (None, 1)), (sent, label)


AFTER: tuple[tuple[Reading | None, str], ...] = (
    (RECEIVED, "taken"),
    (ALREADY, "taken"),
    (THANKS, "taken"),
    (UNKNOWN, "unknown"),
    (UNAVAILABLE, "unknown"),
    (SIGN_IN, "unknown"),
    (FORM, "unknown"),
    (reading(PageKind.FORM, errors=(EXPIRED,), code_problem="expired"), "unknown"),
    (code_page(filled=False), "rejected"),
    (code_page(code_problem="wrong"), "rejected"),
    (code_page(errors=("No.",)), "rejected"),
    (ASKS, "unknown"),
    (None, "unknown"),
)
BEFORE: tuple[tuple[Reading, str], ...] = (
    (portal("it goes on", Role.EXPLANATION), "taken"),
    (portal("it mails another", Role.REQUEST_CODE, errors=("No.",)), "rejected"),
    (
        portal("it mails another", Role.REQUEST_CODE, errors=("Old",), code_problem="expired"),
        "rejected",
    ),
    (portal("it is anew", errors=(EXPIRED,), code_problem="expired"), "unknown"),
    (UNKNOWN, "unknown"),
)


def test_after_the_sending_only_a_page_that_took_it_is_one(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    made = [outcome_of(monkeypatch, run_async, shown) for shown, _outcome in AFTER]
    assert made == [outcome for _shown, outcome in AFTER]


def test_before_the_sending_a_form_goes_on(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    made = [
        outcome_of(monkeypatch, run_async, shown, first=ASKS_IN_FORM, sent=False)
        for shown, _outcome in BEFORE
    ]
    assert made == [outcome for _shown, outcome in BEFORE]


class _Tab(FakeWindows):
    """`types` is what happens as the code is typed."""

    types: Any


@dataclass
class TakesByItself:
    """A page that sends a code as its last digit is typed: `leaves` seconds after that, None: it
    does not. It shows `meanwhile`, and `then` once its site has answered, after `answers` seconds.
    """

    leaves: float | None = 0.0
    meanwhile: Reading = ASKS
    then: Reading = RECEIVED
    answers: float = 0.0
    first: Reading = ASKS
    outcome: CodeOutcome | None = None
    """Of the typing alone."""

    async def play(self) -> tuple[str, list[str]]:
        """The outcome, and whether the code was said to be typed."""
        tab, delivery, request = _Tab(self.first), CodeDelivery(), FakeRequest({})
        typed: list[str] = []
        later = asyncio.get_running_loop().call_later

        def leaves() -> None:
            tab.show(self.meanwhile)
            tab.wake_after(delivery.leaves_by(request))  # type: ignore[arg-type]
            later(self.answers, answers)

        def answers() -> None:
            tab.show(self.then)
            request.answered.set()

        async def types() -> CodeOutcome | None:
            if self.leaves is not None:
                later(self.leaves, leaves)
                await asyncio.sleep(self.leaves == 0.0 and 0.01)
            return self.outcome

        tab.types = types
        entered = await enter_code(
            tab,  # type: ignore[arg-type]
            "482915",
            delivery,
            PATIENT,
            lambda: typed.append("typed"),
            sent=True,
        )
        await tab.close()
        return entered.outcome, typed


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch, run_async: RunAsync) -> Any:
    """What came of such pages, all at the same time."""
    monkeypatch.setattr(step, "_type", lambda tab, *_given: tab.types())

    def play(*pages: TakesByItself) -> list[tuple[str, list[str]]]:
        async def all_of_them() -> Any:
            return await asyncio.gather(*(page.play() for page in pages))

        return list(run_async(all_of_them()))

    return play


PATIENT = replace(QUICK, code=1.0, rest=0.2, check=0.5)
WRONG = code_page(code_problem="wrong", errors=("Wrong.",))
EMPTIED = code_page(filled=False)
TYPINGS: Sequence[CodeOutcome | None] = (None, "not_typed")
TYPED = ["typed"]
ANSWERS = ((RECEIVED, "taken"), (WRONG, "rejected"))


def test_a_code_that_leaves_by_itself_waits_for_its_answer(played: Any) -> None:
    """Whatever its box held as it was read back."""
    meanwhile = (ASKS, EMPTIED, UNKNOWN)
    ways = [*itertools.product((0.0, 0.02), meanwhile, ANSWERS, (0.0, 0.1), TYPINGS)]
    found = played(
        *(
            TakesByItself(leaves, shown, then, answers, outcome=outcome)
            for leaves, shown, (then, _made), answers, outcome in ways
        )
    )
    assert found == [(made, TYPED) for _leaves, _shown, (_then, made), *_more in ways]


def test_a_code_that_does_not_leave_is_the_persons(played: Any) -> None:
    found = played(*(TakesByItself(None, outcome=outcome) for outcome in TYPINGS))
    assert found == [("theirs", TYPED), ("not_typed", [])]


def test_what_is_complained_of_until_the_answer_is_the_last_code(played: Any) -> None:
    for then, made in ANSWERS:
        pages = [
            TakesByItself(0.0, WRONG, then, 0.1, first=WRONG, outcome=outcome)
            for outcome in TYPINGS
        ]
        assert played(*pages) == [(made, TYPED)] * 2


def test_a_form_that_takes_its_code_by_itself(played: Any) -> None:
    wrong = code_page(FORM, code_problem="wrong")
    for then, made in ((wrong, "rejected"), (ASKS_IN_FORM, "taken")):
        pages = [
            TakesByItself(0.0, ASKS_IN_FORM, then, first=ASKS_IN_FORM, outcome=outcome)
            for outcome in TYPINGS
        ]
        assert played(*pages) == [(made, TYPED)] * 2
    still_wrong = TakesByItself(0.0, wrong, ASKS_IN_FORM, 0.05, first=wrong)
    assert played(still_wrong) == [("taken", TYPED)], "it complained of the last code"


def test_a_box_that_is_emptied_at_the_sending_asks_for_no_other_code_yet(played: Any) -> None:
    found = played(
        TakesByItself(0.0, EMPTIED, answers=5.0, outcome="not_typed"),
        TakesByItself(0.0, EMPTIED, EMPTIED, outcome="not_typed"),
    )
    assert found == [("unknown", TYPED), ("rejected", TYPED)]


def box(**more: Any) -> Control:
    return Control("0:0", 0, 0, more.pop("kind", ControlKind.TEXT), **more)


def test_a_code_is_as_long_as_is_usual_or_as_its_box(run_async: RunAsync) -> None:
    for maxlength, pasted, code in (
        (-1, "Your code is 482915.", "482915"),
        (8, "Your code: 48291537", "48291537"),
        (8, "Your code is 482915.", "482915"),
        (4, "4829", "4829"),
        (255, "482915", "482915"),
    ):
        person = ScriptedPerson(codes=[pasted])
        assert run_async(pasted_code(person, "Facebook", box(maxlength=maxlength))) == code


def test_a_number_of_another_length_is_typed_if_the_person_says_so(run_async: RunAsync) -> None:
    numbers = ("48291537", "48291", "FB-48291", "4829 1537", "4829")
    for pasted, yes in itertools.product(numbers, (True, False)):
        person = ScriptedPerson(codes=[pasted, "482915"], yes=yes)
        digits = re.sub(r"\D", "", pasted)
        assert run_async(pasted_code(person, "Facebook")) == (digits if yes else "482915"), pasted
        told = f"That is {len(digits)} digits, and most codes have 6."
        assert any(told in question for question in person.asked), pasted


def test_a_number_that_can_be_no_code_is_not_asked_about(run_async: RunAsync) -> None:
    for at, pasted in (
        (box(maxlength=6), "48291537"),
        (box(maxlength=8), "48291"),
        (box(kind=ControlKind.DIGITS, parts=tuple("abcdef")), "48291"),
        (None, "482"),
        (None, "48291537482"),
        (None, "Your reference is 48291537"),
        (None, "48291537\n48291538"),
    ):
        person = ScriptedPerson(codes=[pasted, "482915"], yes=True)
        assert run_async(pasted_code(person, "Facebook", at)) == "482915", pasted
        assert not any("most codes have" in question for question in person.asked), pasted


def test_of_several_numbers_the_person_says_which_is_the_code(run_async: RunAsync) -> None:
    person = ScriptedPerson(codes=["111111 or 482915"], choices=["482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert person.offered == ["111111", "482915", "None of these"]
    person = ScriptedPerson(codes=["111111 or 222222", "482915"], choices=[""])
    assert run_async(pasted_code(person, "Facebook")) == "482915"


def test_whoever_pastes_no_code_twice_is_told_another_way(run_async: RunAsync) -> None:
    person = ScriptedPerson(codes=["AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert "type it in the page yourself" not in person.heard
    person = ScriptedPerson(codes=["AB-CD", "AB-CD", "AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert person.heard.count("type it in the page yourself") == 1
