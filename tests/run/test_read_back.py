"""What became of a country that was chosen, by what its list shows at the next look."""

import asyncio
from typing import Any, cast

import pytest
from playwright.async_api import ElementHandle

from optout.locate.roles import Role
from optout.page.reading import Reading
from optout.run.filling import FilledField, Filling
from optout.run.steps.read_back import read_back


class Shows:
    """A list, as it is read: what it shows now, and whether the person has touched it."""

    def __init__(self, text: str, touched: bool) -> None:
        self.text, self.touched = text, touched

    async def evaluate(self, _script: str, _watch: Any) -> tuple[bool, bool, str, bool]:
        return True, self.touched, self.text, True


@pytest.mark.parametrize("chosen", ["Spain", "España (península)"])
@pytest.mark.parametrize(
    ("now", "touched", "expected"),
    [
        ("", False, "lost"),
        ("", True, "changed"),
        ("Ultramar (otras islas)", False, "lost"),
        ("Ultramar (otras islas)", True, "changed"),
        ("Portugal", False, "lost"),
        ("same", False, "held"),
    ],
)
def test_a_country_is_held_where_it_is_shown(
    chosen: str, now: str, touched: bool, expected: str
) -> None:
    shows = cast(ElementHandle, Shows(chosen if now == "same" else now, touched))
    country = FilledField(Role.COUNTRY, "filled", meant="ES", held=chosen, handle=shows)
    found = asyncio.run(read_back(Filling({Role.COUNTRY: country}), cast(Reading, None)))
    states = {"held": found.held, "changed": found.changed, "lost": found.lost}
    assert [name for name, those in states.items() if country in those] == [expected]
