"""Two forms in one run, without a browser: in whatever order the person acts, they are led through
one at a time, nothing is written into an open question, and nothing is lost.
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.covering import covering
from support.event_loop import RunAsync
from support.fake_page import (
    EMAIL,
    FORM,
    LETTER,
    OBJECTION_CODE,
    RECEIVED,
    SIGN_IN,
    UNAVAILABLE,
    UNKNOWN,
    FakePage,
    portal,
    reading,
    shown_once_more,
)
from support.scripted_person import ScriptedPerson

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.result import Result
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.locate.form.gates import Gate
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.filling import Filling
from optout.run.form_inputs import form_inputs
from optout.run.patience import Patience
from optout.run.plan import Plan
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.session import in_tabs
from optout.run.session.session import run_forms
from optout.run.talk.prompt import Prompt
from optout.system.timeouts import bounded

pytestmark = pytest.mark.slow

QUICK = Patience(unknown=0.02, late=0.0, code=0.1, silence=0.02)
NAMES = {"facebook": "Facebook", "instagram": "Instagram"}
CODES = {"facebook": "111111", "instagram": "222222"}
INSTAGRAM = "https://help.instagram.com/contact/1"


class Listener(ScriptedPerson):
    """Notes all in one stream, and whatever is said or asked while a question is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ""
        self.answers: dict[str, list[Any]] = {}
        """By a part of the question; each is given once. Without one it stays open."""
        self.stream: list[str] = []
        self.into_open: list[str] = []
        self.wake = asyncio.Event()

    def say(self, text: str, *, style: str = "") -> None:
        super().say(text)
        self._note(text)

    def interrupt(self) -> None:
        super().interrupt()
        self._note("(taken back)")

    async def hand_over(self, form: str, act: Any) -> None:
        self._note(f"(hands over {form}: {act})")

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.pastes_too_early()
        return bool(await self._next(question, []))

    async def _next(self, question: str, script: list[str]) -> Any:
        self._note(f"{question} >")
        self.asked.append(question)
        self.open = question
        try:
            while True:
                for part, given in self.answers.items():
                    if part in question and given:
                        return given.pop(0)
                self.wake.clear()
                await self.wake.wait()
        finally:
            self.open = ""

    def answer(self, part: str, what: object) -> None:
        """Once a question has this part, that is the answer."""
        self.answers.setdefault(part, []).append(what)
        self.wake.set()

    def _note(self, text: str) -> None:
        if self.open:
            self.into_open.append(f"{self.open} | {text}")
        self.stream.append(text)

    def place(self, text: str, after: int = -1) -> int:
        """Where this was first said, after another place."""
        found = [i for i, said in enumerate(self.stream) if text in said and i > after]
        assert found, f"never said: {text}\n" + "\n".join(self.stream)
        return found[0]


class AskingPage(FakePage):
    """Holds something already, where `asks` is set: the person is asked while it is filled in.

    A question before the form is answered by the tool, where `answers` is set.
    """

    asks = answers = False

    async def answer_gates(self, page: Reading) -> GateAnswers:
        if not (self.answers and page.gates):
            return await super().answer_gates(page)
        self.tab.show(replace(FORM, url=page.url))
        return GateAnswers(given=(("What is it about?", "my data"),))

    async def fill(self, page: Reading, prompt: Prompt, *more: Any) -> Filling:
        if self.asks:
            await prompt.ask(lambda: prompt.human.yes_no("Replace it?", default=False))
        return await super().fill(page, prompt, *more)


class FirstTab:
    """The browser's own."""

    url = "about:blank"


