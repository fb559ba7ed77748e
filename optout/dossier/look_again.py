"""What is worth another look: what is old, or at a service where something has changed since."""

from dataclasses import dataclass
from datetime import date, timedelta

from optout.domain.states import OBJECTED, State
from optout.dossier.record import Record
from optout.dossier.words import form_words
from optout.forms import lookup, spec
from optout.i18n import N_, _, labelled
from optout.i18n.cldr import day_in_words

_OLD = timedelta(days=183)
_CHANGES = {
    "controller": N_("since {day} another company decides about your data ({source})"),
    "terms": N_("its terms have changed on {day} ({source})"),
}


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A record to look at again: seen last on the day `since`, with what has changed after it."""

    record: Record
    kind: spec.Kind
    since: date
    changes: tuple[spec.Change, ...]

    @property
    def lines(self) -> list[str]:
        """Why, in the terminal's language."""
        told = [
            _(_CHANGES[one.what]).format(day=day_in_words(one.day), source=one.source)
            for one in self.changes
        ] or [_("last looked at on {day}").format(day=day_in_words(self.since))]
        return [labelled(form_words(self.record.form), words) for words in told]

    def as_json(self) -> dict[str, object]:
        """For `status --json`."""
        changes = [{"what": c.what, "on": c.day.isoformat()} for c in self.changes]
        return {"since": self.since.isoformat(), "changed": changes}


def look_again(record: Record, today: date) -> LookAgain | None:
    """Why to look at it again, if there is a reason. It is never due: an objection still counts."""
    way = lookup.find(record.form)
    done = record.state in OBJECTED - {State.COVERED} or record.last_answer
    if way is None or record.practice or not done:
        return None
    since = date.fromisoformat(record.last_change.at_local[:10])
    changes = tuple(change for change in way.changed if since < change.day <= today)
    old = today - since >= _OLD and way.kind != "letter"  # of a letter there is nothing to see
    return LookAgain(record, way.kind, since, changes) if changes or old else None
