"""The entry in the Start Menu: Windows itself writes it, for a Python without a console."""

import json
import os
from pathlib import Path

import pytest
from systems.conftest import OnWindows

from optout.setup import menu_entry

MAKES = """
import json, subprocess
sys.base_prefix = sys.argv[3]
from pathlib import Path
from optout.setup import menu_entry

def run(command, env, **how):
    told = {name: env[name] for name in ("LINK", "PROGRAM", "ARGUMENTS")}
    print(json.dumps([*map(str, command), told]))
    if sys.argv[1] == "refused":
        raise subprocess.CalledProcessError(1, command)
    Path(env["LINK"]).touch()

subprocess.run = run
sys.executable = sys.argv[2]
sys._xoptions.pop("optout", None)
print(menu_entry.is_missing(""))
print(menu_entry.make("", ["--config", r"C:\\Mes dossiers\\é.toml"]))
print(menu_entry.is_missing(""))
"""
STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13_1_x64__qbz5n2kfra8p0"


@pytest.mark.parametrize("ends", ["written", "refused", "in a store"])
def test_windows_writes_the_shortcut(on_windows: OnWindows, tmp_path: Path, ends: str) -> None:
    folder = tmp_path / "Zoë Müller"
    folder.mkdir()
    for name in ("python.exe", "pythonw.exe"):
        (folder / name).touch()
    environ = {**os.environ, "LOCALAPPDATA": str(tmp_path), "SYSTEMROOT": "/Windows"}
    base = STORE if ends == "in a store" else "/Python"
    said = on_windows(MAKES, ends, folder / "python.exe", base, env=environ).splitlines()
    link = tmp_path / "Microsoft/Windows/Start Menu/Programs/optout.lnk"
    *command, told = json.loads(said[1])
    assert command[0] == "/Windows/System32/WindowsPowerShell/v1.0/powershell.exe"
    assert str(tmp_path) not in command[-1], "nothing is to be quoted there"
    assert told == {
        "LINK": str(link),
        "PROGRAM": str(folder / "pythonw.exe"),
        "ARGUMENTS": r'-P -m optout --config "C:\Mes dossiers\é.toml"',
    }
    missing, made, still = said[0], *said[2:]
    assert missing == str(ends != "in a store")
    assert made == str(ends != "refused")
    assert still == str(ends == "refused")


def test_what_the_shell_is_told_names_each_value_once() -> None:
    script = menu_entry._SHORTCUT
    assert [script.count(f"$env:{name}") for name in ("LINK", "PROGRAM", "ARGUMENTS")] == [1, 1, 1]
    assert script.rstrip().endswith("$link.Save()")
