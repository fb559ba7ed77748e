"""The two files to double-click: they find Python or say where to get it, and stay open."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.checkouts import ROOT
from support.terminal import OpenTerminal

BAT = ROOT / "scripts/optout.bat"
COMMAND = ROOT / "scripts/optout.command"
Program = Callable[[str, str], str]


def test_bat_lines_end_as_windows_wants() -> None:
    lines = BAT.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)
    assert b"*.bat text eol=crlf" in (ROOT / ".gitattributes").read_bytes().splitlines()
    BAT.read_bytes().decode("ascii")  # a console's code page is not known


def test_bat_finds_python_or_says_where_to_get_it() -> None:
    text = BAT.read_text("ascii")
    assert re.search(r'in \("py -3" "python3" "python"\)', text)
    assert "sys.version_info < (3, 11)" in text
    assert text.count("https://www.python.org/downloads/") == 2, "in both languages"
    assert '%PYTHON% "%~dp0optout.py" %*' in text


def test_bat_keeps_the_window_open_on_every_way_out() -> None:
    lines = BAT.read_text("ascii").splitlines()
    end = lines.index(":end")
    assert "pause" in lines[end:]
    assert lines[-1] == "exit /b %CODE%"
    assert not [line for line in lines[:end] if "exit" in line and "sys.exit" not in line]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", "\n".join(lines))) == labels


def test_command_is_a_program() -> None:
    assert os.access(COMMAND, os.X_OK)
    assert b"\r" not in COMMAND.read_bytes()


def _path(program: Program, name: str, script: str) -> str:
    for tool in ("dirname", "uname"):
        program(tool, f'exec /usr/bin/{tool} "$@"')
    return program(name, script)


def _run(path: str, *arguments: str, script: Path = COMMAND) -> "subprocess.CompletedProcess[str]":
    command = ["/bin/sh", str(script), *arguments]
    return subprocess.run(
        command,
        env={"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["python3", "python3.12", "python3.11", "python"])
def test_command_runs_the_python_that_is_there(program: Program, name: str) -> None:
    path = _path(program, name, '[ "$1" = -c ] && exit 0; echo "$@"; exit 7')
    ended = _run(path, "run", "a b")
    assert ended.stdout.strip() == f"{ROOT}/scripts/optout.py run a b"
    assert ended.returncode == 7


def test_command_passes_over_an_old_python(program: Program) -> None:
    program("python3", '[ "$1" = -c ] && exit 1; echo old')
    path = _path(program, "python3.12", '[ "$1" = -c ] && exit 0; echo new')
    assert _run(path).stdout.strip() == "new"


def test_command_says_where_to_get_python(program: Program) -> None:
    ended = _run(_path(program, "python3", "exit 1"))
    assert ended.returncode == 1
    assert "optout needs Python 3.11 or newer" in ended.stdout
    assert "optout demande Python 3.11 ou plus récent" in ended.stdout
    assert ended.stdout.count("https://www.python.org/downloads/") == 2


@pytest.mark.parametrize(("tools", "touched"), [("exit 2", False), ("exit 0", True)])
def test_command_leaves_the_stub_of_a_bare_mac_alone(
    program: Program, tmp_path: Path, tools: str, touched: bool
) -> None:
    program("xcode-select", tools)
    path = _path(program, "python3", f'touch "{tmp_path}/dialog"; exit 1')
    program("touch", 'exec /usr/bin/touch "$@"')
    program("uname", "echo Darwin")
    # The place of Apple's stub, moved to where this test may put one.
    copy = tmp_path / "optout.command"
    copy.write_text(COMMAND.read_text("utf-8").replace("/usr/bin/python3", f"{path}/python3"))
    ended = _run(path, script=copy)
    assert (ended.returncode, (tmp_path / "dialog").exists()) == (1, touched)
    assert "https://www.python.org/downloads/" in ended.stdout


def test_command_stays_open(terminal: OpenTerminal, program: Program) -> None:
    path = _path(program, "python3", '[ "$1" = -c ] && exit 0; echo ran; exit 7')
    there = terminal(command=["/bin/sh", str(COMMAND)], environ={"PATH": path, "HOME": path})
    there.expect("ran")
    there.expect("Press Enter to close. / Entrée pour fermer.")
    there.type()
    assert there.exit() == 7
