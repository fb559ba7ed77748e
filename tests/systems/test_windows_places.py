"""Where things are on Windows: in one folder, as the person finds it."""

import os
from collections.abc import Mapping
from pathlib import Path

from systems.conftest import OnWindows

STORE = (
    r"C:\Program Files\WindowsApps"
    r"\PythonSoftwareFoundation.Python.3.13_3.13.2544.0_x64__qbz5n2kfra8p0"
)
PACKAGE = "PythonSoftwareFoundation.Python.3.13_qbz5n2kfra8p0"
TELLS = """
from optout.config.paths import Places; from optout.config.paths import store_package
found = Places.find()
print(found.settings_file, found.data, sep="\\n")
print(store_package(sys.argv[1]), store_package(sys.argv[2]))
"""


def environ(local: Path, **more: str) -> Mapping[str, str]:
    return {**os.environ, "LOCALAPPDATA": str(local), "PYTHONIOENCODING": "utf-8", **more}


def test_all_of_it_is_in_one_folder(on_windows: OnWindows, tmp_path: Path) -> None:
    said = on_windows(TELLS, STORE, r"C:\Python313", env=environ(tmp_path)).splitlines()
    assert said == [f"{tmp_path}/optout/optout.toml", f"{tmp_path}/optout", f"{PACKAGE} "]


def test_python_from_the_store_keeps_it_where_windows_puts_it(
    on_windows: OnWindows, tmp_path: Path
) -> None:
    code = f"sys.base_prefix = {STORE!r}\n{TELLS}"
    said = on_windows(code, "", "", env=environ(tmp_path)).splitlines()
    below = f"{tmp_path}/Packages/{PACKAGE}/LocalCache/Local/optout"
    assert said[:2] == [f"{below}/optout.toml", below]


CLOSES = """
from pathlib import Path
from optout.cli.closing import say_how_it_stands
from optout.domain.states import State
from optout.domain.result import Result

class Human:
    def list(self, lines):
        print(*lines, sep="\\n")

    def say(self, text):
        pass

    heading = say

class Context:
    human = Human()

say_how_it_stands(Context(), [Result("facebook", State.ACKNOWLEDGED, dossier=Path(sys.argv[1]))])
"""


def test_such_a_folder_goes_with_its_python_and_that_is_said(on_windows: OnWindows) -> None:
    code = f"sys.base_prefix = {STORE!r}\n{CLOSES}"
    there = f"/local/Packages/{PACKAGE}/LocalCache/Local/optout/dossiers/1"
    warned = "Kept in a folder of Python from the Microsoft Store, and erased with it.\n"
    assert on_windows(code, there) == warned
    assert on_windows(code, "/mine/dossiers/1") == on_windows(CLOSES, there) == ""


STOPS = """
from optout.cli import app

def stops(context):
    raise KeyboardInterrupt

app.build = stops
print(app.run_command_line(["status"]))
print(sys.argv[1])
"""


def test_a_ctrl_c_at_any_other_time_is_said_too(on_windows: OnWindows, tmp_path: Path) -> None:
    code = f"sys.stderr = sys.stdout\n{STOPS}"
    said = on_windows(code, "end", env=environ(tmp_path)).split("\n")
    assert [line for line in said if line] == ["Stopped. What was noted is kept.", "130", "end"]
