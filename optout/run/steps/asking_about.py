"""What a page does not tell: the person says it."""

from dataclasses import replace

from optout.domain.states import State
from optout.i18n import N_, _
from optout.locate.form.review import send_button
from optout.locate.roles import PageKind
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.progress import AskAnew, AskedAbout, Button, FailureShown, Step
from optout.run.steps.buttons import hand_over_page, offer_help
from optout.run.steps.endings import by_hand_instead, persons_word, say_code_page_gone
from optout.run.steps.handing_over import help_to_fill, once_answered
from optout.run.talk import messages, sending_messages
from optout.run.talk.ask_person import WhatCameOfIt, ask_if_sent
from optout.run.talk.notes import Note
from optout.run.talk.prompt import MovedOn, Prompt

_COVERED = N_("{form}: something lies over the form. Close what covers it, in the browser window.")


async def ask_about(run: FormRun, reading: Reading) -> Reading | None:
    """An unknown page: given time, then asked about."""
    # After the form was handed over, what lies over it may be the site's answer.
    if reading.covered and not run.facts.handed_over:
        reading = await run.given_time(reading, run.patience.covered)
        if reading.covered and run.next_step(reading) is Step.ASK_ABOUT:
            run.say_once(Note.COVERED, _COVERED)
    settled = reading
    if run.seen(reading).digest != run.course.waited_for:
        settled = await run.given_time(reading, run.patience.unknown)
    settled = await once_answered(run, settled)
    if run.next_step(settled) is not Step.ASK_ABOUT:
        return settled
    seen = run.seen(settled)
    run.happened(AskedAbout(seen.digest))
    # After a step that led on, a button here may send what was filled in before.
    waits = run.facts.handed_over and run.facts.button is Button.LEADS_ON and not run.facts.proved
    button = send_button(settled.snapshot) if waits else None
    if button:
        run.awaited.passes(Step.REVIEW)
    label = button.label if button else ""
    link = settled.claim.kind in ("link", "code")
    # Another site's words are not the company's.
    theirs = seen.permitted and (run.facts.left or seen.kind is PageKind.ALREADY_OBJECTED)
    quote = run.recorder.quoted(run.tab, settled.claim.quote) if theirs else ""
    begins = not (run.facts.sendable or run.facts.left or quote)
    entry = run.form_input.form.menu_entry
    messages.unknown(
        run.human, run.name, quote, link=link, button=label, begins=begins, entry=entry
    )
    if run.facts.handed_over:
        sending_messages.so_far(run.human, run.facts)
    elif run.facts.proved:
        if run.first(Note.SENT):
            say_code_page_gone(run)
        return None
    if not run.human.can_ask:
        return None
    if quote and run.facts.left and not link:
        return await _ask_if_received(run)
    return await (ask_what_came_of_it(run) if run.facts.handed_over else help_to_fill(run, settled))


async def tell_failure(run: FormRun, reading: Reading) -> Reading | None:
    """What was sent failed, as the page says: it is told, and the form is the person's again."""
    settled = await run.tab.settle(patience=1.0)
    if run.next_step(settled) is not Step.TELL_FAILURE:
        return settled
    run.happened(FailureShown(run.seen(settled)))
    say_failure(run, settled)
    if not run.facts.proved:
        messages.failure(run.human)
    elif run.first(Note.SENT):  # only the code failed
        sending_messages.form_again(run.human, run.name)
    await hand_over_page(run, "fill")
    if not run.human.can_ask:
        return None

    def still(now: Reading) -> bool:  # the form that comes again is looked after
        return run.unclear(now) and now.kind is settled.kind

    return await ask_what_came_of_it(run, replace(run.prompt, unclear=still))


def say_failure(run: FormRun, reading: Reading) -> None:
    """The page says that the sending failed, which is quoted."""
    messages.quote(run.human, run.name, run.recorder.quoted(run.tab, reading.claim.quote))
    sending_messages.after_failure(run.human, run.facts)


async def _ask_if_received(run: FormRun) -> Reading | None:
    """The page's own sentence, which was told, means that the request was received."""
    question = _("Does that mean that it was received?")
    answer = await run.prompt.ask(lambda: run.human.yes_no(question, default=False))
    if isinstance(answer, MovedOn):
        return answer.reading
    if answer.value:
        await persons_word(run, State.UNCONFIRMED)
        return None
    return await ask_what_came_of_it(run)


async def ask_what_came_of_it(run: FormRun, prompt: Prompt | None = None) -> Reading | None:
    """What became of it, where the page does not tell; or where the code goes."""
    answer = await ask_if_sent(
        prompt or run.prompt, run.name, code=run.facts.left, others=run.turn.others
    )
    if isinstance(answer, MovedOn):
        return answer.reading
    if answer.value is not WhatCameOfIt.WAIT:
        return await _as_said(run, answer.value)
    offer_help(run)
    return await run.tab.look()  # it may be another unknown one by now


async def _as_said(run: FormRun, said: WhatCameOfIt) -> Reading | None:
    match said:
        case WhatCameOfIt.LATER:
            run.turn.set_aside()
        case WhatCameOfIt.CODE:
            await run.page.point_at_code(run.prompt)
            run.happened(AskAnew())  # what follows may be as unknown
        case WhatCameOfIt.SENT:
            await persons_word(run, State.UNCONFIRMED)
        case WhatCameOfIt.REFUSED:
            await persons_word(run, State.REFUSED)
        case WhatCameOfIt.BY_HAND:
            await by_hand_instead(run, State.CHANGED, wanted=True)
    return None
