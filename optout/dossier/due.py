"""What is due in a dossier, by when and on which legal ground.

`today` is the day in Ireland, in the whole package: in Europe a day begins later only in Iceland,
so no term is called over too early.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from optout import countries
from optout.domain import deadlines
from optout.domain.states import BY_WORD, TURNED_AWAY, State
from optout.dossier.record import ReceivedAnswer, Record, Rung
from optout.dossier.words import company_words, host_given, is_letter
from optout.forms import lookup
from optout.i18n import N_, _, ngettext
from optout.i18n.cldr import day_in_words


class DueKind(StrEnum):
    """Who owes what."""

    REPLY = "reply"
    EXTENDED_REPLY = "extended_reply"
    FOLLOW_UP_REPLY = "follow_up_reply"
    PROGRESS = "progress"

    @property
    def owed(self) -> str:
        """The same for a date before and after it was extended."""
        return DueKind.REPLY.value if self is DueKind.EXTENDED_REPLY else self.value


_WHAT = {
    DueKind.REPLY: N_("{company} must answer the objection"),
    DueKind.EXTENDED_REPLY: N_("{company} must answer the objection, after taking more time"),
    DueKind.FOLLOW_UP_REPLY: N_("The last deadline given to {company} ends"),
    DueKind.PROGRESS: N_("The authority must say how the complaint goes"),
}
_GROUND = {
    DueKind.REPLY: N_("Article 12(3) GDPR; Article 3 of Regulation (EEC, Euratom) No 1182/71"),
    DueKind.EXTENDED_REPLY: N_(
        "Article 12(3) GDPR, second sentence; Article 3 of Regulation (EEC, Euratom) No 1182/71"
    ),
    DueKind.FOLLOW_UP_REPLY: N_("The term of fourteen days in the follow-up letter"),
    DueKind.PROGRESS: N_("Article 78(2) GDPR; Article 3 of Regulation (EEC, Euratom) No 1182/71"),
}

_FIRST_YEAR, _LAST_YEAR = 2025, 2100
_DAY_AHEAD = timedelta(days=1)
"""How far the calendar of the controller's place can be ahead of the one in Ireland."""
_UNDER_WAY = timedelta(days=10)
"""What a letter is given to arrive: the month runs from its receipt, and nobody knows that day, nor
whether the person posted it."""
_NOT_RECEIVED = TURNED_AWAY | {State.COVERED}
_RECEIVED = BY_WORD | {State.SUBMITTED, State.CODE_ASKED, State.CODE_ENTERED, State.ACKNOWLEDGED}


