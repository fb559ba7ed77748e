"""The fields' traps: what the real pages do to whoever fills them carelessly."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect
from support.covering import crossed, some
from support.practice_twin.options import baits, hidden_name
from support.practice_visitor import LETTER, PracticeVisitor

MARKUPS = ("classic", "react")
KINDS = ("select", "typeahead", "combobox")


def test_a_country_by_keyboard_alone(person: PracticeVisitor) -> None:
    for kind, chosen in (("typeahead", "DE"), ("combobox", "GA")):
        person.open(country=kind, session=kind)
        person.fill()
        person.country.focus()
        if kind == "typeahead":
            person.country.fill("")
            person.page.keyboard.type("germ")
            person.page.keyboard.press("ArrowDown")
        else:
            person.page.keyboard.press("Enter")
            person.page.keyboard.type("g")  # the first with that letter
        person.page.keyboard.press("Enter")
        person.sends(then="code")
        assert person.objections()[-1].fields["country"] == chosen


def test_a_typed_country_that_was_not_picked_is_refused(person: PracticeVisitor) -> None:
    """The newer pages have their button only once all is there."""
    person.open(country="typeahead", markup="react")
    expect(person.send).to_be_disabled()
    person.fill()
    expect(person.send).to_be_enabled()
    person.box("explanation").fill("  ")
    expect(person.send).to_be_disabled()
    person.box("explanation").fill(LETTER)
    person.country.fill("France")
    expect(person.send).to_be_disabled()

    person.open(country="typeahead", markup="classic")
    person.fill()
    person.country.fill("France")
    person.send.click()
    person.is_told("error_country")
    assert person.objections()[0].fields == {
        "country": "",
        "country_name": "France",
        "email": "nobody@example.org",
        "explanation": LETTER,
        "additional": "",
    }
    assert person.site.mails == []


def test_a_country_that_is_not_listed(person: PracticeVisitor) -> None:
    for kind in KINDS:
        person.open(country=kind, missing_country="NO")
        for name, listed in (("Norway", 0), ("Norfolk Island", 1)):
            if kind == "typeahead":
                person.country.fill(name[:3])
            elif kind == "combobox":
                person.country.press("Escape")
                person.country.click()
            options = person.page.get_by_role("option", name=name, exact=True)
            expect(options).to_have_count(listed)
            if kind == "combobox":
                person.country.press("Escape")


def stopped_clock(person: PracticeVisitor) -> Callable[[int], None]:
    """Stops the pages' clock, and gives what lets so many milliseconds pass."""
    clock = person.page.clock
    clock.install(time=0)
    clock.pause_at(1000)
    return clock.run_for


@pytest.mark.parametrize(("markup", "same"), [("classic", True), ("react", False)])
def test_a_render_wipes_what_no_event_announced_and_the_newer_pages_ids(
    timed_person: PracticeVisitor, markup: str, same: bool
) -> None:
    pass_time = stopped_clock(timed_person)
    timed_person.open(markup=markup, flow="direct", rerender="400")
    pass_time(1)
    email, letter = timed_person.box("email"), timed_person.box("explanation")
    email.wait_for()
    before, first = letter.element_handle(), email.get_attribute("id")
    assert before is not None and first is not None
    assert re.fullmatch(r":r[0-9a-z]+:" if markup == "react" else r"u_0_[0-9a-z]+", first)
    letter.evaluate("box => { box.value = 'without an event' }")
    email.fill("kept@example.org")
    pass_time(400)
    before.wait_for_element_state("hidden")  # the node was replaced
    expect(letter).to_have_value("")
    expect(email).to_have_value("kept@example.org")
    assert (email.get_attribute("id") == first) is same


@pytest.mark.parametrize(
    ("lang", "code", "kind", "markup"),
    crossed([("fr", "CI"), ("en", "DE"), ("de", "AT")], KINDS, MARKUPS, ways=1),
)
def test_a_render_keeps_what_was_filled(
    timed_person: PracticeVisitor, lang: str, code: str, kind: str, markup: str
) -> None:
    pass_time = stopped_clock(timed_person)
    timed_person.open(lang=lang, markup=markup, country=kind, rerender="400")
    pass_time(1)
    email = timed_person.box("email").element_handle()
    timed_person.fill(country=code)
    pass_time(400)
    email.wait_for_element_state("hidden")
    timed_person.send.click()
    timed_person.sees("code")
    [objection] = timed_person.objections()
    assert objection.fields["country"] == code
    assert objection.fields["email"] == "nobody@example.org"
    assert objection.fields["explanation"] == LETTER


def test_fields_that_come_late(timed_person: PracticeVisitor) -> None:
    pass_time = stopped_clock(timed_person)
    timed_person.open(late="700", markup="react")
    timed_person.page.get_by_role("status").filter(has_text=timed_person.word("loading")).wait_for()
    pass_time(600)
    assert timed_person.box("email").count() == 0
    pass_time(100)
    timed_person.fill()
    timed_person.site.person_does("facebook", "submit")
    timed_person.sees("code")


def test_a_limit_cuts_what_is_filled_in(person: PracticeVisitor) -> None:
    person.open(maxlength="30", flow="direct")
    person.box("explanation").fill("x" * 40)
    expect(person.box("explanation")).to_have_value("x" * 30)
    assert person.box("explanation").get_attribute("maxlength") == "30"


BAITS = baits("facebook")


@pytest.mark.parametrize("name", some(BAITS, [hidden_name("facebook")]))
def test_bait_is_out_of_sight_and_ends_badly(person: PracticeVisitor, name: str) -> None:
    person.open(flow="direct")
    person.fill()
    for each in BAITS:
        expect(person.page.locator(f"[name={each}]")).not_to_be_in_viewport()
    person.page.locator(f"[name={name}]").evaluate("field => { field.value = 'robot' }")
    person.sends(then="blocked")
    assert person.site.mails == []


@pytest.mark.parametrize(
    ("gate", "right", "markup"),
    crossed([("1", "gate_yes"), ("which", "gate_object")], MARKUPS, ways=1),
)
def test_the_gate_question_comes_first(
    person: PracticeVisitor, gate: str, right: str, markup: str
) -> None:
    person.open(gate=gate, markup=markup, flow="direct")
    expect(person.send).to_be_hidden()
    wrong = {"1": "gate_no", "which": "gate_third"}[gate]
    person.page.get_by_role("radio", name=person.word(wrong)).check()
    person.page.get_by_text(person.word("gate_elsewhere")).wait_for()
    expect(person.send).to_be_hidden()
    person.site.person_does("facebook", "answer_gate")
    person.fill()
    person.sends(then="acknowledged")
    assert person.objections()[0].fields["gate"] == right.removeprefix("gate_")


def test_of_pictures_only_the_names_are_told(person: PracticeVisitor) -> None:
    person.open("third-party")
    person.fill()
    picture: FilePayload = {
        "name": "answer.png",
        "mimeType": "image/png",
        "buffer": b"secret pixels",
    }
    person.page.get_by_label(person.word("label_upload")).set_input_files(picture)
    person.sends(then="acknowledged")
    [objection] = person.objections()
    assert objection.fields["upload"] == "answer.png"
    assert "secret" not in repr(objection)
