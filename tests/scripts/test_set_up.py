"""The set-up itself: from nothing, again after a change, after a kill, two at once, refused.

All but the first has stand-ins: a program for venv and pip, or a function in this process.
"""

import importlib.util
import json
import os
import re
import signal
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bootstrap import environment
from bootstrap.environment import RUN, STAMP, TESTS, is_current
from bootstrap.run import Ended
from bootstrap.words import Stop, Talk, texts
from support.checkouts import site_packages
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal
from support.waiting import until

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]
StoodIn = Callable[..., list[str]]


def test_from_nothing_and_then_quick(checkout: Path, run: Run, network: dict[str, str]) -> None:
    first = run(checkout, "exit", "7", environ=network)
    assert first.returncode == 7, first.stderr
    assert re.findall(r"Step \d of 3", first.stderr) == ["Step 1 of 3", "Step 2 of 3"]
    assert json.loads(first.stdout)["args"] == ["exit", "7"], "stdout is the tool's alone"
    assert is_current(checkout, RUN)
    assert run(checkout, environ=network).stderr == ""


HELD = "until [ -e '{root}/go' ]; do sleep 0.05; done"
"""A pip that goes on once it is told to."""


def test_killed_half_way_is_waited_for_and_mended(
    checkout: Path, stood_in: StoodIn, home: dict[str, str]
) -> None:
    command = [*stood_in(HELD.format(root=checkout)), "exit", "7"]
    killed = subprocess.Popen(command, env=home, stderr=subprocess.DEVNULL)
    until((checkout / "pip-begun").exists)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    with subprocess.Popen(command, env=home, stderr=subprocess.PIPE, text=True) as again:
        assert again.stderr is not None
        # The pip that was left alone has inherited the lock.
        assert again.stderr.readline().startswith("Another set-up of optout is under way")
        assert not is_current(checkout, RUN)
        (checkout / "go").touch()
        assert again.stderr.readline().startswith("Step 1 of 3"), "half-finished: made anew"
        assert again.wait() == 7


def test_two_at_once_set_up_once(checkout: Path, stood_in: StoodIn, home: dict[str, str]) -> None:
    command = [*stood_in(HELD.format(root=checkout)), "exit", "7"]
    first = subprocess.Popen(command, env=home, stderr=subprocess.PIPE, text=True)
    until((checkout / "pip-begun").exists)
    second = subprocess.Popen(command, env=home, stderr=subprocess.PIPE, text=True)
    assert second.stderr is not None
    assert second.stderr.readline().startswith("Another set-up of optout is under way")
    (checkout / "go").touch()
    said = "".join(process.communicate()[1] for process in (first, second))
    assert [process.returncode for process in (first, second)] == [7, 7], said
    assert re.findall(r"Step \d of 3", said) == ["Step 1 of 3", "Step 2 of 3"]


def test_ctrl_c_in_a_french_terminal_says_how_to_go_on(
    checkout: Path, stood_in: StoodIn, terminal: OpenTerminal, home: dict[str, str]
) -> None:
    there = terminal(command=stood_in("exec sleep 60"), environ=home | {"LANG": "fr_FR.UTF-8"})
    there.expect("Étape 1 sur 3")
    there.expect("Étape 2 sur 3")
    there.expect(r"\[O/n\] > ")
    there.type()
    until((checkout / "pip-begun").exists)
    there.interrupt()
    there.expect("Arrêté. Relancez pour continuer.")
    assert there.exit() == 130
    assert "Traceback" not in there.text
    assert "Step" not in there.text


def test_a_read_only_checkout_is_one_sentence(
    checkout: Path, stood_in: StoodIn, ordinary_user: OrdinaryUser
) -> None:
    command = [*stood_in(":", ordinary_user.python), "exit", "7"]
    checkout.chmod(0o555)
    ended = ordinary_user.run(*command, env=ordinary_user.environ)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The set-up could not write its files: Permission denied.")
    assert f"allow writing to {checkout}/.venv" in " ".join(ended.stderr.split())
    assert not (checkout / ".venv").exists()


