"""Where fields can stand and what they can hold: found, filled, read back, or asked about."""

import pytest
from playwright.async_api import Page
from support.headless_run import HeadlessRun
from support.plain_pages import COUNTRY_BOX, EMAIL_BOX, LETTER_BOX, form, serving
from support.world import EMAIL

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
PLACES = {"frame": IN_FRAME, "shadow": IN_SHADOW}
RICH = form(COUNTRY_BOX, EMAIL_BOX, RICH_BOX)
OWN_WORDS = LETTER_BOX.replace("cols=60>", "cols=60>My own words.")
HOLDING = form(
    COUNTRY_BOX.replace("<option>Italy", "<option selected>Italy"),
    "<p><label>Full name <input id=who autocomplete=name value='Somebody Else'></label></p>",
    EMAIL_BOX,
    OWN_WORDS,
)


async def values(page: Page) -> dict[str, str]:
    """What the boxes hold, by their ids."""
    place = page.frames[-1]
    return {at: await place.locator(f"#{at}").input_value() for at in ("land", "mail", "why")}


@pytest.mark.parametrize("where", PLACES)
def test_where_the_fields_stand(headless: HeadlessRun, where: str) -> None:
    with serving(index=PLACES[where], inner=WHOLE) as site:
        headless.run(site.url, until=headless.acts(1), look=values)
    assert headless.person.asked == []
    letter = headless.record()["letter"]
    assert (headless.held["land"], headless.held["mail"]) == ("France", EMAIL)
    assert headless.held["why"].split() == letter.split()


def test_a_content_editable_box(headless: HeadlessRun) -> None:
    async def shown(page: Page) -> tuple[str, str]:
        box = page.locator("#why")
        return await box.inner_text(), await box.evaluate("e => getComputedStyle(e).outlineStyle")

    with serving(index=RICH) as site:
        headless.run(site.url, until=headless.acts(1), look=shown)
    text, outline = headless.held
    assert text.split() == headless.record()["letter"].split()
    assert outline == "solid"
    assert headless.fields()["explanation"] == "filled"


@pytest.mark.parametrize("yes", [True, None], ids=["yes", "Enter"])
def test_what_is_there_is_replaced_by_yes_only(headless: HeadlessRun, yes: bool | None) -> None:
    """The country, the name and the letter. Enter gives the safe answer."""

    async def with_name(page: Page) -> dict[str, str]:
        return {**await values(page), "who": await page.locator("#who").input_value()}

    headless.person.yes = yes
    with serving(index=HOLDING) as site:
        headless.run(site.url, form="third-party", until=headless.acts(1), look=with_name)
    assert "already says Italy. Your country is" in headless.person.heard
    told = [said for said in headless.person.said if "already holds some text" in said]
    assert [said.rpartition(": ")[2] for said in told] == ["name.", "letter."]
    assert headless.person.asked == [
        "Change it to yours?",
        "Replace that text?",
        "Replace that text?",
    ]
    held, letter = headless.held, headless.record()["letter"] if yes else "My own words."
    own = ("France", "Prénom Nom") if yes else ("Italy", "Somebody Else")
    assert (held["land"], held["who"], held["mail"]) == (*own, EMAIL)
    assert held["why"].split() == letter.split()
    states = {headless.fields()[role] for role in ("country", "name", "explanation")}
    assert states == {"filled" if yes else "left"}


@pytest.mark.parametrize("words", ["Italy", "Please choose"])
def test_what_a_list_shows_beside_its_empty_box_is_asked_about(
    headless: HeadlessRun, words: str
) -> None:
    box = "<label for=land>Country of residence</label><div><input id=land role=combobox"
    box += f" aria-autocomplete=list aria-expanded=false><span>{words}</span></div>"
    with serving(index=form(box, EMAIL_BOX, LETTER_BOX)) as site:
        headless.run(site.url, until=lambda: bool(headless.person.asked or headless.person.acts))
    assert ("Change it to yours?" in headless.person.asked) is (words == "Italy")
