"""The forms of a run in the browser's tabs: prepared together, then gone through one by one."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from playwright.async_api import BrowserContext, Page

from optout.browser.launch import free_tab, new_tab
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import Exit, State
from optout.i18n import _
from optout.run.form.form_page import BrowserPage
from optout.run.form.form_run import FormRun
from optout.run.form.shared import Shared
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
from optout.run.progress import Facts, FormStage
from optout.run.recording.drift import known_fingerprints
from optout.run.recording.history import known_from
from optout.run.session import open_window
from optout.run.steps import endings
from optout.run.steps.driver import drive, left_alone, prepare, stand_by
from optout.run.talk import messages
from optout.run.talk.notes import Note
from optout.system.timeouts import end_task
from optout.terminal.human import Human

_TOGETHER = 0.3
"""Seconds in which all tabs of a window are seen to close: none of them is to come next then."""


async def in_tabs(
    plan: Plan, form_inputs: Sequence[FormInput], context: BrowserContext, human: Human
) -> None:
    """Follow every form to its end. Of linked accounts the next form is opened only where the
    first objection does not cover it."""
    groups = [[one] for one in form_inputs] if plan.linked else [list(form_inputs)]
    begun = False
    for group in groups:
        if first := covering(plan, group[0]):
            cover(plan, group[0], first, human)
            continue
        if begun:
            next_form = group[0].form.name
            await open_window.read_before(plan, context, human, next_form, plan.results[-1])
        begun = True
        await _Forms(plan, context, human, group).follow()


@dataclass
class _Form:
    """One form of the run; `error` is why it could not begin."""

    form_input: FormInput
    run: FormRun | None = None
    error: Exception | None = None
    standing_by: "asyncio.Task[None] | None" = None

    @property
    def name(self) -> str:
        return self.form_input.form.name


class _Forms:
    """Forms that are prepared at once, and through which the person is led one by one."""

    def __init__(
        self, plan: Plan, context: BrowserContext, human: Human, form_inputs: Sequence[FormInput]
    ) -> None:
        self._plan, self._context, self._human = plan, context, human
        self._line = deque(_Form(one) for one in form_inputs)
        """Those that are not at their end, in the order of their turns."""
        self._shared = Shared(human, {one.form.key: one.form.name for one in form_inputs})

    async def follow(self) -> None:
        """Prepare all, and lead the person through each to its end, whatever befalls another."""
        messages.opening(self._human, [form.name for form in self._line])
        fault: Exception | None = None
        try:
            first = self._line[0]
            await asyncio.gather(*(self._prepare(one, first=one is first) for one in self._line))
            while self._line:
                form = self._line.popleft()
                try:
                    await self._lead(form)
                except Exception as error:  # noqa: BLE001 - a fault of ours: the others go on
                    fault = fault or error
        finally:
            await asyncio.gather(*map(self._cut_short, self._line))
            self._shared.takes_turn("")
        if fault:
            raise fault

    async def _prepare(self, form: _Form, *, first: bool) -> None:
        """Open it in a tab, and fill it in; the `first` has the browser's own tab, if it is free.
        What does not work is told once the person is led there."""
        try:
            page = await (free_tab if first else new_tab)(self._context, self._plan.launch)
            form.run = self._begun(form.form_input, page)
            with contextlib.suppress(OptoutError):
                await prepare(form.run)
        except Exception as error:  # noqa: BLE001 - also a fault of ours
            form.error = error
        self._stand_by(form)

    def _begun(self, form_input: FormInput, page: Page) -> FormRun:
        """Goes on with what an earlier run has sent and whose end was not seen, if there is any."""
        plan = self._plan
        last = earlier(plan, form_input)
        dossier = plan.store.open(last.id) if last else new_dossier(plan, form_input)
        known = () if last else known_fingerprints(form_input.form, plan.store)
        run = FormRun(
            form_input,
            known_from(dossier.record) if last else Facts(),
            recorder_of(
                plan, form_input, dossier, self._human, known, lambda talk: run.turn.tell(talk)
            ),
            self._shared,
            partial(BrowserPage, page, form_input, plan.patience, plan.launch.profile),
            plan.patience,
        )
        return run

    def _stand_by(self, form: _Form) -> None:
        if form.run and not form.error:
            form.standing_by = asyncio.create_task(stand_by(form.run))

    async def _lead(self, form: _Form) -> None:
        """Lead the person through it, to its end or until it is set aside."""
        run = form.run
        with to_its_end(partial(tell, self._human, form.form_input), partial(self._close, form)):
            if form.error or not run:
                raise form.error or AssertionError
            try:
                await self._take_turn(form, run)
            except asyncio.CancelledError:
                await self._cut_off(run)
                raise
            await drive(run)
        if run and run.turn.aside:
            self._line.append(form)
            self._stand_by(form)
        elif self._line and run and not run.tab.has_window:
            await asyncio.sleep(_TOGETHER)
        elif self._line:
            ended, follows = self._plan.results[-1], self._line[0].name
            await open_window.read_before(self._plan, self._context, self._human, follows, ended)

    async def _take_turn(self, form: _Form, run: FormRun) -> None:
        if form.standing_by:
            await end_task(form.standing_by)
        first = not self._shared.turn
        run.turn.others = self._line[0].name if self._line else ""
        run.turn.led = True
        if not run.tab.has_window:
            return
        if first or self._human.can_ask:  # else the person may be at work in another tab
            await run.tab.to_front()
        if not first:
            sentence = _("Next is {form}, in its own tab of the browser window.")
            self._human.say(sentence.format(form=run.name))
        self._shared.takes_turn(run.name)
        known = run.form_input.url == run.form_input.form.url and not self._plan.practice
        if known and run.first(Note.UNTRIED):
            messages.untried(self._human, run.form_input.form)

    def _close(self, form: _Form, why: Why | None, fault: Exit | None, interrupted: bool) -> None:
        """What was proved stays; what may have been sent is said."""
        run = form.run
        if run is None:
            result = not_begun(self._plan, form.form_input, State.FAILED, fault=fault)
            known = Facts(FormStage.ENDED, result.sent, end=State.FAILED)
            self._shared.stands(form.name, known)
        elif run.turn.aside and why is None:
            return
        else:
            endings.stopped(run, why)
            result = run.recorder.result(fault=fault, interrupted=interrupted)
            asked = run.notes.told(Note.SIGN_IN) if run.page.signed_in is None else None
            result = replace(result, signed_in=bool(run.page.signed_in or asked))
        finish(self._plan, replace(result, interrupted=interrupted))

    async def _cut_off(self, run: FormRun) -> None:
        run.turn.led = True
        await endings.cut_short(run)
        await left_alone(run)

    async def _cut_short(self, form: _Form) -> None:
        """The run is stopped before the person was led through this form."""
        if form.standing_by:
            await end_task(form.standing_by)
        if form.run:
            await self._cut_off(form.run)
        if isinstance(form.error, OptoutError):
            tell(self._human, form.form_input, form.error)
            self._close(form, Why(Proof.COULD_NOT_GO_ON), form.error.exit, False)
        else:
            self._close(form, Why(Proof.RUN_STOPPED), None, True)
