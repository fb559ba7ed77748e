"""The browser of one run, with the companion in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from playwright.async_api import BrowserContext, Playwright

from optout.browser.launch import Launch, checked, opened
from optout.companion.both import TerminalAndCompanion
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.timeouts import end_task


class BrowserWithCompanion:
    """Opens the browser as `launch.opened` does, and the companion in it once the forms load; or
    early, before the first question."""

    def __init__(self, person: TerminalAndCompanion) -> None:
        self._person = person
        self._early: asyncio.Task[BrowserContext] | None = None
        self._stack = contextlib.AsyncExitStack()

    def open_early(self, launch: Launch, starting: "asyncio.Task[Playwright]") -> None:
        """Begin to open it: what is asked meanwhile can be answered there as well. Where there is
        no browser, or no screen, nothing."""
        try:
            checked(launch)
        except OptoutError:
            return
        self._person.expected = True
        self._early = asyncio.create_task(self._open_early(launch, starting))

    async def _open_early(
        self, launch: Launch, starting: "asyncio.Task[Playwright]"
    ) -> BrowserContext:
        try:
            with_companion = self._with_companion(launch, starting)
            return await self._stack.enter_async_context(with_companion)
        except OptoutError:
            self._person.closed()
            raise

    @contextlib.asynccontextmanager
    async def opened(
        self, launch: Launch, starting: "asyncio.Task[Playwright]"
    ) -> AsyncIterator[BrowserContext]:
        """The browser for as long as the block lasts. Raises as `launch.opened`."""
        try:
            context = await self.unused()
        except OptoutError as error:
            if error.problem is not errors.LOCKED:
                raise
            context = None  # the other optout may have ended while something was asked here
        self._early = None
        if not (context and context.pages):
            await self._stack.aclose()
            anew = self._with_companion(launch, starting)
            context = await self._stack.enter_async_context(anew)
        try:
            yield context
        except Exception as error:
            await self._person.tell_last(error)
            raise
        finally:
            await self._stack.aclose()

    async def unused(self) -> BrowserContext | None:
        """The browser that was opened early and not needed since. Raises as `launch.opened`."""
        return await self._early if self._early else None

    async def close(self) -> None:
        """Close what was opened early."""
        if self._early:
            await end_task(self._early)
        await self._stack.aclose()

    @contextlib.asynccontextmanager
    async def _with_companion(
        self, launch: Launch, starting: "asyncio.Task[Playwright]"
    ) -> AsyncIterator[BrowserContext]:
        async with opened(launch, starting) as context:
            self._person.expected = True
            opening = asyncio.create_task(self._person.open(context))
            try:
                yield context
            finally:
                await end_task(opening)
                await self._person.close()
