"""Ask the person how to go on where the page alone does not tell."""

import asyncio
from collections.abc import Sequence

from optout.human import Choice, Human
from optout.i18n import _
from optout.locate.roles import PageKind
from optout.pages import Reading
from optout.run.steps.tab import Tab

_IN_DOUBT = (PageKind.UNKNOWN, PageKind.FORM)


async def ask_if_sent(
    tab: Tab, human: Human, turn: asyncio.Lock, name: str, *, code: bool
) -> str | Reading:
    """`wait`, `sent`, `manual`, `code`, or the reading of a page that became clear.

    `code`: something was sent, so the page may ask for its code in a way that is not known.
    """
    choices: list[Choice] = [
        Choice("wait", _("I have not sent it yet, keep waiting")),
        Choice("sent", _("I sent it, and the page says that it was received")),
        Choice("manual", _("It does not work, show me how to do it by hand")),
    ]
    if code:
        choices.append(Choice("code", _("It asks for a code: I show optout the box for it")))
    return await _choose(tab, human, turn, _("{form}: what does the page say?"), name, choices)


async def ask_how_to_fill(tab: Tab, human: Human, turn: asyncio.Lock, name: str) -> str | Reading:
    """`point`, `self`, `wait`, `manual`, or the reading of a page that became clear."""
    choices = (
        Choice("wait", _("Wait, the page is not ready yet")),
        Choice("point", _("Show optout the fields, by putting the cursor into them")),
        Choice("self", _("I fill in the rest in the page myself")),
        Choice("manual", _("Do it by hand, with the letter to copy")),
    )
    return await _choose(tab, human, turn, _("{form}: how do you want to go on?"), name, choices)


async def _choose(
    tab: Tab,
    human: Human,
    turn: asyncio.Lock,
    question: str,
    name: str,
    choices: Sequence[Choice],
) -> str | Reading:
    async def ask() -> str:
        async with turn:
            return await human.choose(question.format(form=name), choices, default="wait")

    answer = await tab.unless_moved(ask, lambda reading: reading.kind in _IN_DOUBT)
    if isinstance(answer, Reading):
        human.interrupt()
    return answer
