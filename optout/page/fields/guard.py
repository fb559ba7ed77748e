"""The last look before anything personal is typed."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import ElementHandle

from optout.page.written_frame import holder_of_written
from optout.system.attempt import attempt

# A field of the form may be called "action", "elements" or "querySelector", so nothing of the form
# is asked for by name: the browser's own functions are called on it.
_FORM = """
  const { getAttribute, matches } = Element.prototype;
  const controlsOf = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements').get;
  const all = (root, selector) => [...(root instanceof Element ? Element : root instanceof Document
    ? Document : DocumentFragment).prototype.querySelectorAll.call(root, selector)];
  const form = element.form instanceof HTMLFormElement ? element.form : element.closest('form');
  const root = element.getRootNode();
"""

# First the document's own address: `location` cannot be redefined by the page.
# Then where the field's form would send it, by itself or by one of its buttons, which may stand
# outside. Last, whether a password is near: neither the nearest form or dialog around the field,
# also out of shadow roots, nor what belongs to its form from elsewhere, nor a shadow root in it
# may hold one.
SURROUNDINGS = (
    """
  const surroundings = element => {"""
    + _FORM
    + """
  const sendsTo = () => {
    if (!form) return [];
    const buttons = all(root, '[formaction]').concat(all(form, '[formaction]'));
    const own = buttons.filter(b => b === element || b.form === form);
    const named = [getAttribute.call(form, 'action'), ...own.map(b => getAttribute.call(b,
      'formaction'))];
    const whole = to => {
      try { return new URL(to, element.ownerDocument.baseURI).href; } catch { return ''; }
    };
    return named.filter(Boolean).map(whole).filter(to => !to.startsWith('javascript:'));
  };
  const password = 'input[type=password]';
  const holds = (root, depth) => all(root, password).length > 0 || (depth > 0 &&
    all(root, '*').some(e => e.shadowRoot && holds(e.shadowRoot, depth - 1)));
  const passwordNear = () => {
    for (let node = element; node; node = node.parentNode || node.host) {
      if (!(node instanceof Element)) continue;
      const around = 'form, dialog, [role=dialog], [role=alertdialog]';
      if (matches.call(node, around) && holds(node, 5)) return true;
    }
    if (form && [...controlsOf.call(form)].some(e => e.matches(password))) return true;
    return element.matches(password);
  };
  return [[element.ownerDocument.location.href, ...sendsTo()], passwordNear()];
  };
"""
)
"""`surroundings(element)`: the addresses of a field, and whether a password is near it."""


class Forbidden(Exception):
    """This field must not be filled; the text says why, in a word for the record."""


async def guard(
    handle: ElementHandle, permits: Callable[[str], bool], prepare: str = ""
) -> list[Any]:
    """Raise `Forbidden` unless the field's own document, and where it sends, may have the text.

    An element stays in its document: a page that navigates meanwhile makes the handle useless.
    `prepare` is run in the page before the look, on `element`. Returns what `surroundings` saw.
    """
    look = f"async element => {{{SURROUNDINGS}{prepare} return surroundings(element); }}"
    seen: list[Any] = await attempt(handle.evaluate(look))
    addresses, password = seen
    frame = await attempt(handle.owner_frame())  # the browser's own word, after the page's turn
    holder = await holder_of_written(frame) if frame else None
    if holder is not None:
        await guard(holder, permits)  # what is true of the page is true of what it has written
        addresses = addresses[1:]
    elif frame is not None:
        addresses = [frame.url, *addresses]
    if frame is None or not all(permits(str(to)) for to in addresses):
        raise Forbidden("host")
    if password:
        raise Forbidden("password")
    return seen
