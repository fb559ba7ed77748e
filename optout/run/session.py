"""One run over several forms: one browser, a tab each, together or one after the other."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Playwright

from optout.browser.browser import Launch, new_tab, opened
from optout.browser.printing import Printer
from optout.domain.errors import OptoutError
from optout.domain.outcome import GOOD, Exit, State
from optout.domain.result import Result
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.i18n import labelled
from optout.page import pages
from optout.run import earlier, endings, say, say_standing
from optout.run.coordinator import Coordinator
from optout.run.driver import drive
from optout.run.form_page import BrowserPage
from optout.run.form_run import FormRun
from optout.run.patience import Patience
from optout.run.progress import Event, Facts, PersonSays, ToolStops, after
from optout.run.recorder import Recorder, known_from
from optout.run.shapes import known_shapes
from optout.run.steps.by_hand import by_hand
from optout.run.wish import Wish
from optout.system import disk, lock
from optout.terminal.human import Human

_STOPPED = "the run was stopped"


OpenBrowser = Callable[
    [Launch, "asyncio.Task[Playwright]"], contextlib.AbstractAsyncContextManager[BrowserContext]
]


@dataclass
class Plan:
    """What one run is to do. `wishes` are checked; `report` is told of each end as it comes."""

    wishes: Sequence[Wish]
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
    to_do = [w for w in plan.wishes if not await _done_before(plan, w, human)]
    covering = next((r for r in plan.results if r.state in GOOD), None) if plan.linked else None
    if covering:
        for wish in to_do:
            _cover(plan, wish, covering, human)
        return plan.results
    if not to_do:
        return plan.results
    # What reads pages is made ready while the browser starts.
    ready = asyncio.create_task(asyncio.to_thread(pages.warm))
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
    disk.private_folder(data)
    with lock.held(data), _all_told(plan):
        for wish in plan.wishes:
            if not await _done_before(plan, wish, human):
                await _one_by_hand(plan, wish, human, printer)
    return plan.results


async def _one_by_hand(plan: Plan, wish: Wish, human: Human, printer: Printer) -> None:
    recorder = _recorder(plan, wish, _new_dossier(plan, wish), human)
    letter = wish.letter(None)
    papers = recorder.papers(letter)
    make_pdf = functools.partial(recorder.print, papers, printer)
    facts = Facts()

    def happened(event: Event) -> None:
        recorder.note(facts, event, after(facts, event))

    try:
        done = await by_hand(human, wish.form.name, wish.url, letter, papers, make_pdf)
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


async def _together(plan: Plan, wishes: Sequence[Wish], tabs: Sequence[Page], human: Human) -> None:
    """All forms at once, each to its own end, whatever befalls another."""
    say.opening(human, [wish.form.name for wish in wishes])
    coordinator = Coordinator(human, {w.form.service: w.form.name for w in wishes})
    runs = [
        asyncio.create_task(_one(plan, wish, page, coordinator))
        for wish, page in zip(wishes, tabs, strict=True)
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
    plan: Plan, wishes: Sequence[Wish], page: Page, human: Human
) -> None:
    first: Result | None = None
    for wish in wishes:
        if first is not None and first.state in GOOD:
            _cover(plan, wish, first, human)
            continue
        say.opening(human, [wish.form.name])
        alone = Coordinator(human, {wish.form.service: wish.form.name})
        result = await _one(plan, wish, page, alone)
        first = first or result


async def _one(plan: Plan, wish: Wish, page: Page, coordinator: Coordinator) -> Result:
    """One form, to its end; the others do not wait for one that could not even begin."""
    human = coordinator.turns.human_for(wish.form.service)
    try:
        run = _form_run(plan, wish, page, coordinator)
        return await _follow(plan, run)
    except OptoutError as error:
        _tell(human, wish, error)
        result = Result(wish.form.service, State.FAILED, url=wish.url, fault=error.exit)
        human.stands(say_standing.not_sent(human.name), firm=True, over=True)
        _finish(plan, result, human.tell)
        return result
    finally:
        human.end()


def _form_run(plan: Plan, wish: Wish, page: Page, coordinator: Coordinator) -> FormRun:
    """Goes on with what an earlier run has sent and whose end was not seen, if there is any."""
    last = None if plan.again else plan.store.last(wish.form.service, wish.email)
    dossier = plan.store.open(last.id) if last else _new_dossier(plan, wish)
    known = () if last else known_shapes(wish.form, plan.store)
    return FormRun(
        wish,
        known_from(dossier.record) if last else Facts(),
        _recorder(plan, wish, dossier, coordinator.turns.human_for(wish.form.service), known),
        coordinator,
        functools.partial(BrowserPage, page, wish, plan.patience),
        plan.patience,
    )


async def _follow(plan: Plan, run: FormRun) -> Result:
    fault, why = None, ""
    try:
        await drive(run)
    except OptoutError as error:
        _tell(run.human, run.wish, error)
        fault, why = error.exit, "optout could not go on"
    except asyncio.CancelledError:
        _close(plan, run, _STOPPED, interrupted=True)
        raise
    except Exception:
        # A fault of ours, of whatever kind: what was proved is kept and told before it goes on.
        _close(plan, run, "the run broke off", fault=Exit.NOT_FINISHED)
        raise
    return _close(plan, run, why, fault=fault)


def _close(
    plan: Plan, run: FormRun, why: str, *, interrupted: bool = False, fault: Exit | None = None
) -> Result:
    """What was proved stays; what may have been sent is said."""
    endings.stopped(run, why)
    result = run.recorder.result(interrupted=interrupted, fault=fault)
    _finish(plan, result, run.human.tell)
    return result


def _tell(human: Human, wish: Wish, error: OptoutError) -> None:
    human.say(labelled(wish.form.name, error), style="bold red")


@contextlib.contextmanager
def _all_told(plan: Plan) -> Iterator[None]:
    """Whoever stops the run is told of every form, also of those that had not begun."""
    try:
        yield
    except asyncio.CancelledError:
        told = {result.form for result in plan.results}
        for form, url in ((w.form.service, w.url) for w in plan.wishes):
            if form not in told:
                _finish(plan, Result(form, State.ABANDONED, url=url, interrupted=True))
        raise


def _finish(
    plan: Plan, result: Result, tell: Callable[[Callable[[], None]], None] = lambda talk: talk()
) -> None:
    """`tell` lets it be reported when nobody's question is open."""
    plan.results.append(result)
    tell(functools.partial(plan.report, result))


