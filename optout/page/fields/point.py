"""The field that the person points at: the one that has the cursor."""

from playwright.async_api import ElementHandle, Page

from optout.locate.snapshot import NATIVE
from optout.system.attempt import attempt

_DEEPEST = (
    f"() => {{ {NATIVE}"
    + """
  let element = native(document).activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return element;
}"""
)
_TAKES_TEXT = """element => element.isContentEditable || element.matches(
  'textarea:not([readonly]):not([disabled]), ' +
  'input:not([readonly]):not([disabled]):not([type=password]):not([type=hidden])' +
  ':not([type=submit]):not([type=button]):not([type=checkbox]):not([type=radio])' +
  ':not([type=file]):not([type=image]):not([type=reset])')"""
_IS_CHOICE = """element => element.matches('select:not([disabled]), [role=combobox], ' +
  'input[aria-haspopup=listbox]:not([disabled]), [role=listbox][aria-expanded]')"""
_DEEPEST_FRAMES = 8


async def focused(page: Page, *, choice: bool = False) -> ElementHandle | None:
    """The field with the cursor, through frames and open shadow roots; None when it takes no text.

    With `choice`, a list of things to choose from counts too. A window in the background keeps its
    focused element: the person may look at the terminal.
    """
    frame = page.main_frame
    for _ in range(_DEEPEST_FRAMES):
        element = (await attempt(frame.evaluate_handle(_DEEPEST))).as_element()
        if element is None:
            return None
        inner = await attempt(element.content_frame())
        if inner is None:
            takes = await attempt(element.evaluate(_TAKES_TEXT))
            takes = takes or (choice and await attempt(element.evaluate(_IS_CHOICE)))
            return element if takes else None
        frame = inner
    return None