@dataclass(frozen=True, slots=True)
class Due:
    """One date. `days_left` is negative once it has passed. `company` has the objection."""

    kind: DueKind
    on: date
    days_left: int
    company: str

    @property
    def what(self) -> str:
        """What is due, in the terminal's language."""
        return _(_WHAT[self.kind]).format(company=self.company)

    @property
    def citation(self) -> str:
        """The legal ground in English, as programs read it."""
        return _GROUND[self.kind]

    @property
    def ground(self) -> str:
        """The legal ground, in the terminal's language."""
        return _(self.citation)

    @property
    def line(self) -> str:
        """What, by when, and how long that is, as one line."""
        return _("{what}: {day}, {left}.").format(
            what=self.what, day=day_in_words(self.on), left=self.words
        )

    @property
    def words(self) -> str:
        """The days left in words: "in 12 days", "today", "3 days late"."""
        days = self.days_left
        if days == 0:
            return _("today")
        if days < 0:
            return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
        return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _counts(day: date) -> bool:
    """Whether a term may run from this day; no clock that gives another one was right: before the
    first year there was no optout."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _day(noted: str) -> date | None:
    """The day from which a term runs, if one was noted."""
    day = date.fromisoformat(noted) if noted else None
    return day if day and _counts(day) else None


def place_of(record: Record) -> str:
    """Where the controller has to act (ISO 3166-1); empty outside Europe and where nobody knows."""
    way = lookup.find(record.form)
    controller = way and lookup.known_controller(way, record.country)
    return controller.place if controller and controller.place in countries.EUROPE else ""


def received_on(record: Record) -> date | None:
    """The day on which the controller received the objection, by the calendar where it has to act.

    It is the day of the last rung that the page proved, so that a month is never called over too
    early; where only the person's word stands, the day they gave it; where nothing but an answer
    shows that it was received, the day on which it left or was filled in. None where nothing shows
    it: while a code was asked for and no page has shown that it was taken, where the page was not
    the company's, and for a setting, as to switch it off is no objection.
    """
    by_word = record.state in BY_WORD
    known = record.state is State.ALREADY_OBJECTED or not record.code_open  # the site has it
    shown = by_word or (record.was_sent and known)
    unsure = record.state in _NOT_RECEIVED or not shown or host_given(record)
    if unsure and not record.answers:
        return None
    last = _last_received(record)
    unseen = record.left_at or record.filled_from or record.rungs[0].at_utc
    moment = last.at_utc if last else unseen if record.answers else ""
    return deadlines.day_in(place_of(record), datetime.fromisoformat(moment)) if moment else None


def sent_day_shown(record: Record) -> bool:
    """Whether anything shows on which day it was sent: an answer alone does not."""
    return bool(record.left_at) or _last_received(record) is not None


def _last_received(record: Record) -> Rung | None:
    return next((r for r in reversed(record.rungs) if r.state in _RECEIVED), None)


def _term_from(record: Record) -> date | None:
    """From which day the month of Art. 12(3) runs: none that lies before the receipt."""
    start = received_on(record)
    if start is None or not _counts(start):
        return None
    return start + _UNDER_WAY if is_letter(record.form) else start


def extension(record: Record) -> ReceivedAnswer | None:
    """The extension, if it came within the first month, as Art. 12(3) demands; else None."""
    told = [a for a in record.answers if a.kind == "extended"]
    start = _term_from(record) if told else None
    if start is None:
        return None
    limit = deadlines.months_after(start, deadlines.REPLY_MONTHS, place_of(record))
    return next((a for a in told if date.fromisoformat(a.on) <= limit), None)


def reply_due(record: Record) -> date | None:
    """The day by which an answer is due, an extension counted.

    None where nothing was sent, or where the clock was wrong then.
    """
    reply = _reply(record)
    return reply[1] if reply else None


def _reply(record: Record) -> tuple[DueKind, date] | None:
    start = _term_from(record)
    if start is None:
        return None
    kind, months = DueKind.REPLY, deadlines.REPLY_MONTHS
    if extension(record):
        kind, months = DueKind.EXTENDED_REPLY, deadlines.EXTENDED_MONTHS
    return kind, deadlines.months_after(start, months, place_of(record))


def lies_ahead(record: Record, today: date) -> bool:
    """Whether it was received after today, so that one of two clocks was wrong: no term is counted
    from there."""
    start = received_on(record)
    return start is not None and start > today + _DAY_AHEAD


def dues(record: Record, today: date) -> list[Due]:
    """What is due in this dossier, the next first. `today` is the day in Ireland.

    Practice owes nothing. An answer ends what was owed; a complaint opens the authority's term.
    """
    if record.practice:
        return []
    found: list[tuple[DueKind, date]] = []
    decision = record.decision
    if not decision and not lies_ahead(record, today) and (reply := _reply(record)):
        found.append(reply)
    sent = _day(record.followed_up_on)
    if sent and not (decision and decision.ends_it):
        end = deadlines.days_after(sent, deadlines.FOLLOW_UP_DAYS, place_of(record))
        found.append((DueKind.FOLLOW_UP_REPLY, _day(record.last_day) or end))
    if sent := _day(record.complained_on):
        place, _dash, part = record.complained_to.partition("-")
        end = deadlines.months_after(sent, deadlines.PROGRESS_MONTHS, place, part)
        found.append((DueKind.PROGRESS, end))
    company = company_words(record.form)
    all_dues = [Due(kind, day, (day - today).days, company) for kind, day in found]
    return sorted(all_dues, key=lambda d: d.on)
