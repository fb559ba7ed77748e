"""An ordinary user: where the tests run as root, a throwaway account of the system.

Root hides what people meet: rights of files, and Chromium's sandbox.
"""

import os
import random
import shutil
import signal
import string
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.isolation import environment, temporary_folder

ROOT = Path(__file__).resolve().parent.parent.parent


_PREFIX = "optout-test-"


class Account(NamedTuple):
    """An account that can run optout: how to become it, and a Python that it may read."""

    name: str
    uid: int
    prefix: tuple[str, ...]
    python: str
    variables: dict[str, str]


class OrdinaryUser(NamedTuple):
    """An account with an empty home of its own for one test. `environ` is its whole environment."""

    account: Account
    environ: dict[str, str]

    @property
    def python(self) -> str:
        """A Python with optout and its dependencies, which this user may run."""
        return self.account.python

    def command(self, *command: str) -> list[str]:
        """The command that runs `command` as this user."""
        # `runuser` has put the account's own home into the environment.
        home = f"HOME={self.environ['HOME']}"
        return [*self.account.prefix, "/usr/bin/env", home, *command]

    def run(self, *command: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run a command as this user to its end, with its output as text."""
        defaults = {"env": self.environ, "cwd": self.environ["HOME"], "timeout": 120}
        return subprocess.run(
            self.command(*command),
            **{"capture_output": True, "text": True, "check": False, **defaults, **options},
        )


@pytest.fixture
def ordinary_user(_account: Account, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An `OrdinaryUser` with a new empty home. The current user, where that is not root."""
    with temporary_folder() as home, temporary_folder() as temporary:
        for folder in (home, temporary):
            os.chown(folder, _account.uid, -1)
        yield OrdinaryUser(_account, environment(home, temporary) | _account.variables)


@pytest.fixture(scope="session")
def _account() -> Iterator[Account]:
    import pwd

    if os.geteuid() != 0:
        name = pwd.getpwuid(os.geteuid()).pw_name
        yield Account(name, os.geteuid(), (), sys.executable, {})
        return
    name = f"{_PREFIX}{os.getpid()}-{_letters()}"
    _remove_those_of_dead_runs()
    subprocess.run(["useradd", "-m", "-s", "/bin/sh", name], check=True, capture_output=True)
    try:
        with tempfile.TemporaryDirectory(prefix="optout-user-") as copies:
            Path(copies).chmod(0o755)
            prefix = (shutil.which("runuser") or "runuser", "-u", name, "--")
            python, variables = _python(prefix, Path(copies))
            yield Account(name, pwd.getpwnam(name).pw_uid, prefix, python, variables)
    finally:
        _remove(name)


def _remove_those_of_dead_runs() -> None:
    """What a run that was killed has left."""
    import pwd

    for account in pwd.getpwall():
        rest = account.pw_name.removeprefix(_PREFIX)
        pid = rest.partition("-")[0]
        if rest != account.pw_name and pid.isdigit() and not Path("/proc", pid).exists():
            _remove(account.pw_name)


def _letters() -> str:
    """So that no other run has the same name, also where processes are counted apart."""
    return "".join(random.SystemRandom().choices(string.ascii_lowercase, k=6))


def _remove(name: str) -> None:
    import pwd

    try:
        uid = pwd.getpwnam(name).pw_uid
    except KeyError:  # another run has removed it
        return
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if folder.stat().st_uid == uid:
                os.kill(int(folder.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            continue
    # Two runs may find the same dead one; userdel complains about a mail box that never was.
    subprocess.run(["userdel", "-r", "-f", name], check=False, capture_output=True)


def _python(prefix: tuple[str, ...], copies: Path) -> tuple[str, dict[str, str]]:
    """This Python and its packages, as they are where the user may read them, else copied."""

    def may_run(*command: str) -> bool:
        return subprocess.run([*prefix, *command], capture_output=True, check=False).returncode == 0

    if may_run(sys.executable, "-P", "-c", "import optout.domain.errors"):
        return sys.executable, {}
    base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    variables = {}
    if not may_run(base, "-c", ""):
        base, variables = copy_interpreter(Path(base), copies / "python")
    packages, checkout = copies / "packages", copies / "checkout"
    _copy(Path(sysconfig.get_path("purelib")), packages)
    for name in ("optout", "templates"):
        _copy(ROOT / name, checkout / name)
    return base, variables | {"PYTHONPATH": os.pathsep.join([str(checkout), str(packages)])}


def copy_interpreter(base: Path, to: Path) -> tuple[str, dict[str, str]]:
    """A Python of its own below `to`, without packages: its path, and variables that it needs."""
    library = Path(sysconfig.get_path("stdlib"))
    _copy(library, to / "lib" / library.name, "site-packages", "test", "config-*")
    program = to / "bin" / base.name
    program.parent.mkdir()
    _link(str(base), str(program))
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return str(program), {}
    shared = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
    _link(str(shared), str(to / "lib" / shared.name))
    return str(program), {"LD_LIBRARY_PATH": str(to / "lib")}


def _copy(source: Path, to: Path, *left_out: str) -> None:
    # With what is compiled: the user may write none, and would compile at each start. A part of a
    # file that another test writes just then may be gone before it is copied.
    ignored = shutil.ignore_patterns("*.pyc.*", "*.data.*", *left_out)
    shutil.copytree(source, to, symlinks=True, ignore=ignored, copy_function=_link)
    for folder in [to, *(path for path in to.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)


def _link(source: str, to: str) -> None:
    """A second name of the same file where that can be, which costs nothing; else a copy."""
    try:
        os.link(source, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, to)
