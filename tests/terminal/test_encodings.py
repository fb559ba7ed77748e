"""Every letter is readable where the system's encoding lacks it, as on a Windows console."""

import subprocess
import sys

import pytest
from support.covering import crossed, some
from support.terminal import OpenTerminal

from optout.letters import languages

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def ran(
    home: dict[str, str], *arguments: str, **environ: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-P", "-m", "optout", *arguments],
        env={**home, **environ}, cwd=home["HOME"], stdin=subprocess.DEVNULL,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("language", some(["el", "bg", "pl", "fr"], ["el", "fr"]))
def test_a_letter_in_a_file_is_utf_8(home: dict[str, str], language: str) -> None:
    assert language in languages()
    plain = ran(home, "preview", "--language", language)
    narrow = ran(home, "preview", "--language", language, **C_LOCALE)
    assert narrow.returncode == 0
    assert narrow.stdout == plain.stdout
    assert narrow.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("encoding", "language"),
    crossed(("cp1252", "cp850", "cp437", "ascii"), ("fr", "pl", "de", "pt"), ways=1),
)
def test_a_console_shows_the_nearest_it_has(
    home: dict[str, str], terminal: OpenTerminal, encoding: str, language: str
) -> None:
    environ = {**home, "PYTHONIOENCODING": encoding}
    tool = terminal("status", "--lang", language, environ=environ)
    tool.child.encoding = encoding
    assert tool.exit() == 0
    shown = ran(home, "status", "--lang", language, PYTHONIOENCODING=encoding)
    text = shown.stderr.decode(encoding)
    assert "?" not in text
    assert "\\u" not in text
    assert "optout run" in text
    assert "optout run" in tool.text


@pytest.mark.parametrize(
    ("encoding", "language", "said"),
    [
        ("cp850", "fr", "qu'optout reconna\u00eet"),
        ("cp437", "pl", "wypelnia je"),
        ("cp1252", "fr", "qu’optout reconna\u00eet"),
        ("cp1252", "pl", "wypelnia je"),
        ("cp1250", "pl", "wypełnia je"),
    ],
)
def test_what_is_nearest(home: dict[str, str], encoding: str, language: str, said: str) -> None:
    done = ran(home, "--help", "--lang", language, PYTHONIOENCODING=encoding, COLUMNS="200")
    assert said in " ".join(done.stdout.decode(encoding).split())
