"""How each screen looks and reads: to eyes, to a keyboard, to a screen reader; in 8 languages."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page
from support.companion_screens import SCREENS, ScreenOf, Talk, companion_in, settled, show
from support.locate_site import Site

from optout import i18n
from optout.companion.both import TerminalAndCompanion
from optout.companion.screen import Screen
from optout.domain.states import State
from optout.dossier.export.summary import title
from optout.dossier.record import Record, Rung
from optout.practice.words import languages, words
from optout.system.timeouts import end_task
from optout.terminal.human import Choice, Standing

WIDEST = ("de", "fr", "pl")
"""The languages whose words take the most room."""
ALIKE = ("email", "name", "loading", "sign-in", "two-forms", "code")
"""Built as others are: a question with a box, words alone, the person's turn, a misfit."""
Does = Callable[[TerminalAndCompanion, Page, "asyncio.Future[object]"], Awaitable[Any]]
SPOILT = "document.querySelector('h1').style.color = '#bbb'; field?.labels[0]?.remove()"


@asynccontextmanager
async def _tab(site: Site) -> AsyncIterator[Page]:
    page = await site.context.new_page()
    try:
        await page.set_viewport_size({"width": 380, "height": 700})
        yield page
    finally:
        await page.close()


def look(site: Site, screen: ScreenOf, does: Does) -> Any:
    """What `does` brings, while this screen stands."""

    async def whole() -> Any:
        async with _tab(site) as page:
            person = await companion_in(page)
            shown = await show(person, page, screen)
            try:
                return await does(person, page, shown)
            finally:
                await end_task(shown)
                await person.close()

    return site.run(whole(), timeout=60)


async def _faults(page: Page, *rules: str) -> set[str]:
    """What axe finds wrong, by these `rules` or all; what is too wide for its place or window."""
    only = {"runOnly": rules} if rules else {}
    result = (await Axe().run(page, options=only)).response
    assert len(result["passes"]) > (0 if rules else 10), "axe examined nothing"
    wide = await page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && getComputedStyle(e).display !== 'inline' && e.clientWidth).map(e => e.outerHTML)"
    )
    return {v["id"] for v in result["violations"]} | {f"too wide: {each[:80]}" for each in wide}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param(name, language, marks=[pytest.mark.thorough] if name in ALIKE else [])
        for name, language in zip(SCREENS, cycle(WIDEST), strict=False)
    ],
)
def test_each_screen_is_accessible_and_fits(site: Site, name: str, language: str) -> None:
    """Light and dark; at the companion's own width and at the half of it, as at 200 %."""
    i18n.use(language)

    async def faults(_person: object, page: Page, _shown: object) -> dict[str, set[str]]:
        found = {}
        assert await page.locator("h1").count() == 1
        found["light"] = await _faults(page)
        await page.emulate_media(color_scheme="dark")
        await page.set_viewport_size({"width": 190, "height": 700})
        found["dark and narrow"] = await _faults(page, "color-contrast")
        return found

    assert {k: v for k, v in look(site, SCREENS[name], faults).items() if v} == {}


def test_a_spoilt_screen_is_found_out(site: Site) -> None:
    async def faults(_person: object, page: Page, _shown: object) -> set[str]:
        await page.evaluate(SPOILT)
        await page.evaluate("field.style.width = '500px'")
        return await _faults(page)

    found = look(site, SCREENS["code"], faults)
    assert {"color-contrast", "label"} <= found
    assert any(fault.startswith("too wide") for fault in found)


YES_NO = ScreenOf(lambda person: person.yes_no("Sure?", default=False))
LINE = ScreenOf(lambda person: person.ask("Your name"))
CODE = ScreenOf(lambda person: person.paste("Paste the code"))
FEW = ScreenOf(lambda person: person.choose("Which?", [Choice(c, c) for c in "abc"], default="b"))
MANY = ScreenOf(lambda person: person.choose("Which?", [Choice(c, c) for c in "abcdefghijk"]))


@pytest.mark.parametrize(
    ("screen", "keys", "answer"),
    [
        (YES_NO, ["Enter"], False),
        (YES_NO, ["Shift+Tab", "Enter"], True),
        (YES_NO, ["Escape", "Shift+Tab", "Space"], True),
        (LINE, ["A", "Escape", "b", "Enter"], "Ab"),
        (LINE, ["A", "Tab", "Space"], "A"),
        (CODE, ["1", "Shift+Enter", "Escape", "2", "Enter"], "1\n2"),
        (CODE, ["1", "Tab", "Enter"], "1"),
        (FEW, ["Enter"], "b"),
        (FEW, ["Tab", "Enter"], "c"),
        (MANY, ["ArrowDown", "Enter"], "b"),
        (MANY, ["c", "Tab", "Enter"], "c"),
    ],
)
def test_the_keyboard_alone_answers(
    site: Site, screen: ScreenOf, keys: Sequence[str], answer: object
) -> None:
    """The focus stands on the question as it comes."""

    async def press(_person: object, page: Page, shown: "asyncio.Future[object]") -> object:
        for key in keys[:-1]:
            await page.keyboard.press(key)
        await page.wait_for_timeout(50)
        assert not shown.done()
        await page.keyboard.press(keys[-1])
        return await shown

    assert look(site, screen, press) == answer


