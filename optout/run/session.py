"""One run over several forms: one browser, a tab each, together or one after the other."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Playwright

from optout.browser.launch import Launch, new_tab, opened
from optout.browser.pdf import Printer
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.domain.states import GOOD, Exit, State
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.i18n import labelled
from optout.page import reading
from optout.run import endings, history, messages, standing_messages
from optout.run.coordinator import Coordinator
from optout.run.drift import known_shapes
from optout.run.driver import drive
from optout.run.form_inputs import FormInput
from optout.run.form_page import BrowserPage
from optout.run.form_run import FormRun
from optout.run.patience import Patience
from optout.run.progress import Event, Facts, PersonSays, ToolStops, after
from optout.run.recorder import Recorder, known_from
from optout.run.steps.manual import by_hand
from optout.system import files, lock
from optout.terminal.human import Human

_STOPPED = Why(Proof.RUN_STOPPED)


OpenBrowser = Callable[
    [Launch, "asyncio.Task[Playwright]"], contextlib.AbstractAsyncContextManager[BrowserContext]
]


@dataclass
class Plan:
    """What one run is to do. `form_inputs` are checked; `report` is told of each end."""

    form_inputs: Sequence[FormInput]
    store: Store
    launch: Launch
    linked: bool = False
    again: bool = False
    evidence: bool = True
    practice: bool = False
    reason_kind: str = ""
    patience: Patience = field(default_factory=Patience)
    browser: OpenBrowser = opened
    report: Callable[[Result], None] = lambda _result: None
    results: list[Result] = field(default_factory=list)


async def run_forms(plan: Plan, human: Human, starting: "asyncio.Task[Playwright]") -> list[Result]:
    """Run all forms of the plan; after Ctrl-C or a closed terminal, what each has reached.

    Raises `OptoutError` when the browser cannot be opened; nothing has been recorded then.
    """
    with _all_told(plan):
        return await _run_forms(plan, human, starting)


async def _run_forms(
    plan: Plan, human: Human, starting: "asyncio.Task[Playwright]"
) -> list[Result]:
    to_do = [w for w in plan.form_inputs if not await _done_before(plan, w, human)]
    covering = next((r for r in plan.results if r.state in GOOD), None) if plan.linked else None
    if covering:
        for form_input in to_do:
            _cover(plan, form_input, covering, human)
        return plan.results
    if not to_do:
        return plan.results
    # What reads pages is made ready while the browser starts.
    ready = asyncio.create_task(asyncio.to_thread(reading.warm))
    async with plan.browser(plan.launch, starting) as context:
        await asyncio.to_thread(plan.store.tidy)
        await ready
        tabs = await _tabs(context, plan.launch, 1 if plan.linked else len(to_do))
        if plan.linked:
            await _one_after_the_other(plan, to_do, tabs[0], human)
        else:
            await _together(plan, to_do, tabs, human)
    return plan.results


async def run_by_hand(plan: Plan, human: Human, printer: Printer) -> list[Result]:
    """The manual mode for every form: no window is opened. Raises `OptoutError` (LOCKED, DISK)."""
    data = plan.store.root.parent
    files.private_folder(data)
    with lock.held(data), _all_told(plan):
        for form_input in plan.form_inputs:
            if not await _done_before(plan, form_input, human):
                await _one_by_hand(plan, form_input, human, printer)
    return plan.results


async def _one_by_hand(plan: Plan, form_input: FormInput, human: Human, printer: Printer) -> None:
    recorder = _recorder(plan, form_input, _new_dossier(plan, form_input), human)
    letter = form_input.letter(None)
    papers = recorder.papers(letter)
    make_pdf = functools.partial(recorder.print, papers, printer)
    facts = Facts()

    def happened(event: Event) -> None:
        recorder.note(facts, event, after(facts, event))

    try:
        done = await by_hand(human, form_input.form.name, form_input.url, letter, papers, make_pdf)
    except asyncio.CancelledError:
        happened(ToolStops(State.ABANDONED, _STOPPED))
        _finish(plan, recorder.result(interrupted=True))
        raise
    if done.sent is not None:
        happened(PersonSays(State.UNCONFIRMED if done.sent else State.ABANDONED))
    _finish(plan, recorder.result())


async def _tabs(context: BrowserContext, launch: Launch, count: int) -> list[Page]:
    tabs = list(context.pages[:1])
    while len(tabs) < count:
        tabs.append(await new_tab(context, launch))
    return tabs


async def _together(
    plan: Plan, form_inputs: Sequence[FormInput], tabs: Sequence[Page], human: Human
) -> None:
    """All forms at once, each to its own end, whatever befalls another."""
    messages.opening(human, [form_input.form.name for form_input in form_inputs])
    coordinator = Coordinator(human, {w.form.key: w.form.name for w in form_inputs})
    runs = [
        asyncio.create_task(_one(plan, form_input, page, coordinator))
        for form_input, page in zip(form_inputs, tabs, strict=True)
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


async def _one_after_the_other(
    plan: Plan, form_inputs: Sequence[FormInput], page: Page, human: Human
) -> None:
    first: Result | None = None
    for form_input in form_inputs:
        if first is not None and first.state in GOOD:
            _cover(plan, form_input, first, human)
            continue
        messages.opening(human, [form_input.form.name])
        alone = Coordinator(human, {form_input.form.key: form_input.form.name})
        result = await _one(plan, form_input, page, alone)
        first = first or result


async def _one(plan: Plan, form_input: FormInput, page: Page, coordinator: Coordinator) -> Result:
    """One form, to its end; the others do not wait for one that could not even begin."""
    human = coordinator.turns.human_for(form_input.form.key)
    try:
        run = _form_run(plan, form_input, page, coordinator)
        return await _follow(plan, run)
    except OptoutError as error:
        _tell(human, form_input, error)
        result = Result(form_input.form.key, State.FAILED, url=form_input.url, fault=error.exit)
        human.stands(standing_messages.not_sent(human.name), firm=True, over=True)
        _finish(plan, result, human.tell)
        return result
    finally:
        human.end()


def _form_run(plan: Plan, form_input: FormInput, page: Page, coordinator: Coordinator) -> FormRun:
    """Goes on with what an earlier run has sent and whose end was not seen, if there is any."""
    last = None if plan.again else plan.store.last(form_input.form.key, form_input.email)
    dossier = plan.store.open(last.id) if last else _new_dossier(plan, form_input)
    known = () if last else known_shapes(form_input.form, plan.store)
    return FormRun(
        form_input,
        known_from(dossier.record) if last else Facts(),
        _recorder(
            plan, form_input, dossier, coordinator.turns.human_for(form_input.form.key), known
        ),
        coordinator,
        functools.partial(BrowserPage, page, form_input, plan.patience),
        plan.patience,
    )


async def _follow(plan: Plan, run: FormRun) -> Result:
    fault, why = None, None
    try:
        await drive(run)
    except OptoutError as error:
        _tell(run.human, run.form_input, error)
        fault, why = error.exit, Why(Proof.COULD_NOT_GO_ON)
    except asyncio.CancelledError:
        _close(plan, run, _STOPPED, interrupted=True)
        raise
    except Exception:
        # A fault of ours, of whatever kind: what was proved is kept and told before it goes on.
        _close(plan, run, Why(Proof.RUN_BROKE_OFF), fault=Exit.NOT_FINISHED)
        raise
    return _close(plan, run, why, fault=fault)


def _close(
    plan: Plan,
    run: FormRun,
    why: Why | None,
    *,
    interrupted: bool = False,
    fault: Exit | None = None,
) -> Result:
    """What was proved stays; what may have been sent is said."""
    endings.stopped(run, why)
    result = run.recorder.result(interrupted=interrupted, fault=fault)
    _finish(plan, result, run.human.tell)
    return result


def _tell(human: Human, form_input: FormInput, error: OptoutError) -> None:
    human.say(labelled(form_input.form.name, error), style="bold red")


@contextlib.contextmanager
def _all_told(plan: Plan) -> Iterator[None]:
    """Whoever stops the run is told of every form, also of those that had not begun."""
    try:
        yield
    except asyncio.CancelledError:
        told = {result.form for result in plan.results}
        for form, url in ((w.form.key, w.url) for w in plan.form_inputs):
            if form not in told:
                _finish(plan, Result(form, State.ABANDONED, url=url, interrupted=True))
        raise


def _finish(
    plan: Plan, result: Result, tell: Callable[[Callable[[], None]], None] = lambda talk: talk()
) -> None:
    """`tell` lets it be reported when nobody's question is open."""
    plan.results.append(result)
    tell(functools.partial(plan.report, result))


