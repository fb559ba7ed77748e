"""What the browser is started with: read from what Playwright tells of a start that fails."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Error, Playwright, async_playwright
from support.event_loop import RunAsync

from optout.browser import launch
from optout.browser.launch import Launch
from optout.domain.errors import OptoutError

NOT_A_BROWSER = Path(sys.executable)
OFF, ON = "--disable-features=", "--enable-features="


async def _told(start: Callable[[Playwright], Awaitable[object]]) -> list[str]:
    """The arguments of a browser that does not start."""
    async with async_playwright() as playwright:
        with pytest.raises((Error, OptoutError)) as raised:
            await start(playwright)
    error: BaseException | None = raised.value
    while error is not None and not isinstance(error, Error):
        error = error.__cause__ or error.__context__
    line = next(one for one in str(error).splitlines() if "<launching>" in one)
    return line.split()


def _features(arguments: list[str]) -> set[str]:
    """Those that are off: the browser heeds the last argument."""
    last = [one for one in arguments if one.startswith(OFF)][-1]
    return set(last.removeprefix(OFF).split(","))


def test_all_that_playwright_switches_off_stays_so_and_nothing_is_hidden(
    tmp_path: Path, run_async: RunAsync
) -> None:
    def alone(playwright: Playwright) -> Awaitable[object]:
        return playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=NOT_A_BROWSER, headless=False
        )

    def by_optout(playwright: Playwright) -> Awaitable[object]:
        return launch._start(playwright, Launch(tmp_path), NOT_A_BROWSER)

    plain, own = (run_async(_told(start), timeout=60) for start in (alone, by_optout))
    assert len(_features(plain)) > 5
    assert _features(own) - _features(plain) == {
        "WebUIOmniboxPopup",
        "WebUIOmniboxAimPopup",
        "AutofillServerCommunication",
    }
    assert _features(plain) <= _features(own)
    assert [a for a in own if a.startswith(ON)] == [a for a in plain if a.startswith(ON)]
    assert not [a for a in own if "AutomationControlled" in a or a.startswith("--user-agent")]
