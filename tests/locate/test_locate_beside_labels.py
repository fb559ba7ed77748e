"""What a page says of a field elsewhere than in its label: traps, first options, given values."""

from support.locate_controls import field, page

from optout.locate.roles import ControlKind, PageKind, Role

OBJECTION = "Object to your information being used for AI at Meta"


def test_an_email_that_is_given_already() -> None:
    land = field("Country of residence", ControlKind.TYPEAHEAD)
    send = field("Submit", ControlKind.BUTTON)
    for state in ("readonly", "disabled"):
        given = field("Email address", value="me@example.org", filled=True, **{state: True})
        for lands in ((), (land,)):
            reading = page("en", OBJECTION, *lands, given, send)
            assert reading.kind is PageKind.FORM, state
            assert reading.fields[Role.EMAIL].status == "missing", state
            assert (reading.fields[Role.COUNTRY].status == "found") == bool(lands)
            assert page("en", OBJECTION, *lands, given).kind is PageKind.UNKNOWN, state
            assert page("en", "Your account", *lands, given, send).kind is PageKind.UNKNOWN, state
