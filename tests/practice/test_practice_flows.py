"""Every flow in both generations of markup, from the form to each end page."""

import pytest
from support.covering import crossed
from support.practice_visitor import EMAIL, LETTER, PracticeVisitor

MARKUPS = ("classic", "react")


@pytest.mark.parametrize(
    ("flow", "form", "markup"),
    crossed(
        ("code", "direct", "email"),
        ("facebook", "instagram", "threads", "third-party"),
        MARKUPS,
        ways=1,
    ),
)
def test_a_whole_objection(person: PracticeVisitor, flow: str, form: str, markup: str) -> None:
    person.open(form, flow=flow, markup=markup)
    person.fill()
    assert person.site.received == []

    person.site.person_does(form, "submit")
    if flow == "code":
        person.sees("code")
        person.types_the_code()
    person.sees("acknowledged")

    [objection] = person.objections()
    assert objection.fields["email"] == EMAIL
    assert objection.fields.get("explanation") == (None if flow == "email" else LETTER)
    assert objection.fields.get("country") == ("FR" if person.options.country != "none" else None)
    if form == "third-party":
        assert objection.fields["request"] == "object"
        assert objection.fields["full_name"] == "Prénom Nom"
    sent = [(mail.to, bool(mail.code)) for mail in person.site.mails]
    assert sent == [(EMAIL, True), (EMAIL, False)][flow != "code" :]
    assert person.page.get_by_role("dialog").count() == 1


def test_the_other_ends(person: PracticeVisitor) -> None:
    for after, end, at, markup in (
        ("refused", "refused", "submit", "classic"),
        ("unavailable", "unavailable_country", "submit", "react"),
        ("already", "already", "code", "classic"),
        ("unknown", "unknown", "code", "react"),
    ):
        person.open(session=after, markup=markup, after=after, at=at)
        person.fill()
        person.site.person_does("facebook", "submit")
        if at == "code":
            person.sees("code")
            person.types_the_code()
        person.sees(end)
    assert [bool(mail.code) for mail in person.site.mails] == [True] * 2, "none confirms"


def test_after_an_objection_the_form_is_not_offered_again(person: PracticeVisitor) -> None:
    person.open(flow="direct")
    person.fill()
    person.sends(then="acknowledged")
    person.open(flow="direct")
    person.sees("already")
    person.open(flow="direct", session="somebody-else")
    person.send.wait_for()
    person.open("instagram", flow="direct")
    person.send.wait_for()


def test_a_field_error_and_the_second_try(person: PracticeVisitor) -> None:
    person.open(after="field_error", flow="direct")
    person.fill()
    person.send.click()
    person.is_told("error_again")
    assert person.box("explanation").get_attribute("aria-invalid") == "true"
    person.sends(then="acknowledged")
    assert len(person.objections()) == 2


def test_a_pending_code_is_asked_for_again_where_the_site_does_so(person: PracticeVisitor) -> None:
    person.open(session="one", resume="code")
    person.fill()
    person.sends(then="code")
    person.open(session="one", resume="code")
    person.sees("code")
    assert len(person.codes()) == 1
    person.open(session="one", resume="form")
    person.send.wait_for()
