"""Manual mode: the letter, the address, three steps; what the person then says is recorded.

It is the one way that rests on nothing unknown.
"""

from dataclasses import dataclass
from pathlib import Path

from optout.human import Human
from optout.i18n import _
from optout.objection import Letter


@dataclass(frozen=True, slots=True)
class ByHand:
    """The person's own word, or None where nobody could be asked."""

    sent: bool | None


async def offered(human: Human, name: str) -> bool:
    """Whether to show it: the person's wish; always where nobody can be asked."""
    question = _("{form}: would you like to do it by hand, with the letter to copy?")
    return not human.can_ask or await human.yes_no(question.format(form=name), default=True)


async def by_hand(human: Human, name: str, url: str, letter: Letter, file: Path) -> ByHand:
    """Show everything that is needed to file the objection without the tool's help."""
    human.heading(_("{form}: do it by hand").format(form=name))
    human.letter(letter.text)
    human.numbered(
        (
            _("Open this address in your browser, where you are signed in: {url}").format(url=url),
            _(
                "Copy the letter above into the large text box. It is also in the file {file}"
            ).format(file=file),
            _("Fill in the rest, send it, and type the code if one is mailed to you."),
        )
    )
    if not human.can_ask:
        return ByHand(None)
    return ByHand(
        await human.yes_no(_("{form}: have you sent it?").format(form=name), default=False)
    )
