"""The main job, from the command line to the page and back, over flows, markups and languages."""

import pytest
from support.covering import crossed
from support.english import too_wide
from support.world import EMAIL, World

pytestmark = pytest.mark.headed

NAMES = {"facebook": "Facebook", "instagram": "Instagram"}
LEFT_ALONE = ["prepared", "prefilled"]
WITH_CODE = [*LEFT_ALONE, "submitted", "code_asked", "code_entered", "acknowledged"]
DIRECT = [*LEFT_ALONE, "submitted", "acknowledged"]
CONTROLS = (
    ("classic", "typeahead"),
    ("classic", "select"),
    ("react", "combobox"),
    ("react", "select"),
)
"""The markup of a page, and what its country is chosen with."""


@pytest.mark.parametrize(
    ("form", "markup", "country", "page_language"),
    crossed(
        ("facebook", "instagram"),
        (
            ("classic", "typeahead"),
            ("classic", "select"),
            ("react", "combobox"),
            ("react", "select"),
        ),
        ("en", "fr", "de"),
        ways=1,
    ),
    indirect=["page_language"],
)
def test_the_whole_job_with_a_code(
    world: World, form: str, markup: str, country: str, page_language: str
) -> None:
    tool = world.start(form, flow="code", markup=markup, country=country, lang=page_language)
    tool.expect("you check and")
    assert world.states() == LEFT_ALONE
    assert world.site.received == []
    world.site.person_does(form, "submit")
    tool.expect("Paste the code")
    tool.type(world.code(form))
    tool.expect("has received your objection")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type("n")

    assert tool.exit() == 0
    assert world.states() == WITH_CODE
    record = world.record()
    assert record["code_status"] == "accepted"
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert sent["country"] == "FR"
    assert sent["explanation"].split() == record["letter"].split()
    assert record["letter_sent"] is None


@pytest.mark.parametrize(
    ("form", "markup"), crossed(("facebook", "instagram"), ("classic", "react"), ways=1)
)
def test_the_direct_flow_is_acknowledged_without_a_code(
    world: World, form: str, markup: str
) -> None:
    tool = world.start(form, flow="direct", markup=markup, email=EMAIL)
    tool.expect("you check and")
    assert world.site.received == []
    world.site.person_does(form, "submit")
    tool.expect("has received your objection")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type()

    assert tool.exit() == 0
    assert world.states() == DIRECT
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert sent["explanation"].split() == world.record()["letter"].split()


