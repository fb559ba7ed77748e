"""Whether the browser ended in order. What it had to tell last can be lost where it did not."""

import asyncio
import json
from pathlib import Path

from playwright.async_api import BrowserContext

from optout.browser import profile_lock
from optout.system.attempt import ActFailed, attempt

_TICK, _TICKS = 0.05, 20


async def broke_off(context: BrowserContext, profile: Path) -> bool:
    """Whether the browser of a closed window has crashed or was killed.

    False for one that lives, and for one that was closed as a person closes it: both have told of
    all that left their pages.
    """
    return not (await _lives(context) or await _ended_in_order(profile))


async def _lives(context: BrowserContext) -> bool:
    if context.browser is None:
        return False
    try:
        session = await attempt(context.browser.new_browser_cdp_session())
        await attempt(session.detach())
    except ActFailed:
        return False
    return True


async def _ended_in_order(profile: Path) -> bool:
    """What the browser notes itself, as it ends, which may be a moment from now."""
    await profile_lock.is_released(profile)
    for _tick in range(_TICKS):
        if _noted(profile):
            return True
        await asyncio.sleep(_TICK)
    return False


def _noted(profile: Path) -> bool:
    # Chromium's components/metrics/clean_exit_beacon.cc: false from its start to its orderly end.
    try:
        noted = json.loads((profile / "Variations").read_bytes())
    except (OSError, ValueError):
        return False
    name = "user_experience_metrics.stability.exited_cleanly"
    return isinstance(noted, dict) and noted.get(name) is True
