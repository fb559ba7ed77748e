"""The person sends before they are told to: as soon as the form is filled in, or while optout asks
about another form. What was sent is known all the same, also to the next run."""

import re
from collections.abc import Iterator

import pytest
from support.faults import processes
from support.faults.plain_site import PlainSite
from support.terminal import Terminal
from support.waiting import until
from support.world import World

pytestmark = pytest.mark.headed

ASKED = "Replace it with yours"
FILLED = "prefilled"
SENT_BEFORE = "a request was sent on"
NOT_TRUE = re.compile("code of another kind|nothing was sent|not recognise")


@pytest.fixture
def hasty() -> Iterator[PlainSite]:
    with PlainSite(haste=True) as site:
        yield site


def test_as_soon_as_it_is_filled_in(world: World, hasty: PlainSite) -> None:
    tool = world.run("facebook", "--url", hasty.origin)
    tool.expect("Paste the code", timeout=60)
    tool.type(hasty.code)
    tool.expect("has received your objection", timeout=60)
    assert not NOT_TRUE.search(tool.text), tool.text
    assert "press the page's own button" not in tool.text
    assert len(hasty.objections) == 1
    record = world.record()
    assert record["state"] == "acknowledged"
    assert "email" in record["fields"]
    kept = record["letter_sent"] or record["letter"]
    assert kept.split() == hasty.objections[0]["explanation"].split()


def _asked_about_the_other(world: World) -> Terminal:
    """Instagram's form is filled in and waits for Facebook's, about which a question is open."""
    url = world.site.url
    world.settings["OPTOUT_INSTAGRAM_URL"] = url("instagram", session="instagram", flow="code")
    world.settings["OPTOUT_FACEBOOK_URL"] = url(
        "facebook", session="facebook", flow="code", email="account@example.org", late="2500"
    )
    tool = world.run("facebook", "instagram")
    tool.expect(ASKED, timeout=60)
    until(lambda: [r["state"] for r in world.records() if r["form"] == "instagram"] == [FILLED])
    # The picture is the last thing that is done before it waits.
    until(lambda: any((world.data / "dossiers").glob("*-instagram-*/filled.png")))
    return tool


def test_while_another_forms_question_is_open(world: World) -> None:
    tool = _asked_about_the_other(world)
    world.site.person_does("instagram", "submit")
    tool.expect("Instagram: Paste the code", timeout=60)
    tool.type(world.code("instagram"))
    tool.expect("Instagram: the page says that it has received your objection", timeout=60)
    assert not NOT_TRUE.search(tool.text), tool.text
    assert "Instagram: you check and" not in tool.text
    assert len(world.objections()) == 1


def test_a_kill_as_soon_as_a_field_is_filled_in(world: World) -> None:
    """The second field is asked about: the first one alone is filled in, and nothing read back."""
    url = world.site.url("facebook", session="s", flow="code", email="account@example.org")
    first = world.run("facebook", "--url", url)
    first.expect(ASKED, timeout=60)
    assert world.record()["state"] == "prepared"
    processes.kill(first.pid)
    first.exit(timeout=60)
    later = world.run("facebook", "--url", url)
    later.expect("an earlier run was cut off while the form was open", timeout=60)
    later.expect("could not see if you sent it", timeout=60)
