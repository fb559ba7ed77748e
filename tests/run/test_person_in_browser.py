"""A person at the same browser, played by a second client: keys and clicks that are trusted."""

import pytest
from playwright.sync_api import BrowserType
from support.world import EMAIL, SecondClient, World


@pytest.mark.headed
def test_the_person_edits_and_presses_the_button(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = world.start("facebook", flow="code", markup="react")
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
    tool.type(world.code("facebook"))
    tool.expect("has received your objection")
    browser.close()

    (sent,) = world.objections()
    assert sent["explanation"].split() == (shown + " PS: merci.").split()
    assert world.record()["letter_sent"].split() == sent["explanation"].split()
    assert sent["email"] == EMAIL
