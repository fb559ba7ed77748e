"""The ways that rest on the person's word: by hand, a letter, a setting."""

import functools

from playwright.async_api import BrowserContext, Page

from optout.browser.launch import free_tab
from optout.domain.states import State
from optout.forms import lookup
from optout.page.open_form import Fault, open_form
from optout.page.tab import Listener, Tab
from optout.run.by_hand.manual import by_hand, letter_by_hand
from optout.run.by_hand.papers import print_post, write_papers
from optout.run.by_hand.switch_off import switch_off
from optout.run.form_inputs import FormInput
from optout.run.plan import Plan
from optout.run.recording.recorder import Recorder
from optout.terminal.human import Human


async def told(
    plan: Plan,
    form_input: FormInput,
    human: Human,
    recorder: Recorder,
    context: BrowserContext | None,
) -> State | None:
    """Lead the person through one way; what they say of it, None where nobody can be asked."""
    way = form_input.form
    if way.kind == "switch":
        if context is None:
            return await switch_off(human, way, form_input.url, None)
        page = _Settings(plan, form_input, recorder, await free_tab(context, plan.launch))
        try:
            return await switch_off(human, way, form_input.url, page)
        finally:
            await page.close()
    letter = form_input.letter(None)
    papers = write_papers(recorder, letter, way.letter.email if way.letter else "")
    make_pdf = functools.partial(print_post, recorder, papers, plan.printer)
    if way.kind == "letter":
        controller = lookup.controller_of(way, form_input.country)
        return await letter_by_hand(human, way, controller, letter, papers, make_pdf)
    return await by_hand(human, way.name, form_input.url, letter, papers, make_pdf)


class _Settings:
    """The page with the setting, in the browser of the run."""

    def __init__(self, plan: Plan, form_input: FormInput, recorder: Recorder, page: Page) -> None:
        self._plan, self._recorder, self._page = plan, recorder, page
        self._tab = Tab(page, form_input.allowed, Listener())

    async def open(self, url: str) -> Fault | None:
        return await open_form(self._page, url, self._plan.patience.opening)

    async def close(self) -> None:
        """Hear of the window no more, which stays open."""
        await self._tab.close()

    async def picture(self) -> None:
        await self._recorder.picture(self._tab, "switched-off", "result")
