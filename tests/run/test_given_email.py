"""An address that the page gives and nobody can change: the form is whole with it."""

import pytest
from support.headless_run import EMAIL, HeadlessRun
from support.locate_controls import field, page
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, WHY, form

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

ACCOUNT = "account@example.org"


def given(**more: object) -> Control:
    """A field that holds an address."""
    fixed = {"type": "email", "value": ACCOUNT, "filled": True, "readonly": True}
    return field("Email address", **(fixed | more))


def test_which_address_is_given() -> None:
    free = given(readonly=False)
    rows = {
        "given": ((given(),), True),
        "disabled": ((given(readonly=False, disabled=True),), True),
        "free": ((free,), False),
        "empty": ((given(value="", filled=False),), False),
        "no address": ((given(value="not yet"),), False),
        "unseen": ((given(why="hidden"),), False),
        "two": ((given(), given(value="other@example.org")), False),
        "another form": ((given(form=1),), False),
    }
    rest = (
        field("Country of residence", ControlKind.SELECT, required=True),
        field("Tell us how this affects you", ControlKind.TEXTAREA, required=True),
        field("Send", ControlKind.BUTTON, type="submit"),
    )
    heading = "Object to your information being used for AI at Meta"
    found = {name: page("en", heading, *row, *rest).given_email for name, (row, _) in rows.items()}
    assert {name: one.value if one else "" for name, one in found.items()} == {
        name: ACCOUNT if whether else "" for name, (_, whether) in rows.items()
    }


@pytest.mark.parametrize(("address", "told"), [(ACCOUNT, True), (EMAIL.upper(), False)])
def test_a_form_that_gives_the_address_is_whole(
    headless: HeadlessRun, address: str, told: bool
) -> None:
    """It is said which one it is, and that it is not the person's where it is another."""
    box = (
        f"<p><label>Email address <input name=email type=email readonly value='{address}'></label>"
    )
    with PageSite({"/": form(COUNTRY, box, WHY, PRESSES)}, {"/send": "/"}) as site:
        headless.run(site.url, site.press, until=lambda: bool(site.posts))
        assert site.posts[0][1]["email"] == address
    assert headless.fields() == {"country": "filled", "email": "left", "explanation": "filled"}
    assert "Facebook: the form is filled in" in headless.person.said
    assert f"left as the page has it ({address})" in headless.person.heard
    assert headless.person.heard.count(f"{ACCOUNT}. Yours is {EMAIL}") == told
    assert headless.person.asked == []


def test_a_form_without_any_address_is_not(headless: HeadlessRun) -> None:
    """What is filled in is noted all the same: it can be sent as it is."""
    with PageSite({"/": form(COUNTRY, WHY)}) as site:
        headless.run(site.url, until=headless.asked("how do you want to go on"))
    record = headless.record()
    assert headless.fields() == {"country": "filled", "email": "missing", "explanation": "filled"}
    assert record["letter"]
    assert "prefilled" not in [rung["state"] for rung in record["rungs"]]
