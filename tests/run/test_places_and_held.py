"""Where fields can stand and what they can hold: found, filled, read back, or asked about."""

import pytest
from playwright.sync_api import BrowserType
from support.plain_pages import COUNTRY_BOX, EMAIL_BOX, LETTER_BOX, form, person_at, serving
from support.world import EMAIL, SecondClient, World

pytestmark = pytest.mark.headed

RICH_BOX = (
    "<p id=ask>Please tell us how this processing impacts you</p><div id=why role=textbox"
    " contenteditable=true aria-multiline=true aria-labelledby=ask aria-required=true"
    " style='height: 9em; border: 1px solid'></div>"
)
WHOLE = form(COUNTRY_BOX, EMAIL_BOX, LETTER_BOX)
IN_FRAME = "<title>Help</title><h1>Help</h1><iframe src=/inner width=800 height=600></iframe>"
# Each field in a shadow root of its own, and all of them in another.
IN_SHADOW = f"""<title>Help</title><div id=host></div><script>
const within = (element, html) => {{
  const root = element.attachShadow({{mode: 'open'}});
  root.innerHTML = html;
  return root;
}};
const root = within(host, `{form("<x-1></x-1><x-2></x-2><x-3></x-3>")}`);
[`{COUNTRY_BOX}`, `{EMAIL_BOX}`, `{LETTER_BOX}`].forEach(
  (html, n) => within(root.querySelector('x-' + (n + 1)), html));
</script>"""


def test_a_content_editable_letter_box_is_filled_and_read_back(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    with serving(index=form(COUNTRY_BOX, EMAIL_BOX, RICH_BOX)) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("letter: filled in")
        tool.expect("you check and")
        with person_at(browser_type, second_client, site) as page:
            held = page.locator("#why").inner_text()
            shown = page.locator("#why").evaluate("e => getComputedStyle(e).outlineStyle")
    assert held.split() == world.record()["letter"].split()
    assert world.record()["fields"]["explanation"]["status"] == "filled"
    assert shown == "solid"


@pytest.mark.parametrize("where", ["frame", "shadow"])
def test_a_form_in_a_frame_or_in_shadow_roots_is_filled_without_pointing(
    world: World, second_client: SecondClient, browser_type: BrowserType, where: str
) -> None:
    first = {"frame": IN_FRAME, "shadow": IN_SHADOW}[where]
    with serving(index=first, inner=WHOLE) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("you check and")
        assert "how do you want to go on" not in tool.text
        with person_at(browser_type, second_client, site) as page:
            place = page.frames[-1]
            assert place.locator("#land").input_value() == "France"
            assert place.locator("#mail").input_value() == EMAIL
            held = place.locator("#why").input_value()
    assert held.split() == world.record()["letter"].split()


@pytest.mark.parametrize("yes", [True, False])
def test_what_the_fields_hold_is_asked_about(
    world: World, second_client: SecondClient, browser_type: BrowserType, yes: bool
) -> None:
    """The country, the name and the letter: each is replaced by "yes" only."""
    country = COUNTRY_BOX.replace("<option>Italy", "<option selected>Italy")
    letter = LETTER_BOX.replace("cols=60>", "cols=60>My own words.")
    name = "<p><label>Full name <input id=who autocomplete=name value='Somebody Else'></label></p>"
    answer = "y" if yes else "n"
    with serving(index=form(country, name, EMAIL_BOX, letter)) as site:
        tool = world.run("third-party", "--url", site.url)
        tool.expect("already says Italy. Your country is")
        for question in ("Change it to yours", "Replace that text", "Replace that text"):
            tool.expect(question)
            tool.type(answer)
        tool.expect("you check and")
        with person_at(browser_type, second_client, site) as page:
            land, who, why, mail = (
                page.locator(f"#{i}").input_value() for i in ("land", "who", "why", "mail")
            )
    assert mail == EMAIL
    fields = world.record()["fields"]
    states = {fields[role]["status"] for role in ("country", "name", "explanation")}
    if yes:
        assert (land, who, states) == ("France", "Prénom Nom", {"filled"})
        assert why.split() == world.record()["letter"].split()
    else:
        assert (land, who, why) == ("Italy", "Somebody Else", "My own words.")
        assert states == {"left"}


def test_enter_leaves_what_a_field_holds(world: World) -> None:
    """The safe answer is the one that Enter gives."""
    letter = LETTER_BOX.replace("cols=60>", "cols=60>My own words.")
    with serving(index=form(COUNTRY_BOX, EMAIL_BOX, letter)) as site:
        tool = world.run("facebook", "--url", site.url)
        tool.expect("Replace that text")
        tool.type()
        tool.expect("letter: left as the page has it")
