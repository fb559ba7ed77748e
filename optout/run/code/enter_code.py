"""Type the mailed code into the page, press the code's own button, see what follows."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from optout.domain.code_outcomes import CodeOutcome
from optout.domain.text import one_line
from optout.locate.roles import PageKind, Role
from optout.locate.stems import said
from optout.page.fields import Forbidden, fill_code, guard, same_code
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.code.code_delivery import CodeDelivery
from optout.run.patience import Patience
from optout.system.attempt import ActFailed, attempt

_BUSY = 1.0
"""Seconds. A page that takes longer to say what it shows has not come to rest."""
_AFTER_A_CODE = frozenset({PageKind.ACKNOWLEDGED, PageKind.ALREADY_OBJECTED})


@dataclass(frozen=True, slots=True)
class CodeEntered:
    """What became of one code, and what the page shows now."""

    outcome: CodeOutcome
    reading: Reading
    quote: str = ""
    """The page's own words, where it complains of the code in any."""


def is_code(reading: Reading) -> bool:
    """The page asks for a code: on a page of its own, or among a form's fields."""
    return reading.kind is PageKind.CODE or (
        reading.kind is PageKind.FORM and reading.fields[Role.CODE].status == "found"
    )


def complaints(reading: Reading) -> frozenset[str]:
    """All that the page complains of: what stood there before a code says nothing of that code."""
    return frozenset(filter(None, (*reading.errors, reading.code_problem)))


def complaint_words(reading: Reading, known: frozenset[str] = frozenset()) -> str:
    """What the page complains of, in its own words; where some of it was not `known`, only that."""
    return one_line(" ".join([e for e in reading.errors if e not in known] or reading.errors))


def digest(reading: Reading) -> str:
    """The same for two looks at a page that says the same; a clock in it counts for nothing."""
    texts = [b.text for frame in reading.snapshot.frames for b in frame.blocks]
    text = re.sub(r"\d+", "0", "\n".join([reading.url, reading.title, *texts]))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


async def enter_code(
    tab: Tab,
    code: str,
    delivery: CodeDelivery,
    patience: Patience,
    typed: Callable[[], None] = lambda: None,
    *,
    sent: bool,
) -> CodeEntered:
    """Type the code, press its button if there is exactly one, and wait until the page has changed
    or the site has answered. Raises `PageGone`.

    `delivery` is told as the code leaves the page. `typed` is told once it stands there, or has
    left, before anything is pressed. `sent`: the objection has left, so what leads on from the
    code's own page only confirms it.
    """
    await tab.to_front()
    before = await tab.look()
    if not is_code(before):
        return CodeEntered("not_typed", before)
    failed = await _type(tab, before, code)
    if failed == "elsewhere" or (failed and not await delivery.left_within(patience.by_itself)):
        return CodeEntered(failed, before)
    typed()  # a page may have sent it at its last digit, and taken its box away
    answer = _PageAnswer(tab, delivery, patience.rest, sent)
    reading = await tab.look()  # the button may have come alive with the last digit
    if delivery.left:  # by itself; it may also only be looked up, and wait for its button
        entered = await answer.within(patience.code, before, looked_up=True)
        if entered.outcome != "unknown" or delivery.under_way:
            return entered
        reading = entered.reading
    if failed is None and is_code(reading):
        withheld = await _confirm(tab, reading, sent=sent)
        if withheld is None:
            return await answer.within(patience.code, reading)
        missing = reading.fields[Role.CONFIRM_CODE].status == "missing"
        checks = reading.kind is PageKind.FORM and missing
        if withheld == "elsewhere" or not (
            checks or await delivery.left_within(patience.by_itself)
        ):
            return CodeEntered(withheld, reading)
    if before.kind is PageKind.FORM:  # it takes what it does not complain of
        return await answer.within(patience.check, before, otherwise="taken")
    return await answer.within(patience.code, before)


async def _type(tab: Tab, reading: Reading, code: str) -> CodeOutcome | None:
    field = reading.fields[Role.CODE]
    if field.status != "found" or field.control is None:
        return "not_typed"
    tab.codes.add(code)
    tab.dialogs.forget()
    try:
        boxes = await reading.parts(field.control)
        held = await fill_code(boxes, code, tab.allowed.permits)
    except Forbidden:
        return "elsewhere"
    except (ActFailed, ValueError):
        return "not_typed"
    return None if same_code(held, code) else "not_typed"