@dataclass
class Pair:
    """The person and the pages of both forms, in a real run of the session."""

    data: Path
    patch: pytest.MonkeyPatch
    first: dict[str, Reading] = field(default_factory=dict)
    person: Listener = field(default_factory=Listener)
    pages: dict[str, AskingPage] = field(default_factory=dict)
    prepare: Callable[[AskingPage], object] = lambda _page: None
    results: list[Result] = field(default_factory=list)
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def here(self, form: str, page: Reading) -> Reading:
        return page if form == "facebook" else replace(page, url=INSTAGRAM)

    def _page(self, _tab: object, form_input: Any, *others: Any) -> AskingPage:
        form = form_input.form.service
        page = AskingPage(others[-1], self.here(form, self.first.get(form, FORM)))
        self.pages[form] = page
        self.prepare(page)
        if len(self.pages) == len(NAMES):
            self.opened.set()
        return page

    @contextlib.asynccontextmanager
    async def _browser(self, _launch: Any, _starting: Any) -> AsyncIterator[Any]:
        yield SimpleNamespace(pages=[FirstTab()], on=lambda _event, _handler: None)

    @contextlib.asynccontextmanager
    async def run(self) -> AsyncIterator["asyncio.Task[None]"]:
        """The run, once each form has come as far as it can by itself."""

        async def new_tab(_context: Any, _launch: Any) -> str:
            return "another tab"

        self.patch.setattr(in_tabs, "BrowserPage", self._page)
        self.patch.setattr(in_tabs, "free_tab", new_tab)
        self.patch.setattr(in_tabs, "new_tab", new_tab)
        self.patch.setattr("optout.page.reading.warm", lambda: None)
        settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
        plan = Plan(
            form_inputs(settings, list(NAMES)),
            Store(self.data / "dossiers"),
            Launch(self.data / "browser", "auto", headless=True),
            patience=QUICK,
            browser=self._browser,
            check_browser=lambda _launch: None,
            report=self._report,
            results=self.results,
        )
        started: asyncio.Future[Any] = asyncio.Future()
        started.set_result(None)
        running = asyncio.create_task(run_forms(plan, self.person, started))  # type: ignore[arg-type]
        await self.opened.wait()
        await self.still()
        try:
            yield running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            assert self.person.into_open == []

    def _report(self, result: Result) -> None:
        self.person._note(f"(reported {result.form})")

    async def still(self) -> None:
        """Until nothing has happened for a moment, also where the disk has held up everything."""
        seen, quiet = -1, 0
        while quiet < 5:
            quiet = quiet + 1 if seen == len(self.person.stream) else 0
            seen = len(self.person.stream)
            await asyncio.sleep(0.01)
            for _turn in range(20):
                await asyncio.sleep(0)

    async def sends(self, form: str, then: Reading = OBJECTION_CODE) -> None:
        """The person sends this form, whoever's turn it is."""
        self.pages[form].sends().answered.set()
        self.pages[form].tab.show(self.here(form, then))
        await self.still()

    async def pastes(self, form: str) -> None:
        """The person pastes the code of a form once it is asked for."""
        self.pages[form].outcomes.append(("taken", self.here(form, RECEIVED)))
        self.person.answer(f"{NAMES[form]}: Paste the code", CODES[form])
        await self.still()

    def states(self) -> dict[str, str]:
        return {result.form: str(result.state) for result in self.results}


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_async: RunAsync) -> Pair:
    return Pair(tmp_path, monkeypatch)


Script = tuple[str, ...]
SCRIPTS: dict[str, tuple[Reading, Script, str]] = {
    "direct": (FORM, ("receives",), "acknowledged"),
    "code": (FORM, ("sends", "pastes"), "acknowledged"),
    "signs in": (SIGN_IN, ("signs_in", "receives"), "acknowledged"),
    "closes": (FORM, ("closes",), "abandoned"),
    "sends and closes": (FORM, ("sends", "closes"), "submitted"),
    "no form": (UNAVAILABLE, ("declines",), "unavailable"),
}
"""What the page shows first, what the person does there, and what comes of it."""


Order = tuple[str, str, tuple[int, ...]]


