"""One dossier as one HTML page, to look at and to hand over: all in it, nothing loaded."""

import base64
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from optout import __version__, i18n
from optout.domain.proofs import proof_words
from optout.dossier.due import dues
from optout.dossier.export.bag import SUMS
from optout.dossier.export.redact import Redact, nothing, redactor
from optout.dossier.export.site_mails import site_mails
from optout.dossier.export.summary import summary
from optout.dossier.export.verify import verify
from optout.dossier.file import PAGE, Dossier
from optout.dossier.manifest import Entry
from optout.dossier.record import Record, Rung
from optout.dossier.words import (
    answer_words,
    by_words,
    evidence_words,
    form_words,
    record_words,
    state_words,
)
from optout.i18n import _
from optout.i18n.cldr import country_name, language_name
from optout.system.files import no_link
from optout.system.templates import html_environment

PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi")


def page(dossier: Dossier, today: date, *, redacted: bool = False) -> str:
    """The page in the terminal's language. `today` is the day in Ireland.

    `redacted` leaves out the pictures and blackens e-mail and name, and the page says so.
    Raises `OptoutError` where the dossier cannot be read.
    """
    record, code, spoken = dossier.record, dossier.record.residence, i18n.language()
    hide = redactor(*record.personal) if redacted else nothing
    evidence = dossier.pieces()
    return (
        html_environment()
        .get_template("dossier.html.j2")
        .render(
            lang=spoken,
            title=_("Objection to {form}, dossier {id}").format(
                form=form_words(record.form), id=record.id
            ),
            record=record,
            summary=summary(record, today),
            quote=hide(record.quote or ""),
            state=record_words(record),
            person=hide(record.name),
            email=hide(record.address),
            country=f"{country_name(code, spoken)} ({code})" if code else "",
            form=form_words(record.form),
            url=hide(record.url),
            page_language=language_name(record.page_language, spoken),
            letter_language=language_name(record.language, spoken),
            ladder=[_rung(r, record, hide) for r in record.rungs],
            answers=[*_answers(record)],
            dues=dues(record, today),
            letter=hide(record.letter),
            letter_sent=None if record.letter_sent is None else hide(record.letter_sent),
            letter_dir="rtl" if record.language in _RIGHT_TO_LEFT else "ltr",
            mails=[] if redacted else list(site_mails(dossier.path, evidence)),
            pictures=[] if redacted else list(_pictures(dossier.path, evidence)),
            files=[
                (n, evidence_words(n, e.what), e.size, e.sha256)
                for n, e in sorted(evidence.items())
            ],
            verdict=verify(dossier.path),
            sums=SUMS,
            page=PAGE,
            redacted=redacted,
            made=datetime.now().astimezone().isoformat(timespec="minutes"),
            version=__version__,
        )
    )


def _rung(rung: Rung, record: Record, hide: Redact) -> dict[str, str]:
    local = datetime.fromisoformat(rung.at_local)
    lead, words = proof_words(rung.proof, rung.words)
    return {
        "state": state_words(
            record.form,
            rung.state,
            record.sent_at(rung),
            record.code_at(rung),
            out_of_sight=record.out_of_sight and rung is record.last_change,
        ),
        "utc": rung.at_utc,
        "local": f"{local:%Y-%m-%d %H:%M:%S} ({local.tzname()})",
        "by": by_words(rung.by),
        "proof": hide(lead),
        "words": hide(words),
        "language": record.page_language if rung.by == "page" else "",
    }


def _answers(record: Record) -> Iterable[tuple[str, str, str]]:
    """Each answer: its day, its words, its file; then what the person noted by mistake."""
    for answer in record.answers:
        yield answer.on, answer_words(record.form, answer), answer.evidence
    for answer in record.taken_back:
        words = _("noted by mistake, and taken back: {answer}")
        yield answer.on, words.format(answer=answer_words(record.form, answer)), answer.evidence


def _pictures(folder: Path, evidence: Mapping[str, Entry]) -> Iterable[tuple[str, str, str]]:
    """Each picture of the page: its name, what it shows, and itself as a data URI."""
    for name, entry in sorted(evidence.items(), key=lambda item: item[1].at_utc):
        kind = PICTURES.get(Path(name).suffix.lower())
        if kind is None:
            continue
        try:
            no_link(folder / name)
            data = (folder / name).read_bytes()
        except OSError:
            continue
        uri = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        yield name, evidence_words(name, entry.what), uri
