"""Ask the person how to go on where the page alone does not tell."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from optout.i18n import _
from optout.run.talk.prompt import Answer, MovedOn, Prompt
from optout.terminal.human import Choice


class WhatCameOfIt(StrEnum):
    """What the person says of a page that is not known, after the form was handed over."""

    WAIT = "wait"
    SENT = "sent"
    REFUSED = "refused"
    BY_HAND = "by_hand"
    CODE = "code"
    """It asks for the code, in a way that is not known."""
    LATER = "later"
    """The next form comes first."""


class HowToFill(StrEnum):
    """How the person wants a form to be filled in that is not understood."""

    WAIT = "wait"
    POINT = "point"
    SELF = "self"
    BY_HAND = "by_hand"


class HowToCorrect(StrEnum):
    """How the person wants to go on where the page does not take the letter."""

    SELF = "self"
    SHORTER = "shorter"


Picked = TypeVar("Picked", WhatCameOfIt, HowToFill, HowToCorrect)


async def ask_if_sent(
    prompt: Prompt, name: str, *, code: bool, others: str = ""
) -> Answer[WhatCameOfIt] | MovedOn:
    """What the page says. `code`: something was sent, so it may be asking for the code. `others`:
    the name of the form that comes next, while this one may be set aside."""
    not_yet = _("I have not sent it yet, keep waiting")
    choices = [
        (WhatCameOfIt.WAIT, _("None of these, keep waiting") if code else not_yet),
        (WhatCameOfIt.SENT, _("Yes, the page confirms it")),
        (WhatCameOfIt.REFUSED, _("The page says that it is refused")),
        (WhatCameOfIt.BY_HAND, _("It does not work, show me how to do it by hand")),
    ]
    if code:
        choices.append((WhatCameOfIt.CODE, _("The page asks for a code")))
    if others:
        later = _("Go on with {form}, come back to this one").format(form=others)
        choices.append((WhatCameOfIt.LATER, later))
    return await _choose(prompt, _("{form}: what does the page say?").format(form=name), choices)


async def ask_how_to_fill(
    prompt: Prompt, name: str, *, away: bool = False
) -> Answer[HowToFill] | MovedOn:
    """How to go on with a form that is not filled in; `away`: another site's page shows."""
    choices = [
        (HowToFill.WAIT, _("Wait, the page is not ready yet")),
        (HowToFill.POINT, _("Show optout the fields, by putting the cursor into them")),
        (HowToFill.SELF, _("I fill in the rest in the page myself")),
        (HowToFill.BY_HAND, _("Do it by hand, with the letter to copy")),
    ]
    if away:
        choices = [choice for choice in choices if choice[0] in (HowToFill.WAIT, HowToFill.BY_HAND)]
    return await _choose(prompt, _("{form}: how do you want to go on?").format(form=name), choices)


async def ask_how_to_correct(prompt: Prompt, name: str) -> Answer[HowToCorrect] | MovedOn:
    """How to go on with a letter that the page complains of."""
    choices = [
        (HowToCorrect.SELF, _("I correct it in the page myself")),
        (HowToCorrect.SHORTER, _("Fill in a shorter letter")),
    ]
    return await _choose(prompt, _("{form}: how do you want to go on?").format(form=name), choices)


async def _choose(
    prompt: Prompt, question: str, choices: Sequence[tuple[Picked, str]]
) -> Answer[Picked] | MovedOn:
    first = choices[0][0]

    async def ask() -> Picked:
        offered = [Choice(value, label) for value, label in choices]
        return type(first)(await prompt.human.choose(question, offered, default=first))

    return await prompt.ask(ask)
