"""What the person presses in the companion, with a real pointer: nothing else is pressed by it."""

import math
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from playwright.async_api import BrowserContext
from playwright.sync_api import Page
from support.beside import OPTOUT, Beside
from support.display import virtual_display
from support.event_loop import timed
from support.real_pointer import Pointer, pointer_of
from support.waiting import until
from support.world import EMAIL

from optout.browser.launch import Launch, new_tab
from optout.companion.companion_page import ADDRESS
from optout.companion.screen import Screen
from optout.system import own_pages
from optout.system.templates import html_environment
from optout.terminal.human import Offer

WHO = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": EMAIL, "OPTOUT_LANGUAGE": "fr"}
AT_ONCE = """
import sys
from optout.cli import run_command_line
from optout.companion import companion_page
companion_page._REST = 0
sys.exit(run_command_line(sys.argv[1:]))
"""
TWINS = {"waits": OPTOUT, "at once": (sys.executable, "-P", "-c", AT_ONCE)}
"""As it is, and as it would be if a tab came in front in the moment of the press."""
FULL = "position: fixed; inset: 0; width: 100%; height: 100%; z-index: 9999"
COUNTS = """() => {
  globalThis.seen = { moves: 0, presses: [] };
  addEventListener("mousemove", () => seen.moves++, true);
  addEventListener("mousedown", (event) => seen.presses.push([event.screenX, event.screenY]), true);
}"""


@pytest.fixture
def screen(request: pytest.FixtureRequest, beside: Beside) -> Iterator[str]:
    """A display of the size that the test asks for."""
    with virtual_display(request.param) as name:
        beside.world.home["DISPLAY"] = name
        yield name
        beside.close()


def _is_under(pointer: Pointer, at: tuple[int, int], form: Page) -> bool:
    """Whether the form's page feels the pointer move there."""
    pointer.move(at[0] + 1, at[1])
    pointer.move(*at)
    return bool(form.evaluate("seen.moves"))


def _presses(form: Page, at: tuple[int, int]) -> int:
    """How often the form's page was pressed there; optout itself presses elsewhere."""
    presses = form.evaluate("seen.presses")
    return sum(math.dist(press, at) < 3 for press in presses)


def _press_twice(pointer: Pointer, at: tuple[int, int], form: Page, within: float) -> None:
    """The second press of a double click comes `within` seconds, or as soon as the form lies under
    the pointer."""
    pointer.click()
    end = time.monotonic() + within
    while time.monotonic() < end and not _is_under(pointer, at, form):
        time.sleep(0.02)
    pointer.click()


@pytest.mark.headed
@pytest.mark.parametrize("screen", ["900x600"], indirect=True)
@pytest.mark.parametrize("twin", TWINS)
def test_a_double_click_on_the_button_that_shows_the_forms_own_does_not_press_it(
    beside: Beside, screen: str, twin: str
) -> None:
    """In a narrow window the companion is a tab, and the form's button can lie under the pointer:
    here it fills the page."""
    url = beside.world.site.url("facebook", session="facebook", flow="direct")
    beside.start("run", "facebook", "--url", url, "--wait", "0.05", by=TWINS[twin], **WHO)
    beside.shows("Then press the page's own button to send")
    form, companion = beside.form, beside.companion
    assert len(set(beside.windows.values())) == 1
    form.evaluate(COUNTS)
    form.get_by_role("button", name="Submit").evaluate(f"e => e.style.cssText = '{FULL}'")
    companion.bring_to_front()
    button = companion.get_by_role("button", name="Show me the button")
    button.scroll_into_view_if_needed()
    with pointer_of(screen) as pointer:
        at = pointer.move_to(button)
        form.evaluate("seen.moves = 0")
        _press_twice(pointer, at, form, 0.5 if twin == "waits" else 20)
        if twin == "at once":
            beside.shows("has received your objection")
        else:
            companion.get_by_role("button", name="One moment").wait_for()
            until(lambda: _is_under(pointer, at, form))
            assert (_presses(form, at), beside.world.objections()) == (0, [])
            pointer.click()
            beside.shows("has received your objection")
    assert len(beside.world.objections()) == 1
    beside.interrupt()
    beside.ends()


