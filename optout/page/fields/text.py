"""Text into a field, and back out of it."""

from collections.abc import Callable, Sequence

from playwright.async_api import ElementHandle

from optout.page.fields.guard import guard
from optout.system.timeouts import bounded

# What the field holds once the page had its turn: a framework can drop a value at its next
# render. In a background tab no frame is painted, hence the timer.
# A page can hold more than any letter: it is cut.
_VALUE = """element => new Promise(resolve => {
  const read = () => resolve(
    ('value' in element ? element.value : element.innerText).slice(0, 100_000));
  setTimeout(read, 150);
  requestAnimationFrame(() => requestAnimationFrame(read));
})"""
_HIGHLIGHT = """element => {
  element.scrollTop = 0;
  element.style.setProperty('outline', '3px solid #1a7f37', 'important');
  element.style.setProperty('outline-offset', '2px', 'important');
}"""


async def value_of(handle: ElementHandle) -> str:
    """What the field holds, after the page had a turn."""
    return str(await bounded(handle.evaluate(_VALUE)))


async def fill_text(handle: ElementHandle, text: str, permits: Callable[[str], bool]) -> str:
    """Put `text` into the field and return what the field then holds.

    Raises `Forbidden`, `TimeoutError`, or Playwright's `Error` when the field is gone.
    """
    await bounded(handle.focus())  # a page that moves the field when it gets the cursor does it now
    await guard(handle, permits)
    await bounded(handle.fill(text, timeout=5000))
    return await value_of(handle)


async def fill_code(
    boxes: Sequence[ElementHandle], code: str, permits: Callable[[str], bool]
) -> str:
    """Put the code into its field, or a digit into each of its boxes; return what they hold."""
    if len(boxes) == 1:
        return await fill_text(boxes[0], code, permits)
    held = [await fill_text(box, digit, permits) for box, digit in zip(boxes, code, strict=True)]
    return "".join(held)


async def highlight(handle: ElementHandle) -> None:
    """Draw a line around the field for the person's eye, and show its beginning."""
    await bounded(handle.evaluate(_HIGHLIGHT))


def same_text(held: str, meant: str) -> bool:
    """Whether a field holds what was meant: editors change blanks and line ends, not words."""
    return held.split() == meant.split()
