"""One run over several forms: one browser, a tab each, together or one after the other."""

import asyncio
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Playwright

from optout import disk, lock, pages
from optout.browser import Launch, opened
from optout.case import Case
from optout.detours import Shared
from optout.dossier.file import Dossier
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.errors import OptoutError
from optout.flow import FormRun
from optout.human import Human
from optout.i18n import labelled
from optout.outcome import GOOD, Exit, State
from optout.printing import Printer
from optout.result import Result
from optout.steps import say, say_sent
from optout.steps.by_hand import by_hand
from optout.steps.wish import Wish


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
    report: Callable[[Result], None] = lambda _result: None
    results: list[Result] = field(default_factory=list)


async def run_forms(plan: Plan, human: Human, starting: "asyncio.Task[Playwright]") -> list[Result]:
    """Run all forms of the plan; after Ctrl-C or a closed terminal, what each has reached.

    Raises `OptoutError` when the browser cannot be opened; nothing has been recorded then.
    """
    to_do = [w for w in plan.wishes if not _done_before(plan, w, human)]
    covering = next((r for r in plan.results if r.state in GOOD), None) if plan.linked else None
    if covering:
        for wish in to_do:
            _cover(plan, wish, covering, human)
        return plan.results
    if not to_do:
        return plan.results
    # What reads pages is made ready while the browser starts.
    ready = asyncio.create_task(asyncio.to_thread(pages.warm))
    async with opened(plan.launch, starting) as context:
        await asyncio.to_thread(plan.store.tidy)
        await ready
        tabs = await _tabs(context, 1 if plan.linked else len(to_do))
        if plan.linked:
            await _one_after_the_other(plan, to_do, tabs[0], human)
        else:
            await _together(plan, to_do, tabs, human)
    return plan.results


async def run_by_hand(plan: Plan, human: Human, printer: Printer) -> list[Result]:
    """The manual mode for every form: no window is opened. Raises `OptoutError` (LOCKED, DISK)."""
    data = plan.store.root.parent
    disk.private_folder(data)
    with lock.held(data):
        for wish in plan.wishes:
            if not _done_before(plan, wish, human):
                await _one_by_hand(plan, wish, human, printer)
    return plan.results


async def _one_by_hand(plan: Plan, wish: Wish, human: Human, printer: Printer) -> None:
    case = _new_case(plan, wish)
    letter = wish.letter(None)
    papers = case.papers(letter)
    make_pdf = functools.partial(case.print, papers, printer)
    try:
        done = await by_hand(human, wish.form.name, wish.url, letter, papers, make_pdf)
    except asyncio.CancelledError:
        case.stopped()
        _finish(plan, case.result(interrupted=True))
        raise
    if done.sent is not None:
        case.ended_by_word(State.UNCONFIRMED if done.sent else State.ABANDONED)
    _finish(plan, case.result())


async def _tabs(context: BrowserContext, count: int) -> list[Page]:
    tabs = list(context.pages[:1])
    while len(tabs) < count:
        tabs.append(await context.new_page())
    return tabs


async def _together(plan: Plan, wishes: Sequence[Wish], tabs: Sequence[Page], human: Human) -> None:
    """All forms at once, each to its own end, whatever befalls another."""
    shared = Shared(human, len(wishes))
    runs = [
        asyncio.create_task(_one(plan, wish, page, shared))
        for wish, page in zip(wishes, tabs, strict=True)
    ]
    try:
        await asyncio.wait(runs)
    finally:
        for run in runs:
            run.cancel()
        ends = await asyncio.gather(*runs, return_exceptions=True)
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
        result = await _one(plan, wish, page, Shared(human, 1))
        first = first or result


