"""The request portal: the code before Submit, steps, the security check, and its traps."""

import re

import pytest
from playwright.sync_api import Request, expect
from support.covering import some
from support.practice_visitor import EMAIL, SHORT_LETTER, PracticeVisitor, wrong_code

from optout.practice.fields import LIMIT, NAME_LIMIT
from optout.practice.words import languages


def _kinds(person: PracticeVisitor) -> list[str]:
    return [one.kind for one in person.site.received]


def _ends(person: PracticeVisitor) -> None:
    person.page.get_by_role("heading", name=person.word("portal_done_title")).wait_for()


@pytest.mark.parametrize("lang", some(languages(), ["en"]))
def test_a_whole_objection_with_the_code_first(person: PracticeVisitor, lang: str) -> None:
    person.open(markup="portal", lang=lang)
    assert re.search(r"/requests/[0-9]+\?", person.page.url)
    address = person.page.url
    person.fill_portal()
    expect(person.send).to_be_disabled()
    code = person.requests_the_code()
    expect(person.button("portal_code_sent")).to_be_disabled()
    assert _kinds(person) == ["code_request"]

    person.code_box.fill(code)
    expect(person.page.locator("svg.tick")).to_be_visible()
    assert person.page.locator("svg.tick").text_content() == ""
    assert _kinds(person) == ["code_request", "code"]
    assert person.objections() == []
    person.send.click()
    _ends(person)
    person.page.get_by_text(person.word("portal_done_text")).wait_for()
    assert person.page.locator("textarea").count() == 0
    assert person.page.url == address
    [objection] = person.objections()
    assert objection.fields == {
        "country": "FR",
        "country_name": {"en": "France", "de": "Frankreich", "es": "Francia"}.get(lang, "France"),
        "full_name": "Prénom Nom",
        "email": EMAIL,
        "confirm_email": EMAIL,
        "explanation": SHORT_LETTER,
        "additional": "",
        "code": code,
    }
    assert [bool(mail.code) for mail in person.site.mails] == [True, False]
    person.button("portal_new").click()
    expect(person.box("email")).to_have_value("")


def test_a_wrong_code_is_said_and_the_third_time_it_is_asked_for_again(
    person: PracticeVisitor,
) -> None:
    person.open(markup="portal")
    person.fill_portal()
    code = person.requests_the_code()
    person.types_the_code(wrong_code(code))
    person.is_told("portal_code_wrong")
    expect(person.code_box).to_have_attribute("aria-invalid", "true")
    expect(person.page.locator("svg.tick")).to_be_hidden()
    expect(person.send).to_be_disabled()
    person.types_the_code()
    expect(person.send).to_be_enabled()
    expect(person.page.get_by_text(person.word("portal_code_wrong"))).to_have_count(0)
    person.code_box.press("Backspace")
    expect(person.send).to_be_disabled()
    assert person.objections() == []
    assert [mail.code for mail in person.site.mails] == [code]

    for _ in range(2):
        with person.page.expect_response("**/api/graphql/*"):
            person.code_box.fill(wrong_code(code))
    person.is_told("code_expired")
    expect(person.code_box).to_have_count(0)
    assert person.requests_the_code() == person.codes()[-1].code
    person.types_the_code()
    person.send.click()
    _ends(person)


def test_the_same_code_is_sent_again_while_it_is_good(person: PracticeVisitor) -> None:
    person.open(markup="portal")
    person.fill_portal()
    first = person.requests_the_code()
    person.page.reload()
    person.fill_portal()
    assert person.requests_the_code() == first
    person.box("email").fill("other@example.org")
    expect(person.code_box).to_have_count(0)  # the code was for the other address
    person.box("confirm_email").fill("other@example.org")
    person.requests_the_code()
    assert [mail.to for mail in person.codes()] == [EMAIL, EMAIL, "other@example.org"]
    assert _kinds(person) == ["code_request"] * 3


