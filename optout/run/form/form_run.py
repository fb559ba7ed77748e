"""One form's run: who takes part in it, and what is known so far."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from playwright.async_api import Request

from optout.domain.code_outcomes import CodeStage
from optout.domain.proofs import Proof
from optout.forms.hosts import origin_of
from optout.i18n import _
from optout.locate.form.review import review_button, send_button
from optout.locate.roles import BUTTONS, PageKind, Role
from optout.locate.snapshot import Control
from optout.page.open_form import Fault
from optout.page.reading import Reading
from optout.page.request_payload import payload_of
from optout.page.tab import Listener, Tab
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import complaints, digest
from optout.run.filling import Filling
from optout.run.form.form_page import OpenPage
from optout.run.form.shared import Shared
from optout.run.form.turn import Turn
from optout.run.form_inputs import FormInput
from optout.run.patience import Patience
from optout.run.prefill.same_form import address_of, form_state
from optout.run.progress import (
    Button,
    CodeLeft,
    CodeRequested,
    Delivered,
    Delivery,
    Event,
    Facts,
    LostSight,
    ObjectionLeft,
    Seen,
    Step,
    StepDone,
    WithinReach,
    after,
    next_step,
    unclear,
)
from optout.run.recording.recorder import Recorder
from optout.run.sending.awaited_page import AwaitedPage
from optout.run.sending.delivery import delivery
from optout.run.sending.outgoing import Outgoing
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Notes, Repeated
from optout.run.talk.prompt import Prompt
from optout.system.attempt import ActFailed
from optout.terminal.human import Human

_FORM_NUMBER = re.compile(r"\d{4}")
"""In an address it tells one form from another; steps are counted in smaller numbers."""
_WAYS_ON = (Role.EMAIL, Role.EXPLANATION, Role.NEXT, Role.REQUEST_CODE)
_ACTS = (ObjectionLeft, CodeRequested, CodeLeft, StepDone)
"""What happens only when the person acts in the form's tab."""


@dataclass
class Course:
    """What was found as the form was prepared, and what was done with it and is not done again."""

    fault: Fault | None = None
    """Why the form's page did not open."""
    ready: Button | None = None
    """What the person presses next on the form, which is filled in and not theirs yet."""
    waited_for: str = ""
    """The digest of the unknown page that was given its time."""
    led_on: bool = False
    """Another form of the site's was taken up in place of the one begun."""
    refilled: bool = False
    shortened: bool = False
    cut_short: bool = False
    """The run is being stopped, and the page closed with it: nothing is said any more."""
    out_of_sight: bool = False
    """The person could send while nothing was seen of the page."""


