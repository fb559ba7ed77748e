"""The request portal, and all ways that lead to it: whole runs, each with what must not count.

A code comes before Submit; nothing is sent until the form itself has left.
"""

import pytest
from support.covering import some
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


def asks_for_code(world: World, tool: Terminal) -> None:
    """The person presses "Request code"; the tool notices, and says that nothing is sent."""
    tool.expect("A code is then mailed to you", timeout=90)
    world.site.person_does(FORM, "request_code")
    tool.expect("A code is on its way", timeout=60)
    tool.expect("Your objection is not sent yet")
    tool.expect("Paste the code")


def submits(world: World, tool: Terminal) -> None:
    tool.expect("Only that sends it", timeout=60)
    world.site.person_does(FORM, "submit")


def ends_well(tool: Terminal) -> None:
    tool.expect("the page says that it has received your objection", timeout=60)
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type("n")
    assert tool.exit(timeout=60) == 0


def test_the_code_comes_before_the_sending(world: World) -> None:
    tool = world.start(FORM, markup="portal")
    asks_for_code(world, tool)
    assert world.objections() == []
    assert world.record()["sent"] == "no"
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    assert world.states() == PORTAL_RUNGS
    record = world.record()
    assert (record["sent"], record["code_status"]) == ("proved", "accepted")
    (sent,) = world.objections()
    assert len(sent["explanation"]) <= 500
    assert record["letter"].split() == sent["explanation"].split()


@pytest.mark.thorough
def test_a_wrong_code_first(world: World) -> None:
    tool = world.start(FORM, markup="portal", code="wrong_first")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    tool.expect("the code is wrong", timeout=60)
    tool.expect("Paste the code")
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    assert world.states().count("code_entered") == 2


@pytest.mark.thorough
def test_a_code_that_is_too_old_is_requested_twice(world: World) -> None:
    tool = world.start(FORM, markup="portal", code="expired")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    tool.expect("the page did not take the code", timeout=60)
    assert world.objections() == []
    tool.expect("A code is then mailed to you")
    world.site.person_does(FORM, "request_code")
    tool.expect("Paste the code", timeout=60)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    assert world.states().count("code_entered") == 2
    (_sent,) = world.objections()


@pytest.mark.thorough
def test_the_code_is_in_and_nothing_is_sent(world: World) -> None:
    tool = world.start(FORM, markup="portal")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    tool.expect("Only that sends it", timeout=60)
    tool.interrupt()
    tool.expect("a code was asked for, but the form was not sent")
    assert tool.exit(timeout=60) == 130
    record = world.record()
    assert (record["state"], record["sent"]) == ("abandoned", "no")
    assert world.objections() == []
    again = world.start(FORM, markup="portal")
    again.expect("Ask the page for the code again", timeout=60)
    again.expect("A code is then mailed to you", timeout=90)


def test_what_is_submitted_meets_a_security_check(world: World) -> None:
    tool = world.start(FORM, markup="portal", captcha="1")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    tool.expect("checks that you are a person", timeout=60)
    assert world.objections() == []
    assert world.record()["sent"] != "proved"
    world.site.person_does(FORM, "solve_captcha")
    ends_well(tool)


@pytest.mark.thorough
def test_a_security_check_that_is_cancelled_sends_nothing(world: World) -> None:
    tool = world.start(FORM, markup="portal", captcha="1")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    tool.expect("checks that you are a person", timeout=60)
    world.site.person_does(FORM, "cancel_captcha")
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    record = world.record()
    assert record["state"] == "abandoned"
    assert record["sent"] != "proved"
    assert world.objections() == []


def test_a_wizard_is_filled_in_step_by_step(world: World) -> None:
    tool = world.start(FORM, markup="portal", steps="wizard")
    for _step in range(2):
        tool.expect("this step is filled in", timeout=90)
        tool.expect("Press: Next")
        if tool.expect("Nothing is sent by that yet") == 0:
            world.site.person_does(FORM, "next")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    assert world.states() == PORTAL_RUNGS
    fields = world.record()["fields"]
    assert {role for role, field in fields.items() if field["status"] == "filled"} >= {
        "country",
        "email",
        "explanation",
    }
    folder = world.data / "dossiers" / world.record()["id"]
    assert (folder / "step-1.png").is_file()
    assert (folder / "filled.png").is_file()


