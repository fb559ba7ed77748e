"""What is kept is kept byte for byte where the system's own `open` writes text."""

import errno
import json
import sys
import zipfile
from pathlib import Path

import pytest
from systems.conftest import OnWindows

from optout.domain.errors import OptoutError
from optout.dossier.export.verify import verify_copy
from optout.system.files import private_folder, why_refused, why_unreadable

PNG = bytes(range(256)) + b"\r\n\x1a\n" * 20
KEEPS = """
from pathlib import Path
from optout.dossier.store import Store
from optout.dossier.export.verify import verify
from optout.domain.states import State

store = Store(Path(sys.argv[1]))
made = store.create(form="facebook", letter="Prénom\\nNom")
made.keep("filled.png", bytes.fromhex(sys.argv[2]), what="form")
made.advance(State.PREFILLED, by="tool")
again = store.open(made.id)
assert again.record == made.record
print(verify(made.path).whole, again.record.letter.encode())
"""
PACKS = """
from datetime import date
from pathlib import Path
from optout.system import files as disk
from optout.dossier.answers import add_reply
from optout.dossier.export.pack import pack
from optout.dossier.store import Store
from optout.dossier.export.verify import verify_copy

folder = Path(sys.argv[1])
made = Store(folder / "dossiers").create(form="facebook", letter="Prénom\\nNom")
add_reply(made, file=folder / "mail.eml")
disk.write(folder / "mine.zip", pack(made, date(2026, 11, 26)))
print(made.id, verify_copy(folder / "mine.zip").whole)
"""
BARE = """
handle = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)
os.write(handle, b"one\\ntwo\\x1athree")
os.close(handle)
handle = os.open(sys.argv[1], os.O_RDONLY)
print(os.read(handle, 100))
"""


def test_a_dossier_is_kept_byte_for_byte(on_windows: OnWindows, tmp_path: Path) -> None:
    assert on_windows(KEEPS, tmp_path, PNG.hex()) == "True b'Pr\\xc3\\xa9nom\\nNom'\n"
    (kept,) = tmp_path.iterdir()
    assert (kept / "filled.png").read_bytes() == PNG
    assert b"\r" not in (kept / "record.json").read_bytes()
    assert json.loads((kept / "manifest.json").read_bytes())["files"]["filled.png"]["size"] == len(
        PNG
    )


def test_a_mail_and_the_bag_are_kept_byte_for_byte(on_windows: OnWindows, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(PNG)
    number, whole = on_windows(PACKS, tmp_path).split()
    assert whole == "True"
    assert verify_copy(tmp_path / "mine.zip").whole
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert archive.read(f"{number}/data/reply-1.eml") == PNG
        assert b"\r" not in archive.read(f"{number}/manifest-sha256.txt")


def test_the_system_s_own_open_would_spoil_it(on_windows: OnWindows, tmp_path: Path) -> None:
    """The twin: what the emulation does to a file that is opened without care."""
    assert on_windows(BARE, tmp_path / "file") == "b'one\\ntwo'\n"
    assert (tmp_path / "file").read_bytes() == b"one\r\ntwo\x1athree"


def test_a_drive_that_is_not_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There the root of a path may be missing, too; it is its own parent."""

    def no_drive(path: Path, *_mode: object, **_more: object) -> None:
        raise FileNotFoundError(2, "The system cannot find the path specified", str(path))

    monkeypatch.setattr(Path, "mkdir", no_drive)
    with pytest.raises(OptoutError) as caught:
        private_folder(Path("/x/y"))
    assert caught.value.facts["why"] == "the folder is not there"


OPENS = """
from pathlib import Path
from optout.system import desktop

def startfile(path):
    print(ascii(str(path)))
    if fails:
        raise OSError(2, "nothing opens it")

os.startfile = startfile
for fails in (False, True):
    print(desktop.open_page(Path(sys.argv[1])))
"""


def test_a_page_opens_by_its_path(on_windows: OnWindows, tmp_path: Path) -> None:
    """An address has letters of the path as numbers, which Windows takes for the file's name."""
    page = tmp_path / "Zoë" / "page.html"
    assert on_windows(OPENS, page) == f"{str(page)!a}\nTrue\n{str(page)!a}\nFalse\n"


HELD = """
from pathlib import Path
from optout.system import files as disk
from optout.domain.errors import OptoutError

replace = os.replace

def held(source, target):
    global left
    left -= 1
    if left >= 0:
        raise PermissionError(13, "Access is denied", str(source), 5, str(target))
    replace(source, target)

os.replace = held
for left in (0, 4, 99):
    target = Path(sys.argv[1], str(left))
    target.mkdir()
    try:
        disk.write(target / "a.png", b"new")
        (target / "folder").mkdir()
        disk.move(target / "folder", target / "moved")
    except OptoutError as error:
        print(error.facts["why"])
    print(sorted(p.name for p in target.iterdir()))
"""


def test_a_virus_scanner_that_holds_a_file_is_waited_for(
    on_windows: OnWindows, tmp_path: Path
) -> None:
    assert on_windows(HELD, tmp_path).splitlines() == [
        *["['a.png', 'moved']"] * 2,
        "another program has it open, or you have no right to write there",
        "[]",
    ]


def test_a_folder_in_place_of_a_file_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows itself only says that it may not be opened, or not be replaced."""
    monkeypatch.setattr(sys, "platform", "win32")
    for path, read, written in (
        (tmp_path, "it is a folder", "it is a folder"),
        (tmp_path / "none", "you may not read it", "another program has it open"),
    ):
        opened = PermissionError(errno.EACCES, "", str(path))
        moved = PermissionError(errno.EACCES, "", str(tmp_path / "part"), None, str(path))
        assert why_unreadable(opened) == read
        assert why_refused(moved).startswith(written)