class Programs:
    """Stands in for `run.quietly`: how venv and pip end, and what they were asked for."""

    def __init__(self) -> None:
        self.ends = {"venv": Ended(True, []), "pip": Ended(True, [])}
        self.calls: list[str] = []
        self.environ: Mapping[str, str] = {}

    def quietly(self, command: list[str], environ: Mapping[str, str]) -> Ended:
        self.environ = environ
        self.calls.append(" ".join(command[command.index("-m") + 1 :]))
        return self.ends[self.calls[-1].split()[0]]

    def asked(self) -> list[str]:
        """The programs that were called since this was asked last."""
        names = [call.split()[0] for call in self.calls]
        self.calls.clear()
        return names


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Stand-ins that end well."""
    programs = Programs()
    monkeypatch.setattr("bootstrap.run.quietly", programs.quietly)
    return programs


def set_up(root: Path, requirements: str = RUN, *, asks: bool = False) -> Path:
    """Have the environment of a checkout set up, in this process; its Python."""
    return environment.ensure(requirements, Talk("en", asks=asks), root)


def test_what_is_installed_again_after_which_change(
    checkout: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT"}
    for variable in (*elsewhere, "PIP_USER"):
        monkeypatch.setenv(variable, "1")
    assert set_up(checkout) == checkout / ".venv/bin/python"
    made, pinned, itself = programs.calls
    assert made == f"venv --prompt=optout {checkout}/.venv"
    options = f"--only-binary=:all: --require-hashes --requirement={checkout}/scripts/requirements"
    assert pinned.endswith(f" {options}.txt")
    assert itself.endswith(f" --no-deps --no-build-isolation --editable={checkout}")
    assert programs.environ["PIP_USER"] == "0"
    assert elsewhere & {*programs.environ} == set(), "where to install to is decided here"
    programs.calls.clear()
    set_up(checkout)
    assert programs.asked() == []
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    set_up(checkout)
    assert programs.asked() == ["venv", "pip", "pip"]
    set_up(checkout, TESTS)
    assert f"{options}-test.txt" in programs.calls[1]
    assert programs.asked() == ["venv", "pip", "pip"]
    set_up(checkout)
    assert programs.asked() == []


def test_what_it_was_made_from_is_noticed(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (TESTS, "pyproject.toml"):
        whole = (ready / name).read_bytes()
        (ready / name).write_bytes(whole + b"# changed\n")
        assert not is_current(ready, TESTS), name
        (ready / name).write_bytes(whole)
    # Else a Python that the system has replaced leaves an environment without packages.
    for name, value in (("base_prefix", "/elsewhere"), ("version_info", (3, 99))):
        with monkeypatch.context() as another:
            another.setattr(f"sys.{name}", value)
            assert not is_current(ready, RUN), name
    stamp = ready / ".venv" / STAMP
    whole = stamp.read_bytes()
    for cut in (b"", whole[:63], b"\x00\xff"):
        stamp.write_bytes(cut)
        assert not is_current(ready, RUN), cut
    stamp.write_bytes(whole)
    assert is_current(ready, TESTS), "the twin: all is as it was"
    assert is_current(ready, RUN), "the tests' holds all of it"
    stamp.write_text(environment.made_from(ready, RUN))
    assert not is_current(ready, TESTS)
    assert not is_current(ready.rename(ready.with_name("moved")), RUN)


def test_who_says_no_installs_nothing(
    checkout: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115
    with pytest.raises(Stop, match=r"^Nothing was set up\. Run it again when you like\.$"):
        set_up(checkout, asks=True)
    assert programs.asked() == ["venv"]
    assert not is_current(checkout, RUN)


@pytest.mark.parametrize("failing", ["venv", "pip"])
def test_what_failed_is_made_anew_from_the_beginning(
    checkout: Path, programs: Programs, failing: str
) -> None:
    if failing == "pip":  # of an environment that was all right before
        set_up(checkout)
        (checkout / RUN).write_text("")
    programs.ends[failing] = Ended(False, ["the last line"])
    with pytest.raises(Stop) as stop:
        set_up(checkout)
    assert str(stop.value) == f"  the last line\n{texts('en')['failed']}"
    programs.ends[failing] = Ended(True, [])
    (checkout / ".venv/left").mkdir()
    programs.asked()
    set_up(checkout)
    assert programs.asked() == ["venv", "pip", "pip"]
    assert not (checkout / ".venv/left").exists()


def test_a_full_disk_is_one_sentence(
    checkout: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(environment, "_done", full)
    with pytest.raises(
        Stop, match=r"could not write its files: No space left on device\. .*/\.venv,"
    ):
        set_up(checkout)
    assert not is_current(checkout, RUN)


def test_environment_of_somebody_else_is_left_alone(checkout: Path, programs: Programs) -> None:
    mine = checkout / ".venv" / "lib"
    mine.mkdir(parents=True)
    with pytest.raises(Stop) as stop:
        set_up(checkout)
    assert str(stop.value) == texts("en")["not_ours"].format(venv=checkout / ".venv")
    assert programs.asked() == []
    assert list((checkout / ".venv").iterdir()) == [mine]


def test_a_package_that_is_not_the_one_pinned_is_refused(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the real pip."""
    pip = importlib.util.find_spec("pip")
    assert pip is not None and pip.origin is not None
    (site_packages(ready) / "pip").symlink_to(Path(pip.origin).parent)
    with zipfile.ZipFile(tmp_path / "nothing-1-py3-none-any.whl", "w") as packed:
        for file in ("RECORD", "WHEEL", "METADATA"):
            packed.writestr(f"nothing-1.dist-info/{file}", "Name: nothing\nVersion: 1\n")
    for variable, value in (("PIP_NO_INDEX", "1"), ("PIP_FIND_LINKS", str(tmp_path))):
        monkeypatch.setenv(variable, value)
    (ready / TESTS).write_text(f"nothing==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Stop, match="DO NOT MATCH THE HASHES"):
        set_up(ready, TESTS)
    assert not (site_packages(ready) / "nothing-1.dist-info").exists()
