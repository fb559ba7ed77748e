"""The dates as an iCalendar file (RFC 5545), with an alarm three days before each."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from optout.dossier.due import Due, dues
from optout.dossier.record import Record
from optout.dossier.words import form_words
from optout.i18n import _

ALARM = timedelta(days=-3)


def calendar(records: Iterable[Record], today: date, stamp: datetime) -> bytes:
    """The file's bytes: one all-day event for each date, of the same objection made again that of
    the newest record. `stamp` is now, in UTC.

    An event keeps its UID while its date moves (an extension), so that a calendar replaces it. It
    names neither the person nor their address: calendars are often shared.
    """
    file = Calendar()
    file.add("prodid", "-//optout//optout//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    latest = {
        (record.form, record.address.casefold(), due.kind.owed): (record, due)
        for record in records
        for due in dues(record, today)
    }
    for record, due in latest.values():
        file.add_component(_event(record, due, stamp))
    return bytes(file.to_ical())


def _event(record: Record, due: Due, stamp: datetime) -> Event:
    title = _("{what} ({form})").format(what=due.what, form=form_words(record.form))
    details = _("Dossier {id}. Legal ground: {ground}.").format(id=record.id, ground=due.ground)
    event = Event()
    event.add("uid", f"{record.id}-{due.kind.owed}@optout.invalid")
    event.add("dtstamp", stamp)
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", details)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event
