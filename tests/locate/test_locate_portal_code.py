"""The request portal's code and the buttons beside it, without a browser."""

import pytest
from support.portal_controls import EMAIL, box, emails, labelled, letter, look, press
from support.portal_pages import WORDS

from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading

CODE = box("Verification code")


def on_its_way(label: str, text: str = "", *, disabled: bool, value: str = EMAIL) -> bool:
    """Whether a code is on its way, by the button that asks for it, and a text."""
    filled = emails("en", value=value, filled=bool(value))
    buttons = press(label, disabled=disabled), CODE, press("Next")
    return look("en", *filled, *buttons, texts=(text,) if text else ()).code_sent


def test_whether_a_code_is_on_its_way() -> None:
    assert on_its_way("Request code", disabled=True)
    assert not on_its_way("Request code", disabled=False)
    assert not on_its_way("Request code", disabled=True, value="")
    assert on_its_way("Code sent", disabled=True, value="")
    assert on_its_way("Resend code", "We sent a code to a@b.org.", disabled=False)
    assert on_its_way("Request code", "Code sent", disabled=False)
    assert not on_its_way("Request code", "Type the code sent to you here.", disabled=False)
    assert not on_its_way("Request code", "A code will be sent to you.", disabled=False)
    assert not on_its_way("Resend code", "The code could not be sent.", disabled=False)


def whole(*parts: Control, **more: object) -> Reading:
    """The portal on one page: all its fields, the code, the button that sends it."""
    said = WORDS["en"]
    land = box(said["country"], ControlKind.COMBOBOX)
    fields = land, *emails("en"), letter("en"), press(said["ask"]), box(said["code"])
    return look("en", *fields, *parts, press(said["submit"]), **more)


def test_what_confirms_a_code_among_a_form_s_buttons_is_the_person_s() -> None:
    for says in ("Verify code", "Validate", "Confirm"):
        page = whole(press(says, type="button"))
        assert page.fields[Role.CONFIRM_CODE].status == "ambiguous", says
        assert labelled(page, Role.SUBMIT) == WORDS["en"]["submit"], says


def test_what_stands_further_away_confirms_no_code() -> None:
    page = whole(box("Signature"), press("Check spelling", type="button"))
    assert page.fields[Role.CONFIRM_CODE].status == "missing"


def at_the_code(ask: Control, *confirms: Control) -> Reading:
    """The portal's page in French once a code was asked for."""
    said = WORDS["fr"]
    controls = *emails("fr"), letter("fr"), ask, box(said["code"]), *confirms
    return look("fr", *(c._replace(form=0) for c in (*controls, press(said["submit"]))))


def test_another_button_that_sends_may_be_the_one() -> None:
    assert labelled(at_the_code(press("Envoyer")), Role.SUBMIT) == "ambiguous"
    rests = press("Code envoyé", disabled=True)
    assert labelled(at_the_code(rests), Role.SUBMIT) == WORDS["fr"]["submit"]


def test_what_stands_before_the_sending_of_another_code_is_the_code_s() -> None:
    """ "Valider" can send a form, too; elsewhere it may be the form's."""
    rests, confirms = press("Code envoyé", disabled=True), press("Valider", type="button")
    again = at_the_code(rests, confirms, press("Renvoyer le code"))
    assert labelled(again, Role.SUBMIT) == WORDS["fr"]["submit"]
    own = again.fields[Role.CONFIRM_CODE]
    assert (own.status, [c.label for c in own.candidates]) == ("ambiguous", ["Valider"])
    alone = at_the_code(rests, confirms)
    assert labelled(alone, Role.SUBMIT) == "ambiguous"
    assert alone.fields[Role.CONFIRM_CODE].status == "ambiguous"


@pytest.mark.parametrize(
    ("between", "confirm"), [((), "ambiguous"), ((box("Signature"),), "missing")]
)
def test_what_confirms_a_code_before_the_next_step(
    between: tuple[Control, ...], confirm: str
) -> None:
    rests, confirms = press("Code sent", disabled=True), press("Confirm", type="button")
    page = look("en", *emails("en"), rests, CODE, *between, confirms, press("Next"))
    assert labelled(page, Role.NEXT) == "Next"
    assert page.fields[Role.CONFIRM_CODE].status == confirm
