"""What a code's page makes of a code: by what it shows once the code's button was pressed."""

from dataclasses import replace
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
    FakeWindows,
    portal,
    reading,
)
from support.scripted_person import ScriptedPerson

from optout.locate.field import Field
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading
from optout.run.patience import Patience
from optout.run.steps import enter_code as step
from optout.run.steps.enter_code import enter_code, pasted_code

QUICK = Patience(code=0.05, check=0.05)


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
            first,
            "482915",
            QUICK,
            lambda: typed.append("typed"),
            sent=sent,
        )
        return entered.verdict

    return run_async(play())


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
    assert run_async(pasted_code(person, "Facebook", step._lengths(box))) == code


def test_whoever_pastes_no_code_twice_is_told_another_way(run_async: RunAsync) -> None:
    person = ScriptedPerson(codes=["AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert "type it in the page yourself" not in person.heard
    person = ScriptedPerson(codes=["AB-CD", "AB-CD", "AB-CD", "482915"])
    assert run_async(pasted_code(person, "Facebook")) == "482915"
    assert person.heard.count("type it in the page yourself") == 1
