"""The field that the person points at: the one that has the cursor."""

from playwright.async_api import ElementHandle, Page

from optout.bounded import bounded

_DEEPEST = """() => {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return element;
}"""
_TAKES_TEXT = """element => element.isContentEditable || element.matches(
  'textarea:not([readonly]):not([disabled]), select:not([disabled]), [role=combobox], ' +
  'input:not([readonly]):not([disabled]):not([type=password]):not([type=hidden])' +
  ':not([type=submit]):not([type=button]):not([type=checkbox]):not([type=radio])' +
  ':not([type=file]):not([type=image]):not([type=reset])')"""
_DEEPEST_FRAMES = 8


async def focused(page: Page) -> ElementHandle | None:
    """The field with the cursor, through frames and open shadow roots; None when it is no field.

    A window in the background keeps its focused element: the person may look at the terminal.
    """
    frame = page.main_frame
    for _ in range(_DEEPEST_FRAMES):
        element = (await bounded(frame.evaluate_handle(_DEEPEST))).as_element()
        if element is None:
            return None
        inner = await bounded(element.content_frame())
        if inner is None:
            return element if await bounded(element.evaluate(_TAKES_TEXT)) else None
        frame = inner
    return None
