"""Opens the headed browser with a private profile, and closes it whatever happens.

The browser is an ordinary one: sandbox on, pop-ups blocked, the system's password store, a warning
before a form is sent twice, the person's own window size. Playwright loosens these for tests.
"""

import asyncio
import contextlib
import os
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import BrowserContext, Error, Playwright, async_playwright

from optout import browser_find, errors, lock
from optout.desktop import has_display
from optout.disk import private_folder
from optout.errors import OptoutError

# Playwright's own arguments that make the browser less safe, or a second sending silent.
_NOT_FOR_PEOPLE = (
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-hang-monitor",
    "--disable-ipc-flooding-protection",
    "--unsafely-disable-devtools-self-xss-warnings",
    "--enable-unsafe-swiftshader",
    "--password-store=basic",
    "--use-mock-keychain",
)
_START_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Launch:
    """How to open the browser. `choice` is the setting `browser`; `profile` a private folder."""

    profile: Path
    choice: str = "auto"
    headless: bool = False


@contextlib.asynccontextmanager
async def driver() -> AsyncIterator["asyncio.Task[Playwright]"]:
    """Playwright's driver, starting while the block already does other things."""
    manager = async_playwright()
    starting = asyncio.create_task(manager.start())
    try:
        yield starting
    finally:
        with contextlib.suppress(Error, TimeoutError):
            await asyncio.wait_for(asyncio.shield(starting), _START_LIMIT)
            await asyncio.wait_for(manager.__aexit__(None, None, None), 10)


@contextlib.asynccontextmanager
async def opened(
    launch: Launch, starting: "asyncio.Task[Playwright]"
) -> AsyncIterator[BrowserContext]:
    """The browser, for as long as the block lasts. Raises `OptoutError` when it cannot start."""
    found = browser_find.installed(launch.choice)
    if found is None:
        raise OptoutError(errors.NO_BROWSER)
    if not launch.headless and not has_display():
        raise OptoutError(errors.NO_DISPLAY)
    private_folder(launch.profile)
    with lock.held(launch.profile.parent):
        _forget_dead_lock(launch.profile)
        context = await _start(await starting, launch, Path(found.path))
        try:
            yield context
        finally:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(context.close(), 10)


async def _start(playwright: Playwright, launch: Launch, executable: Path) -> BrowserContext:
    try:
        return await playwright.chromium.launch_persistent_context(
            launch.profile,
            executable_path=executable,
            headless=launch.headless,
            chromium_sandbox=not _is_root(),
            ignore_default_args=list(_NOT_FOR_PEOPLE),
            args=["--hide-crash-restore-bubble"],
            no_viewport=True,
            accept_downloads=False,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=_START_LIMIT * 1000,
        )
    except Error as error:
        if "ozone" in str(error).lower() or "x server" in str(error).lower():
            raise OptoutError(errors.NO_DISPLAY) from error
        raise OptoutError(errors.BROWSER_DID_NOT_START, where=executable.name) from error


def _is_root() -> bool:
    # Chromium's sandbox refuses to run as root; everybody else has it on.
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _forget_dead_lock(profile: Path) -> None:
    """Remove the profile lock that a crashed browser left, also under another host name.

    Our own lock is held: no other run of optout uses this profile. Chromium recovers its lock by
    itself only on the same host; a laptop's host name changes with the network.
    """
    lock = profile / "SingletonLock"
    if not lock.is_symlink():
        return
    owner = re.fullmatch(r"(.*)-(\d+)", str(lock.readlink()))
    if owner and owner[1] == socket.gethostname() and _alive(int(owner[2])):
        raise OptoutError(errors.LOCKED, pid=owner[2], since="?")
    for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
        (profile / name).unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
