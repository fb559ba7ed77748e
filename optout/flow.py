"""What happens next: the order of steps and of human turns for one form.

The page leads. Each look says which page it is, and one handler answers: so any mixture of
sign-in, questions, fields, code and results works, in whatever order a site brings them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from optout.detours import Detours
from optout.i18n import _, labelled
from optout.locate.roles import PageKind, Role
from optout.outcome import State
from optout.pages import PageGone, Reading
from optout.result import Result
from optout.steps import say, say_sent
from optout.steps.answer_gate import GateAnswers, answer_gates
from optout.steps.enter_code import ask_code, enter_code
from optout.steps.keeping import give_up, kept, watch_over
from optout.steps.open_form import open_form
from optout.steps.prefill import prefill
from optout.steps.same_form import same_form

UNKNOWN_PATIENCE = 15.0
"""Seconds that an unknown page is given before anything is asked about it."""
_REFILLS = 3
_ATTEMPTS = 4
_ENDS = {
    PageKind.ACKNOWLEDGED: State.ACKNOWLEDGED,
    PageKind.ALREADY_OBJECTED: State.ALREADY_OBJECTED,
    PageKind.REFUSED: State.REFUSED,
    PageKind.UNAVAILABLE: State.UNAVAILABLE,
}
_PROOFS = (PageKind.CODE, PageKind.ACKNOWLEDGED, PageKind.ALREADY_OBJECTED)


class FormRun(Detours):
    """One form, from its address to its end."""

    async def run(self) -> Result:
        """Go as far as the page and the person allow. Cancelling it leaves what was proved."""
        try:
            if not await self._open():
                return await self._not_usable(State.FAILED)
            await self._follow()
        except PageGone:
            self._window_closed()
        except asyncio.CancelledError:
            await self.tab.catch_up()
            raise
        finally:
            self._arrive()
            await self.tab.close()
        return self.case.result()

    async def _open(self) -> bool:
        say.step(self.human, self.name, 1, _("the form is opened"))
        opened = await open_form(self.tab.page, self.wish.url)
        if opened.fault == "gone":
            raise PageGone
        if opened.fault:
            say.fault(self.human, self.name, opened.fault)
        return opened.fault is None

    async def _follow(self) -> None:
        await self.tab.parsed()
        reading: Reading | None = await self.tab.look()
        while self.case.open:
            if reading is None:
                await self.tab.moved()
                reading = await self.tab.look()
            reading = await self._handler(reading)(reading)

    def _handler(self, reading: Reading) -> Callable[[Reading], Awaitable[Reading | None]]:
        if reading.cookie_choice:
            self._once(
                "cookies", _("{form}: a cookie choice covers the page. Choose what you like.")
            )
        kind = reading.kind
        if kind in _PROOFS and not self.tab.allowed.permits(reading.url):
            return self._unknown  # another site's word proves nothing
        if kind is PageKind.FORM:
            return self._form
        if kind is PageKind.UNKNOWN and any(not g.answered for g in reading.gates):
            return self._gate
        if kind is PageKind.CODE and self._sent:
            return self._code
        if kind in (PageKind.SIGN_IN, PageKind.CHECKPOINT, PageKind.CODE):
            return self._wait_for_person
        if kind is PageKind.ACKNOWLEDGED and not self._may_be_done:
            return self._unknown  # nothing was sent from here: it cannot be about this request
        return self._end if kind in _ENDS else self._unknown

    # -- one handler a page; each returns a newer reading, or None to wait for a change

    async def _form(self, reading: Reading) -> Reading | None:
        if self.case.was_sent and not self.handed_over:
            say_sent.code_page_gone(self.human, self.name)
            self.case.left_as_it_is()
            return None
        if self.handed_over:
            return await self._form_again(reading)
        gates = await self._answer(reading)
        if gates.given:
            return None
        if not self.filling.entries and (detour := await self._changed_form(reading)):
            return await detour
        if not await same_form(self.filling, reading):
            self._arrive()
            self._tell("another", say.another_form)
            return None
        async with self.shared.hands:
            if not self.shared.all_here.is_set():
                await self.tab.to_front()
            self.filling = await prefill(self.tab, reading, self.wish, self.human, self.filling)
        if not self.filling.complete:
            settled = await self.tab.settle()
            self._attempts += 1
            if settled.kind is not PageKind.FORM or (
                self._is_new(settled) and self._attempts < _ATTEMPTS
            ):
                return settled
            if gates.left and not any(e.done for e in self.filling.entries.values()):
                await self._leave(gates.left)
                return None
            return await self._help_to_fill(settled)
        return await self._hand_over(reading)

    def _is_new(self, reading: Reading) -> bool:
        """Whether the page now shows a field for sure that could not be filled before."""
        return any(
            reading.fields[role].status == "found"
            for role, entry in self.filling.entries.items()
            if entry.status in ("missing", "ambiguous", "not_kept")
        )

    async def _changed_form(self, reading: Reading) -> Awaitable[Reading | None] | None:
        """Before anything is typed: is this the form that is known? What to do if it is not."""
        if self.case.drift(reading) == "same":
            return None
        settled = await self.tab.settle()  # its last fields may come late
        drift = self.case.drift(settled)
        if drift == "understood":
            self._once("drift", say.CHANGED_BUT_UNDERSTOOD)
        if drift != "not_understood" or self._told.issuperset({"drift", "asked"}):
            return None
        self._once("drift", say.CHANGED)
        self._told.add("asked")
        return self._help_to_fill(settled)

    async def _gate(self, reading: Reading) -> Reading | None:
        gates = await self._answer(reading)
        if not gates.given:
            await self._leave(gates.left)
        return None

    async def _answer(self, reading: Reading) -> GateAnswers:
        gates = await answer_gates(self.tab, reading, self.wish)
        for question, answer in gates.given:
            self.human.say(labelled(self.name, f"{question} {answer}"))
        return gates

    async def _leave(self, questions: Sequence[str]) -> None:
        self._arrive()
        if "gate" not in self._told:
            self._told.add("gate")
            say.questions(self.human, self.name, questions)
            await self.human.hand_over(self.wish.form.service, "gate")

    async def _hand_over(self, reading: Reading) -> Reading | None:
        self.case.prefilled(self.filling, reading)
        self._fingerprint = reading.fingerprint
        await watch_over(self.tab, self.filling)
        await self.case.picture(self.tab, "filled", "filled form")
        self._arrive()
        await self.shared.all_here.wait()
        async with self.shared.turn:
            say.filled(self.human, self.name, self.filling)
            button = reading.fields[Role.SUBMIT].control
            say.your_turn(
                self.human,
                self.name,
                button.label if button else "",
                attachments=not self.wish.form.needs_account,
            )
        self.handed_over = True
        await self.human.hand_over(self.wish.form.service, "submit")
        return await self.tab.look()

    async def _form_again(self, reading: Reading) -> Reading | None:
        """The form is still there, or there again, after it was handed over."""
        message = "\n".join(reading.errors)
        if message and message not in self._told and self._delivery != "under_way":
            self._told.add(message)
            say.errors(self.human, self.name, reading)
            if self._may_correct(reading):
                say.correct(self.human)
            else:
                say_sent.perhaps_sent(self.human, self.name)
            await self.human.hand_over(self.wish.form.service, "fill")
        back = self.case.was_sent and not message  # the page asks for nothing to be corrected
        if not (back or (await kept(self.filling, reading)).lost):
            return None
        settled = await self.tab.settle()  # a page on its way to the next one has lost its fields
        if settled.kind is not PageKind.FORM:
            return settled
        now = await kept(self.filling, settled)
        if self.case.was_sent:
            self._tell("sent", say_sent.form_again)
        elif settled.fingerprint != self._fingerprint and not now.held:
            self._tell("another", say.another_form)
        elif self._refills < _REFILLS and now.lost:
            self._refills += 1
            if self.case.perhaps_sent:
                self._tell("perhaps", say_sent.perhaps_sent)
            self._tell(f"lost {self._refills}", say.lost)
            give_up(now)
            self.handed_over = False
            return settled
        return None

    def _may_correct(self, reading: Reading) -> bool:
        """Whether the complaint is about a field, by the page before it sent or by the site's own
        answer: only then was nothing taken that would be sent a second time."""
        if not self.case.perhaps_sent:
            return True
        controls = (c for frame in reading.snapshot.frames for c in frame.controls)
        return self._delivery == "answered" and any(c.invalid for c in controls)

    async def _code(self, reading: Reading) -> Reading | None:
        self.case.code_asked(reading)
        if "code" not in self._told:
            self._told.add("code")
            await self.case.picture(self.tab, "code", "page that asks for the code")
            async with self.shared.turn:
                say.code_wanted(self.human, self.name)
        if not self.human.can_ask:
            self._once("code_by_hand", _("{form}: type the code in the page yourself."))
            return None
        async with self.shared.turn:
            answer = await ask_code(self.tab, reading, self.human, self.name)
        if answer is None:
            return reading
        if isinstance(answer, Reading):
            self.human.interrupt()
            return answer
        entered = await enter_code(self.tab, reading, answer)
        self.case.code_entered(entered.verdict)
        if entered.verdict == "refused":
            say.errors(self.human, self.name, entered.reading)
        say.verdict(self.human, self.name, entered.verdict)
        return None if entered.verdict == "person" else entered.reading

    async def _wait_for_person(self, reading: Reading) -> None:
        self.handed_over = False  # what is asked for here is not the objection's code
        self._arrive()
        if reading.kind not in self._told:
            self._told.add(reading.kind)
            say.waiting(self.human, self.name, reading.kind)
            act = "sign_in" if reading.kind is PageKind.SIGN_IN else "checkpoint"
            await self.human.hand_over(self.wish.form.service, act)  # type: ignore[arg-type]

    async def _end(self, reading: Reading) -> Reading | None:
        settled = await self.tab.settle(patience=1.0)
        if settled.kind is not reading.kind:
            return settled
        self.case.ended(_ENDS[reading.kind], settled)
        say.end(self.human, self.name, self.case.state)
        await self.case.evidence(self.tab, "result", "what the page answered")
        if self.case.state in (State.UNAVAILABLE, State.REFUSED):
            await self._offer_by_hand()
        return None

    async def _unknown(self, reading: Reading) -> Reading | None:
        if "unknown " + reading.url in self._told:
            return None
        settled = await self._given_time(reading)
        if settled.kind is not reading.kind:
            return settled
        self._told.add("unknown " + reading.url)
        self._arrive()
        say.unknown(self.human, self.name, sent=self.handed_over)
        if self.case.was_sent and not self.handed_over:
            self._tell("sent", say_sent.form_again)
            return None
        if not self.human.can_ask:
            return None
        return await (self._ask_if_sent() if self.handed_over else self._help_to_fill(settled))

    async def _given_time(self, reading: Reading) -> Reading:
        loop = asyncio.get_running_loop()
        end = loop.time() + UNKNOWN_PATIENCE
        kind = reading.kind
        while reading.kind is kind and (left := end - loop.time()) > 0:
            if await self.tab.moved_within(left):
                reading = await self.tab.look()
        return reading
