"""When the page alone does not lead on: the person is asked, or does it by hand. And what befalls
a page while it waits: a dialog, a request, its end."""

import asyncio
import functools
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.async_api import Page, Request

from optout.case import Case
from optout.human import Human
from optout.locate.roles import Role
from optout.outcome import SENT, State
from optout.pages import Reading
from optout.printing import by_context
from optout.result import Result
from optout.steps import say, say_sent
from optout.steps.ask_person import ask_how_to_fill, ask_if_sent
from optout.steps.by_hand import by_hand, offered
from optout.steps.delivery import SILENCE, Delivery, delivery
from optout.steps.filling import Filling
from optout.steps.point_at import point_at
from optout.steps.sending import sent
from optout.steps.tab import Tab
from optout.steps.wish import Wish

_MOST_DIALOGS = 10
"""Dialogs of one page that are told."""


@dataclass
class Shared:
    """What several forms of one run share: the person's ear, the hands, who has the window.

    `expected` forms come to their first human turn; until all have, tabs may be brought to front.
    """

    human: Human
    expected: int
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    hands: asyncio.Lock = field(default_factory=asyncio.Lock)
    all_here: asyncio.Event = field(default_factory=asyncio.Event)

    def arrive(self) -> None:
        """One more form needs the person, or is at its end."""
        self.expected -= 1
        if self.expected <= 0:
            self.all_here.set()


class Detours(ABC):
    """Holds all state of one form's run, and knows the ways around what is in doubt.

    `_hand_over` goes on with the form once the person has helped; `FormRun` says how.
    """

    def __init__(self, page: Page, wish: Wish, case: Case, shared: Shared) -> None:
        self.wish, self.case, self.shared = wish, case, shared
        self.human, self.name = shared.human, wish.form.name
        self.tab = Tab(page, wish.allowed)
        self.tab.on_dialog, self.tab.on_request = self._dialog, self._request
        self.filling = Filling()
        self.handed_over = False
        self._arrived = False
        self._refills = 0
        self._fingerprint = ""
        self._seen_leaving = False
        self._last_left: Request | None = None
        self._delivery: Delivery = ""
        self._code_left = False
        self._attempts = 0
        self._dialogs = 0
        self._told: set[str] = set()

    async def _ask_if_sent(self) -> Reading | None:
        answer = await ask_if_sent(self.tab, self.human, self.shared.turn, self.name)
        if isinstance(answer, Reading):
            return answer
        if answer == "sent":
            self.case.ended_by_word(State.UNCONFIRMED)
            say.end(self.human, self.name, State.UNCONFIRMED)
            await self.case.evidence(self.tab, "result", "what the page answered")
        elif answer == "manual":
            await self._not_usable(State.CHANGED, wanted=True)
        return None

    async def _help_to_fill(self, reading: Reading) -> Reading | None:
        self._arrive()
        await self.shared.all_here.wait()
        say.filled(self.human, self.name, self.filling)
        if self.filling.status(Role.COUNTRY) == "not_listed":
            say.not_listed(self.human, self.name, self.wish.country)
        answer: str | Reading = "self"
        if self.human.can_ask:
            answer = await ask_how_to_fill(self.tab, self.human, self.shared.turn, self.name)
        if isinstance(answer, Reading):
            return answer
        if answer == "point":
            async with self.shared.turn:
                await point_at(self.tab, self.wish, self.human, self.filling)
        if answer in ("point", "self"):
            return await self._hand_over(await self.tab.look())
        if answer == "manual":
            await self._not_usable(State.CHANGED, wanted=True)
        return None

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
            if wanted or await offered(self.human, self.name):
                papers = self.case.papers(letter)
                printer = by_context(self.tab.page.context)
                make_pdf = functools.partial(self.case.print, papers, printer)
                done = await by_hand(self.human, self.name, self.wish.url, letter, papers, make_pdf)
                if done.sent:
                    self.case.ended_by_word(State.UNCONFIRMED)

    @property
    def _sent(self) -> bool:
        """Whether something that can be the objection has left the page, in this run or before."""
        return self._seen_leaving or self.case.was_sent

    @property
    def _may_be_done(self) -> bool:
        """Whether a confirmation can be about this request: all that it needs has left the page."""
        coded = self._code_left or self.case.state is not State.CODE_ASKED
        return self._sent and coded

    def _dialog(self, kind: str, message: str) -> None:
        self._dialogs += 1
        if self._dialogs <= _MOST_DIALOGS:  # a page can open them without end
            say.dialog(self.human, self.name, kind, message)

    def _request(self, request: Request) -> bool:
        """Something leaves the page: note it, and the letter as it is sent.

        Whether it can be what the person sends, the objection or its code.
        """
        if request.resource_type == "ping" or not (self.handed_over or self.case.was_sent):
            return False
        address, left = self.filling.entries.get(Role.EMAIL), sent(request)
        if self.case.was_sent:
            self._code_left = self._code_left or left.code
            return left.code
        carries = left.carries(address.held if address and address.held else self.wish.email)
        if carries:
            self._seen_leaving = True
            others = (e for e in self.filling.entries.values() if e.role is not Role.EXPLANATION)
            held = [text for e in others for text in (e.held, e.meant)]
            self.case.leaving(left.letter([*held, self.wish.email, self.wish.name]))
            self._last_left, self._delivery = request, "under_way"
            self.tab.wake_after(self._await_answer(request))
        return carries

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
            if self.tab.lost and self.handed_over:
                self.case.out_of_sight()
                say_sent.out_of_sight(self.human)
            else:
                say_sent.nothing_sent(self.human)
        if self.case.state not in SENT:
            self.case.ended_by_word(State.ABANDONED)

    def _arrive(self) -> None:
        if not self._arrived:
            self._arrived = True
            self.shared.arrive()

    def _tell(self, key: str, what: Callable[[Human, str], None]) -> None:
        if key not in self._told:
            self._told.add(key)
            what(self.human, self.name)

    def _once(self, key: str, sentence: str) -> None:
        if key not in self._told:
            self._told.add(key)
            self.human.say(sentence.format(form=self.name))

    @abstractmethod
    async def _hand_over(self, reading: Reading) -> Reading | None: ...
