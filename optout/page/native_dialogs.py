"""What a page says in native dialogs: judged as if it stood in a dialog of the page's own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playwright.async_api import Dialog as NativeDialog
from playwright.async_api import Page

from optout.locate.roles import ControlKind, PageKind
from optout.locate.snapshot import Block, Control, Dialog, Snapshot
from optout.page.reading import Reading, judge

_MOST = 3
_BUTTONS = {"alert": ("OK",), "confirm": ("OK", "Cancel")}
"""What the browser itself puts under the words, by the kind of dialog."""
_SUCCESSES = (PageKind.ACKNOWLEDGED, PageKind.ALREADY_OBJECTED)
_BENEATH = (PageKind.UNKNOWN, PageKind.FORM, PageKind.CODE)
"""Pages that say nothing of a request themselves."""


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    text: str


@dataclass(slots=True)
class NativeDialogs:
    """What the windows of one form have said in native dialogs since something left them last."""

    _told: dict[Page, list[_Told]] = field(default_factory=dict)

    def hear(self, dialog: NativeDialog) -> None:
        """A dialog opens. One that wants something typed, or asks whether to leave, says nothing of
        a request."""
        text = dialog.message.strip()
        if dialog.page is not None and dialog.type in _BUTTONS and text:
            told = self._told.setdefault(dialog.page, [])
            told.append(_Told(dialog.type, text))
            del told[:-_MOST]

    def forget(self) -> None:
        """Something leaves: what was said before does not answer it."""
        self._told.clear()

    def words(self, page: Page) -> Sequence[str]:
        """What was said in this window."""
        return [told.text for told in self._told.get(page, ())]

    def over(self, page: Page, reading: Reading, *, letter: str) -> Reading:
        """The reading of a window, as a receipt where a dialog there was one, or with what a dialog
        complained of the code. What the page itself says comes first. `letter` as in `read`."""
        if reading.kind not in _BENEATH or reading.thanks or reading.errors:
            return reading
        for told in reversed(self._told.get(page, ())):
            said = judge(_with(reading.snapshot, told), {}, letter=letter)
            if problem := _beside(reading.snapshot, told, letter).code_problem:
                return replace(reading, code_problem=problem)
            if said.kind in _SUCCESSES or said.thanks:
                words = {name: getattr(said, name) for name in ("kind", "why", "thanks")}
                return replace(reading, **words, of_objection=said.of_objection)
        return reading


def _beside(snapshot: Snapshot, told: _Told, letter: str) -> Reading:
    """The page with what was said as a message of its own, beside the field it is about."""
    blocks = (*snapshot.main.blocks, Block(told.text, alert="alert"))
    shown = replace(snapshot.main, blocks=blocks)
    return judge(replace(snapshot, frames=(shown, *snapshot.frames[1:])), {}, letter=letter)


def _with(snapshot: Snapshot, told: _Told) -> Snapshot:
    """The page with the dialog over all of it."""
    main = snapshot.main
    place = len(main.dialogs)
    top = 1 + max((dialog.z for dialog in main.dialogs), default=0)
    buttons = tuple(
        Control(f"native:{i}", main.index, -1, ControlKind.BUTTON, label=label, dialog=place)
        for i, label in enumerate(_BUTTONS[told.kind])
    )
    shown = replace(
        main,
        blocks=(
            *main.blocks,
            *(Block(t, dialog=place) for t in told.text.splitlines() if t.strip()),
        ),
        dialogs=(*main.dialogs, Dialog(modal=True, top=True, z=top)),
        controls=(*main.controls, *buttons),
    )
    return replace(snapshot, frames=(shown, *snapshot.frames[1:]))
