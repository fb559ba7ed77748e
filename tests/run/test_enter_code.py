"""What a code's page makes of a code: by what it shows once the code's button was pressed."""

import asyncio
import re
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

from optout.domain.code_verdicts import CodeVerdict
from optout.locate.fields.field import Field
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading
from optout.run.code import enter_code as step
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import enter_code, pasted_code
from optout.run.patience import Patience

QUICK = Patience(code=0.05, by_itself=0.05, check=0.05)


def code_page(of: Reading = OBJECTION_CODE, **more: Any) -> Reading:
    """A page with a box for a code, filled or not."""
    box = Control("0:0", 0, 0, ControlKind.TEXT, filled=more.pop("filled", True))
    fields = {**of.fields, Role.CODE: Field(Role.CODE, "found", "its label", control=box)}
    return replace(of, fields=fields, **more)


ASKS = code_page()
ASKS_IN_FORM = code_page(FORM)
EXPIRED = "Your session has expired. Begin again."


def verdict_of(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    shown: Reading | None,
    *,
    first: Reading = ASKS,
    sent: bool = True,
) -> str:
    """The verdict where `shown` follows once the button is pressed, None: nothing follows."""
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
        return entered.verdict

    return run_async(play())


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("label", ["Confirm", "Send it"])
def test_a_button_that_sends_is_the_persons_before_the_sending(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync, label: str, *, sent: bool
) -> None:
    pressed: list[str] = []

    class Handle:
        async def click(self, **_given: object) -> None:
            pressed.append(label)

    async def handle(_reading: Reading, _control: Control) -> Any:
        return Handle()

    async def guards(*_given: object) -> None:
        return None

    monkeypatch.setattr(Reading, "handle", handle)
    monkeypatch.setattr(step, "guard", guards)
    control = Control("0:1", 0, 1, ControlKind.BUTTON, label=label)
    confirm = Field(Role.CONFIRM_CODE, "found", "its words", control=control)
    shown = replace(ASKS, fields={**ASKS.fields, Role.CONFIRM_CODE: confirm})
    tab: Any = SimpleNamespace(allowed=SimpleNamespace(permits=lambda _url: True))
    verdict = run_async(step._confirm(tab, shown, sent=sent))
    theirs = label == "Send it" and not sent
    assert (verdict, pressed) == (("person", []) if theirs else (None, [label]))


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (RECEIVED, "moved"),
        (ALREADY, "moved"),
        (THANKS, "moved"),
        (UNKNOWN, "unclear"),
        (UNAVAILABLE, "unclear"),
        (SIGN_IN, "unclear"),
        (FORM, "unclear"),
        (reading(PageKind.FORM, errors=(EXPIRED,), code_problem="expired"), "unclear"),
        (code_page(filled=False), "again"),
        (code_page(code_problem="wrong"), "wrong"),
        (code_page(errors=("No.",)), "refused"),
        (ASKS, "silent"),
        (None, "silent"),
    ],
)
def test_after_the_sending_only_a_page_that_took_it_is_one(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync, shown: Reading | None, verdict: str
) -> None:
    assert verdict_of(monkeypatch, run_async, shown) == verdict


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        (portal("it goes on", Role.EXPLANATION), "moved"),
        (portal("it mails another", Role.REQUEST_CODE, errors=("No.",)), "refused"),
        (
            portal("it mails another", Role.REQUEST_CODE, errors=("Old",), code_problem="expired"),
            "expired",
        ),
        (portal("it is anew", errors=(EXPIRED,), code_problem="expired"), "unclear"),
        (UNKNOWN, "unclear"),
    ],
)
def test_before_the_sending_a_form_goes_on(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync, shown: Reading, verdict: str
) -> None:
    assert verdict_of(monkeypatch, run_async, shown, first=ASKS_IN_FORM, sent=False) == verdict


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
    verdict: CodeVerdict | None = None
    """Of the typing alone."""

    async def play(self, monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[str]]:
        """The verdict, and whether the code was said to be typed."""
        tab, delivery, request, typed = (
            FakeWindows(self.first),
            CodeDelivery(),
            FakeRequest({}),
            [""],
        )
        later = asyncio.get_running_loop().call_later

        def leaves() -> None:
            tab.show(self.meanwhile)
            tab.wake_after(delivery.leaves_by(request))  # type: ignore[arg-type]
            later(self.answers, answers)

        def answers() -> None:
            tab.show(self.then)
            request.answered.set()

        async def types(*_given: object) -> CodeVerdict | None:
            if self.leaves is not None:
                later(self.leaves, leaves)
                await asyncio.sleep(self.leaves == 0.0 and 0.01)
            return self.verdict

        monkeypatch.setattr(step, "_type", types)
        entered = await enter_code(
            tab,  # type: ignore[arg-type]
            "482915",
            delivery,
            PATIENT,
            lambda: typed.append("typed"),
            sent=True,
        )
        await tab.close()
        return entered.verdict, typed[1:]


PATIENT = replace(QUICK, code=1.0)
WRONG = code_page(code_problem="wrong", errors=("Wrong.",))
EMPTIED = code_page(filled=False)


