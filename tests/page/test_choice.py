"""The country is chosen, or it is said truly why not."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import pytest
from playwright.async_api import ElementHandle, Page
from support.locate_site import HOST, Site, document, permits, why_forbidden

from optout.page.fields import (
    choice,
    choose_country,
    held_by,
    inspect_field,
    shown_as_chosen,
)
from optout.page.fields.field_list import FieldList
from optout.system.attempt import ActFailed

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


async def types_in_the_letter(page: Page) -> None:
    await page.locator("#why").fill("My own words")


async def chosen_in(page: Page, iso: str = "FR") -> tuple[str, str]:
    """What became of the choice, and what the page shows of it."""
    handle = await page.query_selector("#c")
    assert isinstance(handle, ElementHandle)
    field = await inspect_field(handle)
    await page.evaluate("window.load_the_list && load_the_list()")
    chosen = await choose_country(handle, field, iso, ("en",), permits, at_front)
    (held,) = await held_by([handle])
    assert held is not None
    return str(chosen.status), shown_as_chosen(held, iso, chosen.line)


def choose(site: Site, html: str, act: Act | None = None, iso: str = "FR") -> tuple[str, str]:
    """What becomes of the choice. `act` is done as soon as optout has typed into the field, or has
    opened it."""

    async def whole(page: Page) -> tuple[str, str]:
        if act:
            await page.expose_function("act", lambda: act(page))
            await page.evaluate(
                "for (const kind of ['input', 'click']) document.addEventListener(kind, "
                "event => event.target.id === 'c' && act(), {capture: true, once: true})"
            )
        return await chosen_in(page, iso)

    status, shown = site.visit(html, whole)
    return status, shown


Choices = dict[tuple[str, str], tuple[str, str]]


def choices(site: Site, pages: Mapping[str, str], *isos: str) -> Choices:
    """What becomes of the choice of each country on each of these pages, in one tab."""
    found: Choices = {}
    addresses = {name: f"{HOST}{number}" for number, name in enumerate(pages)}

    async def whole(page: Page) -> None:
        for name, iso in itertools.product(pages, isos or ("FR",)):
            await page.goto(addresses[name])
            found[name, iso] = await chosen_in(page, iso)

    site.visit("", whole, {addresses[name]: html for name, html in pages.items()})
    return found


def statuses(found: Choices) -> set[str]:
    return {status for status, _shown in found.values()}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that does not come is waited for no longer than one that comes here needs."""
    monkeypatch.setattr(choice._listed_line, "__defaults__", (1200,))


CHOSEN, EMPTY, NOT_KEPT = ("chosen", "France"), ("chosen", ""), ("not_kept", "")


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


def test_the_country_is_chosen_and_shown_where_it_is_listed(site: Site) -> None:
    found = choices(site, KINDS)
    assert found == dict.fromkeys(found, CHOSEN)
    lists = {kind: page for kind, page in KINDS.items() if kind != "plain text"}
    found = choices(site, lists, "DE")
    assert statuses(found) == {"not_listed"}, found


def test_a_country_with_its_dialling_code_is_chosen(site: Site) -> None:
    named = [f"{name} (+{number})" for number, name in enumerate(NAMES, 32)]
    listed = f"<select id=c><option value=''>Choose<option>{'<option>'.join(named)}</select>"
    pages = {"a list": document(listed)}
    for shown in ("France (+33)", "France"):
        page = OPENED.replace("c.textContent = name", f"c.textContent = '{shown}'")
        pages[shown] = document(page.replace("of NAMES", f"of {named}"))
    found = choices(site, pages, "FR")
    shown_in = {
        name: shown for (name, _iso), (status, shown) in found.items() if status == "chosen"
    }
    assert shown_in == {
        "a list": "France (+33)",
        "France (+33)": "France (+33)",
        "France": "France",
    }
    assert choose(site, pages["a list"], iso="DE")[0] == "not_listed"


def loading(then: str, milliseconds: int = 20, first: str = "<option>Loading…") -> str:
    """A select whose options come so many milliseconds after it was looked at."""
    load = f"setTimeout(() => {{ c.innerHTML = '{then}' }}, {milliseconds})"
    comes = f"window.load_the_list = () => {load}"
    return document(f"<select id=c>{first}</select><script>{comes}</script>")


