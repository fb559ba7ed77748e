"""The last look before anything personal is typed."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import ElementHandle

from optout.locate.snapshot import NATIVE
from optout.page.written_frame import holder_of_written
from optout.system.attempt import attempt

# What is asked of a form or a document is asked of its `native` one. A part of a component is its
# host's form's, and what is put into a slot the form's around the slot: each of them may send it.
# First the document's own address: `location` cannot be redefined by the page.
# Then where the field's forms would send it, by themselves or by one of their buttons, which may
# stand outside. Last, whether a password is near: neither a form or dialog around the field, nor
# what belongs to its forms from elsewhere, nor a shadow root in them may hold one.
SURROUNDINGS = (
    "const surroundings = element => {"
    + NATIVE
    + """
  const all = (root, selector) => [...native(root).querySelectorAll(selector)];
  const path = [], forms = new Set();
  for (let node = element; node;) {
    path.push(node);
    if (node instanceof HTMLFormElement) forms.add(node);
    const own = native(node), root = native(own.getRootNode());
    const named = node instanceof Element && own.getAttribute('form');
    const form = named ? root.getElementById(named) : own.form;
    if (form instanceof HTMLFormElement) forms.add(form);
    node = own.assignedSlot || own.parentNode || (node instanceof ShadowRoot ? own.host : null);
  }
  const sendsTo = form => {
    const buttons = all(native(form).getRootNode(), '[formaction]');
    const own = buttons.filter(b => b === element || native(b).form === form);
    const named = [native(form).getAttribute('action'), ...own.map(b => native(b).getAttribute(
      'formaction'))];
    const whole = to => {
      try { return new URL(to, native(element.ownerDocument).baseURI).href; } catch { return ''; }
    };
    return named.filter(Boolean).map(whole).filter(to => !to.startsWith('javascript:'));
  };
  const password = 'input[type=password]';
  const holds = (root, depth) => all(root, password).length > 0 || (depth > 0 &&
    all(root, '*').some(e => native(e).shadowRoot && holds(e.shadowRoot, depth - 1)));
  const around = 'form, dialog, [role=dialog], [role=alertdialog]';
  const passwordNear = path.some(e => e instanceof Element && native(e).matches(around) &&
    holds(e, 5)) || [...forms].some(form => [...native(form).elements].some(e =>
    e.matches(password))) || element.matches(password);
  const addresses = [...forms].flatMap(sendsTo);
  return [[element.ownerDocument.location.href, ...addresses], passwordNear];
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
