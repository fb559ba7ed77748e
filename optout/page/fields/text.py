"""Text into a field, and back out of it."""

from collections.abc import Callable, Sequence

from playwright.async_api import ElementHandle

from optout.domain.folding import letters_of
from optout.page.fields.guard import Forbidden, guard
from optout.page.fields.held import held_by
from optout.page.redaction import grouped
from optout.page.script import script
from optout.system.attempt import ActFailed, attempt

_LOOKS = 2
"""What is around a field may change once between the look and the insertion."""

_PREPARE = script("prepare", "surroundings", "cursor")
_INSERT = script("insert_text", "surroundings", "cursor")
# Not as a person would: what the page hears of it is of no use.
_TAKE_OUT = """element => {
  if (!element.matches('input, textarea')) element.textContent = '';
  else element.value = '';
}"""


async def put_text(handle: ElementHandle, text: str, permits: Callable[[str], bool]) -> None:
    """Put `text` into the field, in place of what it holds. What it then holds, `held_by` tells.

    It is inserted by the field's own document, never sent as keys: those go to whatever has the
    cursor, and a frame of another site can take that at any moment. Raises `Forbidden`, and
    `ActFailed` when the field is gone, locked or hidden, or does not take it.
    """
    for _look in range(_LOOKS):
        seen = await guard(handle, permits, _PREPARE)
        done = await attempt(handle.evaluate(_INSERT, [text, seen]))
        if done != "changed":
            break
    if done == "moved":
        await _take_out_unless_allowed(handle, permits)
    elif done != "inserted":
        raise ActFailed(f"the text was not inserted: {done}")


async def _take_out_unless_allowed(handle: ElementHandle, permits: Callable[[str], bool]) -> None:
    try:
        await guard(handle, permits)
    except Forbidden:
        await attempt(handle.evaluate(_TAKE_OUT))
        raise


async def fill_code(
    boxes: Sequence[ElementHandle], code: str, permits: Callable[[str], bool]
) -> str:
    """Put the code into its field, or a digit into each of its boxes; return what they hold.

    Boxes that hold something are emptied before: a page may send them as soon as they are full,
    and digits of two codes are a third one. Raises as `put_text` does, and `ActFailed` also where
    they stay full.
    """
    digits = [code]
    if len(boxes) > 1:
        digits = list(code)
        await _empty(boxes, permits)
    for box, digit in zip(boxes, digits, strict=True):
        await put_text(box, digit, permits)
    return "".join(await _texts(boxes))


async def _empty(boxes: Sequence[ElementHandle], permits: Callable[[str], bool]) -> None:
    held = await _texts(boxes)
    if not any(held):
        return
    for box, text in reversed(list(zip(boxes, held, strict=True))):
        if text:
            await put_text(box, "", permits)
    if any(await _texts(boxes)):
        raise ActFailed("boxes that stay full")


async def _texts(boxes: Sequence[ElementHandle]) -> list[str]:
    return [held.text if held else "" for held in await held_by(boxes)]


def same_code(held: str, code: str) -> bool:
    """A box holds this code, and nothing that would not be blackened as it."""
    return bool(grouped(code).fullmatch(held.strip()))


def same_text(held: str, meant: str) -> bool:
    """A field holds what was meant: editors change blanks and line ends, not words."""
    return held.split() == meant.split()


def same_words(held: str, meant: str) -> bool:
    """A field holds the words that were meant, as the page writes them: `CAFE` for "café".

    Of an address every character counts: not for these.
    """
    if same_text(held, meant):
        return True
    # Where lines are joined, the last word of one and the first of the next may be.
    apart = _words_of(held) + meant.count("\n") >= _words_of(meant)
    return apart and letters_of(held) == letters_of(meant) != ""


def _words_of(text: str) -> int:
    return sum(1 for word in text.split() if letters_of(word))
