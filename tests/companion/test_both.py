"""The person at the terminal and at the companion: which answer counts, and what the other is told.

Without a browser: a stand-in for the companion's page, and a terminal that is typed into at will.
"""

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from support.event_loop import timed
from support.scripted_person import ScriptedPerson

from optout import i18n
from optout.companion import both
from optout.companion.both import TerminalAndCompanion
from optout.companion.placing import Opened
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.attempt import ActFailed
from optout.system.timeouts import end_task
from optout.terminal.human import Choice, EndOfInput, Offer, Standing

NOBODY = "nobody"
"""In place of an answer: nobody can answer any more."""


class TypedInto(ScriptedPerson):
    """A terminal whose open question is answered, or whose input ends, when the test wants it."""

    line: "asyncio.Future[str] | None" = None
    left = 0
    """How many questions came to an end here, by whatever."""

    @property
    def is_open(self) -> bool:
        return self.line is not None and not self.line.done()

    def type(self, text: str) -> None:
        assert self.line is not None
        self.line.set_result(text)

    def input_ends(self) -> None:
        self.can_ask = False
        assert self.line is not None
        self.line.set_exception(EndOfInput())

    async def _next(self, question: str, script: list[str]) -> str:
        self.asked.append(question)
        self.line = asyncio.get_running_loop().create_future()
        try:
            return await self.line
        finally:
            self.left += 1

    async def pages(self, text: str) -> None:
        self.letter(text)
        await self._next("page 1 of 2", [])

    async def yes_no(self, question: str, *, default: bool) -> bool:
        with contextlib.suppress(EndOfInput):
            return await self._next(question, []) == "yes"
        return False

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        try:
            return await self._next(question, [])
        except EndOfInput:
            if default:
                return default
            raise


class StandIn:
    """In place of the companion's page: what it was told to show, and what is pressed there."""

    opens = True
    form_stands = True

    def __init__(
        self, _page: object, answers: Callable[[str, str], None], closed: Callable[[], None]
    ) -> None:
        self.answers, self.gone = answers, closed
        self.states: list[dict[str, Any]] = []
        self.in_front = 0

    async def open(self) -> None:
        if not self.opens:
            raise ActFailed("closed")

    def show(self, state: dict[str, Any], *, to_front: bool = False) -> None:
        self.states.append(state)
        self.in_front += to_front

    async def close(self) -> None:
        """Nothing."""

    @property
    def question(self) -> dict[str, Any]:
        question = self.states[-1]["question"]
        assert question
        return dict(question)

    @property
    def said(self) -> list[str]:
        """All that it shows as said, in its order."""
        parts = self.states[-1]["parts"]
        return [text for part in parts for item in part["items"] for text in item["texts"]]

    def answer(self, text: str) -> None:
        self.answers(self.question["number"], text)

    def press(self, label: str) -> None:
        (number,) = [n for n, shown in self.states[-1]["offers"] if shown == label]
        self.answers(number, "")


class Window:
    """A companion's window that has opened, or does when the test wants it."""

    def __init__(self, *, aside: bool = True, placed: bool = True) -> None:
        self.opened = Opened(None, aside, placed)  # type: ignore[arg-type]
        self.ready = asyncio.Event()

    async def open(self, _context: object, *, asks: bool) -> Opened:
        await self.ready.wait()
        return self.opened


@dataclass
class Room:
    """Somebody who has both, before anything is asked."""

    terminal: TypedInto
    person: TerminalAndCompanion
    faults: list[dict[str, Any]] = field(default_factory=list)
    window: Window = field(default_factory=Window)

    @property
    def page(self) -> StandIn:
        page = self.person._page
        assert isinstance(page, StandIn)
        return page

    def begin(self) -> "asyncio.Task[None]":
        """The companion begins to open."""
        self.person.expected = True
        self.person.needed.set()
        return asyncio.create_task(self.person.open(self.window))  # type: ignore[arg-type]

    async def open(self) -> None:
        opening = self.begin()
        self.window.ready.set()
        await opening


async def settle() -> None:
    """Let whatever is ready come to its end."""
    for _turn in range(20):
        await asyncio.sleep(0)