def _new_dossier(plan: Plan, form_input: FormInput) -> Dossier:
    return plan.store.create(
        form=form_input.form.key,
        service=form_input.form.service,
        country=form_input.country,
        email=form_input.email,
        name=form_input.name,
        known_as=form_input.known_as,
        url=form_input.url,
        form_version=form_input.form.version,
        reason_kind=plan.reason_kind,
        practice=plan.practice,
    )


def _recorder(
    plan: Plan, form_input: FormInput, dossier: Dossier, human: Human, known: Sequence[str] = ()
) -> Recorder:
    tell = functools.partial(_tell, human, form_input)
    return Recorder(dossier, tell, evidence=plan.evidence, known=known)


async def _done_before(plan: Plan, form_input: FormInput, human: Human) -> bool:
    """Whether an earlier run has done this already; it is said, with its date.

    Raises `OptoutError` (EARLIER_UNREADABLE).
    """
    if plan.practice:
        return False
    last = None if plan.again else history.done_before(plan.store, form_input, human)
    if last is None:
        if plan.again:
            history.say_again(plan.store, form_input, human)
        await history.make_sure(plan.store, form_input, human, again=plan.again)
        return False
    state = State.ALREADY_OBJECTED if last.state is State.ACKNOWLEDGED else last.state
    folder = plan.store.root / last.id
    code = last.code_status
    _finish(plan, Result(last.form, state, last.sent, last.id, last.url, last.fields, code, folder))
    return True


def _cover(plan: Plan, form_input: FormInput, first: Result, human: Human) -> None:
    dossier = plan.store.create(
        form=form_input.form.key,
        service=form_input.form.service,
        country=form_input.country,
        email=form_input.email,
        name=form_input.name,
        known_as=form_input.known_as,
        covered_by=first.id,
        practice=plan.practice,
    )
    dossier.advance(State.COVERED, by="tool", proof=Proof.LINKED, words=first.id)
    messages.end(human, form_input.form.name, State.COVERED)
    _finish(plan, Result(form_input.form.key, State.COVERED, id=dossier.id, dossier=dossier.path))
