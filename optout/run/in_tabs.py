"""The forms of a run in the browser's tabs: side by side, or one after the other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from playwright.async_api import BrowserContext, Page

from optout.browser.launch import free_tab, new_tab
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.domain.states import Exit, State
from optout.dossier.record import Record
from optout.page import reading
from optout.run import endings, messages, standing_messages
from optout.run.coordinator import Coordinator
from optout.run.drift import known_shapes
from optout.run.driver import drive
from optout.run.form_inputs import FormInput
from optout.run.form_page import BrowserPage
from optout.run.form_run import FormRun
from optout.run.plan import (
    STOPPED,
    Plan,
    cover,
    covering,
    finish,
    new_dossier,
    recorder_of,
    tell,
)
from optout.run.progress import Facts
from optout.run.recorder import known_from
from optout.terminal.human import Human


def warm() -> None:
    """Read what pages are read with, now: for example while the browser starts."""
    reading.warm()


async def in_tabs(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    """Follow every form to its end, each in its tab as soon as that is there."""
    if plan.linked:
        await _one_after_the_other(plan, form_inputs, context, human)
    else:
        await _together(plan, form_inputs, context, human)


async def _tab(plan: Plan, context: BrowserContext, number: int) -> Page:
    """The browser's own tab for the first form, if it is free, a new one for each other."""
    return await (free_tab if number == 0 else new_tab)(context, plan.launch)


async def _together(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    """All forms at once, each to its own end, whatever befalls another."""
    messages.opening(human, [form_input.form.name for form_input in form_inputs])
    _say_unseen(plan, form_inputs, human)
    coordinator = Coordinator(human, {w.form.key: w.form.name for w in form_inputs})
    runs = [
        asyncio.create_task(
            _one(plan, form_input, partial(_tab, plan, context, number), coordinator)
        )
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


def _say_unseen(plan: Plan, form_inputs: Sequence[FormInput], human: Human) -> None:
    for form_input in form_inputs:
        if not plan.practice and form_input.url == form_input.form.url:
            messages.unseen(human, form_input.form)


async def _one_after_the_other(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    for form_input in form_inputs:
        if first := covering(plan, form_input):
            cover(plan, form_input, first, human)
            continue
        messages.opening(human, [form_input.form.name])
        _say_unseen(plan, [form_input], human)
        alone = Coordinator(human, {form_input.form.key: form_input.form.name})
        await _one(plan, form_input, partial(_tab, plan, context, 0), alone)


async def _one(
    plan: Plan,
    form_input: FormInput,
    tab: Callable[[], Awaitable[Page]],
    coordinator: Coordinator,
) -> Result:
    """One form, to its end; the others do not wait for one that could not even begin."""
    human = coordinator.turns.human_for(form_input.form.key)
    try:
        run = _form_run(plan, form_input, await tab(), coordinator)
        return await _to_its_end(plan, run)
    except OptoutError as error:
        tell(human, form_input, error)
        result = Result(form_input.form.key, State.FAILED, url=form_input.url, fault=error.exit)
        last, known = _earlier(plan, form_input), Facts()
        if last:
            known = known_from(last)
            result = replace(result, sent=last.sent, id=last.id)
        human.stands(standing_messages.not_begun(human.name, known), firm=True, over=True)
        finish(plan, result, human.tell)
        return result
    finally:
        human.end()


def _earlier(plan: Plan, form_input: FormInput) -> Record | None:
    """The record of what an earlier run has sent here, if this one is to go on with it."""
    return None if plan.again else plan.store.last(form_input.form.key, form_input.email)


def _form_run(plan: Plan, form_input: FormInput, page: Page, coordinator: Coordinator) -> FormRun:
    """Goes on with what an earlier run has sent and whose end was not seen, if there is any."""
    last = _earlier(plan, form_input)
    dossier = plan.store.open(last.id) if last else new_dossier(plan, form_input)
    known = () if last else known_shapes(form_input.form, plan.store)
    return FormRun(
        form_input,
        known_from(dossier.record) if last else Facts(),
        recorder_of(
            plan, form_input, dossier, coordinator.turns.human_for(form_input.form.key), known
        ),
        coordinator,
        partial(BrowserPage, page, form_input, plan.patience, plan.launch.profile),
        plan.patience,
    )


async def _to_its_end(plan: Plan, run: FormRun) -> Result:
    # What holds where a fault of ours ends it: what was proved is kept and told all the same.
    fault: Exit | None = Exit.NOT_FINISHED
    why: Why | None = Why(Proof.RUN_BROKE_OFF)
    interrupted = False
    try:
        await drive(run)
        fault, why = None, None
    except OptoutError as error:
        tell(run.human, run.form_input, error)
        fault, why = error.exit, Why(Proof.COULD_NOT_GO_ON)
    except asyncio.CancelledError:
        fault, why, interrupted = None, STOPPED, True
        raise
    finally:
        result = _close(plan, run, why, interrupted=interrupted, fault=fault)
    return result


def _close(
    plan: Plan,
    run: FormRun,
    why: Why | None,
    *,
    interrupted: bool,
    fault: Exit | None,
) -> Result:
    """What was proved stays; what may have been sent is said."""
    endings.stopped(run, why)
    result = run.recorder.result(interrupted=interrupted, fault=fault)
    finish(plan, result, run.human.tell)
    return result