@pytest.mark.parametrize("jump", some(["country", "open"], ["country"]))
def test_the_old_address_leads_to_the_portal(world: World, jump: str) -> None:
    tool = world.start(FORM, jump=jump)
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    assert len(world.objections()) == 1


@pytest.mark.parametrize("delay", some(["100", "400", "2000", "5000"], ["400"]))
def test_the_portal_is_filled_in_at_whatever_moment_it_comes(world: World, delay: str) -> None:
    """Milliseconds after the choice of a country: before, at and after the hand-over."""
    tool = world.start(FORM, jump="country", jump_after=delay, steps="wizard")
    tool.expect("led on to another form. Nothing was sent", timeout=90)
    for _step in range(2):
        tool.expect("this step is filled in", timeout=90)
        world.site.person_does(FORM, "next")
    asks_for_code(world, tool)
    assert world.objections() == []
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)
    (sent,) = world.objections()
    assert 0 < len(sent["explanation"]) <= 500
    assert world.record()["letter"].split() == sent["explanation"].split()


def test_nothing_is_filled_in_at_the_portal_once_something_left(world: World) -> None:
    tool = world.start(FORM, jump="country", jump_after="5000", after="field_error")
    tool.expect("Keep the window open and this one too", timeout=90)
    world.site.person_does(FORM, "submit")
    tool.expect("this is not the form that was filled in", timeout=60)
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    assert (len(world.objections()), world.record()["sent"]) == (1, "left")


def test_a_menu_is_the_persons(world: World) -> None:
    tool = world.start(FORM, markup="portal", state="menu")
    tool.expect("this page only leads on to others", timeout=60)
    world.site.person_does(FORM, "choose_from_menu")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)


@pytest.mark.thorough
def test_a_question_that_only_the_person_can_answer(world: World) -> None:
    """Three of its answers are objections, and the page takes an answer back once."""
    tool = world.start(FORM, markup="portal", radios="unpicked")
    tool.expect("Only you can fill in or tick these", timeout=90)
    tool.expect("Which of these describes your request")
    world.site.person_does(FORM, "answer_gate")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)


@pytest.mark.thorough
def test_chained_questions_are_told_one_by_one(world: World) -> None:
    tool = world.start(FORM, markup="portal", gates="chained")
    for question in ("Which product", "What can we help you with", "What would you like to do"):
        tool.expect(question, timeout=90)
        world.site.person_does(FORM, "answer_gate")
    asks_for_code(world, tool)
    tool.type(world.code(FORM))
    submits(world, tool)
    ends_well(tool)


def test_the_mobile_page(world: World) -> None:
    tool = world.start(FORM, markup="mobile", flow="code")
    tool.expect("Keep the window open and this one too", timeout=90)
    world.site.person_does(FORM, "submit")
    tool.expect("Paste the code", timeout=60)
    tool.type(world.code(FORM))
    ends_well(tool)


def test_the_code_in_a_layer_of_its_own(world: World) -> None:
    tool = world.start(FORM, flow="code", codeform="layer")
    tool.expect("Keep the window open and this one too", timeout=90)
    world.site.person_does(FORM, "submit")
    tool.expect("Your request was sent", timeout=60)
    tool.expect("Paste the code")
    tool.type(world.code(FORM))
    ends_well(tool)
    assert world.states()[2:4] == ["submitted", "code_asked"]


@pytest.mark.thorough
@pytest.mark.parametrize("limit", ["words", "2lines"])
def test_a_limit_that_is_told_only_in_words(world: World, limit: str) -> None:
    tool = world.start(FORM, flow="direct", limit=limit)
    tool.expect("Keep the window open and this one too", timeout=90)
    world.site.person_does(FORM, "submit")
    ends_well(tool)
    (sent,) = world.objections()
    if limit == "2lines":
        assert len(sent["explanation"].splitlines()) <= 2
    else:
        assert len(sent["explanation"]) <= 500


@pytest.mark.thorough
def test_a_limit_that_is_told_only_afterwards(world: World) -> None:
    tool = world.start(FORM, flow="direct", limit="told")
    tool.expect("Keep the window open and this one too", timeout=90)
    world.site.person_does(FORM, "submit")
    tool.expect("takes a shorter letter", timeout=60)
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does(FORM, "submit")
    ends_well(tool)
