"""The table of signals: each row decides a page, and does not decide its twin."""

import pytest
from support.locate_controls import countries, field, page

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control, Option

EMAIL, COUNTRY = field("E-mail"), countries("en", "Country of residence")
WHY = field("Why do you object?", ControlKind.TEXTAREA)
TITLE = "Object to AI using your information"
SENT = "Enter the code we sent you"


def found(*controls: Control, title: str = TITLE) -> dict[Role, str]:
    """What is found, by role, of the fields of a page in English; the buttons left out."""
    fields = page("en", title, *controls).fields
    return {r: f.status for r, f in fields.items() if f.status != "missing"}


def listed(*names: str) -> Control:
    """A list that is called as a country's."""
    options = tuple(Option(name, name) for name in names)
    return field("Country", ControlKind.SELECT, options=options, total=len(names))


ROWS: dict[str, tuple[Role, Control, Control]] = {
    # What makes it the field, and what does not.
    "it is declared": (Role.EMAIL, field(autocomplete="email"), field(autocomplete="url")),
    "its type declares it": (Role.EMAIL, field("", type="email"), field("", type="url")),
    "its label says so": (Role.EMAIL, field("Your e-mail"), field("Your shoes")),
    "its placeholder": (Role.EMAIL, field(placeholder="E-mail"), field(placeholder="Shoes")),
    "its name says so": (Role.EMAIL, field(name="user_email"), field(name="user_shoes")),
    "its options are countries": (
        Role.COUNTRY,
        countries("en", "Country"),
        listed("Shoes", "Hats"),
    ),
    "whole name": (Role.NAME, field("First and last name"), field("First and last invoice")),
    # What speaks against it.
    "somebody else's": (Role.EMAIL, field("Your e-mail"), field("Your friend's e-mail")),
    "somebody else's, by its legend": (
        Role.EMAIL,
        field("E-mail", above="Your details"),
        field("E-mail", above="Your legal representative"),
    ),
    "its label says more": (Role.EMAIL, field("Your e-mail"), field("Your landlord's e-mail")),
    "another country": (Role.COUNTRY, COUNTRY, countries("en", "Country of birth")),
    "a nationality": (Role.COUNTRY, COUNTRY, countries("en", "Nationality")),
    "citizenship": (Role.COUNTRY, COUNTRY, countries("en", "Country of citizenship")),
    "a telephone's country": (Role.COUNTRY, COUNTRY, countries("en", "Phone country code")),
    "a country, and whose": (Role.COUNTRY, COUNTRY, countries("en", "Country of your landlord")),
    "dialling codes": (Role.COUNTRY, COUNTRY, listed("Malta +356", "Peru +51", "Fiji +679")),
    "a telephone's": (Role.COUNTRY, COUNTRY, countries("en", "", name="phone_country")),
    "a search box": (Role.EMAIL, field("E-mail"), field("E-mail", search=True)),
    "bait": (Role.EMAIL, field("E-mail"), field("E-mail", name="sneaky_email")),
    "a password": (Role.EMAIL, field("E-mail"), field("E-mail", type="password")),
    "no name": (Role.NAME, field("Your name"), field("Your company name")),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_signal_decides_and_not_its_twin(row: str) -> None:
    role, yes, no = ROWS[row]
    assert found(yes, WHY).get(role) == "found"
    assert found(no, WHY).get(role) != "found"


def test_a_tie_is_a_question() -> None:
    two = (field("E-mail"), field("E-mail address"))
    assert found(*two, WHY)[Role.EMAIL] == "ambiguous"
    assert found(two[0], WHY)[Role.EMAIL] == "found"
    again = field("Confirm e-mail")
    assert {Role.EMAIL: "found", Role.EMAIL_AGAIN: "found"}.items() <= found(two[0], again).items()
    assert Role.EMAIL_AGAIN not in found(again, WHY)


def test_two_parts_of_a_name() -> None:
    for whole, part, role in (("Name", "First name", Role.LAST_NAME), ("Name", "Surname", None)):
        parts = found(field(whole), field(part), WHY)
        assert Role.NAME not in parts
        assert role is None or parts.get(role) == "found"
    assert found(field("First name"), WHY).get(Role.FIRST_NAME) is None


def test_the_letter_goes_where_the_reasons_are_asked_for() -> None:
    text = ControlKind.TEXTAREA
    assert found(EMAIL, WHY)[Role.EXPLANATION] == "found"
    for label in ("Which prompts did you use?", "Anything else?", "Links"):
        assert found(EMAIL, field(label, text)).get(Role.EXPLANATION) != "found", label
        assert found(EMAIL, WHY, field(label, text))[Role.EXPLANATION] == "found", label
    message = field("Your message", text)
    assert found(EMAIL, message)[Role.EXPLANATION] == "found"
    # What asks nothing of who one is may be a forum's box for an answer.
    assert found(message)[Role.EXPLANATION] == "ambiguous"
    assert found(EMAIL, message, title="Contact").get(Role.EXPLANATION) is None
    assert found(EMAIL, WHY, field("Why?", text))[Role.EXPLANATION] == "ambiguous"
    wanted = field("Describe the picture *", text, required=True)
    assert found(EMAIL, WHY, wanted)[Role.EXPLANATION] == "ambiguous"


@pytest.mark.parametrize(
    ("box", "title", "code"),
    [
        (field("Code"), SENT, "found"),
        (field("6-digit code"), "Confirm your e-mail", "found"),
        (field("", autocomplete="one-time-code"), SENT, "found"),
        (field("", kind=ControlKind.DIGITS), SENT, "found"),
        (field("Postal code"), SENT, None),
        (field("Voucher code"), SENT, None),
        (field("Security code (CVV)"), SENT, None),
        (field("Country code"), SENT, None),
        (field("Captcha code"), SENT, None),
        (field("E-mail"), SENT, None),
    ],
)
def test_a_code_is_one_that_was_sent(box: Control, title: str, code: str | None) -> None:
    assert found(box, title=title).get(Role.CODE) == code


def test_a_code_among_a_form_s_fields() -> None:
    code = field("Verification code")
    assert found(EMAIL, code, WHY)[Role.CODE] == "found"
    assert found(EMAIL, field("Code"), field("Street"), field("Shoes"), WHY).get(Role.CODE) is None
