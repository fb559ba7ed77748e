"""What the driver's Node.js has to say to programmers is not told to the person."""

import os
import subprocess
import sys

import pytest

_STARTS = """
import asyncio
from playwright.async_api import async_playwright
from optout.browser import launch

async def starts():
    async with {how} as driver:
        await {waits}

asyncio.run(starts())
"""


@pytest.mark.parametrize(
    ("how", "waits", "told"),
    [("launch.driver()", "driver", False), ("async_playwright()", "asyncio.sleep(0)", True)],
    ids=["optout", "Playwright alone"],
)
def test_a_warning_of_its_own(how: str, waits: str, told: bool) -> None:
    """That two variables contradict each other is one; the person's shell may have both."""
    environ = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "1"}
    environ.pop("NODE_NO_WARNINGS", None)
    command = [sys.executable, "-c", _STARTS.format(how=how, waits=waits)]
    done = subprocess.run(
        command, env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    assert ("Warning:" in done.stderr) is told
