"""The one person of the driver's own tests: answers by a script, notes all that was said."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from optout.terminal.human import Act, Choice, NoButtons, Offer, OnMisfit, Standing


@dataclass
class ScriptedPerson(NoButtons):
    """`turns` are what the person does, in order, each time the page is theirs; `codes` what is
    pasted, in order; `choices` what is chosen where there are several ways; `too_early` what is
    pasted, in order, at questions for something else, before their answer and the next turn. A
    question for which
    nothing is left in the script stays open: `asked` tells that it came.
    """

    turns: list[Callable[[], None]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    too_early: list[str] = field(default_factory=list)
    yes: bool | None = False
    """The answer to each question with yes or no; None: the one that Enter gives."""
    can_ask: bool = True
    on_misfit: OnMisfit | None = None
    said: list[str] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    """What could be chosen last."""
    offers: Sequence[Offer] = ()
    """What there are buttons for."""
    usual: str = ""
    """What nothing at all means at the last question for a code."""
    interrupted: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at whatever is said, asked or handed over."""

    @property
    def heard(self) -> str:
        """All that was said, as one text."""
        return "\n".join(self.said)

    def say(self, text: str, *, style: str = "") -> None:
        self.said.append(text)
        self.news.set()

    def heading(self, text: str) -> None:
        self.say(text)

    def list(self, items: Sequence[str]) -> None:
        self.say("\n".join(items))

    def numbered(self, items: Sequence[str]) -> None:
        self.list(items)

    def standings(self, standings: Sequence[Standing]) -> None:
        self.say(" · ".join(f"{one.name}: {one.words}" for one in standings))

    def letter(self, text: str) -> None:
        self.say(text)

    def offer(self, offers: Sequence[Offer], letter: str = "") -> None:
        self.offers = offers

    def press(self, label: str) -> None:
        """Press the button of that name."""
        (offer,) = [offer for offer in self.offers if offer.label == label]
        offer.act()

    def interrupt(self) -> None:
        self.interrupted += 1

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        return await self._next(question, self.choices)

    async def go_on(self, question: str, button: str) -> None:
        await self.ask(question)

    async def pages(self, text: str) -> None:
        self.letter(text)

    async def paste(self, question: str, *, usual: str = "") -> str:
        self.usual = usual
        return await self._next(question, self.codes)

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.asked.append(question)
        self.pastes_too_early()
        self.news.set()
        return default if self.yes is None else self.yes

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.offered[:] = [choice.label for choice in choices]
        self.pastes_too_early()
        answer = await self._next(question, self.choices)
        assert answer in [choice.value for choice in choices]
        return answer

    async def hand_over(self, form: str, act: Act) -> None:
        self.acts.append(act)
        self.news.set()
        if self.turns:
            self.turns.pop(0)()

    def pastes_too_early(self) -> None:
        """Paste what the open question does not take, and hear what is said to that."""
        if self.too_early:
            assert self.on_misfit is not None
            self.say(self.on_misfit(self.too_early.pop(0)) or "(what is wrong with the answer)")
            if self.turns:
                self.turns.pop(0)()

    async def _next(self, question: str, script: "list[str]") -> str:
        self.asked.append(question)
        self.news.set()
        if not script:
            await asyncio.Event().wait()
        return script.pop(0)
