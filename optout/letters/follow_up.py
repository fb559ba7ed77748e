"""The follow-up to the company and the complaint to an authority, from template and dossier."""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from optout.compiled import toml
from optout.domain import errors
from optout.domain.deadlines import FOLLOW_UP_DAYS, days_after
from optout.domain.errors import OptoutError
from optout.domain.text import one_line
from optout.dossier.due import place_of
from optout.dossier.file import Dossier
from optout.dossier.record import Record
from optout.dossier.words import evidence_kind
from optout.forms import lookup, spec
from optout.forms.names import NAMES
from optout.i18n.cldr import country_name, long_date
from optout.letters.authorities import Authority, Ways, in_eea, lead_authority
from optout.letters.grounds import facts, grounds_of
from optout.letters.templates import NOBODY, LetterKind, languages, load

ForClerk = Literal["name_given", "name_withheld", "elsewhere", "nowhere_else"]
"""What a clerk asks of a complaint: whether the name may go to the controller and to the other
authorities (Art. 60 GDPR), and whether the matter is before a court or another authority."""
LINE = "_" * 32
"""What is filled in by hand."""
_A_YEAR = timedelta(days=365)
_GAP = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class FollowUpLetter:
    """A follow-up or a complaint, rendered. `points` are the numbered points in it.

    `last_day` is the one that it gives the company; None in a complaint. `single_files` is whether
    its reader takes no .zip file.
    """

    kind: LetterKind
    language: str
    subject: str
    text: str
    points: tuple[str, ...]
    reviewed_by: str
    last_day: date | None = None
    single_files: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether a lawyer has reviewed it."""
        return self.reviewed_by != NOBODY


def letter_languages(
    kind: LetterKind, own: str, authority: Authority | None = None
) -> tuple[str, ...]:
    """In which languages to render it: the person's, and one that the reader works in.

    The reader is the company, or the authority; English where optout has none of its languages.
    """
    wanted = authority.languages if authority else ("en",)
    known = languages(kind)
    own = own if own in known else "en"
    reader = own if own in wanted else next((c for c in wanted if c in known), "en")
    return (own,) if own == reader else (own, reader)


def addressee(record: Record) -> tuple[spec.Form, spec.Controller]:
    """The way that the objection went, and who decides about the data (Art. 4(7) GDPR).

    Raises `OptoutError`: FORM_UNKNOWN for a form that is gone, ON_A_SETTING.
    """
    form = lookup.find(record.form)
    if form is None:
        raise OptoutError(errors.FORM_UNKNOWN, known=", ".join(NAMES))
    if form.kind == "switch":
        raise OptoutError(errors.ON_A_SETTING)
    return form, lookup.controller_of(form, record.country)


def follow_up(dossier: Dossier, today: date, language: str) -> FollowUpLetter:
    """The letter F to the company. `today` is the day in Ireland, from which the last term runs.

    Raises `OptoutError`: LANGUAGE_UNKNOWN, and what `grounds_of` raises.
    """
    return _render("follow-up", dossier, today, language, None)


def complaint(
    dossier: Dossier,
    today: date,
    language: str,
    authority: Authority,
    clerk: Collection[ForClerk] = (),
) -> FollowUpLetter:
    """The letter C to `authority`, with the list of the evidence and its SHA-256.

    `clerk` is what the person has answered to the clerk's usual questions. The record has to hold
    the person's name and postal address. Raises `OptoutError`: LANGUAGE_UNKNOWN, and what
    `grounds_of` raises.
    """
    letter = _render("complaint", dossier, today, language, authority, clerk)
    name = one_line(dossier.record.complainant, None)
    return replace(letter, text=_to_sign(letter.text, name, language, authority.ways))


def _to_sign(text: str, name: str, language: str, ways: Ways) -> str:
    """The letter with the lines to fill in that its reader asks for, `name` beneath them."""
    words = toml(Path(__file__).with_name("signing.toml"))[language]
    lines = [f"{word} {LINE}" for word in words] if "hand" in (ways.signed or ()) else []
    number = [f"{ways.number} {LINE}"] if ways.number else []
    end = [text.removesuffix(name).rstrip(), *lines, *[name] * bool(name), *number]
    return "\n\n".join(end)


def _render(
    kind: LetterKind,
    dossier: Dossier,
    today: date,
    language: str,
    authority: Authority | None,
    clerk: Collection[ForClerk] = (),
) -> FollowUpLetter:
    source = load(language, kind)
    values = _values(source.head, dossier, today, language, authority)
    values["clerk"] = [source.head["clerk"][key] for key in clerk]
    text, points = source.render(values)
    return FollowUpLetter(
        kind=kind,
        language=language,
        subject=str(values["subject"]),
        text=_GAP.sub("\n\n", text),
        points=points,
        reviewed_by=source.head["reviewed_by"],
        last_day=None if authority else _last_day(dossier.record, today),
        single_files=authority is not None and "no_zip" in authority.ways.also,
    )


def _last_day(record: Record, today: date) -> date:
    """The end of the last term in a letter of `today`."""
    return days_after(today, FOLLOW_UP_DAYS, place_of(record))


def _values(
    head: Mapping[str, Any],
    dossier: Dossier,
    today: date,
    language: str,
    authority: Authority | None,
) -> dict[str, object]:
    """What a template may name."""
    record, grounds = dossier.record, grounds_of(dossier.record, today)
    form, controller = addressee(record)

    def words(day: date | None) -> str:
        return long_date(day, language, record.country) if day else ""

    known = asdict(grounds).items()
    return {
        **{key: words(value) if key.endswith("_on") else value for key, value in known},
        "name": one_line(record.complainant if authority else record.name, None),
        "email": one_line(record.address, None),
        "address": one_line(record.postal_address, None),
        "country": country_name(record.country, language),
        "outside": not in_eea(record.country),
        "service": form.in_letters,
        "swiss": record.country == "CH",
        "third_party": form.third_party,
        "company": form.company,
        "controller": controller.name,
        "joint": controller.joint,
        "controller_address": ", ".join(controller.address),
        "lead": _lead(controller, authority),
        "number": record.id,
        "subject": head["subject"].format(controller=controller.name),
        "date": words(today),
        "last_day": words(_last_day(record, today)),
        "case": grounds.kind,
        "ground": grounds.ground,
        "silent": [head["silent"][point] for point in grounds.silent],
        "within_a_year": not grounds.undated and today - grounds.sent_on < _A_YEAR,
        "access_open": grounds.asked_access and grounds.kind in ("silence", "extension"),
        "erasure_open": grounds.kind != "partial" or "erasure" in grounds.silent,
        "events": [
            (words(day), said.format(last_day=words(grounds.reminder_ends_on)))
            for day, key in facts(grounds)
            if (said := head.get("facts", {}).get(key))
        ],
        "evidence": _described(dossier, head.get("evidence", {})),
        "authority": authority,
    }


def _lead(controller: spec.Controller, authority: Authority | None) -> Authority | None:
    """The lead authority, where it is `authority` itself or one of another state.

    Articles 56 and 60 GDPR are for authorities of several states, not for those of two Länder.
    """
    lead = lead_authority(controller)
    at_home = lead and authority and lead.place[:2] == authority.place[:2]
    return None if at_home and lead != authority else lead


def _described(dossier: Dossier, words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The evidence that goes with a letter: its name, what it shows, its SHA-256.

    A complaint is none of itself.
    """
    return [
        (name, words.get(evidence_kind(name), name), entry.sha256)
        for name, entry in dossier.pieces().items()
        if not name.startswith("complaint-")
    ]
