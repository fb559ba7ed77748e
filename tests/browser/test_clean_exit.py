"""A browser that is gone ended in order only where it has noted so itself."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.event_loop import RunAsync

from optout.browser import clean_exit
from optout.browser.clean_exit import broke_off

GONE: Any = SimpleNamespace(browser=None)
NAME = b'"user_experience_metrics.stability.exited_cleanly"'


BROKE_OFF = {
    b"{%s: true}" % NAME: False,
    b"{%s: false}" % NAME: True,
    b"{%s: 1}" % NAME: True,
    b"{}": True,
    b"[]": True,
    b"{%s: tr" % NAME: True,
    b"\xff": True,
}


def test_only_its_own_note_says_so(
    run_async: RunAsync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clean_exit, "_TICK", 0)
    assert run_async(broke_off(GONE, tmp_path))
    for noted, expected in BROKE_OFF.items():
        (tmp_path / "Variations").write_bytes(noted)
        assert run_async(broke_off(GONE, tmp_path)) is expected, noted


def test_its_note_may_come_a_moment_later(run_async: RunAsync, tmp_path: Path) -> None:
    async def late() -> bool:
        asking = asyncio.create_task(broke_off(GONE, tmp_path))
        await asyncio.sleep(0)
        assert not asking.done()
        (tmp_path / "Variations").write_bytes(b"{%s: true}" % NAME)
        return await asking

    assert run_async(late()) is False
