"""One form's run: it is prepared, silently; then the person is led through it.

The page leads. Each look asks `progress` what comes next, and one step answers: so any mixture of
sign-in, questions, fields, code and results works, in whatever order a site brings them. A step
returns a newer reading, or None to wait for a change. Preparing takes the same steps, and ends
where something is to be said or asked.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from time import monotonic

from optout.domain.proofs import Proof
from optout.domain.states import TURNED_AWAY
from optout.i18n import N_
from optout.locate.roles import PageKind
from optout.page.reading import PageGone, Reading
from optout.run.form.form_run import FormRun
from optout.run.form.turn import PersonNeeded
from optout.run.progress import ENDS, IdentityAsked, Step
from optout.run.steps import endings, filling_in, gate_questions, handing_over
from optout.run.steps.asking_about import ask_about, ask_what_came_of_it, tell_failure
from optout.run.steps.asking_code import ask_code, note_code_asked
from optout.run.steps.buttons import hand_over_page
from optout.run.steps.watching import watch
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Repeated
from optout.terminal.human import Act

_COOKIES = N_("{form}: a cookie choice covers the page. Choose what you like.")
_SILENT = (Step.FILL, Step.ANSWER)
"""What is done of a form before anybody is led through it."""
_THEIR_ACTS: Mapping[PageKind, tuple[Note, Act]] = {
    PageKind.SIGN_IN: (Note.SIGN_IN, "sign_in"),
    PageKind.CODE: (Note.OTHER_CODE, "checkpoint"),
    PageKind.UNKNOWN: (Note.AS_ASKED, "captcha"),
}
"""What the person does on a page that is not the form's, and the note that it was told."""
_WHO_THEY_ARE: tuple[Note, Act] = (Note.CHECKPOINT, "checkpoint")
"""Likewise where no password is asked for."""
_BY_PASSWORD = (Proof.ASKS_PASSWORD, Proof.SIGN_IN_BEGINS)


async def prepare(run: FormRun) -> None:
    """Open the form and fill it in, as far as nothing has to be said or asked."""
    with contextlib.suppress(PersonNeeded, PageGone):  # seen again once the person is led there
        run.course.fault = await endings.opened(run, run.form_input.url)
        reading = None if run.course.fault else await run.tab.look()
        while reading:
            run.awaited.passes(step := run.next_step(reading))
            if step is Step.ASK_ABOUT:
                reading = await _given_its_time(run, reading)
            else:
                reading = await _STEPS[step](run, reading) if step in _SILENT else None


async def _given_its_time(run: FormRun, reading: Reading) -> Reading | None:
    """What the page shows once it is known, if it is in its time."""
    patience = run.patience.covered if reading.covered else run.patience.unknown
    later = await run.given_time(reading, patience)
    if run.next_step(later) is not Step.ASK_ABOUT:
        return later
    run.course.waited_for = "" if later.covered else run.seen(later).digest
    return None


async def stand_by(run: FormRun) -> None:
    """While the person is led through another form: note what they do in this one's tab, and what
    its site answers. It is told once they are led here. Ends once it is cancelled."""
    with contextlib.suppress(PageGone):
        while run.facts.open:
            await run.tab.moved()
            run.turn.shared.changed_at = monotonic()
            reading = await run.tab.look()
            run.awaited.passes(step := run.next_step(reading))
            if step is Step.ASK_CODE:
                note_code_asked(run, reading)
            elif step is Step.WAIT_FOR_PERSON:
                run.happened(IdentityAsked())
            elif step is Step.END and ENDS[reading.claim.kind] not in TURNED_AWAY:
                await endings.show_end(run, reading)


async def drive(run: FormRun) -> None:
    """Lead the person through the form, until its end or until it is set aside.

    Cancelling it leaves what was proved.
    """
    run.turn.led, run.turn.aside, human = True, False, run.turn.shared.human
    human.on_misfit = run.turn.hear
    try:
        await _to_its_end(run)
    except asyncio.CancelledError:
        run.turn.aside = False
        await endings.cut_short(run)
        raise
    except Exception:  # a fault of ours, whatever it is: the page stays open, and nobody watches it
        endings.watched_no_more(run, name=run.name)
        raise
    finally:
        human.on_misfit = None
        human.offer(())
        if not run.turn.aside:
            await left_alone(run)


async def left_alone(run: FormRun) -> None:
    """The page is not watched any more; it stays open."""
    await run.page.note_sign_in()
    await run.tab.close()


async def _to_its_end(run: FormRun) -> None:
    try:
        run.turn.speak()
        if run.course.fault:
            endings.not_opened(run, run.course.fault)
        else:
            await _follow(run)
    except PageGone:
        await endings.window_closed(run)


async def _follow(run: FormRun) -> None:
    run.turn.in_trouble = partial(_help, run)
    reading: Reading | None = await run.tab.look() if run.facts.open else None
    if reading and run.course.ready and reading.kind is not PageKind.FORM:
        reading = await handing_over.gone_on_since_ready(run, reading)
    while run.facts.open and not run.turn.aside:
        if reading is None:
            if not await _page_moves(run):
                await endings.nobody_came(run)
                return
            reading = await (run.turn.wanted() or run.tab.look)()
            continue
        if reading.cookie_choice:
            run.say_once(Note.COOKIES, _COOKIES)
        step = run.next_step(reading)
        if step is not Step.DO_AS_ASKED:
            run.notes.forget(Note.AS_ASKED)  # another one is told again
        run.awaited.passes(step)
        reading = None if step is Step.WAIT else await _STEPS[step](run, reading)


async def _help(run: FormRun) -> Reading | None:
    """Ask how to go on, where it does not work for the person."""
    reading = await run.tab.look()
    begun = run.facts.handed_over or run.facts.left
    if begun or reading.kind not in (PageKind.FORM, PageKind.UNKNOWN):
        return await ask_what_came_of_it(run)
    return await handing_over.help_to_fill(run, reading)


async def _page_moves(run: FormRun) -> bool:
    """Wait for a change in the page; False where nobody can answer and no form's changes any more.

    Whoever fills in one form leaves the others as they are.
    """
    shared, limit = run.turn.shared, run.patience.nobody
    run.turn.waiting = True
    try:
        while True:
            left = limit if run.human.can_ask else shared.changed_at + limit - monotonic()
            if left <= 0:
                return False
            if await run.tab.moved_within(left):
                shared.changed_at = monotonic()
                return True
    finally:
        run.turn.waiting = False


async def _leave_to_person(run: FormRun, reading: Reading) -> Reading | None:
    """Only the person can go on here. What was sent, or not, stays as it is."""
    kind, (note, act) = reading.kind, _THEIR_ACTS[reading.kind]
    robot = kind is PageKind.UNKNOWN
    if kind is PageKind.SIGN_IN and reading.why.proof not in _BY_PASSWORD:
        note, act = _WHO_THEY_ARE
    if not robot:
        run.happened(IdentityAsked())
    if not run.first(note) or (robot and not run.once_more(Repeated.AS_ASKED)):
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
