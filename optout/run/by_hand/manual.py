"""Manual mode: the letter, the address, three steps; what the person then says is recorded.

It is the one way that rests on nothing unknown.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from optout.domain.states import State
from optout.forms import spec
from optout.i18n import _
from optout.letters import Letter
from optout.run.by_hand.papers import Papers
from optout.run.talk import messages
from optout.system import clipboard
from optout.terminal.human import Choice, Human


async def offered(human: Human, name: str) -> bool:
    """The person wants it by hand, or nobody can be asked."""
    question = _("{form}: would you like to do it by hand, with the letter to copy?")
    return not human.can_ask or await human.yes_no(question.format(form=name), default=False)


async def by_hand(
    human: Human,
    name: str,
    url: str,
    letter: Letter,
    papers: Papers,
    make_pdf: Callable[[], Awaitable[Path | None]],
) -> State | None:
    """Show everything that is needed to file the objection without the tool's help.

    `make_pdf` makes the letter for the post a PDF, where a browser can; it is asked for last, so
    that nothing else waits for it. What the person says of it; None where nobody can be asked.
    """
    human.heading(_("{form}: do it by hand").format(form=name))
    human.letter(letter.text)
    copy = _("Copy the letter above into the large text box.")
    if papers.text:
        copy = _(
            "Copy the letter above into the large text box. It is also in the file {file}"
        ).format(file=papers.text)
    human.numbered(
        (
            _("Open this address in your browser, where you are signed in: {url}").format(url=url),
            copy,
            _("Fill in the rest, send it, and type the code if one is mailed to you."),
        )
    )
    if human.can_ask and await _wants_copy(human, letter):
        human.say(_("The letter is on the clipboard."))
    await _ways_to_send(
        human, _("An objection needs no form. You can also send the letter:"), papers, make_pdf
    )
    question = _("{form}: have you sent it?").format(form=name)
    sent = human.can_ask and await human.yes_no(question, default=False)
    if not (sent or human.can_ask):
        return None  # whoever went away has not answered
    return State.UNCONFIRMED if sent else State.ABANDONED


async def letter_by_hand(
    human: Human,
    way: spec.Form,
    controller: spec.Controller,
    letter: Letter,
    papers: Papers,
    make_pdf: Callable[[], Awaitable[Path | None]],
) -> State | None:
    """The same where there is no form: the letter, and to whom the person sends it."""
    human.heading(_("{form}: send this letter").format(form=way.name))
    human.letter(letter.text)
    messages.untried(human, way)
    await _ways_to_send(human, _("Send it yourself, in one of these ways:"), papers, make_pdf)
    by_post = ", ".join([controller.name, *controller.address])
    to = [_("By post to: {address}").format(address=by_post)]
    if way.letter and way.letter.email:
        to.append(_("By e-mail to: {address}").format(address=way.letter.email))
    human.list(to)
    if not human.can_ask:
        return None
    answer = await human.choose(
        _("{form}: have you sent it?").format(form=way.name),
        (Choice("sent", _("Yes, it is sent")), Choice("later", _("No, I do it another time"))),
    )
    return State.LETTER_WRITTEN if answer == "sent" else State.ABANDONED


async def _ways_to_send(
    human: Human, title: str, papers: Papers, make_pdf: Callable[[], Awaitable[Path | None]]
) -> None:
    if not (papers.post or papers.mail):
        return
    human.say(title)
    by_post = await make_pdf() or papers.post
    ways = []
    if by_post:
        ways.append(_("by post: {file}").format(file=by_post))
    if papers.mail:
        ways.append(_("by e-mail, as a draft: {file}").format(file=papers.mail))
    human.list(ways)


async def _wants_copy(human: Human, letter: Letter) -> bool:
    """Other programs can read the clipboard, so it is only filled when wanted."""
    if not await human.yes_no(_("Put the letter on the clipboard?"), default=False):
        return False
    if clipboard.copy(letter.text):
        return True
    human.say(_("There is no clipboard here. Copy the letter from the file."))
    return False
