"""Ask for the mailed code, type it into the page, press the code's own button, see what follows."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from optout.domain.code_verdicts import CodeVerdict
from optout.domain.mailed_code import DIGITS, Code, NoCode, NoCodeReason, find_code, number_alone
from optout.i18n import _, ngettext
from optout.locate.roles import PageKind, Role
from optout.locate.snapshot import Control
from optout.locate.stems import said
from optout.page.fields import Forbidden, fill_code, guard, same_code
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.code.code_delivery import CodeDelivery
from optout.run.patience import Patience
from optout.system.attempt import ActFailed, attempt
from optout.terminal.human import Human

_SENSIBLE = range(4, 11)
"""How many digits a code's box may ask for to be believed."""
_AFTER_A_CODE = frozenset({PageKind.ACKNOWLEDGED, PageKind.ALREADY_OBJECTED})


@dataclass(frozen=True, slots=True)
class CodeEntered:
    """What became of one code, and what the page shows now."""

    verdict: CodeVerdict
    reading: Reading


def is_code(reading: Reading) -> bool:
    """The page asks for a code: on a page of its own, or among a form's fields."""
    return reading.kind is PageKind.CODE or (
        reading.kind is PageKind.FORM and reading.fields[Role.CODE].status == "found"
    )


def _lengths(box: Control | None) -> tuple[int, ...]:
    """How many digits the code has, if its box tells: as many as it has parts, or the usual number
    and what fits."""
    if box and len(box.parts) > 1:
        return (len(box.parts),)
    if box and box.maxlength in _SENSIBLE:
        return (DIGITS, box.maxlength)
    return ()


async def pasted_code(human: Human, name: str, box: Control | None = None) -> str:
    """The code for `box`, asked for until what is pasted holds one. Raises `EndOfInput`."""
    by_box, tries = _lengths(box), 0
    lengths = by_box or (DIGITS,)
    while True:
        pasted = await human.paste(_("{form}: Paste the code from the e-mail").format(form=name))
        found = [find_code(pasted, digits) for digits in lengths]
        codes = [each.digits for each in found if isinstance(each, Code)]
        if codes:
            return codes[0]
        other = "" if by_box else number_alone(pasted)
        if len(other) in _SENSIBLE and await _is_meant(human, other):
            return other
        human.say(_why_no_code(next(e.reason for e in found if isinstance(e, NoCode)), lengths[0]))
        tries += 1
        if tries == 2:  # a code of letters, for example
            human.say(_("If the code looks different, type it in the page yourself."))


async def _is_meant(human: Human, number: str) -> bool:
    """The person wants a number of another length typed."""
    question = ngettext(
        "That is {count} digit, and most codes have {digits}. Type it all the same?",
        "That is {count} digits, and most codes have {digits}. Type it all the same?",
        len(number),
    )
    return await human.yes_no(question.format(count=len(number), digits=DIGITS), default=False)


def _why_no_code(kind: NoCodeReason, digits: int) -> str:
    """Why what was pasted is not the code."""
    match kind:
        case "empty":
            return _(
                "Nothing was pasted. If the code does not come, ask for another one in the page."
            )
        case "none":
            text = ngettext(
                "There is no code of {digits} digit in what you pasted.",
                "There is no code of {digits} digits in what you pasted.",
                digits,
            )
        case "several":
            text = ngettext(
                "There are several numbers of {digits} digit in it. Paste only the code.",
                "There are several numbers of {digits} digits in it. Paste only the code.",
                digits,
            )
        case "short":
            text = ngettext(
                "That is too short: the code has {digits} digit.",
                "That is too short: the code has {digits} digits.",
                digits,
            )
        case "long":
            text = ngettext(
                "That is too long: the code has {digits} digit.",
                "That is too long: the code has {digits} digits.",
                digits,
            )
    return text.format(digits=digits)


async def enter_code(
    tab: Tab,
    code: str,
    delivery: CodeDelivery,
    patience: Patience,
    typed: Callable[[], None] = lambda: None,
    *,
    sent: bool,
) -> CodeEntered:
    """Type the code and press its button, if there is exactly one. Raises `PageGone`.

    `delivery` is told as the code leaves the page. `typed` is told once it stands there, or has
    left, before anything is pressed. `sent`: the objection has left, so what leads on from the
    code's own page only confirms it.
    """
    await tab.to_front()
    before = await tab.look()
    if not is_code(before):
        return CodeEntered("not_asked", before)
    answer = _PageAnswer(tab, before, delivery, patience, sent)
    verdict = await _type(tab, before, code)
    if verdict == "not_typed" and await delivery.left_within(patience.by_itself):
        typed()  # the page took it at its last digit, and its box with it
        return await answer.unpressed(before)
    if verdict is not None:
        return CodeEntered(verdict, before)
    typed()
    reading = await tab.look()  # the button may have come alive with the last digit
    if delivery.left and before.kind is PageKind.CODE:  # its button may only send it once more
        entered = await answer.wait(left=True, once=True)
        if entered.verdict != "silent" or delivery.under_way:
            return entered
        reading = entered.reading
    if not is_code(reading):
        return answer.without_box(reading)
    verdict = await _confirm(tab, reading, sent=sent)
    if verdict is None:
        return await replace(answer, before=reading).wait()
    missing = reading.fields[Role.CONFIRM_CODE].status == "missing"
    checks = reading.kind is PageKind.FORM and missing
    if verdict == "person" and (checks or await delivery.left_within(patience.by_itself)):
        return await answer.unpressed(reading)
    return CodeEntered(verdict, reading)


