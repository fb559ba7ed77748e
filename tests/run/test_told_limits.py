"""Whole runs at pages that take less than the letter, each telling it in its own way."""

import asyncio

import pytest
from playwright.async_api import Page
from support.headless_run import HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, EMAIL, WHY, form

BOX = WHY.replace("<textarea", "<textarea id=box aria-errormessage=says")
ADDRESS = EMAIL.replace("<input", "<input id=address aria-errormessage=says")
COMPLAINS = """<p id=says></p><script>
box.addEventListener('input', () => setTimeout(() => {
  const over = box.value.split(/\\s+/).length > 150;
  says.textContent = over ? 'TOLD' : '';
  WHERE.ariaInvalid = over;
}, 1000));
</script>"""
FINNISH = "Liian monta sanaa: lyhennä tekstiä."
ENGLISH = "Your text is too wordy for us."
COUNTED = "Your text has too many words; the limit is 150."
OFFER = "Fill in a shorter letter"


async def letter(tab: Page) -> str:
    await asyncio.sleep(2)
    return str(await tab.evaluate("box.value"))


def run(headless: HeadlessRun, told: str, where: str, *choices: str) -> str:
    """What the letter's box holds in the end; the person makes these choices."""
    complains = COMPLAINS.replace("TOLD", told).replace("WHERE", where)
    page = form(COUNTRY, ADDRESS, BOX) + complains
    headless.person.choices = list(choices)
    with PageSite({"/": page}) as site:
        until = headless.acts(3) if "shorter" in choices else headless.heard(told)
        headless.run(site.url, until=until, look=letter)
    return str(headless.held)


@pytest.mark.parametrize("told", [FINNISH, ENGLISH, COUNTED])
def test_a_complaint_in_whatever_words_brings_a_shorter_letter(
    headless: HeadlessRun, told: str
) -> None:
    held = run(headless, told, "box", "shorter")
    assert len(held) <= 500 and len(held.split()) <= 150
    assert OFFER in headless.person.offered
    assert headless.fields()["explanation"] == "filled"
    record = headless.record()
    assert (record["length"], record["letter"]) == ("short", held)


@pytest.mark.parametrize("choices", [["self"], []])
def test_who_wants_none_keeps_the_letter(headless: HeadlessRun, choices: list[str]) -> None:
    """It is offered once, however long the complaint stands there."""
    held = run(headless, FINNISH, "box", *choices)
    assert len(held) > 2000
    assert len(headless.person.asked) == 1


def test_a_complaint_at_another_box_is_none_of_the_letter(headless: HeadlessRun) -> None:
    held = run(headless, FINNISH, "address")
    assert len(held) > 2000
    assert headless.person.asked == []


def test_without_a_complaint_a_number_of_words_shortens_nothing(headless: HeadlessRun) -> None:
    hint = BOX + "<div>0/150 words</div>"
    with PageSite({"/": form(COUNTRY, EMAIL, hint)}) as site:
        headless.run(site.url, until=headless.acts(1), look=letter)
    assert len(headless.held.split()) > 500