def orders() -> Iterator[Order]:
    """Each two ways, at one form and the other, in every order of the acts."""
    for one, other in itertools.combinations_with_replacement(SCRIPTS, 2):
        acts = [0] * len(SCRIPTS[one][1]) + [1] * len(SCRIPTS[other][1])
        for order in sorted(set(itertools.permutations(acts))):
            # The form shows only after the sign-in, and is filled in once its turn comes.
            if other != "signs in" or order[-1] == 1:
                yield one, other, order


def follows(way: Order) -> list[tuple[str, ...]]:
    """What is done right after what, at which form, from the beginning to the end."""
    left = [[f"{number}: {act}" for act in SCRIPTS[one][1]] for number, one in enumerate(way[:2])]
    acts = ["begins", *(left[number].pop(0) for number in way[2]), "ends"]
    return list(itertools.pairwise(acts))


async def act(pair: Pair, form: str, what: str) -> None:
    page = pair.pages[form]
    match what:
        case "receives":
            await pair.sends(form, RECEIVED)
        case "sends":
            await pair.sends(form)
        case "pastes":
            await pair.pastes(form)
        case "signs_in":
            page.tab.show(pair.here(form, FORM))
        case "closes":
            page.tab.go()
        case "declines":
            pair.person.answer("Try that address", False)
            pair.person.answer(f"{NAMES[form]}: would you like", False)
    await pair.still()


@pytest.mark.parametrize(("one", "other", "order"), covering(orders(), follows), ids=str)
def test_in_whatever_order_the_person_acts(
    pair: Pair, run_async: RunAsync, one: str, other: str, order: tuple[int, ...]
) -> None:
    """In few orders, in which each act follows each other one that it can follow."""
    ways = {"facebook": SCRIPTS[one], "instagram": SCRIPTS[other]}
    pair.first = {form: way[0] for form, way in ways.items()}
    to_do = [list(way[1]) for way in ways.values()]

    async def play() -> None:
        async with pair.run() as running:
            for number in order:
                await act(pair, list(NAMES)[number], to_do[number].pop(0))
            await bounded(running, 3)

    run_async(play())
    found = pair.states()
    for form, (_first, _acts, state) in ways.items():
        assert found[form] == ("code_asked" if state == "submitted" else state)
        assert f"(reported {form})" in pair.person.stream
    for form, page in pair.pages.items():
        assert page.codes in ([], [CODES[form]])


def test_one_after_the_other(pair: Pair, run_async: RunAsync) -> None:
    async def play() -> None:
        async with pair.run() as running:
            assert "(hands over facebook: submit)" in pair.person.stream
            assert pair.pages["instagram"].filled == 1, "filled in side by side"
            assert not any("Instagram: you" in said for said in pair.person.stream)
            await pair.sends("facebook", RECEIVED)
            await pair.sends("instagram", RECEIVED)
            await bounded(running, 3)

    run_async(play())
    person = pair.person
    assert person.place("Facebook: your turn · Instagram: filled in, waiting") < person.place(
        "Facebook: you check and send"
    )
    received = person.place("Facebook: the page")
    passed = person.place("Facebook: received · Instagram: your turn", received)
    assert person.place("Instagram: you check and send") > passed
    assert pair.states() == {"facebook": "acknowledged", "instagram": "acknowledged"}


def test_what_is_sent_while_its_own_question_is_open(pair: Pair, run_async: RunAsync) -> None:
    """It is told once the question is taken back, before what the page answers."""

    async def play() -> None:
        async with pair.run():
            pair.pages["facebook"].tab.show(UNKNOWN)
            await pair.still()
            assert "what does the page say" in pair.person.open
            pair.pages["facebook"].sends().answered.set()
            await pair.still()
            assert not any(", sent." in said for said in pair.person.stream)
            pair.pages["facebook"].tab.show(RECEIVED)
            await pair.still()

    run_async(play())
    person = pair.person
    told = person.place(", sent. Reading the page's answer…", person.place("(taken back)"))
    assert person.place("Facebook: the page says that it has received") > told
    assert sum(", sent." in said for said in person.stream) == 1