@pytest.mark.parametrize("leaves", [0.0, 0.02])
@pytest.mark.parametrize("verdict", [None, "not_typed"])
@pytest.mark.parametrize("answers", [0.0, 0.1])
@pytest.mark.parametrize("meanwhile", [ASKS, EMPTIED, UNKNOWN])
@pytest.mark.parametrize(("then", "made"), [(RECEIVED, "moved"), (WRONG, "wrong")])
def test_a_code_that_leaves_by_itself_waits_for_its_answer(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    leaves: float,
    verdict: CodeVerdict | None,
    answers: float,
    meanwhile: Reading,
    then: Reading,
    made: str,
) -> None:
    """Whatever its box held as it was read back."""
    page = TakesByItself(leaves, meanwhile, then, answers, verdict=verdict)
    assert run_async(page.play(monkeypatch)) == (made, ["typed"])


@pytest.mark.parametrize(
    ("verdict", "made"), [(None, ("person", ["typed"])), ("not_typed", ("not_typed", []))]
)
def test_a_code_that_does_not_leave_is_the_persons(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    verdict: CodeVerdict | None,
    made: tuple[str, list[str]],
) -> None:
    page = TakesByItself(None, verdict=verdict)
    assert run_async(page.play(monkeypatch)) == made


@pytest.mark.parametrize("verdict", [None, "not_typed"])
@pytest.mark.parametrize(("then", "made"), [(RECEIVED, "moved"), (WRONG, "wrong")])
def test_what_is_complained_of_until_the_answer_is_the_last_code(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    verdict: CodeVerdict | None,
    then: Reading,
    made: str,
) -> None:
    page = TakesByItself(0.0, WRONG, then, 0.1, first=WRONG, verdict=verdict)
    assert run_async(page.play(monkeypatch)) == (made, ["typed"])


@pytest.mark.parametrize("verdict", [None, "not_typed"])
@pytest.mark.parametrize(
    ("then", "made"), [(code_page(FORM, code_problem="wrong"), "wrong"), (ASKS_IN_FORM, "taken")]
)
def test_a_form_that_takes_its_code_by_itself(
    monkeypatch: pytest.MonkeyPatch,
    run_async: RunAsync,
    verdict: CodeVerdict | None,
    then: Reading,
    made: str,
) -> None:
    page = TakesByItself(0.0, ASKS_IN_FORM, then, first=ASKS_IN_FORM, verdict=verdict)
    assert run_async(page.play(monkeypatch)) == (made, ["typed"])


def test_a_box_that_is_emptied_at_the_sending_asks_for_no_other_code_yet(
    monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    page = TakesByItself(0.0, EMPTIED, answers=5.0, verdict="not_typed")
    assert run_async(page.play(monkeypatch)) == ("silent", ["typed"])
    page = TakesByItself(0.0, EMPTIED, EMPTIED, verdict="not_typed")
    assert run_async(page.play(monkeypatch)) == ("again", ["typed"])


@pytest.mark.parametrize(
    ("maxlength", "pasted", "code"),
    [(-1, "Your code is 482915.", "482915"), (8, "Your code: 48291537", "48291537"),
     (8, "Your code is 482915.", "482915"), (4, "4829", "4829"), (255, "482915", "482915")],
)  # fmt: skip
def test_a_code_is_as_long_as_is_usual_or_as_its_box(
    run_async: RunAsync, maxlength: int, pasted: str, code: str
) -> None:
    box = Control("0:0", 0, 0, ControlKind.TEXT, maxlength=maxlength)
    person = ScriptedPerson(codes=[pasted])
    assert run_async(pasted_code(person, "Facebook", box)) == code


@pytest.mark.parametrize("pasted", ["48291537", "48291", "FB-48291", "4829 1537", "4829"])
@pytest.mark.parametrize("yes", [True, False])
def test_a_number_of_another_length_is_typed_if_the_person_says_so(
    run_async: RunAsync, pasted: str, yes: bool
) -> None:
    person = ScriptedPerson(codes=[pasted, "482915"], yes=yes)
    digits = re.sub(r"\D", "", pasted)
    assert run_async(pasted_code(person, "Facebook")) == (digits if yes else "482915")
    assert any(f"That is {len(digits)} digits, and most codes have 6." in q for q in person.asked)


@pytest.mark.parametrize(
    ("box", "pasted"),
    [(Control("0:0", 0, 0, ControlKind.TEXT, maxlength=6), "48291537"),
     (Control("0:0", 0, 0, ControlKind.TEXT, maxlength=8), "48291"),
     (Control("0:0", 0, 0, ControlKind.DIGITS, parts=tuple("abcdef")), "48291"),
     (None, "482"), (None, "48291537482"), (None, "Your reference is 48291537"),
     (None, "48291537\n48291538")],
)  # fmt: skip
def test_a_number_that_can_be_no_code_is_not_asked_about(
    run_async: RunAsync, box: Control | None, pasted: str
) -> None:
    person = ScriptedPerson(codes=[pasted, "482915"], yes=True)
    code = run_async(pasted_code(person, "Facebook", box))
    assert code == "482915"
    assert not any("most codes have" in question for question in person.asked)


def test_whoever_pastes_no_code_twice_is_told_another_way(run_async: RunAsync) -> None:
    person = ScriptedPerson(codes=["AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert "type it in the page yourself" not in person.heard
    person = ScriptedPerson(codes=["AB-CD", "AB-CD", "AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert person.heard.count("type it in the page yourself") == 1
