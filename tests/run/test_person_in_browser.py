"""A person at the same browser, played by a second client: keys and clicks that are trusted."""

import pytest
from playwright.sync_api import BrowserType
from support.covering import some
from support.world import EMAIL, SecondClient, World

pytestmark = pytest.mark.headed


@pytest.mark.parametrize("markup", some(["classic", "react"], ["react"]))
def test_the_person_edits_and_presses_the_button(
    world: World, second_client: SecondClient, browser_type: BrowserType, markup: str
) -> None:
    tool = world.start("facebook", flow="code", markup=markup)
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


@pytest.mark.thorough
def test_a_closed_tab_before_sending_is_abandoned(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("you check and")
    browser, page = second_client.page(browser_type)
    page.close()
    tool.expect("its page was closed")
    tool.expect("nothing was sent")
    assert tool.exit() == 1
    assert world.record()["state"] == "abandoned"
    browser.close()


@pytest.mark.thorough
def test_the_person_points_at_fields(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = world.start("facebook", flow="code", missing_country="FR", country="select")
    tool.expect(r"Number \(Enter: 1\) > ")
    browser, page = second_client.page(browser_type)
    tool.type("2")
    tool.expect("cursor into the field for your country")
    page.locator("textarea").first.focus()
    tool.type("s")
    tool.expect("you check and")
    browser.close()
