"""The set-up itself: from nothing, again after a change, after a kill, two at once, refused."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bootstrap import stamp
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def no_network(network: dict[str, str]) -> dict[str, str]:
    """Nothing answers: the discard port of this machine is closed."""
    shut = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_CACHE_DIR": "1"}
    return network | shut | {"PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}


def test_from_nothing_then_quick_then_changed(
    checkout: Path, run: Run, network: dict[str, str]
) -> None:
    first = run(checkout, "exit", "7", environ=network)
    assert first.returncode == 7, first.stderr
    assert re.findall(r"Step \d of 3", first.stderr) == ["Step 1 of 3", "Step 2 of 3"]
    assert json.loads(first.stdout)["args"] == ["exit", "7"], "stdout is the tool's alone"
    assert stamp.is_current(checkout / ".venv", checkout, ("run",))

    assert run(checkout, environ=network).stderr == ""

    with (checkout / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    changed = run(checkout, environ=network)
    assert re.findall(r"Step \d of 3", changed.stderr) == ["Step 2 of 3"]
    assert run(checkout, environ=network).stderr == ""


@pytest.mark.thorough
def test_in_french_in_a_terminal(
    checkout: Path, terminal: OpenTerminal, network: dict[str, str]
) -> None:
    environ = network | {"LANG": "fr_FR.UTF-8"}
    command = [sys.executable, str(checkout / "scripts/optout.py")]
    there = terminal(command=command, environ=environ, timeout=120)
    there.expect("Étape 1 sur 3")
    there.expect("Étape 2 sur 3")
    there.expect(r"\[O/n\] > ")
    there.type()
    there.expect(r"\d paquets sur \d")
    assert there.exit() == 0
    assert "Step" not in there.text


def test_killed_half_way_is_mended(checkout: Path, run: Run, network: dict[str, str]) -> None:
    command = [sys.executable, str(checkout / "scripts/optout.py")]
    with subprocess.Popen(command, env=network, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "Step 2 of 3" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert not stamp.is_current(checkout / ".venv", checkout, ("run",))
    again = run(checkout, "exit", "7", environ=network)
    assert again.returncode == 7, again.stderr
    assert "Step 1 of 3" in again.stderr, "half-finished: made anew"


def test_two_at_once_set_up_once(checkout: Path, network: dict[str, str]) -> None:
    command = [sys.executable, str(checkout / "scripts/optout.py"), "exit", "7"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    both = [subprocess.Popen(command, env=network, text=True, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    said = "".join(process.communicate()[1] for process in both)
    assert [process.returncode for process in both] == [7, 7], said
    assert said.count("Step 2 of 3") == 1
    assert said.count("Another set-up of optout is under way") == 1


def test_ctrl_c_says_how_to_go_on(
    checkout: Path, terminal: OpenTerminal, network: dict[str, str]
) -> None:
    command = [sys.executable, str(checkout / "scripts/optout.py")]
    there = terminal(command=command, environ=network, timeout=120)
    there.expect(r"Go on\? \[Y/n\] > ")
    there.type()
    there.interrupt()
    there.expect("Stopped. Run it again to go on.")
    assert there.exit() == 130
    assert "Traceback" not in there.text


def test_who_says_no_downloads_nothing(
    checkout: Path, terminal: OpenTerminal, no_network: dict[str, str]
) -> None:
    command = [sys.executable, str(checkout / "scripts/optout.py")]
    there = terminal(command=command, environ=no_network, timeout=120)
    there.expect(r"Go on\? \[Y/n\] > ")
    there.type("n")
    there.expect("Nothing was set up. Run it again when you like.")
    assert there.exit() == 1
    assert not stamp.is_current(checkout / ".venv", checkout, ("run",))


def test_no_network_is_one_sentence_and_mends_itself(
    checkout: Path, run: Run, network: dict[str, str], no_network: dict[str, str]
) -> None:
    ended = run(checkout, environ=no_network)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "The packages could not be downloaded: there is no way to the package server. "
        "Check the internet connection (or the proxy), then run this again."
    )
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert run(checkout, "exit", "7", environ=network).returncode == 7


def test_a_package_that_is_not_the_one_pinned_is_refused(
    checkout: Path, run: Run, network: dict[str, str]
) -> None:
    lock = checkout / "scripts/requirements.txt"
    lock.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", lock.read_text()))
    ended = run(checkout, environ=network)
    assert ended.returncode == 1
    assert "is not the one expected, and was not installed." in ended.stderr.splitlines()[-1]
    assert ended.stdout == ""


def test_a_pin_that_does_not_exist_for_this_python(
    checkout: Path, run: Run, network: dict[str, str]
) -> None:
    lock = checkout / "scripts/requirements.txt"
    lock.write_text(lock.read_text().replace("pluggy==", "pluggy==99."))
    ended = run(checkout, environ=network)
    version = ".".join(map(str, sys.version_info[:2]))
    assert ended.returncode == 1
    assert f"A package has no release for Python {version} on this system." in ended.stderr


def test_read_only_checkout_keeps_its_environment_with_the_user(
    checkout: Path, ordinary_user: OrdinaryUser, network: dict[str, str]
) -> None:
    environ = network | ordinary_user.environ | {"PIP_NO_CACHE_DIR": "1"}
    environ.pop("PYTHONPATH", None)
    for folder, _, _ in os.walk(checkout):
        Path(folder).chmod(0o555)
    script = str(checkout / "scripts/optout.py")
    ended = ordinary_user.run(ordinary_user.python, script, "exit", "7", env=environ)
    assert ended.returncode == 7, ended.stderr
    assert not (checkout / ".venv").exists()
    [venv] = Path(environ["XDG_DATA_HOME"], "optout-environments").iterdir()
    assert str(venv) in ended.stderr
    again = ordinary_user.run(ordinary_user.python, script, "exit", "7", env=environ)
    assert (again.returncode, again.stderr) == (7, "")


def test_full_disk_is_one_sentence(checkout: Path, network: dict[str, str]) -> None:
    # A limit on the size of files stands for the full disk: the same writes fail.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    script = str(checkout / "scripts/optout.py")
    code = f"{limit}; import runpy; runpy.run_path({script!r}, run_name='__main__')"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=network, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        f"The Python environment could not be made in {checkout}/.venv. "
        "See the lines above; then run this again."
    )
