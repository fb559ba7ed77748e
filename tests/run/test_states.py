"""Pages on the way to the form and ends other than the good one: each with its true state."""

import re
from datetime import UTC, datetime

import pytest
from support.ends import ENDS_AFTER_SENDING
from support.terminal import WAITS
from support.world import EMAIL, World

from optout import letters

pytestmark = pytest.mark.headed


def test_sign_in_checkpoint_and_cookies_are_left_to_the_person(world: World) -> None:
    tool = world.start("facebook", flow="code", signin="1", checkpoint="1", cookies="1")
    tool.expect("Please sign in")
    world.site.person_does("facebook", "sign_in")
    tool.expect("sure that it is you")
    world.site.person_does("facebook", "pass_checkpoint")
    tool.expect("cookie choice covers the page")
    world.site.person_does("facebook", "accept_cookies")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code")
    assert [r.kind for r in world.site.received].count("objection") == 1


@pytest.mark.thorough
def test_the_known_gate_is_answered_from_the_record(world: World) -> None:
    tool = world.start("facebook", flow="direct", gate="1")
    tool.expect("you check and")
    assert world.site.received == []


def test_another_gate_is_left_to_the_person(world: World) -> None:
    tool = world.start("facebook", flow="direct", gate="which")
    tool.expect("Please answer it there")
    assert "you check and" not in tool.text
    world.site.person_does("facebook", "answer_gate")
    tool.expect("you check and")


@pytest.mark.thorough
@pytest.mark.parametrize(("after", "says", "state", "code"), ENDS_AFTER_SENDING)
def test_an_end_is_recorded_as_what_it_is(
    world: World, after: str, says: str, state: str, code: int
) -> None:
    tool = world.start("instagram", flow="direct", after=after)
    tool.expect("you check and")
    world.site.person_does("instagram", "submit")
    tool.expect(says)
    if tool.expect("by hand, with the letter", WAITS) == 0:
        tool.type("n")
        tool.finish()
    else:
        tool.type()
        tool.expect("Erase this sign-in")
        tool.type("n")
    assert tool.exit() == code
    assert world.record()["state"] == state


@pytest.mark.thorough
@pytest.mark.parametrize("state", ["already", "unavailable_country", "gone"])
def test_an_end_instead_of_the_form(world: World, state: str) -> None:
    tool = world.start("facebook", state=state)
    if state == "already":
        tool.expect("objected already")
        tool.finish()
        tool.expect("Erase this sign-in")
        tool.type()
        assert tool.exit() == 0
        assert world.record()["state"] == "already_objected"
    else:
        tool.expect("not available")
        tool.expect("by hand, with the letter")
        tool.type("n")
        tool.finish()
        assert tool.exit() == 4
        assert world.record()["state"] == "unavailable"
    assert world.site.received == []


@pytest.mark.thorough
def test_a_thank_you_page_without_sending_proves_nothing(world: World) -> None:
    tool = world.start("facebook", state="acknowledged")
    tool.expect("does not recognise this page", timeout=40)
    assert world.record()["state"] == "prepared"
    tool.interrupt()
    assert tool.exit() == 130
    assert world.record()["state"] == "abandoned"


@pytest.mark.thorough
def test_a_field_error_is_told_in_the_pages_words(world: World) -> None:
    tool = world.start("facebook", flow="code", after="field_error")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("the page says:")
    tool.expect("correct it in the page")
    assert world.record()["state"] == "prefilled"


def test_a_wrong_code_is_said_and_asked_for_again(world: World) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code")
    right = world.code("facebook")
    tool.type(f"{(int(right) + 1) % 1_000_000:06}")
    tool.expect("did not take the code")
    tool.expect("Paste the code")
    assert world.record()["code_status"] == "rejected"
    assert world.record()["state"] == "code_entered"
    tool.type(right)
    tool.expect("has received your objection")
    assert world.record()["code_status"] == "accepted"