def in_room(test: Callable[[Room], Coroutine[Any, Any, None]]) -> None:
    """Run `test`, and see that it leaves no task, no question and no unheard fault."""
    i18n.use("en")
    rooms: list[Room] = []

    async def whole() -> None:
        terminal = TypedInto()
        room = Room(terminal, TerminalAndCompanion(terminal))
        rooms.append(room)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, context: room.faults.append(context))
        try:
            await test(room)
        except BaseException:
            await end_task(*asyncio.all_tasks() - {asyncio.current_task()})
            raise
        await settle()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert room.person.screen.question is None
        assert not terminal.is_open, "nothing is asked after it was answered"

    gc.freeze()  # only what comes from now on is looked through
    try:
        timed(whole())
        gc.collect()
    finally:
        gc.unfreeze()
    assert [fault["message"] for room in rooms for fault in room.faults] == []


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(both, "CompanionPage", StandIn)
    monkeypatch.setattr(both, "open_beside", lambda window, asks: window.open(None, asks=asks))


@dataclass(frozen=True)
class Kind:
    """One kind of question: asked by `ask`; `here` and `there` are what is pressed or typed, and
    what it means; `nobody`: what it is where nobody can answer; `first`: what Enter is there."""

    ask: Callable[[TerminalAndCompanion], Awaitable[object]]
    here: tuple[str, object]
    there: tuple[str, object]
    nobody: object = NOBODY
    text: str = "Q?"
    first: str = ""


TWO = [Choice("a", "A"), Choice("b", "B")]
MANY = [Choice(str(n), f"No. {n}") for n in range(12)]
KINDS = {
    "line": Kind(lambda p: p.ask("Q?"), (" x ", "x"), ("y", "y")),
    "go on": Kind(lambda p: p.go_on("Q?", "Finish"), ("", None), ("", None), text=""),
    "pages": Kind(lambda p: p.pages("Dear"), ("", None), ("", None), text=""),
    "code": Kind(lambda p: p.paste("Q?"), ("12 34\n", "12 34\n"), ("56", "56")),
    "yes": Kind(
        lambda p: p.yes_no("Q?", default=True), ("yes", True), ("no", False), False, first="yes"
    ),
    "no": Kind(
        lambda p: p.yes_no("Q?", default=False), ("no", False), ("yes", True), False, first="no"
    ),
    "choice": Kind(lambda p: p.choose("Q?", TWO), ("a", "a"), ("b", "b")),
    "choice with a default": Kind(
        lambda p: p.choose("Q?", TWO, default="b"), ("a", "a"), ("b", "b"), "b", first="b"
    ),
    "list": Kind(
        lambda p: p.choose("Q?", MANY, default="3"), ("7", "7"), ("8", "8"), "3", first="3"
    ),
}

Way = Callable[[Room, Kind, "asyncio.Future[object]"], Awaitable[object]]


async def _here(room: Room, kind: Kind, asked: "asyncio.Future[object]") -> object:
    number = room.page.question["number"]
    room.page.answer(kind.here[0])
    room.page.answers(number, kind.there[0])  # a double click
    await asked
    assert room.terminal.left == 1
    assert room.terminal.said[-1] == "Answered in the window “optout”."
    assert (room.terminal.interrupted, room.person.finished_here) == (1, True)
    return kind.here[1]


async def _there(room: Room, kind: Kind, asked: "asyncio.Future[object]") -> object:
    number = room.page.question["number"]
    room.terminal.type(kind.there[0])
    await asked
    assert ("Answered in the terminal." in room.page.said) is bool(kind.text)
    assert not room.page.states[-1]["question"]
    room.page.answers(number, kind.here[0])  # too late
    assert (room.terminal.interrupted, room.person.finished_here) == (0, False)
    return kind.there[1]


async def _both_at_once(room: Room, kind: Kind, _asked: "asyncio.Future[object]") -> object:
    room.page.answer(kind.here[0])
    room.terminal.type(kind.there[0])
    return kind.there[1]


async def _both_the_other_way(room: Room, kind: Kind, asked: "asyncio.Future[object]") -> object:
    room.terminal.type(kind.there[0])
    room.page.answer(kind.here[0])
    await asked
    assert "Answered in the window “optout”." not in room.terminal.said
    return kind.there[1]


async def _input_ends_first(room: Room, kind: Kind, asked: "asyncio.Future[object]") -> object:
    room.terminal.input_ends()
    await settle()
    assert not asked.done(), "the companion is there still"
    room.page.answer(kind.here[0])
    await asked
    assert "Answered in the window “optout”." not in room.terminal.said
    return kind.here[1]