def record(pair: Pair, form: str) -> Record:
    (kept,) = [r for r in Store(pair.data / "dossiers").all().records if r.form == form]
    return kept


def test_what_is_sent_in_the_other_tab_is_kept_at_once_and_told_in_its_turn(
    pair: Pair, run_async: RunAsync
) -> None:
    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook")
            assert pair.person.open.startswith("Facebook: Paste")
            await pair.sends("instagram")
            assert pair.person.open.startswith("Facebook: Paste"), "no question is taken back"
            assert (record(pair, "instagram").sent, pair.person.interrupted) == ("proved", 0)
            assert record(pair, "facebook").sent == "proved"
            await pair.pastes("facebook")
            await pair.pastes("instagram")
            await bounded(running, 3)

    run_async(play())
    person = pair.person
    turn = person.place("Facebook: received · Instagram: sent. The code is still missing")
    assert person.place(", sent. Reading the page's answer…", turn)
    assert person.place("Instagram: Paste the code", turn)
    assert not any("Instagram: you check and send" in said for said in person.stream)
    assert pair.states() == {"facebook": "acknowledged", "instagram": "acknowledged"}


def test_what_the_other_tab_answers_is_kept_at_once_and_told_in_its_turn(
    pair: Pair, run_async: RunAsync
) -> None:
    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("instagram", RECEIVED)
            assert record(pair, "instagram").state == "acknowledged"
            assert not any("Instagram: the page" in said for said in pair.person.stream)
            await pair.sends("facebook", RECEIVED)
            await bounded(running, 3)

    run_async(play())
    received = pair.person.place("(reported facebook)")
    assert pair.person.place("Instagram: the page says that it has received", received)
    assert pair.states() == {"facebook": "acknowledged", "instagram": "acknowledged"}


@pytest.mark.parametrize("how", ["nothing", "button"])
def test_a_form_without_its_mail_comes_again_after_the_next(
    pair: Pair, run_async: RunAsync, how: str
) -> None:
    later = "No mail yet: go on with Instagram, come back to this one"

    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook")
            if how == "button":
                pair.person.press(later)
            else:
                assert pair.person.usual == "no mail yet, go on with Instagram first"
                pair.person.answer("Facebook: Paste the code", "")
            await pair.still()
            assert "(hands over instagram: submit)" in pair.person.stream
            await pair.sends("instagram")
            assert pair.person.open.startswith("Instagram: Paste")
            await pair.pastes("instagram")
            assert pair.person.open.startswith("Facebook: Paste")
            assert pair.person.usual == "", "no other form is left to go on with"
            assert (
                pair.person.stream.count("Next is Facebook, in its own tab of the browser window.")
                == 1
            )
            await pair.pastes("facebook")
            await bounded(running, 3)

    run_async(play())
    assert pair.states() == {"facebook": "acknowledged", "instagram": "acknowledged"}
    assert [one for one in pair.person.stream if "(reported" in one] == [
        "(reported instagram)",
        "(reported facebook)",
    ]


def test_a_form_whose_page_says_nothing_may_be_set_aside(pair: Pair, run_async: RunAsync) -> None:
    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook", UNKNOWN)
            pair.person.answer("Facebook: what does the page say", "later")
            await pair.still()
            assert "(hands over instagram: submit)" in pair.person.stream
            await pair.sends("instagram", UNKNOWN)
            assert "Go on with Facebook, come back to this one" in pair.person.offered
            pair.person.answer("Instagram: what does the page say", "sent")
            await pair.still()
            pair.pages["facebook"].tab.show(RECEIVED)
            await bounded(running, 3)

    run_async(play())
    assert pair.states() == {"facebook": "acknowledged", "instagram": "unconfirmed"}


