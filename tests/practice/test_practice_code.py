"""The question for the code: wrong, expired, sent again, one box or six."""

import re

import pytest
from playwright.sync_api import expect
from support.covering import crossed
from support.practice_visitor import PracticeVisitor, wrong_code


@pytest.mark.parametrize(("markup", "boxes"), crossed(("classic", "react"), ("1", "6"), ways=1))
def test_the_third_wrong_code_expires_it(person: PracticeVisitor, markup: str, boxes: str) -> None:
    person.open(state="code", markup=markup, code_boxes=boxes, email="nobody@example.org")
    [first] = person.codes()
    assert re.fullmatch(r"[0-9]{6}", first.code)
    assert not any(character.isdigit() for character in first.subject)
    lines = first.text.splitlines()
    assert lines.count(first.code) == 1  # alone on its line, among other numbers
    assert len(set(re.findall(r"[0-9]+", first.text)) - {first.code}) >= 3
    for told in ("code_wrong", "code_wrong", "code_used_up"):
        person.types_the_code(wrong_code(first.code))
        person.is_told(told)
    person.types_the_code(first.code)
    person.is_told("code_expired")

    person.button("code_again").click()
    person.page.get_by_role("status").filter(has_text="nobody@example.org").wait_for()
    person.confirms_the_code()
    typed = [one.fields["code"] for one in person.site.received if one.kind == "code"]
    assert typed == [wrong_code(first.code)] * 3 + [first.code, person.codes()[-1].code]


def test_confirm_can_be_pressed_only_once_something_is_typed(person: PracticeVisitor) -> None:
    for markup in ("classic", "react"):
        person.open(state="code", markup=markup)
        expect(person.button("code_confirm")).to_be_disabled()
        person.page.get_by_role("textbox", name=person.word("code_label")).fill("1")
        expect(person.button("code_confirm")).to_be_enabled()
    assert person.site.received == []


def test_the_first_code_has_expired(person: PracticeVisitor) -> None:
    person.open(state="code", code="expired")
    person.types_the_code()
    person.is_told("code_expired")
    person.button("code_again").click()
    person.page.get_by_role("status").filter(has_text="@").wait_for()
    person.confirms_the_code()


def test_six_boxes_lead_from_digit_to_digit_and_take_a_pasted_code(
    person: PracticeVisitor,
) -> None:
    boxes = person.page.get_by_role("textbox", name=re.compile("of 6"))
    person.open(state="code", code_boxes="6", session="typed")
    boxes.first.focus()
    person.page.keyboard.type(person.codes()[0].code)
    person.button("code_confirm").click()
    person.sees("acknowledged")

    person.open(state="code", code_boxes="6", session="pasted")
    expect(boxes).to_have_count(6)
    boxes.first.focus()
    boxes.first.evaluate(
        """(box, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", text);
          box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
        }""",
        f"{person.codes()[1].code[:3]} {person.codes()[1].code[3:]}",
    )
    person.button("code_confirm").click()
    person.sees("acknowledged")


def test_the_inbox_shows_the_code_by_itself(person: PracticeVisitor) -> None:
    inbox = person.page.context.new_page()
    # News reaches only an inbox that listens; it loads itself anew, and then has to listen anew.
    with inbox.expect_response("**/listen/inbox"):
        inbox.goto(person.site.inbox_url)
    inbox.get_by_text(person.word("inbox_empty")).wait_for()
    with inbox.expect_response("**/listen/inbox"):
        person.open(state="code", email="nobody@example.org")
    inbox.get_by_text(person.codes()[0].code, exact=True).wait_for()
    inbox.get_by_text("To nobody@example.org").wait_for()
    person.button("code_again").click()
    person.is_mailed(2)
    inbox.get_by_text(person.codes()[-1].code, exact=True).wait_for()
    expect(inbox.get_by_role("article")).to_have_count(2)