async def _input_ends_as_it_is_answered(
    room: Room, kind: Kind, _asked: "asyncio.Future[object]"
) -> object:
    room.page.answer(kind.here[0])
    room.terminal.input_ends()
    return kind.here[1]


async def _closed_first(room: Room, kind: Kind, asked: "asyncio.Future[object]") -> object:
    room.page.gone()
    await settle()
    assert not asked.done(), "the terminal is there still"
    assert "The window “optout” is closed. optout goes on here." in room.terminal.said
    room.person.closed()  # the browser closes, too
    room.terminal.type(kind.there[0])
    await asked
    assert not room.person.expected
    return kind.there[1]


async def _closed_as_it_is_answered_here(
    room: Room, kind: Kind, _asked: "asyncio.Future[object]"
) -> object:
    room.page.answer(kind.here[0])
    room.page.gone()
    return kind.here[1]


async def _closed_as_it_is_answered_there(
    room: Room, kind: Kind, _asked: "asyncio.Future[object]"
) -> object:
    room.terminal.type(kind.there[0])
    room.page.gone()
    return kind.there[1]


async def _closed_then_input_ends(
    room: Room, kind: Kind, asked: "asyncio.Future[object]"
) -> object:
    room.page.gone()
    await settle()
    assert not asked.done()
    room.terminal.input_ends()
    return kind.nobody


async def _input_ends_then_closed(
    room: Room, kind: Kind, asked: "asyncio.Future[object]"
) -> object:
    room.terminal.input_ends()
    await settle()
    assert not asked.done()
    room.page.gone()
    await settle()
    assert "The window “optout” is closed. optout goes on here." not in room.terminal.said
    return kind.nobody


async def _both_go_at_once(room: Room, kind: Kind, _asked: "asyncio.Future[object]") -> object:
    room.terminal.input_ends()
    room.page.gone()
    return kind.nobody


async def _taken_back(room: Room, _kind: Kind, asked: "asyncio.Future[object]") -> object:
    number = room.page.question["number"]
    asked.cancel()
    await settle()
    assert not room.page.states[-1]["question"]
    room.page.answers(number, "x")
    assert room.terminal.left == 1
    return asyncio.CancelledError


WAYS: list[Way] = [
    _here,
    _there,
    _both_at_once,
    _both_the_other_way,
    _input_ends_first,
    _input_ends_as_it_is_answered,
    _closed_first,
    _closed_as_it_is_answered_here,
    _closed_as_it_is_answered_there,
    _closed_then_input_ends,
    _input_ends_then_closed,
    _both_go_at_once,
    _taken_back,
]


async def _result(asked: "asyncio.Future[object]") -> object:
    try:
        return await asked
    except EndOfInput:
        return NOBODY
    except asyncio.CancelledError:
        return asyncio.CancelledError


@pytest.mark.parametrize("way", WAYS)
def test_one_answer_counts_and_the_other_is_told(way: Way) -> None:
    for name, kind in KINDS.items():

        async def asks(room: Room, kind: Kind = kind, name: str = name) -> None:
            await room.open()
            room.person.finished_here = True  # what was asked before
            asked = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            question = room.page.question
            assert (question["text"], question["first"]) == (kind.text, kind.first), name
            expected = await way(room, kind, asked)
            assert await _result(asked) == expected, name
            # Where the companion closes that is said, and the question asked anew.
            times = 2 if way in (_closed_first, _closed_then_input_ends) else 1
            assert room.terminal.left == times, "it is not asked there any more"

        in_room(asks)


@pytest.mark.parametrize("typed_first", [True, False])
def test_a_companion_that_opens_in_the_middle_shows_the_question(typed_first: bool) -> None:
    for name, kind in KINDS.items():

        async def asks(room: Room, kind: Kind = kind, name: str = name) -> None:
            opening = room.begin()
            asked = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            if typed_first:
                room.terminal.type(kind.there[0])
                await asked
            room.window.ready.set()
            await opening
            assert bool(room.page.states[-1]["question"]) is not typed_first, name
            if not typed_first:
                room.page.answer(kind.here[0])
            assert await _result(asked) == (kind.there if typed_first else kind.here)[1], name

        in_room(asks)


