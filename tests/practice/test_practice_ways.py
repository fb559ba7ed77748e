"""What leads to a form, and the old pages as they were recorded in 2026."""

import pytest
from playwright.sync_api import expect
from support.covering import crossed, some
from support.practice_twin.options import LIMIT, WORDS, TwinOptions, hidden_name
from support.practice_visitor import EMAIL, SHORT_LETTER, PracticeVisitor, wrong_code

from optout.practice.fields import form_number
from optout.practice.words import languages

MARKUPS = ("classic", "react")
SPOKEN = languages()


def _is_on_the_portal(person: PracticeVisitor) -> None:
    person.page.wait_for_url(f"**/requests/{form_number(person.form)}*")
    person.options = TwinOptions.checked({"markup": "portal"}, person.form, person.options.lang)
    person.box("confirm_email").wait_for()


def test_choosing_a_country_jumps_to_the_portal(person: PracticeVisitor) -> None:
    for country, markup in (("select", "classic"), ("typeahead", "react"), ("combobox", "classic")):
        person.open(jump="country", country=country, markup=markup, steps="wizard")
        if country == "typeahead":
            person.country.fill("France")
            expect(person.send).to_be_visible()  # typed and not picked
            person.country.fill("")
        person.pick_country("FR")
        person.page.wait_for_url(f"**/requests/{form_number(person.form)}*")
        assert "jump" not in person.page.url
        assert "steps=wizard" in person.page.url
        person.button("portal_next").wait_for()
        # The portal begins anew.
        expect(person.country).to_have_text(person.word("choose_country"))
    assert person.site.received == []
    person.open()
    address = person.page.url
    person.fill()
    assert person.page.url == address, "without a jump the old form stays"


def test_an_old_address_redirects_at_once_or_after_the_sign_in(person: PracticeVisitor) -> None:
    for form, signin in (("facebook", "0"), ("third-party", "0"), ("facebook", "1")):
        person.open(form, jump="open", flow="code", signin=signin)
        if signin == "1":
            person.sees("sign_in")
            person.button("sign_in_send").click()
        _is_on_the_portal(person)
        assert "jump" not in person.page.url
    assert [one.kind for one in person.site.received] == ["sign_in"]


def test_an_address_of_the_portal_needs_its_number(person: PracticeVisitor) -> None:
    number = form_number("facebook")
    person.page.goto(f"{person.site.origin}/requests/{number}")
    _is_on_the_portal(person)
    for path in ("requests", "requests/1", f"requests/{number}/more", "support", "captcha"):
        answer = person.page.goto(f"{person.site.origin}/{path}")
        assert answer is not None
        assert answer.status == 404, path


@pytest.mark.parametrize("lang", some(SPOKEN, ["en"]))
def test_the_menu_leads_to_the_portal(person: PracticeVisitor, lang: str) -> None:
    person.open(state="menu", lang=lang)
    assert "/support/privacy/?" in person.page.url
    person.sees("menu")
    assert person.page.get_by_role("main").get_by_role("link").count() == 5
    assert person.page.get_by_role("main").get_by_role("textbox").count() == 0
    person.page.get_by_role("link", name=person.word("menu_delete")).click()
    person.sees("unknown")
    person.open(state="menu", lang=lang)
    person.site.person_does("facebook", "choose_from_menu")
    _is_on_the_portal(person)
    assert person.page.evaluate("document.documentElement.lang") == lang


