"""Where programs put what they need for a while: a folder that is gone keeps no browser away."""

import os
import sys

import pytest
from support.isolation import temporary_folder

from optout.system import environment


@pytest.mark.parametrize(
    ("there", "kept"), [("folder", True), ("file", False), ("gone", False), ("x" * 58, False)]
)
def test_only_a_folder_that_a_browser_can_use_is_handed_on(
    monkeypatch: pytest.MonkeyPatch, there: str, kept: bool
) -> None:
    names = ("TMPDIR", "TMP", "TEMP")
    with temporary_folder() as folder:
        for made in ("folder", "x" * 58):
            (folder / made).mkdir()
        (folder / "file").touch()
        for name in names:
            monkeypatch.setenv(name, str(folder / there))
        environment.settle_temporary_folder()
    only_too_long = len(there) == 58 and sys.platform == "win32"
    assert [name in os.environ for name in names] == [kept or only_too_long] * 3
