"""What a page says in a native dialog is its word as what stands in it is."""

import asyncio
import json
from dataclasses import replace

import pytest
from support.headless_run import HeadlessRun
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

from optout.domain.proofs import Proof


@pytest.fixture(autouse=True)
def answers_at_once(headless: HeadlessRun) -> None:
    """What these pages make of a code they show at once."""
    headless.patience = replace(headless.patience, code=2.0)


POSTED = form(COUNTRY, EMAIL, WHY)
OURS = "Thank you. We have received your objection."
ANY = "Thank you. We have received your request."
ASKS = """<h1>Check your email</h1><p>Enter the 6-digit code that we sent to you to confirm your
objection.</p><label>Code <input id=code inputmode=numeric maxlength=6></label>
<button onclick=send()>Confirm</button><script>
const send = async () => {
  await fetch('/code', {method: 'POST', body: new URLSearchParams({code: code.value})});
  code.value = '';
  THEN
};</script>"""
STAYS = (
    POSTED
    + """<script>document.querySelector('form').onsubmit = async event => {
  event.preventDefault();
  await fetch('/sent', {method: 'POST', body: new URLSearchParams(new FormData(event.target))});
  THEN
};</script>"""
)


def after_code(said: str, kind: str = "alert") -> dict[str, str]:
    """A site that asks for a code, takes it, and says this."""
    page = ASKS.replace("THEN", f"{kind}({json.dumps(said)});")
    return {"/": POSTED + PRESSES, "/code": page, "/sent": "{}"}


def after_sending(said: str, kind: str = "alert") -> dict[str, str]:
    """A site that leaves its form as it is, and says this."""
    page = STAYS.replace("THEN", f"{kind}({json.dumps(said)});")
    return {"/": page + PRESSES, "/sent": "{}"}


def test_thanks_after_the_code_are_the_receipt(headless: HeadlessRun) -> None:
    headless.person.codes = ["482915"]
    with PageSite(after_code(ANY), {"/send": "/code"}) as site:
        result = headless.run(site.url, site.press)
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert len(headless.person.asked) == 1
    last = headless.record()["rungs"][-1]
    assert (last["proof"], last["words"]) == (Proof.DIALOG, ANY.split(". ")[1])
    assert headless.person.heard.count(ANY) == 1


def test_what_is_no_receipt_of_it_is_none(headless: HeadlessRun) -> None:
    headless.person.codes = ["482915"]
    twice = lambda: len(headless.person.asked) == 2  # noqa: E731
    with PageSite(after_code("We could not receive your objection."), {"/send": "/code"}) as site:
        result = headless.run(site.url, site.press, until=twice)
    assert (result.state, result.sent) == ("code_entered", "proved")


def test_a_right_code_after_one_that_is_said_to_be_wrong_is_taken(headless: HeadlessRun) -> None:
    then = "code.value = ''; if (told++) { document.body.innerHTML = `<h1>Thank you</h1><p>We have "
    then += "received your objection.</p>`; } else alert('The code you entered is incorrect.');"
    headless.person.codes = ["111111", "482915"]
    page = "<script>let told = 0</script>" + ASKS.replace("THEN", then)
    with PageSite({"/": POSTED + PRESSES, "/code": page}, {"/send": "/code"}) as site:
        result = headless.run(site.url, site.press)
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert headless.person.heard.count("the page did not take the code") == 1
    assert headless.person.heard.count("The code you entered is incorrect.") == 1


def test_thanks_before_the_code_is_asked_for_are_none_of_the_code(headless: HeadlessRun) -> None:
    """The request came, and is confirmed only with the code, which nothing is said of."""
    then = "document.body.innerHTML = `" + ASKS.partition("<script>")[0] + "`;"
    send = ASKS.partition("<script>")[2].partition("</script>")[0].replace("THEN", "")
    page = STAYS.replace("THEN", f"alert({json.dumps(ANY)}); {then}") + f"<script>{send}</script>"
    headless.person.codes = ["482915"]
    twice = lambda: len(headless.person.asked) == 2  # noqa: E731
    with PageSite({"/": page + PRESSES, "/sent": "{}", "/code": "{}"}) as site:
        result = headless.run(site.url, site.press, until=twice)
    assert result.state == "code_entered"


@pytest.mark.parametrize("kind", ["alert", "confirm"])
def test_thanks_over_a_form_that_keeps_what_it_holds_are_asked_about(
    headless: HeadlessRun, kind: str
) -> None:
    """Of a dialog that asks something nothing is claimed."""
    with PageSite(after_sending(OURS, kind)) as site:

        def turn() -> None:
            if kind == "confirm":  # the person answers it
                headless.tab.on("dialog", lambda d: asyncio.ensure_future(d.accept()))
            site.press()

        told = "Facebook says: “" if kind == "alert" else "stands there as before"
        result = headless.run(site.url, turn, until=headless.heard(told))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert (headless.record()["quote"] is not None) == (kind == "alert")


def test_what_is_no_receipt_over_a_form_that_stays_is_asked_about(headless: HeadlessRun) -> None:
    with PageSite(after_sending("We could not send your request.")) as site:
        told = headless.heard("It may have arrived")
        result = headless.run(site.url, site.press, until=told)
    assert told()
    assert (result.state, result.sent) == ("abandoned", "left")


def test_thanks_for_what_left_before_are_no_answer_to_what_leaves(headless: HeadlessRun) -> None:
    """The page thanks as its button is pressed, and only then sends."""
    page = STAYS.replace("  await fetch", f"  alert({json.dumps(OURS)});\n  await fetch")
    with PageSite({"/": page.replace("THEN", "") + PRESSES, "/sent": "{}"}) as site:
        until = lambda: bool(headless.person.asked) or "stands there" in headless.person.heard  # noqa: E731
        result = headless.run(site.url, site.press, until=until)
    assert (result.state, result.sent) == ("abandoned", "left")
