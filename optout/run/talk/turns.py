"""Whose turn it is: the person is led through one form at a time.

All forms of a run are opened and filled in side by side. Once each of them needs the person, or is
at its end, the first one has its turn, and keeps it to its end. What the others have to say waits,
in its order, and so do their questions. The turn changes before that only

- when the person acts in another form's tab: something is sent there, or a step, a sign-in or a
  check is passed. An open question is taken back. Once its form has its turn again, all that it has
  said since its last heading is said again, and the question is asked again.
- when its form can do no more than wait for its site: then the next one comes that needs the
  person.

Nothing is ever written into an open question.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from optout.i18n import _
from optout.page.reading import Reading
from optout.run.talk.early_code import EarlyCode
from optout.run.talk.late_answer import LateAnswer
from optout.run.talk.nothing_to_type import nothing_to_type
from optout.run.talk.speech import SpeaksInTurn
from optout.system.timeouts import end_task
from optout.terminal.human import Act, Choice, Human, Offer, OnMisfit, Standing

T = TypeVar("T")
Do = Callable[[], Awaitable[Reading | None]]
"""Does what the person wants, as a step of the run."""
Wake = Callable[[Awaitable[object]], None]


class Turns:
    """Which form has its turn. `forms`: from each form's key to its name, in their order."""

    def __init__(self, human: Human, forms: Mapping[str, str]) -> None:
        self.human = human
        self._all = {form: HumanInTurn(self, human, name) for form, name in forms.items()}
        self._line = list(self._all.values())
        """In this order they have their turn."""
        self._holder: HumanInTurn | None = None
        self._next: tuple[HumanInTurn, bool] | None = None
        """Has the turn as soon as the open question is taken back; and whether the person acted."""
        self.asking = self.begun = self._stopped = False
        """A question is open; the person is led through a form, and has the window; nobody is led
        any more."""
        self._shown: list[tuple[str, bool]] = []
        if len(self._line) == 1:
            self._give(self._line[0], acted=False)

    def human_for(self, form: str) -> "HumanInTurn":
        """The person, as this form has them."""
        return self._all[form]

    def has(self, one: "HumanInTurn") -> bool:
        """It has its turn, so what it says is shown at once."""
        return self._holder is one and not self._stopped

    def came(self) -> None:
        """A form needs the person, or is at its end."""
        self.begun = self.begun or all(one.arrived for one in self._line)
        over = self._holder is None or self._holder.ended
        if self.begun and over and not self._stopped:
            self._pass_on()

    def take(self, one: "HumanInTurn", *, acted: bool) -> None:
        """It has its turn now; `acted`: as the person does something in its tab."""
        if self._holder is one or one.ended or self._stopped:
            return
        if self.asking and self._holder:
            self._next = one, acted
            self._holder.take_back()
        else:
            self._give(one, acted=acted)

    def wait(self, one: "HumanInTurn") -> None:
        """This form waits for its site: the next that needs the person comes first, if one does."""
        others = any(map(self._may_follow, self._line))
        if self._holder is one and others and not self.asking:
            self._line.remove(one)
            self._line.append(one)
            self._pass_on()

    def question(self, *, is_open: bool) -> None:
        """A question of the form that has its turn begins, or is answered or taken back."""
        self.asking = is_open
        if is_open or self._stopped:
            return
        if self._holder:
            self._holder.speak()
        follows, self._next = self._next, None
        if not follows:
            self.show()
            return
        one, acted = follows
        self._give(one, acted=acted)
        if one.ended:  # meanwhile
            self._pass_on()

    def keep_in_sight(self) -> None:
        """Show how all forms stand, where there is a place for it."""
        turn = self._holder.name if self._holder else ""
        self.human.keep_in_sight([self._standing(one) for one in self._all.values()], turn)

    def show(self) -> None:
        """Say in one line how all forms stand, where that has changed."""
        if len(self._all) == 1 or not self.begun or self.asking or self._stopped:
            return
        standings = [self._standing(one) for one in self._all.values()]
        shown = [(one.words, one.done) for one in standings]
        if shown != self._shown:
            self._shown = shown
            self.human.standings(standings)

    def others(self, one: "HumanInTurn") -> "list[HumanInTurn]":
        """The other forms, in the order of their turns."""
        return [other for other in self._line if other is not one]

    def stop(self) -> None:
        """The run is stopped: nobody is led any more, and what is said from now on waits."""
        self._stopped = True
        self.human.on_misfit = None
        for one in self._all.values():
            if not one.ended:
                one.drop()

    def close(self) -> None:
        """The run is over, and no question is open: what still waits is said."""
        for one in self._all.values():
            one.speak()

    def _may_follow(self, one: "HumanInTurn") -> bool:
        return one is not self._holder and not one.ended and one.arrived

    def _pass_on(self) -> None:
        follows = next(filter(self._may_follow, self._line), None)
        if follows:
            self._give(follows, acted=False)
        else:
            self._speak_of_ended()
            self._holder = self.human.on_misfit = None
            self.human.offer(())
            self.keep_in_sight()

    def _give(self, one: "HumanInTurn", *, acted: bool) -> None:
        self.begun = True
        before, self._holder = self._holder, None
        if before:
            before.lose()
        self._speak_of_ended()
        self._holder = one
        if acted and before:
            sentence = _("{form}: you have gone on in this tab, so it comes first. {other} waits.")
            self.human.say(sentence.format(form=one.name, other=before.name))
        elif before:
            sentence = _("Next is {form}, in its own tab of the browser window.")
            self.human.say(sentence.format(form=one.name))
        self.show()
        one.speak()
        one.gain()

    def _speak_of_ended(self) -> None:
        for one in self._all.values():
            if one.ended:
                one.speak()

    def _standing(self, one: "HumanInTurn") -> Standing:
        words = one.standing.words or _("not filled in yet")
        if self._holder is one and not one.firm:
            words = _("your turn")
        return one.standing._replace(words=words)


