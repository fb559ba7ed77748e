"""How a form's run ends: by what the page shows, by the person's word, by hand, or cut short."""

import asyncio
import functools

from optout.domain.proofs import Proof, Why
from optout.domain.states import TURNED_AWAY, State
from optout.i18n import _
from optout.page.open_form import Fault
from optout.page.reading import PageGone, Reading
from optout.run.by_hand.manual import by_hand, offered
from optout.run.by_hand.papers import print_post, write_papers
from optout.run.form.form_run import FormRun
from optout.run.progress import ENDS, LostSight, PersonSays, Shown, Step, ToolStops
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Repeated
from optout.run.talk.prompt import Answer, MovedOn, Still, always
from optout.system.timeouts import end_task

_RESULT = ("result", "what the page answered")
"""The name of this evidence, and what it is."""


async def opened(run: FormRun, url: str) -> Fault | None:
    """Open the form's page at `url`; why it does not open, if so. Raises `PageGone`."""
    fault = await run.page.open(url)
    if fault == "gone":
        raise PageGone
    return fault


def not_opened(run: FormRun, fault: Fault) -> None:
    """The form's page does not open: by hand it would not either, and later it may."""
    messages.fault(run.human, run.name, fault)
    run.happened(ToolStops(State.FAILED))
    if run.facts.proved:
        sending_messages.so_far(run.human, run.facts)
    elif not run.facts.left:
        sending_messages.nothing_sent(run.human)


async def show_end(run: FormRun, reading: Reading) -> Reading | None:
    """The page shows how it ended, if it still does a moment later."""
    await _later_answered(run)
    settled = await run.tab.settle(patience=1.0)
    if settled.claim.kind == "already" and run.outgoing.due:
        # Of a request that was sent twice the second is known already, and the first yet to be
        # thanked for.
        await asyncio.wait(run.outgoing.due, timeout=run.patience.silence)
        settled = await run.tab.settle(patience=1.0)
    if run.next_step(settled) is not Step.END or settled.claim.kind != reading.claim.kind:
        return settled
    end, kept = ENDS[settled.claim.kind], False
    while url := await _next_address(run, end):
        if not kept:  # the next page is another one
            kept = True
            await run.recorder.evidence(run.tab, *_RESULT)
        if not (fault := await opened(run, url)):
            return await run.tab.look()
        messages.fault(run.human, run.name, fault)
    quote = run.recorder.quoted(run.tab, settled.claim.quote)
    shown = Shown(run.seen(settled), Why(settled.proof, quote))
    if end not in TURNED_AWAY:
        run.happened(shown)
    run.turn.tell(lambda: _say_end(run, end, quote))
    if not kept:
        await run.recorder.evidence(run.tab, *_RESULT)
    return await _turned_away(run, shown) if end in TURNED_AWAY else None


def _say_end(run: FormRun, end: State, quote: str) -> None:
    messages.quote(run.human, run.name, quote)
    owed = end is State.ACKNOWLEDGED and run.recorder.is_the_companys
    messages.end(run.human, run.form_input.form, end, owed=owed)


async def _later_answered(run: FormRun) -> None:
    """Wait for the answers to what else left the page since the objection: one may take back its
    thanks."""
    answers = [asyncio.ensure_future(request.response()) for request in run.outgoing.later]
    if answers:
        await asyncio.wait(answers, timeout=run.patience.thanks)
        await end_task(*answers)
        run.outgoing.later.clear()  # what stays open is not waited for again


async def _turned_away(run: FormRun, shown: Shown) -> Reading | None:
    """By hand, if the person wants it. It is no end where they try again in the window meanwhile:
    then what the page shows by now."""
    run.say_doubt()

    def still(now: Reading) -> bool:
        return run.next_step(now) is Step.END and ENDS[now.claim.kind] in TURNED_AWAY

    answer: Answer[bool] | MovedOn | None = None
    try:
        answer = await _is_wanted(run, still)
    finally:
        if not isinstance(answer, MovedOn):
            run.happened(shown)
    if isinstance(answer, MovedOn):
        return answer.reading
    if answer.value:
        await _by_hand(run)
    return None


async def persons_word(run: FormRun, end: State) -> None:
    """The person says how it ended, where the page shows nothing that optout knows."""
    run.happened(PersonSays(end))
    messages.end(run.human, run.form_input.form, end)
    await run.recorder.evidence(run.tab, *_RESULT)
    if end in TURNED_AWAY:
        await _offer_by_hand(run)


async def _next_address(run: FormRun, end: State) -> str:
    """The form's next known address, where this one is of no use and nothing has left yet; empty
    where there is none, or the person does not want it to be tried."""
    record, allowed = run.form_input.form, run.form_input.allowed
    others = [one.url for one in record.addresses if one.url != run.form_input.url]
    known = [url for url in others if allowed.permits(url)][run.notes.count_of(Repeated.ADDRESS) :]
    if end not in TURNED_AWAY or run.facts.left or not (run.human.can_ask and known):
        return ""
    run.notes.count(Repeated.ADDRESS)
    messages.not_here(run.human, run.name, known[0])
    question = _("Try that address?")
    answer = await run.prompt.ask(lambda: run.human.yes_no(question, default=True), always)
    return known[0] if isinstance(answer, Answer) and answer.value else ""


