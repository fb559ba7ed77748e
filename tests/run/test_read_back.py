"""What became of the fields that were filled in: by a look, and as the person types."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, cast

import pytest
from playwright.async_api import ElementHandle, Locator, Page
from support.event_loop import RunAsync
from support.locate_site import Site, document

from optout.locate.roles import Role
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.filling import FilledField, Filling, FillStatus
from optout.run.prefill.read_back import read_back, watch_over
from optout.system.timeouts import end_task


class Shows:
    """A list, as it is read: what it shows now, and whether the person has touched it."""

    def __init__(self, text: str, touched: bool) -> None:
        self.text, self.touched = text, touched

    async def evaluate(self, _script: str, _watch: Any) -> tuple[bool, bool, str, bool]:
        return True, self.touched, self.text, True


SHOWN = {
    ("", False): "lost",
    ("", True): "changed",
    ("Ultramar (otras islas)", False): "lost",
    ("Ultramar (otras islas)", True): "changed",
    ("Portugal", False): "lost",
    ("same", False): "held",
}


@pytest.mark.parametrize("chosen", ["Spain", "España (península)"])
def test_a_country_is_held_where_it_is_shown(run_async: RunAsync, chosen: str) -> None:
    for (now, touched), expected in SHOWN.items():
        shows = cast(ElementHandle, Shows(chosen if now == "same" else now, touched))
        country = FilledField(Role.COUNTRY, "filled", meant="ES", held=chosen, handle=shows)
        found = run_async(read_back(Filling({Role.COUNTRY: country}), cast(Reading, None)))
        states = {"held": found.held, "changed": found.changed, "lost": found.lost}
        in_ = [name for name, those in states.items() if country in those]
        assert in_ == [expected], (now, touched)


BESIDE = "<div><span>France</span> <input id=c></div>"


class Woken:
    """A tab, as far as it is told what is to wake it."""

    def __init__(self) -> None:
        self.by: list[Awaitable[object]] = []

    def wake_after(self, act: Awaitable[object]) -> None:
        self.by.append(act)


def test_what_stands_beside_an_empty_field_is_chosen_in_a_list_alone(site: Site) -> None:
    """A box that the page empties before it is watched is seen all the same."""

    async def woken(page: Page, role: Role) -> tuple[bool, bool]:
        handle = await page.query_selector("#c")
        entry = FilledField(role, "filled", meant="France", held="France", handle=handle)
        filling, tab = Filling({role: entry}), Woken()
        await watch_over(cast(Tab, tab), filling)
        waiting = [asyncio.ensure_future(act) for act in tab.by]
        done, _waiting = await asyncio.wait(waiting[:1], timeout=1.5)
        await end_task(*waiting)
        found = await read_back(filling, cast(Reading, None))
        return bool(done), found.lost == [entry]

    async def each(page: Page) -> list[tuple[bool, bool]]:
        return [await woken(page, role) for role in (Role.EMAIL, Role.COUNTRY)]

    assert site.visit(document(BESIDE), each) == [(True, True), (False, False)]


OWN, OTHER, THIRD = "own@example.org", "another@example.org", "third@example.org"


async def types(box: Locator, text: str) -> None:
    await box.press("Control+A")
    await box.page.keyboard.type(text)


HALF = "e => { e.value = '\\ud800'; e.dispatchEvent(new Event('input')); }"
Act = Callable[[Locator], Awaitable[object]]


def by_script(script: str) -> Act:
    return lambda box: box.evaluate(script)


DONE: dict[str, tuple[list[Act], str, bool]] = {
    "nothing": ([], OWN, False),
    "typed": ([partial(types, text=OTHER)], OTHER, False),
    "typed twice": ([partial(types, text=OTHER), partial(types, text=THIRD)], THIRD, False),
    "emptied by the person": ([lambda box: box.clear()], "", False),
    "emptied by the page": ([by_script("e => { e.value = ''; }")], "", True),
    "half a character": ([by_script(HALF)], "\ufffd", False),
    "typed, then gone": ([partial(types, text=OTHER), by_script("e => e.remove()")], OTHER, True),
}
"""What is done, what is known of the field then, and whether the page is looked at again."""
STATUSES: tuple[FillStatus, ...] = ("filled", "kept", "left")


def test_an_address_is_known_as_its_field_held_it_last(site: Site) -> None:
    cases = [*itertools.product(STATUSES, DONE)]

    async def known(page: Page) -> list[tuple[str, bool]]:
        entries, following = [], []
        boxes = [page.locator(f"#c{number}") for number in range(len(cases))]
        for box, (status, done) in zip(boxes, cases, strict=True):
            entry = FilledField(Role.EMAIL, status, "", OWN, OWN, await box.element_handle())
            tab = Woken()
            await watch_over(cast(Tab, tab), Filling({Role.EMAIL: entry}))
            (wakes,) = tab.by
            entries.append(entry)
            following.append(asyncio.ensure_future(wakes))
            for act in DONE[done][0]:
                await act(box)
        await asyncio.wait(following, timeout=1.5)
        woken = [one.done() for one in following]
        await end_task(*following)
        return [(entry.held, one) for entry, one in zip(entries, woken, strict=True)]

    fields = "".join(f"<input id=c{number} value={OWN}>" for number in range(len(cases)))
    found = site.visit(document(fields), known)
    assert dict(zip(cases, found, strict=True)) == {case: DONE[case[1]][1:] for case in cases}
