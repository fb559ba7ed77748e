"""A wait that ends at the very moment of a Ctrl-C loses neither: whoever cancelled is heard."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from support.event_loop import RunAsync

from optout.system.timeouts import bounded

TICKS = 8
"""Turns of the event loop over which the end of the wait is tried against the cancellation."""


async def heard(wait: Callable[[Awaitable[None]], Awaitable[None]], tick: int) -> bool:
    """Whether a task that waits is cancelled, when its wait ends `tick` turns before or after."""
    loop = asyncio.get_running_loop()
    end = loop.create_future()

    async def waiting() -> None:
        await wait(end)
        await asyncio.sleep(60)

    task = asyncio.create_task(waiting())
    await asyncio.sleep(0.01)
    end.set_result(None)
    for _ in range(tick):
        await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=1)
    if not done:
        task.cancel()
        await asyncio.wait({task})
        return False
    return task.cancelled()


def test_a_cancellation_is_heard_whenever_it_comes(run_async: RunAsync) -> None:
    assert [tick for tick in range(TICKS) if not run_async(heard(bounded, tick))] == []


def test_a_wait_that_swallows_it_is_told(run_async: RunAsync) -> None:
    async def swallowing(act: Awaitable[None]) -> None:
        try:
            await act
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            return

    assert not all(run_async(heard(swallowing, tick)) for tick in range(TICKS))


def test_it_gives_up_and_passes_errors_and_results_on(run_async: RunAsync) -> None:
    async def fails() -> None:
        raise ValueError

    async def gives() -> int:
        return 3

    async def all_three() -> int:
        with pytest.raises(TimeoutError):
            await bounded(asyncio.sleep(60), 0.01)
        with pytest.raises(ValueError):
            await bounded(fails())
        return await bounded(gives(), None)

    assert run_async(all_three()) == 3
