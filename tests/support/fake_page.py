"""A form's page without a browser: it shows what a test has it show, and notes what is done in it.

The driver's own tests drive the real driver over it, with the real recorder and its disk.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.async_api import Error

from optout.domain import errors
from optout.domain.code_outcomes import OUTCOMES, CodeOutcome
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.letters import Letter
from optout.locate.claims.claims import Claim, ClaimKind
from optout.locate.fields.field import Field
from optout.locate.form.gates import Gate
from optout.locate.form.limits import NO_LIMITS
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.fields import AtFront
from optout.page.native_dialogs import NativeDialogs
from optout.page.open_form import Fault
from optout.page.reading import PageGone, Reading
from optout.page.redaction import without_code
from optout.page.tab import Listener, Tab
from optout.run.code.code_delivery import CodeDelivery
from optout.run.code.enter_code import CodeEntered
from optout.run.filling import FilledField, Filling
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.prefill.preflight import Preflight
from optout.run.prefill.read_back import ReadBack
from optout.run.prefill.same_form import at_its_address
from optout.run.talk.prompt import Prompt

URL = "https://www.facebook.com/help/contact/1"
EMAIL = "person@example.org"
LETTER = " ".join(f"word{number}" for number in range(30))


CLAIMS: dict[PageKind, ClaimKind] = {
    PageKind.ACKNOWLEDGED: "received",
    PageKind.ALREADY_OBJECTED: "already",
    PageKind.REFUSED: "refused",
    PageKind.UNAVAILABLE: "unavailable",
}


def reading(kind: PageKind, text: str = "", **more: Any) -> Reading:
    """One look at a page of this kind that says `text`."""
    url = more.pop("url", URL)
    said = more.pop("quote", text or str(kind))
    claim = CLAIMS.get(kind, "unclear")
    frame = FrameSnapshot(0, url, True, blocks=(Block(text or str(kind)),))
    given: dict[str, Any] = {
        "kind": kind,
        "why": Why(Proof.PAGE, f"it is {kind}"),
        "language": "en",
        "url": url,
        "title": "",
        "fields": {role: Field(role, "missing", "") for role in Role},
        "gates": (),
        "errors": (),
        "code_problem": "",
        "cookie_choice": False,
        "fingerprint": "",
        "of_objection": False,
        "claim": Claim(claim, said if claim != "unclear" else ""),
        "proof": Proof.PAGE,
        "snapshot": Snapshot(url, (frame,)),
        "_looks": {},
    }
    return Reading(**given | more)


FORM = reading(PageKind.FORM)
SIGN_IN = reading(PageKind.SIGN_IN, why=Why(Proof.ASKS_PASSWORD))
CODE = reading(PageKind.CODE)
OBJECTION_CODE = reading(PageKind.CODE, "a code for your objection", of_objection=True)
UNKNOWN = reading(PageKind.UNKNOWN)
THANKS = reading(PageKind.ACKNOWLEDGED, "thank you")
ROBOT = reading(PageKind.UNKNOWN, "are you a robot?", why=Why(Proof.CHECKS_ROBOT))


def portal(text: str = "the portal", *found: Role, **more: Any) -> Reading:
    """A form with these buttons and boxes found besides those that are filled in."""
    fields = {role: Field(role, "missing", "") for role in Role}
    for role in found:
        control = Control(
            f"0:{list(Role).index(role)}", 0, 0, ControlKind.TEXT, label=f"the {role} button"
        )
        fields[role] = Field(role, "found", "its label", control=control)
    return reading(PageKind.FORM, text, fields=fields, fingerprint=text, **more)


def code_box(*, filled: bool = False) -> Reading:
    """The page that asks for the objection's code, with its box."""
    fields = {role: Field(role, "missing", "") for role in Role}
    box = Control("0:0", 0, 0, ControlKind.TEXT, label="Code", filled=filled)
    fields[Role.CODE] = Field(Role.CODE, "found", "its label", control=box)
    return reading(PageKind.CODE, "a code for your objection", of_objection=True, fields=fields)


def shown_once_more(*lines: str, button: str = "Send my objection") -> Reading:
    """A page that says these lines, above a button."""
    blocks = tuple(map(Block, lines))
    send = Control("0:0", 0, 0, ControlKind.BUTTON, label=button)
    frame = FrameSnapshot(0, URL, True, blocks=blocks, controls=(send,))
    return reading(PageKind.UNKNOWN, snapshot=Snapshot(URL, (frame,)))


