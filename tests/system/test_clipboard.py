"""The letter on the clipboard: by a pipe, never as an argument that everybody can read."""

import pyperclip
import pytest

from optout.system import clipboard


@pytest.mark.parametrize(("way", "copied"), [("copy_xclip", True), ("copy_klipper", False)])
def test_no_way_by_an_argument_is_taken(
    monkeypatch: pytest.MonkeyPatch, way: str, copied: bool
) -> None:
    given: list[str] = []

    def put(text: str) -> None:
        given.append(text)

    put.__name__ = way
    monkeypatch.setattr(pyperclip, "determine_clipboard", lambda: (put, None))
    assert clipboard.copy("letter") is copied
    assert given == ["letter"] * copied


def test_pyperclip_calls_it_so_still() -> None:
    """The name hangs on the library."""
    assert pyperclip.init_klipper_clipboard()[0].__name__ == clipboard._BY_ARGUMENT


def test_no_clipboard_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    none = pyperclip.init_no_clipboard()
    monkeypatch.setattr(pyperclip, "determine_clipboard", lambda: none)
    assert clipboard.copy("letter") is False