def test_an_address_and_a_button_are_enough_in_the_email_flow(world: World) -> None:
    tool = world.start("facebook", flow="email", markup="classic")
    tool.expect("you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("has received your objection")
    assert world.objections()[0]["email"] == EMAIL


def test_both_forms_in_one_browser(world: World) -> None:
    world.two_forms(flow="code")
    tool = world.run("facebook", "instagram")
    for number, (form, name) in enumerate(NAMES.items()):
        tool.expect(f"{name}: you check and")
        assert number or "Instagram: you" not in tool.text, "one at a time"
        assert len(world.objections()) == number
        world.site.person_does(form, "submit")
        tool.expect(f"{name}: Paste the code")
        tool.type(world.code(form))
        tool.expect(f"{name}: the page says that it has received your objection")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type("y")
    assert tool.exit() == 0
    assert [r["state"] for r in world.records()] == ["acknowledged", "acknowledged"]
    assert not (world.data / "browser").exists()


def test_the_other_tab_while_a_question_is_open(world: World) -> None:
    """It is that one's turn; the question is taken back, and asked again afterwards."""
    world.two_forms(flow="code")
    tool = world.run("facebook", "instagram", columns=40)
    tool.expect("Facebook: you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook: Paste the code")
    world.site.person_does("instagram", "submit")
    tool.expect("Instagram: you have gone on")
    assert "> \nInstagram: you have gone on" in tool.text, "nothing is written into it"
    for form, name in (("instagram", "Instagram"), ("facebook", "Facebook")):
        tool.expect(f"{name}: Paste the code")
        tool.type(world.code(form))
        tool.expect(f"{name}: the page says that it has")
    tool.expect("How it stands now")
    assert tool.text.count("Paste the code") == 3
    assert too_wide(tool.text, 40) == []
    assert [r["state"] for r in world.records()] == ["acknowledged", "acknowledged"]


def test_a_code_for_the_other_form_is_taken_there(world: World) -> None:
    world.two_forms(flow="code")
    tool = world.run("facebook", "instagram")
    for form, name in NAMES.items():
        tool.expect("Facebook: you check and" if form == "facebook" else "> ")
        world.site.person_does(form, "submit")
        tool.expect(f"{name}: Paste the code")
    tool.type(world.code("facebook"))
    tool.expect("It may be the code for Facebook")
    tool.expect("Shall optout type it at Facebook.* > ")
    tool.type("y")
    tool.expect("Facebook: the page says that it has received")
    tool.expect("Instagram: Paste the code")
    tool.type(world.code("instagram"))
    tool.expect("Instagram: the page says that it has received")
    typed = [(r.form, r.fields["code"]) for r in world.site.received if r.kind == "code"]
    own = {form: world.code(form) for form in NAMES}
    assert typed == [
        ("instagram", own["facebook"]),
        ("facebook", own["facebook"]),
        ("instagram", own["instagram"]),
    ]


def test_a_linked_account_is_covered_by_the_first(world: World) -> None:
    world.two_forms(flow="direct", email=EMAIL)
    tool = world.run("facebook", "instagram", "--linked")
    tool.expect("Facebook: you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Instagram: your accounts are linked")
    tool.finish()
    tool.expect("Erase this sign-in")
    tool.type()
    assert tool.exit() == 0
    first, second = world.records()
    assert (first["state"], second["state"]) == ("acknowledged", "covered")
    assert second["covered_by"] == first["id"]
    assert "Instagram: the form is being" not in tool.text


def test_a_linked_account_is_not_covered_by_a_refusal(world: World) -> None:
    world.two_forms(flow="direct", email=EMAIL, after="refused")
    tool = world.run("facebook", "instagram", "--linked")
    tool.expect("Facebook: you check and")
    world.site.person_does("facebook", "submit")
    tool.expect("Facebook: the page refuses")
    tool.expect("by hand, with the letter")
    tool.type("n")
    tool.expect(r"to\s+go\s+on\s+with\s+Instagram >")
    assert "Instagram: the form is being" not in tool.text, "Facebook's answer is read first"
    tool.type()
    tool.expect("Instagram: you check and")


@pytest.mark.parametrize("markup", ["classic", "react"])
def test_the_third_party_form(world: World, markup: str) -> None:
    tool = world.start("third-party", markup=markup)
    tool.expect("you check and")
    world.site.person_does("third-party", "submit")
    tool.expect("has received your objection")
    (sent,) = world.objections()
    assert sent["email"] == EMAIL
    assert "object" in sent["request"]
    assert "Prénom Nom" in sent.values()


def test_the_form_of_threads_is_one_like_the_others(world: World) -> None:
    world.settings["OPTOUT_THREADS_URL"] = world.site.url("threads", session="t", flow="code")
    world.settings["OPTOUT_THREADS_EMAIL"] = "threads@example.org"
    tool = world.run("threads")
    tool.expect("Threads: you check and")
    assert world.site.received == []
    world.site.person_does("threads", "submit")
    tool.expect("Threads: Paste the code")
    tool.type(f"Hello, {world.code('threads')} is your confirmation code. Bengaluru 560001")
    tool.expect("Threads: the page says that it has received your objection")
    (sent,) = world.objections()
    assert sent["email"] == "threads@example.org"
    assert "Threads" in sent["explanation"]
    record = world.record()
    assert (record["form"], record["service"]) == ("threads", "threads")
    assert record["state"] == "acknowledged"


def test_an_address_of_another_service_is_none_for_threads(world: World) -> None:
    world.settings["OPTOUT_THREADS_URL"] = "https://www.facebook.com/help/contact/1"
    tool = world.run("threads")
    assert tool.exit() == 2
    assert "Threads" in tool.text
    assert not world.records()
