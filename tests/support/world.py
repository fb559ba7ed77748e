"""Whole runs: a real terminal, a real headed browser, the practice twin as the other side."""

import json
import shlex
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page
from support.practice_twin.site import TwinSite
from support.terminal import OpenTerminal, Terminal

from optout.browser import find

EMAIL = "prenom.nom@example.org"


@dataclass
class World:
    """One person at home: the twin as the site, and a way to start the tool in a terminal."""

    site: TwinSite
    open_terminal: OpenTerminal
    home: dict[str, str]
    settings: dict[str, str] = field(default_factory=dict)

    def start(self, form: str, *options: str, columns: int = 80, **page: str) -> Terminal:
        """`optout run` on one form of the twin, whose page has the options `page`."""
        url = self.site.url(form, session=form, **page)
        return self.run(form, "--url", url, *options, columns=columns)

    def run(self, *arguments: str, columns: int = 80, command: str = "run") -> Terminal:
        """`optout run`, or another `command`, with the settings of a person from France."""
        environ = {
            **self.home,
            "OPTOUT_COUNTRY": "FR",
            "OPTOUT_EMAIL": EMAIL,
            "OPTOUT_NAME": "Prénom Nom",
            "OPTOUT_LANGUAGE": "fr",
            "OPTOUT_COMPANION": "false",
            **self.settings,
        }
        return self.open_terminal(command, *arguments, columns=columns, environ=environ, timeout=60)

    def two_forms(self, **page: str) -> None:
        """Let the settings lead both forms to the twin."""
        for form in ("facebook", "instagram"):
            key = f"OPTOUT_{form.upper()}_URL"
            self.settings[key] = self.site.url(form, session=form, **page)

    @property
    def data(self) -> Path:
        return Path(self.home["XDG_DATA_HOME"]) / "optout"

    def records(self) -> list[dict[str, Any]]:
        """All records on disk, oldest first."""
        files = sorted((self.data / "dossiers").glob("*/record.json"), key=_begun)
        return [json.loads(file.read_text("utf-8")) for file in files]

    def record(self) -> dict[str, Any]:
        """The only record."""
        (record,) = self.records()
        return record

    def states(self) -> list[str]:
        """The rungs of the only record, in order."""
        return [rung["state"] for rung in self.record()["rungs"]]

    def code(self, form: str) -> str:
        """The newest code that was mailed for `form`."""
        return [m.code for m in self.site.mails if m.form == form and m.code][-1]

    def objections(self) -> list[dict[str, str]]:
        """What the server received of forms that were sent."""
        return [r.fields for r in self.site.received if r.kind == "objection"]


def _begun(file: Path) -> str:
    return str(json.loads(file.read_text("utf-8"))["rungs"][0]["at_utc"])


@pytest.fixture
def world(terminal: OpenTerminal, home: dict[str, str]) -> Iterator[World]:
    """A new person at a terminal, and the practice site."""
    with TwinSite() as site:
        yield World(site, terminal, home)


@dataclass(frozen=True)
class SecondClient:
    """A second client's way into the tool's browser: the port that the browser opened."""

    profile: Path

    @property
    def address(self) -> str:
        port = (self.profile / "DevToolsActivePort").read_text("utf-8").split()[0]
        return f"http://127.0.0.1:{port}"

    def page(self, browser_type: BrowserType) -> tuple[Browser, Page]:
        """The form's page; the browser is to be closed, which only ends this client's way in."""
        browser = browser_type.connect_over_cdp(self.address)
        (page,) = [p for p in browser.contexts[0].pages if p.url.startswith("http")]
        return browser, page


@pytest.fixture
def second_client(world: World, tmp_path: Path) -> SecondClient:
    """Make the tool's browser listen for a second client; the tool itself knows nothing of it."""
    found = find.installed()
    assert found is not None
    shell = shutil.which("sh")
    wrapper = tmp_path / "browser"
    wrapper.write_text(
        f'#!{shell}\nexec {shlex.quote(found.path)} --remote-debugging-port=0 "$@"\n', "utf-8"
    )
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    world.settings["OPTOUT_BROWSER"] = str(wrapper)
    return SecondClient(world.data / "browser")
