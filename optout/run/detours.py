"""When the page alone does not lead on: the person is asked, or does it by hand. And what befalls
a page while it waits: a dialog, a request, its end."""

import asyncio
import functools
from abc import ABC, abstractmethod
from collections.abc import Callable

from playwright.async_api import Page, Request

from optout.human import Human
from optout.i18n import _, labelled
from optout.locate.fingerprint import size
from optout.locate.roles import Role
from optout.outcome import SENT, State
from optout.pages import PageGone, Reading
from optout.printing import by_context
from optout.result import Result
from optout.run.recorder import Case
from optout.run.shared import Shared
from optout.run.steps import say, say_sent
from optout.run.steps.answer_gate import GateAnswers, answer_gates
from optout.run.steps.ask_person import ask_how_to_fill, ask_if_sent
from optout.run.steps.by_hand import by_hand, offered
from optout.run.steps.delivery import SILENCE, Delivery, delivery
from optout.run.steps.filling import Filling
from optout.run.steps.gist import gist
from optout.run.steps.last_look import LastLook
from optout.run.steps.point_at import point_at, point_at_code
from optout.run.steps.sending import Sent, sent
from optout.run.steps.tab import Tab
from optout.run.steps.wish import Wish
from optout.text import one_line

MOST_TOLD = 10
"""Dialogs of one page that are told; complaints too, and questions that are answered."""


