"""Where a page may be a later step of the form whose earlier steps were filled in."""

from types import SimpleNamespace
from typing import Any

import pytest

from optout.domain.states import Sent
from optout.locate.roles import Role
from optout.run.filling import FilledField, Filling
from optout.run.form.form_run import FormRun
from optout.run.progress import Facts


@pytest.mark.parametrize(
    ("url", "goes_on"),
    [
        ("https://help.example/requests/12", True),
        ("https://help.example/requests/12?step=2#x", True),
        ("https://help.example/requests/12/reasons", True),
        ("https://help.example/requests/13", True),
        ("https://help.example/requests/1267438723733209", False),
        ("https://help.example/requests", False),
        ("https://help.example/support/12", False),
        ("https://www.example/requests/12", False),
        ("https://help.example/", False),
    ],
)
@pytest.mark.parametrize(
    "sets",
    [
        {},
        {"left": True},
        {"letter": True},
        {"begun": False},
        {"at": "https://help.example/objection"},
    ],
    ids=["begun", "left", "its letter is in", "not begun", "a page of its own"],
)
def test_where_a_later_step_can_be(url: str, goes_on: bool, sets: dict[str, Any]) -> None:
    entries = {}
    if sets.get("begun", True):
        entries[Role.EMAIL] = FilledField(Role.EMAIL, "filled")
    letter = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "kept")}
    run: Any = SimpleNamespace(
        filling=Filling(
            entries,
            address=sets.get("at", "https://help.example/requests/12"),
            before=letter if sets.get("letter") else {},
        ),
        facts=Facts(sending=Sent.LEFT if sets.get("left") else Sent.NO),
    )
    assert FormRun.continues(run, url) is (goes_on and not sets)


@pytest.mark.parametrize(
    ("last", "goes_on"), [("", True), ("?a=b", True), ("/2", True), ("9", False)]
)
def test_a_long_number_is_one_form(last: str, goes_on: bool) -> None:
    at = "https://help.example/requests/1267438723733209"
    filling = Filling({Role.EMAIL: FilledField(Role.EMAIL, "filled")}, address=at)
    run: Any = SimpleNamespace(filling=filling, facts=Facts())
    assert FormRun.continues(run, at + last) is goes_on
    assert not FormRun.continues(run, "https://help.example/requests/2")


@pytest.mark.parametrize("sending", [Sent.NO, Sent.LEFT])
def test_the_step_that_holds_the_letter_stays_one(sending: Sent) -> None:
    at = "https://help.example/requests/12"
    filling = Filling({Role.EXPLANATION: FilledField(Role.EXPLANATION, "filled")}, address=at)
    run: Any = SimpleNamespace(filling=filling, facts=Facts(sending=sending))
    assert FormRun.continues(run, f"{at}?step=3")
    assert not FormRun.continues(run, f"{at}/thanks")
