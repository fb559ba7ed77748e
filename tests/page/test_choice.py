"""The country is chosen, or it is said truly why not."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import ElementHandle, Page
from support.locate_site import Site, document, permits

from optout.page.fields import (
    Forbidden,
    about,
    choice,
    choose_country,
    guard,
    held_by,
    shown_as_chosen,
)

NAMES = ["Belgium", "France", "Ireland"]
SUGGESTS = """<label>Country <input id=c role=combobox aria-autocomplete=list></label>
<input type=hidden name=c_iso2_country_code id=twin><p><label>Why <textarea id=why></textarea>
</label><script>
const c = document.querySelector("#c"), codes = {Belgium: "BE", France: "FR", Ireland: "IE"};
const close = () => document.querySelector("ul")?.remove();
const open = () => {
  close();
  const found = NAMES.filter(n => c.value && n.startsWith(c.value));
  if (!found.length) return;
  const list = document.createElement("ul");
  list.setAttribute("role", "listbox");
  for (const name of found) {
    const one = document.createElement("li");
    one.setAttribute("role", "option");
    one.textContent = name;
    one.onmousedown = event => event.preventDefault();
    one.onclick = () => { c.value = name; KEEPS; close(); };
    list.append(one);
  }
  document.body.append(list);
};
c.onblur = close;
c.oninput = () => { twin.value = ""; setTimeout(() => { OPENS }, 100); };
</script>"""
FOCUSED = "document.activeElement === c && open();"
"""A site whose suggestions come late, and only to a field that has the cursor."""


def suggesting(
    names: list[str], opens: str = FOCUSED, keeps: str = "twin.value = codes[name]"
) -> str:
    page = SUGGESTS.replace("NAMES", str(names)).replace("OPENS", opens).replace("KEEPS", keeps)
    return document(page)


OPENED = """<div id=c role=combobox tabindex=0 aria-expanded=false>Choose</div>
<p><label>Why <textarea id=why></textarea></label><script>
const c = document.querySelector("#c");
c.onclick = () => {
  if (c.ariaExpanded === "true") return;
  c.ariaExpanded = "true";
  setTimeout(() => { for (const name of NAMES) {
    const one = document.createElement("div");
    one.setAttribute("role", "option");
    one.textContent = name;
    one.onclick = () => { c.textContent = name; };
    document.body.append(one);
  } }, 100);
};</script>"""


@contextlib.asynccontextmanager
async def at_front() -> AsyncIterator[None]:
    yield


Act = Callable[[Page], Awaitable[object]]


async def nothing(_page: Page) -> None:
    """The person only looks on."""


async def types_in_the_letter(page: Page) -> None:
    await page.locator("#why").fill("My own words")


def choose(site: Site, html: str, act: Act = nothing, iso: str = "FR") -> tuple[str, str]:
    """What became of the choice, and what the page shows of it. `act` is done as soon as optout
    has typed into the field, or has opened it."""

    async def whole(page: Page) -> tuple[str, str]:
        done: list[object] = []

        async def at_once() -> None:
            done.append(await act(page))

        await page.expose_function("act", at_once)
        await page.evaluate(
            "for (const kind of ['input', 'click']) document.addEventListener(kind, "
            "event => event.target.id === 'c' && act(), {capture: true, once: true})"
        )
        handle = await page.query_selector("#c")
        assert isinstance(handle, ElementHandle)
        field = await about(handle)
        chosen = await choose_country(handle, field, iso, ("en",), permits, at_front)
        (held,) = await held_by([handle])
        assert held is not None
        return chosen.status, shown_as_chosen(held, iso, chosen.line)

    status, shown = site.visit(html, whole)
    return str(status), str(shown)


KINDS = {
    "select": document(
        "<select id=c><option value=''>Choose<option>Belgium<option>France</select>"
    ),
    "datalist": document(
        "<input id=c list=l><datalist id=l><option>Belgium<option>France</datalist>"
    ),
    "suggestions": suggesting(NAMES),
    "list elsewhere": document(OPENED.replace("NAMES", str(NAMES))),
    "plain text": document("<input id=c name=country>"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_country_is_chosen_and_shown(site: Site, kind: str) -> None:
    assert choose(site, KINDS[kind]) == ("chosen", "France")


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "plain text"])
def test_what_is_not_in_the_list_is_not_listed(site: Site, kind: str) -> None:
    assert choose(site, KINDS[kind], iso="DE")[0] == "not_listed"


@pytest.mark.parametrize("kind", ["suggestions", "list elsewhere"])
def test_a_list_that_closed_for_another_act_proves_nothing(site: Site, kind: str) -> None:
    assert choose(site, KINDS[kind], types_in_the_letter, iso="DE")[0] == "not_kept"


def test_suggestions_that_lost_the_cursor_prove_nothing(site: Site) -> None:
    assert choose(site, KINDS["suggestions"], types_in_the_letter)[0] == "not_kept"


def test_a_list_that_never_came_proves_nothing(site: Site) -> None:
    assert choose(site, document(OPENED.replace("NAMES", "[]")))[0] == "not_kept"


def test_another_code_beside_the_field_is_no_choice(site: Site) -> None:
    page = suggesting(NAMES, keeps="twin.value = 'BE'")
    assert choose(site, page) == ("chosen", "")


def test_the_first_name_that_fits_is_the_last_one_typed(site: Site) -> None:
    async def whole(page: Page) -> int:
        handle = await page.query_selector("#c")
        assert handle is not None
        await page.evaluate("c.addEventListener('input', () => { c.typed = (c.typed || 0) + 1; })")
        field = await about(handle)
        await choose_country(handle, field, "FR", ("fr", "en", "it"), permits, at_front)
        return int(await page.evaluate("c.typed"))

    assert site.visit(suggesting(["France"]), whole) == 1
    assert site.visit(suggesting(["Francia"]), whole) == 2


PAINTS_LATE = """window.painting = false; window.paints = [];
window.requestAnimationFrame = act => painting ? setTimeout(act, 0) : paints.push(act);"""
"""A tab that stands behind another: nothing is painted in it until `painting`."""


@pytest.mark.parametrize(
    ("comes", "iso", "status"),
    [(True, "FR", "chosen"), (True, "DE", "not_listed"), (False, "FR", "not_kept")],
)
def test_a_list_in_a_tab_behind_another_is_looked_at_again_in_front(
    site: Site, comes: bool, iso: str, status: str
) -> None:
    page = suggesting(NAMES, opens=f"requestAnimationFrame(() => {{ {FOCUSED} }})")
    page = page.replace("<script>", f"<script>{PAINTS_LATE}", 1)

    async def whole(page: Page) -> str:
        @contextlib.asynccontextmanager
        async def to_front() -> AsyncIterator[None]:
            if comes:
                await page.evaluate("painting = true; paints.splice(0).forEach(act => act())")
            yield

        handle = await page.query_selector("#c")
        assert handle is not None
        found = await choose_country(handle, await about(handle), iso, ("en",), permits, to_front)
        return found.status

    assert site.visit(page, whole) == status


@pytest.mark.parametrize(("scrolls", "status"), [(60, "not_listed"), (3, "not_kept")])
def test_a_list_whose_end_was_not_seen_proves_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch, scrolls: int, status: str
) -> None:
    monkeypatch.setattr(choice, "_SCROLLS", scrolls)
    box = "<div role=listbox style='height:60px;overflow:auto'></div>"
    page = OPENED.replace("document.body.append(one)", "box.append(one)").replace(
        "<script>", f"{box}<script>const box = document.querySelector('[role=listbox]');", 1
    )
    names = [f"Place {number}" for number in range(40)]
    assert choose(site, document(page.replace("NAMES", str(names))))[0] == status


def test_a_datalist_does_not_set_the_code_beside_the_field(site: Site) -> None:
    twin = "<input type=hidden name=c_iso2_country_code>"
    listed = KINDS["datalist"].replace("<input id=c", f"{twin}<input id=c name=c")
    assert choose(site, listed)[0] != "chosen"


@pytest.mark.parametrize("action", ["http://[", "https://elsewhere.test/", ""])
def test_an_address_that_is_none_is_not_permitted(site: Site, action: str) -> None:
    async def whole(page: Page) -> str:
        handle = await page.query_selector("#c")
        assert handle is not None
        try:
            await guard(handle, permits)
        except Forbidden as why:
            return str(why)
        return ""

    form = document(f"<form action='{action}'><input id=c></form>")
    assert site.visit(form, whole) == ("host" if action else "")