def test_what_fails_waits_for_its_turn(pair: Pair, run_async: RunAsync) -> None:
    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook")
            pair.pages["instagram"].tab.go()
            await pair.still()
            assert pair.person.stream[-1].startswith("Facebook: Paste")
            await pair.pastes("facebook")
            await bounded(running, 3)

    run_async(play())
    person = pair.person
    received = person.place("Facebook: the page")
    assert person.place("Instagram: its page is closed", received)
    assert person.place("(reported instagram)", received)
    assert pair.states() == {"facebook": "acknowledged", "instagram": "abandoned"}


def test_of_a_window_that_closes_with_both_forms_none_comes_next(
    pair: Pair, run_async: RunAsync
) -> None:
    async def play() -> None:
        async with pair.run() as running:
            await pair.still()
            for form in ("facebook", "instagram"):
                pair.pages[form].tab.go()
                await asyncio.sleep(0.1)
            await bounded(running, 3)

    run_async(play())
    person = pair.person
    closed = person.place("Facebook: its page is closed")
    after = person.stream[closed:]
    assert not [said for said in after if "your turn" in said or "Next is" in said], after
    assert person.stream.count("Nothing was sent.") == 2
    assert person.on_misfit is None, "nobody hears what is typed once it is over"


def test_both_wait_at_a_sign_in(pair: Pair, run_async: RunAsync) -> None:
    pair.first = {"facebook": SIGN_IN, "instagram": SIGN_IN}

    async def play() -> None:
        async with pair.run():
            assert "(hands over facebook: sign_in)" in pair.person.stream
            assert "Instagram: Please sign in" not in pair.person.heard
            pair.pages["instagram"].tab.show(pair.here("instagram", FORM))
            await pair.still()
            assert "(hands over instagram: submit)" not in pair.person.stream
            pair.pages["facebook"].tab.show(FORM)
            await pair.still()
            await pair.sends("facebook", RECEIVED)
            assert "(hands over instagram: submit)" in pair.person.stream
            assert "Instagram: Please sign in" not in pair.person.heard

    run_async(play())


def test_a_site_that_does_not_answer_keeps_no_other_waiting(
    pair: Pair, run_async: RunAsync
) -> None:
    async def play() -> None:
        async with pair.run():
            pair.pages["facebook"].sends()
            await asyncio.sleep(0.1)
            await pair.still()
            assert "(hands over instagram: submit)" in pair.person.stream

    run_async(play())
    silent = pair.person.place("Facebook: the site has not answered yet")
    assert pair.person.place("Facebook: sent, no answer yet · Instagram: your turn", silent)


def test_a_question_while_the_form_is_filled_in_holds_up_no_other(
    pair: Pair, run_async: RunAsync
) -> None:
    """The first one that asks lets the others fill in; else none would ever have its turn."""
    pair.prepare = lambda page: setattr(page, "asks", True)

    async def play() -> None:
        async with pair.run():
            assert pair.person.open == "Replace it?"
            pair.person.answer("Replace it?", False)
            await pair.still()
            assert "(hands over facebook: submit)" in pair.person.stream
            assert pair.pages["instagram"].filled == 0
            pair.person.answer("Replace it?", False)
            await pair.sends("facebook", RECEIVED)
            assert "(hands over instagram: submit)" in pair.person.stream

    run_async(play())


def test_a_question_that_the_tool_answers_is_told_in_its_turn(
    pair: Pair, run_async: RunAsync
) -> None:
    gate = Gate("matter", "What is it about?", (), answered=False)
    pair.first = {"instagram": reading(PageKind.UNKNOWN, gates=(gate,))}
    pair.prepare = lambda page: setattr(page, "answers", True)

    async def play() -> None:
        async with pair.run():
            assert pair.pages["instagram"].filled == 1, "filled in side by side"
            assert "What is it about?" not in pair.person.heard
            await pair.sends("facebook", RECEIVED)
            assert "(hands over instagram: submit)" in pair.person.stream

    run_async(play())
    turn = pair.person.place("Facebook: received · Instagram: your turn")
    assert pair.person.place("What is it about? my data", turn)


