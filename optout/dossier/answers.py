"""What happened after the objection: its answers, and the letters that the person sent."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import count
from pathlib import Path
from re import fullmatch
from typing import Any

from optout.domain import errors
from optout.domain.deadlines import day_in
from optout.domain.errors import OptoutError
from optout.dossier.due import place_of, received_on
from optout.dossier.file import Dossier
from optout.dossier.record import AnswerKind, Ground, ReceivedAnswer, Silent
from optout.i18n import _
from optout.system.files import only_ordinary, why_unreadable

LARGEST = 25_000_000
"""Bytes of one piece of evidence from outside: a mail with pictures is smaller."""


def record_answer(
    dossier: Dossier,
    kind: AnswerKind,
    *,
    on: date,
    today: date,
    ground: Ground | None = None,
    silent: Sequence[Silent] | None = None,
    text: str | None = None,
    file: Path | None = None,
) -> ReceivedAnswer:
    """Record what the company answered and keep the mail's `text` or the `file` as evidence.

    `on` is the day it arrived; `silent` is what an acceptance says nothing of. The answer that was
    noted last, noted again with an earlier day, is corrected: the new one takes its place, with
    what was known of it as far as nothing else is said. Raises `OptoutError`: ANSWER_DAY where the
    day lies ahead or before the objection, FILE_UNREADABLE, DISK.
    """
    _check(dossier, on, today)
    name = add_reply(dossier, text=text, file=file) if text is not None or file else ""
    record = dossier.record
    before, taken_back, known = record.answers, record.taken_back, ReceivedAnswer(kind, "")
    if before and before[-1].kind == kind and on.isoformat() < before[-1].on:
        *before, known = before
        taken_back = [*taken_back, known]
    answer = ReceivedAnswer(
        kind=kind,
        on=on.isoformat(),
        ground=known.ground if ground is None else ground,
        evidence=name or known.evidence,
        silent=list(known.silent if silent is None else silent),
    )
    dossier.change(answers=[*before, answer], taken_back=taken_back)
    return answer


def likely_day(dossier: Dossier, file: Path | None, today: date) -> date:
    """The day in the head of the mail in `file`, if an answer can have come then; else today."""
    if file:
        with suppress(OptoutError, TypeError, ValueError, OverflowError):
            said = BytesHeaderParser().parsebytes(read_reply(file))["Date"]
            day = parsedate_to_datetime(str(said)).astimezone().date()
            _check(dossier, day, today)
            return day
    return today


def take_back(dossier: Dossier) -> ReceivedAnswer | None:
    """Record that the answer noted last was a mistake: that answer, or None where there is none.

    Its mail stays. Raises `OptoutError` (DISK).
    """
    record = dossier.record
    if not record.answers:
        return None
    *before, mistaken = record.answers
    dossier.change(answers=before, taken_back=[*record.taken_back, mistaken])
    return mistaken


def add_reply(dossier: Dossier, *, text: str | None = None, file: Path | None = None) -> str:
    """Keep a reply as evidence under a name of its own, which is returned.

    Raises `OptoutError` (FILE_UNREADABLE, DISK).
    """
    data, suffix = (text or "").encode(errors="replace"), ".txt"
    if file:
        data, suffix = read_reply(file), file.suffix.lower()
        suffix = suffix if fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ".bin"
    taken = {name.partition(".")[0] for name in dossier.evidence()}
    name = next(n for n in (f"reply-{n}" for n in count(1)) if n not in taken) + suffix
    dossier.keep(name, data, what="reply")
    return name


def record_follow_up(dossier: Dossier, *, on: date, today: date) -> None:
    """Record that the person sent the follow-up letter, which is the one that is kept.

    Raises `OptoutError` (ANSWER_DAY, DISK).
    """
    _check(dossier, on, today)
    dossier.change(followed_up_on=on.isoformat(), last_day=dossier.record.written_last_day)


def record_complainant(dossier: Dossier, *, name: str, postal_address: str) -> None:
    """Record who complains; what is empty stays as it was. What an earlier letter said is kept too,
    to be blackened. Raises `OptoutError` (DISK)."""
    record = dossier.record
    changed: dict[str, Any] = {}
    if name and name != record.complainant:
        changed["complainants"] = [*record.complainants, name]
    if postal_address and postal_address != record.postal_address:
        former = filter(None, [*record.former_addresses, record.postal_address])
        changed |= {"postal_address": postal_address, "former_addresses": list(former)}
    if changed:
        dossier.change(**changed)


def record_complaint(dossier: Dossier, *, on: date, today: date, place: str) -> None:
    """Record that the person complained to the authority in `place` (`FR`, `DE-BY`).

    Raises `OptoutError` (ANSWER_DAY, DISK).
    """
    _check(dossier, on, today)
    dossier.change(complained_on=on.isoformat(), complained_to=place)


def _check(dossier: Dossier, on: date, today: date) -> None:
    record = dossier.record
    begun = received_on(record) or day_in(place_of(record), record.created)
    # Past midnight a place further east has the next day already; and a clock may have been wrong.
    first = min(begun, today)
    if not first <= on <= today:
        problem = errors.ANSWER_ONE_DAY if first == today else errors.ANSWER_DAY
        raise OptoutError(problem, first=first.isoformat(), last=today.isoformat())


def read_reply(file: Path) -> bytes:
    """What a mail's file holds. Raises `OptoutError` (FILE_UNREADABLE)."""
    try:
        only_ordinary(file)
        with file.open("rb") as source:
            data = source.read(LARGEST + 1)
    except OSError as cause:
        why = why_unreadable(cause)
        raise OptoutError(errors.FILE_UNREADABLE, where=file.name, why=why) from cause
    if not data or len(data) > LARGEST:
        why = _("it is too large") if data else _("it is empty")
        raise OptoutError(errors.FILE_UNREADABLE, where=file.name, why=why)
    return data
