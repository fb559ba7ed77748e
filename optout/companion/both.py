"""The person at the terminal and at the companion: told in both, and heard in either."""

import asyncio
import contextlib
import functools
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from playwright.async_api import BrowserContext

from optout.companion.companion_page import CompanionPage
from optout.companion.placing import open_beside
from optout.companion.screen import Question, Screen, choice_of
from optout.domain import errors
from optout.i18n import _
from optout.system.attempt import ActFailed
from optout.system.timeouts import bounded, end_task
from optout.terminal.human import Act, Choice, EndOfInput, Human, Offer, OnMisfit, Standing

T = TypeVar("T")
_MOST_WAITED = 5.0
"""Seconds after which the companion opens, whatever the forms do."""


class _Closed(EndOfInput):
    """The companion was closed while a question was open."""


class _ToldInBoth(ABC):
    """The speaking part of a `Human` who is told in the terminal and in the companion."""

    def __init__(self, terminal: Human, screen: Screen) -> None:
        self.terminal, self.screen = terminal, screen
        self.needed = asyncio.Event()
        """There is something for the person to do."""

    @abstractmethod
    def _show(self, *, to_front: bool = False) -> None:
        """Let the companion show what its screen holds now."""

    def say(self, text: str, *, style: str = "") -> None:
        self.terminal.say(text, style=style)
        self.say_here("text", [text], style)

    def say_here(self, kind: str, texts: Sequence[str], style: str = "") -> None:
        """Say something in the companion alone."""
        self.screen.add(kind, texts, style)
        self._show()

    def heading(self, text: str) -> None:
        self.terminal.heading(text)
        self.screen.heading(text)
        self._show()

    def list(self, items: Sequence[str]) -> None:
        self.terminal.list(items)
        self.say_here("list", items)

    def numbered(self, items: Sequence[str]) -> None:
        self.terminal.numbered(items)
        self.say_here("numbered", items)

    def letter(self, text: str) -> None:
        self.terminal.letter(text)
        self.say_here("letter", [text])

    def standings(self, standings: Sequence[Standing]) -> None:
        self.terminal.standings(standings)

    def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
        self.screen.stands(standings, turn)
        self._show()

    def offer(self, offers: Sequence[Offer], letter: str = "") -> None:
        self.screen.offer(offers, letter)
        self._show()

    def interrupt(self) -> None:
        self.terminal.interrupt()

    async def hand_over(self, form: str, act: Act) -> None:
        self.needed.set()
        await self.terminal.hand_over(form, act)

    @property
    def on_misfit(self) -> OnMisfit | None:
        return self.terminal.on_misfit

    @on_misfit.setter
    def on_misfit(self, hears: OnMisfit | None) -> None:
        self.terminal.on_misfit = hears


