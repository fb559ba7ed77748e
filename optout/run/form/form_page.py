"""What a run does in a form's page; its `tab` says what the page shows meanwhile.

The driver's tests pass a page without a browser, which has the same methods and such a tab.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Page

from optout.browser.clean_exit import broke_off
from optout.browser.pdf import pdf
from optout.page.fields import AtFront
from optout.page.open_form import Fault, open_form
from optout.page.reading import Reading
from optout.page.tab import Listener, Tab
from optout.page.unreported import Unreported
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import CodeEntered, enter_code
from optout.run.filling import Filling
from optout.run.form_inputs import FormInput
from optout.run.patience import Patience
from optout.run.prefill.answer_gate import GateAnswers, answer_gates
from optout.run.prefill.point_at import point_at, point_at_code
from optout.run.prefill.prefill import Prefill, continue_from
from optout.run.prefill.preflight import Preflight, preflight
from optout.run.prefill.read_back import ReadBack, read_back, watch_over
from optout.run.prefill.same_form import same_form
from optout.run.talk.prompt import Prompt
from optout.system.attempt import ActFailed, attempt

_LEAVING = 1.0
"""Seconds that a run's end waits for word of its cookie."""


class BrowserPage:
    """The page of one form. Each look at its windows raises `PageGone` once they are closed."""

    def __init__(
        self,
        page: Page,
        form_input: FormInput,
        patience: Patience,
        profile: Path,
        listener: Listener,
    ) -> None:
        self.tab = Tab(page, form_input.allowed, listener)
        self._form_input, self._patience, self._profile = form_input, patience, profile
        self._unreported = Unreported(page, form_input.allowed.permits, listener.on_gone)
        self._listens = False
        self.signed_in: bool | None = None
        """Whether the browser is, as the run ends; None: only the pages that showed may tell."""

    async def open(self, url: str) -> Fault | None:
        if not self._listens:
            self._listens = True
            await self._unreported.listen()
        fault = await open_form(self.tab.page, url, self._patience.opening)
        if fault is None:
            await self.tab.parsed()
        return fault

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
        filling = await continue_from(before)
        prefill = Prefill(self.tab, self._form_input, prompt, at_front, filling)
        return await prefill.fill_all(reading, begun)

    async def same_form(self, filling: Filling, reading: Reading) -> bool:
        return await same_form(filling, reading)

    async def watch_over(self, filling: Filling) -> None:
        await watch_over(self.tab, filling)

    async def read_back(self, filling: Filling, reading: Reading) -> ReadBack:
        return await read_back(filling, reading)

    async def preflight(self, filling: Filling, before: Reading) -> Preflight:
        return await preflight(self.tab, filling, before)

    async def point_at(self, prompt: Prompt, at_front: AtFront, filling: Filling) -> None:
        await point_at(Prefill(self.tab, self._form_input, prompt, at_front, filling))

    async def point_at_code(self, prompt: Prompt) -> None:
        await point_at_code(self.tab, prompt, self._form_input.form.name)

    async def enter_code(
        self, code: str, delivery: CodeDelivery, typed: Callable[[], None], *, sent: bool
    ) -> CodeEntered:
        return await enter_code(self.tab, code, delivery, self._patience, typed, sent=sent)

    async def out_of_sight(self) -> bool:
        """Something may have left a window that is closed without a word of it."""
        return self.tab.lost or await broke_off(self.tab.page.context, self._profile)

    async def note_sign_in(self) -> None:
        """Note whether the record's cookie is there for its form's host, of which only the name is
        taken. Nothing where it names none, the form is elsewhere, or the browser is gone."""
        record, url = self._form_input.form, self._form_input.url
        if not (record.session_cookie and record.allowed.permits(url)):
            return
        try:
            cookies = self.tab.page.context.cookies(url)
            names = {one["name"] for one in await attempt(cookies, _LEAVING)}
        except ActFailed:
            return
        self.signed_in = record.session_cookie in names

    async def print(self, html: str) -> bytes:
        return await pdf(html, self.tab.page.context)


OpenPage = Callable[[Listener], BrowserPage]
"""Makes the page of one form, whose tab calls the listener."""