async def _type(tab: Tab, reading: Reading, code: str) -> CodeVerdict | None:
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


async def _confirm(tab: Tab, reading: Reading, *, sent: bool) -> CodeVerdict | None:
    alone = sent and reading.kind is PageKind.CODE
    button = reading.fields[Role.CONFIRM_CODE]
    if button.status == "missing" and alone:
        button = reading.fields[Role.NEXT]
    if button.status != "found" or button.control is None:
        return "person"
    others = (reading.fields[role].control for role in (Role.NEXT, Role.REQUEST_CODE, Role.SUBMIT))
    sends = not sent and "send" in said(button.control.label, reading.language)
    if sends or (not alone and button.control in others):
        return "person"  # it does more than to confirm the code, or may do
    try:
        handle = await reading.handle(button.control)
        await guard(handle, tab.allowed.permits)
        await attempt(handle.click(timeout=5000, no_wait_after=True))
    except Forbidden:
        return "elsewhere"
    except ActFailed:
        return "person"
    return None


@dataclass(frozen=True, slots=True)
class _PageAnswer:
    """What the page makes of one code. `sent` is as in `enter_code`."""

    tab: Tab
    before: Reading
    """What the page showed before the code was typed, or before its button was pressed: it may
    still complain of the last code."""
    delivery: CodeDelivery
    patience: Patience
    sent: bool

    async def unpressed(self, reading: Reading) -> CodeEntered:
        """The answer to a code that the page, which shows `reading`, sends or checks by itself."""
        if self.before.kind is PageKind.FORM:
            return await self._wait_for_check(reading)
        return await self.wait(left=True)

    async def wait(self, *, left: bool = False, once: bool = False) -> CodeEntered:
        """The answer to a code whose button was pressed, or that has `left` the page by itself.

        Until the site has answered, what the page complains of is still the last code, and a box
        that is gone may come back. `once`: after the site's answer, as long as the code stands in
        its box, nothing more is waited for.
        """
        seen = None if left else self.before

        def over(reading: Reading) -> bool:
            still_there = once and not (self.delivery.under_way or _emptied(reading))
            return reading is not seen and (still_there or self._made_of(reading) is not None)

        reading = await self.tab.until(over, self.patience.code, seen, settled=True)
        verdict = self._made_of(reading) if reading is not seen else None
        if verdict is None and not is_code(reading):
            return self.without_box(reading)
        again = _emptied(reading) and not self.delivery.under_way
        return CodeEntered(verdict or ("again" if again else "silent"), reading)

    def _made_of(self, reading: Reading) -> CodeVerdict | None:
        """What the page has made of the code by now, if anything. While that is under way, what the
        page complained of before is no answer."""
        under_way = self.delivery.under_way
        if not is_code(reading):
            return None if under_way else _without_box(reading, self.before, sent=self.sent)
        before = self.before if under_way else None
        if reading.code_problem:
            old = before is not None and before.code_problem == reading.code_problem
            return None if old else reading.code_problem
        return "refused" if _new_errors(reading, before) else None

    def without_box(self, reading: Reading) -> CodeEntered:
        """The answer of a page that shows something else in place of the code's box."""
        return CodeEntered(_without_box(reading, self.before, sent=self.sent), reading)

    async def _wait_for_check(self, reading: Reading) -> CodeEntered:
        """The answer of a form that checks its code as it is typed. It may complain by a mark
        without a word, and takes what it does not complain of; later words are heard later."""
        before = self.before
        taken_back = not before.code_problem

        def over(reading: Reading) -> bool:
            nonlocal taken_back
            taken_back = taken_back or not reading.code_problem
            complains = taken_back if reading.code_problem else _new_errors(reading, before)
            return complains or not is_code(reading)

        reading = await self.tab.until(over, self.patience.check, reading, settled=True)
        if not is_code(reading):
            return self.without_box(reading)
        refused = _new_errors(reading, before)
        return CodeEntered(reading.code_problem or ("refused" if refused else "taken"), reading)


def _new_errors(reading: Reading, before: Reading | None) -> bool:
    """The page complains of something of which it did not `before`."""
    return bool(set(reading.errors) - set(before.errors if before else ()))


def _emptied(reading: Reading) -> bool:
    box = reading.fields[Role.CODE].control
    return box is not None and not box.filled


def _without_box(reading: Reading, before: Reading, *, sent: bool) -> CodeVerdict:
    """What a page that shows something else in place of the box says of the code. What it complains
    of since `before` may be anything, unless it would mail another code."""
    if reading.kind in _AFTER_A_CODE or reading.claim.kind in ("received", "already"):
        return "moved"
    complains = _new_errors(reading, before)
    if reading.kind is PageKind.FORM and reading.fields[Role.REQUEST_CODE].status == "found":
        return reading.code_problem or ("refused" if complains else "moved")
    # After the sending, a form in place of the code's own page has begun anew.
    goes_on = reading.kind is PageKind.FORM and not (sent and before.kind is PageKind.CODE)
    return "moved" if goes_on and not complains else "unclear"
