"""Which controls of a page are in play: what a modal covers is not, nor is a password's form."""

from dataclasses import dataclass

from optout.locate.roles import CHOICES, WRITABLE, ControlKind
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot
from optout.locate.stems import named, names_cookies

_FILLABLE = WRITABLE | CHOICES


@dataclass(frozen=True, slots=True)
class Scope:
    """The controls that may be filled, and what is known of the page around them.

    - `modal`: the dialog on top of each frame, by the frame's index. `behind`: the frames behind
      that of the page.
    - `passwords`: a form of the page holds a password, visible or not.
    - `cookie_choice`: one lies open. `set_aside`: the dialogs that are only that, by frame.
    - `locked`: the controls beside a password.
    - `covered`: something lies over the fields of the page.
    """

    controls: tuple[Control, ...]
    modal: dict[int, int]
    behind: frozenset[int]
    passwords: bool
    cookie_choice: bool
    set_aside: dict[int, tuple[int, ...]]
    locked: tuple[Control, ...]
    covered: bool

    def shows(self, frame: FrameSnapshot, dialog: int) -> bool:
        """No modal covers what stands in a dialog, or in none (-1)."""
        if frame.index in self.behind:
            return False
        top = self.modal.get(frame.index, -1)
        return top < 0 or inside(frame, dialog, top)

    def is_aside(self, frame: FrameSnapshot, dialog: int) -> bool:
        """What stands in a dialog, or in none (-1), only asks about cookies."""
        return any(inside(frame, dialog, one) for one in self.set_aside.get(frame.index, ()))


def scope_of(snapshot: Snapshot) -> Scope:
    """Sort a page's controls into those in play and those that are not."""
    frames = snapshot.frames
    aside = {
        f.index: tuple(i for i in range(len(f.dialogs)) if is_cookie_choice(f, i)) for f in frames
    }
    tops = {frame.index: _top_modal(frame, aside[frame.index]) for frame in frames}
    modal = {index: top for index, top in tops.items() if top >= 0}
    buttons = (c for f in frames for c in f.controls if c.kind is ControlKind.BUTTON and c.visible)
    cookies = any(not f.dialogs[i].why for f in frames for i in aside[f.index])
    cookies = cookies or any(names_cookies(c.label) for c in buttons)  # a choice without a dialog
    main = snapshot.main.index
    behind = frozenset(
        f.index for f in frames if main in modal and f.index != main and not f.in_dialog
    )
    locks = {lock for c in snapshot.controls if c.secret for lock in _lock(c)}
    playing: list[Control] = []
    locked: list[Control] = []
    for frame in frames:
        top = modal.get(frame.index, -1)
        if not frame.visible or frame.index in behind:
            continue
        for control in frame.controls:
            if control.permitted and (top < 0 or inside(frame, control.dialog, top)):
                (locked if _lock(control) & locks else playing).append(control)
    over = _covered(snapshot.main, modal)
    mine, beside = tuple(playing), tuple(locked)
    return Scope(mine, modal, behind, bool(locks), cookies, aside, beside, over)


def inside(frame: FrameSnapshot, dialog: int, outer: int) -> bool:
    """`dialog` is `outer` or stands in it."""
    steps = 0
    while dialog >= 0 and steps < 50:
        if dialog == outer:
            return True
        dialog = frame.dialogs[dialog].parent if dialog < len(frame.dialogs) else -1
        steps += 1
    return False


def holds_fields(frame: FrameSnapshot, dialog: int) -> bool:
    """A dialog is a form: it has a field that can be seen, or would be but for what covers it."""
    return any(_is_field(c) and inside(frame, c.dialog, dialog) for c in frame.controls)


def is_cookie_choice(frame: FrameSnapshot, dialog: int) -> bool:
    """A dialog is only there to ask about cookies: buttons and boxes to tick, no fields."""
    here = [c for c in frame.controls if inside(frame, c.dialog, dialog)]
    if any(c.kind in _FILLABLE and c.visible and not _searches(c) for c in here):
        return False
    text = " ".join(b.text for b in frame.blocks if inside(frame, b.dialog, dialog))
    text = f"{frame.dialogs[dialog].name} {text}"[:1500]
    return names_cookies(text) and any(c.kind is ControlKind.BUTTON for c in here)


def _is_field(control: Control) -> bool:
    return control.kind in _FILLABLE and control.why in ("", "covered") and not _searches(control)


def _searches(control: Control) -> bool:
    """It looks something up, as among the partners that a cookie choice lists."""
    told = named(control.name, "") | named(control.id, "") | named(control.label, "")
    return control.search or control.type == "search" or "search" in told


def _top_modal(frame: FrameSnapshot, aside: tuple[int, ...]) -> int:
    """The modal dialog on top, or -1: the last opened of the top layer, else the last shown."""
    shown = [
        (d.top, d.z, i)
        for i, d in enumerate(frame.dialogs)
        if d.modal and not d.why and i not in aside
    ]
    return max(shown)[2] if shown else -1


def _covered(main: FrameSnapshot, modal: dict[int, int]) -> bool:
    """Fields of the page lie behind its modal, or all there are under something else."""
    fields = [c for c in main.controls if _is_field(c) and c.permitted]
    top = modal.get(main.index, -1)
    behind = top >= 0 and any(not inside(main, c.dialog, top) for c in fields)
    return behind or (bool(fields) and all(c.why for c in fields))


def _lock(control: Control) -> set[tuple[str, int, int]]:
    """What a password next to this control would lock: its form, its dialog."""
    locks = {("form", control.frame, control.form)} if control.form >= 0 else set()
    if control.dialog >= 0:
        locks.add(("dialog", control.frame, control.dialog))
    if not locks:
        locks.add(("page", control.frame, -1))
    return locks
