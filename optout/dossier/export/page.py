"""One dossier as one HTML page, to look at and to hand over: all in it, nothing loaded."""

import base64
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path

from optout import __version__, i18n
from optout.domain.proofs import proof_words
from optout.domain.states import State
from optout.dossier.due import dues
from optout.dossier.export.bag import SUMS
from optout.dossier.export.summary import summary, title
from optout.dossier.export.verify import verify
from optout.dossier.file import PAGE, Dossier
from optout.dossier.manifest import Entry
from optout.dossier.record import Record, Rung
from optout.dossier.words import (
    answer_words,
    by_words,
    evidence_words,
    form_words,
    host_given,
    standing_words,
    state_words,
)
from optout.forms import lookup
from optout.i18n import _
from optout.i18n.cldr import country_name, day_in_words, language_name, moment_in_words
from optout.system.files import no_link
from optout.system.templates import html_environment

PICTURES: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_LARGEST_HEAD = 256_000
_DOMAIN = re.compile(r"(?:^|;)\s*d\s*=\s*([A-Za-z0-9.-]{1,253})\s*(?:;|$)")
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi")


def page(dossier: Dossier, today: date) -> str:
    """The page in the terminal's language. `today` is the day in Ireland.

    Raises `OptoutError` where the dossier cannot be read.
    """
    record, code, spoken = dossier.record, dossier.record.country, i18n.language()
    evidence = dossier.pieces()
    return (
        html_environment()
        .get_template("dossier.html.j2")
        .render(
            lang=spoken,
            title=title(record, record.name),
            nameless_title=title(record, ""),  # a browser notes it in its history
            record=record,
            summary=summary(record, today),
            quote=record.quote or "",
            state=standing_words(record),
            person=record.name,
            email=record.address,
            country=f"{country_name(code, spoken)} ({code})" if code else "",
            controller=_controller(record),
            form=form_words(record.form),
            url=record.url,
            host=host_given(record),
            page_language=language_name(record.page_language, spoken),
            letter_language=language_name(record.language, spoken),
            ladder=[_rung(r, record) for r in record.rungs],
            answers=[*_answers(record)],
            dues=dues(record, today),
            in_words=day_in_words,
            filled=record.filled_from or any(r.state is State.PREFILLED for r in record.rungs),
            letter=record.letter,
            letter_sent=record.letter_sent,
            letter_dir="rtl" if record.language in _RIGHT_TO_LEFT else "ltr",
            mails=list(_mails(dossier.path, evidence)),
            pictures=list(_pictures(dossier.path, evidence)),
            files=[*_files(evidence)],
            verdict=verify(dossier.path),
            sums=SUMS,
            page=PAGE,
            made=moment_in_words(datetime.now().astimezone().isoformat(), code),
            version=__version__,
        )
    )


def keep_page(dossier: Dossier, today: date) -> Path:
    """Put the page into the dossier. Raises `OptoutError`."""
    html = page(dossier, today)
    return dossier.keep(PAGE, html.encode(), what="page")


def renew(dossier: Dossier, today: date) -> None:
    """Make the page anew where it was put into the dossier before. Raises `OptoutError`."""
    if PAGE in dossier.evidence():
        keep_page(dossier, today)


def _controller(record: Record) -> str:
    """Who decides about the data, with the postal address; empty where that is not known."""
    way = lookup.find(record.form)
    controller = way and lookup.known_controller(way, record.country)
    return ", ".join([controller.name, *controller.address]) if controller else ""


def _rung(rung: Rung, record: Record) -> dict[str, str]:
    lead, words = proof_words(rung.proof, rung.words)
    return {
        "state": state_words(
            record.form,
            rung.state,
            record.sent_at(rung),
            record.code_at(rung),
            out_of_sight=record.unseen and rung is record.last_change,
            host=host_given(record),
        ),
        "utc": rung.at_utc,
        "local": moment_in_words(rung.at_local, record.country),
        "by": by_words(rung.by),
        "proof": lead,
        "words": words,
        "language": record.page_language if rung.by == "page" else "",
    }


def _answers(record: Record) -> Iterable[tuple[str, str, str]]:
    """Each answer: its day, its words, its file; then what the person noted by mistake."""
    for answer in record.answers:
        yield answer.on, answer_words(record.form, answer), answer.evidence
    for answer in record.taken_back:
        words = _("noted by mistake, and taken back: {answer}")
        yield answer.on, words.format(answer=answer_words(record.form, answer)), answer.evidence


def _files(evidence: Mapping[str, Entry]) -> Iterable[tuple[str, str, int, str]]:
    """Each file of the dossier: its name, what it is, its bytes, its sum."""
    for name, entry in sorted(evidence.items()):
        yield name, evidence_words(name, entry.what), entry.size, entry.sha256


def _pictures(folder: Path, evidence: Mapping[str, Entry]) -> Iterable[tuple[str, str, str, bool]]:
    """Each picture of the page: its name, what it shows, itself as a data URI, and whether it shows
    the form: those are high, and last."""
    of_form = {name: name.startswith(("filled.", "step-")) for name in evidence}
    for name, entry in sorted(evidence.items(), key=lambda e: (of_form[e[0]], e[1].at_utc)):
        kind = PICTURES.get(Path(name).suffix.lower())
        if kind is None:
            continue
        try:
            no_link(folder / name)
            data = (folder / name).read_bytes()
        except OSError:
            continue
        uri = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        yield name, evidence_words(name, entry.what), uri, of_form[name]


def _mails(folder: Path, names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The readable mails among these files of a dossier.

    Each with the domain of its DKIM signer (RFC 6376), unchecked; empty if unsigned.
    """
    for name in names:
        if not (name.startswith("reply-") and name.endswith(".eml")):
            continue
        try:
            no_link(folder / name)
            with (folder / name).open("rb") as source:
                head = source.read(_LARGEST_HEAD)
        except OSError:
            continue
        yield name, _signed_by(head)


def _signed_by(head: bytes) -> str:
    """The domain in the first signature of a mail."""
    found = BytesHeaderParser(policy=policy.compat32).parsebytes(head)
    signatures = ["".join(str(text).split()) for text in found.get_all("DKIM-Signature", [])]
    domains = [domain[1] for text in signatures if (domain := _DOMAIN.search(text))]
    return domains[0] if domains else ""
