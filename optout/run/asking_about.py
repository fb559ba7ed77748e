"""What a page does not tell: the person says it."""

from optout.domain.states import State
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run import form_steps, messages, sending_messages
from optout.run.endings import by_hand_instead, persons_word, say_code_page_gone
from optout.run.form_run import FormRun
from optout.run.notes import Note
from optout.run.progress import AskAnew, AskedAbout, Button, Step
from optout.run.prompt import MovedOn
from optout.run.steps.ask_person import WhatCameOfIt, ask_if_sent

_NOT_TAKEN = N_(
    "{form}: the site did not take what was sent. The page may say why; else try again later."
)
_COVERED = N_("{form}: something lies over the form. Close what covers it, in the browser window.")


async def ask_about(run: FormRun, reading: Reading) -> Reading | None:
    """An unknown page: given time, then asked about."""
    # After the form was handed over, what lies over it may be the site's answer.
    if reading.covered and not run.facts.handed_over:
        reading = await run.given_time(reading, run.patience.covered)
        if reading.covered and run.next_step(reading) is Step.ASK_ABOUT:
            run.say_once(Note.COVERED, _COVERED)
    settled = await run.given_time(reading, run.patience.unknown)
    if run.next_step(settled) is not Step.ASK_ABOUT:
        return settled
    seen = run.seen(settled)
    run.happened(AskedAbout(seen.digest))
    run.human.arrive()
    link = settled.link_confirms if run.facts.handed_over else ""
    button = run.last_button(settled)
    label = button.label if button else ""
    already = seen.permitted and seen.kind is PageKind.ALREADY_OBJECTED
    says = settled.why.words if already else ""
    messages.unknown(run.human, run.name, link_confirms=link, says=says, button=label)
    if run.facts.handed_over:
        sending_messages.so_far(run.human, run.facts)
    elif run.facts.proved:
        if run.notes.first(Note.SENT):
            say_code_page_gone(run)
        return None
    if not run.human.can_ask:
        return None
    return await (
        _ask_if_sent(run) if run.facts.handed_over else form_steps.help_to_fill(run, settled)
    )


async def watch(run: FormRun, reading: Reading) -> Reading | None:
    """The form stands where it was sent from; one that only stands there still is asked about."""
    newer = await form_steps.watch(run, reading)
    if newer is not None:
        return newer
    if _is_refused(run, reading):
        if await run.tab.moved_within(run.patience.late):
            return await run.tab.look()
        run.say_once(Note.NOT_TAKEN, _NOT_TAKEN)
    if not _is_spent(run, reading):
        return None
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    run.notes.first(Note.SPENT)
    run.human.arrive()
    sending_messages.so_far(run.human, run.facts)
    return await _ask_if_sent(run) if run.human.can_ask else None


def _is_refused(run: FormRun, reading: Reading) -> bool:
    """Whether the site has not taken what was sent, and the page complains of nothing."""
    refused = run.facts.in_doubt and run.facts.delivery == "refused"
    return refused and not (reading.errors or run.notes.told(Note.NOT_TAKEN))


def _is_spent(run: FormRun, reading: Reading) -> bool:
    """Whether the site has answered, and the form has no button any more that would send it, or
    the page has said something in a native dialog."""
    send = reading.fields[Role.SUBMIT]
    pressed = send.status == "found" and send.control is not None and not send.control.disabled
    answered = run.facts.in_doubt and not run.facts.unanswered
    settled = (pressed and not run.alerted) or reading.errors or run.notes.told(Note.SPENT)
    return answered and run.facts.button is Button.SENDS and not settled


async def _ask_if_sent(run: FormRun) -> Reading | None:
    """What became of it, where the page does not tell; or where the code goes."""
    answer = await ask_if_sent(run.prompt, run.name, code=run.facts.left)
    if isinstance(answer, MovedOn):
        return answer.reading
    match answer.value:
        case WhatCameOfIt.CODE:
            await run.page.point_at_code(run.prompt)
            run.happened(AskAnew())  # what follows may be as unknown
        case WhatCameOfIt.SENT:
            await persons_word(run, State.UNCONFIRMED)
        case WhatCameOfIt.REFUSED:
            await persons_word(run, State.REFUSED)
        case WhatCameOfIt.BY_HAND:
            await by_hand_instead(run, State.CHANGED, wanted=True)
        case WhatCameOfIt.WAIT:
            return await run.tab.look()  # it may be another unknown one by now
    return None
