"""What `optout answer` shows of a mail, and what it is where that is known: left to the person."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from optout.dossier.answers import read_reply
from optout.dossier.record import Record
from optout.dossier.words import company_words
from optout.i18n import N_, _
from optout.i18n.cldr import day_in_words
from optout.terminal.console import Console

if TYPE_CHECKING:
    from optout.dossier.received_mail import MailKind

_SAYS: "Mapping[MailKind, str]" = {
    "bounce": N_("it says that your mail did not arrive"),
    "accepted": N_("it accepts for what comes from now on"),
    "code": N_("it brings the code for the form"),
    "automatic": N_("it is an automatic reply"),
}
_THEN: "Mapping[MailKind, str]" = {
    "bounce": N_("Check the address, then send it again."),
    "code": N_("Type the code into the page, or where optout asks for it."),
    "automatic": N_("That decides nothing: the time to answer goes on."),
}
NOT_THE_COMPANY = ("bounce", "automatic")
_HOW_TO_SAVE = (
    N_("Gmail in the browser: ⋮, then “Download message”."),
    N_("Outlook: …, then “Save as” or “Download”."),
    N_("Thunderbird: press Ctrl+S."),
    N_("Apple Mail: drag the mail from the list to the desktop."),
)


def propose(human: Console, record: Record, text: str | None, file: Path | None) -> "MailKind":
    """Show how the mail in `text` or `file` begins, and say what it is, if that is known.

    Nothing is noted. Raises `OptoutError` (FILE_UNREADABLE).
    """
    from optout.dossier.received_mail import read_mail

    data = read_reply(file) if file else (text or "").encode(errors="replace")
    mail = read_mail(data, record.email_sent or record.email)
    author, day, subject = mail.head
    said = (author, day_in_words(day) if day else "", subject)
    if any(said):
        human.say(" · ".join(filter(None, said)))
    if mail.quote:
        human.say(_("It says: “{quote}”").format(quote=mail.quote))
    if mail.kind in _SAYS:
        human.say(_("As optout reads it: {says}.").format(says=_(_SAYS[mail.kind])))
    if mail.kind in NOT_THE_COMPANY:
        human.say(_("It is not {company} that answers.").format(company=company_words(record.form)))
    elif file and not mail.sender:
        human.say(_("The sender was not checked."))
    elif file:
        genuine = N_("Your mail provider confirms the sender: {domain}.")
        doubted = N_("Your mail provider doubts that it is from {domain}.")
        human.say(_(genuine if mail.genuine else doubted).format(domain=mail.sender))
    if then := _THEN.get(mail.kind):
        human.say(_(then))
    return mail.kind


def say_how_to_save(human: Console) -> None:
    """Say in which programs a mail becomes a file, and with which words of theirs."""
    human.say(_("Save the mail as a file, then add --file with its name:"))
    human.list([_(way) for way in _HOW_TO_SAVE])
