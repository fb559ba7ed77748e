"""The next run after a broken one: it knows what was sent, and never sends again unsaid."""

import signal
from pathlib import Path

import pytest
from support.covering import some
from support.faults import processes
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed


def _to_the_code(world: World, **page: str) -> Terminal:
    tool = world.start("facebook", flow="code", **page)
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    return tool


@pytest.mark.thorough
def test_not_sent_starts_over(world: World) -> None:
    first = world.start("facebook", flow="code")
    first.expect("Keep the window open and this one too", timeout=60)
    processes.kill(first.pid)
    first.exit()
    second = _to_the_code(world)
    second.type(world.code("facebook"))
    second.expect("has received your objection", timeout=60)
    assert [r["state"] for r in world.records()] == ["prefilled", "acknowledged"]
    assert len(world.objections()) == 1


@pytest.mark.parametrize("how", some([signal.SIGKILL, signal.SIGINT], [signal.SIGKILL]))
def test_the_page_still_asks_for_the_code(world: World, how: signal.Signals) -> None:
    first = _to_the_code(world, resume="code")
    processes.kill(first.pid, how)
    first.exit(timeout=60)
    second = world.start("facebook", flow="code", resume="code")
    second.expect("a request was sent on", timeout=60)
    second.expect("Paste the code", timeout=60)
    second.type(world.code("facebook"))
    second.expect("has received your objection", timeout=60)
    assert world.record()["state"] == "acknowledged"
    assert world.record()["code_status"] == "accepted"
    assert len(world.objections()) == 1


@pytest.mark.thorough
def test_the_code_page_is_gone(world: World) -> None:
    first = _to_the_code(world)
    processes.kill(first.pid)
    first.exit()
    second = world.start("facebook", flow="code")
    second.expect("does not ask for that code any more", timeout=60)
    second.expect("second request. To do so, add --again", timeout=60)
    second.finish()
    assert second.exit(timeout=60) == 1
    assert world.record()["state"] == "code_asked"
    assert len(world.objections()) == 1


@pytest.mark.thorough
def test_again_is_a_second_request(world: World) -> None:
    first = _to_the_code(world)
    processes.kill(first.pid)
    first.exit()
    second = world.start("facebook", "--again", flow="code")
    second.expect("This is a second one", timeout=60)
    second.expect("Keep the window open and this one too", timeout=60)
    assert len(world.records()) == 2


@pytest.mark.thorough
def test_the_site_says_that_it_has_the_objection(world: World) -> None:
    first = _to_the_code(world)
    processes.kill(first.pid)
    first.exit()
    second = world.start("facebook", state="already")
    second.expect("a request was sent on", timeout=60)
    second.expect("objected already", timeout=60)
    second.finish()
    second.expect("Erase this sign-in", timeout=60)
    second.type("n")
    assert second.exit(timeout=60) == 0
    assert world.record()["state"] == "already_objected"
    assert len(world.objections()) == 1


@pytest.mark.thorough
def test_an_unknown_page_instead_of_the_code(world: World) -> None:
    first = _to_the_code(world)
    processes.kill(first.pid)
    first.exit()
    second = world.start("facebook", state="acknowledged")
    second.expect("does not recognise this page", timeout=60)
    second.expect("does not ask for that code any more", timeout=60)
    second.expect("To do so, add --again", timeout=60)
    second.interrupt()
    assert second.exit(timeout=60) == 130
    assert world.record()["state"] == "code_asked"


def test_what_is_waited_for_says_to_keep_the_windows_open(world: World) -> None:
    tool = world.start("facebook", flow="code", signin="1")
    tool.expect("Please sign in", timeout=60)
    tool.expect("Keep both windows open")


@pytest.mark.thorough
def test_already_objected_opens_no_window(world: World) -> None:
    first = _to_the_code(world)
    first.type(world.code("facebook"))
    first.finish()
    first.expect("Erase this sign-in", timeout=60)
    first.type("n")
    assert first.exit(timeout=60) == 0
    second = world.start("facebook", flow="code")
    second.expect("you objected on", timeout=60)
    second.expect("Erase this sign-in", timeout=60)
    second.type("n")
    assert second.exit(timeout=60) == 0
    assert "is being opened" not in second.text


def test_a_profile_lock_of_another_host_is_forgotten(world: World) -> None:
    profile: Path = world.data / "browser"
    profile.mkdir(mode=0o700, parents=True)
    (profile / "SingletonLock").symlink_to("another-host-99999999")
    tool = world.start("facebook", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
