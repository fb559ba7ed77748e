"""A form that is filled in by steps: what moves it on, where its code stands, which step it is."""

import re
from collections.abc import Mapping

from optout.locate.claims.page_claim import asserts
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.roles import BUTTONS, CHOICES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import sentences

_SIGN_OF_FORM = frozenset({Role.EMAIL, Role.COUNTRY, Role.EXPLANATION})
_TWO_NUMBERS = re.compile(r"(\d{1,2})\D{1,14}?(\d{1,2})")
_TITLE_FOLLOWS = re.compile(r"[:：|·–—]\s|\s-\s")
_SHORT = 60
"""A text of more characters than this tells more than which step it is."""
_WORDS = 5
"""What says that a code was sent, and no more, has no more words than these."""
_MOST_STEPS = 20


def together(one: Control, other: Control) -> bool:
    """Two controls stand in the same frame, dialog and form."""
    return (one.frame, one.dialog, one.form) == (other.frame, other.dialog, other.form)


def code_in_form(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """The code's box is one of a form's fields, and not all that is asked for.

    A dialog or a `<form>` of its own is not: there the form has been sent.
    """
    code = fields[Role.CODE].control
    if code is None:
        return False
    for role, found in fields.items():
        if role in BUTTONS or role is Role.CODE:
            continue
        others = [found.control] if found.control else []
        if role in _SIGN_OF_FORM:
            others += found.candidates
        if any(c.key != code.key and together(c, code) for c in others):
            return True
    beside = [c for c in context.pressed if together(c, code)]
    meant = [context.say(c.label) for c in beside]
    goes_on = any({"next", "send"} & each and "ask_code" not in each for each in meant)
    first_asked = any("ask_code" in each and "resend" not in each for each in meant)
    stepwise = any("next" in each for each in meant) and step_of(context) is not None
    return stepwise or (goes_on and (first_asked or any(sent_already(context, c) for c in beside)))


def sent_already(context: PageContext, button: Control) -> bool:
    """A button says that the code was sent: it was what asked for it."""
    return "mailed" in context.say(button.label) and button.disabled


def code_on_its_way(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """The page says that it has sent a code, or will take no other request for one."""
    if any(_asserts_sent(context, text, plain) for text, plain in _status_texts(context)):
        return True
    asks, code = fields[Role.REQUEST_CODE].control, fields[Role.CODE]
    if asks is None or not asks.disabled or code.status == "missing":
        return False
    email, again = fields[Role.EMAIL].control, fields[Role.EMAIL_AGAIN].control
    if email is None or not email.filled or email.invalid:
        return False
    return again is None or (again.value.strip() == email.value.strip() and not again.invalid)


def _status_texts(context: PageContext) -> list[tuple[str, bool]]:
    """The texts that may say so, and whether each may say it in passing.

    What stands at a box ("the code sent to you") says what to type, whether it was sent or not.
    """
    named = {
        text
        for c in context.scope.controls
        if c.kind is not ControlKind.BUTTON
        for text in (c.label, c.placeholder, c.described, c.title)
    }
    open_still = any(
        "ask_code" in meant and not ({"resend", "mailed"} & meant or c.disabled)
        for c in context.pressed
        for meant in (context.say(c.label),)
    )
    texts = [(c.label, False) for c in context.pressed if c.disabled]
    blocks = (b for b in context.blocks if not (b.link or b.quoted or b.button))
    texts += [(b.text, open_still and not b.alert) for b in blocks if b.text not in named]
    return texts


def _asserts_sent(context: PageContext, text: str, only_that: bool) -> bool:
    return any(
        asserts(sentence, "mailed", context.language)
        for sentence in sentences(text)
        if not only_that or len(sentence.split()) <= _WORDS
    )


def step_of(context: PageContext) -> tuple[int, int] | None:
    """Which step of how many, where the page says both."""
    for block in context.blocks:
        if not _TWO_NUMBERS.search(block.text):
            continue
        head = _TITLE_FOLLOWS.split(block.text)[0]
        found = _TWO_NUMBERS.search(head) if len(head) <= _SHORT else None
        if found is None or "step" not in context.say(head):
            continue
        # In the order of any language: `3단계 중 2단계`, `第2步，共3步`.
        number, total = sorted((int(found[1]), int(found[2])))
        if 1 <= number <= total <= _MOST_STEPS and total > 1:
            return number, total
    return None


def is_step(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """It is a step of a request like ours: its title says so, and a button moves it on.

    Also one with nothing in it that this program fills in, as a statement to tick or a picture to
    upload; a text to read with a button below it is none.
    """
    if not context.of_request:
        return False
    asked = [
        c
        for c in context.scope.controls
        if c.kind in WRITABLE | CHOICES | {ControlKind.RADIO, ControlKind.CHECKBOX}
        and c.visible
        and not (c.search or c.type == "search" or c.region)
    ]
    if not asked:
        return False
    if fields[Role.NEXT].status != "missing":
        return True
    required = any(c.kind is ControlKind.CHECKBOX and c.required for c in asked)
    code = fields[Role.CODE].status == "found" and code_in_form(context, fields)
    return fields[Role.SUBMIT].status == "found" and (required or code)
