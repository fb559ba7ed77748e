"""Where no browser is installed: one is fetched, or the person is told what to install."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from bootstrap import browser
from bootstrap.words import Stop, Talk
from support.checkouts import site_packages
from support.isolation import environment

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Program = Callable[[str, str], str]


@pytest.fixture
def without(program: Program, tmp_path: Path) -> dict[str, str]:
    """A machine without a browser, whose apt-get and Playwright can install nothing."""
    path = program("apt-get", f'echo "$@" >> {tmp_path}/apt.log; exit 100')
    program("sudo", 'exec "$@"')
    program("env", 'exec /usr/bin/env "$@"')
    (tmp_path / "home").mkdir(exist_ok=True)
    nowhere = {"PATH": path, "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "cache")}
    return environment(tmp_path / "home", tmp_path) | nowhere


@pytest.fixture
def get(
    ready: Path, without: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """Have a browser, in this process: the lines that were said, the last of them why not."""

    def ensure(**variables: str) -> list[str]:
        with mock.patch.dict(os.environ, without | variables, clear=True):
            try:
                browser.ensure(ready / ".venv/bin/python", Talk("en"))
            except Stop as stop:
                return [*capsys.readouterr().err.splitlines(), str(stop)]
        return capsys.readouterr().err.splitlines()

    return ensure


def fake_playwright(checkout: Path, code: str) -> None:
    """Have `python -m playwright` of the checkout's environment do this instead."""
    package = site_packages(checkout) / "playwright"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(code)


DOWNLOAD = """
import os, pathlib, sys
with open(os.environ["PLAYWRIGHT_BROWSERS_PATH"] + ".log", "a") as log:
    print(*sys.argv[1:], file=log)
folder = pathlib.Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"], "chromium-1000")
program = folder / "chrome-linux" / "chrome"
program.parent.mkdir(parents=True, exist_ok=True)
program.write_text("#!/bin/sh\\nexit {code}\\n")
program.chmod(0o755)
(folder / "INSTALLATION_COMPLETE").touch()
"""


GETS = "Step 3 of 3: getting a browser, since none was found (about 200 MB)…"
PACKAGES = "chromium chromium-sandbox fonts-liberation"
NOT_INSTALLED = "Nothing was installed. Before you run this again, install it yourself: "
NO_BROWSER = "No browser was found that optout can open. Install Chrome "


def systems(monkeypatch: pytest.MonkeyPatch, name: str, kin: str = "") -> None:
    """Have that Linux."""
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": name, "ID_LIKE": kin})


def test_said_what_to_install_and_the_tool_still_runs(
    ready: Path, run: Run, without: dict[str, str]
) -> None:
    ended = run(ready, "exit", "3", environ=without)
    assert ended.returncode == 3, "the tool decides whether it needs one"
    assert '"exit"' in ended.stdout
    assert ended.stderr.splitlines()[0] == GETS
    assert ended.stderr.splitlines()[-1].startswith((NO_BROWSER, NOT_INSTALLED))
    tests = run(ready, environ=without, script="test.py")
    assert (tests.returncode, tests.stdout) == (1, ""), "the tests do not start without one"
    assert tests.stderr == ended.stderr


def test_what_to_install_is_what_the_system_has(
    get: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    systems(monkeypatch, "debian")
    said = get()
    assert said[0] == GETS
    assert said[-1].startswith(NOT_INSTALLED)
    assert said[-1].endswith(f"apt-get install {PACKAGES}")
    systems(monkeypatch, "ubuntu", "debian")
    said = get()
    assert said[0] == GETS
    assert said[-1].startswith(NO_BROWSER)


def test_playwrights_own_is_downloaded(
    get: Callable[..., list[str]], ready: Path, tmp_path: Path
) -> None:
    fake_playwright(ready, DOWNLOAD.format(code=0))
    assert get() == [GETS]
    assert (tmp_path / "cache.log").read_text().splitlines() == ["install --no-shell chromium"]
    assert get() == []


def test_what_is_personal_or_leads_elsewhere_does_not_reach_the_download(
    get: Callable[..., list[str]], ready: Path, tmp_path: Path
) -> None:
    """The twins are variables that it needs, and gets."""
    seen = tmp_path / "seen"
    code = f"import os; open({str(seen)!r}, 'w').write('\\n'.join(os.environ))"
    fake_playwright(ready, code)
    bad = {"OPTOUT_EMAIL", "NODE_OPTIONS", "PLAYWRIGHT_DOWNLOAD_HOST"}
    get(**dict.fromkeys(bad, "x"), HTTPS_PROXY="http://proxy.example")
    names = {*seen.read_text().splitlines()}
    assert names & bad == set()
    assert {"HTTPS_PROXY", "PLAYWRIGHT_BROWSERS_PATH"} <= names


def test_a_download_that_does_not_start_gets_its_libraries(
    get: Callable[..., list[str]], ready: Path, tmp_path: Path
) -> None:
    got = f"'{tmp_path}/got'"
    libraries = f"if 'install-deps' in sys.argv: open({got}, 'w')\n"
    fake_playwright(ready, DOWNLOAD.format(code=f"$(/usr/bin/test -e {got}; echo $?)") + libraries)
    assert get() == [GETS, "Installing with apt-get what the browser needs of the system…"]
    log = (tmp_path / "cache.log").read_text().splitlines()
    assert log == ["install --no-shell chromium", "install-deps chromium"]


def test_the_systems_own_is_the_next_way(
    get: Callable[..., list[str]],
    program: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    systems(monkeypatch, "debian")
    made = f"{tmp_path}/bin/chromium"
    program("apt-get", f'case "$*" in *install*) echo > {made}; /bin/chmod 755 {made};; esac')
    assert get() == [GETS, f"Installing with apt-get what the system lacks: {PACKAGES}…"]
    assert get() == []


def test_a_browser_that_the_person_chose_is_left_to_the_tool(
    get: Callable[..., list[str]],
) -> None:
    assert get(OPTOUT_BROWSER="/nowhere/browser") == []


def test_systems_with_a_chromium_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.apt.available", lambda: True)
    for name, kin, own in (
        ("debian", "", True),
        ("raspbian", "debian", True),
        ("ubuntu", "debian", False),
        ("linuxmint", "ubuntu debian", False),
        ("fedora", "", False),
    ):
        systems(monkeypatch, name, kin)
        assert browser.has_own_chromium() is own, name
