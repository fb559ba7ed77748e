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

# Where the field's form would send it, by itself or by one of its buttons. A field of the form may
# be called "action", so its attributes are not asked for by name.
_SENDS_TO = """element => {
  const form = element.form || element.closest('form');
  if (!form) return [];
  const { getAttribute, querySelectorAll } = Element.prototype;
  const buttons = [...querySelectorAll.call(form, '[formaction]')];
  const named = [getAttribute.call(form, 'action'), ...buttons.map(b => b.formAction)];
  return named.filter(Boolean).map(to => new URL(to, element.ownerDocument.baseURI).href)
    .filter(to => !to.startsWith('javascript:'));
}"""


class Forbidden(Exception):
    """This field must not be filled; the text says why, in a word for the record."""


async def guard(handle: ElementHandle, permits: Callable[[str], bool]) -> None:
    """Raise `Forbidden` unless the field's own document, and where it sends, may have the text.

    An element stays in its document: a page that navigates meanwhile makes the handle useless, and
    nothing is typed elsewhere.
    """
    frame = await bounded(handle.owner_frame())
    if frame is None or not permits(frame.url):
        raise Forbidden("host")
    # `location` cannot be redefined by the page.
    if not permits(str(await bounded(handle.evaluate("e => e.ownerDocument.location.href")))):
        raise Forbidden("host")
    if not all(permits(str(to)) for to in await bounded(handle.evaluate(_SENDS_TO))):
        raise Forbidden("host")
    if await bounded(handle.evaluate(_PASSWORD_NEAR)):
        raise Forbidden("password")
