"""The last look before anything personal is typed."""

from collections.abc import Callable

from playwright.async_api import ElementHandle

from optout.system.timeouts import bounded

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

# Neither the nearest form or dialog around the field, also out of shadow roots, nor what belongs
# to its form from elsewhere, nor a shadow root in it may hold a password.
_PASSWORD_NEAR = (
    "element => {"
    + _FORM
    + """
  const password = 'input[type=password]';
  const holds = (root, depth) => all(root, password).length > 0 || (depth > 0 &&
    all(root, '*').some(e => e.shadowRoot && holds(e.shadowRoot, depth - 1)));
  for (let node = element; node; node = node.parentNode || node.host) {
    if (!(node instanceof Element)) continue;
    const around = 'form, dialog, [role=dialog], [role=alertdialog]';
    if (matches.call(node, around) && holds(node, 5)) return true;
  }
  if (form && [...controlsOf.call(form)].some(e => e.matches(password))) return true;
  return element.matches(password);
}"""
)

# Where the field's form would send it, by itself or by one of its buttons, which may stand outside.
_SENDS_TO = (
    "element => {"
    + _FORM
    + """
  if (!form) return [];
  const buttons = all(root, '[formaction]').concat(all(form, '[formaction]'));
  const own = buttons.filter(b => b === element || b.form === form);
  const named = [getAttribute.call(form, 'action'), ...own.map(b => getAttribute.call(b,
    'formaction'))];
  return named.filter(Boolean).map(to => new URL(to, element.ownerDocument.baseURI).href)
    .filter(to => !to.startsWith('javascript:'));
}"""
)


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
