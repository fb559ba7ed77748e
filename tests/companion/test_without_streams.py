"""Starts without a terminal, from the first question to the proof; no command is known."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from companion.test_without_terminal import WHO
from support.beside import OPTOUT, Beside
from support.desktop_entry import command_of
from support.world import EMAIL

from optout.setup import menu_entry

pytestmark = pytest.mark.headed
_CLOSED = ("/bin/sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-')
_NOBODY_READS = ("/bin/bash", "-c", 'exec "$0" "$@" </dev/null > >(:) 2>&1')


def test_the_guided_start_by_the_entry_in_the_menu(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", beside.world.home["XDG_DATA_HOME"])
    assert menu_entry.make("", [])
    beside.world.settings |= {
        "OPTOUT_FORMS": "facebook",
        "OPTOUT_FACEBOOK_URL": beside.world.site.url("facebook", session="facebook"),
    }
    beside.start(by=[*_CLOSED, *command_of(menu_entry.place(""))])
    beside.shows("It is you who sends, never optout.")
    beside.answer("1 of 3: Your country of residence", "Frankreich")
    beside.answer("2 of 3: The e-mail address", "no address")
    beside.shows("is not complete or has a mistake")
    beside.answer("2 of 3: The e-mail address", EMAIL)
    for number in range(3):
        assert Path(f"/proc/{beside.pid}/fd/{number}").readlink() == Path("/dev/null")
    beside.answer("3 of 3: Your name", "Prénom Nom")
    beside.shows("See or change the letter?")
    beside.press("Yes")
    beside.shows("Prénom Nom")
    beside.press("Go on")
    beside.send()
    beside.answer("Paste the code", beside.world.code("facebook"))
    beside.shows("Sent, and received.")
    beside.press("Save the proof as a PDF")
    beside.press("Finish")
    assert beside.ends() == 0
    assert beside.world.states()[-1] == "acknowledged"
    files = Path(beside.world.home["HOME"]).rglob("Downloads/*")
    assert [file.read_bytes()[:5] for file in files] == [b"%PDF-"], "Finish cuts off nothing"


def test_practice_where_nobody_reads_what_is_said(beside: Beside) -> None:
    beside.client = replace(beside.client, profile=beside.world.data / "practice" / "browser")
    beside.start("practice", "facebook", by=[*_NOBODY_READS, *OPTOUT])
    beside.send()
    beside.shows("the code is in the practice inbox")
    (inbox,) = set(re.findall(r"http://127\S+/inbox", beside.companion.inner_text("body")))
    beside.answer("Paste the code", urlopen(inbox).read().decode())
    beside.shows("Sent, and received.")
    beside.press("Finish")
    assert beside.ends() == 0
    (record,) = (beside.world.data / "practice" / "dossiers").glob("*/record.json")
    assert json.loads(record.read_text("utf-8"))["sent"] == "proved"


@pytest.mark.thorough
def test_every_service_asks_which(beside: Beside) -> None:
    beside.world.two_forms()
    beside.start("all", by=[*_CLOSED, *OPTOUT], **WHO)
    beside.answer("Which of these do you use?", "atlantis")
    beside.shows("Word 1 is not in the list.")
    beside.answer("Which of these do you use?", "instagram")
    beside.send()
    beside.answer("Paste the code", beside.world.code("instagram"))
    beside.shows("Sent, and received.")
    beside.press("Finish")
    assert beside.ends() == 0
    assert beside.world.states()[-1] == "acknowledged"
