"""The ways that rest on the person's word: by hand, a letter, a setting."""

import functools
from contextlib import aclosing

from playwright.async_api import BrowserContext

from optout.browser.launch import free_tab
from optout.domain.states import State
from optout.forms import lookup
from optout.run.by_hand.manual import by_hand, letter_by_hand
from optout.run.by_hand.papers import print_post, write_papers
from optout.run.by_hand.switch_off import SettingsPage, switch_off
from optout.run.form_inputs import FormInput
from optout.run.plan import Plan
from optout.run.recording.recorder import Recorder
from optout.terminal.human import Human


async def lead(
    plan: Plan,
    form_input: FormInput,
    human: Human,
    recorder: Recorder,
    context: BrowserContext | None,
) -> State | None:
    """Lead the person through one way; its state by their word, None where nobody can be asked."""
    way = form_input.form
    if way.kind == "switch":
        if context is None:
            return await switch_off(human, way, form_input.url, None)
        tab, opening = await free_tab(context, plan.launch), plan.patience.opening
        async with aclosing(SettingsPage(tab, form_input, recorder, opening)) as page:
            return await switch_off(human, way, form_input.url, page)
    letter = form_input.letter(None)
    papers = write_papers(recorder, letter, way.letter.email if way.letter else "")
    make_pdf = functools.partial(print_post, recorder, papers, plan.printer)
    if way.kind == "letter":
        controller = lookup.controller_of(way, form_input.country)
        return await letter_by_hand(human, way, controller, letter, papers, make_pdf)
    return await by_hand(human, way.name, form_input.url, letter, papers, make_pdf)
