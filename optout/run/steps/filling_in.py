"""The form, or a step of it, is filled in, if it is this run's and understood."""

from optout.domain.proofs import Proof, Why
from optout.domain.states import State
from optout.forms import lookup
from optout.forms.spec import Form
from optout.i18n import _
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.filling import GIVEN
from optout.run.form.form_run import FormRun
from optout.run.prefill.same_form import address_of
from optout.run.progress import Button, FormReplaced, HandedOver, NotUnderstood, ToolStops
from optout.run.steps import endings
from optout.run.steps.buttons import button_of
from optout.run.steps.form_seen import in_steps
from optout.run.steps.gate_questions import after_answer, answer_known, leave_to_person
from optout.run.steps.handing_over import (
    hand_over,
    help_to_fill,
    lost_since_ready,
    more_to_fill,
    replaced,
    to_the_person,
)
from optout.run.talk import messages
from optout.run.talk.notes import Note
from optout.run.talk.prompt import Answer, MovedOn


async def fill(run: FormRun, reading: Reading) -> Reading | None:
    """Fill the form in, or this step of it, and hand it over, or ask how to."""
    if run.course.ready and run.turn.led and not run.facts.left:
        if changed := await lost_since_ready(run, reading):
            return changed
        if reading.fingerprint == run.filling.seen_last and not run.filling.found_in(reading):
            return await to_the_person(run, reading)
    if others := lookup.about_others(run.form_input.form, reading.url):
        return await _to_own_form(run, others)
    if await replaced(run, reading):
        begin_anew(run, reading)
    own = await _is_its_own(run, reading)
    if isinstance(own, MovedOn):
        return own.reading
    if not own.value:
        run.happened(ToolStops(State.ABANDONED, Why(Proof.OTHER_FORM)))
        return None
    gates = await answer_known(run, reading)
    if gates.given:
        return await after_answer(run)
    button = button_of(run, reading)
    known = run.filling.entries and not run.facts.not_understood
    if button is Button.SENDS and not known and (strange := await _not_understood(run, reading)):
        return await help_to_fill(run, strange)
    if not await run.page.same_form(run.filling, reading):
        if not in_steps(run):
            say_another_form(run)
            return None
        run.next_page()  # the person was faster
    run.filling.address = address_of(reading.url)
    if run.form_input.form.opens_without_account(run.filling.address):
        run.say_once(Note.PORTAL, messages.PORTAL)
    await run.fill(reading)
    _say_given(run)
    if run.facts.left or run.filling.anything:  # it can be sent before it is handed over
        run.recorder.prefilled(run.facts, run.filling, reading, read_back=False)
    ready = run.filling.settled if button is Button.LEADS_ON else run.filling.complete
    newer = await _once_more(run, ready)
    if newer and (newer.kind is not PageKind.FORM or await more_to_fill(run, newer)):
        if run.facts.left and newer.kind is not PageKind.FORM:
            run.happened(HandedOver())
        return newer
    reading = newer or reading
    if gates.unanswered and not run.filling.anything:
        return await leave_to_person(run, reading, gates.unanswered)
    if button_of(run, reading) is Button.LEADS_ON and run.filling.settled:
        return await hand_over(run, reading)
    return await (hand_over if run.filling.complete else help_to_fill)(run, reading)


async def _to_own_form(run: FormRun, others: Form) -> Reading | None:
    """The page is the form for what others post, into which nothing is typed: the form's own is
    opened, if the person wants it. Once: the site may lead there again."""
    if run.first(Note.ABOUT_OTHERS):
        messages.about_others(run.human, run.name)
        if run.human.can_ask:
            wish = await run.prompt.ask(
                lambda: run.human.yes_no(messages.own_form_question(), default=True),
                lambda now: lookup.about_others(run.form_input.form, now.url) is not None,
            )
            if isinstance(wish, MovedOn):
                return wish.reading
            if wish.value:
                if fault := await endings.opened(run, run.form_input.url):
                    messages.fault(run.human, run.name, fault)
                return await run.tab.look()
    if run.first(Note.NOT_FOR_OTHERS):
        messages.not_for_others(run.human, others.record)
    return None


def _say_given(run: FormRun) -> None:
    """Say once that the page gives another address than the person's."""
    entry, meant = run.filling.entries.get(Role.EMAIL), run.form_input.email
    if entry is None or entry.how != GIVEN or entry.held.casefold() == meant.casefold():
        return
    if run.first(Note.GIVEN):
        messages.given_address(run.human, run.name, entry.held, meant)


async def _is_its_own(run: FormRun, reading: Reading) -> Answer[bool] | MovedOn:
    """No other form of this run led to the same page, or the person wants it filled in twice."""
    address = address_of(reading.url)
    own = run.form_input.form.key
    first = run.turn.shared.first_at(address, own)
    if first == own or run.filling.address == address:
        return Answer(True)
    messages.same_page(run.human, run.name, run.turn.shared.names[first])
    if not run.human.can_ask:
        return Answer(False)
    question = _("Fill it in for {form} too?").format(form=run.name)
    wish = await run.prompt.ask(lambda: run.human.yes_no(question, default=False))
    if isinstance(wish, Answer) and wish.value:
        run.filling.address = address  # it is not asked again
    return wish


async def _once_more(run: FormRun, ready: bool) -> Reading | None:
    """A newer reading where the usual fields are missing: they may come late."""
    if ready and not run.filling.partial:
        return None
    if ready:
        await run.tab.moved_within(run.patience.late)
    return await run.tab.settle()


def begin_anew(run: FormRun, reading: Reading) -> None:
    """The site has put another form of its own in place of the one begun: that one is taken back,
    which is said, and the other is to be filled in, unless it is the one for what others post."""
    human = run.human
    run.course.led_on = True
    run.happened(FormReplaced())
    edited = any(entry.touched for entry in run.filling.all.values())
    if lookup.about_others(run.form_input.form, reading.url) is None:
        messages.led_on(human, run.name, edited=edited)
    run.forget_filling()


async def _not_understood(run: FormRun, reading: Reading) -> Reading | None:
    """Before anything is typed: the page, if it is not the form that is known any more."""
    if run.recorder.drift(reading) in (None, "first_seen", "same"):
        return None
    settled = await run.tab.settle()  # its last fields may come late
    drift = run.recorder.drift(settled)
    if drift == "understood":
        run.say_once(Note.CHANGED, messages.CHANGED_BUT_UNDERSTOOD)
    if drift != "not_understood":
        return None
    run.happened(NotUnderstood())
    run.say_once(Note.NOT_UNDERSTOOD, messages.CHANGED)
    return settled


def say_another_form(run: FormRun) -> None:
    """Say once that the page shows another form than the one that was filled in."""
    if run.first(Note.ANOTHER_FORM):
        messages.another_form(run.human, run.name)
