"""Opens the headed browser with a private profile, and closes it whatever happens.

The browser is an ordinary one: sandbox on, pop-ups blocked, the system's password store, a warning
before a form is sent twice, the person's own window size. Playwright loosens these for tests. Only
the offer to translate is off: it would send the page away.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

from playwright.async_api import BrowserContext, Page, Playwright, async_playwright

from optout.browser import find, preferences, profile_lock
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system import environment, lock, own_pages
from optout.system.attempt import ActFailed, attempt
from optout.system.desktop import has_display, reachable
from optout.system.files import private_folder

# Playwright's own arguments that make the browser less safe, or a second sending silent.
_NOT_FOR_PEOPLE = (
    "--disable-popup-blocking",
    "--disable-prompt-on-repost",
    "--disable-hang-monitor",
    "--disable-ipc-flooding-protection",
    "--unsafely-disable-devtools-self-xss-warnings",
    "--enable-unsafe-swiftshader",
    "--password-store=basic",
)
# macOS would ask for its own password, in the name of a browser that the person may not know.
_NOT_FOR_PEOPLE_BUT_ON_A_MAC = "--use-mock-keychain"
# The browser heeds the last list of features only, so Playwright's own stand in this one, too.
_FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    # What drops down from the address bar is drawn by the browser itself then. As pages of its
    # own, made ready at each start, it takes half a second of a processor from the forms.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # It would ask Google about each form that is shown, to fill in what optout fills in.
    "AutofillServerCommunication",
)
# The browser would ask for parts of itself at each start, in spite of Playwright's own argument.
_NOT_LOOKED_UP = "--host-resolver-rules=MAP update.googleapis.com ~NOTFOUND"
# Where Chromium writes what was in memory when it crashes, sent or not; else into the folder of the
# person's everyday browser. To switch that off leaves a headed browser that opens no page.
_CRASH_REPORTS = "BREAKPAD_DUMP_LOCATION"
_ENDING = 60.0
# The driver's own code, which its Node.js checks and compiles anew where it differs. Kept where
# Python keeps compiled modules; where nothing can be written, it is compiled each time.
_COMPILED_DRIVER = str(Path(cache_from_source(__file__)).with_name("driver"))


@dataclass(frozen=True, slots=True)
class Launch:
    """How to open the browser. `choice` is the setting `browser`; `profile` a private folder."""

    profile: Path
    choice: str = "auto"
    headless: bool = False
    start_limit: float = 60.0
    """Seconds for the browser to start."""
    tab_limit: float = 30.0
    """Seconds for a new tab to open."""


@contextlib.asynccontextmanager
async def driver() -> AsyncIterator["asyncio.Task[Playwright]"]:
    """Playwright's driver, starting while the block already does other things.

    Its Node.js keeps its warnings to itself, as that `NO_COLOR` and `FORCE_COLOR` contradict each
    other: nobody can do anything about them.
    """
    environment.clean()
    environment.settle_temporary_folder()
    os.environ |= {"NODE_COMPILE_CACHE": _COMPILED_DRIVER, "NODE_NO_WARNINGS": "1"}
    manager = async_playwright()
    starting = asyncio.create_task(manager.start())
    try:
        yield starting
    finally:
        await asyncio.wait({starting}, timeout=_ENDING)
        if starting.done() and not starting.exception():
            with contextlib.suppress(ActFailed):
                await attempt(manager.__aexit__(None, None, None), 10)


def checked(launch: Launch) -> find.Found:
    """The browser that `opened` would start. Raises `OptoutError` where it, or a screen, is not
    there."""
    found = find.installed(launch.choice)
    if found is None:
        if launch.choice != find.AUTO:
            raise OptoutError(errors.BROWSER_AWAY, name=launch.choice)
        raise OptoutError(errors.NO_BROWSER)
    if not launch.headless and not has_display():
        raise OptoutError(errors.NO_DISPLAY)
    return found


@contextlib.asynccontextmanager
async def opened(
    launch: Launch, starting: "asyncio.Task[Playwright]"
) -> AsyncIterator[BrowserContext]:
    """The browser, for as long as the block lasts. Raises `OptoutError` when it cannot start."""
    found = checked(launch)
    with lock.held(launch.profile.parent):
        private_folder(launch.profile)
        await profile_lock.recover(launch.profile)
        preferences.prepare(launch.profile)
        preferences.erase_typed(launch.profile)  # of a run that was killed
        await asyncio.wait({starting}, timeout=launch.start_limit)
        if not starting.done() or starting.exception():
            raise OptoutError(errors.BROWSER_DID_NOT_START, where=Path(found.path).name)
        try:
            context = await _start(starting.result(), launch, Path(found.path))
            try:
                yield context
            finally:
                with contextlib.suppress(ActFailed):
                    await attempt(context.close(), 10)
        finally:
            await profile_lock.end_left(launch.profile)
            preferences.erase_typed(launch.profile)


async def free_tab(context: BrowserContext, launch: Launch) -> Page:
    """A tab that shows nothing yet: the browser's own, else a new one. Raises as `new_tab`.

    One that a page opened is none: that page could send it elsewhere.
    """
    for page in own_pages.of_sites(context):
        if page.url == "about:blank" and not await page.opener():
            return page
    return await new_tab(context, launch)


async def new_tab(context: BrowserContext, launch: Launch) -> Page:
    """One more tab, in front. Raises `OptoutError` where the browser does not answer."""
    await own_pages.at_rest(context)
    try:
        return await attempt(context.new_page(), launch.tab_limit)
    except ActFailed as error:
        found = find.installed(launch.choice)
        where = Path(found.path).name if found else launch.choice
        raise OptoutError(errors.BROWSER_DID_NOT_START, where=where) from error


async def _start(playwright: Playwright, launch: Launch, executable: Path) -> BrowserContext:
    crash_reports = preferences.crash_reports(launch.profile)
    try:
        launched = playwright.chromium.launch_persistent_context(
            launch.profile,
            executable_path=executable,
            headless=launch.headless,
            # Chromium's sandbox refuses to run as root; everybody else has it on.
            chromium_sandbox=not (hasattr(os, "geteuid") and os.geteuid() == 0),
            ignore_default_args=_left_out(),
            args=[
                "--hide-crash-restore-bubble",
                f"--disable-features={','.join(_FEATURES_OFF)}",
                _NOT_LOOKED_UP,
            ],
            env={**reachable(os.environ), _CRASH_REPORTS: str(crash_reports)},
            no_viewport=True,
            accept_downloads=False,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=launch.start_limit * 1000,
        )
        return await attempt(launched, launch.start_limit + 5)
    except ActFailed as error:
        if error.without_display:
            raise OptoutError(errors.NO_DISPLAY) from error
        raise OptoutError(errors.BROWSER_DID_NOT_START, where=executable.name) from error


def _left_out() -> list[str]:
    """Which of Playwright's own arguments the browser is not given on this system."""
    mac = sys.platform == "darwin"
    return [*_NOT_FOR_PEOPLE, *(() if mac else (_NOT_FOR_PEOPLE_BUT_ON_A_MAC,))]