class FormRun(Listener):
    """What one form's run knows: its facts, changed by `happened` alone, and who takes part."""

    def __init__(
        self,
        form_input: FormInput,
        known: Facts,
        recorder: Recorder,
        shared: Shared,
        open_page: OpenPage,
        patience: Patience,
    ) -> None:
        self.form_input, self.recorder = form_input, recorder
        self.patience, self.facts, self.notes = patience, known, Notes()
        self.outgoing, self.awaited, self.filling = Outgoing(form_input), AwaitedPage(), Filling()
        self.code_delivery = CodeDelivery()
        """Of the code that was typed last."""
        self.page = open_page(self)
        self.course = Course()
        self.turn = Turn(shared, lambda act: self.tab.wake_after(act), lambda: self.letter)

    @property
    def human(self) -> Human:
        """The person. Raises `PersonNeeded` unless they are led through this form."""
        return self.turn.human

    @property
    def name(self) -> str:
        return self.form_input.form.name

    @property
    def tab(self) -> Tab:
        return self.page.tab

    @property
    def prompt(self) -> Prompt:
        return Prompt(lambda: self.human, self.tab, self.unclear, self.turn.asks)

    def happened(self, event: Event) -> None:
        """Take `event` into the facts, and into the dossier, at once."""
        before, self.facts = self.facts, after(self.facts, event)
        for hear in (self.recorder.note, self.awaited.note):
            hear(before, event, self.facts)
        if isinstance(event, _ACTS) and self.facts != before:
            self.turn.nothing_to_do()
        self.turn.shared.stands(self.name, self.facts)

    def seen(self, reading: Reading) -> Seen:
        """What a reading means for what comes next."""
        record, url = self.form_input.form, reading.url
        # What the page said of the last code is not said of one that has no answer yet.
        waits = self.facts.code is CodeStage.ENTERED or self.code_delivery.under_way
        return Seen(
            kind=reading.kind,
            permitted=self.form_input.allowed.permits(url),
            claim=reading.claim.kind,
            form=form_state(self.filling, reading),
            of_objection=reading.of_objection,
            asks=any(not gate.answered for gate in reading.gates),
            digest=digest(reading),
            shows_back=self.review_button(reading) is not None,
            sends=send_button(reading.snapshot) is not None,
            # Some hosts have forms at some paths only; what the person names is believed.
            form_address=not record.allowed.permits(url) or record.is_form_address(url),
            code_box=reading.fields[Role.CODE].status == "found",
            code_sent=reading.code_sent,
            code_problem=bool(reading.code_problem)
            and not (waits and complaints(reading) <= self.code_delivery.complaints),
            robot=reading.why.proof is Proof.CHECKS_ROBOT,
            later=reading.later,
            way_on=any(reading.fields[role].status == "found" for role in _WAYS_ON),
        )

    def review_button(self, reading: Reading) -> Control | None:
        """What sends a page that is unknown, and only shows once more what was filled in."""
        claims = reading.errors or reading.claim.kind not in ("unclear", "received")
        entry = self.filling.all.get(Role.EXPLANATION)
        if reading.kind is not PageKind.UNKNOWN or claims or entry is None or not entry.done:
            return None
        return review_button(reading.snapshot, entry.held or entry.meant)

    def next_step(self, reading: Reading) -> Step:
        return next_step(self.facts, self.seen(reading))

    def unclear(self, reading: Reading) -> bool:
        return unclear(self.facts, self.seen(reading))

    def asking_about(self, asked: Reading) -> Prompt:
        """To ask about the fields of `asked`: where others stand in their place, the person has
        gone on, and the question with them."""

        def still(now: Reading) -> bool:
            return self.unclear(now) and not _other_fields(asked, now)

        return replace(self.prompt, unclear=still)

    async def given_time(self, reading: Reading, seconds: float) -> Reading:
        """What the page shows once it asks for another step, else after `seconds`."""
        step = self.next_step(reading)
        return await self.tab.until(lambda now: self.next_step(now) is not step, seconds, reading)

    @contextlib.asynccontextmanager
    async def at_front(self) -> AsyncIterator[None]:
        """One form at a time has its tab in front; none is moved once the person has the window."""
        async with self.turn.shared.front:
            if not self.turn.led:
                await self.tab.to_front()
            yield

    def types(self, code: str) -> CodeDelivery:
        """`code` is to be typed: what is heard from now on is of that one."""
        self.outgoing.typed_code = code
        self.code_delivery = CodeDelivery(self.code_delivery.complaints)
        return self.code_delivery

    async def fill(self, reading: Reading) -> None:
        """Fill in what `reading` shows and nothing has done yet."""
        asking, before = self.asking_about(reading), self.filling
        reach = self.within_reach
        self.filling = await self.page.fill(reading, asking, self.at_front, before, reach)

    def next_page(self) -> None:
        """What was filled in gave way to the next step of the form."""
        self.filling = self.filling.on_next_page()

    def forget_filling(self) -> None:
        """Another form stands in place of the one begun, which is gone."""
        self.filling = Filling()

    def within_reach(self, filling: Filling) -> None:
        """From the first field that holds something the person can send, whatever is waited for."""
        self.filling = filling
        self.happened(WithinReach())
        if filling.has_letter and filling.letter:
            self.recorder.typed(filling.letter)

    def first(self, note: Note) -> bool:
        """This is said for the first time; from now on it was. Raises `PersonNeeded`."""
        return bool(self.human) and self.notes.first(note)

    def say_once(self, note: Note, sentence: str) -> None:
        """`sentence` is a message with `{form}`, not translated yet."""
        if self.notes.first(note):
            self.turn.tell(lambda: self.human.say(_(sentence).format(form=self.name)))

    def once_more(self, what: Repeated) -> bool:
        """It may be told once more, which counts; else it is said once that it is not any more."""
        allowed = self.notes.once_more(what)
        if not allowed:
            self.say_once(Note.OFTEN, messages.OFTEN)
        return allowed

    def say_doubt(self) -> None:
        """Say once what is in doubt, where nothing has shown that it arrived."""
        if self.facts.in_doubt and self.first(Note.PERHAPS_SENT):
            sending_messages.in_doubt(self.human, self.name, self.facts)

    def continues(self, url: str) -> bool:
        """The page at `url` may be a later step: `/form/2` after `/form/1`, while the letter is not
        filled in, or is in this step."""
        filling = self.filling
        here, before = (held.get(Role.EXPLANATION) for held in (filling.entries, filling.before))
        if here and here.done:
            return address_of(url) == filling.address
        begun = any(entry.done for entry in filling.all.values())
        if not begun or self.facts.left or (before and before.done):
            return False
        address, (folder, _slash, last) = address_of(url), filling.address.rpartition("/")
        if address == filling.address or address.startswith(f"{filling.address}/"):
            return True
        beside, _slash, other = address.rpartition("/")
        steps = not (_FORM_NUMBER.search(last) or _FORM_NUMBER.search(other))
        return steps and beside == folder != origin_of(filling.address)

    def may_tell(self, kind: PageKind) -> bool:
        """A page that asks for the code tells of it only once one was typed."""
        typed = self.facts.code in (CodeStage.ENTERED, CodeStage.LEFT)
        return self.facts.left and (typed or kind is not PageKind.CODE)

    def may_answer(self) -> bool:
        return self.awaited.may_answer()

    @property
    def known(self) -> frozenset[str]:
        return self.awaited.known

    @property
    def letter(self) -> str:
        return self.filling.letter_text

    def on_dialog(self, kind: str, message: str) -> None:
        self.awaited.alerted |= kind == "alert" and self.facts.left
        if self.once_more(Repeated.DIALOG):
            told = partial(messages.dialog, self.turn.shared.human, self.name, kind, message)
            # The page waits for its answer, whatever question is open.
            told() if self.turn.led else self.turn.tell(told)

    def on_request(self, request: Request) -> bool:
        fetched = request.method == "GET" and not request.is_navigation_request()
        if request.resource_type == "ping" or fetched:
            return False
        event = self.outgoing.event(payload_of(request), self.facts, self.filling)
        if event is None:
            if self.outgoing.last is not None and request.method != "GET":
                self.outgoing.later.append(request)
            return False
        if isinstance(event, ObjectionLeft):
            again = self.outgoing.last is not None
            answer = asyncio.ensure_future(self._await_answer(request, again=again))
            self.outgoing.leaves(request, answer)
            self.tab.wake_after(answer)
        if isinstance(event, CodeLeft):
            self.tab.wake_after(_code_answered(self, request))
        self.happened(event)
        if isinstance(event, ObjectionLeft) and self.facts.button is Button.SENDS:
            self.turn.tell(partial(_say_left, self, datetime.now()))
        return True

    def on_request_elsewhere(self, request: Request) -> bool:
        self.outgoing.elsewhere(request, self.facts, self.filling)
        host = self.outgoing.sent_on_to(request, self.filling)
        if host and self.recorder.sent_on_to(host):
            self.turn.tell(lambda: sending_messages.sent_on(self.human, self.name, host))
        return False

    def on_gone(self, longest: int, *, heard: bool) -> None:
        _page_gone(self, longest, heard=heard)

    async def _await_answer(self, request: Request, *, again: bool) -> None:
        """Learn what became of `request`, and say it where the page may not. `again`: it is not
        the first that carries the objection."""
        loop = asyncio.get_running_loop()
        silence = loop.call_later(self.patience.silence, self._delivered, request, "silent")
        try:
            self._delivered(request, await delivery(request, again=again))
        except ActFailed:  # the window into which it went is gone, and its answer with it
            if self.tab.has_window:
                self._delivered(request, "silent")
        finally:
            silence.cancel()

    def _delivered(self, request: Request, what: Delivery) -> None:
        if request is self.outgoing.last:
            self.happened(Delivered(what))
            self.tab.wake_after(asyncio.sleep(0))
            self.turn.tell(lambda: _say_unanswered(self, what))
            if what == "silent" and self.turn.led and not self.turn.asking:
                self.turn.set_aside()


