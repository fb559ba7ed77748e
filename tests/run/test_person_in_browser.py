"""A person at the same browser, played by a second client: keys and clicks that are trusted."""

import time

import pytest
from playwright.sync_api import BrowserType
from support.faults import processes
from support.terminal import WAITS
from support.world import EMAIL, SecondClient, World

STAYS = "The browser window stays open"
SHUTS = 3.0
"""Seconds in which a window that is not left to the person has shut, after the last word."""


@pytest.mark.headed
def test_the_person_edits_presses_the_button_and_reads_the_answer(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    """The window stays open until Enter, and nothing is left to be lost meanwhile."""
    tool = world.start("instagram", flow="code", markup="react", country="combobox")
    tool.expect("you check and")
    # Before the person acts: no post, no Enter, and no click but the country's suggestion.
    assert world.site.received == []
    assert all("option" in a.target or "country" in a.target.lower() for a in world.site.actions)
    browser, page = second_client.page(browser_type)
    box = page.locator("textarea").first
    shown = box.input_value()
    assert shown.split() == world.record()["letter"].split()
    box.press("Control+End")
    page.keyboard.type(" PS: merci.")
    page.get_by_role("button", name="Submit").click()
    tool.expect("Paste the code")
    tool.type(world.code("instagram"))
    tool.expect("has received your objection")
    tool.expect(WAITS, timeout=60)

    assert tool.text.index("How it stands now") < tool.text.index(STAYS)
    (sent,) = world.objections()
    assert sent["explanation"].split() == (shown + " PS: merci.").split()
    assert (sent["email"], sent["country"]) == (EMAIL, "FR")
    record = world.record()
    assert record["letter_sent"].split() == sent["explanation"].split()
    assert (record["state"], record["sent"]) == ("acknowledged", "proved")
    assert (world.data / "dossiers" / record["id"] / "result.png").is_file()
    time.sleep(SHUTS)
    assert "once we have looked at it" in page.inner_text("body"), "the site's answer"
    browser.close()
    tool.type()
    assert tool.exit(timeout=60) == 0
    assert not [p for p in processes.of(tool) if "--user-data-dir=" in p.command]
    assert tool.text.count(STAYS) == 1
