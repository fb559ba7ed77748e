"""Every letter is readable where the system's encoding lacks it, as on a Windows console."""

import io
import subprocess
import sys

import pytest
from support.catalogues import catalogue, pairs
from support.terminal import OpenTerminal

from optout.terminal.streams import make_readable

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_a_letter_in_a_file_is_utf_8(home: dict[str, str]) -> None:
    command = [sys.executable, "-P", "-m", "optout", "preview", "--language", "el"]
    plain, narrow = (
        subprocess.run(command, env=environ, capture_output=True, timeout=60, check=True)
        for environ in (home, {**home, **C_LOCALE})
    )
    assert narrow.stdout == plain.stdout
    assert "Κανονισμ" in narrow.stdout.decode("utf-8")


def test_a_console_shows_the_nearest_it_has(home: dict[str, str], terminal: OpenTerminal) -> None:
    environ = {**home, "PYTHONIOENCODING": "cp437"}
    tool = terminal("--help", "--lang", "pl", environ=environ, columns=200)
    tool.child.encoding = "cp437"
    assert tool.exit() == 0
    assert "wypelnia je" in " ".join(tool.text.split())


@pytest.fixture(params=["cp1250", "cp1252", "cp850", "cp437", "ascii"])
def narrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> io.TextIOWrapper:
    """A console of that encoding, as the person has told Python."""
    monkeypatch.setenv("PYTHONIOENCODING", request.param)
    return io.TextIOWrapper(io.BytesIO(), request.param, write_through=True)


def shown(console: io.TextIOWrapper, text: str) -> str:
    """What it shows of a text."""
    console.buffer.seek(0)
    console.buffer.truncate()
    console.write(text)
    return console.buffer.getvalue().decode(console.encoding)  # type: ignore[attr-defined,no-any-return]


NEAREST = {
    "cp850": ("qu’optout reconnaît", "qu'optout reconnaît"),
    "cp437": ("wypełnia je", "wypelnia je"),
    "cp1252": ("qu’optout reconnaît: wypełnia je", "qu’optout reconnaît: wypelnia je"),
    "cp1250": ("wypełnia je", "wypełnia je"),
    "ascii": ("Łódź, Ελλάδα", "Lodz, Ellada"),
}


def test_what_is_nearest(narrow: io.TextIOWrapper) -> None:
    text, near = NEAREST[narrow.encoding]
    if near != text:
        with pytest.raises(UnicodeEncodeError):
            shown(narrow, text)
    make_readable(narrow)
    assert shown(narrow, text) == near
    for language in ("de", "fr", "pl", "pt"):
        for message in catalogue(language):
            for _english, told in pairs(message) if message.id else ():
                assert shown(narrow, told).count("?") == told.count("?"), told
