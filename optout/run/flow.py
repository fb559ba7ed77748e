"""What happens next: the order of steps and of human turns for one form.

The page leads. Each look says which page it is, and one handler answers: so any mixture of
sign-in, questions, fields, code and results works, in whatever order a site brings them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from optout.i18n import _
from optout.locate.roles import PageKind
from optout.outcome import State
from optout.pages import PageGone, Reading
from optout.result import Result
from optout.run.detours import MOST_TOLD
from optout.run.handing_over import HandingOver
from optout.run.steps import say, say_sent
from optout.run.steps.ear import Ear
from optout.run.steps.enter_code import ask_code, enter_code
from optout.run.steps.gist import gist
from optout.run.steps.keeping import give_up, kept
from optout.run.steps.open_form import open_form
from optout.run.steps.prefill import prefill
from optout.run.steps.same_form import same_form

UNKNOWN_PATIENCE = 15.0
"""Seconds that an unknown page is given before anything is asked about it."""
_LATE = 2.0
"""Seconds that the usual fields are waited for where a form does without them."""
_REFILLS = 3
_ATTEMPTS = 4
_ENDS = {
    PageKind.ACKNOWLEDGED: State.ACKNOWLEDGED,
    PageKind.ALREADY_OBJECTED: State.ALREADY_OBJECTED,
    PageKind.REFUSED: State.REFUSED,
    PageKind.UNAVAILABLE: State.UNAVAILABLE,
}
_PROOFS = (PageKind.CODE, PageKind.ACKNOWLEDGED, PageKind.ALREADY_OBJECTED)


class FormRun(HandingOver):
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
        if kind is PageKind.CODE and self._sent and (reading.of_objection or not self._detained):
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
        known = self.filling.entries and "strange" not in self._told
        if not known and (strange := await self._not_understood(reading)):
            return await self._help_to_fill(strange)
        if not await same_form(self.filling, reading):
            self._arrive()
            self._tell("another", say.another_form)
            return None
        async with self.shared.hands:
            if not self.shared.all_here.is_set():
                await self.tab.to_front()
            ear = Ear(self.human, self.tab, self.shared.turn)
            self.filling = await prefill(
                self.tab, reading, self.wish, ear, self.filling, self._within_reach
            )
        if self._seen_leaving and not self.filling.complete:
            self.case.prefilled(self.filling, reading, read_back=False)  # the page went on
        if self.filling.complete and self.filling.partial:
            await self.tab.moved_within(_LATE)
        if self.filling.partial or not self.filling.complete:
            settled = reading = await self.tab.settle()
            self._attempts += 1
            if settled.kind is not PageKind.FORM or (
                self.filling.found_in(settled) and self._attempts < _ATTEMPTS
            ):
                self.handed_over = self._seen_leaving and settled.kind is not PageKind.FORM
                return settled
        if not self.filling.complete:
            if gates.left and not any(e.done for e in self.filling.entries.values()):
                await self._leave(gates.left)
                return None
            return await self._help_to_fill(settled)
        return await self._hand_over(reading)

    async def _gate(self, reading: Reading) -> Reading | None:
        gates = await self._answer(reading)
        if not gates.given:
            await self._leave(gates.left)
        return None

    async def _leave(self, questions: Sequence[str]) -> None:
        self._arrive()
        if "gate" not in self._told:
            self._told.add("gate")
            say.questions(self.human, self.name, questions)
            await self.human.hand_over(self.wish.form.service, "gate")

    async def _form_again(self, reading: Reading) -> Reading | None:
        """The form is still there, or there again, after it was handed over."""
        message = "\n".join(reading.errors)
        new = message not in self._told and self._complaints < MOST_TOLD
        if message and new and self._delivery != "under_way":
            self._told.add(message)
            self._complaints += 1
            say.errors(self.human, self.name, reading)
            if self._may_correct(reading):
                say.correct(self.human)
            else:
                say_sent.perhaps_sent(self.human, self.name)
            await self.human.hand_over(self.wish.form.service, "fill")
        if self.filling.found_in(reading) and not (self.case.perhaps_sent or self.case.was_sent):
            self._attempts += 1
            if self._attempts < _ATTEMPTS:  # a field has come that was not there
                self.handed_over = False
                return reading
        now = await kept(self.filling, reading)
        if now.held and not now.lost and not self._sent:
            self._note_shape(reading)
        back = self.case.was_sent and not message  # the page asks for nothing to be corrected
        if not (back or now.lost):
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
            if "strange" not in self._told:
                self._tell(f"lost {self._refills}", say.lost)
            give_up(now)
            self.handed_over = False
            return settled
        return None

    async def _code(self, reading: Reading) -> Reading | None:
        self._arrive()
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
        self._typed_code = answer
        entered = await enter_code(self.tab, reading, answer)
        self.case.code_entered(entered.verdict)
        if entered.verdict == "refused":
            say.errors(self.human, self.name, entered.reading)
        say.verdict(self.human, self.name, entered.verdict)
        if entered.verdict in ("person", "not_typed"):
            self._typed_code = ""  # whatever is sent now is what the person typed
        if entered.verdict == "elsewhere":
            self._once("elsewhere", say.ELSEWHERE)
        return None if entered.verdict in ("person", "elsewhere") else entered.reading

    async def _wait_for_person(self, reading: Reading) -> None:
        # What is asked for here is not the objection's code.
        self.handed_over = self._watching = False
        self._detained = self._detained or reading.kind is not PageKind.CODE
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
        if self._asked_about(reading):
            return None
        settled = await self._given_time(reading)
        if settled.kind is not reading.kind:
            return settled
        self._unknown_pages.append(gist(settled))
        self._arrive()
        say.unknown(self.human, self.name, sent=self.handed_over)
        if self.case.was_sent and not self.handed_over:
            self._tell("sent", say_sent.code_page_gone)
            return None
        if not self.human.can_ask:
            return None
        return await (
            self._ask_if_sent(settled) if self.handed_over else self._help_to_fill(settled)
        )

    async def _given_time(self, reading: Reading) -> Reading:
        loop = asyncio.get_running_loop()
        end = loop.time() + UNKNOWN_PATIENCE
        kind = reading.kind
        while reading.kind is kind and (left := end - loop.time()) > 0:
            if await self.tab.moved_within(left):
                reading = await self.tab.look()
        return reading
