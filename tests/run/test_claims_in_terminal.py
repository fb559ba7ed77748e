"""What the page answers, as a program meets it that reads what is printed."""

import json

import pytest
from support.page_site import PRESSES, PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form
from support.world import World

pytestmark = pytest.mark.headed


def answering(said: str) -> PageSite:
    """A site with a form, to whose sending it says this."""
    pages = {"/": form(COUNTRY, EMAIL, WHY, PRESSES), "/said": f"<p>{said}</p>"}
    return PageSite(pages, {"/send": "/said"})


def test_a_receipt_is_quoted_for_a_program_which_the_window_does_not_keep(world: World) -> None:
    said = "Your request has been received."
    with answering(said) as site:
        tool = world.run("facebook", "--json", "--url", site.url)
        tool.expect("you check and")
        site.press()
        tool.expect(f"Facebook says: “{said}”")
        tool.expect("it has received your objection")
        assert tool.exit() == 0
    assert "The browser window stays open" not in tool.text
    (line,) = [one for one in tool.text.splitlines() if one.startswith("{")]
    record = world.record()
    assert json.loads(line)["quote"] == record["quote"] == said
    assert record["state"] == "acknowledged"
