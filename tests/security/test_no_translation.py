"""The browser offers no translation: it would send what the page holds to another service."""

import json
from pathlib import Path

import pytest
from support.event_loop import RunAsync

from optout.browser import preferences
from optout.browser.launch import Launch, driver, opened


def _translates(profile: Path, run_async: RunAsync) -> bool:
    """What the browser itself says is in force."""

    async def asked() -> str:
        async with (
            driver() as starting,
            opened(Launch(profile, headless=True), starting) as context,
        ):
            page = context.pages[0]
            await page.goto("chrome://prefs-internals")
            return str(await page.evaluate("() => document.body.innerText"))

    return bool(json.loads(run_async(asked(), timeout=60))["translate"]["enabled"]["value"])


@pytest.mark.linux("a browser")
@pytest.mark.slow
def test_no_translation_is_offered(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not _translates(tmp_path / "browser", run_async)
    with monkeypatch.context() as patch:
        patch.setattr(preferences, "prepare", lambda profile: None)
        assert _translates(tmp_path / "other", run_async)


def test_what_else_is_in_the_profile_stays(tmp_path: Path) -> None:
    path = tmp_path / "Default" / "Preferences"
    path.parent.mkdir()
    path.write_text('{"translate": {"seen": 3, "enabled": true}, "homepage": "x"}')
    preferences.prepare(tmp_path)
    ours = {"translate": {"enabled": False}, "autofill": {"profile_enabled": False}}
    kept = {**ours, "translate": {"seen": 3, "enabled": False}, "homepage": "x"}
    assert json.loads(path.read_text()) == kept
    before = path.stat()
    preferences.prepare(tmp_path)
    assert path.stat().st_ino == before.st_ino
    for broken in ("{", "[]", '{"translate": 1}'):
        path.write_text(broken)
        preferences.prepare(tmp_path)
        assert json.loads(path.read_text()) in (ours, {**ours, "translate": 1})


@pytest.mark.linux("rights of files")
def test_nobody_else_can_read_its_preferences(tmp_path: Path) -> None:
    path = tmp_path / "Default" / "Preferences"
    path.parent.mkdir()
    path.write_text("{}")
    preferences.prepare(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
