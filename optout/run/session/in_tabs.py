"""The forms of a run in the browser's tabs: side by side, or one after the other."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from playwright.async_api import BrowserContext, Page

from optout.browser.launch import free_tab, new_tab
from optout.domain.errors import OptoutError
from optout.domain.proofs import Why
from optout.domain.states import Exit, State
from optout.run.form.form_page import BrowserPage
from optout.run.form.form_run import FormRun
from optout.run.form_inputs import FormInput
from optout.run.plan import (
    Plan,
    cover,
    covering,
    earlier,
    finish,
    new_dossier,
    not_begun,
    recorder_of,
    tell,
    to_its_end,
)
from optout.run.progress import Facts
from optout.run.recording.drift import known_fingerprints
from optout.run.recording.history import known_from
from optout.run.session import open_window
from optout.run.steps import endings
from optout.run.steps.driver import drive
from optout.run.talk import messages, standing_messages
from optout.run.talk.coordinator import Coordinator
from optout.run.talk.notes import Note
from optout.terminal.human import Human


async def in_tabs(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    """Follow every form to its end, each in its tab as soon as that is there."""
    if plan.linked:
        await _one_after_the_other(plan, form_inputs, context, human)
    else:
        await _together(plan, form_inputs, context, human)


async def _together(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    """All forms at once, each to its own end, whatever befalls another."""
    coordinator = _opening(plan, form_inputs, human)
    runs = [
        asyncio.create_task(_one(plan, form_input, context, coordinator, first=number == 0))
        for number, form_input in enumerate(form_inputs)
    ]
    try:
        await asyncio.wait(runs)
    except asyncio.CancelledError:
        coordinator.turns.stop()
        raise
    finally:
        for run in runs:
            run.cancel()
        ends = await asyncio.gather(*runs, return_exceptions=True)
        coordinator.turns.close()
    for end in ends:
        if isinstance(end, BaseException):
            raise end


def _opening(plan: Plan, form_inputs: Sequence[FormInput], human: Human) -> Coordinator:
    """Say which forms are opened, and how well each is known; what they share."""
    forms = [form_input.form for form_input in form_inputs]
    messages.opening(human, [form.name for form in forms])
    for form_input in form_inputs:
        if not plan.practice and form_input.url == form_input.form.url:
            messages.untried(human, form_input.form)
    return Coordinator(human, {form.key: form.name for form in forms})


async def _one_after_the_other(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    begun = False
    for form_input in form_inputs:
        if first := covering(plan, form_input):
            cover(plan, form_input, first, human)
            continue
        if begun:
            await open_window.read_before(plan, context, human, form_input.form.name)
        begun = True
        alone = _opening(plan, [form_input], human)
        await _one(plan, form_input, context, alone, first=True)


async def _one(
    plan: Plan,
    form_input: FormInput,
    context: BrowserContext,
    coordinator: Coordinator,
    *,
    first: bool,
) -> None:
    """One form, to its end; the others do not wait for one that could not even begin. The `first`
    has the browser's own tab, if it is free."""
    human = coordinator.turns.human_for(form_input.form.key)
    try:
        page = await (free_tab if first else new_tab)(context, plan.launch)
        run = _form_run(plan, form_input, page, coordinator)
        await _to_its_end(plan, run)
    except OptoutError as error:
        tell(human, form_input, error)
        result = not_begun(plan, form_input, State.FAILED, fault=error.exit)
        standing = standing_messages.not_begun(human.name, result.sent)
        human.stands(standing, firm=True, later=True)
        finish(plan, result, human.tell)
    finally:
        human.end()


def _form_run(plan: Plan, form_input: FormInput, page: Page, coordinator: Coordinator) -> FormRun:
    """Goes on with what an earlier run has sent and whose end was not seen, if there is any."""
    last = earlier(plan, form_input)
    dossier = plan.store.open(last.id) if last else new_dossier(plan, form_input)
    known = () if last else known_fingerprints(form_input.form, plan.store)
    human = coordinator.turns.human_for(form_input.form.key)
    return FormRun(
        form_input,
        known_from(dossier.record) if last else Facts(),
        recorder_of(plan, form_input, dossier, human, known),
        coordinator,
        partial(BrowserPage, page, form_input, plan.patience, plan.launch.profile),
        plan.patience,
    )


async def _to_its_end(plan: Plan, run: FormRun) -> None:
    """What was proved stays; what may have been sent is said."""

    def close(why: Why | None, fault: Exit | None, interrupted: bool) -> None:
        endings.stopped(run, why)
        result = run.recorder.result(fault=fault, interrupted=interrupted)
        asked = run.notes.told(Note.SIGN_IN)
        result = replace(
            result, signed_in=asked if run.page.signed_in is None else run.page.signed_in
        )
        finish(plan, result, run.human.tell)

    with to_its_end(partial(tell, run.human, run.form_input), close):
        await drive(run)
