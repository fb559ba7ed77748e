"""Runs the product's coroutines: pytest-playwright's sync fixtures hold the main thread."""

import asyncio
import selectors
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import pytest

T = TypeVar("T")


class RunAsync(Protocol):
    """Run a coroutine to its end. Raises what it raises; `TimeoutError` after `timeout` seconds."""

    def __call__(self, coro: Coroutine[Any, Any, T], timeout: float = 30.0) -> T: ...


@pytest.fixture(scope="session")
def run_async() -> Iterator[RunAsync]:
    """One event loop in a thread, the same for the whole session, so that fixtures may share it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="run_async")
    thread.start()

    def run(coro: Coroutine[Any, Any, T], timeout: float = 30.0) -> T:
        return asyncio.run_coroutine_threadsafe(_bounded(coro, timeout), loop).result()

    try:
        yield run
    finally:
        asyncio.run_coroutine_threadsafe(_cancel_all(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def no_loop_runs() -> Iterator[None]:
    """For what begins a loop of its own in the main thread, whatever test has run before."""
    with no_loop():
        yield


@contextmanager
def no_loop() -> Iterator[None]:
    """As if no loop ran in this thread, as long as the block lasts."""
    held = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(held)


def timed(coro: Coroutine[Any, Any, T]) -> tuple[T, float]:
    """What it returns, and the seconds it waited. They pass at once, and nothing else counts: a
    busy machine cannot be told from an idle one."""
    clock = _Clock()
    loop = asyncio.SelectorEventLoop(clock)
    loop.time = lambda: clock.seconds  # type: ignore[method-assign]
    with no_loop():
        try:
            return loop.run_until_complete(coro), clock.seconds
        finally:
            loop.close()


class _Clock(selectors.SelectSelector):
    """Where nothing is ready, the time until the next timer has passed."""

    seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is not None:
            self.seconds += timeout
        return ready


async def _bounded(coro: Coroutine[Any, Any, T], seconds: float) -> T:
    async with asyncio.timeout(seconds):
        return await coro


async def _cancel_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()
