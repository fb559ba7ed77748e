"""Ask the person for the mailed code, until what is pasted holds one."""

from collections.abc import Sequence

from optout.domain.mailed_code import (
    DIGITS,
    Code,
    NoCode,
    NoCodeReason,
    Several,
    find_code,
    number_alone,
)
from optout.i18n import _, ngettext
from optout.locate.snapshot import Control
from optout.terminal.human import Choice, Human

_SENSIBLE = range(4, 11)
"""How many digits a code's box may ask for to be believed."""

_MOST_CHOICES = 8
"""Numbers of which the person is asked for the code: more are no list that anybody reads."""


def _lengths(box: Control | None) -> tuple[int, ...]:
    """How many digits the code has, if its box tells: as many as it has parts, or the usual number
    and what fits."""
    if box and len(box.parts) > 1:
        return (len(box.parts),)
    if box and box.maxlength in _SENSIBLE:
        return tuple(dict.fromkeys((DIGITS, box.maxlength)))
    return ()


async def pasted_code(human: Human, name: str, box: Control | None = None, later: str = "") -> str:
    """The code for `box`, asked for until what is pasted holds one; empty where the person wants
    what `later` says, if it says anything. Raises `EndOfInput`."""
    by_box, tries = _lengths(box), 0
    lengths = by_box or (DIGITS,)
    while True:
        question = _("{form}: Paste the code from the e-mail").format(form=name)
        pasted = await human.paste(question, usual=later)
        if later and not pasted.strip():
            return ""
        found = [find_code(pasted, digits) for digits in lengths]
        codes = [each.digits for each in found if isinstance(each, Code)]
        if codes:
            return codes[0]
        several = [n for each in found if isinstance(each, Several) for n in each.numbers]
        if several and (chosen := await _which(human, several)):
            return chosen
        other = "" if by_box else number_alone(pasted)
        if len(other) in _SENSIBLE and await _is_meant(human, other):
            return other
        if why := [each.reason for each in found if isinstance(each, NoCode)]:
            human.say(_why_no_code(why[0], lengths[0]))
        tries += 1
        if tries == 2:  # a code of letters, for example
            human.say(_("If the code looks different, type it in the page yourself."))


async def _which(human: Human, numbers: Sequence[str]) -> str:
    """The number that the person says is the code; empty: none of them."""
    shown = [Choice(number, number) for number in numbers[:_MOST_CHOICES]]
    choices = [*shown, Choice("", _("None of these"))]
    return await human.choose(_("Which of these is the code?"), choices)


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
