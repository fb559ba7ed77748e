"""The person at the companion and at the form, in a browser of optout's that has no terminal."""

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page, expect
from support.ordinary_user import OrdinaryUser
from support.world import SecondClient, World

from optout.companion.companion_page import ADDRESS

OPTOUT = (sys.executable, "-P", "-m", "optout")
_LIMIT = 30.0


@dataclass
class Beside:
    """`optout`, started as by a double click: nothing can be typed and nothing is shown but its
    windows. A second client acts in these as the person does."""

    world: World
    client: SecondClient
    browser_type: BrowserType
    log: Path
    _process: "subprocess.Popen[bytes] | None" = None
    _browser: Browser | None = None
    _out: IO[bytes] | None = field(default=None, repr=False)

    def start(
        self,
        *arguments: str,
        by: Sequence[str] = OPTOUT,
        user: OrdinaryUser | None = None,
        **environ: str,
    ) -> None:
        """Start `optout ARGS…` with the settings of the world, and see its companion; as `user`, in
        their own home."""
        environ = {**self.world.settings, **environ}
        command, home = [*by, *arguments], self.world.home
        if user:
            command, home = user.command(user.python, *command[1:]), user.environ
            data = Path(home["XDG_DATA_HOME"])
            self.world.home, self.client = home, SecondClient(data / "optout" / "browser")
            browser = Path(shutil.copy(environ["OPTOUT_BROWSER"], home["TMPDIR"]))
            browser.chmod(0o755)
            environ["OPTOUT_BROWSER"] = str(browser)
        self.forget_browser()
        self._out = self.log.open("wb")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._out,
            stderr=self._out,
            cwd=home["HOME"],
            env={**home, **environ},
            start_new_session=True,
        )

    def forget_browser(self) -> None:
        """The next browser is another one."""
        self._browser = None
        (self.client.profile / "DevToolsActivePort").unlink(missing_ok=True)

    @property
    def said(self) -> str:
        """What went to no terminal."""
        return self.log.read_text("utf-8") if self.log.exists() else ""

    def _page(self, wanted: Callable[[Page], bool]) -> Page:
        until = time.monotonic() + _LIMIT
        while time.monotonic() < until:
            with contextlib.suppress(Error, OSError, IndexError):
                if self._browser is None:
                    self._browser = self.browser_type.connect_over_cdp(self.client.address)
                pages = self._browser.contexts[0].pages
                for page in pages:
                    if wanted(page):
                        return page
                pages[0].wait_for_timeout(50)  # what comes is only heard in a call
                continue
            time.sleep(0.05)
        raise AssertionError(f"no such page; said:\n{self.said}")

    @property
    def companion(self) -> Page:
        """The companion's page."""
        return self._page(lambda page: page.url == ADDRESS)

    @property
    def form(self) -> Page:
        """The form's page."""
        return self.form_of("")

    def form_of(self, name: str) -> Page:
        """The page of the form that is called so."""
        return self._page(
            lambda page: page.url.startswith("http://127.0.0.1") and f"/{name}" in page.url
        )

    @property
    def open_pages(self) -> list[str]:
        """The addresses of all that is open, as the browser itself counts them."""
        with urllib.request.urlopen(f"{self.client.address}/json") as listed:
            return [page["url"] for page in json.load(listed) if page["type"] == "page"]

    def quit_browser(self) -> None:
        """Quit it as by its menu."""
        assert self._browser is not None
        self._browser.new_browser_cdp_session().send("Browser.close")

    @property
    def windows(self) -> dict[str, int]:
        """The window of each page, by its address without what is asked for."""
        assert self._browser is not None
        pages = self._browser.contexts[0].pages
        sessions = {page.url.split("?")[0]: page.context.new_cdp_session(page) for page in pages}
        return {
            url: one.send("Browser.getWindowForTarget")["windowId"] for url, one in sessions.items()
        }

    def shows(self, text: str) -> None:
        """Wait until the companion shows this."""
        expect(self.companion.locator("body")).to_contain_text(text, timeout=_LIMIT * 1000)

    def send(self) -> None:
        """Send the form once the companion says how."""
        self.shows("Then press the page's own button to send")
        self.form.get_by_role("button", name="Submit").click()
        self.shows("Sent. The code is still missing.")

    def press(self, button: str, on: Page | None = None) -> None:
        """Press a button of the companion, or of this page."""
        page = on or self.companion
        page.get_by_role("button", name=button, exact=True).click(timeout=_LIMIT * 1000)

    def answer(self, question: str, text: str) -> None:
        """Type an answer into the companion's box for this question, and press Enter."""
        box = self.companion.get_by_label(question)
        box.fill(text, timeout=_LIMIT * 1000)
        box.press("Enter")

    def interrupt(self) -> None:
        """Ask it to end, as a Ctrl-C does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)

    def ends(self) -> int:
        """Wait for the end of the process: its exit code."""
        assert self._process is not None
        return self._process.wait(_LIMIT)

    @property
    def pid(self) -> int:
        """Of the process."""
        assert self._process is not None
        return self._process.pid

    def close(self) -> None:
        """End all of it, in whatever state it is."""
        if self._browser:
            with contextlib.suppress(Error):
                self._browser.close()
        if self._process:
            self._process.kill()
            self._process.wait(10)
        if self._out:
            self._out.close()


@pytest.fixture
def beside(
    world: World, second_client: SecondClient, browser_type: BrowserType, tmp_path: Path
) -> Iterator[Beside]:
    """Somebody who has double-clicked on optout."""
    world.settings |= {"OPTOUT_LANG": "en"}
    one = Beside(world, second_client, browser_type, tmp_path / "said")
    try:
        yield one
    finally:
        one.close()
