"""The main job, from the command line to the page and back, in a real terminal and window."""

import pytest
from support.english import too_wide
from support.waiting import until
from support.world import EMAIL, World

pytestmark = pytest.mark.headed

NAMES = {"facebook": "Facebook", "instagram": "Instagram"}
LEFT_ALONE = ["prepared", "prefilled"]
WITH_CODE = [*LEFT_ALONE, "submitted", "code_asked", "code_entered", "acknowledged"]
DIRECT = [*LEFT_ALONE, "submitted", "acknowledged"]


def test_the_direct_flow_covers_a_linked_account(world: World) -> None:
    world.two_forms(flow="direct", markup="react", email=EMAIL)
    tool = world.run("facebook", "instagram", "--linked")
    tool.expect("Facebook: you check and")
    assert world.site.received == []
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook: the page says that it has received your objection")
    tool.expect("Instagram: your accounts are linked")
    tool.finish()
    assert tool.exit() == 0
    assert "Erase this sign-in" not in tool.text, "nobody was asked to sign in"
    first, second = world.records()
    assert [rung["state"] for rung in first["rungs"]] == DIRECT
    assert (second["state"], second["covered_by"]) == ("covered", first["id"])
    assert "Instagram: the form is being" not in tool.text
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert sent["explanation"].split() == first["letter"].split()


def test_both_forms_in_one_browser(world: World) -> None:
    """The other one is sent in between, and its mail is there first."""
    world.two_forms(flow="code")
    tool = world.run("facebook", "instagram", columns=40)
    tool.expect("Facebook: you check and")
    assert "Instagram: you" not in tool.text, "one at a time"
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook: Paste the code")
    world.site.person_does("instagram", "submit")
    until(lambda: len(world.site.mails) == 2)
    own = {form: world.code(form) for form in NAMES}
    assert "Instagram: the code" not in tool.text, "nothing is written into the question"
    tool.type()
    tool.expect("Next is Instagram")
    tool.expect("Instagram: Paste the code")
    tool.type(own["instagram"])
    tool.expect("Instagram: the page says that it has")
    tool.expect("to go on with Facebook > ")
    tool.type()
    tool.expect("Facebook: Paste the code")
    assert "Instagram: you check" not in tool.text, "it was sent before its turn"
    tool.type(own["facebook"])
    tool.expect("Facebook: the page says that it has")
    tool.expect("How it stands now")
    assert too_wide(tool.text, 40) == []
    tool.finish()
    assert tool.exit() == 0
    assert [r["state"] for r in world.records()] == ["acknowledged", "acknowledged"]
    typed = [(r.form, r.fields["code"]) for r in world.site.received if r.kind == "code"]
    assert typed == [(form, own[form]) for form in ("instagram", "facebook")]


def test_the_third_party_form(world: World) -> None:
    tool = world.start("third-party", markup="react")
    tool.expect("you check and")
    world.site.person_does("third-party", "submit")
    tool.expect("has received your objection")
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert "object" in sent["request"]
    assert "Prénom Nom" in sent.values()


def test_the_whole_job_with_what_stands_before_the_form_and_a_wrong_code(world: World) -> None:
    """Sign-in, checkpoint, cookies and a question are left to the person, who types the right code
    in the page."""
    before = {"signin": "1", "checkpoint": "1", "cookies": "1", "gate": "which"}
    form = {"flow": "code", "code_boxes": "6", "country": "typeahead", "lang": "fr"}
    tool = world.start("facebook", **form, **before)
    for told, act in (
        ("Please sign in", "sign_in"),
        ("sure that it is you", "pass_checkpoint"),
        ("cookie choice covers the page", "accept_cookies"),
        ("Please answer it there", "answer_gate"),
        ("you check and", "submit"),
    ):
        tool.expect(told)
        if act == "submit":
            assert world.states() == LEFT_ALONE
            assert world.objections() == []
        world.site.person_does("facebook", act)
    tool.expect("Paste the code")
    (sent,) = world.objections()
    right = world.code("facebook")
    tool.type(f"{(int(right) + 1) % 1_000_000:06}")
    tool.expect("did not take the code")
    tool.expect("Paste the code")
    record = world.record()
    assert (record["state"], record["code_status"]) == ("code_entered", "rejected")
    world.site.person_does("facebook", "type_code:" + right)
    tool.expect("has received your objection")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type("n")
    assert tool.exit() == 0
    assert list(dict.fromkeys(world.states())) == WITH_CODE
    record = world.record()
    assert (record["code_status"], record["letter_sent"]) == ("accepted", None)
    assert (sent["email"], sent["country"]) == (EMAIL, "FR")
    assert sent["explanation"].split() == record["letter"].split()
