"""The companion of one run: whether there is one, and the browser in which it stands."""

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Self

from playwright.async_api import BrowserContext, Playwright

from optout.browser.launch import Launch, opened
from optout.cli.context import CommandContext
from optout.companion.both import TerminalAndCompanion
from optout.companion.browser import BrowserWithCompanion
from optout.run.plan import OpenBrowser
from optout.terminal.human import EndOfInput, Human

if TYPE_CHECKING:
    from optout.config.settings import Settings


class Beside:
    """To be entered for as long as the run lasts. `human` is the person as the run has them;
    `played`: they are given, and have a companion only if they know of it. `waits`: until an error
    is read."""

    def __init__(self, context: CommandContext, human: Human, *, played: bool, waits: bool) -> None:
        self._context = context
        if not played:
            human = TerminalAndCompanion(context.console, whose=context.profile)
        self.human: Human = human
        context.both = human if isinstance(human, TerminalAndCompanion) else None
        if context.both:
            context.both.waits = waits
        self._browser = BrowserWithCompanion(context.both) if context.both else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        """An error is read before the window closes, where it can be told nowhere else."""
        both = self._context.both
        if both and self._browser:
            try:
                if isinstance(error, EndOfInput):
                    await self._browser.unused()  # why nobody could be asked
                if isinstance(error, Exception):
                    await both.tell_last(error)
            finally:
                await self._browser.close()

    def open_early(
        self, launch: Launch, starting: "asyncio.Task[Playwright]", settings: "Settings"
    ) -> None:
        """Open the browser before any form is known, as something is asked first."""
        if self._browser and self._context.has_companion(settings):
            self._browser.open_early(launch, starting)

    def opening(self, settings: "Settings") -> OpenBrowser:
        """How the browser is opened."""
        return (
            self._browser.opened
            if self._browser and self._context.has_companion(settings)
            else opened
        )

    async def unused(self) -> BrowserContext | None:
        """The browser that was opened early, where no form needed it."""
        return await self._browser.unused() if self._browser else None
