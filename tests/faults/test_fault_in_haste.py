"""The person sends before they are told to: as soon as the form is filled in, or while optout asks
about another form. What was sent is known all the same, also to the next run."""

import re
from dataclasses import dataclass

import pytest
from support.faults import processes
from support.faults.plain_site import PlainSite
from support.headless_run import HeadlessRun
from support.scripted_person import ScriptedPerson
from support.terminal import Terminal
from support.waiting import until
from support.world import World

ASKED = "Replace it with yours"
FILLED = "prefilled"
NOT_TRUE = re.compile("code of another kind|[Nn]othing was sent|not recognise")


@dataclass
class _AtMailbox(ScriptedPerson):
    """Pastes the code that the site has mailed."""

    site: PlainSite | None = None

    async def paste(self, question: str, *, usual: str = "") -> str:
        assert self.site
        self.codes = [self.site.code]
        return await super().paste(question, usual=usual)


def test_as_soon_as_it_is_filled_in(headless: HeadlessRun) -> None:
    with PlainSite(haste=True) as hasty:
        headless.person = _AtMailbox(site=hasty)
        result = headless.run(hasty.origin + "/")
    assert "has received your objection" in headless.person.heard
    assert not NOT_TRUE.search(headless.person.heard)
    assert "press the page's own button" not in headless.person.heard
    assert len(hasty.objections) == 1
    record = headless.record()
    assert result.state == record["state"] == "acknowledged"
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
    return tool


@pytest.mark.headed
def test_while_another_forms_question_is_open(world: World) -> None:
    tool = _asked_about_the_other(world)
    world.site.person_does("instagram", "submit")
    until(lambda: "proved" in [r["sent"] for r in world.records() if r["form"] == "instagram"])
    assert "Instagram:" not in tool.text.partition(ASKED)[2], "nothing is written into the question"
    tool.type("n")
    tool.expect("Facebook: you check and", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook: Paste the code", timeout=60)
    tool.type(world.code("facebook"))
    tool.expect("to go on with Instagram > ", timeout=60)
    tool.type()
    tool.expect("Instagram: Paste the code", timeout=60)
    tool.type(world.code("instagram"))
    tool.expect("Instagram: the page says that it has received your objection", timeout=60)
    assert not NOT_TRUE.search(tool.text), tool.text
    assert "Instagram: you check and" not in tool.text
    assert len(world.objections()) == 2


@pytest.mark.headed
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
