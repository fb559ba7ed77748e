"""What is kept of a page without what was typed into it: a code, a password, another's words."""

import re
from collections.abc import Iterable

from playwright.async_api import Locator, Page

from optout.page.watch import MOST_FRAMES

_SECRET = (
    "input[type=password], input[autocomplete~='one-time-code'], input[autocomplete*='password']"
)
_TYPED = (
    "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image], "
    "[type=checkbox], [type=radio], [type=file], [type=range], [type=color]), "
    "[contenteditable]:not([contenteditable=false]), [role=textbox]"
)

# A line of the tree for something that is typed into, up to its value: `- textbox "Code": 123`.
_BOX = re.compile(
    r"""^(?P<indent>\s*)-\s(?P<key>'(?:[^']|'')*'|(?:[^":']|"(?:[^"\\]|\\.)*")*)(?P<rest>:.*)?$"""
)
_TYPED_ROLES = ("textbox", "searchbox", "combobox", "spinbutton")
_NO_VALUE = re.compile(r"\s*-\s'?(option|group|listbox|/)")


def masks(page: Page, codes: Iterable[str], *, all_typed: bool) -> list[Locator]:
    """What to black out in a picture: the boxes for secrets, or all of one line, and the codes.

    A page that asks for the mailed code may call its box whatever it likes; there all are hidden.
    """
    selector = f"{_SECRET}, {_TYPED}" if all_typed else _SECRET
    frames = page.frames[:MOST_FRAMES]
    boxes = [frame.locator(selector) for frame in frames]
    return boxes + [frame.get_by_text(grouped(code)) for frame in frames for code in codes]


def without_code(text: str, codes: Iterable[str]) -> str:
    """`text` without these codes, also where a page writes one in groups."""
    for code in codes:
        text = grouped(code).sub("…", text)
    return text


def grouped(code: str) -> re.Pattern[str]:
    """A code as a page may write it: 417263, 417-263, 417 - 263."""
    return re.compile(r"[\W_]{0,3}".join(map(re.escape, code)))


def without_values(tree: str) -> str:
    """The accessible tree without what the boxes hold; their labels and choices stay."""
    kept: list[str] = []
    inside: int | None = None
    for line in tree.splitlines():
        indent = len(line) - len(line.lstrip())
        if inside is not None and indent > inside:
            if _NO_VALUE.match(line):
                kept.append(line)
            continue
        inside = None
        found = _BOX.match(line)
        if found and found["key"].lstrip("'").startswith(_TYPED_ROLES):
            inside = indent
            line = f"{found['indent']}- {found['key']}" + (":" if found["rest"] == ":" else "")
        kept.append(line)
    return "\n".join(kept)
