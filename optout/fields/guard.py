"""The last look before anything personal is typed."""

from collections.abc import Callable

from playwright.async_api import ElementHandle

from optout.bounded import bounded

# The nearest form or dialog around the field, also out of shadow roots, must hold no password.
_PASSWORD_NEAR = """element => {
  for (let node = element; node; node = node.parentNode || node.host) {
    if (!node.matches || !node.matches('form, dialog, [role=dialog], [role=alertdialog]')) continue;
    if (node.querySelector('input[type=password]')) return true;
  }
  return element.matches('input[type=password]');
}"""


class Forbidden(Exception):
    """This field must not be filled; the text says why, in a word for the record."""


async def guard(handle: ElementHandle, permits: Callable[[str], bool]) -> None:
    """Raise `Forbidden` unless the field's own document may be typed into.

    An element stays in its document: a page that navigates meanwhile makes the handle useless, and
    nothing is typed elsewhere.
    """
    frame = await bounded(handle.owner_frame())
    if frame is None or not permits(frame.url):
        raise Forbidden("host")
    # `location` cannot be redefined by the page.
    if not permits(str(await bounded(handle.evaluate("e => e.ownerDocument.location.href")))):
        raise Forbidden("host")
    if await bounded(handle.evaluate(_PASSWORD_NEAR)):
        raise Forbidden("password")
