"""The driver's own code is kept compiled, where it can be."""

import os
from pathlib import Path

import pytest
from support.event_loop import RunAsync

from optout.browser import launch

pytestmark = pytest.mark.slow


async def _starts() -> bool:
    async with launch.driver() as starting:
        return bool((await starting).chromium)


@pytest.mark.parametrize("writable", [True, False])
def test_it_is_kept_and_starts_also_where_nothing_can_be_written(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, writable: bool
) -> None:
    folder = tmp_path / "driver"
    if not writable:
        folder.write_text("a file, no folder")
    monkeypatch.setenv("NODE_COMPILE_CACHE", str(tmp_path / "elsewhere"))
    monkeypatch.setattr(launch, "_COMPILED_DRIVER", str(folder))
    assert run_async(_starts(), timeout=60)
    assert any(path.is_file() for path in folder.rglob("*")) is writable
    assert not (tmp_path / "elsewhere").exists()
    assert os.environ["NODE_COMPILE_CACHE"] == str(folder)
