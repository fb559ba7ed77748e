"""The fixed words of the dossier's page."""

from optout.i18n import N_, _

_LABELS = {
    "practice": N_("This is practice. Nothing was sent to any company."),
    "redacted": N_(
        "In this copy the pictures are left out. E-mail address and name are blackened (█████)."
    ),
    "hashes_stay": N_(
        "The checksums below are those of the files before blackening; "
        "the packed copy has a list of its own."
    ),
    "intro": N_(
        "This page shows an objection under Article 21 GDPR and what proves it. "
        "It was made by the program optout on the person's own computer."
    ),
    "facts": N_("Who and what"),
    "state": N_("State"),
    "ladder": N_("What happened, and when"),
    "ladder_note": N_("Times are by the clock of the person's computer."),
    "dues": N_("What is due"),
    "nothing_due": N_("Nothing is due."),
    "answers": N_("Answers"),
    "no_answers": N_("No answer is recorded."),
    "letter": N_("The letter as it was filled in"),
    "letter_sent": N_("The letter as the person changed it and sent it"),
    "own_mail": N_("The site's own mail"),
    "own_mail_check": N_(
        "Anybody can check such a signature: with a mail program that shows it, "
        "or with the program dkimverify, of the Python package dkimpy:"
    ),
    "own_mail_soon": N_(
        "Do that soon, and keep what it says. The key for it is in the sender's domain, "
        "and often gone within months."
    ),
    "pictures": N_("Pictures of the page"),
    "bars": N_(
        "A black bar in a picture hides a secret, as the mailed code or a password. "
        "optout draws it as it takes the picture."
    ),
    "no_pictures": N_("There are no pictures."),
    "files": N_("Evidence and its checksums"),
    "file_hash": N_("SHA-256"),
    "no_files": N_("No evidence is kept."),
    "sums_made": N_(
        "optout made these checksums on the person's computer, each as its file was written."
    ),
    "sums_prove": N_("They show that a file has not changed since then."),
    "sums_do_not": N_(
        "They do not show who made the file: whoever can change it can make a new checksum. "
        "What others can check is the site's own mail."
    ),
    "sums_apart": N_(
        "A packed dossier has a checksum too. Given to somebody else on the day, "
        "it shows that nothing was exchanged since."
    ),
    "check": N_(
        "To check a packed dossier without optout, unpack it, open a terminal in its folder "
        "and type:"
    ),
    "proof": N_("Proof:"),
    "made": N_("Made on"),
    "not_advice": N_("optout gives no legal advice."),
}


def labels() -> dict[str, str]:
    """All fixed words in the terminal's language, by their name in the template."""
    return {name: _(text) for name, text in _LABELS.items()}
