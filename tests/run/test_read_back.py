"""What became of a country that was chosen, by what its list shows at the next look."""

import asyncio
from collections.abc import Awaitable
from typing import Any, cast

import pytest
from playwright.async_api import ElementHandle, Page
from support.event_loop import RunAsync
from support.locate_site import Site, document

from optout.locate.roles import Role
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.filling import FilledField, Filling
from optout.run.prefill.read_back import read_back, watch_over


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
        done, waiting = await asyncio.wait([asyncio.ensure_future(tab.by[0])], timeout=1.5)
        for still in waiting:
            still.cancel()
        found = await read_back(filling, cast(Reading, None))
        return bool(done), found.lost == [entry]

    async def each(page: Page) -> list[tuple[bool, bool]]:
        return [await woken(page, role) for role in (Role.EMAIL, Role.COUNTRY)]

    assert site.visit(document(BESIDE), each) == [(True, True), (False, False)]
