"""The two files to double-click: they find Python or say where to get it, and stay open."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.checkouts import ROOT
from support.terminal import OpenTerminal

SIGNED = "winget install --exact --id Python.Python.3.13"
BAT = ROOT / "scripts/optout.bat"
COMMAND = ROOT / "scripts/optout.command"
Program = Callable[[str, str], str]


def test_lines_end_as_each_system_wants() -> None:
    lines = BAT.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)
    assert b"*.bat text eol=crlf" in (ROOT / ".gitattributes").read_bytes().splitlines()
    BAT.read_bytes().decode("ascii")  # a console's code page is not known
    assert b"\r" not in COMMAND.read_bytes()
    assert os.access(COMMAND, os.X_OK)


def test_bat_finds_python_or_says_where_to_get_it() -> None:
    text = BAT.read_text("ascii")
    tried = re.search(r"in \((.*)\) do", text)
    assert tried is not None
    launched = [f"py -3.{minor}" for minor in (13, 12, 11, 14, 15)]
    assert re.findall(r'"([^"]+)"', tried[1]) == [*launched, "python3", "python"]
    assert "not (3, 11) <= sys.version_info[:2] <= (3, 15)" in text
    assert text.count("https://www.python.org/downloads/") == 2, "in both languages"
    assert '%PYTHON% "%~dp0optout.py" %*' in text


def test_bat_asks_before_it_installs_anything() -> None:
    lines = BAT.read_text("ascii").splitlines()
    asked = next(place for place, line in enumerate(lines) if line.startswith("set /p"))
    assert "[y/o/N]" in lines[asked]
    looked = lines.index(":find")
    assert 'set "ANSWER="' in lines[:looked], "a variable of that name answers nothing"
    assert "if defined ANSWER goto none" in lines[looked:asked], "it is not asked twice"
    ways = [place for place, line in enumerate(lines) if "goto winget" in line]
    taken = ("y", "yes", "o", "oui")
    assert ways == [asked + 1 + n for n in range(len(taken))]
    assert [lines[way].split('"')[3] for way in ways] == [*taken]
    installed = lines.index(":winget")
    assert lines[installed - 1].startswith("goto "), "nothing falls into it"
    assert [place for place, line in enumerate(lines) if "winget install" in line] == [
        installed + 1
    ]
    assert lines[installed + 1] == SIGNED
    _rem, path, looked = lines[installed + 2 : installed + 5]
    assert looked == "goto find"
    own = r"%LOCALAPPDATA%\Programs\Python"  # for all users it is in the folder of Windows itself
    assert path == rf'set "PATH=%PATH%;{own}\Launcher;{own}\Python313"'
    assert not re.search(r"(?i)\buv\b", "\n".join(lines)), "its Python is not signed"


def test_bat_says_that_it_stands_in_a_zip_before_all_else() -> None:
    lines = BAT.read_text("ascii").splitlines()
    checked = lines.index('if not exist "%~dp0optout.py" goto zip')
    assert not [line for line in lines[:checked] if "%" in line]
    said = " ".join(lines[lines.index(":zip") :])
    assert "Extract All" in said
    assert "Extraire tout" in said


def test_bat_keeps_the_window_open_on_every_way_out() -> None:
    lines = BAT.read_text("ascii").splitlines()
    end = lines.index(":end")
    assert "pause" in lines[end:]
    assert lines[-1] == "exit /b %CODE%"
    assert not [line for line in lines[:end] if "exit" in line and "sys.exit" not in line]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", "\n".join(lines))) == labels


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


def test_command_runs_the_python_that_is_there(program: Program) -> None:
    for name in ("python3", "python3.12", "python3.11", "python"):
        path = _path(program, name, '[ "$1" = -c ] && exit 0; echo "$@"; exit 7')
        ended = _run(path, "run", "a b")
        assert ended.stdout.strip() == f"{ROOT}/scripts/optout.py run a b"
        assert ended.returncode == 7
        # A Python that is too old is passed over.
        program(name, '[ "$1" = -c ] && exit 1; echo old')


def test_command_says_where_to_get_python(program: Program) -> None:
    ended = _run(_path(program, "python3", "exit 1"))
    assert ended.returncode == 1
    assert "optout needs Python 3.11 to 3.15" in ended.stdout
    assert "optout demande Python 3.11 à 3.15" in ended.stdout
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
    (tmp_path / "optout.py").touch()
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


def test_command_that_stands_alone_says_so(program: Program, tmp_path: Path) -> None:
    path = _path(program, "python3", "echo ran")
    copy = tmp_path / "optout.command"
    copy.write_text(COMMAND.read_text("utf-8"))
    ended = _run(path, script=copy)
    assert ended.returncode == 1
    assert "This file stands alone here" in ended.stdout
    assert "ran" not in ended.stdout


def test_command_takes_uv_that_is_there(program: Program) -> None:
    """Isolated: else it would run the set-up by the very Python that it may have to take away."""
    path = _path(program, "uv", 'echo "$@"')
    ended = _run(path, "status")
    script = f"{ROOT}/scripts/optout.py"
    assert ended.stdout.strip() == f"run --isolated --no-project --python 3.13 {script} status"


def test_command_asks_before_brew_installs_anything(
    terminal: OpenTerminal, program: Program, tmp_path: Path
) -> None:
    for tool in ("touch", "chmod"):
        program(tool, f'exec /usr/bin/{tool} "$@"')
    uv, brewed = tmp_path / "bin/uv", tmp_path / "brewed"
    path = _path(program, "brew", f'touch "{brewed}" {uv}; chmod +x {uv}')
    for answer, installed in (("", False), ("y", True), ("oui", True)):
        there = terminal(command=["/bin/sh", str(COMMAND)], environ={"PATH": path, "HOME": path})
        there.expect(r"\[y/o/N\] > ")
        assert not brewed.exists()
        there.type(answer)
        if not installed:
            there.expect("https://www.python.org/downloads/")
        there.expect("Press Enter to close")
        there.type()
        assert there.exit() == (0 if installed else 1)
        assert brewed.exists() == installed
        for made in (uv, brewed):
            made.unlink(missing_ok=True)


def test_the_newest_python_is_one_that_the_packages_are_declared_for() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = re.findall(r"Python :: 3\.(\d+)", project)
    for script in (BAT, COMMAND):
        tried = re.findall(r"3\.(1\d)\b", script.read_text("utf-8"))
        assert set(tried) == set(declared), script
