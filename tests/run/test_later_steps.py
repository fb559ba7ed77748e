"""Where a page may be a later step of the form whose earlier steps were filled in."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from optout.domain.states import Sent
from optout.locate.roles import Role
from optout.run.filling import FilledField, Filling
from optout.run.form.form_run import FormRun
from optout.run.progress import Facts

AT = "https://help.example/requests/12"
PAGES = {
    AT: True,
    f"{AT}?step=2#x": True,
    f"{AT}/reasons": True,
    "https://help.example/requests/13": True,
    "https://help.example/requests/1267438723733209": False,
    "https://help.example/requests": False,
    "https://help.example/support/12": False,
    "https://www.example/requests/12": False,
    "https://help.example/": False,
}
"""Where a page may be, and whether it can be a later step of the form at `AT`."""
BEGUN = Filling({Role.EMAIL: FilledField(Role.EMAIL, "filled")}, address=AT)
NOT_LEFT = Facts()
LEFT = Facts(sending=Sent.LEFT)


def continues(filling: Filling, facts: Facts, url: str) -> bool:
    run: Any = SimpleNamespace(filling=filling, facts=facts)
    return FormRun.continues(run, url)


def test_where_a_later_step_can_be() -> None:
    assert {url: continues(BEGUN, NOT_LEFT, url) for url in PAGES} == PAGES
    with_letter = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "kept")}
    none = {
        "left": (BEGUN, LEFT),
        "its letter is in": (replace(BEGUN, before=with_letter), NOT_LEFT),
        "not begun": (replace(BEGUN, entries={}), NOT_LEFT),
        "a page of its own": (replace(BEGUN, address="https://help.example/objection"), NOT_LEFT),
    }
    for name, (filling, facts) in none.items():
        assert not any(continues(filling, facts, url) for url in PAGES), name


def test_a_long_number_is_one_form() -> None:
    at = "https://help.example/requests/1267438723733209"
    ends = {"": True, "?a=b": True, "/2": True, "9": False}
    filling = replace(BEGUN, address=at)
    assert {end: continues(filling, NOT_LEFT, at + end) for end in ends} == ends
    assert not continues(filling, NOT_LEFT, "https://help.example/requests/2")


def test_the_step_that_holds_the_letter_stays_one() -> None:
    held = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "filled")}
    for facts in (NOT_LEFT, LEFT):
        assert continues(replace(BEGUN, entries=held), facts, f"{AT}?step=3")
        assert not continues(replace(BEGUN, entries=held), facts, f"{AT}/thanks")
