"""Pointing has its limits: other sites, passwords, lists without the country, what is held."""

import json

import pytest
from playwright.async_api import Page
from support.headless_run import HeadlessRun, points
from support.page_site import PRESSES
from support.plain_pages import form, serving
from support.world import EMAIL

# No word of these is in any language, so nothing is recognised.
BOX = "<p>Zorbl <input id=box></p>"
LIST = (
    "<p>Quintz <select id=list><option value=''>…<option>Italie<option>France"
    "<option>Espagne</select></p>"
)
SHORT_LIST = LIST.replace("<option>France", "").replace("id=list", "id=short")
RICH = '<p>Vrumpf</p><div id=rich contenteditable=true style="height:9em; border:1px solid"></div>'
SECRET = "<form><p>Krx <input id=secret></p><p>Blorf <input type=password></p></form>"
HOLDING = f"""<title>Brnq</title><p>Plonk <input id=note value='a note of mine'></p>{LIST}
<p>Zorbl <input id=box value='other@example.org'></p>
<p>Vrumpf <textarea id=old rows=9 cols=60>My own words.</textarea></p>"""
ASKS = """<title>Brnq</title><form method=post action=/done><p>Zorbl <input id=box name=x></p>
<button>Frmp</button></form>"""
DONE = "<title>Objection</title><h1>We have received your objection. Thank you.</h1>"
MAIL = "<p><label>Email address <input id=mail name=mail></label></p>"
WHY = """<p><label>Please explain how this processing impacts you
<textarea name=why required></textarea></label></p>"""
PRESS = PRESSES.replace(".send", "button")
SENDS = form(MAIL, WHY, after=PRESS).replace("method=post", "method=post action=/asks")
FRAME = '<iframe src="{url}" width=600 height=200></iframe>'


def test_each_field_that_is_refused_is_left_empty(headless: HeadlessRun) -> None:
    """A list without the country, a form with a password, a box on another site."""
    there = BOX.replace("id=box", "id=there")

    async def held(page: Page) -> dict[str, str]:
        here = ("short", "list", "secret", "box")
        values = {at: await page.locator(f"#{at}").input_value() for at in here}
        inner = await page.frames[1].locator("#there").input_value()
        return {**values, "there": inner, "rich": await page.locator("#rich").inner_text()}

    points(headless, "short", "list", "secret", "there", "box", "rich")
    with serving(index=there) as other, serving() as site:
        frame = FRAME.format(url=other.url.replace("127.0.0.1", "localhost"))
        site.pages["/"] = f"<title>Brnq</title>{SHORT_LIST}{LIST}{BOX}{RICH}{SECRET}{frame}"
        headless.run(site.url, until=headless.acts(1), look=held)
    told = [s for s in headless.person.said if s.startswith(("That field", "It is filled in"))]
    expected = (
        "does not offer your country",
        "It is filled in",
        "asks for a password",
        "is on another site",
        "It is filled in",
        "It is filled in",
    )
    assert len(told) == len(expected)
    assert all(words in said for words, said in zip(expected, told, strict=True)), told
    letter = headless.held.pop("rich")
    assert letter.split() == headless.record()["letter"].split()
    filled = {at: text for at, text in headless.held.items() if text}
    assert filled == {"list": "France", "box": EMAIL}


def test_a_box_too_small_for_any_letter_is_said_and_another_can_be_shown(
    headless: HeadlessRun,
) -> None:
    small = BOX.replace("id=box", "id=small maxlength=60")
    points(headless, "list", "box", "small", "rich")

    async def held(page: Page) -> str:
        return await page.locator("#small").input_value()

    with serving(index=f"<title>Brnq</title>{LIST}{BOX}{small}{RICH}") as site:
        headless.run(site.url, until=headless.acts(1), look=held)
    assert "The letter does not fit into that field" in headless.person.heard
    assert headless.held == ""
    assert headless.record()["letter"]


def test_the_code_goes_into_the_box_that_is_pointed_at(headless: HeadlessRun) -> None:
    """Nothing is proved by that; the person confirms it in the page."""

    async def confirms(page: Page) -> tuple[str, str]:
        box, state = await page.locator("#box").input_value(), headless.record()["state"]
        await page.get_by_role("button", name="Frmp").click()
        while "has received your objection" not in headless.person.heard:
            await page.wait_for_timeout(100)
        return box, state

    points(headless, "box")
    headless.person.choices, headless.person.codes = ["code"], ["Your code: 123 456"]
    with serving(index=SENDS, asks=ASKS, done=DONE) as site:
        confirm = headless.heard("confirm it in the page yourself")
        headless.run(site.url, site.press, until=confirm, look=confirms)
    assert headless.held == ("123456", "prefilled")
    assert site.posts[-1][1] == {"x": "123456"}
    record = headless.record()
    assert record["state"] == "acknowledged"
    assert "123456" not in json.dumps(record)


@pytest.mark.parametrize("yes", [True, False])
def test_what_is_pointed_at_is_replaced_by_yes_only(headless: HeadlessRun, yes: bool) -> None:
    async def values(page: Page) -> list[str]:
        return [await page.locator(f"#{at}").input_value() for at in ("note", "box", "old")]

    points(headless, "note", "box", "old", yes=yes)
    with serving(index=HOLDING) as site:
        headless.run(site.url, until=headless.acts(1), look=values)
    assert [question for question in headless.person.asked if question.startswith("Replace")] == [
        "Replace that text?",
        "Replace it with yours?",
        "Replace that text?",
    ]
    note, box, text = headless.held
    assert "other@example.org" in headless.person.heard
    assert (note, box) == (("France", EMAIL) if yes else ("a note of mine", "other@example.org"))
    letter = headless.record()["letter"] if yes else "My own words."
    assert text.split() == letter.split()


def test_the_name_is_pointed_at_on_the_form_of_others(headless: HeadlessRun) -> None:
    async def name(page: Page) -> str:
        return await page.locator("#box").input_value()

    points(headless, "s", "box", "s", "s")
    with serving(index=f"<title>Brnq</title>{BOX}") as site:
        headless.run(site.url, form="third-party", until=headless.acts(1), look=name)
    assert "field for your name" in headless.person.asked[2]
    assert "It is filled in" in headless.person.heard
    assert headless.held == "Prénom Nom"
