"""Pages of the request portal, made of controls as they would have been read: no browser."""

from typing import Any

from support.portal_pages import WORDS

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.reading import Reading, judge

URL = "https://help.meta.com/requests/1"
EMAIL = "person@example.org"


def look(
    lang: str,
    *controls: Control,
    texts: tuple[str, ...] = (),
    continued: bool = False,
    **more: Any,
) -> Reading:
    """What is read of a page with these controls, and texts under its heading."""
    given = {"heading": WORDS[lang]["title"], "blocks": (), "dialogs": (), "linked": ()} | more
    blocks = (Block(given["heading"], heading=2), *map(Block, texts), *given["blocks"])
    placed = tuple(c._replace(key=f"0:{i}", index=i) for i, c in enumerate(controls))
    frame = FrameSnapshot(
        *(0, URL, True),
        lang=lang,
        blocks=blocks,
        controls=placed,
        dialogs=given["dialogs"],
        linked=given["linked"],
    )
    return judge(Snapshot(URL, (frame,)), {}, continued=continued)


def box(label: str, kind: ControlKind = ControlKind.TEXT, **more: Any) -> Control:
    """A text box of the portal, which has no form element."""
    return Control("", 0, 0, kind, type="text", label=label, **more)


def press(label: str, **more: Any) -> Control:
    """A button of the portal."""
    return Control("", 0, 0, ControlKind.BUTTON, label=label, **more)


def letter(lang: str, **more: Any) -> Control:
    """The box for the reasons, with its label in that language."""
    return box(WORDS[lang]["why"], ControlKind.TEXTAREA, **more)


def emails(lang: str, **more: Any) -> tuple[Control, Control]:
    """The boxes for the address and for the same once more."""
    return box(WORDS[lang]["email"], **more), box(WORDS[lang]["again"], **more)


def found(reading: Reading) -> set[Role]:
    """The roles whose control was found."""
    return {role for role, field in reading.fields.items() if field.status == "found"}


def labelled(reading: Reading, role: Role) -> str:
    """The label of the control that was found for a role; how it stands, where none was."""
    one = reading.fields[role]
    return one.control.label if one.control is not None else one.status
