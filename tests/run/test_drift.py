"""A form that has changed since it was last seen: told before anything is typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page
from support.check_command import run_check
from support.fake_page import URL, reading
from support.headless_run import HeadlessRun, points
from support.page_site import PageSite
from support.plain_pages import (
    COUNTRY_BOX,
    EMAIL_BOX,
    LETTER_BOX,
    TITLE,
    form,
    serving,
)
from support.scripted_person import ScriptedPerson

from optout.check.report import Checked, Target
from optout.dossier.store import Store
from optout.forms.hosts import Allowed
from optout.forms.lookup import load
from optout.locate.form.gates import Gate
from optout.locate.roles import PageKind

PHONE = "<p><label>Phone <input type=tel></label></p>"
# The tool tells a dialog, so the order of things can be heard.
TELLS = "<script>addEventListener('input', () => alert('it is typed into'), {once: true})</script>"
HOW = "Facebook: how do you want to go on?"
MOVES = "<p id=news>0</p><script>setInterval(() => { news.textContent++ }, 2000)</script>"
GATE = (
    TITLE + "<form><fieldset><legend>Is this about AI at Meta?</legend>"
    "<label><input type=radio name=q>Yes</label><label><input type=radio name=q>No</label>"
    "</fieldset><button>Continue</button></form>"
)
REQUEST = (
    TITLE + "<form><fieldset><legend>What is your request?</legend>"
    "<label><input type=radio name=q>Object to the use of my information</label>"
    "<label><input type=radio name=q>Delete my information</label>"
    "<label><input type=radio name=q>Access my information</label>"
    "</fieldset><button>Continue</button></form>"
)
CHANGED = form(COUNTRY_BOX, PHONE, EMAIL_BOX, LETTER_BOX, after=TELLS)
LOCKED = "<p><label>Email address <input id=mail value='me@example.org' readonly></label></p>"
SAME = form(COUNTRY_BOX, EMAIL_BOX, LETTER_BOX)
PAGES = {
    "index": SAME,
    "more": form(COUNTRY_BOX, EMAIL_BOX, LETTER_BOX, PHONE),
    "less": form(COUNTRY_BOX, LETTER_BOX),
    "gate": GATE,
    "locked": form(COUNTRY_BOX, LOCKED, LETTER_BOX),
    "other": "<title>News</title><p>Nothing is asked for here.</p>",
}


def check(home: dict[str, str], site: PageSite, *paths: str) -> tuple[dict[str, Any], int]:
    """What `optout check` says of these pages, by path, and its exit code."""
    urls = [part for path in paths for part in ("--url", f"{site.url}{path}")]
    done = run_check(home, "facebook", *urls, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["url"].removeprefix(site.url): line for line in lines}, done.returncode


def known(home: dict[str, str], fingerprint: str) -> None:
    """Let a form of this shape have been visited before."""
    store = Store(Path(home["XDG_DATA_HOME"]) / "optout" / "dossiers")
    store.create(form="facebook", service="facebook", fingerprint=fingerprint)


@pytest.mark.linux("a browser")
def test_check_compares_with_the_last_visit(home: dict[str, str]) -> None:
    with serving(**PAGES) as site:
        lines, code = check(home, site, "", "other")
        assert (lines[""]["drift"], lines["other"]["drift"], code) == ("first_seen", "", 0)
        known(home, lines[""]["fingerprint"])
        lines, code = check(home, site, "", "more", "gate", "locked", "other", "less")
    assert {path: line["drift"] for path, line in lines.items()} == {
        "": "same",
        "more": "understood",
        "gate": "",
        "locked": "same",
        "other": "",
        "less": "not_understood",
    }
    assert lines["gate"]["page"] == "form"
    assert code == 4


FACEBOOK = load("facebook")
PAGE = Allowed(origin="https://www.facebook.com")


def shape(*roles: str) -> str:
    """A fingerprint of a form with these fields."""
    return f"v1:{','.join(f'{role}=text' for role in roles)}:0"


@pytest.mark.parametrize(
    ("known", "now", "says"),
    [
        ("", shape("email", "explanation"), "This form is seen for the first time"),
        (shape("email"), shape("email"), "the same as when it was last seen"),
        (shape("email"), shape("email", "other"), "Its fields were recognised all the same"),
        (shape("email"), shape("explanation"), "does not understand it any more"),
    ],
)
def test_check_says_how_a_form_stands_to_what_is_known(known: str, now: str, says: str) -> None:
    target = Target(FACEBOOK, URL, PAGE, known=(known,) if known else ())
    person = ScriptedPerson()
    checked = Checked(target, reading(PageKind.FORM, fingerprint=now))
    checked.tell(person)  # type: ignore[arg-type]
    assert says in person.said[-1]
    assert checked.usable is ("any more" not in says)


def test_check_says_nothing_of_a_question_before_the_form() -> None:
    asks = (Gate("other", "Is this about AI at Meta?", (), False),)
    target = Target(FACEBOOK, URL, PAGE, known=(shape("email"),))
    person = ScriptedPerson()
    Checked(target, reading(PageKind.FORM, gates=asks)).tell(person)  # type: ignore[arg-type]
    assert "seen" not in person.heard


def visited(headless: HeadlessRun, site: PageSite) -> None:
    """A first run, as far as the form that is filled in; then another person's words are heard."""
    headless.run(site.url, until=headless.acts(1))
    assert "changed since" not in headless.person.heard
    headless.person = ScriptedPerson()


