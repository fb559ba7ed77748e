"""The pointer of a display, moved and pressed as by a hand: what lies under it gets the press.

Playwright's own mouse presses in the page that it is told, also where another is in front. Spoken
is the X protocol with its extension XTEST, on the socket of a display that asks for no key.
"""

import contextlib
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator

_PRESS, _RELEASE, _MOTION = 4, 5, 6
_ON_SCREEN = """e => {
  const { left, top, width, height } = e.getBoundingClientRect();
  return [screenX + (outerWidth - innerWidth) / 2 + left + width / 2,
    screenY + outerHeight - innerHeight + top + height / 2].map(Math.round);
}"""


@dataclass
class Pointer:
    """The pointer of one display."""

    _server: socket.socket
    _opcode: int = 0

    def move(self, x: int, y: int) -> None:
        """Put it at this point of the screen."""
        self._fake(_MOTION, 0, x, y)

    def move_to(self, element: Locator) -> tuple[int, int]:
        """Put it on the middle of what stands in a page: where on the screen that is."""
        x, y = element.evaluate(_ON_SCREEN)
        self.move(x, y)
        return x, y

    def click(self) -> None:
        """Press and release the first button."""
        self._fake(_PRESS, 1)
        self._fake(_RELEASE, 1)

    def _fake(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        event = struct.pack("<BB2xII8xhh8x", kind, detail, 0, 0, x, y)
        self._server.sendall(struct.pack("<BBH", self._opcode, 2, 9) + event)
        self._server.sendall(struct.pack("<BBH", 43, 0, 1))  # GetInputFocus: it was dealt with
        self._read(32)

    def _read(self, size: int) -> bytes:
        read = b""
        while len(read) < size:
            read += self._server.recv(size - len(read))
        return read

    def begin(self) -> None:
        """Say hello, and ask for the extension."""
        self._server.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        ok, units = struct.unpack("<B5xH", self._read(8))
        assert ok == 1
        self._read(4 * units)
        self._server.sendall(struct.pack("<BBHHH", 98, 0, 4, 5, 0) + b"XTEST\0\0\0")
        there, self._opcode = struct.unpack("<8xBB22x", self._read(32))
        assert there, "the display has no XTEST"


@contextlib.contextmanager
def pointer_of(display: str) -> Iterator[Pointer]:
    """The pointer of the display that is called so, as `:7`."""
    with socket.socket(socket.AF_UNIX) as server:
        server.settimeout(10)
        server.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")
        pointer = Pointer(server)
        pointer.begin()
        yield pointer