@pytest.mark.headed
@pytest.mark.parametrize("screen", ["900x600"], indirect=True)
@pytest.mark.parametrize("twin", TWINS)
def test_a_double_click_that_sends_the_code_presses_nothing_in_the_page(
    beside: Beside, screen: str, twin: str
) -> None:
    url = beside.world.site.url("facebook", session="facebook", flow="code", resume="code")
    beside.start("run", "facebook", "--url", url, "--wait", "0.05", by=TWINS[twin], **WHO)
    beside.send()
    form, companion = beside.form, beside.companion
    form.evaluate(COUNTS)
    companion.get_by_label("Paste the code").fill("000000")
    button = companion.get_by_role("button", name="Go on")
    button.scroll_into_view_if_needed()
    with pointer_of(screen) as pointer:
        at = pointer.move_to(button)
        form.evaluate("seen.moves = 0")
        _press_twice(pointer, at, form, 0.5 if twin == "waits" else 20)
        beside.shows("the page did not take the code")
    assert bool(_presses(form, at)) is (twin == "at once")
    beside.interrupt()
    beside.ends()


@pytest.mark.headed
@pytest.mark.parametrize("screen", ["1024x600", "990x600"], indirect=True)
def test_two_windows_have_room_side_by_side_from_a_thousand_columns_on(
    beside: Beside, screen: str, request: pytest.FixtureRequest
) -> None:
    url = beside.world.site.url("facebook", session="facebook", flow="direct")
    beside.start("run", "facebook", "--url", url, "--wait", "0.05", **WHO)
    beside.shows("Then press the page's own button to send")
    windows = beside.windows
    companion = windows.pop(ADDRESS)
    assert (companion in windows.values()) is ("990x600" in request.node.name)
    beside.interrupt()
    beside.ends()


def test_whatever_puts_a_sites_page_in_front_waits_for_the_end_of_a_press() -> None:
    class Context:
        async def new_page(self) -> str:
            done.append("new tab")
            return ""

    class Tab:
        context = Context()

        async def bring_to_front(self) -> None:
            done.append("in front")

    async def rests() -> None:
        done.append("rests")

    async def puts() -> None:
        tab = Tab()
        own_pages.put_in_front_after(cast(BrowserContext, tab.context), rests)
        await own_pages.to_front(tab)  # type: ignore[arg-type]
        await new_tab(cast(BrowserContext, tab.context), Launch(Path()))

    done: list[str] = []
    timed(puts())
    assert done == ["rests", "in front", "rests", "new tab"]


Act = Callable[[Page], None]
_OFFER = "#offers button"


def _held(page: Page) -> None:
    page.locator(_OFFER).hover()
    page.mouse.down()


def _dragged(page: Page) -> None:
    _held(page)
    page.mouse.move(5, 5)


ACTS: dict[str, tuple[Act, bool]] = {
    "nothing": (lambda _page: None, False),
    "the pointer moves": (lambda page: page.mouse.move(50, 50), False),
    "by keyboard": (lambda page: page.locator(_OFFER).press("Enter"), False),
    "by a screen reader": (lambda page: page.locator(_OFFER).dispatch_event("click"), False),
    "a click": (lambda page: page.locator(_OFFER).click(), True),
    "held": (_held, True),
    "dragged": (_dragged, True),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_a_pointer_presses(page: Page, act: str) -> None:
    template = html_environment().get_template("companion/page.html.j2")
    page.set_content(template.render(nonce="", language="en"))
    shown = Screen()
    shown.offer([Offer("Show me", lambda: None)], "")
    page.evaluate(
        "state => { globalThis.answer = () => {}; companion.show(state) }", shown.as_data()
    )
    does, presses = ACTS[act]
    does(page)
    since = page.evaluate("Math.min(companion.sincePress(), 1e9)")
    assert since < 60 if presses else since == 1e9
    assert (since < 0) is (act in {"held", "dragged"})