def test_stopped_at_an_open_question(pair: Pair, run_async: RunAsync) -> None:
    """Both have their end and their report; nobody is led any more."""

    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook")
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    run_async(play())
    assert pair.states() == {"facebook": "code_asked", "instagram": "abandoned"}
    taken_back = pair.person.place("(taken back)")
    assert pair.person.place("(reported facebook)", taken_back)
    assert pair.person.place("(reported instagram)", taken_back)
    assert not any("Instagram: you check" in said for said in pair.person.stream)


def test_stopped_between_two_turns(pair: Pair, run_async: RunAsync) -> None:
    """The form whose turn was to come is closed, with its end on disk and told."""

    async def hangs() -> None:
        await asyncio.Event().wait()

    async def play() -> None:
        async with pair.run() as running:
            pair.pages["instagram"].tab.to_front = hangs  # type: ignore[method-assign]
            await pair.sends("facebook", RECEIVED)
            assert "(reported facebook)" in pair.person.stream
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    run_async(play())
    assert pair.states() == {"facebook": "acknowledged", "instagram": "abandoned"}
    assert record(pair, "instagram").state == "abandoned"
    assert pair.pages["instagram"].tab.closed


def test_without_a_terminal_each_has_its_turn(pair: Pair, run_async: RunAsync) -> None:
    pair.person.can_ask = False

    async def play() -> None:
        async with pair.run() as running:
            await pair.sends("facebook")
            assert "Facebook: type the code in the page yourself." in pair.person.heard
            pair.pages["facebook"].leaves(code=CODES["facebook"])
            pair.pages["facebook"].tab.show(RECEIVED)
            await pair.still()
            await pair.sends("instagram", RECEIVED)
            await bounded(running, 3)

    run_async(play())
    assert pair.person.asked == []
    assert pair.states() == {"facebook": "acknowledged", "instagram": "acknowledged"}


def test_a_step_of_a_wizard_that_is_left_before_its_turn(pair: Pair, run_async: RunAsync) -> None:
    first, second = portal("first", Role.NEXT), portal("second", Role.SUBMIT)
    pair.first = {"instagram": first}

    async def play() -> None:
        async with pair.run():
            page = pair.pages["instagram"]
            page.goes_on(pair.here("instagram", second), Role.EXPLANATION)
            await pair.sends("facebook", RECEIVED)
            assert page.filled == 2
            assert "(hands over instagram: submit)" in pair.person.stream
            assert "(hands over instagram: next)" not in pair.person.stream

    run_async(play())


def test_a_step_that_shows_all_once_more_is_told_in_its_turn(
    pair: Pair, run_async: RunAsync
) -> None:
    pair.first = {"instagram": portal("first", Role.NEXT)}
    shown = shown_once_more("Check your answers", LETTER)

    async def play() -> None:
        async with pair.run():
            page = pair.pages["instagram"]
            page.goes_on(pair.here("instagram", shown), *page.has)
            await pair.sends("facebook", RECEIVED)
            assert "(hands over instagram: submit)" in pair.person.stream

    run_async(play())
    turn = pair.person.place("Facebook: received · Instagram: your turn")
    assert pair.person.place("Instagram: you check and send") > turn


def test_what_is_lost_before_its_turn_is_filled_in_again(pair: Pair, run_async: RunAsync) -> None:
    async def play() -> None:
        async with pair.run():
            page = pair.pages["instagram"]
            page.lost = True
            page.tab.show(pair.here("instagram", FORM))
            await pair.sends("facebook", RECEIVED)
            assert "(hands over instagram: submit)" in pair.person.stream
            assert page.filled == 2

    run_async(play())
    lost = pair.person.place("Instagram: the page lost what was typed")
    assert pair.person.place("Instagram: you check and send") > lost