RECEIVED = reading(PageKind.ACKNOWLEDGED, "your objection", of_objection=True)
ALREADY = reading(PageKind.ALREADY_OBJECTED)
UNAVAILABLE = reading(PageKind.UNAVAILABLE)
REFUSED = reading(PageKind.REFUSED)


@dataclass
class FakeRequest:
    """A request as the browser tells of it. It is answered when `answered` is set."""

    fields: dict[str, str]
    resource_type: str = "fetch"
    method: str = "POST"
    url: str = URL
    status: int = 200
    body: str = ""
    gone: bool = False
    """Whether its window is closed before its answer comes."""
    with_file: bool = False
    """Whether a file is in it: then the browser tells nothing of its body."""
    redirected_to: "FakeRequest | None" = None
    redirected_from: "FakeRequest | None" = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def post_data_buffer(self) -> bytes | None:
        return None if self.with_file else urlencode(self.fields).encode()

    @property
    def headers(self) -> dict[str, str]:
        kind = "multipart/form-data" if self.with_file else "application/x-www-form-urlencoded"
        return {"content-type": kind}

    def is_navigation_request(self) -> bool:
        return False

    async def response(self) -> "FakeRequest":
        await self.answered.wait()
        if self.gone:
            raise Error("Target page, context or browser has been closed")
        return self

    async def text(self) -> str:
        return self.body


class FakeWindows:
    """What the windows show: whatever was shown last."""

    def __init__(self, first: Reading) -> None:
        self.crashed = self.lost = False
        self.closed = False
        self.codes: set[str] = set()
        self.dialogs = NativeDialogs()
        self.hangs = False
        """Whether the window stays, and nothing is heard of it."""
        self.as_it_ends: Callable[[], object] = lambda: None
        """What still happens in the window as it is being closed."""
        self.text = "words"
        """What the page says, where its words are kept."""
        self.shown: Reading | None = first
        self._news = asyncio.Event()
        self._later: set[asyncio.Future[object]] = set()

    @property
    def has_window(self) -> bool:
        return self.shown is not None

    def show(self, page: Reading) -> None:
        """From now on the page shows this."""
        self.shown = page
        self._news.set()

    def go(self) -> None:
        """The window is closed."""
        self.shown = None
        self._news.set()

    async def look(self) -> Reading:
        self._news.clear()
        if self.shown is None:
            raise PageGone
        return self.shown

    async def settle(self, *, still: float = 0.5, patience: float = 4.0) -> Reading:
        return await self.look()

    async def moved(self) -> None:
        await self._news.wait()

    moved_within, until = Tab.moved_within, Tab.until

    async def to_front(self) -> None: ...

    async def end(self) -> bool:
        if self.shown is None:
            raise PageGone
        self.as_it_ends()
        await asyncio.sleep(0.05)  # for what is heard of that
        return not self.hangs

    async def close(self) -> None:
        self.closed = True
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)

    async def picture(self, *, all_typed: bool, letter: bool = False) -> bytes | None:
        return b"a picture"

    def without_codes(self, text: str) -> str:
        return without_code(text, self.codes)

    async def words(self) -> str:
        return self.text

    async def tree(self) -> str:
        return "tree"

    def wake_after(self, act: Awaitable[object]) -> None:
        later = asyncio.ensure_future(act)
        later.add_done_callback(lambda _done: self._news.set())
        self._later.add(later)


