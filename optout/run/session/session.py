"""One run over several services: one browser; a company's forms together, all else in turn."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playwright.async_api import BrowserContext, Playwright

from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import OBJECTED, Exit, State
from optout.i18n import _
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
from optout.run.progress import Event, Facts, PersonSays, ToolStops, after
from optout.run.recording import history
from optout.run.session import open_window
from optout.run.talk import sending_messages
from optout.system import lock, own_pages
from optout.terminal.human import EndOfInput, Human

if TYPE_CHECKING:
    from optout.dossier.record import Record

InTabs = Callable[[Plan, Sequence[FormInput], BrowserContext, Human], Coroutine[Any, Any, None]]


async def run_forms(plan: Plan, human: Human, starting: "asyncio.Task[Playwright]") -> None:
    """Run all forms of the plan; `plan.results` tells what each has reached, whatever stops it.

    Raises `OptoutError` when the browser cannot be opened, or LOCKED; nothing has been recorded
    of the forms that have not begun. There are no results where that was so from the start.
    """
    with _all_reported(plan):
        await _run_forms(plan, human, starting)


async def _run_forms(plan: Plan, human: Human, starting: "asyncio.Task[Playwright]") -> None:
    to_do = await _to_do(plan, human, opens_page=True)
    if not plan.practice and any(one.url and one.form.needs_account for one in to_do):
        with _alone(plan):  # else no window opens
            plan.check_browser(plan.launch)
            human.say(_("You must be signed in to your account, in the window that opens now."))
    in_turn = _in_turn(to_do)
    while in_turn:
        if not in_turn[0][0].url:
            with _alone(plan):
                await _by_word(plan, in_turn.pop(0)[0], human)
            continue
        ready = asyncio.create_task(_ready(starting))
        async with plan.browser(plan.launch, starting) as context:
            await asyncio.to_thread(plan.store.tidy)
            await _in_browser(plan, in_turn, context, human, await ready)
            if not (in_turn and await _goes_on(human, in_turn[0][0])):
                _finish_others(plan, State.ABANDONED)
                plan.at_end(plan)
                await open_window.read_before_end(plan, context, human)
                return
    plan.at_end(plan)


async def _to_do(plan: Plan, human: Human, *, opens_page: bool) -> list[FormInput]:
    """What no earlier run has done, and no other objection covers."""
    last = [await _done_before(plan, one, human, opens_page=opens_page) for one in plan.form_inputs]
    if any(one is not None and not one.refused for one in last):
        sending_messages.once_is_enough(human)
    left = [one for one, done in zip(plan.form_inputs, last, strict=True) if not done]
    covers = [covering(plan, one) for one in left]
    for form_input, first in zip(left, covers, strict=True):
        if first:
            cover(plan, form_input, first, human)
    return [one for one, first in zip(left, covers, strict=True) if not first]


async def _in_browser(
    plan: Plan,
    in_turn: list[list[FormInput]],
    context: BrowserContext,
    human: Human,
    in_tabs: "InTabs",
) -> None:
    """Take from `in_turn` what is done, until the person closes the browser."""
    if not plan.launch.headless:
        human.say(_("Keep both windows open, this one and the browser's."))
    closed = asyncio.Event()
    context.on("close", lambda _context: closed.set())
    while in_turn and not closed.is_set():
        together = in_turn.pop(0)
        if together[0].form.kind == "form":
            await in_tabs(plan, together, context, human)
            if in_turn and in_turn[0][0].url:
                name = in_turn[0][0].form.name
                await open_window.read_before(plan, context, human, name, plan.results[-1])
        else:
            await _by_word(plan, together[0], human, context)
        if not own_pages.of_sites(context):  # only the companion is left
            return


async def _goes_on(human: Human, form_input: FormInput) -> bool:
    """The person wants the browser open again, which they have closed."""
    question = _("The browser was closed. Go on with {form}?").format(form=form_input.form.name)
    return human.can_ask and await human.yes_no(question, default=True)


def _in_turn(form_inputs: Sequence[FormInput]) -> list[list[FormInput]]:
    """What is done one after the other, company by company: its forms at once, then the rest."""
    found: dict[tuple[str, str], list[FormInput]] = {}
    companies = list(dict.fromkeys(one.form.company for one in form_inputs))
    for form_input in sorted(form_inputs, key=lambda one: companies.index(one.form.company)):
        form = form_input.form
        found.setdefault((form.company, "" if form.kind == "form" else form.key), []).append(
            form_input
        )
    return list(found.values())


async def _ready(starting: "asyncio.Task[Playwright]") -> "InTabs":
    """What works in tabs, imported while the browser starts: that is not to wait for it."""
    await asyncio.wait({starting})
    return await asyncio.to_thread(_what_works_in_tabs)


def _what_works_in_tabs() -> "InTabs":
    """It is imported, and what it reads pages with is read."""
    from optout.page import reading
    from optout.run.session.in_tabs import in_tabs

    reading.warm()
    return in_tabs


async def run_by_hand(plan: Plan, human: Human) -> None:
    """The manual mode for every form: no window is opened. Raises `OptoutError` (LOCKED)."""
    with _alone(plan), _all_reported(plan):
        for form_input in await _to_do(plan, human, opens_page=False):
            await _by_word(plan, form_input, human)


@contextlib.contextmanager
def _alone(plan: Plan) -> Iterator[None]:
    """No other optout works with the plan's data meanwhile. Raises `OptoutError` as `held`."""
    with lock.held(plan.store.root.parent):
        yield


