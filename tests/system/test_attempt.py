"""Whatever Playwright raises, the product hears of it in its own words; all else stays as it is."""

import asyncio
import contextlib

import pytest
from playwright.async_api import Error
from playwright.async_api import TimeoutError as DriverTimeout
from support.event_loop import RunAsync

from optout.system.attempt import ActFailed, TooSlow, attempt, translated


async def raising(error: BaseException) -> None:
    raise error


def test_an_act_that_works_returns_what_it_returns(run_async: RunAsync) -> None:
    assert run_async(attempt(asyncio.sleep(0, "done"))) == "done"


@pytest.mark.parametrize(
    ("raised", "ours"),
    [
        (Error("Target page, context or browser has been closed"), ActFailed),
        (DriverTimeout("Timeout 5000ms exceeded."), TooSlow),
        (TimeoutError(), TooSlow),
    ],
)
def test_its_errors_become_ours(run_async: RunAsync, raised: Exception, ours: type) -> None:
    with pytest.raises(ActFailed) as caught:
        run_async(attempt(raising(raised)))
    assert type(caught.value) is ours
    assert str(caught.value) == str(raised)
    assert caught.value.__cause__ is raised


GONE = {
    "Target page, context or browser has been closed": "closed",
    "Connection closed while reading from the driver": "closed",
    "net::ERR_CONNECTION_CLOSED at a page's address": "",
    "Page crashed": "crashed",
    "net::ERR_ABORTED at https://a.test/account-closed/crashed": "",
    "Timeout 5000ms exceeded.\n  - <p>Your account was closed; it crashed</p>": "",
    "Missing X server or $DISPLAY": "without_display",
    "The platform failed to initialize. ui/ozone/platform": "without_display",
    "Element is not attached to the DOM": "",
}


def test_what_has_gone_is_told_apart() -> None:
    for text, gone in GONE.items():
        told = {
            what
            for what in ("closed", "crashed", "without_display")
            if getattr(ActFailed(text), what)
        }
        assert told == ({gone} if gone else set()), text


def test_an_act_without_end_is_given_up(run_async: RunAsync) -> None:
    with pytest.raises(TooSlow):
        run_async(attempt(asyncio.Event().wait(), 0.05))


def test_several_acts_in_a_row_are_translated_once(run_async: RunAsync) -> None:
    inner = Error("gone")
    with pytest.raises(ActFailed) as caught:
        run_async(attempt(attempt(raising(inner))))
    assert caught.value.__cause__ is inner


@pytest.mark.parametrize("raised", [ValueError("ours"), asyncio.CancelledError()])
def test_what_is_not_the_driver_s_passes(run_async: RunAsync, raised: BaseException) -> None:
    async def tried() -> BaseException | None:
        try:
            await attempt(raising(raised))
        except (ValueError, asyncio.CancelledError) as error:
            return error
        return None

    assert run_async(tried()) is raised


def test_what_is_not_awaited_is_translated_too() -> None:
    with pytest.raises(ActFailed, match="not available"), translated():
        raise Error("Frame is not available")
    with pytest.raises(KeyError), translated():
        raise KeyError
    with contextlib.suppress(ActFailed), translated():
        raise Error("and can be passed over")
