"""Whole runs at pages that say how many words the letter may have, each in its own way."""

import asyncio

import pytest
from playwright.async_api import Page
from support.headless_run import HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

BOX = WHY.replace("<textarea", "<textarea id=box") + "<div id=says>{before}</div>"
COUNTS = """
const count = () => (box.value.match(/[^ \\n]+/g) || []).length;
box.oninput = () => { const n = count(); NOW };
"""
SHORTER = "takes a shorter letter"
WAYS = {
    "a counter": ("0/150 words", "says.textContent = n + '/150 words'", False),
    "a counter that comes": ("", "says.textContent = n + ' of 150 words'", True),
    "a complaint that comes": (
        "",
        "says.innerHTML = n > 150 ? `<p role=alert>Your text has ${n} words; the limit is 150.</p>`"
        " : ''; box.ariaInvalid = n > 150",
        True,
    ),
    "how many there are": ("0 words", "says.textContent = n + ' words'", False),
}
LIMITED = [way for way, (_before, now, _after) in WAYS.items() if "150" in now]


@pytest.mark.parametrize("way", WAYS)
def test_the_letter_keeps_to_the_words_that_it_may_have(headless: HeadlessRun, way: str) -> None:
    before, now, afterwards = WAYS[way]
    page = form(COUNTRY, EMAIL, BOX.format(before=before), script=COUNTS.replace("NOW", now))

    async def letter(tab: Page) -> str:
        await asyncio.sleep(0.5)
        return await tab.evaluate("box.value")

    with PageSite({"/": page}) as site:
        until = headless.acts(2 if afterwards else 1)
        headless.run(site.url, until=until, look=letter)
    words = len(headless.held.split())
    assert words <= 150 if way in LIMITED else words > 500
    assert headless.person.heard.count(SHORTER) == afterwards