class FakePage:
    """What is done in the page. `outcomes` answer the codes in their order."""

    def __init__(self, listener: Listener, first: Reading = FORM, fault: Fault | None = None):
        self.listener = listener
        self.tab = FakeWindows(first)
        self.fault = fault
        self.signed_in: bool | None = None
        self.outcomes: list[tuple[CodeOutcome, Reading]] = []
        self.codes: list[str] = []
        self.vanishes = False
        """Whether the window closes as the code is to be typed."""
        self.stalls = False
        self.on_stall: Callable[[], None] = lambda: None
        """Whether the page never answers a code, and who is told that it does not."""
        self.opened: list[str] = []
        self.at_next_address = FORM
        self.next_fault: Fault | None = None
        """Why the next address cannot be opened, if it cannot."""
        self.filled = 0
        self.filling = Filling()
        """What was filled in last."""
        self.letter: Letter | None = None
        """The letter as it was chosen, where a test asks about it."""
        self.told = NO_LIMITS
        """How much the page says that the letter's box takes."""
        self.lost = False
        """Whether the page loses what was filled in."""
        self.has: tuple[Role, ...] = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
        """The fields of the step that shows."""
        self.fields_gone = False
        """Whether the fields that were filled are gone from the page."""
        self.same = True
        """Whether the page shows the form that was begun."""
        self.at_last_look: Callable[[FakePage], object] | None = None
        """What happens as the fields are looked at for the last time, before the hand-over."""

    def leaves(self, **fields: str) -> FakeRequest:
        """The person sends these fields; the page shows what it showed. What is not the form with
        its letter is answered at once."""
        request = FakeRequest(fields)
        if "why" not in fields:
            request.answered.set()
        self.listener.on_request(request)  # type: ignore[arg-type]
        return request

    def sends(self) -> FakeRequest:
        """The person sends the form."""
        return self.leaves(email=EMAIL, why=LETTER)

    async def open(self, url: str) -> Fault | None:
        self.opened.append(url)
        if len(self.opened) == 1:
            return self.fault
        if self.next_fault:
            self.tab.text = "the browser's own words for what does not open"
        else:
            self.tab.show(self.at_next_address)
        return self.next_fault

    async def answer_gates(self, page: Reading) -> GateAnswers:
        asked: tuple[Gate, ...] = tuple(g for g in page.gates if not g.answered)
        return GateAnswers(unanswered=tuple(g.question for g in asked))

    async def fill(
        self,
        page: Reading,
        prompt: Prompt,
        at_front: AtFront,
        before: Filling,
        begun: Callable[[Filling], None],
    ) -> Filling:
        self.filled += 1
        self.lost = False
        self.fields_gone = False
        self.same = True
        held = {Role.COUNTRY: "France", Role.EMAIL: EMAIL, Role.EXPLANATION: LETTER}
        here = {
            r: FilledField(r, "filled", "", text, text) for r, text in held.items() if r in self.has
        }
        missing = {r: FilledField(r, "missing") for r in held if r not in self.has}
        filling = Filling(
            {**here, **missing},
            self.letter,
            limits=self.told,
            address=before.address,
            before=before.before,
        )
        self.filling = filling
        if here:
            begun(filling)
        return filling

    def entry(self, role: Role) -> FilledField:
        """The field as it was filled last."""
        return self.filling.entries[role]

    async def same_form(self, filling: Filling, page: Reading) -> bool:
        return self.same

    async def watch_over(self, filling: Filling) -> None: ...

    async def read_back(self, filling: Filling, page: Reading) -> ReadBack:
        entries = [entry for entry in filling.entries.values() if entry.done]
        if self.fields_gone or not at_its_address(filling, page):
            return ReadBack()
        return ReadBack(lost=entries) if self.lost else ReadBack(held=entries)

    def goes_on(self, page: Reading, *has: Role) -> None:
        """The next step shows, with these fields."""
        self.has, self.fields_gone = has, True
        self.tab.show(page)

    async def preflight(self, filling: Filling, before: Reading) -> Preflight:
        if self.at_last_look:
            self.at_last_look(self)
            await asyncio.sleep(0.01)  # for what is heard of that
        return Preflight("same", await self.tab.look())

    async def point_at(self, prompt: Prompt, at_front: AtFront, filling: Filling) -> None: ...

    async def point_at_code(self, prompt: Prompt) -> None: ...

    async def enter_code(
        self, code: str, delivery: CodeDelivery, typed: Callable[[], None], *, sent: bool
    ) -> CodeEntered:
        self.codes.append(code)
        outcome, then = self.outcomes.pop(0)
        if self.vanishes:
            raise PageGone
        if OUTCOMES[outcome].stage:
            typed()
        if self.stalls:
            self.on_stall()
            await asyncio.Event().wait()
        self.tab.show(then)
        shown = await self.tab.look()
        return CodeEntered(outcome, shown, " ".join(shown.errors) if outcome == "rejected" else "")

    async def out_of_sight(self) -> bool:
        return self.tab.lost

    async def note_sign_in(self) -> None: ...

    async def print(self, html: str) -> bytes:
        raise OptoutError(errors.NO_PDF)