async def _one(plan: Plan, wish: Wish, page: Page, shared: Shared) -> Result:
    human = shared.human
    case = _earlier_case(plan, wish) or _new_case(plan, wish)
    case.on_trouble = lambda error: human.say(labelled(wish.form.name, error), style="bold red")
    fault: Exit | None = None
    try:
        await FormRun(page, wish, case, shared).run()
    except OptoutError as error:
        case.on_trouble(error)
        fault = error.exit
    except asyncio.CancelledError:
        _close(plan, wish, case, human, interrupted=True)
        raise
    except Exception:
        # A fault of ours, of whatever kind: what was proved is kept and told before it goes on.
        _close(plan, wish, case, human, fault=Exit.NOT_FINISHED)
        raise
    return _close(plan, wish, case, human, fault=fault)


def _close(
    plan: Plan,
    wish: Wish,
    case: Case,
    human: Human,
    *,
    interrupted: bool = False,
    fault: Exit | None = None,
) -> Result:
    """What was proved stays; what may have been sent is said."""
    case.stopped()
    if case.perhaps_sent and case.state is State.ABANDONED:
        say_sent.perhaps_sent(human, wish.form.name)
    result = case.result(interrupted=interrupted, fault=fault)
    _finish(plan, result)
    return result


def _finish(plan: Plan, result: Result) -> None:
    plan.results.append(result)
    plan.report(result)


def _new_case(plan: Plan, wish: Wish) -> Case:
    dossier: Dossier = plan.store.create(
        form=wish.form.service,
        service=wish.form.service,
        country=wish.country,
        email=wish.email,
        name=wish.name,
        url=wish.url,
        form_version=wish.form.version,
        reason_kind=plan.reason_kind,
        practice=plan.practice,
    )
    return Case(dossier, evidence=plan.evidence, known=_fingerprints(plan, wish))


def _fingerprints(plan: Plan, wish: Wish) -> list[str]:
    """The form's shapes that are known: by its record, and by the last visit."""
    seen = [r.fingerprint for r in plan.store.all().records if r.form == wish.form.service]
    return [*wish.form.fingerprints, *[f for f in seen if f][-1:]]


def _earlier_case(plan: Plan, wish: Wish) -> Case | None:
    """The case of an earlier run that was sent and whose end was not seen."""
    last = None if plan.again else plan.store.last(wish.form.service, wish.email)
    return Case(plan.store.open(last.id), evidence=plan.evidence) if last else None


def _done_before(plan: Plan, wish: Wish, human: Human) -> bool:
    """Whether an earlier run has done this already; it is said, with its date."""
    last = None if plan.again else plan.store.last(wish.form.service, wish.email)
    if last is None:
        earlier = [r for r in plan.store.all().records if _same(r, wish) and not r.was_sent]
        if any(record.left_at for record in earlier):
            say_sent.perhaps_sent(human, wish.form.name)
        elif any(record.out_of_sight for record in earlier):
            say_sent.cut_off(human, wish.form.name)
        return False
    if last.state not in GOOD and last.state is not State.UNCONFIRMED:
        say_sent.sent_before(human, wish.form.name, last.last_change.at_local[:10])
        return False
    say_sent.done_before(human, wish.form.name, last.state, last.last_change.at_local[:10])
    state = State.ALREADY_OBJECTED if last.state is State.ACKNOWLEDGED else last.state
    folder = plan.store.root / last.id
    code = last.code_status
    _finish(plan, Result(last.form, state, last.id, last.url, last.fields, code, folder))
    return True


def _same(record: Record, wish: Wish) -> bool:
    """Whether an earlier run was at the same form for the same address."""
    same = record.form == wish.form.service and record.email.casefold() == wish.email.casefold()
    return same and not record.practice


def _cover(plan: Plan, wish: Wish, first: Result, human: Human) -> None:
    dossier = plan.store.create(
        form=wish.form.service,
        service=wish.form.service,
        country=wish.country,
        email=wish.email,
        name=wish.name,
        covered_by=first.id,
        practice=plan.practice,
    )
    dossier.advance(State.COVERED, by="tool", proof=f"linked to {first.id}")
    say.end(human, wish.form.name, State.COVERED)
    _finish(plan, Result(wish.form.service, State.COVERED, dossier.id, dossier=dossier.path))
