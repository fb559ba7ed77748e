"""To forget erases what it says, says what is left, and follows no link."""

import os
from pathlib import Path

import pytest

from optout.dossier.file import Dossier
from optout.dossier.forget import Item, ItemKind, erase, what_is_kept


@pytest.fixture
def kept(tmp_path: Path, dated: Dossier) -> dict[ItemKind, Path]:
    browser = tmp_path / "browser"
    (browser / "Default" / "Cache").mkdir(parents=True)
    (browser / "Default" / "Cookies").write_bytes(b"12345")
    settings = tmp_path / "optout.toml"
    settings.write_text("x = 1")
    return {
        "browser": browser,
        "settings": settings,
        "dossiers": dated.path.parent,
        "practice": tmp_path / "practice",
    }


def test_what_is_kept_is_itemised(kept: dict[ItemKind, Path]) -> None:
    items = {i.kind: i for i in what_is_kept(kept)}
    assert set(items) == {"browser", "settings", "dossiers"}
    assert (items["browser"].files, items["browser"].size) == (1, 5)
    assert items["dossiers"].files == 2
    assert all(i.what for i in items.values())


@pytest.mark.linux("a link")
def test_a_link_is_taken_away_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "photo.png").write_bytes(b"x")
    link = tmp_path / "browser"
    link.symlink_to(precious)
    inside = tmp_path / "dossiers"
    inside.mkdir()
    (inside / "link").symlink_to(precious)
    for kind, path in (("browser", link), ("dossiers", inside)):
        assert erase(Item(kind, path, 0, 0)) == []  # type: ignore[arg-type]
    assert (precious / "photo.png").read_bytes() == b"x"


def test_what_cannot_be_erased_is_named(
    kept: dict[ItemKind, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system refuses to unlink one file, as Windows does for one that is open."""
    real = os.unlink
    stuck = kept["browser"] / "Default" / "Cookies"

    def unlink(path: str, *args: object, **options: object) -> None:
        if Path(path).name == stuck.name:
            raise PermissionError(13, "in use")
        real(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "unlink", unlink)
    assert erase(next(i for i in what_is_kept(kept) if i.kind == "browser")) == [stuck]


def test_a_leftover_that_cannot_be_erased_is_named(
    kept: dict[ItemKind, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    half = kept["settings"].with_name(".optout.toml.0a1b2c3d.part")
    half.write_text("x = 12")
    (other := half.with_name(".optout.html.0a1b2c3d.part")).write_text("of another file")
    item = next(i for i in what_is_kept(kept) if i.kind == "settings")
    assert (item.files, item.size) == (2, 11)
    unlink = Path.unlink

    def refuses(path: Path, missing_ok: bool = False) -> None:
        if path == half:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok)

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuses)
        assert erase(item) == [half]
    assert erase(item) == []
    assert other.exists()


def test_what_goes_while_it_is_counted_is_not_counted(
    kept: dict[ItemKind, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an open browser does with its own files."""
    real = Path.lstat
    (kept["browser"] / "Default" / "Gone").write_bytes(b"123")

    def lstat(path: Path) -> os.stat_result:
        if path.name == "Gone":
            path.unlink()
        return real(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    items = {i.kind: i for i in what_is_kept(kept)}
    assert (items["browser"].files, items["browser"].size) == (1, 5)
