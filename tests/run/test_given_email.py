"""An address that the page gives and nobody can change: the form is whole with it."""

import pytest
from support.headless_run import EMAIL, HeadlessRun, headless
from support.locate_site import Site
from support.locating import locating, site
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, SEND, TITLE, WHY, form

__all__ = ["headless", "locating", "site"]

ACCOUNT = "account@example.org"


def given(address: str = ACCOUNT, how: str = "readonly") -> str:
    """A field that holds this address."""
    return f"<p><label>Email address <input name=email type=email {how} value='{address}'></label>"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (form(COUNTRY, given(), WHY), True),
        (form(COUNTRY, given(how="disabled"), WHY), True),
        (form(COUNTRY, given(how=""), WHY), False),
        (form(COUNTRY, given(""), WHY), False),
        (form(COUNTRY, given("not yet"), WHY), False),
        (form(COUNTRY, given(how="readonly hidden"), WHY), False),
        (form(COUNTRY, given(), given("other@example.org"), WHY), False),
        (f"{TITLE}<form>{given()}</form><form>{COUNTRY}{WHY}{SEND}</form>", False),
    ],
    ids=["given", "disabled", "free", "empty", "no address", "unseen", "two", "another form"],
)
def test_which_address_is_given(site: Site, page: str, found: bool) -> None:
    control = site.look(f'<!doctype html><html lang="en">{page}').given_email
    assert (control.value if control else None) == (ACCOUNT if found else None)


@pytest.mark.parametrize(("address", "told"), [(ACCOUNT, True), (EMAIL.upper(), False)])
def test_a_form_that_gives_the_address_is_whole(
    headless: HeadlessRun, address: str, told: bool
) -> None:
    """It is said which one it is, and that it is not the person's where it is another."""
    with PageSite({"/": form(COUNTRY, given(address), WHY, PRESSES)}, {"/send": "/"}) as site:
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
