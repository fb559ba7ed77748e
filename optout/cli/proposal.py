"""What `optout answer` takes a mail for: said with the mail's sentence, and left to the person."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from optout.dossier.answers import read_reply
from optout.dossier.record import Record
from optout.i18n import N_, _
from optout.terminal.console import Console

if TYPE_CHECKING:
    from optout.locate.claims.mail_claim import MailKind

_SAYS: "Mapping[MailKind, str]" = {
    "code": N_("it brings the code for the form"),
    "bounce": N_("it says that your mail did not arrive"),
    "refused": N_("it refuses"),
    "asks": N_("it asks you for something first"),
    "extended": N_("it says that more time is needed"),
    "future": N_("it accepts for what comes from now on"),
    "accepted": N_("it accepts the objection"),
    "elsewhere": N_("it sends you to another office or form"),
    "automatic": N_("it is an automatic reply"),
    "received": N_("it only says that your objection arrived"),
}
_ANSWERS: "Mapping[MailKind, str]" = {
    "refused": "refused",
    "extended": "extended",
    "future": "accepted",
    "accepted": "accepted",
}
"""The answers that they are; the others are none, and the mail is only kept."""
_UNDECIDED = N_("That decides nothing: the time to answer goes on.")
_UNWILLING = N_("That is no answer yet. If you will not do it, note it as a refusal.")
_THEN: "Mapping[MailKind, str]" = {
    "code": N_("Type the code into the page, or where optout asks for it."),
    "bounce": N_("Check the address, then send it again."),
    "future": N_("Of what was collected before it may say nothing: then answer no to that below."),
    "asks": _UNWILLING,
    "elsewhere": _UNWILLING,
    "automatic": _UNDECIDED,
    "received": _UNDECIDED,
}
_HOW_TO_SAVE = (
    N_("Gmail in the browser: ⋮, then “Download message”."),
    N_("Outlook: …, then “Save as” or “Download”."),
    N_("Thunderbird: press Ctrl+S."),
    N_("Apple Mail: drag the mail from the list to the desktop."),
)


def propose(human: Console, record: Record, text: str | None, file: Path | None) -> str:
    """Say what the mail in `text` or `file` is taken for: the answer that it would be, if known.

    Nothing is noted. Raises `OptoutError` (FILE_UNREADABLE).
    """
    from optout.dossier.received_mail import read_mail

    data = read_reply(file) if file else (text or "").encode(errors="replace")
    mail = read_mail(data, record.email_sent or record.email, record.letter_sent or record.letter)
    if mail.kind == "unknown":
        human.say(_("optout cannot tell what this mail says."))
    else:
        human.say(_("As optout reads it: {says}.").format(says=_(_SAYS[mail.kind])))
        if mail.quote:
            human.say(_("It says: “{quote}”").format(quote=mail.quote))
    if file and not mail.sender:
        human.say(_("The sender was not checked."))
    elif file:
        genuine = N_("Your mail provider confirms the sender: {domain}.")
        doubted = N_("Your mail provider doubts that it is from {domain}.")
        human.say(_(genuine if mail.genuine else doubted).format(domain=mail.sender))
    if then := _THEN.get(mail.kind):
        human.say(_(then))
    return "" if mail.kind == "unknown" else _ANSWERS.get(mail.kind, "other")


def say_how_to_save(human: Console) -> None:
    """Say in which programs a mail becomes a file, and with which words of theirs."""
    human.say(_("Save the mail as a file, then add --file with its name:"))
    human.list([_(way) for way in _HOW_TO_SAVE])
