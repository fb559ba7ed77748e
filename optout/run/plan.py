"""What one run is to do, what of it is done, and what keeps the proofs of each form."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.async_api import BrowserContext, Playwright

from optout.browser.launch import Launch, checked, opened
from optout.browser.pdf import Printer
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.domain.states import GOOD, Exit, State
from optout.dossier.file import Dossier
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.i18n import _, labelled
from optout.run.form_inputs import FormInput
from optout.run.patience import Patience
from optout.run.recording.history import result_of
from optout.run.recording.recorder import Recorder
from optout.run.talk import messages
from optout.terminal.human import Human, Offer

OpenBrowser = Callable[
    [Launch, "asyncio.Task[Playwright]"], contextlib.AbstractAsyncContextManager[BrowserContext]
]


@dataclass(frozen=True)
class Plan:
    """What one run is to do. `form_inputs` are checked; `report` is told of each end.

    `results` are the ends so far, in the order in which they came.
    """

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
    check_browser: Callable[[Launch], object] = checked
    """Raises `OptoutError` where no window can open."""
    report: Callable[[Result], None] = lambda _result: None
    at_end: Callable[["Plan"], None] = lambda _plan: None
    """Called once every form has come to its end, before the window closes."""
    offers_at_end: Callable[["Plan"], Sequence[Offer]] = lambda _plan: ()
    """What the person may do then, beside seeing the proofs."""
    stays_open: bool = False
    """A window that can be seen stays open until the person has read what it shows."""
    printer: Printer | None = None
    """Makes a PDF of a letter for the post, without the person's browser."""
    results: list[Result] = field(default_factory=list)


def finish(plan: Plan, result: Result) -> None:
    """Add `result`, and report it."""
    plan.results.append(result)
    plan.report(result)


def tell(human: Human, form_input: FormInput, error: OptoutError) -> None:
    """Say what went wrong with one form."""
    human.say(labelled(form_input.form.name, error), style="bold red")


@contextlib.contextmanager
def to_its_end(
    on_error: Callable[[OptoutError], None], close: Callable[[Why | None, Exit | None, bool], None]
) -> Iterator[None]:
    """One form's way, which is closed whatever ends it: what was proved is kept and told.

    An `OptoutError` goes to `on_error`, and the others go on. `close` is given why the form has
    stopped, the fault that it is, and whether the person stopped it.
    """
    fault: Exit | None = Exit.NOT_FINISHED  # where a fault of ours ends it
    why: Why | None = Why(Proof.RUN_BROKE_OFF)
    interrupted = False
    try:
        yield
        fault, why = None, None
    except OptoutError as error:
        on_error(error)
        fault, why = error.exit, Why(Proof.COULD_NOT_GO_ON)
    except asyncio.CancelledError:
        fault, why, interrupted = None, Why(Proof.RUN_STOPPED), True
        raise
    finally:
        close(why, fault, interrupted)


def earlier(plan: Plan, form_input: FormInput) -> Record | None:
    """The record of what an earlier run has sent here, if this one is to go on with it."""
    if plan.again:
        return None
    return plan.store.last_objection(form_input.form.key, form_input.email, linked=plan.linked)


def not_begun(
    plan: Plan,
    form_input: FormInput,
    state: State,
    *,
    fault: Exit | None = None,
    interrupted: bool = False,
) -> Result:
    """The end of a form that could not begin; what an earlier run has sent of it still holds."""
    known = Result(form_input.form.key, state)
    if last := earlier(plan, form_input):
        known = result_of(last, plan.store.folder(last.id))
    return replace(known, state=state, url=form_input.url, fault=fault, interrupted=interrupted)


def new_dossier(plan: Plan, form_input: FormInput) -> Dossier:
    """The dossier of one form, with nothing proved yet."""
    return plan.store.create(
        **_whose(plan, form_input),
        url=form_input.url,
        form_version=form_input.form.version,
        reason_kind=plan.reason_kind,
    )


def _whose(plan: Plan, form_input: FormInput) -> dict[str, Any]:
    """What every dossier says of the form and of the person."""
    return {
        "form": form_input.form.key,
        "service": form_input.form.service,
        "country": form_input.country,
        "email": form_input.email,
        "name": form_input.name,
        "known_as": form_input.known_as,
        "practice": plan.practice,
    }


def recorder_of(
    plan: Plan,
    form_input: FormInput,
    dossier: Dossier,
    human: Human,
    known: Sequence[str] = (),
    tell: Callable[[Callable[[], None]], None] = lambda talk: talk(),
) -> Recorder:
    """What writes the proofs of one form into its dossier. What the disk refuses is said by `tell`,
    which may wait until the person is led through the form."""

    def on_refusal(error: OptoutError) -> None:
        later = _(
            "optout goes on, and tries to write it again. Set that right meanwhile, if you can."
        )
        sentence = f"{error.what} {later} ({error.problem.code})"
        tell(lambda: human.say(labelled(form_input.form.name, sentence), style="bold red"))

    return Recorder(dossier, on_refusal, evidence=plan.evidence, known=known)


def covering(plan: Plan, form_input: FormInput) -> Result | None:
    """The earlier objection that holds for this form too: for another account of the same company,
    where the accounts are linked."""
    if not plan.linked or not form_input.form.by_account:
        return None
    accounts = [one.form for one in plan.form_inputs if one.form.by_account]
    same = {form.key for form in accounts if form.company == form_input.form.company}
    return next((r for r in plan.results if r.form in same and r.state in GOOD), None)


def cover(plan: Plan, form_input: FormInput, first: Result, human: Human) -> None:
    """Record that the objection `first` holds for this form too; it does so unrecorded as well."""
    result = Result(form_input.form.key, State.COVERED)
    try:
        dossier = plan.store.create(**_whose(plan, form_input), covered_by=first.id)
        dossier.advance(State.COVERED, by="tool", proof=Proof.LINKED, words=first.id)
    except OptoutError as error:
        tell(human, form_input, error)
        result = replace(result, fault=error.exit, kept=False)
    else:
        result = replace(result, id=dossier.id, dossier=dossier.path)
    messages.end(human, form_input.form, State.COVERED)
    finish(plan, result)