def test_changed_but_understood_is_told_before_it_is_filled_in(headless: HeadlessRun) -> None:
    with serving(index=SAME + TELLS) as site:
        visited(headless, site)
        site.pages["/"] = CHANGED
        headless.run(site.url, until=headless.acts(1))
    heard = " ".join(headless.person.heard.split())
    told = heard.index("Its fields were recognised all the same")
    assert told < heard.index("it is typed into")


def test_a_form_that_is_not_understood_is_asked_about_once_more(headless: HeadlessRun) -> None:
    """As often as the person waits, and nothing is typed; that it has changed is said once."""
    with serving(index=SAME) as site:
        visited(headless, site)
        site.pages["/"] = form(COUNTRY_BOX, LETTER_BOX, after=TELLS + MOVES)
        headless.person.choices = ["wait", "wait", "self"]
        headless.run(site.url, until=headless.acts(1))
    assert len(headless.person.asked) == 3
    assert headless.person.heard.count("this form has changed") == 1
    assert "typed into" not in headless.person.heard


def test_nothing_is_filled_but_what_was_pointed_at(headless: HeadlessRun) -> None:
    """Also once the page has set it back."""

    async def values(page: Page) -> list[str]:
        return [await page.locator(at).input_value() for at in ("#land", "#why")]

    async def news(page: Page) -> tuple[list[str], list[str]]:
        first = await values(page)
        await page.locator("#land").evaluate("list => { list.selectedIndex = 0 }")
        await page.evaluate("document.body.append('news')")
        while headless.person.asked.count(HOW) < 2:
            await page.wait_for_timeout(100)
        return first, await values(page)

    with serving(index=SAME) as site:
        visited(headless, site)
        site.pages["/"] = form(COUNTRY_BOX, LETTER_BOX)
        points(headless, "land", "s", "s")
        headless.run(site.url, until=headless.acts(1), look=news)
    assert headless.held == (["France", ""], ["", ""])


def test_a_question_before_the_known_form(headless: HeadlessRun) -> None:
    with serving(index=SAME) as site:
        visited(headless, site)
        site.pages["/"] = REQUEST
        headless.run(site.url, until=headless.acts(1))
    assert headless.person.acts == ["next"]
    assert "What is your request" in headless.person.heard
    assert "this step is filled in" in headless.person.heard
    assert "changed since" not in headless.person.heard


def test_the_late_fields_belong_to_the_shape(headless: HeadlessRun) -> None:
    late = "<script>fetch('/pressed').then(() => document.forms[0].append(late.content))</script>"
    page = form(COUNTRY_BOX, EMAIL_BOX, LETTER_BOX, after=f"<template id=late>{PHONE}</template>")

    def shape() -> str:
        return str(headless.record()["fingerprint"])

    with serving(index=page + late) as site:
        first: list[str] = []

        def turn() -> None:
            first.append(shape())
            site.press()

        headless.run(site.url, turn, until=lambda: bool(first) and "other=text" in shape())
    assert "other=text" not in first[0]
    assert shape().split(":")[1].count("=") == 4