async def add_nothing(run: FormRun, _reading: Reading) -> Reading | None:
    """It was sent by an earlier run, and the page does not ask for its code any more."""
    say_code_page_gone(run)
    run.happened(ToolStops(State.ABANDONED))
    return None


def say_code_page_gone(run: FormRun) -> None:
    """The page does not ask for the code any more, so another run has nothing to type."""
    sending_messages.code_page_gone(run.human, run.name)
    run.recorder.asks_no_more()


async def by_hand_instead(run: FormRun, state: State, *, wanted: bool = False) -> None:
    """The form is not usable; what was sent before stays as it is."""
    if run.facts.proved and run.first(Note.SENT):
        sending_messages.form_again(run.human, run.name)
    run.happened(ToolStops(state))
    if not run.facts.proved:
        await _offer_by_hand(run, wanted=wanted)


async def _offer_by_hand(run: FormRun, *, wanted: bool = False) -> None:
    """By hand, if the person wants it; `wanted`: they have said so."""
    run.say_doubt()
    answer = Answer(True) if wanted else await _is_wanted(run, always)
    if isinstance(answer, Answer) and answer.value:
        await _by_hand(run)


async def _by_hand(run: FormRun) -> None:
    letter = run.form_input.letter(None)
    papers = write_papers(run.recorder, letter)
    make_pdf = functools.partial(print_post, run.recorder, papers, run.page.print)
    done = await by_hand(run.human, run.name, run.form_input.url, letter, papers, make_pdf)
    if done is State.UNCONFIRMED:
        run.happened(PersonSays(State.UNCONFIRMED))


async def _is_wanted(run: FormRun, still: Still) -> Answer[bool] | MovedOn:
    """The person wants it by hand. A window that is closed meanwhile is an answer."""
    try:
        return await run.prompt.ask(lambda: offered(run.human, run.name), still)
    except PageGone:
        _say_window_closed(run)
        return Answer(False)


def _say_window_closed(run: FormRun) -> None:
    alone = len(run.turn.shared.names) == 1
    messages.window_closed(run.human, run.name, crashed=run.tab.crashed, alone=alone)


async def window_closed(run: FormRun) -> None:
    """The tab or the browser is gone: say what is known, and what is not."""
    crashed = run.tab.crashed
    _say_window_closed(run)
    if run.facts.proved:
        sending_messages.so_far(run.human, run.facts)
    reachable = run.facts.sendable and not run.facts.left
    if reachable and (run.outgoing.may_have_left or await run.page.out_of_sight()):
        watched_no_more(run, name="")
    elif not run.facts.left:
        sending_messages.nothing_sent(run.human)
    run.happened(
        ToolStops(State.ABANDONED, Why(Proof.PAGE_CRASHED if crashed else Proof.WINDOW_CLOSED))
    )


async def nobody_came(run: FormRun) -> None:
    """Nothing changes in the page, and nobody can be asked why: it is closed, and the run over."""
    messages.nobody_came(run.human, run.name)
    await cut_short(run)
    if run.facts.left and not run.facts.unseen:
        sending_messages.so_far(run.human, run.facts)
    elif not run.facts.left:
        sending_messages.nothing_sent(run.human)
    run.happened(ToolStops(State.ABANDONED, Why(Proof.NOBODY_CAME)))


async def cut_short(run: FormRun) -> None:
    """optout stops: the page is closed, so that nothing leaves it unheard after that."""
    run.course.cut_short = True
    try:
        out_of_sight = not await run.tab.end()
    except PageGone:
        out_of_sight = run.facts.sendable and await run.page.out_of_sight()
    if out_of_sight:
        watched_no_more(run, name=run.name)


def watched_no_more(run: FormRun, *, name: str) -> None:
    """Nothing is heard of the page any more, and the person may have sent it, or still may."""
    if run.facts.sendable and not run.facts.left:
        run.course.out_of_sight = True
        run.happened(LostSight(over=True))
        sending_messages.out_of_sight(run.human, name)


def stopped(run: FormRun, why: Why | None) -> None:
    """At each end of a run: what was proved stays; what was not sent is abandoned, and `why`."""
    if run.outgoing.may_have_left and not run.course.out_of_sight:
        watched_no_more(run, name=run.name)
    run.happened(ToolStops(State.ABANDONED, why))
    if run.facts.in_doubt and run.facts.end is State.ABANDONED and not run.course.out_of_sight:
        sending_messages.in_doubt(run.human, run.name, run.facts)
    elif run.facts.end is State.ABANDONED and run.facts.code_known and not run.facts.left:
        sending_messages.code_is_no_sending(run.human, run.name)