class Detours(ABC):
    """Holds all state of one form's run, and knows the ways around what is in doubt.

    `_hand_over` goes on with the form once the person has helped; `FormRun` says how.
    """

    def __init__(self, page: Page, wish: Wish, case: Case, shared: Shared) -> None:
        self.wish, self.case, self.shared = wish, case, shared
        self.human, self.name = shared.human, wish.form.name
        self.tab = Tab(page, wish.allowed)
        self.tab.on_dialog, self.tab.on_request = self._dialog, self._request
        self.tab.awaits_answer = lambda: self._may_be_done
        self.filling = Filling()
        self.handed_over = False
        self._detained = False
        """Whether the site asked who this is: a code after that may be for signing in."""
        self._watching = False
        """Whether what leaves the page can be the objection, also before it was handed over."""
        self._refills = 0
        self._fingerprint = ""
        self._seen_leaving = False
        self._last_left: Request | None = None
        self._delivery: Delivery = ""
        self._code_left = False
        self._typed_code = ""
        """In memory only, to know it when it leaves."""
        self._numbers: set[str] = set()
        self._attempts = 0
        self._dialogs = self._complaints = self._answers = 0
        self._told: set[str] = set()
        self._unknown_pages: list[str] = []
        """What was asked about already."""

    async def _not_understood(self, reading: Reading) -> Reading | None:
        """Before anything is typed: the page, if it is not the form that is known any more."""
        if self.case.drift(reading) in (None, "first_seen", "same"):
            return None
        settled = await self.tab.settle()  # its last fields may come late
        drift = self.case.drift(settled)
        if drift == "understood":
            self._once("drift", say.CHANGED_BUT_UNDERSTOOD)
        if drift != "not_understood":
            return None
        self._once("strange", say.CHANGED)
        return settled

    def _note_shape(self, reading: Reading) -> None:
        """Fields that come after the others were filled belong to the form's shape too."""
        now, before = reading.fingerprint, self._fingerprint
        if now != before and size(now) >= size(before):
            self._fingerprint = now
            self.case.shaped(reading)

    async def _answer(self, reading: Reading) -> GateAnswers:
        if self._answers >= MOST_TOLD:  # a page can ask without end
            return GateAnswers(left=tuple(g.question for g in reading.gates if not g.answered))
        gates = await answer_gates(self.tab, reading, self.wish)
        self._answers += len(gates.given)
        for question, answer in gates.given:
            self.human.say(labelled(self.name, one_line(f"{question} {answer}")))
        return gates

    async def _ask_if_sent(self, reading: Reading) -> Reading | None:
        """What became of it, where the page does not tell; or where the code goes."""
        answer = await ask_if_sent(
            self.tab, self.human, self.shared.turn, self.name, code=self._sent
        )
        if isinstance(answer, Reading):
            return answer
        if answer == "code":
            async with self.shared.turn:
                await point_at_code(self.tab, self.human, self.name)
            self._unknown_pages.clear()  # what follows may be as unknown
        if answer == "sent":
            self.case.ended_by_word(State.UNCONFIRMED)
            say.end(self.human, self.name, State.UNCONFIRMED)
            await self.case.evidence(self.tab, "result", "what the page answered")
        elif answer == "manual":
            await self._not_usable(State.CHANGED, wanted=True)
        return None

    async def _help_to_fill(self, reading: Reading) -> Reading | None:
        self._arrive()
        async with self.shared.turn_for(self.tab) as later:
            if later:
                return later
            say.filled(self.human, self.name, self.filling)
            if self.filling.status(Role.COUNTRY) == "not_listed":
                say.not_listed(self.human, self.name, self.wish.country)
        answer: str | Reading = "self"
        if self.human.can_ask:
            answer = await ask_how_to_fill(self.tab, self.human, self.shared.turn, self.name)
        if isinstance(answer, Reading):
            return answer
        if answer == "point":
            self._within_reach(self.filling)
            async with self.shared.turn:
                await point_at(self.tab, self.wish, self.human, self.filling)
        if answer in ("point", "self"):
            return await self._hand_over(await self.tab.look())
        if answer == "manual":
            await self._not_usable(State.CHANGED, wanted=True)
        return None

    async def _changed_since_filled(self, last: LastLook) -> Reading | None:
        """The page is no more what was filled in, so it is not handed over as ready."""
        if last.finds == "elsewhere":
            self._once("elsewhere", say.ELSEWHERE)
            await self._not_usable(State.CHANGED)
            return None
        self._once("moved", say.MOVED)
        return await self._help_to_fill(last.reading)

    async def _not_usable(self, state: State, *, wanted: bool = False) -> Result:
        if self.case.was_sent:
            self._tell("sent", say_sent.form_again)
            self.case.left_as_it_is()
            return self.case.result()
        self.case.ended_by_tool(state)
        await self._offer_by_hand(wanted=wanted)
        return self.case.result()

    async def _offer_by_hand(self, *, wanted: bool = False) -> None:
        """By hand, if the person wants it; `wanted`: they have said so."""
        self._arrive()
        letter = self.wish.letter(None)
        async with self.shared.turn:
            if wanted or await self._offered():
                papers = self.case.papers(letter)
                printer = by_context(self.tab.page.context)
                make_pdf = functools.partial(self.case.print, papers, printer)
                done = await by_hand(self.human, self.name, self.wish.url, letter, papers, make_pdf)
                if done.sent:
                    self.case.ended_by_word(State.UNCONFIRMED)

    async def _offered(self) -> bool:
        """Whether the person wants it by hand. A window that is closed meanwhile is an answer."""
        try:
            answer = await self.tab.unless_moved(
                lambda: offered(self.human, self.name), lambda _reading: True
            )
        except PageGone:
            self.human.interrupt()
            say.window_closed(self.human, self.name, sent=False, crashed=self.tab.crashed)
            return False
        return answer is True

    def _asked_about(self, reading: Reading) -> bool:
        """Whether it was asked what this page is; one that has changed may say something new."""
        return gist(reading) in self._unknown_pages or len(self._unknown_pages) >= MOST_TOLD

    @property
    def _sent(self) -> bool:
        """Whether something that can be the objection has left the page, in this run or before."""
        return self._seen_leaving or self.case.was_sent

    @property
    def _may_be_done(self) -> bool:
        """Whether a confirmation can be about this request: all that it needs has left the page."""
        coded = self._code_left or self.case.state is not State.CODE_ASKED
        return self._sent and coded

    def _may_correct(self, reading: Reading) -> bool:
        """Whether the complaint is about a field, by the page before it sent or by the site's own
        answer: only then was nothing taken that would be sent a second time."""
        if not self.case.perhaps_sent:
            return True
        controls = (c for frame in reading.snapshot.frames for c in frame.controls)
        return self._delivery == "answered" and any(c.invalid for c in controls)

    def _dialog(self, kind: str, message: str) -> None:
        self._dialogs += 1
        if self._dialogs <= MOST_TOLD:  # a page can open them without end
            say.dialog(self.human, self.name, kind, message)

    def _request(self, request: Request) -> bool:
        """Something leaves the page: note it, and the letter as it is sent.

        Whether it can be what the person sends, the objection or its code.
        """
        watching = self.handed_over or self._watching or self.case.was_sent
        if request.resource_type == "ping" or not watching:
            return False
        address, left = self.filling.entries.get(Role.EMAIL), sent(request)
        if self.case.was_sent and "code" in self._told:
            coded = self._is_code(left)
            self._code_left = self._code_left or coded
            return coded
        self._numbers |= left.numbers
        if self.case.was_sent:
            return False
        own = address.held if address and address.held else self.wish.email
        # A page may check an address by itself while the form is being filled in.
        carries = left.carries(own if self.handed_over or self.filling.tried else "")
        if carries:
            self._seen_leaving = True
            others = (e for e in self.filling.entries.values() if e.role is not Role.EXPLANATION)
            held = [text for e in others for text in (e.held, e.meant)]
            self.case.leaving(left.letter([*held, self.wish.email, self.wish.name]))
            self._last_left, self._delivery = request, "under_way"
            self.tab.wake_after(self._await_answer(request))
        return carries

    def _is_code(self, left: Sent) -> bool:
        """Whether the code has left: the one typed here, or numbers that did not leave before."""
        if self._typed_code:
            return self._typed_code in left.numbers
        return not left.numbers <= self._numbers

    async def _await_answer(self, request: Request) -> None:
        """Learn what became of `request`, and say it where the page may not."""
        silence = asyncio.get_running_loop().call_later(SILENCE, self._delivered, request, "silent")
        try:
            self._delivered(request, await delivery(request))
        finally:
            silence.cancel()

    def _delivered(self, request: Request, what: Delivery) -> None:
        if request is self._last_left:
            self._delivery = what
            if self.case.open and not self.case.was_sent:
                say_sent.trouble(self.human, self.name, what)

    def _window_closed(self) -> None:
        say.window_closed(self.human, self.name, sent=self.case.was_sent, crashed=self.tab.crashed)
        if not self.case.was_sent and not self.case.perhaps_sent:
            if self.tab.lost and (self.handed_over or self._watching):
                self.case.out_of_sight()
                say_sent.out_of_sight(self.human)
            else:
                say_sent.nothing_sent(self.human)
        if self.case.state not in SENT:
            why = "the page crashed" if self.tab.crashed else "the window was closed"
            self.case.ended_by_tool(State.ABANDONED, why)

    def _arrive(self) -> None:
        self.shared.arrive(self.wish.form.service)

    def _within_reach(self, filling: Filling) -> None:
        """From the first field that holds something the person can send, whatever is waited for."""
        self.filling, self._watching, self._detained = filling, True, False
        self.case.within_reach()

    def _tell(self, key: str, what: Callable[[Human, str], None]) -> None:
        if key not in self._told:
            self._told.add(key)
            what(self.human, self.name)

    def _once(self, key: str, sentence: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.human.say(_(sentence).format(form=self.name))

    @abstractmethod
    async def _hand_over(self, reading: Reading) -> Reading | None: ...
