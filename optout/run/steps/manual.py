"""Manual mode: the letter, the address, three steps; what the person then says is recorded.

It is the one way that rests on nothing unknown.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from optout.i18n import _
from optout.letters import Letter
from optout.system import clipboard
from optout.terminal.human import Human


@dataclass(frozen=True, slots=True)
class Papers:
    """The letter in every form in which it can be sent: to copy, by mail, by post."""

    text: Path
    mail: Path
    post: Path


@dataclass(frozen=True, slots=True)
class ByHand:
    """The person's own word, or None where nobody could be asked."""

    sent: bool | None


async def offered(human: Human, name: str) -> bool:
    """Whether to show it: the person's wish; always where nobody can be asked."""
    question = _("{form}: would you like to do it by hand, with the letter to copy?")
    return not human.can_ask or await human.yes_no(question.format(form=name), default=True)


async def by_hand(
    human: Human,
    name: str,
    url: str,
    letter: Letter,
    papers: Papers,
    make_pdf: Callable[[], Awaitable[Path | None]],
) -> ByHand:
    """Show everything that is needed to file the objection without the tool's help.

    `make_pdf` makes the letter for the post a PDF, where a browser can; it is asked for last, so
    that nothing else waits for it.
    """
    human.heading(_("{form}: do it by hand").format(form=name))
    human.letter(letter.text)
    human.numbered(
        (
            _("Open this address in your browser, where you are signed in: {url}").format(url=url),
            _(
                "Copy the letter above into the large text box. It is also in the file {file}"
            ).format(file=papers.text),
            _("Fill in the rest, send it, and type the code if one is mailed to you."),
        )
    )
    if human.can_ask and await _wants_copy(human, letter):
        human.say(_("The letter is on the clipboard."))
    human.say(_("An objection needs no form. You can also send the letter:"))
    pdf = await make_pdf()
    human.list(
        (
            _("by post: {file}").format(file=pdf or papers.post),
            _("by e-mail, as a draft: {file}").format(file=papers.mail),
        )
    )
    if not human.can_ask:
        return ByHand(None)
    return ByHand(
        await human.yes_no(_("{form}: have you sent it?").format(form=name), default=False)
    )


async def _wants_copy(human: Human, letter: Letter) -> bool:
    """Other programs can read the clipboard, so it is only filled when wanted."""
    if not await human.yes_no(_("Put the letter on the clipboard?"), default=False):
        return False
    if clipboard.copy(letter.text):
        return True
    human.say(_("There is no clipboard here. Copy the letter from the file."))
    return False
