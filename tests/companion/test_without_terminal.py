"""Whole runs in a real window, with nothing to type into but the companion and the page."""

import pytest
from support.beside import Beside
from support.world import EMAIL

pytestmark = pytest.mark.headed
WHO = {
    "OPTOUT_COUNTRY": "FR",
    "OPTOUT_EMAIL": EMAIL,
    "OPTOUT_NAME": "Prénom Nom",
    "OPTOUT_LANGUAGE": "fr",
}


def test_the_code_after_the_sending(beside: Beside) -> None:
    url = beside.world.site.url("facebook", session="facebook")
    beside.start("run", "facebook", "--url", url, **WHO)
    beside.shows("Then press the page's own button to send")
    beside.shows("Nothing is sent.")
    beside.form.get_by_role("button", name="Submit").click()
    beside.shows("Sent. The code is still missing.")
    beside.answer("Paste the code", "999999")
    beside.shows("the page did not take the code")
    beside.answer("Paste the code", f"Your code is {beside.world.code('facebook')}.")
    beside.shows("Sent, and received.")
    beside.press("Finish")
    assert beside.ends() == 0, beside.said
    assert beside.world.states()[-1] == "acknowledged"