def test_a_code_can_be_asked_for_once_both_addresses_agree(person: PracticeVisitor) -> None:
    person.open(markup="portal")
    button = person.button("portal_request_code")
    person.box("email").fill(EMAIL)
    expect(button).to_be_disabled()
    person.box("confirm_email").fill("other@example.org")
    expect(button).to_be_disabled()
    assert person.page.get_by_role("alert").count() == 0
    person.box("confirm_email").fill(EMAIL)
    expect(button).to_be_enabled()
    person.is_told("portal_email_valid")  # an alert that is good news
    person.box("email").fill("nobody")
    expect(button).to_be_disabled()


def test_the_required_fields_that_remain(person: PracticeVisitor) -> None:
    person.open(markup="portal")
    said = person.page.get_by_text(re.compile("remaining"))
    expect(said).to_have_text(person.word("portal_remaining", n="6"))  # the code among them
    person.fill_portal()
    expect(said).to_have_text(person.word("portal_remaining_one"))
    person.requests_the_code()
    person.types_the_code()
    expect(said).to_have_count(0)


def test_no_field_has_a_name_and_ids_are_the_portal_s(person: PracticeVisitor) -> None:
    person.open(markup="portal", gate="which")
    fields = person.page.locator("main input, main textarea, main [role=combobox]")
    seen = fields.evaluate_all("all => all.map(e => [e.getAttribute('name'), e.id, e.type])")
    assert len(seen) == 9
    assert all(name is None and re.fullmatch(r"_r_[0-9a-z]+_", id_) for name, id_, _ in seen)
    assert "email" not in {kind for _, _, kind in seen}
    assert person.box("email").get_attribute("aria-label") is None
    assert person.page.get_by_role("combobox", name=person.word("label_country")).count() == 1
    person.country.click()
    person.page.get_by_role("listbox", name=person.word("label_country")).wait_for()
    # The letter's title is beside what holds its box: nothing names the box.
    assert person.page.get_by_role("textbox", name=person.word("label_explanation")).count() == 0
    title = person.page.get_by_text(person.word("label_explanation"), exact=True)
    assert title.locator("xpath=following-sibling::*//textarea").count() == 1
    radio = person.page.get_by_role("radio", name=person.word("gate_object_more"))
    assert radio.count() == 1


def test_the_text_is_cleared_by_a_button_and_wiped_where_no_event_announced_it(
    person: PracticeVisitor,
) -> None:
    person.open(markup="portal")
    clear = person.button("portal_clear")
    expect(clear).to_have_count(0)
    person.box("email").fill(EMAIL)
    clear.click()
    expect(person.box("email")).to_have_value("")
    expect(clear).to_have_count(0)
    person.box("explanation").evaluate("box => { box.value = 'without an event' }")
    person.box("email").fill(EMAIL)
    expect(person.box("explanation")).to_have_value("")
    expect(person.box("email")).to_have_value(EMAIL)


def test_a_radio_that_the_page_takes_back(person: PracticeVisitor) -> None:
    radio = person.page.get_by_role("radio", name=person.word("gate_object"))
    for radios in ("unpicked", "kept"):
        wishes = {"gate": "which", "radios": radios, "flow": "direct"}
        person.open(markup="portal", session=radios, **wishes)
        person.site.person_does("facebook", "answer_gate")
        expect(radio).to_be_checked()
        person.fill_part("email", "confirm_email", "explanation")
        if radios == "unpicked":
            expect(radio).not_to_be_checked()
            expect(person.send).to_be_disabled()
            person.site.person_does("facebook", "answer_gate")
            person.box("explanation").fill("once more")
        expect(radio).to_be_checked()
        person.send.click()
        _ends(person)
        assert person.objections()[-1].fields["gate"] == "object"


def test_the_limits_of_characters(person: PracticeVisitor) -> None:
    for limit, cut in (("500", True), ("none", False)):
        person.open(markup="portal", limit=limit)
        person.box("explanation").fill("x" * 600)
        person.fill_part("full_name", full_name="y" * 200)
        expect(person.box("explanation")).to_have_value("x" * (LIMIT if cut else 600))
        expect(person.box("full_name")).to_have_value("y" * (NAME_LIMIT if cut else 200))
        assert person.page.get_by_text(f"{LIMIT}/{LIMIT}").count() == cut


