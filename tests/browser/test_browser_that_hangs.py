"""A browser or a driver that does not answer is an error after a while, no endless wait."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from support.event_loop import RunAsync

from optout.browser.launch import Launch, new_tab, opened
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.timeouts import bounded


class Hanging:
    """A browser that answers nothing."""

    async def new_page(self) -> None:
        await asyncio.Event().wait()


def test_a_tab_that_does_not_open(tmp_path: Path, run_async: RunAsync) -> None:
    hanging: Any = Hanging()
    with pytest.raises(OptoutError) as error:
        run_async(bounded(new_tab(hanging, Launch(tmp_path, tab_limit=0.05))))
    assert error.value.problem is errors.BROWSER_DID_NOT_START


@pytest.mark.linux("a browser")
def test_a_driver_that_does_not_start(tmp_path: Path, run_async: RunAsync) -> None:
    launch = Launch(tmp_path / "browser", headless=True, start_limit=0.05)

    async def start() -> None:
        starting: Any = asyncio.ensure_future(asyncio.Event().wait())
        async with opened(launch, starting):
            raise AssertionError("there is no browser")

    with pytest.raises(OptoutError) as error:
        run_async(bounded(start()))
    assert error.value.problem is errors.BROWSER_DID_NOT_START