@pytest.mark.parametrize("expected", [True, False])
def test_where_none_opens_the_terminal_has_all(
    monkeypatch: pytest.MonkeyPatch, expected: bool
) -> None:
    """It was to open and does not, or nobody has ever opened one."""
    monkeypatch.setattr(StandIn, "opens", False)
    for name, kind in KINDS.items():

        async def asks(room: Room, kind: Kind = kind, name: str = name) -> None:
            opening = room.begin() if expected else None
            asked = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            room.window.ready.set()
            if opening:
                await opening
            if not expected:
                room.person.closed()  # the browser is closed
            await settle()
            assert not (asked.done() or room.person.expected), name
            assert room.person.can_ask
            room.terminal.type(kind.there[0])
            assert await _result(asked) == kind.there[1], name
            assert "The window “optout” is closed. optout goes on here." not in room.terminal.said

        in_room(asks)


def test_without_a_terminal_the_companion_has_all() -> None:
    """A letter is only shown: nobody has to press anything to go on."""
    for name, kind in KINDS.items():

        async def asks(room: Room, kind: Kind = kind, name: str = name) -> None:
            room.terminal.can_ask = False
            assert not room.person.can_ask
            await room.open()
            assert room.person.can_ask
            asked = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            if name != "pages":
                room.page.answer(kind.here[0])
            assert await _result(asked) == kind.here[1], name
            assert room.terminal.asked == []
            if name == "pages":
                assert room.page.said == ["Dear"]
                return
            again = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            room.page.gone()
            assert await _result(again) == kind.nobody, name
            assert not room.person.can_ask

        in_room(asks)


def _short(answer: str) -> str | None:
    return None if len(answer) < 3 else f"too long: {len(answer)}"


@pytest.mark.parametrize("heard", [True, False])
def test_an_answer_that_does_not_fit_is_said_there_and_asked_again(heard: bool) -> None:
    """What was pasted too early is heard, and answered by whoever hears it."""

    async def asks(room: Room) -> None:
        await room.open()
        if heard:
            room.person.on_misfit = lambda typed: f"{typed} is kept." if typed.isdigit() else None
        asked = asyncio.ensure_future(room.person.ask("Q?", check=_short))
        await settle()
        numbers, wrong = list[str](), list[str]()
        for answer in ("abcd", "123456", "ok"):
            numbers.append(room.page.question["number"])
            room.page.answer(answer)
            room.page.answer(answer)  # a double click answers no other try
            await settle()
            room.page.answers(numbers[0], "old")
            await settle()
            if not asked.done():
                wrong.append(room.page.question["wrong"])
        assert wrong == ["too long: 4", "123456 is kept." if heard else "too long: 6"]
        assert await asked == "ok"
        assert len(set(numbers)) == 3, "an old document answers no other try"
        assert room.terminal.left == 1

    in_room(asks)


def test_what_is_not_among_the_choices_is_none() -> None:
    async def asks(room: Room) -> None:
        await room.open()
        asked = asyncio.ensure_future(room.person.choose("Q?", TWO))
        await settle()
        room.page.answer("c")
        await settle()
        assert room.page.question["wrong"] == "Please choose one."
        room.page.answer("b")
        assert await asked == "b"

    in_room(asks)


def test_a_fault_in_a_question_is_raised_wherever_it_was() -> None:
    def broken(_answer: str) -> str | None:
        raise KeyError("ours")

    async def here(room: Room) -> None:
        await room.open()
        asked = asyncio.ensure_future(room.person.ask("Q?", check=broken))
        await settle()
        room.page.answer("x")
        with pytest.raises(KeyError):
            await asked

    async def there(room: Room) -> None:
        await room.open()
        asked = asyncio.ensure_future(room.person.ask("Q?"))
        await settle()
        assert room.terminal.line
        room.terminal.line.set_exception(KeyError("ours"))
        with pytest.raises(KeyError):
            await asked

    in_room(here)
    in_room(there)


def test_all_is_said_in_both_in_its_order_also_what_came_before_it_opened() -> None:
    async def says(room: Room) -> None:
        person = room.person
        person.heading("Before")
        person.say("one", style="bold red")
        person.list(["two", "three"])
        person.numbered(["four"])
        await room.open()
        shown = room.page.states[-1]["parts"]
        assert [(part["heading"], len(part["items"])) for part in shown] == [("Before", 3)]
        person.letter("five")
        person.say_here("text", ["here alone"])
        person.heading("After")
        person.say("six")
        person.standings([Standing("Facebook", "sent")])  # it keeps them in sight
        assert room.page.said == ["one", "two", "three", "four", "five", "here alone", "six"]
        assert room.terminal.said == [
            "Before", "one", "two\nthree", "four", "five", "After", "six", "Facebook: sent",
        ]  # fmt: skip

    in_room(says)