class HumanInTurn(SpeaksInTurn):
    """The person, as one form has them: what it says is shown in its turn, in its order.

    Its questions wait for its turn, too; they may be taken back, and are asked again.
    """

    def __init__(self, turns: Turns, human: Human, name: str) -> None:
        self.name = name
        self.arrived = self.ended = False
        self.at_code = False
        """The question for its code waits, or is open."""
        self.early = EarlyCode()
        self._late: LateAnswer | None = None
        self._made: Do | None = None
        self.in_trouble: Do | None = None
        """Helps the person for whom it does not work."""
        self._offers: tuple[Sequence[Offer], str] = (), ""
        self._to_do: tuple[Act, str] | None = None
        """What the person was told to do in the page, and how the button for it is called."""
        self._offered: Sequence[Choice] = ()
        """What could be chosen last."""
        self.standing, self.firm = Standing(name, ""), False
        """How its objection stands; what is `firm` is said in its turn, too."""
        super().__init__(human)
        self._turns = turns
        self._has, self._lost = asyncio.Event(), asyncio.Event()
        self._pasted = ""

    # -- its turn

    @property
    def has_turn(self) -> bool:
        return self._turns.has(self)

    @property
    def asking(self) -> bool:
        return self._turns.asking

    async def turn(self) -> None:
        """Wait for its turn."""
        self.arrive()
        while not self.has_turn:
            self._has.clear()  # nobody has a turn any more once the run is stopped
            await self._has.wait()

    def arrive(self) -> None:
        """It needs the person: no other waits for it any more."""
        if not self.arrived:
            self.arrived = True
            self._turns.came()

    def acted(self) -> None:
        """The person does something in its tab."""
        self.arrived, self._to_do = True, None
        self.offer(())
        self._turns.take(self, acted=True)

    def other_at_code(self) -> "HumanInTurn | None":
        """Another form, whose question for its code waits."""
        return next((other for other in self._turns.others(self) if other.at_code), None)

    @property
    def refused(self) -> set[str]:
        """The codes that its page did not take."""
        return self.early.refused

    def other_may_get_code(self) -> bool:
        """A code can be on its way for another form, too."""
        return any(not o.ended and o.early.may_come for o in self._turns.others(self))

    def give(self, code: str) -> None:
        """`code` answers its question for one: it was pasted for another form."""
        self._pasted = code
        self._turns.take(self, acted=False)

    def waits_for_site(self) -> None:
        """There is nothing to do in it for the person now."""
        self._turns.wait(self)

    def end(self) -> None:
        """It is at its end, and has said all."""
        self._again = []
        self.arrived = self.ended = True
        self._turns.came()

    def stands(self, standing: Standing, *, firm: bool, later: bool) -> None:
        """How it stands now. It is shown; `later`: not in its own turn, but as the next begins."""
        self.standing, self.firm = standing, firm
        self._turns.keep_in_sight()
        if not (later and self.has_turn):
            self._turns.show()

    def gain(self) -> None:
        """It has its turn."""
        self._human.on_misfit = self.hear
        self._human.offer(*self._offers)
        self._turns.keep_in_sight()
        self._lost.clear()
        self._has.set()

    def take_back(self) -> None:
        """Its open question is to be taken back."""
        self._lost.set()

    def lose(self) -> None:
        """Another one has its turn."""
        self._has.clear()
        self._lost.set()
        if not self.ended:
            self._again = list(self._block)

    # -- speaking

    on_misfit: OnMisfit | None = None
    """This form's own part hears what is typed in its turn: `hear`."""

    def hear(self, typed: str) -> str | None:
        """What to say to what is typed while nothing is asked, or fits no question."""
        code, asking = self.early.hear(typed), self.asking
        if asking:
            return code and f"{code} " + _("First, please answer the question.")
        if code or not self._late:
            return code or nothing_to_type(self._to_do)
        return self._late.hear(typed)

    @property
    def can_ask(self) -> bool:
        return self._human.can_ask

    @can_ask.setter
    def can_ask(self, can: bool) -> None:
        self._human.can_ask = can

    def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
        """Nothing: how all forms stand is `Turns`' own to show."""

    def interrupt(self) -> None:
        """Nothing: a question that is taken back ends its line itself."""

    def offer(self, offers: Sequence[Offer], letter: str = "") -> None:
        """In its turn, and again whenever that comes back."""
        self._offers = offers, letter
        if self.has_turn:
            self._human.offer(offers, letter)

    async def hand_over(self, form: str, act: Act, button: str = "") -> None:
        """In its turn; where that is over again, the person is told once it comes back. `button`
        is what they press, where that is known."""
        self._late = self._made = None
        self._to_do = act, button
        if self.has_turn:
            await self._human.hand_over(form, act)

    # -- asking

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        return await self._asked(lambda: self._human.ask(question, check=check, usual=usual))

    async def go_on(self, question: str, button: str) -> None:
        await self._asked(lambda: self._human.go_on(question, button))

    async def pages(self, text: str) -> None:
        await self._asked(lambda: self._human.pages(text))

    async def paste(self, question: str) -> str:
        self.at_code = True
        try:
            return await self._asked(lambda: self._pasted_or(question))
        finally:
            self.at_code = False

    async def yes_no(self, question: str, *, default: bool) -> bool:
        return await self._asked(lambda: self._human.yes_no(question, default=default))

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self._offered = choices
        return await self._asked(lambda: self._human.choose(question, choices, default=default))

    def do(self, act: Do, wake: Wake) -> None:
        """Wake the run, which does `act`; what was offered is not chosen a second time."""
        self._made = act
        self.offer((), self._offers[1])
        wake(asyncio.sleep(0))

    def put_off(self, act: Callable[[str], Awaitable[Reading | None]], wake: Wake) -> None:
        """What was offered last may still be chosen, until something else is asked or to do; `act`
        does what was chosen, by its value."""
        if self.can_ask:
            late = LateAnswer(self._offered, lambda value: self.do(partial(act, value), wake))
            self._late = late
            self.offer(late.offers(), self._offers[1])
            self._block.append(lambda: self._human.numbered([c.label for c in late.choices]))
            self.say(late.hear(""))

    def late_choice(self) -> Do | None:
        """What does the choice that was made late, once."""
        made, self._made = self._made, None
        self._late = None if made else self._late
        return made

    async def _pasted_or(self, question: str) -> str:
        pasted, self._pasted = self._pasted, ""
        if not pasted and (pasted := self.early.answer()):
            told = _("{form}: the code that you pasted before is typed now.")
            self._human.say(told.format(form=self.name))
        return pasted or await self._human.paste(question)

    async def _asked(self, question: Callable[[], Awaitable[T]]) -> T:
        """The answer to a question that may be taken back and asked again. Raises `EndOfInput`."""
        while True:
            await self.turn()
            self._turns.question(is_open=True)
            self._late = self._made = None
            self.offer((), self._offers[1])
            asking = asyncio.ensure_future(question())
            lost = asyncio.ensure_future(self._lost.wait())
            try:
                await asyncio.wait({asking, lost}, return_when=asyncio.FIRST_COMPLETED)
                if asking.done():
                    return asking.result()
            finally:
                await end_task(lost)
                if not asking.done():
                    await end_task(asking)
                    self._human.interrupt()
                self._turns.question(is_open=False)
