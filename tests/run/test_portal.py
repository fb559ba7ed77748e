"""The request portal, and ways that lead to it: whole runs. A code comes before Submit; nothing is
sent until the form itself has left.
"""

import pytest
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed

FORM = "facebook"
PORTAL_RUNGS = [
    "prepared",
    "prefilled",
    "code_asked",
    "code_entered",
    "submitted",
    "acknowledged",
]


def submits_with_a_code(world: World, tool: Terminal) -> None:
    """The person presses "Request code", of which it is said that nothing is sent by it, pastes the
    code, and presses "Submit"."""
    tool.expect("A code is then mailed to you", timeout=90)
    world.site.person_does(FORM, "request_code")
    tool.expect("Not sent yet. First the code", timeout=60)
    tool.expect("A code is on its way")
    tool.expect("Paste the code")
    assert world.objections() == []
    assert world.record()["sent"] == "no"
    tool.type(world.code(FORM))
    tool.expect("Only that sends it", timeout=60)
    world.site.person_does(FORM, "submit")


def ends_well(tool: Terminal) -> None:
    tool.expect("the page says that it has received your objection", timeout=60)
    tool.finish()
    assert tool.exit(timeout=60) == 0


def test_a_menu_leads_to_a_form_whose_code_comes_before_the_sending(world: World) -> None:
    """A security check comes after it is submitted."""
    tool = world.start(FORM, markup="portal", state="menu", captcha="1")
    tool.expect("do what the page asks", timeout=60)
    world.site.person_does(FORM, "choose_from_menu")
    submits_with_a_code(world, tool)
    tool.expect("do what the page asks", timeout=60)
    assert world.objections() == []
    assert world.record()["sent"] != "proved"
    world.site.person_does(FORM, "solve_captcha")
    ends_well(tool)
    assert world.states() == PORTAL_RUNGS
    record = world.record()
    assert (record["sent"], record["code_status"]) == ("proved", "accepted")
    (sent,) = world.objections()
    assert 0 < len(sent["explanation"]) <= 500
    assert record["letter"].split() == sent["explanation"].split()


def test_the_old_form_leads_to_a_wizard_that_is_filled_in_step_by_step(world: World) -> None:
    tool = world.start(FORM, jump="country", jump_after="400", steps="wizard")
    tool.expect("led on to another form. Nothing was sent", timeout=90)
    for _step in range(2):
        tool.expect("this step is filled in", timeout=90)
        tool.expect("Press: Next")
        tool.expect("That does not send your objection yet")
        world.site.person_does(FORM, "next")
    submits_with_a_code(world, tool)
    ends_well(tool)
    record = world.record()
    filled = {role for role, field in record["fields"].items() if field["status"] == "filled"}
    assert filled >= {"country", "email", "explanation"}
    folder = world.data / "dossiers" / record["id"]
    assert (folder / "step-1.png").is_file()
    assert (folder / "filled.png").is_file()
    assert len(world.objections()) == 1
