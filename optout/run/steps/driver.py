"""The loop of one form's run: read the page, do one step, wait for a change.

The page leads. Each look asks `progress` what comes next, and one step answers: so any mixture of
sign-in, questions, fields, code and results works, in whatever order a site brings them. A step
returns a newer reading, or None to wait for a change.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from time import monotonic

from optout.domain.proofs import Proof
from optout.i18n import N_
from optout.locate.roles import PageKind
from optout.page.reading import PageGone, Reading
from optout.run.form.form_run import FormRun
from optout.run.progress import IdentityAsked, Step
from optout.run.steps import endings, filling_in, gate_questions, handing_over
from optout.run.steps.asking_about import ask_about, ask_what_came_of_it, tell_failure
from optout.run.steps.asking_code import ask_code
from optout.run.steps.buttons import hand_over_page
from optout.run.steps.watching import watch
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Repeated
from optout.terminal.human import Act

_COOKIES = N_("{form}: a cookie choice covers the page. Choose what you like.")
_THEIRS = (Step.WAIT_FOR_PERSON, Step.DO_AS_ASKED, Step.ANSWER)
"""The person goes on from there, and nobody else."""
_THEIR_ACTS: Mapping[PageKind, tuple[Note, Act]] = {
    PageKind.SIGN_IN: (Note.SIGN_IN, "sign_in"),
    PageKind.CODE: (Note.OTHER_CODE, "checkpoint"),
    PageKind.UNKNOWN: (Note.AS_ASKED, "captcha"),
}
"""What the person does on a page that is not the form's, and the note that it was told."""
_WHO_THEY_ARE: tuple[Note, Act] = (Note.CHECKPOINT, "checkpoint")
"""Likewise where no password is asked for."""
_BY_PASSWORD = (Proof.ASKS_PASSWORD, Proof.SIGN_IN_BEGINS)


async def drive(run: FormRun) -> None:
    """Go as far as the page and the person allow. Cancelling it leaves what was proved."""
    try:
        await _to_its_end(run)
    except asyncio.CancelledError:
        await endings.cut_short(run)
        raise
    except Exception:  # a fault of ours, whatever it is: the page stays open, and nobody watches it
        endings.watched_no_more(run, name=run.name)
        raise
    finally:
        await run.page.note_sign_in()
        await run.tab.close()


async def _to_its_end(run: FormRun) -> None:
    try:
        if await endings.opened(run, run.form_input.url):
            await _follow(run)
        else:
            endings.not_opened(run)
    except PageGone:
        await endings.window_closed(run)


async def _follow(run: FormRun) -> None:
    run.human.in_trouble = partial(ask_what_came_of_it, run)
    reading: Reading | None = await run.tab.look()
    step = Step.WAIT
    while run.facts.open:
        if reading is None:
            if not await _page_moves(run):
                await endings.nobody_came(run)
                return
            reading = await (run.human.late_choice() or run.tab.look)()
            continue
        if reading.cookie_choice:
            run.say_once(Note.COOKIES, _COOKIES)
        before, step = step, run.next_step(reading)
        if step is not Step.DO_AS_ASKED:
            run.notes.forget(Note.AS_ASKED)  # another one is told again
        if run.human.arrived and before in _THEIRS and step is not before:
            run.human.acted()
        run.awaited.passes(step)
        reading = None if step is Step.WAIT else await _STEPS[step](run, reading)


async def _page_moves(run: FormRun) -> bool:
    """Wait for a change in the page; False where nobody can answer and no form's changes any more.

    Whoever fills in one form leaves the others as they are.
    """
    forms, limit = run.coordinator, run.patience.nobody
    while True:
        left = limit if run.human.can_ask else forms.changed_at + limit - monotonic()
        if left <= 0:
            return False
        if await run.tab.moved_within(left):
            forms.changed_at = monotonic()
            return True


async def _leave_to_person(run: FormRun, reading: Reading) -> Reading | None:
    """Only the person can go on here. What was sent, or not, stays as it is."""
    kind, (note, act) = reading.kind, _THEIR_ACTS[reading.kind]
    robot = kind is PageKind.UNKNOWN
    if kind is PageKind.SIGN_IN and reading.why.proof not in _BY_PASSWORD:
        note, act = _WHO_THEY_ARE
    if not robot:
        run.happened(IdentityAsked())
    if newer := await run.in_turn(lambda now: now.kind is kind):
        return newer
    if not run.notes.first(note) or (robot and not run.once_more(Repeated.AS_ASKED)):
        return None
    if robot:
        messages.as_asked(run.human, run.name)
    else:
        run.say_doubt()
        if run.facts.proved and run.outgoing.begun:  # what earlier runs sent has been told
            sending_messages.so_far(run.human, run.facts)
        messages.waiting(run.human, run.name, act, code=kind is PageKind.CODE)
    await hand_over_page(run, act)
    return None


_STEPS: Mapping[Step, Callable[[FormRun, Reading], Awaitable[Reading | None]]] = {
    Step.FILL: filling_in.fill,
    Step.WATCH_FORM: watch,
    Step.ADD_NOTHING: endings.add_nothing,
    Step.ANSWER: gate_questions.answer_questions,
    Step.ASK_CODE: ask_code,
    Step.WAIT_FOR_PERSON: _leave_to_person,
    Step.DO_AS_ASKED: _leave_to_person,
    Step.END: endings.show_end,
    Step.REVIEW: handing_over.review,
    Step.TELL_FAILURE: tell_failure,
    Step.ASK_ABOUT: ask_about,
}
