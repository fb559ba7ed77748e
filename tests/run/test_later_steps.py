"""Where a page may be a later step of the form whose earlier steps were filled in."""

from types import SimpleNamespace
from typing import Any

import pytest

from optout.locate.roles import Role
from optout.run.filling import FilledField, Filling
from optout.run.form_run import FormRun
from optout.run.progress import Facts, Sending


@pytest.mark.parametrize(
    ("url", "goes_on"),
    [
        ("https://help.example/requests/12", True),
        ("https://help.example/requests/12?step=2#x", True),
        ("https://help.example/requests/13", True),
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
    ids=["begun", "left", "with its letter", "not begun", "a page of its own"],
)
def test_where_a_later_step_can_be(url: str, goes_on: bool, sets: dict[str, Any]) -> None:
    entries = {}
    if sets.get("begun", True):
        entries[Role.EMAIL] = FilledField(Role.EMAIL, "filled")
    if sets.get("letter"):
        entries[Role.EXPLANATION] = FilledField(Role.EXPLANATION, "kept")
    run: Any = SimpleNamespace(
        filling=Filling(entries),
        facts=Facts(sending=Sending.LEFT if sets.get("left") else Sending.NO),
        filled_at=sets.get("at", "https://help.example/requests/12"),
    )
    assert FormRun.continues(run, url) is (goes_on and not sets)