async def _confirm(tab: Tab, reading: Reading, *, sent: bool) -> CodeOutcome | None:
    """Press what only confirms the code. None: it is pressed."""
    alone = sent and reading.kind is PageKind.CODE
    button = reading.fields[Role.CONFIRM_CODE]
    if button.status == "missing" and alone:
        button = reading.fields[Role.NEXT]
    if button.status != "found" or button.control is None:
        return "theirs"
    others = (reading.fields[role].control for role in (Role.NEXT, Role.REQUEST_CODE, Role.SUBMIT))
    sends = not sent and "send" in said(button.control.label, reading.language)
    if sends or (not alone and button.control in others):
        return "theirs"  # it does more than to confirm the code, or may do
    try:
        handle = await reading.handle(button.control)
        await guard(handle, tab.allowed.permits)
        await attempt(handle.click(timeout=5000, no_wait_after=True))
    except Forbidden:
        return "elsewhere"
    except ActFailed:
        return "theirs"
    return None


@dataclass(slots=True)
class _PageAnswer:
    """What the page makes of one code. `sent` is as in `enter_code`."""

    tab: Tab
    delivery: CodeDelivery
    rest: float
    """Seconds in which a page that has its site's answer would have changed."""
    sent: bool
    _known: frozenset[str] = field(init=False, default=frozenset())
    """What it complained of before, and at every look since then: that may be of the last code."""

    async def within(
        self,
        seconds: float,
        since: Reading,
        *,
        otherwise: CodeOutcome = "unknown",
        looked_up: bool = False,
    ) -> CodeEntered:
        """What it has made of the code, compared with `since`; `otherwise` where it says nothing
        for so many seconds. `looked_up`: nor once the site has answered, and the code stands."""
        end, self._known = monotonic() + seconds, complaints(since)

        def over(reading: Reading) -> bool:
            self._known &= complaints(reading)
            stands = is_code(reading) and not _emptied(reading)
            settled = looked_up and stands and not self.delivery.under_way
            return settled or self._repeats(reading) or self._made_of(reading, since) is not None

        reading, rests = await self.tab.until(over, seconds, settled=True), False
        while self._repeats(reading) and not rests and (left := end - monotonic()) > 0:
            reading, rests = await self._rest(reading, min(left, self.rest))
            reading = await self.tab.until(over, end - monotonic(), reading, settled=True)
        outcome: CodeOutcome | None = "rejected" if rests and self._repeats(reading) else None
        outcome = outcome or self._made_of(reading, since)
        if outcome is None and not self.delivery.under_way:
            # A complaint that only stands there still is of the last code.
            outcome = "unknown" if reading.code_problem else otherwise
            outcome = "rejected" if _emptied(reading) else outcome
        words = complaint_words(reading, complaints(since)) if outcome == "rejected" else ""
        return CodeEntered(outcome or "unknown", reading, words)

    async def _rest(self, reading: Reading, seconds: float) -> tuple[Reading, bool]:
        """What shows so many seconds later, and whether the page has said the same all the time.
        One that is busy may only not have come to it."""
        same = digest(reading)
        await self.tab.until(lambda now: digest(now) != same, seconds, reading, settled=True)
        began = monotonic()
        now = await self.tab.settle(still=0.3, patience=_BUSY)
        return now, digest(now) == same and monotonic() - began < _BUSY

    def _made_of(self, reading: Reading, since: Reading) -> CodeOutcome | None:
        """None: nothing can be told yet. A box that is gone may come back until the site has
        answered."""
        if is_code(reading):
            return "rejected" if complaints(reading) - self._known else None
        return None if self.delivery.under_way else _without_box(reading, since, sent=self.sent)

    def _repeats(self, reading: Reading) -> bool:
        """The site has answered, and the page complains of a code in the words of the last one: a
        moment later they may be gone."""
        answered = not self.delivery.under_way and (self.delivery.left or _emptied(reading))
        of_code = reading.code_problem or reading.kind is PageKind.CODE
        words = complaints(reading)
        return bool(answered and of_code and is_code(reading) and words and words <= self._known)


def _emptied(reading: Reading) -> bool:
    box = reading.fields[Role.CODE].control
    return box is not None and not box.filled


def _without_box(reading: Reading, since: Reading, *, sent: bool) -> CodeOutcome:
    """What a page that shows something else in place of the box says of the code. What it complains
    of may be anything, unless it would mail another code."""
    if reading.kind in _AFTER_A_CODE or reading.claim.kind in ("received", "already"):
        return "taken"
    # After the sending, a form in place of the code's own page has begun anew.
    if reading.kind is not PageKind.FORM or (sent and since.kind is PageKind.CODE):
        return "unknown"
    if not complaints(reading) - complaints(since):
        return "taken"
    return "rejected" if reading.fields[Role.REQUEST_CODE].status == "found" else "unknown"
