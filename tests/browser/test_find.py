"""Which browser is chosen, on each system, from what is there."""

from pathlib import Path

import pytest
from support.ordinary_user import OrdinaryUser

from optout.browser.find import Found, installed

pytestmark = pytest.mark.slow

Environ = dict[str, str]


@pytest.fixture
def environ(tmp_path: Path) -> Environ:
    (tmp_path / "bin").mkdir()
    return {"HOME": str(tmp_path), "PATH": str(tmp_path / "bin")}


def put(path: Path, content: str = "#!/bin/sh\n") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    return str(path)


def playwrights(home: Path, revision: int, program: str, complete: bool = True) -> str:
    folder = home / f".cache/ms-playwright/chromium-{revision}"
    path = put(folder / program)
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return path


def test_none_where_there_is_none(environ: Environ) -> None:
    assert installed(environ=environ, platform="linux") is None


COMMANDS = {
    "chromium": "chromium",
    "chromium-browser": "chromium",
    "microsoft-edge": "msedge",
    "microsoft-edge-stable": "msedge",
    "google-chrome": "chrome",
    "google-chrome-stable": "chrome",
}


@pytest.mark.linux("a shell script stands in for a program")
def test_linux_by_command(environ: Environ, tmp_path: Path) -> None:
    for command, name in COMMANDS.items():
        path = put(tmp_path / "bin" / command)
        assert installed(environ=environ, platform="linux") == Found(name, path, False)
        for wanted in ("chrome", "msedge", "chromium"):
            found = Found(name, path, False) if wanted == name else None
            assert installed(wanted, environ, "linux") == found
        Path(path).unlink()


@pytest.mark.linux("a shell script stands in for a program")
def test_order_of_auto(environ: Environ, tmp_path: Path) -> None:
    for command in ("chromium", "microsoft-edge", "google-chrome"):
        put(tmp_path / "bin" / command)
        found = installed(environ=environ, platform="linux")
        assert found is not None
        assert found.name == COMMANDS[command]


def test_macos_bundles(environ: Environ, tmp_path: Path) -> None:
    apps = {"Chromium": "chromium", "Microsoft Edge": "msedge", "Google Chrome": "chrome"}
    for app, name in apps.items():
        bundle = tmp_path / "Applications" / f"{app}.app"
        path = put(bundle / "Contents/MacOS" / app)
        assert installed(environ=environ, platform="darwin") == Found(name, path, False)
        assert installed(str(bundle), environ, "darwin") == Found("path", path, False)


@pytest.mark.parametrize("variable", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_windows_folders(environ: Environ, tmp_path: Path, variable: str) -> None:
    places = {
        "chromium": "Chromium/Application/chrome.exe",
        "msedge": "Microsoft/Edge/Application/msedge.exe",
        "chrome": "Google/Chrome/Application/chrome.exe",
    }
    environ[variable] = str(tmp_path / "programs")
    for name, place in places.items():
        path = put(tmp_path / "programs" / place)
        assert installed(environ=environ, platform="win32") == Found(name, path, False)


@pytest.mark.linux("a shell script stands in for a program")
@pytest.mark.parametrize(
    "wrapper", ["exec /snap/bin/chromium", "exec flatpak run org.chromium.Chromium"]
)
def test_confined_only_where_there_is_no_other(
    environ: Environ, tmp_path: Path, wrapper: str
) -> None:
    path = put(tmp_path / "bin/chromium-browser", f'#!/bin/sh\n{wrapper} "$@"\n')
    assert installed(environ=environ, platform="linux") == Found("chromium", path, True)
    free = playwrights(tmp_path, 9, "chrome-linux/chrome")
    assert installed(environ=environ, platform="linux") == Found("chromium", free, False)


@pytest.mark.linux("a link")
def test_link_to_the_program_snap_is_confined(environ: Environ, tmp_path: Path) -> None:
    put(tmp_path / "usr/snap")
    (tmp_path / "bin/chromium").symlink_to(tmp_path / "usr/snap")
    found = installed(environ=environ, platform="linux")
    assert found is not None
    assert found.confined


def test_playwrights_newest_complete_download(environ: Environ, tmp_path: Path) -> None:
    playwrights(tmp_path, 999, "chrome-linux/chrome")
    newest = playwrights(tmp_path, 1000, "chrome-linux64/chrome")
    playwrights(tmp_path, 1001, "chrome-linux64/chrome", complete=False)
    put(tmp_path / ".cache/ms-playwright/chromium_headless_shell-1002/chrome-linux/chrome")
    assert installed(environ=environ, platform="linux") == Found("chromium", newest, False)
    assert installed("chrome", environ, "linux") is None


CACHED = {
    "darwin": [
        "Library/Caches/ms-playwright/chromium-1/chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "Library/Caches/ms-playwright/chromium-2/chrome-mac-arm64/Google Chrome for Testing.app"
        "/Contents/MacOS/Google Chrome for Testing",
    ],
    "win32": [
        "local/ms-playwright/chromium-1/chrome-win/chrome.exe",
        "local/ms-playwright/chromium-2/chrome-win64/chrome.exe",
    ],
    "linux": ["cache/ms-playwright/chromium-1/chrome-linux/chrome"],
}


@pytest.mark.parametrize("platform", CACHED)
def test_playwrights_cache_by_system(environ: Environ, tmp_path: Path, platform: str) -> None:
    environ |= {"LOCALAPPDATA": str(tmp_path / "local"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for program in CACHED[platform]:
        path = put(tmp_path / program)
        folder = next(f for f in Path(path).parents if f.name.startswith("chromium-"))
        (folder / "INSTALLATION_COMPLETE").touch()
        assert installed(environ=environ, platform=platform) == Found("chromium", path, False)
    environ["PLAYWRIGHT_BROWSERS_PATH"] = str(tmp_path / "elsewhere")
    assert installed(environ=environ, platform=platform) is None


@pytest.mark.linux("rights of files")
def test_a_path_is_taken_as_it_is(
    environ: Environ, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is whole: nothing is looked for in the working folder."""
    path = put(tmp_path / "my/browser")
    put(tmp_path / "bin/chromium")
    assert installed(path, environ) == Found("path", path, False)
    assert installed("~/my/browser", environ) == Found("path", path, False)
    assert installed(str(tmp_path / "my/other"), environ) is None
    assert installed(str(tmp_path / "my"), environ) is None
    monkeypatch.chdir(tmp_path)
    assert installed("my/browser", environ) is None
    Path(path).chmod(0o644)
    assert installed(path, environ) is None


def test_what_may_not_be_looked_at_is_not_there(
    ordinary_user: OrdinaryUser, tmp_path: Path
) -> None:
    put(tmp_path / "chromium")
    tmp_path.chmod(0o700)
    code = (
        "import os, optout.browser.find as b, sys; folder = sys.argv[1];"
        "print(b.installed(environ={'PATH': folder, 'PLAYWRIGHT_BROWSERS_PATH': folder}),"
        " b.installed(folder + '/chromium'))"
    )
    ended = ordinary_user.run(ordinary_user.python, "-P", "-c", code, str(tmp_path))
    assert ended.stdout.strip() == "None None", ended.stderr
