"""What one look at a page brought back: its frames, their controls and the text around them.

Everything here was written by the page's author and is treated as such: types are checked, lengths
are bounded, control characters are taken out. `snapshot.js` collects it, one evaluation a frame.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from optout.domain.proofs import Proof
from optout.locate.roles import ControlKind

_FOLDER = Path(__file__).parent
_PARTS = ("mark", "names", "sight")


def script(name: str) -> str:
    """The function in `<name>.js`, given the functions it is made of as its second argument.

    What they call `document` is the `native` one. Joined as text: a page's own rules often forbid
    it to evaluate text.
    """
    parts = ", ".join(f"{part}: {function_in(_FOLDER / f'{part}.js')}" for part in _PARTS)
    document = "const document = native(globalThis.document);"
    function = function_in(_FOLDER / f"{name}.js")
    return f"(given) => {{ {NATIVE} {document} return ({function})(given, {{ {parts} }}); }}"


def function_in(path: Path) -> str:
    """A file's function without the comment above it."""
    lines = path.read_text("utf-8").strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


NATIVE = f"const native = {function_in(_FOLDER / 'native.js')};"
"""`native(node)`: the properties of a document or a form, whatever elements in it are called."""
SCRIPT = script("snapshot")

LIMITS: dict[str, int] = {
    "milliseconds": 3000,
    "nodes": 60_000,
    "controls": 1_500,
    "buttons": 300,
    "covers": 60,
    "options": 400,
    "text": 300,
    "value": 8_000,
    "blocks": 700,
    "page": 24_000,
    "links": 200,
    "titles": 200,
    "title": 60,
}
"""Bounds of one look at one frame; texts in characters."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice."""

    value: str
    text: str


class Control(NamedTuple):
    """One control, as a person meets it. `key` is unique in its snapshot.

    - `why` it cannot be seen; empty for what can.
    - `drawn`: something else is seen in the place of a list that cannot, or a text box's label.
    - `opens`: what it opens, as "menu"; "true" where it only says that it opens something.
    - `label`, its first line `lead` where it has more, and its beginning `shared` with others'.
    - `before`: the texts since the previous control, nearest last; the last `own` stand where no
      other field does, or set small below another. `after`: those up to the next control, nearest
      first. Buttons do not count, nor in `before` what is `behind` another field.
    - `behind` a field without a label: a text of its own, in its row or as its description.
    - `above`: the legends and headings that it stands under, the page's own left out.
    - `cluster`: the number of its group of choices.
    - `twin`: the key of the hidden input that holds a typeahead's ISO code.
    - `parts`: the boxes of a code that has one for each digit.
    """

    key: str
    frame: int
    index: int  # type: ignore[assignment]  # nobody looks anything up in a control
    kind: ControlKind
    permitted: bool = True
    type: str = ""
    role: str = ""
    opens: str = ""
    name: str = ""
    id: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    pattern: str = ""
    marks: str = ""
    maxlength: int = -1
    required: bool = False
    readonly: bool = False
    disabled: bool = False
    invalid: bool = False
    multiple: bool = False
    why: str = ""
    drawn: bool = False
    label: str = ""
    lead: str = ""
    source: str = ""
    shared: str = ""
    behind: str = ""
    title: str = ""
    placeholder: str = ""
    described: str = ""
    error: str = ""
    before: tuple[str, ...] = ()
    own: int = 0
    after: tuple[str, ...] = ()
    group: str = ""
    above: str = ""
    cluster: int = 0
    options: tuple[Option, ...] = ()
    total: int = 0
    value: str = ""
    filled: bool = False
    blank_option: bool = False
    checked: bool = False
    form: int = -1
    dialog: int = -1
    region: str = ""
    search: bool = False
    rect: tuple[int, int, int, int] = (0, 0, 100, 20)
    twin: str = ""
    parts: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """All but what it holds, which may be personal."""
        shown = (f"{name}={one!r}" for name, one in self._asdict().items() if name != "value")
        return f"Control({', '.join(shown)})"

    @property
    def visible(self) -> bool:
        return not self.why

    @property
    def usable(self) -> bool:
        """A person could put something in now."""
        return self.visible and not self.readonly and not self.disabled

    @property
    def secret(self) -> bool:
        """It holds a password, or could.

        A box that nobody sees is one by its type only: bait is told apart from fillers that way.
        """
        if self.type == "password":
            return True
        if not self.autocomplete or self.why:
            return False
        token = self.autocomplete.lower()
        # A list asks for a new password only so that the browser fills nothing in.
        return "password" in token and (self.role, token) != ("combobox", "new-password")


class Block(NamedTuple):
    """One run of text, and where it stands. `heading` is its level, 0 for none.

    `listed`: in one of several rows or entries that each say several things, as a list of cases.
    `lang` is the language that its place declares, where that is not left to the page.
    """

    text: str
    heading: int = 0
    region: str = ""
    dialog: int = -1
    alert: str = ""
    quoted: bool = False
    article: bool = False
    link: bool = False
    button: bool = False
    listed: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Dialog:
    """An open dialog. `parent` is the dialog it stands in, or -1."""

    parent: int = -1
    modal: bool = False
    top: bool = False
    name: str = ""
    z: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link that can be seen: its text, and where it stands."""

    text: str
    region: str = ""
    dialog: int = -1
    article: bool = False


@dataclass(frozen=True, slots=True)
class FrameSnapshot:
    """One frame. `unread` says why nothing is known of it.

    `name` is the title of the element that holds it, `size` its width and height in pixels.
    `pinned`: it stays in its corner of the window while the page scrolls.
    """

    index: int
    url: str
    permitted: bool
    visible: bool = True
    in_dialog: bool = False
    name: str = ""
    size: tuple[int, int] = (0, 0)
    pinned: bool = False
    title: str = ""
    lang: str = ""
    times: int = 0
    type: str = ""
    truncated: bool = False
    blocks: tuple[Block, ...] = ()
    dialogs: tuple[Dialog, ...] = ()
    controls: tuple[Control, ...] = ()
    linked: tuple[Link, ...] = ()
    mark: str = ""
    unread: Proof | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole page; the first frame is the page itself."""

    url: str
    frames: tuple[FrameSnapshot, ...]

    @property
    def main(self) -> FrameSnapshot:
        return self.frames[0]

    @property
    def controls(self) -> tuple[Control, ...]:
        """All controls of all frames, in document order."""
        return tuple(c for frame in self.frames for c in frame.controls)
