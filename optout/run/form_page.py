"""What a run sees of a form's page and does in it: the one way from the driver to the browser.

`BrowserPage` is the real one; the driver's own tests pass another.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

from playwright.async_api import Page

from optout.browser.pdf import pdf
from optout.page.fields import AtFront
from optout.page.open_form import Opened, open_form
from optout.page.reading import Reading
from optout.page.tab import Listener, Tab
from optout.run.filling import Filling
from optout.run.form_inputs import FormInput
from optout.run.patience import Patience
from optout.run.prompt import Prompt
from optout.run.same_form import same_form
from optout.run.steps.answer_gate import GateAnswers, answer_gates
from optout.run.steps.enter_code import CodeEntered, enter_code
from optout.run.steps.point_at import point_at, point_at_code
from optout.run.steps.prefill import Prefill, going_on
from optout.run.steps.preflight import Preflight, preflight
from optout.run.steps.read_back import Kept, kept, watch_over


class FormTab(Protocol):
    """What the windows of one form show. Each look raises `PageGone` once they are closed."""

    @property
    def crashed(self) -> bool: ...
    @property
    def lost(self) -> bool: ...
    async def look(self) -> Reading: ...
    async def settle(self, *, still: float = 0.5, patience: float = 4.0) -> Reading: ...
    async def moved(self) -> None: ...
    async def moved_within(self, seconds: float) -> bool: ...
    async def to_front(self) -> None: ...
    async def catch_up(self) -> None: ...
    async def close(self) -> None: ...
    async def picture(self, *, all_typed: bool) -> bytes | None: ...
    async def words(self) -> str: ...
    async def tree(self) -> str: ...
    def wake_after(self, act: Awaitable[object]) -> None: ...


class FormPage(Protocol):
    """What is done in the page of one form."""

    @property
    def tab(self) -> FormTab: ...
    async def open(self, url: str) -> Opened: ...
    async def answer_gates(self, reading: Reading) -> GateAnswers: ...
    async def fill(
        self,
        reading: Reading,
        prompt: Prompt,
        at_front: AtFront,
        before: Filling,
        begun: Callable[[Filling], None],
    ) -> Filling: ...
    async def same_form(self, filling: Filling, reading: Reading) -> bool: ...
    async def watch_over(self, filling: Filling) -> None: ...
    async def kept(self, filling: Filling, reading: Reading) -> Kept: ...
    async def preflight(self, filling: Filling, before: Reading) -> Preflight: ...
    async def point_at(self, prompt: Prompt, at_front: AtFront, filling: Filling) -> None: ...
    async def point_at_code(self, prompt: Prompt) -> None: ...
    async def enter_code(self, reading: Reading, code: str, *, sent: bool) -> CodeEntered: ...
    async def print(self, html: str) -> bytes: ...


OpenPage = Callable[[Listener], FormPage]
"""Makes the page of one form, which tells the listener what befalls it."""


class BrowserPage:
    """A form's page in the browser."""

    def __init__(
        self, page: Page, form_input: FormInput, patience: Patience, listener: Listener
    ) -> None:
        self.tab = Tab(page, form_input.allowed, listener)
        self._form_input, self._patience = form_input, patience

    async def open(self, url: str) -> Opened:
        opened = await open_form(self.tab.page, url, self._patience.opening)
        if opened.fault is None:
            await self.tab.parsed()
        return opened

    async def answer_gates(self, reading: Reading) -> GateAnswers:
        return await answer_gates(self.tab, reading, self._form_input)

    async def fill(
        self,
        reading: Reading,
        prompt: Prompt,
        at_front: AtFront,
        before: Filling,
        begun: Callable[[Filling], None],
    ) -> Filling:
        filling = await going_on(before)
        prefill = Prefill(self.tab, self._form_input, prompt, at_front, filling)
        return await prefill.whole(reading, begun)

    async def same_form(self, filling: Filling, reading: Reading) -> bool:
        return await same_form(filling, reading)

    async def watch_over(self, filling: Filling) -> None:
        await watch_over(self.tab, filling)

    async def kept(self, filling: Filling, reading: Reading) -> Kept:
        return await kept(filling, reading)

    async def preflight(self, filling: Filling, before: Reading) -> Preflight:
        return await preflight(self.tab, filling, before)

    async def point_at(self, prompt: Prompt, at_front: AtFront, filling: Filling) -> None:
        await point_at(Prefill(self.tab, self._form_input, prompt, at_front, filling))

    async def point_at_code(self, prompt: Prompt) -> None:
        await point_at_code(self.tab, prompt, self._form_input.form.name)

    async def enter_code(self, reading: Reading, code: str, *, sent: bool) -> CodeEntered:
        return await enter_code(self.tab, reading, code, self._patience, sent=sent)

    async def print(self, html: str) -> bytes:
        return await pdf(html, self.tab.page.context)
