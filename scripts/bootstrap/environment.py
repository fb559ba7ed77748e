"""Makes the environment of optout, fills it from the lock, mends what was left half-done."""

import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path

from bootstrap import apt, mutex, run, stamp
from bootstrap.places import Places
from bootstrap.words import Stop, Talk

_BLOCKED = re.compile(r"(?i)\b(?:os error|WinError) 4551\b|application control policy")
"""What Windows 11 answers where a program is not signed; the number in whatever language."""
SIGNED = "winget install --exact --id Python.Python.3.13"
_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    r"|Network is unreachable|Connection (refused|reset|aborted|broken)|Max retries exceeded"
)
_CAUSES = (
    ("hashes", re.compile(r"DO NOT MATCH THE HASHES")),
    ("network", _NETWORK),
    ("no_wheel", re.compile(r"No matching distribution found|is not a supported wheel")),
)


def ensure(places: Places, parts: tuple[str, ...], talk: Talk) -> None:
    """Have `parts` of the environment installed. Raises `Stop` with what to do where it cannot."""
    if stamp.is_current(places.venv, places.root, parts):
        return
    try:
        places.venv.mkdir(parents=True, exist_ok=True)
        _claim(places, talk)
        with mutex.held(places.venv, lambda: talk.say("waiting")) as lock:
            if not stamp.is_current(places.venv, places.root, parts):
                _set_up(places, parts, talk, lock)
    except OSError as error:
        why = error.strerror or type(error).__name__
        disk = Stop(talk.text("disk", why=why, venv=places.venv))
        raise blocked(str(error), talk) or disk from error


def _set_up(places: Places, parts: tuple[str, ...], talk: Talk, lock: int) -> None:
    _require_venv(talk)
    talk.say("environment", venv=places.venv)
    _make(places, talk, lock)
    if not talk.agreed("packages"):
        raise Stop(talk.text("declined"))
    installed = ("run", "test") if "test" in parts else ("run",)
    _install(places, stamp.LOCKS[installed[-1]], talk, lock)
    stamp.write(places.venv, places.root, installed)


def _claim(places: Places, talk: Talk) -> None:
    """Leave alone what somebody else made: a developer's own environment of that name."""
    ours = {stamp.NAME, mutex.NAME}
    names = {entry.name for entry in places.venv.iterdir()}
    if not names or names & ours:
        return
    raise Stop(talk.text("not_ours", venv=places.venv), exit_code=2)


def _require_venv(talk: Talk) -> None:
    """Debian keeps `ensurepip` in a package of its own."""
    if _has_venv():
        return
    if apt.available():
        default = os.path.realpath("/usr/bin/python3") == os.path.realpath(sys.executable)
        version = "" if default else f".{sys.version_info.minor}"
        apt.install([f"python3{version}-venv"], talk)
        importlib.invalidate_caches()
    if not _has_venv():
        raise Stop(talk.text("no_venv", python=sys.executable))


def _has_venv() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _make(places: Places, talk: Talk, lock: int) -> None:
    """Make it from nothing, under the lock's own file, which stays."""
    (places.venv / stamp.NAME).unlink(missing_ok=True)  # first: half gone is not whole
    for entry in places.venv.iterdir():
        if entry.name != mutex.NAME:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    command = [sys.executable, "-I", "-m", "venv", "--prompt=optout", places.venv]
    ended = run.quietly(command, keep=[lock])
    if not ended.good:
        failed = Stop(talk.text("venv_failed", venv=places.venv), lines=ended.lines)
        raise blocked("\n".join(ended.lines), talk) or failed


def _install(places: Places, lock_file: str, talk: Talk, lock: int) -> None:
    """Install the pinned packages by their hashes, then the checkout itself without any other."""
    path = places.root / lock_file
    # A missing wheel is an error: compiling is not for an ordinary person's machine.
    pinned: list[object] = ["--only-binary=:all:", "--require-hashes", "--requirement", path]
    itself: list[object] = ["--no-deps", "--no-build-isolation", "--editable", places.root]
    for arguments in (pinned, itself):
        ended = _pip(places, arguments, lock)
        if not ended.good:
            raise failure(ended, places.venv, talk)


def _pip(places: Places, arguments: list[object], lock: int) -> run.Ended:
    command: list[object] = [
        places.python,
        "-I",
        "-m",
        "pip",
        "install",
        "--no-input",
        "--retries=2",
    ]
    command += ["--progress-bar=off", "--disable-pip-version-check", *arguments]
    # The person's own index, proxy and certificates count; where to install to is decided here.
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT")
    }
    environ |= {"PIP_USER": "0", "PIP_DEFAULT_TIMEOUT": environ.get("PIP_DEFAULT_TIMEOUT", "15")}
    return run.quietly(command, environ=environ, keep=[lock])


def failure(ended: run.Ended, venv: Path, talk: Talk) -> Stop:
    """What pip's last words mean, and the next move."""
    said = "\n".join(ended.lines)
    if stop := blocked(said, talk):
        return stop
    if full := re.search(r"\[Errno (?:13|27|28|30|122)\] ([^:'\n]+)", said):
        return Stop(talk.text("disk", why=full[1], venv=venv))
    lines = ended.lines
    for name, pattern in _CAUSES:
        if pattern.search(said):
            version = "{}.{}".format(*sys.version_info)
            return Stop(talk.text(name, version=version), lines=lines)
    return Stop(talk.text("packages_failed"), lines=lines)


def blocked(said: str, talk: Talk) -> Stop | None:
    """What to do where Windows blocks an unsigned program, as Smart App Control does; else None.

    Reports of July to September 2026: it blocks uv's Python, its copy in an environment, and what
    uv makes of a package's commands, with no exception to be had for one program.
    """
    if not _BLOCKED.search(said):
        return None
    return Stop(talk.text("blocked", get=SIGNED, start=r"py scripts\optout.py"))
