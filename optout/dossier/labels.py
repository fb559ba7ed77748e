"""The fixed words of the dossier's page."""

from optout.i18n import N_, _

_LABELS = {
    "practice": N_("This is practice. Nothing was sent to Meta."),
    "redacted": N_(
        "In this copy the pictures are left out. E-mail address and name are blackened (█████)."
    ),
    "hashes_stay": N_("The checksums are those of the files before blackening."),
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
    "due_what": N_("What"),
    "due_on": N_("Latest by"),
    "due_left": N_("Days left"),
    "due_ground": N_("Legal ground"),
    "answers": N_("Answers"),
    "no_answers": N_("No answer is recorded."),
    "letter": N_("The letter as it was filled in"),
    "letter_sent": N_("The letter as the person changed it and sent it"),
    "pictures": N_("Pictures of the page"),
    "no_pictures": N_("There are no pictures."),
    "files": N_("Evidence and its checksums"),
    "file_name": N_("File"),
    "file_what": N_("What it is"),
    "file_size": N_("Bytes"),
    "file_hash": N_("SHA-256"),
    "no_files": N_("No evidence is kept."),
    "proof": N_("Proof:"),
    "made": N_("Made on"),
    "not_advice": N_("optout gives no legal advice."),
}


def labels() -> dict[str, str]:
    """All fixed words in the terminal's language, by their name in the template."""
    return {name: _(text) for name, text in _LABELS.items()}