class TerminalAndCompanion(_ToldInBoth):
    """A `Human` who may answer in the terminal or in the companion, whichever comes first.

    The companion opens and closes while it goes on: what is said before it opens stands there,
    too. `note` stays at its top, and `whose` ends its window's title.
    """

    def __init__(self, terminal: Human, *, note: str = "", whose: str = "") -> None:
        super().__init__(terminal, Screen(note, whose))
        self.expected = False
        """The companion is open, or it will be."""
        self.finished_here = False
        """What was answered last was answered in the companion."""
        self.waits = True
        """An error is waited with until it is read."""
        self._page: CompanionPage | None = None
        self._open: asyncio.Future[str] | None = None
        self._acts: dict[Offer, asyncio.Task[None]] = {}

    # -- the companion

    async def open(self, context: BrowserContext) -> None:
        """Open the companion in the browser once the person is needed: until then it would take its
        time from the forms. Where it fails the terminal has all."""
        with contextlib.suppress(TimeoutError):
            await bounded(self.needed.wait(), _MOST_WAITED)
        try:
            opened = await open_beside(context, asks=self.screen.question is not None)
            page = CompanionPage(opened.page, self._answered, self.closed)
            await page.open()
            self._page = page
        except ActFailed:
            return
        finally:
            if not self._page:
                self.closed()
        if not opened.aside:
            self.say(_("What to do is in the tab “optout”, and here."))
        elif not opened.placed:
            self.say(_("Put the two windows side by side, so that you see both."))
        self._show()

    async def close(self) -> None:
        """The browser is being closed, and the companion with it, once what was pressed is done."""
        try:
            await asyncio.gather(*self._acts.values())
        finally:
            page, self._page = self._page, None
            self.closed()
        if page:
            await page.close()

    def closed(self) -> None:
        """The companion is there no more."""
        page, self._page, self.expected = self._page, None, False
        told = page and page.form_stands and self.terminal.can_ask
        if self._open and not self._open.done():
            self._open.set_exception(_Closed() if told else EndOfInput())
        elif told:
            self._say_closed()

    def _say_closed(self) -> None:
        self.terminal.say(_("The window “optout” is closed. optout goes on here."))

    def _show(self, *, to_front: bool = False) -> None:
        if self._page:
            self._page.show(self.screen.as_data(), to_front=to_front)

    def _answered(self, number: str, answer: str) -> None:
        """Hear what was pressed or typed there under this number."""
        offer, question = self.screen.offers.get(number), self.screen.question
        if offer and offer not in self._acts:
            self._acts[offer] = asyncio.ensure_future(self._do(offer))
        elif question and question.number == number and self._open and not self._open.done():
            self._open.set_result(answer)

    async def _do(self, offer: Offer) -> None:
        """Do it; what goes wrong is told where it was pressed, as nobody waits for it."""
        try:
            done = offer.act()
            if isinstance(done, Awaitable):
                await done
        except Exception as error:  # noqa: BLE001 - also a fault of ours
            self.say_here("text", [str(errors.known(error))], "bold red")
        finally:
            del self._acts[offer]

    async def tell_last(self, error: Exception) -> None:
        """Let `error` be read before the browser closes, where no terminal tells it."""
        if self.waits and self.expected and not self.terminal.can_ask:
            self.say_here("text", [str(errors.known(error))], "bold red")
            with contextlib.suppress(EndOfInput):
                await self.go_on("", _("Finish"))

    # -- asking

    @property
    def can_ask(self) -> bool:
        return self.terminal.can_ask or self.expected

    @can_ask.setter
    def can_ask(self, can: bool) -> None:
        self.terminal.can_ask = can

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        return await self._either(
            lambda: self.terminal.ask(question, check=check, usual=usual),
            Question(question, "line", value=usual),
            lambda answer: answer.strip(),
            check,
        )

    async def go_on(self, question: str, button: str) -> None:
        here = choice_of("", [Choice("", button)], "")
        await self._either(lambda: self.terminal.go_on(question, button), here, lambda _: None)

    async def pages(self, text: str) -> None:
        self.say_here("letter", [text])
        if self.terminal.can_ask:
            here = choice_of("", [Choice("", _("Go on"))], "")
            await self._either(lambda: self.terminal.pages(text), here, lambda _: None)

    async def paste(self, question: str, *, usual: str = "") -> str:
        here = Question(question, "code")
        there = functools.partial(self.terminal.paste, question, usual=usual)
        return await self._either(there, here, lambda text: text)

    async def yes_no(self, question: str, *, default: bool) -> bool:
        answers = [Choice("yes", _("Yes")), Choice("no", _("No"))]
        try:
            return await self._either(
                lambda: self.terminal.yes_no(question, default=default),
                choice_of(question, answers, "yes" if default else "no"),
                lambda answer: answer == "yes",
            )
        except EndOfInput:
            return False

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        values = [choice.value for choice in choices]

        def check(answer: str) -> str | None:
            return None if answer in values else _("Please choose one.")

        try:
            return await self._either(
                lambda: self.terminal.choose(question, choices, default=default),
                choice_of(question, choices, default),
                lambda answer: answer,
                check,
            )
        except EndOfInput:
            if default:
                return default
            raise

    async def _either(
        self,
        in_terminal: Callable[[], Awaitable[T]],
        question: Question,
        meaning: Callable[[str], T],
        check: Callable[[str], str | None] | None = None,
    ) -> T:
        """The first answer, of the terminal or of the companion. Raises `EndOfInput` where neither
        can give one any more."""
        self.finished_here = False
        self.needed.set()
        self.screen.question = question
        there = asyncio.ensure_future(in_terminal()) if self.terminal.can_ask else None
        here = asyncio.ensure_future(self._here(question, meaning, check))
        self._show(to_front=question.kind == "code")
        try:
            if there:
                await asyncio.wait({there, here}, return_when=asyncio.FIRST_COMPLETED)
                ended = here.done() and isinstance(here.exception(), EndOfInput)
                if ended and isinstance(here.exception(), _Closed) and not there.done():
                    await end_task(there)  # nothing is written into the line of a question
                    self.terminal.interrupt()
                    self._say_closed()
                    there = asyncio.ensure_future(in_terminal())
                # A terminal that was closed gives the answer of nobody.
                gone = there.done() and not self.terminal.can_ask
                if ended or (there.done() and not gone):
                    result = await there
                    if question.text:
                        self.say_here("text", [_("Answered in the terminal.")])
                    return result
            result = await here
            self.finished_here = True
            if there and not there.done():
                self.terminal.interrupt()
                self.terminal.say(_("Answered in the window “optout”."))
            return result
        finally:
            await end_task(here, *([there] if there else []))
            self._open = self.screen.question = None
            self._show()

    async def _here(
        self,
        question: Question,
        meaning: Callable[[str], T],
        check: Callable[[str], str | None] | None,
    ) -> T:
        """The answer that the companion gives. Raises `EndOfInput` once it is closed."""
        while True:
            if not self.expected:
                raise EndOfInput
            self._open = asyncio.get_running_loop().create_future()
            answer = meaning(await self._open)
            wrong = check(answer) if check and isinstance(answer, str) else None
            if wrong is None:
                return answer
            question.again((self.on_misfit and self.on_misfit(str(answer))) or wrong)
            self._show()
