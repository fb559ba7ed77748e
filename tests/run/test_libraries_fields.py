"""Fields as component libraries draw them, in whole runs."""

import asyncio

import pytest
from playwright.async_api import Page
from support.headless_run import EMAIL, HeadlessRun
from support.page_site import PageSite
from support.posted_form import COUNTRY, WHY, form
from support.posted_form import EMAIL as ADDRESS

LOST = "lost what was typed"
BESIDE = """<div><label for=c>Country of residence</label><div id=box style="position:relative;
border:1px solid;width:300px"><div id=shows>Choose</div><input id=c role=combobox
aria-autocomplete=list aria-expanded=false style="position:absolute;inset:0;width:2px;border:0;
padding:0"><div id=menu></div></div></div><input type=hidden name=country id=code>"""
OPENS = """
const names = {Belgium: 'BE', France: 'FR', Italy: 'IT'};
const show = name => { shows.textContent = name || 'Choose'; code.value = names[name] || ''; };
const draw = () => {
  menu.innerHTML = Object.keys(names).filter(n => n.startsWith(c.value)).map(n =>
    `<div role=option>${n}</div>`).join('');
  c.ariaExpanded = 'true';
};
box.onmousedown = event => { if (event.target !== c) event.preventDefault(); c.focus(); draw(); };
c.oninput = draw;
c.onblur = () => { c.value = ''; menu.innerHTML = ''; c.ariaExpanded = 'false'; };
menu.onmousedown = event => { event.preventDefault(); event.stopPropagation(); };
menu.onclick = event => { c.value = ''; show(event.target.textContent); menu.innerHTML = ''; };
"""
"""A list that leaves its field empty, and writes what is chosen beside it."""


@pytest.mark.parametrize("then", ["show('')", "show('Italy')"], ids=["reset", "set"])
def test_what_a_list_shows_beside_its_empty_field_is_not_lost(
    headless: HeadlessRun, then: str
) -> None:
    """Only what the page takes away is filled in again; another country there is not the tool's."""
    changes = f"window.taken = () => {{ {then} }}"
    page = form(BESIDE, ADDRESS, WHY, script=OPENS + changes)

    async def later(tab: Page) -> tuple[str, int]:
        await tab.evaluate("taken()")
        for _ in range(20):
            if headless.heard(LOST)() and len(headless.person.acts) > 1:
                break
            await asyncio.sleep(0.1)
        return await tab.evaluate("code.value"), headless.person.heard.count(LOST)

    with PageSite({"/": page}) as site:
        headless.run(site.url, until=headless.acts(1), look=later)
    code = "IT" if "Italy" in then else "FR"
    assert headless.held == (code, int(then == "show('')"))


NAMED_IN_IT = """<div id=c role=combobox aria-haspopup=listbox aria-expanded=false tabindex=0
aria-label="Country of residence"><span>Country of residence</span> <b id=shows>SHOWN</b></div>
<div id=menu></div>"""
DRAWS = """
const line = name => `<div role=option>${name}</div>`;
c.onclick = () => { menu.innerHTML = line('Belgium') + line('France'); };
menu.onclick = event => { shows.textContent = event.target.textContent; menu.innerHTML = ''; };
"""


@pytest.mark.parametrize(("shown", "end"), [("Choose", "France"), ("Belgium", "Belgium")])
def test_a_country_in_a_field_that_says_what_it_asks_is_not_replaced_unasked(
    headless: HeadlessRun, shown: str, end: str
) -> None:
    async def chosen(tab: Page) -> str:
        return str(await tab.evaluate("shows.textContent"))

    page = form(NAMED_IN_IT.replace("SHOWN", shown), ADDRESS, WHY, script=DRAWS)
    with PageSite({"/": page}) as site:
        headless.run(site.url, until=headless.acts(1), look=chosen)
    assert headless.held == end
    assert headless.asked("Change it to yours?")() is (shown == "Belgium")


AGAIN = "<p><label>Repeat the email address <input name=again></label></p>"
COMES = """
const email = document.querySelector('[name=email]');
email.oninput = () => { if (!document.querySelector('[name=again]'))
  email.closest('p').insertAdjacentHTML('afterend', `ASKS`); };
"""


@pytest.mark.parametrize("asks", [AGAIN, AGAIN.replace("Repeat the", "Your friend's")])
def test_an_address_that_is_asked_for_again_once_it_is_there(
    headless: HeadlessRun, asks: str
) -> None:
    async def again(tab: Page) -> str:
        return await tab.locator("[name=again]").input_value()

    page = form(COUNTRY, ADDRESS, WHY, script=COMES.replace("ASKS", asks))
    with PageSite({"/": page}) as site:
        headless.run(site.url, until=headless.acts(1), look=again)
    assert headless.held == (EMAIL if asks == AGAIN else "")


def test_an_address_for_which_ends_are_proposed(headless: HeadlessRun) -> None:
    box = "<p><label>LABEL <input name=email TYPE role=combobox aria-autocomplete=list></label></p>"
    box = box.replace("LABEL", "Email address")

    async def held(tab: Page) -> str:
        return str(await tab.evaluate("document.querySelector('[name=email]').value"))

    asks = headless.asked("how do you want to go on")
    for declared, value in (("type=email", EMAIL), ("type=text", "")):
        with PageSite({"/": form(COUNTRY, box.replace("TYPE", declared), WHY)}) as site:
            headless.run(site.url, until=headless.acts(1) if value else asks, look=held)
        assert headless.held == value
        headless.person.acts.clear()


EDITOR = """<div><label for=plain>Why do you object?</label><textarea id=plain name=why hidden>
</textarea><div><iframe title="Rich text area"></iframe></div></div>"""
WRITES = """
const written = document.querySelector('iframe').contentDocument;
written.open();
written.write('<!doctype html><body id=text contenteditable><p><br></p></body>');
written.close();
"""


def test_an_editor_in_a_frame_is_filled_as_a_part_of_its_page(headless: HeadlessRun) -> None:
    async def text(tab: Page) -> str:
        return str(await tab.frames[1].evaluate("document.body.innerText"))

    with PageSite({"/": form(COUNTRY, ADDRESS, EDITOR, script=WRITES)}) as site:
        headless.run(site.url, until=headless.acts(1), look=text)
    assert headless.fields()["explanation"] == "filled"
    assert headless.held.split() == headless.record()["letter"].split() != []