def _new_dossier(plan: Plan, wish: Wish) -> Dossier:
    return plan.store.create(
        form=wish.form.service,
        service=wish.form.service,
        country=wish.country,
        email=wish.email,
        name=wish.name,
        known_as=wish.known_as,
        url=wish.url,
        form_version=wish.form.version,
        reason_kind=plan.reason_kind,
        practice=plan.practice,
    )


def _recorder(
    plan: Plan, wish: Wish, dossier: Dossier, human: Human, known: Sequence[str] = ()
) -> Recorder:
    tell = functools.partial(_tell, human, wish)
    return Recorder(dossier, tell, evidence=plan.evidence, known=known)


async def _done_before(plan: Plan, wish: Wish, human: Human) -> bool:
    """Whether an earlier run has done this already; it is said, with its date.

    Raises `OptoutError` (EARLIER_UNREADABLE).
    """
    if plan.practice:
        return False
    last = None if plan.again else earlier.done_before(plan.store, wish, human)
    if last is None:
        if plan.again:
            earlier.say_again(plan.store, wish, human)
        await earlier.make_sure(plan.store, wish, human, again=plan.again)
        return False
    state = State.ALREADY_OBJECTED if last.state is State.ACKNOWLEDGED else last.state
    folder = plan.store.root / last.id
    code = last.code_status
    _finish(plan, Result(last.form, state, last.sent, last.id, last.url, last.fields, code, folder))
    return True


def _cover(plan: Plan, wish: Wish, first: Result, human: Human) -> None:
    dossier = plan.store.create(
        form=wish.form.service,
        service=wish.form.service,
        country=wish.country,
        email=wish.email,
        name=wish.name,
        known_as=wish.known_as,
        covered_by=first.id,
        practice=plan.practice,
    )
    dossier.advance(State.COVERED, by="tool", proof=f"linked to {first.id}")
    say.end(human, wish.form.name, State.COVERED)
    _finish(plan, Result(wish.form.service, State.COVERED, id=dossier.id, dossier=dossier.path))