@pytest.mark.parametrize(("markup", "lang"), crossed((*MARKUPS, "portal"), SPOKEN, ways=1, spare=1))
def test_three_questions_each_after_the_answer_before(
    person: PracticeVisitor, markup: str, lang: str
) -> None:
    person.open("instagram", gates="chained", markup=markup, lang=lang, flow="direct")
    person.page.get_by_role("radio").first.wait_for()
    asked = person.options.questions("instagram")
    email = person.box("email")
    for before, question in enumerate(asked):
        visible = person.page.get_by_role("radio").and_(person.page.locator(":visible"))
        expect(visible).to_have_count(3 * (before + 1))
        wrong = next(answer for answer in question.answers if answer != question.right)
        person.page.get_by_role("radio", name=person.word(f"{question.says}{wrong}")).check()
        expect(email).to_be_hidden()
        expect(visible).to_have_count(3 * (before + 1))
        person.site.person_does("instagram", "answer_gate")
        right = person.word(f"{question.says}{question.right}")
        expect(person.page.get_by_role("radio", name=right)).to_be_checked()
    email.fill(EMAIL)
    if markup == "portal":
        person.box("confirm_email").fill(EMAIL)
    person.box("explanation").fill(SHORT_LETTER)
    person.send.click()
    if markup == "portal":
        person.page.get_by_text(person.word("portal_done_text")).wait_for()
    else:
        person.sees("acknowledged")
    [objection] = person.objections()
    assert {name: value for name, value in objection.fields.items() if "gate" in name} == {
        "gate_product": "instagram",
        "gate_matter": "manage",
        "gate_objection": "different",
    }


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_code_in_a_layer_with_a_form_of_its_own(person: PracticeVisitor, markup: str) -> None:
    person.open(codeform="layer", markup=markup)
    person.fill()
    person.send.click()
    layer = person.page.get_by_role("dialog")
    box = layer.get_by_role("textbox", name=person.word("code_nonce"))
    expect(box).to_have_attribute("placeholder", person.word("code_nonce"))
    expect(box).to_have_attribute("name", "nonce")
    expect(layer.locator("form")).to_have_count(1)
    expect(layer.get_by_role("button")).to_have_count(1)
    assert person.page.locator("main textarea").count() == 2  # the sent form is beneath
    wrong = wrong_code(person.codes()[0].code)
    person.types_the_code(wrong)
    person.is_told("code_wrong")
    box.fill(person.codes()[0].code)
    box.press("Enter")
    person.sees("acknowledged")
    sent = [(one.kind, one.raw.get("nonce")) for one in person.site.received]
    assert sent == [("objection", None), ("code", wrong), ("code", person.codes()[0].code)]


def test_a_layer_whose_code_has_expired_gives_the_form_back(person: PracticeVisitor) -> None:
    person.open(codeform="layer", code="expired")
    person.fill()
    person.send.click()
    person.page.get_by_role("dialog").wait_for()
    person.types_the_code()
    person.is_told("code_expired")
    expect(person.page.get_by_role("dialog")).to_have_count(0)
    person.send.click()
    person.is_mailed(2)
    person.confirms_the_code()
    assert len(person.objections()) == 2


@pytest.mark.parametrize(
    ("limit", "said", "most", "unit"),
    [("told", "limit_characters", LIMIT, "🙂"), ("150told", "limit_words", WORDS, "a ")],
)
def test_a_limit_that_is_told_only_after_the_sending(
    person: PracticeVisitor, limit: str, said: str, most: int, unit: str
) -> None:
    """Characters are counted as a browser counts them: in UTF-16 units."""
    person.open(limit=limit, flow="direct")
    words = person.word(said, n=str(most))
    refused = person.page.locator(".error").filter(has_text=words)
    longest = unit * (most if unit == "a " else most // 2)
    person.box("email").fill(EMAIL)
    person.box("explanation").fill(longest + "x")
    assert words not in person.page.get_by_role("main").inner_text()
    person.send.click()
    expect(refused).to_have_count(1)
    assert person.site.mails == []
    person.box("explanation").fill(longest)
    person.sends(then="acknowledged")


def test_bait_is_on_the_old_page_alone(person: PracticeVisitor) -> None:
    for markup, there in (("classic", 1), ("portal", 0)):
        person.open(markup=markup)
        person.send.wait_for()
        assert person.page.locator(f"[name={hidden_name('facebook')}]").count() == there
