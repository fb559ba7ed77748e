"""A page that optout does not know: the person says what it is."""

from optout.domain.states import State
from optout.i18n import N_
from optout.page.reading import Reading
from optout.run import messages, sending_messages
from optout.run.endings import by_hand_instead, say_code_page_gone
from optout.run.form_run import FormRun
from optout.run.form_steps import help_to_fill
from optout.run.notes import Note
from optout.run.progress import AskAnew, AskedAbout, PersonSays, Step
from optout.run.prompt import MovedOn
from optout.run.steps.ask_person import WhatCameOfIt, ask_if_sent

_COVERED = N_("{form}: something lies over the form. Close it in the browser window.")


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
    run.happened(AskedAbout(run.seen(settled).digest))
    run.human.arrive()
    link = settled.link_confirms if run.facts.handed_over else ""
    messages.unknown(run.human, run.name, link_confirms=link)
    if run.facts.handed_over:
        sending_messages.so_far(run.human, run.facts)
    elif run.facts.proved:
        if run.notes.first(Note.SENT):
            say_code_page_gone(run)
        return None
    if not run.human.can_ask:
        return None
    return await (_ask_if_sent(run) if run.facts.handed_over else help_to_fill(run, settled))


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
            run.happened(PersonSays(State.UNCONFIRMED))
            messages.end(run.human, run.form_input.form, State.UNCONFIRMED)
            await run.recorder.evidence(run.tab, "result", "what the page answered")
        case WhatCameOfIt.BY_HAND:
            await by_hand_instead(run, State.CHANGED, wanted=True)
        case WhatCameOfIt.WAIT:
            return await run.tab.look()  # it may be another unknown one by now
    return None
