"""What a request is, for every stage of a form: the objection, its code, a wish for a code."""

from dataclasses import replace

import pytest

from optout.config.settings import Settings
from optout.locate.roles import Role
from optout.page.request_payload import RequestPayload
from optout.run.filling import FilledField, Filling
from optout.run.form_inputs import form_inputs
from optout.run.outgoing import Outgoing
from optout.run.progress import (
    Button,
    CodeLeft,
    CodeRequested,
    CodeStage,
    Exchange,
    Facts,
    FormStage,
    ObjectionLeft,
    Sending,
)

EMAIL = "person@example.org"
LETTER = " ".join(f"word{number}" for number in range(30))
HANDED = Facts(form=FormStage.HANDED_OVER)
ASKS_FIRST = replace(HANDED, button=Button.REQUESTS_CODE)
CODED = replace(ASKS_FIRST, code=CodeStage.ASKED, exchange=Exchange.OURS)
SENT = replace(HANDED, sending=Sending.PROVED, code=CodeStage.ASKED, exchange=Exchange.OURS)


@pytest.fixture
def outgoing() -> Outgoing:
    settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
    (form_input,) = form_inputs(settings, ["facebook"])
    return Outgoing(form_input)


def filling(*, letter: bool = True, touched: bool = False) -> Filling:
    entries = {Role.EMAIL: FilledField(Role.EMAIL, "filled", "", EMAIL, EMAIL)}
    if letter:
        entries[Role.EXPLANATION] = FilledField(
            Role.EXPLANATION, "filled", "", LETTER, LETTER, touched=touched
        )
    else:
        entries[Role.EXPLANATION] = FilledField(Role.EXPLANATION, "missing")
    return Filling(entries)


def test_the_letter_is_the_objection(outgoing: Outgoing) -> None:
    event = outgoing.event(RequestPayload((EMAIL, LETTER)), HANDED, filling())
    assert event == ObjectionLeft(LETTER)


@pytest.mark.parametrize("facts", [Facts(), replace(SENT, exchange=Exchange.IDENTITY)])
def test_no_letter_counts_where_there_is_no_form_to_send(outgoing: Outgoing, facts: Facts) -> None:
    assert outgoing.event(RequestPayload((EMAIL, LETTER)), facts, filling()) is None


def test_an_address_alone_is_one_only_where_the_form_has_no_letter(outgoing: Outgoing) -> None:
    alone = RequestPayload((EMAIL,))
    assert outgoing.event(alone, HANDED, filling()) is None
    assert outgoing.event(alone, HANDED, filling(letter=False)) == ObjectionLeft("")


def test_a_short_letter_of_the_persons_own_counts_with_the_address(outgoing: Outgoing) -> None:
    short = RequestPayload((EMAIL, "I object."))
    assert outgoing.event(short, HANDED, filling()) == ObjectionLeft("I object.")
    assert outgoing.event(RequestPayload(("I object.",)), HANDED, filling()) is None
    assert outgoing.event(short, ASKS_FIRST, filling()) == CodeRequested()
    other = RequestPayload((EMAIL, "A Person"))
    assert outgoing.event(other, HANDED, filling()) is None, "another field's words are no letter"


def test_the_person_may_have_emptied_the_letter(outgoing: Outgoing) -> None:
    assert outgoing.event(RequestPayload((EMAIL,)), HANDED, filling(touched=True)) == ObjectionLeft(
        ""
    )


@pytest.mark.parametrize("letter", [True, False])
@pytest.mark.parametrize("button", [Button.REQUESTS_CODE, Button.LEADS_ON])
def test_an_address_where_nothing_can_be_sent_yet_asks_for_a_code(
    outgoing: Outgoing, letter: bool, button: Button
) -> None:
    facts = replace(HANDED, button=button)
    assert (
        outgoing.event(RequestPayload((EMAIL,)), facts, filling(letter=letter)) == CodeRequested()
    )


def test_the_code_that_is_checked_before_the_sending(outgoing: Outgoing) -> None:
    outgoing.typed_code = "482915"
    assert outgoing.event(RequestPayload((EMAIL, "482915")), CODED, filling()) == CodeLeft()
    assert outgoing.event(RequestPayload((EMAIL, "111111")), CODED, filling()) is None


def test_the_sending_carries_the_code_too_and_is_the_objection(outgoing: Outgoing) -> None:
    outgoing.typed_code = "482915"
    assert outgoing.event(
        RequestPayload((EMAIL, LETTER, "482915")), CODED, filling()
    ) == ObjectionLeft(LETTER)


def test_a_form_without_a_letter_is_sent_once_the_code_is_gone(outgoing: Outgoing) -> None:
    gone = replace(CODED, code=CodeStage.GONE, button=Button.SENDS)
    assert outgoing.event(
        RequestPayload((EMAIL, "482915")), gone, filling(letter=False)
    ) == ObjectionLeft("")


def test_numbers_that_left_before_are_no_code(outgoing: Outgoing) -> None:
    """Also those that left with the letter itself."""
    outgoing.event(RequestPayload((EMAIL, LETTER, "25432")), HANDED, filling())
    assert outgoing.event(RequestPayload(("25432",)), SENT, filling()) is None
    assert outgoing.event(RequestPayload(("482915",)), SENT, filling()) == CodeLeft()


def test_a_code_leaves_whole_or_a_digit_a_box(outgoing: Outgoing) -> None:
    assert outgoing.event(RequestPayload(tuple("482915")), SENT, filling()) == CodeLeft()
    assert outgoing.event(RequestPayload(tuple("482")), SENT, filling()) is None


def test_a_page_s_own_post_of_no_field_that_was_filled_in_is_nothing(outgoing: Outgoing) -> None:
    """Signing out is one; where the person changed the address, another one counts."""
    for letter in (True, False):
        signs_out = RequestPayload(("abc",), page=True)
        assert outgoing.event(signs_out, HANDED, filling(letter=letter)) is None
    changed = RequestPayload(("another@example.org",), page=True)
    assert outgoing.event(changed, HANDED, filling(letter=False)) == ObjectionLeft("")


def test_no_number_is_a_code_before_one_was_asked_for(outgoing: Outgoing) -> None:
    asked_by_another = replace(SENT, exchange=Exchange.IDENTITY)
    assert outgoing.event(RequestPayload(("482915",)), asked_by_another, filling()) is None
    assert outgoing.event(RequestPayload(("482915",)), HANDED, filling()) is None


def test_the_name_of_the_country_is_no_letter_before_it_was_read_back() -> None:
    settings = Settings(country="BA", email=EMAIL, name="A Person", language="en")
    (form_input,) = form_inputs(settings, ["facebook"])
    checked = RequestPayload((EMAIL, "Bosnia and Herzegovina"))
    held = filling()
    held.entries[Role.COUNTRY] = FilledField(Role.COUNTRY, "filled")
    assert Outgoing(form_input).event(checked, HANDED, held) is None
    own = RequestPayload((EMAIL, "Bosnia and I object"))
    assert Outgoing(form_input).event(own, HANDED, held) == ObjectionLeft("Bosnia and I object")