def test_steps_without_addresses(person: PracticeVisitor) -> None:
    person.open(markup="portal", steps="wizard")
    address, posts = person.page.url, list[Request]()
    person.page.on("request", lambda r: posts.append(r) if "graphql" in r.url else None)
    following = person.button("portal_next")
    following.click()
    person.country.wait_for()  # something is missing: the page stays
    assert person.box("explanation").count() == 0
    person.pick_country("FR")
    person.site.person_does("facebook", "next")
    person.fill_part("full_name", "explanation")
    following.click()
    person.fill_part("email", "confirm_email")
    assert posts == []
    person.site.person_does("facebook", "request_code")
    person.code_box.wait_for()
    person.types_the_code()
    expect(following).to_have_count(0)
    person.site.person_does("facebook", "submit")
    _ends(person)
    assert person.page.url == address
    [objection] = person.objections()
    assert objection.fields["country"] == "FR"
    assert objection.fields["full_name"] == "Prénom Nom"
    assert objection.fields["explanation"] == SHORT_LETTER
    assert objection.fields["code"] == person.codes()[-1].code
    assert _kinds(person) == ["code_request", "code", "objection"]


def test_an_error_leads_back_to_its_step(person: PracticeVisitor) -> None:
    person.open(markup="portal", steps="wizard", flow="direct", limit="told")
    person.fill_part("explanation", explanation="x" * (LIMIT + 1))
    person.site.person_does("facebook", "next")
    person.fill_part("email", "confirm_email")
    person.send.click()
    person.is_told("limit_characters", n=str(LIMIT))
    expect(person.box("explanation")).to_have_value("x" * (LIMIT + 1))
    person.fill_part("explanation")
    person.button("portal_next").click()
    expect(person.box("email")).to_have_value(EMAIL)
    person.send.click()
    _ends(person)
    assert [one.fields["explanation"] for one in person.objections()][-1] == SHORT_LETTER


def test_the_security_check_before_anything_is_sent(person: PracticeVisitor) -> None:
    person.open(markup="portal", captcha="1", flow="direct")
    person.fill_part("email", "confirm_email", "explanation")
    person.site.person_does("facebook", "submit")
    dialog = person.page.get_by_role("dialog", name=person.word("captcha_title"))
    dialog.get_by_text(person.word("captcha_text")).wait_for()
    expect(dialog.get_by_role("button", name=person.word("portal_send"))).to_be_disabled()
    assert person.page.locator("main textarea").count() == 1  # the form is beneath
    assert person.site.received == []

    person.site.person_does("facebook", "cancel_captcha")
    expect(dialog).to_have_count(0)
    expect(person.box("explanation")).to_have_value(SHORT_LETTER)
    assert person.site.received == []

    person.send.click()
    box = person.page.frame_locator("iframe").get_by_role("checkbox")
    expect(box).to_have_accessible_name(person.word("captcha_human"))
    box.click()
    person.page.get_by_role("dialog").get_by_role("button", name="Submit").click()
    _ends(person)
    assert ("click", f'checkbox "{person.word("captcha_human")}"', True) in person.reports(4)
    assert _kinds(person) == ["objection"]


def test_the_form_for_people_without_an_account(person: PracticeVisitor) -> None:
    person.open("third-party", markup="portal", flow="code")
    person.page.get_by_role("radio", name=person.word("request_object")).check()
    person.fill_portal()
    person.requests_the_code()
    person.types_the_code()
    person.send.click()
    _ends(person)
    [objection] = person.objections()
    assert objection.fields["request"] == "object"
    assert objection.fields["full_name"] == "Prénom Nom"


def test_another_end(person: PracticeVisitor) -> None:
    for after in ("refused", "already"):
        person.open(markup="portal", flow="direct", after=after, session=after)
        person.fill_part("email", "confirm_email", "explanation")
        person.sends(then=after)
    assert person.site.mails == []