async def _by_word(
    plan: Plan, form_input: FormInput, human: Human, context: BrowserContext | None = None
) -> None:
    """What the person does and says: by hand, a letter, a setting in a tab of `context`.

    Where it cannot go on it is told, and the others go on.
    """
    from optout.run.by_hand import by_word

    try:
        dossier = new_dossier(plan, form_input)
    except OptoutError as error:
        tell(human, form_input, error)
        finish(plan, not_begun(plan, form_input, State.FAILED, fault=error.exit))
        return
    facts, recorder = Facts(), recorder_of(plan, form_input, dossier, human)

    def happened(event: Event) -> None:
        recorder.note(facts, event, after(facts, event))

    def close(why: Why | None, fault: Exit | None, interrupted: bool) -> None:
        if why is not None:
            helpless = why.proof is Proof.COULD_NOT_GO_ON
            happened(ToolStops(State.FAILED if helpless else State.ABANDONED, why))
        finish(plan, recorder.result(fault=fault, interrupted=interrupted))

    with to_its_end(functools.partial(tell, human, form_input), close):
        state = await by_word.lead(plan, form_input, human, recorder, context)
        if state is not None:
            happened(PersonSays(state))


@contextlib.contextmanager
def _all_reported(plan: Plan) -> Iterator[None]:
    """Whatever stops the run, or whoever goes away, each form is reported, also those not begun."""
    try:
        yield
    except (asyncio.CancelledError, EndOfInput) as end:
        interrupted = isinstance(end, asyncio.CancelledError)
        _finish_others(plan, State.ABANDONED, interrupted=interrupted)
        raise
    except OptoutError as error:
        if plan.results:  # else it is the end of the whole run, which has not begun
            _finish_others(plan, State.FAILED, fault=error.exit)
        raise


def _finish_others(
    plan: Plan, state: State, *, fault: Exit | None = None, interrupted: bool = False
) -> None:
    """Give every form without a result the end of one that has not begun."""
    ended = {result.form for result in plan.results}
    for form_input in plan.form_inputs:
        if form_input.form.key not in ended:
            finish(plan, not_begun(plan, form_input, state, fault=fault, interrupted=interrupted))


async def _done_before(
    plan: Plan, form_input: FormInput, human: Human, *, opens_page: bool
) -> "Record | None":
    """The record of the run that has done this already, which is said, with its date.

    Raises `OptoutError` (EARLIER_UNREADABLE; LOCKED where a page is to be opened).
    """
    if plan.practice:
        return None
    history.show_earlier(plan.store, form_input.form, form_input.email, human)
    last = earlier(plan, form_input)
    if opens_page and not (last and history.is_over(last)):
        with _alone(plan):  # a run that goes on still would be told as one that was cut off
            last = earlier(plan, form_input)
    if plan.again:
        history.say_again(plan.store, form_input, human)
    else:
        history.say_before(plan.store, form_input, last, human, opens_page=opens_page)
    if last is None or not history.is_settled(last):
        await history.make_sure(plan.store, form_input, human, again=plan.again)
        return None
    known = last.state is State.ACKNOWLEDGED or last.state not in OBJECTED  # it was answered
    state = State.ALREADY_OBJECTED if known else last.state
    result = history.result_of(last, plan.store.folder(last.id))
    finish(plan, replace(result, state=state, recorded=last.state))
    return last