@pytest.mark.thorough
@pytest.mark.parametrize(("boxes", "dialog"), [("6", "1"), ("1", "1"), ("6", "0")])
def test_the_code_in_one_field_or_a_box_a_digit(world: World, boxes: str, dialog: str) -> None:
    tool = world.start("instagram", flow="code", code_boxes=boxes, dialog=dialog)
    tool.expect("you check and")
    world.site.person_does("instagram", "submit")
    tool.expect("Paste the code")
    code = world.code("instagram")
    tool.type(f"Your code is\n\n  {code[:3]} {code[3:]}\n\nThanks")
    tool.expect("has received your objection")
    assert world.record()["code_status"] == "accepted"
    kept = (world.data / "dossiers").rglob("*.json")
    alone = re.compile(rf"(?<!\d){code}(?!\d)")  # not by chance in a longer number
    assert not any(alone.search(file.read_text("utf-8")) for file in kept)


def test_the_person_types_the_code_in_the_page(world: World) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code")
    world.site.person_does("facebook", "type_code:" + world.code("facebook"))
    tool.expect("has received your objection")
    assert world.states()[-1] == "acknowledged"


@pytest.mark.thorough
def test_what_the_person_changes_is_kept_as_it_was_sent(world: World) -> None:
    tool = world.start("facebook", flow="direct")
    tool.expect("you check and")
    world.site.person_does(
        "facebook", "edit_letter:Ma propre lettre, avec mes raisons. " + "x" * 120
    )
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection")
    (sent,) = world.objections()
    assert sent["explanation"].startswith("Ma propre lettre")
    assert world.record()["letter_sent"] == sent["explanation"]
    assert world.record()["letter"] != sent["explanation"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("policy", "address"), [("keep", "account@example.org"), ("replace", EMAIL)]
)
def test_the_policy_for_an_address_that_is_there(world: World, policy: str, address: str) -> None:
    tool = world.start(
        "facebook", "--email-policy", policy, flow="direct", email="account@example.org"
    )
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection")
    assert world.objections()[0]["email"] == address


@pytest.mark.thorough
def test_another_address_is_shown_and_the_person_chooses(world: World) -> None:
    tool = world.start("facebook", flow="direct", email="account@example.org")
    tool.expect("account@example.org")
    tool.expect(EMAIL)
    tool.expect("Replace it with yours")
    tool.type("y")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection")
    assert world.objections()[0]["email"] == EMAIL


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["select", "typeahead", "combobox"])
def test_a_country_that_is_not_listed_is_never_replaced(world: World, kind: str) -> None:
    markup = "react" if kind == "combobox" else "classic"
    tool = world.start("facebook", flow="code", markup=markup, country=kind, missing_country="FR")
    tool.expect("the form does not list it")
    tool.expect("does not list France")
    tool.expect("Number")
    tool.type("4")
    tool.expect("Open this address")
    tool.expect("Put the letter on the clipboard")
    tool.type("n")
    tool.expect("have you sent it")
    tool.type("y")
    tool.finish()
    assert tool.exit() == 1
    assert world.record()["state"] == "unconfirmed"
    assert world.site.received == []


@pytest.mark.thorough
@pytest.mark.parametrize("late", ["2500"])
def test_late_and_re_rendered_fields(world: World, late: str) -> None:
    tool = world.start("facebook", flow="code", markup="react", late=late, rerender="400")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code")
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert sent["explanation"].split() == world.record()["letter"].split()


@pytest.mark.thorough
def test_a_shorter_letter_is_used_whole_where_the_box_is_small(world: World) -> None:
    started = datetime.now(UTC)
    tool = world.start("facebook", flow="code", maxlength="2000")
    tool.expect("standard letter|short letter")
    tool.expect("you check and")
    assert len(world.record()["letter"]) <= 2000
    record = world.record()
    begun = datetime.fromisoformat(record["rungs"][0]["at_local"])
    whole = {
        letters.render(
            length=record["length"],
            service="facebook",
            country="FR",
            email=EMAIL,
            name="Prénom Nom",
            language="fr",
            reason=letters.DEFAULT_REASON,
            today=moment.date(),
        ).text
        for moment in (started.astimezone(begun.tzinfo), begun)
    }
    assert record["letter"] in whole
