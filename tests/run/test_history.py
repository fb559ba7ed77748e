"""What an earlier run did is said before anything is sent again, whatever its end was."""

import json
import subprocess
import sys

import pytest
from support.world import EMAIL, World

from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store

pytestmark = pytest.mark.headed

SECOND = "Sending again is a second request"


def _earlier(world: World, *ends: State, form: str = "facebook", left: bool = False) -> Dossier:
    """A dossier of an earlier run, which went through these states."""
    world.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Store(world.data / "dossiers").create(form=form, service=form, email=EMAIL)
    if left:
        made.change(left_at="2025-05-02T10:00:00Z")
    for state in ends:
        made.advance(state, by="page", proof="shown")
    return made


@pytest.mark.parametrize(
    ("ends", "left"),
    [
        ((State.SUBMITTED, State.REFUSED), False),
        ((State.SUBMITTED, State.CODE_ASKED, State.UNAVAILABLE), False),
        ((State.REFUSED,), True),
    ],
)
def test_what_was_sent_and_refused_may_be_sent_again_but_it_is_said(
    world: World, ends: tuple[State, ...], left: bool
) -> None:
    _earlier(world, *ends, left=left)
    tool = world.start("facebook", flow="code")
    tool.expect("a request was sent before", timeout=60)
    tool.expect(SECOND)
    tool.expect("is being opened", timeout=60)


@pytest.mark.parametrize("ends", [(State.SUBMITTED, State.ACKNOWLEDGED), (State.SUBMITTED,)])
def test_again_says_that_it_is_a_second_request(world: World, ends: tuple[State, ...]) -> None:
    _earlier(world, *ends)
    tool = world.start("facebook", "--again", flow="code")
    tool.expect(r"a request was sent before \(.+\). This is a second one", timeout=60)
    tool.expect("is being opened", timeout=60)


def test_again_without_an_earlier_one_says_nothing_of_it(world: World) -> None:
    tool = world.start("facebook", "--again", flow="code")
    tool.expect("is being opened", timeout=60)
    assert "second" not in tool.text


def _spoil(made: Dossier, how: str) -> None:
    file = made.path / "record.json"
    if how == "damaged":
        file.write_bytes(file.read_bytes()[:40])
    elif how == "newer":
        file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "schema": 99}), "utf-8")
    else:
        file.unlink()
        file.mkdir()


SAYS = {"damaged": "is damaged", "newer": "by a later optout", "unreadable": "cannot be read"}


@pytest.mark.parametrize("how", SAYS)
def test_a_record_that_cannot_be_read_is_asked_about(world: World, how: str) -> None:
    _spoil(_earlier(world, State.SUBMITTED), how)
    tool = world.start("facebook", flow="code")
    tool.expect(SAYS[how], timeout=60)
    tool.expect("cannot tell if you have objected already")
    tool.expect("Object all the same")
    tool.type()
    tool.expect("OPT-514")
    assert tool.exit(timeout=60) == 2
    assert "is being opened" not in tool.text


def test_the_person_may_object_all_the_same(world: World) -> None:
    _spoil(_earlier(world, State.SUBMITTED), "damaged")
    tool = world.start("facebook", flow="code")
    tool.expect("Object all the same", timeout=60)
    tool.type("y")
    tool.expect("is being opened", timeout=60)


def test_again_needs_no_question(world: World) -> None:
    _spoil(_earlier(world, State.SUBMITTED), "damaged")
    tool = world.start("facebook", "--again", flow="code")
    tool.expect("is damaged", timeout=60)
    tool.expect("is being opened", timeout=60)
    assert "Object all the same" not in tool.text


def test_another_forms_record_does_not_matter(world: World) -> None:
    _spoil(_earlier(world, State.SUBMITTED, form="instagram"), "damaged")
    tool = world.start("facebook", flow="code")
    tool.expect("is being opened", timeout=60)
    assert "damaged" not in tool.text


def test_without_a_terminal_it_is_refused(world: World) -> None:
    _spoil(_earlier(world, State.SUBMITTED), "damaged")
    line = [sys.executable, "-P", "-m", "optout", "run", "facebook", "--country", "FR"]
    done = subprocess.run(
        [*line, "--email", EMAIL, "--url", world.site.url("facebook", session="s")],
        env=world.home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "OPT-514" in done.stderr
    assert "--again" in done.stderr
    assert "is being opened" not in done.stderr
