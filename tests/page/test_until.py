"""A page is looked at after each change until it shows what is waited for, or the time is over."""

import asyncio
from itertools import product

import pytest
from support.event_loop import RunAsync
from support.fake_page import FORM, THANKS, UNKNOWN, FakeWindows

from optout.locate.roles import PageKind
from optout.page.reading import PageGone, Reading


def thanks(reading: Reading) -> bool:
    return reading.kind is PageKind.ACKNOWLEDGED


class Showing(FakeWindows):
    """Shows the form, and after each look the next of some pages."""

    def __init__(self, pages: tuple[Reading, ...]) -> None:
        super().__init__(FORM)
        self.pages = list(pages)

    def show_next(self) -> None:
        if self.pages:
            self.show(self.pages.pop(0))

    async def look(self) -> Reading:
        reading = await super().look()
        asyncio.get_running_loop().call_soon(self.show_next)
        return reading


WAYS: tuple[tuple[tuple[Reading, ...], float, Reading], ...] = (
    ((UNKNOWN, THANKS, FORM), 10.0, THANKS),
    ((UNKNOWN,), 0.1, UNKNOWN),
    ((), 0.0, FORM),
)
"""The pages that come, how long they are looked at, and what is seen last."""


def test_the_first_that_is_found_or_the_last_in_time(run_async: RunAsync) -> None:
    for (shown, seconds, last), begin, settled in product(WAYS, (FORM, None), (True, False)):
        tab = Showing(shown)

        async def play(tab: Showing = tab, begin: Reading | None = begin) -> Reading:
            if begin:  # it is not looked at then
                tab.show_next()
            return await tab.until(thanks, seconds, begin, settled=settled)  # noqa: B023

        assert run_async(play()) is last, (last.kind, begin and begin.kind, settled)


def test_what_is_known_already_is_not_looked_at(run_async: RunAsync) -> None:
    tab = FakeWindows(FORM)
    tab.go()
    assert run_async(tab.until(thanks, 10.0, THANKS)) is THANKS
    with pytest.raises(PageGone):
        run_async(tab.until(thanks, 10.0, FORM))