LISTED = "<option>Choose<option>Belgium<option>France"


def test_a_list_that_is_not_loaded_yet_does_not_lack_the_country(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = {
        "never": loading("<option>Loading…"),
        "too late": loading(LISTED, 60_000),
        "chosen meanwhile": loading("<option>Ireland<option selected>Italy"),
    }
    found = choices(site, never)
    assert found == dict.fromkeys(found, ("no_list", ""))
    monkeypatch.setattr(choice, "_COMES", 20.0)  # it comes, however slow the machine is
    comes = {
        "late": loading(LISTED),
        "in parts": loading(LISTED, first="<option>Belgium<option>Austria"),
    }
    found = choices(site, comes)
    assert found == dict.fromkeys(found, CHOSEN)
    assert choose(site, comes["late"], iso="DE") == ("not_listed", "")


@pytest.mark.parametrize(
    ("kind", "iso"), [("suggestions", "DE"), ("list elsewhere", "DE"), ("suggestions", "FR")]
)
def test_a_list_that_closed_for_another_act_proves_nothing(site: Site, kind: str, iso: str) -> None:
    """Nor do suggestions that lost the cursor."""
    assert choose(site, KINDS[kind], types_in_the_letter, iso)[0] == "not_kept"


def test_a_box_in_a_choice_takes_no_country_that_was_not_picked(site: Site) -> None:
    box = "<div role=combobox aria-expanded=false><input id=c></div>"
    pages = {"a choice": document(box), "a box": document(box.replace("role=combobox", ""))}
    assert [*choices(site, pages).values()] == [("not_listed", ""), CHOSEN]


def test_a_list_that_never_came_proves_nothing(site: Site) -> None:
    assert choose(site, document(OPENED.replace("NAMES", "[]")))[0] == "not_kept"


BY_CODE = "NAMES.filter(n => codes[n].includes(c.value))"


def test_a_list_that_finds_nothing_by_name_is_looked_at_before_any(site: Site) -> None:
    by_name = "NAMES.filter(n => c.value && n.startsWith(c.value))"
    assert by_name in SUGGESTS
    pages = {
        shows: document(
            SUGGESTS.replace(by_name, shows)
            .replace("NAMES", str(NAMES))
            .replace("OPENS", FOCUSED)
            .replace("KEEPS", "twin.value = codes[name]")
        )
        for shows in (BY_CODE, f"c.value ? {BY_CODE} : ['Belgium']")
    }
    found = [*choices(site, pages, "FR", "DE").values()]
    assert found == [CHOSEN, *[("not_listed", "")] * 3], "all before; without it; some before"


def test_another_code_beside_the_field_is_no_choice(site: Site) -> None:
    page = suggesting(NAMES, keeps="twin.value = 'BE'")
    assert choose(site, page) == EMPTY


def test_the_first_name_that_fits_is_the_last_one_typed(site: Site) -> None:
    async def whole(page: Page) -> int:
        handle = await page.query_selector("#c")
        assert handle is not None
        await page.evaluate("c.addEventListener('input', () => { c.typed = (c.typed || 0) + 1; })")
        field = await inspect_field(handle)
        await choose_country(handle, field, "FR", ("fr", "en", "it"), permits, at_front)
        return int(await page.evaluate("c.typed"))

    assert site.visit(suggesting(["France"]), whole) == 1
    assert site.visit(suggesting(["Francia"]), whole) == 2


BESIDE = """<div id=box><span>AROUND</span> <span id=shown></span> MORE</div>"""
"""A box that stays empty: what is chosen is written beside it."""


def beside(around: str = "", more: str = "", keeps: str = "France") -> str:
    page = suggesting(NAMES, keeps=f"c.value = ''; shown.innerHTML = '{keeps}'; twin.value = 'FR'")
    box = BESIDE.replace("AROUND", around).replace("MORE", more)
    field = "<input id=c role=combobox aria-autocomplete=list>"
    return page.replace(f"<label>Country {field}</label>", box.replace("<span>", field + "<span>"))


def test_what_is_chosen_stands_beside_the_empty_box_or_in_the_label_around(site: Site) -> None:
    label = beside().replace("<div id=box>", "<label id=box>").replace("</div>", "</label>", 1)
    found = choices(site, {"beside": beside(), "in the label": label})
    assert found == dict.fromkeys(found, CHOSEN)
    others = {
        "another": beside(keeps="Belgium"),
        "a sentence": beside(keeps="France, they say"),
        "unseen": beside(keeps="<span style=\\'opacity:0\\'>France</span>"),
        "offered": beside(keeps="<span role=option>France</span>"),
        "another line": beside(keeps="<br><br>France"),
        "another field": beside(more="<input name=town>"),
        "another label": beside().replace("<span id=shown>", "<label id=shown>"),
    }
    found = choices(site, others)
    assert found == dict.fromkeys(found, EMPTY)


OVERLAID = """<div style="position:relative;border:1px solid;height:30px;width:200px">
<input id=c readonly role=combobox style="width:STYLE">
<div style="position:absolute;inset:0">Choose</div></div>"""


def test_a_list_opens_by_a_click_on_the_box_that_is_seen(site: Site) -> None:
    page = OPENED.replace("NAMES", str(NAMES)).replace("c.textContent = name", "c.value = name")
    rest = page.split("</div>", 1)[1].replace("c.onclick", "c.parentElement.onclick")
    widths = ("100%", "0;height:0;border:0;padding:0;overflow:hidden")
    found = choices(site, {w: document(OVERLAID.replace("STYLE", w) + rest) for w in widths})
    assert found == dict.fromkeys(found, CHOSEN)


def test_a_button_in_the_box_is_not_clicked(site: Site) -> None:
    box = "<input id=c readonly role=combobox style='width:0;height:0;border:0;padding:0'>"
    button = "<button type=button style='width:100%' onclick='c.value = 1'>x</button>"

    async def whole(page: Page) -> str:
        handle = await page.query_selector("#c")
        assert handle is not None
        with pytest.raises(ActFailed):
            await choose_country(
                handle, await inspect_field(handle), "FR", ("en",), permits, at_front
            )
        return str(await page.evaluate("c.value"))

    assert site.visit(document(f"<div>{box}{button}</div>"), whole) == ""


NAMED_IN_IT = """<div id=c role=combobox tabindex=0 aria-expanded=false><span>Country</span>
<b id=line>Choose</b><div id=menu role=listbox></div></div><script>
c.onclick = () => { menu.innerHTML =
  NAMES.map(n => `<div role=option aria-selected=false>${n}</div>`).join(""); };
menu.onclick = event => { event.stopPropagation(); line.textContent = SHOWN; CLOSES };
</script>"""
"""A list that stands in its field, and is called there on the line of what is chosen."""


def test_what_a_field_asks_and_what_can_be_chosen_in_it_is_not_chosen(site: Site) -> None:
    for shown, end in (("France", CHOSEN), ("Belgium", EMPTY)):
        page = NAMED_IN_IT.replace("NAMES", str(NAMES)).replace("SHOWN", f"'{shown}'")
        ways = ("menu.innerHTML = ''", "")
        found = choices(site, {way: document(page.replace("CLOSES", way)) for way in ways})
        assert found == dict.fromkeys(found, end)


IN_PLACE = """<div id=c role=listbox tabindex=0 aria-expanded=false><div id=line><div role=option
aria-selected=true>Choose</div></div><div id=menu></div></div><script>
const close = () => { c.ariaExpanded = "false"; CLOSES };
line.onclick = () => { c.ariaExpanded = "true"; menu.innerHTML =
  NAMES.map(n => `<div role=option aria-selected=false>${n}</div>`).join(""); };
menu.onclick = event => { SETS; close(); };
</script>"""


def test_a_list_that_opens_in_its_own_place_says_what_is_chosen_in_it(site: Site) -> None:
    sets = "line.firstChild.textContent = event.target.textContent"
    ways = {
        "closes": (sets, "menu.innerHTML = ''", CHOSEN),
        "stays open": (sets, "", CHOSEN),
        "another": ("line.firstChild.textContent = 'Belgium'", "", EMPTY),
    }
    page = document(IN_PLACE.replace("NAMES", str(NAMES)))
    pages = {w: page.replace("SETS", s).replace("CLOSES", c) for w, (s, c, _end) in ways.items()}
    assert [*choices(site, pages).values()] == [end for *_way, end in ways.values()]


READ_OUT = """<div id=popup hidden><div id=list role=listbox style="height:0;overflow:hidden">
<div role=option>Belgium</div></div><div style="height:40px;overflow:hidden">LINES</div></div>
<script>c.setAttribute("aria-controls", "list");
popup.onclick = event => { c.textContent = event.target.textContent; popup.hidden = true; };
c.onclick = () => { popup.hidden = false; };</script>"""
"""The list that is controlled is only read out, and does not say all; another one is seen."""


def test_a_list_that_is_seen_beside_the_one_that_is_read_out(site: Site) -> None:
    lines = "".join(f"<div style='height:20px'><b>{name}</b></div>" for name in NAMES)
    page = OPENED.split("<script>")[0] + READ_OUT.replace("LINES", lines)
    heard = page.replace("height:0;overflow:hidden", "")
    found = choices(site, {"seen": document(page), "heard": document(heard)}, "FR", "DE")
    assert [*found.values()] == [CHOSEN, *[("not_listed", "")] * 3]


READ_ALOUD = """<div id=popup hidden><div role=listbox style="STYLE"><div role=option>France</div>
</div><ul>LINES</ul></div><script>
c.onclick = () => { popup.hidden = false; };
popup.onclick = event => { if (event.target.closest("ul")) c.textContent = event.target.textContent;
  popup.hidden = true; };</script>"""


def test_what_is_only_read_out_is_not_clicked(site: Site) -> None:
    """Nothing tells whose list it is; one that draws no box of its own is seen all the same."""
    lines = "".join(f"<li>{name}</li>" for name in NAMES)
    page = document(OPENED.split("<script>")[0] + READ_ALOUD.replace("LINES", lines))
    styles = ("height:0;width:0;overflow:hidden", "display:contents")
    found = choices(site, {style: page.replace("STYLE", style) for style in styles})
    assert [shown for _status, shown in found.values()] == ["France", ""]


def test_a_list_of_no_countries_does_not_lack_one(site: Site) -> None:
    lists = {
        "continents": ["Europe", "Asia", "Africa"],
        "a hint": ["Please type two letters or more"],
        "countries": ["Belgium", "Ireland"],
    }
    pages = {what: document(OPENED.replace("NAMES", str(names))) for what, names in lists.items()}
    found = choices(site, pages)
    assert [status for status, _shown in found.values()] == ["no_list", "no_list", "not_listed"]


def test_a_list_that_waits_beyond_the_page_is_the_fields_once_it_comes(site: Site) -> None:
    page = OPENED.split("<script>")[0] + (
        "<div id=list role=listbox style='position:absolute;left:-9999px;top:-9999px'>"
        + "".join(f"<div role=option>{name}</div>" for name in NAMES)
        + "</div><script>c.onclick = () => { list.style.left = list.style.top = 'auto'; };"
        "list.onclick = event => { c.textContent = event.target.textContent; };</script>"
    )
    assert choose(site, document(page)) == CHOSEN


def test_a_list_that_opens_again_for_what_was_typed_is_closed(site: Site) -> None:
    late = "open(); setTimeout(() => { c.value = 'F'; open(); c.ariaExpanded = 'true'; }, 200);"
    page = suggesting(NAMES, opens=late)

    async def whole(page: Page) -> int:
        await chosen_in(page)
        await page.wait_for_timeout(800)
        return await page.locator("[role=option]").count()

    assert site.visit(page, whole) == 0


REDRAWN = """open();
const lines = document.querySelectorAll("[role=option]");
for (const line of lines) line.style.pointerEvents = "none";
setTimeout(() => { lines.forEach(line => line.remove()); THEN }, 400);"""


def test_a_line_is_looked_for_again_in_a_list_that_is_drawn_anew(site: Site) -> None:
    ends = {
        "setTimeout(open, 200);": CHOSEN,
        "": NOT_KEPT,  # it is closed
        "NAMES.splice(1, 1); c.value = ''; setTimeout(open, 200);": NOT_KEPT,
    }
    pages = {}
    for then in ends:
        page = suggesting(NAMES, opens=REDRAWN.replace("THEN", then))
        page = page.replace("const c =", f"const NAMES = {NAMES}; const c =")
        pages[then] = page.replace("const found = " + str(NAMES), "const found = NAMES")
    assert {then: end for (then, _iso), end in choices(site, pages).items()} == ends


def test_a_list_that_is_gone_is_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    texts = FieldList.texts

    async def noted(listed: FieldList, patience: int) -> tuple[list[str], bool]:
        waited.append(patience)
        return await texts(listed, patience)

    monkeypatch.setattr(FieldList, "texts", noted)
    for says, longest in (("c.ariaExpanded = 'false';", 300), ("", 1000)):
        opens = "c.ariaExpanded = 'true';" * bool(says) + REDRAWN.replace("THEN", says)
        assert choose(site, suggesting(NAMES, opens=opens)) == NOT_KEPT
        assert waited[-1] == longest, "it says that it is closed, or does not tell"


def test_a_list_whose_field_says_that_it_is_closed_may_open_again(site: Site) -> None:
    then = "c.ariaExpanded = 'false'; setTimeout(open, 100);"
    opens = "c.ariaExpanded = 'true';" + REDRAWN.replace("THEN", then)
    assert choose(site, suggesting(NAMES, opens=opens)) == CHOSEN


OTHERS = ["Ireland", "Italy"]
UNTOLD = """<label>Country <input id=c></label><ul></ul><script>
c.oninput = () => setTimeout(() => {
  document.querySelector("ul").innerHTML = NAMES.map(name => `<li>${name}</li>`).join("");
}, 50);</script>"""


def test_a_list_that_nothing_tells_of_is_a_list_all_the_same(site: Site) -> None:
    pages = {str(names): document(UNTOLD.replace("NAMES", str(names))) for names in (OTHERS, [])}
    # Where others are listed, the field's own value would stay empty.
    assert [*choices(site, pages).values()] == [("not_listed", ""), CHOSEN]


WITHOUT_MARKS = """<div><input id=c><span>Choose</span>
<div id=menu hidden></div></div><p><label>Why <textarea id=why></textarea></label></p><script>
const c = document.querySelector("#c"), menu = document.querySelector("#menu");
c.oninput = () => {
  const found = NAMES.filter(name => c.value && name.startsWith(c.value));
  menu.innerHTML = found.map(name => `<div>${name}</div>`).join("") || "Nothing found";
  menu.hidden = false;
  setTimeout(() => { if (!menu.hidden) c.value = ""; }, 1000);
};
menu.onclick = event => { c.value = event.target.textContent; menu.hidden = true; };</script>"""
"""A page that takes away what is typed and not picked."""


def test_what_appears_beside_a_field_is_its_list_without_any_mark_up(site: Site) -> None:
    page = document(WITHOUT_MARKS.replace("NAMES", str(NAMES)))
    beside_another = page.replace("<span>Choose", "<input><span>Choose")
    found = choices(site, {"alone": page, "beside another": beside_another})
    assert [*found.values()] == [CHOSEN, NOT_KEPT]
    assert choose(site, page, iso="PL") == NOT_KEPT


LEFT_OPEN = OPENED.replace(
    "</script>",
    """
const closes = () => { c.ariaExpanded = "false";
  document.querySelectorAll("[role=option]").forEach(e => e.remove()); };
WAY</script>""",
).replace("NAMES", str(NAMES))
WAYS = {
    "its key": "document.onkeydown = event => { if (event.key === 'Escape') closes(); };",
    "a second click": "c.addEventListener('click', event => { if (c.ariaExpanded === 'true' &&"
    " document.querySelector('[role=option]')) { closes(); event.stopImmediatePropagation(); }"
    " }, true);",
}


async def without(page: Page, iso: str = "DE") -> str:
    """The choice of a country that is not there."""
    handle = await page.query_selector("#c")
    assert handle is not None
    field = await inspect_field(handle)
    return (await choose_country(handle, field, iso, ("en",), permits, at_front)).status


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_list_without_the_country_is_closed(site: Site, way: str) -> None:
    async def left(page: Page) -> tuple[str, int]:
        return await without(page), await page.locator("[role=option]").count()

    page = document(LEFT_OPEN.replace("WAY", way))
    assert site.visit(page, left) == ("not_listed", 0)


def test_a_list_over_its_own_field_is_not_picked_from_to_close_it(site: Site) -> None:
    page = IN_PLACE.replace("NAMES", str(NAMES)).replace("CLOSES", "menu.innerHTML = ''")
    page = page.replace("SETS", "line.firstChild.textContent = event.target.textContent")
    page = page.replace("<div id=menu>", "<div id=menu style='position:absolute;top:0;width:100%'>")
    page = page.replace("<div id=c ", "<div id=c style='position:relative' ")

    async def whole(page: Page) -> str:
        await without(page)
        return await page.locator("#line").inner_text()

    assert site.visit(document(page), whole) == "Choose"


def test_the_dialog_around_a_form_is_not_closed_with_its_list(site: Site) -> None:
    way = "document.onkeydown = event => { c.pressed = event.key; };"

    async def pressed(page: Page) -> bool:
        await without(page)
        return await page.evaluate("c.pressed") == "Escape"

    for around, closes in (("role=dialog", False), ("", True)):
        page = document(f"<div {around}>{LEFT_OPEN.replace('WAY', way)}</div>")
        assert site.visit(page, pressed) is closes


DRAWS_FEW = """<div id=list hidden role=listbox style="height:60px;overflow:auto">
<div style="height:1220px;position:relative"></div></div><script>
const list = document.querySelector("#list");
const names = [...Array(60).keys()].map(n => `Place ${n}`); names.splice(40, 0, "France");
const draw = () => {
  list.querySelectorAll("[role=option]").forEach(e => e.remove());
  const first = Math.floor(list.scrollTop / 20);
  for (let n = first; n < first + 3; n++) list.firstElementChild.insertAdjacentHTML("beforeend",
    `<div role=option style="position:absolute;top:${n * 20}px;height:20px">${names[n]}</div>`);
};
const frames = n => n ? requestAnimationFrame(() => frames(n - 1)) : draw();
list.onscroll = () => { list.querySelector("[role=option]")?.remove(); frames(4); };
c.onclick = () => { list.hidden = false; draw(); };
list.onclick = event => { c.textContent = event.target.textContent; list.hidden = true; };
</script>"""
"""A list that draws only the lines that are seen, some frames after it was scrolled."""


def test_a_list_is_scrolled_no_further_before_its_lines_are_drawn(site: Site) -> None:
    page = document(OPENED.split("<script>")[0] + DRAWS_FEW)
    assert choose(site, page) == CHOSEN


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
        found = await choose_country(
            handle, await inspect_field(handle), iso, ("en",), permits, to_front
        )
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
    names = ["Belgium", *(f"Place {number}" for number in range(40))]
    assert choose(site, document(page.replace("NAMES", str(names))))[0] == status


def test_a_datalist_does_not_set_the_code_beside_the_field(site: Site) -> None:
    twin = "<input type=hidden name=c_iso2_country_code>"
    listed = KINDS["datalist"].replace("<input id=c", f"{twin}<input id=c name=c")
    assert choose(site, listed)[0] != "chosen"


def test_an_address_that_is_none_is_not_permitted(site: Site) -> None:
    actions = {"http://[": "host", "https://elsewhere.test/": "host", "": ""}

    async def whole(page: Page) -> list[str]:
        return [await why_forbidden(one) for one in await page.query_selector_all("input")]

    forms = "".join(f"<form action='{action}'><input></form>" for action in actions)
    assert site.visit(document(forms), whole) == [*actions.values()]
