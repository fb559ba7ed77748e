"""Where no browser is installed: one is fetched, or the person is told what to install."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bootstrap import browser
from bootstrap.words import Stop
from support.checkouts import site_packages

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Program = Callable[[str, str], str]

HERE = browser.has_own_chromium()


@pytest.fixture
def without(home: dict[str, str], program: Program, tmp_path: Path) -> dict[str, str]:
    """A machine without a browser, whose apt-get and Playwright can install nothing."""
    path = program("apt-get", f'echo "$@" >> {tmp_path}/apt.log; exit 100')
    program("sudo", 'exec "$@"')
    program("env", 'exec /usr/bin/env "$@"')
    program("bash", 'exec /bin/bash "$@"')
    return home | {"PATH": path, "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "cache")}


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
for percent in range(0, 101, 10):
    print(f"|■■■| {{percent}}% of 170 MiB", flush=True)
folder = pathlib.Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"], "chromium-1000")
program = folder / "chrome-linux" / "chrome"
program.parent.mkdir(parents=True, exist_ok=True)
program.write_text("#!/bin/sh\\nexit {code}\\n")
program.chmod(0o755)
(folder / "INSTALLATION_COMPLETE").touch()
"""


def test_said_once_what_to_install_and_the_tool_still_runs(
    ready: Path, run: Run, without: dict[str, str], tmp_path: Path
) -> None:
    ended = run(ready, "exit", "3", environ=without)
    assert ended.returncode == 3, "the tool decides whether it needs one"
    assert '"exit"' in ended.stdout
    assert "Step 3 of 3: getting a browser" in ended.stderr
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("No browser was found that optout can open.")
    expected = "apt-get install chromium" if HERE else "https://www.google.com/chrome/"
    assert expected in last

    log = tmp_path / "apt.log"
    before = log.read_text() if log.exists() else ""
    again = run(ready, "exit", "3", environ=without)
    assert again.stderr.splitlines() == [last], "not tried again at once"
    assert (log.read_text() if log.exists() else "") == before


def test_who_wants_none_is_not_asked_at_each_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def no(name: str) -> bool:
        asked.append(name)
        return False

    finder = SimpleNamespace(installed=lambda _setting: None)
    monkeypatch.setattr(browser, "_finder", lambda _root: finder)
    monkeypatch.setattr(browser, "_how", lambda _talk: "")
    talk: Any = SimpleNamespace(agreed=no, text=lambda name, **_facts: name)
    places: Any = SimpleNamespace(root=tmp_path, venv=tmp_path)
    for _command in range(2):
        with pytest.raises(Stop):
            browser.ensure(places, talk)
    assert asked == ["browser"]


def test_in_french(ready: Path, run: Run, without: dict[str, str]) -> None:
    ended = run(ready, environ=without | {"LANG": "fr_FR.UTF-8"})
    assert "Étape 3 sur 3\u00a0: aucun navigateur trouvé" in ended.stderr
    assert "Aucun navigateur qu’optout puisse ouvrir n’a été trouvé." in ended.stderr


def test_playwrights_own_is_downloaded(
    ready: Path, run: Run, without: dict[str, str], tmp_path: Path
) -> None:
    fake_playwright(ready, DOWNLOAD.format(code=0))
    ended = run(ready, "exit", "7", environ=without)
    assert ended.returncode == 7
    assert ended.stderr.splitlines() == [
        "Step 3 of 3: getting a browser, since none was found (about 200 MB)…"
    ]
    log = (tmp_path / "cache.log").read_text().splitlines()
    assert log == ["install --no-shell chromium"]
    assert run(ready, environ=without).stderr == ""


@pytest.mark.parametrize("name", ["OPTOUT_EMAIL", "NODE_OPTIONS", "PLAYWRIGHT_DOWNLOAD_HOST"])
def test_what_is_personal_or_leads_elsewhere_does_not_reach_the_download(
    ready: Path, run: Run, without: dict[str, str], tmp_path: Path, name: str
) -> None:
    """The twin is a variable that it needs, and gets."""
    seen = tmp_path / "seen"
    code = f"import os; open({str(seen)!r}, 'w').write('\\n'.join(os.environ))"
    fake_playwright(ready, code)
    run(ready, environ=without | {name: "x", "HTTPS_PROXY": "http://proxy.example"})
    names = seen.read_text().splitlines()
    assert name not in names
    assert {"HTTPS_PROXY", "PLAYWRIGHT_BROWSERS_PATH"} <= {*names}


def test_a_download_that_does_not_start_gets_its_libraries(
    ready: Path, run: Run, without: dict[str, str], tmp_path: Path
) -> None:
    fake_playwright(ready, DOWNLOAD.format(code="$(test -e /proc/nothing; echo $?)"))
    ended = run(ready, "exit", "7", environ=without)
    log = (tmp_path / "cache.log").read_text().splitlines()
    assert log == ["install --no-shell chromium", "install-deps chromium"]
    assert ended.returncode == 7


def test_the_systems_own_is_the_next_way(
    ready: Path, run: Run, without: dict[str, str], program: Program, tmp_path: Path
) -> None:
    made = (
        f'printf "#!/bin/sh\\n" > {tmp_path}/bin/chromium; /bin/chmod 755 {tmp_path}/bin/chromium'
    )
    program("apt-get", f'case "$*" in install*chromium*) {made};; esac')
    ended = run(ready, "exit", "7", environ=without)
    assert ended.returncode == 7
    if HERE:
        assert "Installing with apt-get what the system lacks: chromium" in ended.stderr
        assert "No browser was found" not in ended.stderr
    else:
        assert "No browser was found" in ended.stderr


def test_a_browser_that_the_person_chose_is_left_to_the_tool(
    ready: Path, run: Run, without: dict[str, str]
) -> None:
    ended = run(ready, "exit", "3", environ=without | {"OPTOUT_BROWSER": "/nowhere/browser"})
    assert (ended.returncode, ended.stderr) == (3, "")


def test_the_tests_do_not_start_without_one(ready: Path, run: Run, without: dict[str, str]) -> None:
    ended = run(ready, environ=without, script="test.py")
    assert ended.returncode == 3
    assert "No browser was found" in ended.stderr
    assert ended.stdout == ""


def test_one_that_appears_is_taken_at_once(
    ready: Path, run: Run, without: dict[str, str], program: Program
) -> None:
    assert "No browser was found" in run(ready, environ=without).stderr
    program("chromium", "exit 0")
    assert run(ready, environ=without).stderr == ""


@pytest.mark.parametrize(
    ("release", "own"),
    [
        ("ID=debian\nVERSION_ID=13\n", True),
        ('ID=raspbian\nID_LIKE="debian"\n', True),
        ("ID=ubuntu\nID_LIKE=debian\n", False),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', False),
        ("ID=fedora\n", False),
        (None, False),
    ],
)
def test_systems_with_a_chromium_of_their_own(
    release: str | None, own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if release:
        (tmp_path / "os-release").write_text(release)
    monkeypatch.setattr(browser, "RELEASE", tmp_path / "os-release")
    monkeypatch.setattr("bootstrap.apt.available", lambda: True)
    assert browser.has_own_chromium() is own