@pytest.mark.parametrize(
    ("aside", "placed", "told"),
    [
        (True, True, []),
        (True, False, ["Put the two windows side by side, so that you see both."]),
        (False, False, ["What to do is in the tab “optout”, and here."]),
    ],
)
def test_where_it_stands_is_said_if_the_person_has_to_know(
    aside: bool, placed: bool, told: list[str]
) -> None:
    async def opens(room: Room) -> None:
        room.window.opened = Opened(None, aside, placed)  # type: ignore[arg-type]
        await room.open()
        assert room.terminal.said == told
        assert room.page.states

    in_room(opens)


def test_it_comes_in_front_for_the_code_alone() -> None:
    async def asks(room: Room) -> None:
        await room.open()
        for kind in KINDS.values():
            before = room.page.in_front
            asked = asyncio.ensure_future(kind.ask(room.person))
            await settle()
            assert room.page.in_front - before == (kind is KINDS["code"])
            room.terminal.type(kind.there[0])
            await asked

    in_room(asks)


def test_an_offer_is_done_once_and_not_after_it_is_gone() -> None:
    async def presses(room: Room) -> None:
        done: list[str] = []
        go_on = asyncio.Event()

        async def slow() -> None:
            done.append("slow")
            await go_on.wait()

        await room.open()
        room.person.offer([Offer("At once", lambda: done.append("at once")), Offer("Slow", slow)])
        old = dict(map(reversed, room.page.states[-1]["offers"]))
        room.page.press("At once")
        room.page.press("Slow")
        room.page.press("Slow")  # while the first still works
        await settle()
        assert sorted(done) == ["at once", "slow"]
        go_on.set()
        await settle()
        room.page.press("Slow")
        await settle()
        assert sorted(done) == ["at once", "slow", "slow"], "the person may want it again"
        room.person.offer([])
        for number in old.values():
            room.page.answers(number, "")
        room.page.answers("a number of nobody's", "")
        await settle()
        assert len(done) == 3

    in_room(presses)


ENDS_BADLY: list[tuple[Exception, str]] = [
    (KeyError("personal"), "Something went wrong that optout did not expect (KeyError)."),
    (OptoutError(errors.NO_TERMINAL), str(OptoutError(errors.NO_TERMINAL))),
]


@pytest.mark.parametrize(("fault", "told"), ENDS_BADLY)
@pytest.mark.parametrize("later", [True, False])
def test_what_goes_wrong_in_an_offer_is_told_and_ends_nothing(
    fault: Exception, told: str, later: bool
) -> None:
    def at_once() -> None:
        raise fault

    async def waits() -> None:
        await asyncio.sleep(0)
        raise fault

    async def presses(room: Room) -> None:
        await room.open()
        room.person.offer([Offer("Do", waits if later else at_once)])
        asked = asyncio.ensure_future(room.person.ask("Q?"))
        await settle()
        room.page.press("Do")
        await settle()
        (said,) = room.page.said
        assert told in said
        assert "personal" not in said
        assert room.terminal.said == [], "nothing is written into an open question"
        room.page.answer("x")
        assert await asked == "x"

    in_room(presses)


def test_what_was_pressed_is_done_before_the_browser_closes() -> None:
    async def presses(room: Room) -> None:
        saved: list[str] = []

        async def save() -> None:
            await asyncio.sleep(3)
            saved.append("saved")

        await room.open()
        room.person.offer([Offer("Save", save)])
        room.page.press("Save")
        await room.person.close()
        assert saved == ["saved"]
        assert not room.person.expected

    in_room(presses)


@pytest.mark.parametrize(("can_ask", "waits"), [(True, True), (False, True), (False, False)])
def test_an_error_is_read_before_the_window_closes_where_no_terminal_tells_it(
    can_ask: bool, waits: bool
) -> None:
    reads = waits and not can_ask
    for gone in (True, False):

        async def ends(room: Room, gone: bool = gone) -> None:
            room.terminal.can_ask, room.person.waits = can_ask, waits
            await room.open()
            telling = asyncio.create_task(room.person.tell_last(KeyError("personal")))
            await settle()
            assert telling.done() is not reads
            if reads:
                assert "did not expect (KeyError)" in room.page.said[-1]
                room.page.gone() if gone else room.page.answer("")
            await telling

        in_room(ends)