def _say_left(run: FormRun, at: datetime) -> None:
    sending_messages.left(run.human, at.time())


def _say_unanswered(run: FormRun, what: Delivery) -> None:
    still = run.facts.open and run.facts.delivery == what and not run.facts.proved
    if still and not run.course.cut_short:
        sending_messages.unanswered(run.human, run.name, what)


def _page_gone(run: FormRun, longest: int, *, heard: bool) -> None:
    """The form's page is there no more: what may have left it is in doubt, which is said before
    anything is filled in again."""
    if run.facts.left or not run.facts.open:
        return
    if run.outgoing.unreported(longest, run.filling):
        run.happened(ObjectionLeft(run.letter))
        run.happened(Delivered("broken"))
    elif not heard or run.filling.framed:
        run.happened(LostSight())
    if run.tab.has_window and not run.tab.crashed:  # else it is said as the run ends
        run.turn.tell(run.say_doubt)


async def _code_answered(run: FormRun, request: Request) -> None:
    """Learn what became of the code, whose request ends what the objection began."""
    what: Delivery = "silent"
    with contextlib.suppress(ActFailed):  # as in `_await_answer`
        what = await run.code_delivery.leaves_by(request)
    run.happened(Delivered(what))


def _other_fields(asked: Reading, now: Reading) -> bool:
    """A form shows that has fields of ours, and none of those that were asked about."""
    before, here = _ours(asked), _ours(now)
    same = address_of(now.url) == address_of(asked.url) and here & before
    return now.kind is PageKind.FORM and bool(here) and not same


def _ours(reading: Reading) -> set[Role]:
    found = (role for role, field in reading.fields.items() if field.status != "missing")
    return set(found) - BUTTONS