def test_the_keyboard_reaches_everything_in_order(site: Site) -> None:
    async def reached(_person: object, page: Page, _shown: object) -> list[str]:
        await page.evaluate("sent.tabIndex = -1; sent.focus()")
        found = []
        for _time in range(4):
            await page.keyboard.press("Tab")
            found.append(await page.evaluate("document.activeElement.innerText.trim()"))
        return found

    assert look(site, SCREENS["your-turn"], reached) == [
        "Show me the button",
        "It does not work",
        "My letter",
        "What was said before",
    ]
    assert look(site, SCREENS["ended"], reached) == [
        "See the proof",
        "Save the proof as a PDF",
        "Save the dates for my calendar",
        "Erase my sign-in from this browser",
    ]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (lambda person: person.paste("Paste the code"), ["12", "TEXTAREA"]),
        (lambda person: person.paste("Another code"), ["", "BODY"]),
        (lambda person: person.yes_no("Sure?", default=False), [None, "BODY"]),
    ],
)
def test_what_is_being_typed_is_no_answer_to_another_question(
    site: Site, then: Talk, expected: list[object]
) -> None:
    """Of the same question, that is taken back and asked again, it stays in the box."""

    async def types(person: TerminalAndCompanion, page: Page, shown: Any) -> object:
        await page.keyboard.type("12")
        await end_task(shown)
        await settled(person, page)
        again = await show(person, page, ScreenOf(then))
        try:
            return await page.evaluate("[globalThis.field?.value, document.activeElement.tagName]")
        finally:
            await end_task(again)

    assert look(site, CODE, types) == expected


def test_a_code_that_was_refused_is_not_in_the_box_again(site: Site) -> None:
    async def again(person: TerminalAndCompanion, page: Page, shown: Any) -> object:
        await page.keyboard.type("999999\n")
        await shown
        asked = await show(person, page, CODE)
        try:
            return await page.evaluate("[field.value, document.activeElement.id]")
        finally:
            await end_task(asked)

    assert look(site, CODE, again) == ["", "field"]


def test_an_answer_that_does_not_fit_stays_to_be_corrected(site: Site) -> None:
    """What is wrong is said at once, and is tied to the box."""

    def check(text: str) -> str | None:
        return None if "@" in text else "Not an address."

    async def types(person: TerminalAndCompanion, page: Page, shown: Any) -> object:
        await page.keyboard.type("a\n")
        alert = page.get_by_role("alert")
        await alert.wait_for()
        box = page.get_by_role("textbox", name="E-mail")
        said = [await alert.inner_text(), await box.get_attribute("aria-describedby")]
        await page.keyboard.press("End")
        await page.keyboard.type("@b\n")
        return [*said, await box.or_(page.locator("body")).count(), await shown]

    screen = ScreenOf(lambda person: person.ask("E-mail", check=check))
    assert look(site, screen, types)[::3] == ["Not an address.", "a@b"]


_HEAR = """() => {
  globalThis.heard = [];
  const note = (how, nodes) => nodes.forEach((node) => heard.push(how + node.textContent));
  new MutationObserver((all) => all.forEach((one) => {
    note("+", one.addedNodes);
    note("-", one.removedNodes);
  })).observe(now, { childList: true, subtree: true });
}"""


def test_a_screen_reader_hears_only_what_is_new(site: Site) -> None:
    async def first(person: TerminalAndCompanion) -> None:
        person.heading("One")
        person.say("A")

    async def hear(person: TerminalAndCompanion, page: Page, _shown: object) -> Any:
        await page.evaluate(_HEAR)
        for text in ("B", "C"):
            person.say(text)
            await page.wait_for_function("text => now.innerText.includes(text)", arg=text)
        within = await page.evaluate("heard.splice(0)")
        person.heading("Two")
        await page.wait_for_function("() => now.innerText.includes('Two')")
        return within, await page.evaluate("heard"), await page.locator("#now").aria_snapshot()

    within, after, now = look(site, ScreenOf(first), hear)
    assert within == ["+B", "+C"]
    assert after == ["+Two", "-One", "-A", "-B", "-C"]
    assert "One" not in now


def test_no_screen_moves_and_forced_colours_keep_its_edges(site: Site) -> None:
    async def style(_person: object, page: Page, _shown: object) -> Any:
        await page.emulate_media(forced_colors="active", reduced_motion="reduce")
        return await page.evaluate(
            "[['*', 'animationName'], ['*', 'transitionDuration'], ['html', 'scrollBehavior'],"
            " ['button, #field, #question', 'borderTopStyle']].map(([which, style]) => [...new Set("
            "[...document.querySelectorAll(which)].map(e => getComputedStyle(e)[style]))].join())"
        )

    assert look(site, SCREENS["code"], style) == ["none", "0s", "auto", "solid"]


@pytest.mark.parametrize("language", i18n.languages())
def test_its_title_alone_begins_with_optout(language: str) -> None:
    """Others know the window by that."""
    i18n.use(language)
    screen = Screen("", "Prénom")
    screen.stands([Standing("Facebook", ""), Standing("Instagram", "")], "Facebook")
    shown = screen.as_data()
    assert shown["title"].startswith("optout")
    assert shown["title"].endswith("(Prénom)")
    assert shown["language"] == language
    record = Record(id="x", form="facebook")
    record.rungs.append(Rung(State.PREPARED, "2026-12-01T10:00:00Z", "2026-12-01T11:00:00", "tool"))
    others = [title(record, name) for name in ("", "Prénom")]
    others += [words(known)["help_centre"] for known in languages()]
    assert [other for other in others if other.casefold().startswith("optout")] == []
