"""What `optout status` shows: a row for each dossier, or for each form of a person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from optout.domain.states import TURNED_AWAY, Sent, State
from optout.dossier.due import Due, DueKind, dues
from optout.dossier.look_again import LookAgain, look_again
from optout.dossier.record import Record
from optout.dossier.store import counts_as_objected

NextLetter = Literal["", "follow-up", "complain"]
_LETTERS: Mapping[DueKind, NextLetter] = {
    DueKind.REPLY: "follow-up",
    DueKind.EXTENDED_REPLY: "follow-up",
    DueKind.FOLLOW_UP_REPLY: "complain",
}
"""What to write once a day is over."""
_DEAD = frozenset({State.PREPARED, State.ABANDONED, State.FAILED})


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier in the table, and what is due in it; of several dates the next one.

    `attempts` is how many of one form it stands for: it is the last of them.
    """

    record: Record
    due: Due | None
    attempts: int = 1
    look_again: LookAgain | None = None

    @property
    def called_for(self) -> bool:
        """Whether its date is today, or over."""
        return self.due is not None and self.due.days_left <= 0

    @property
    def letter(self) -> NextLetter:
        """The command for the letter that is called for, empty where none is."""
        if self.due is None or self.due.days_left >= 0 or self.record.variant == "uk":
            return ""
        return _LETTERS.get(self.due.kind, "")

    def as_json(self) -> dict[str, object]:
        """For `status --json`: one object a dossier. `since` is by the person's clock."""
        record, due, answer = self.record, self.due, self.record.last_answer
        return {
            "id": record.id,
            "form": record.form,
            "state": str(record.state),
            "sent": record.sent,
            "out_of_sight": record.out_of_sight,
            "quote": record.quote,
            "since": record.last_change.at_local,
            "practice": record.practice,
            "due": due
            and {
                "what": str(due.kind),
                "on": due.on.isoformat(),
                "days_left": due.days_left,
                "ground": due.citation,
            },
            "answer": answer and {"kind": answer.kind, "on": answer.on},
            "look_again": self.look_again and self.look_again.as_json(),
        }


def row(record: Record, today: date) -> Row:
    """The record's row; `today` is the day in Ireland."""
    due = dues(record, today)
    return Row(record, next((d for d in due if d.days_left >= 0), due[-1] if due else None))


def status_rows(records: Sequence[Record], today: date) -> list[Row]:
    """A row for each record, in their order; of each form one is looked at again."""
    newest = {record.form: record.state for record in records if not record.practice}
    gone = {form for form, state in newest.items() if state is State.UNAVAILABLE}
    last = {record.id for record in last_of_each(records) if record.form not in gone}
    return [
        replace(row(r, today), look_again=look_again(r, today) if r.id in last else None)
        for r in records
    ]


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the attempts of each form by which nothing was sent as one, the last."""
    dead = {row.record.id: row.record.form for row in rows if _is_dead(row.record)}
    attempts, last = Counter(dead.values()), {form: number for number, form in dead.items()}
    return [
        replace(row, attempts=attempts.get(dead.get(row.record.id, ""), 1))
        for row in rows
        if last.get(dead.get(row.record.id, ""), row.record.id) == row.record.id
    ]


def _is_dead(record: Record) -> bool:
    """Whether it was an attempt at the end of which nothing was sent."""
    unsent = record.sent is Sent.NO and not (record.left_at or record.out_of_sight)
    return unsent and record.state in _DEAD and not (record.answers or record.practice)


def last_of_each(records: Sequence[Record]) -> list[Record]:
    """Of each form the newest record by which the person has objected, else the newest of all.

    Practice is left out. Of what this returns it returns the same.
    """
    forms = dict.fromkeys(record.form for record in records)
    tried = (of_form for form in forms if (of_form := _of_form(records, form)))
    return [([r for r in each if counts_as_objected(r)] or each)[-1] for each in tried]


def unfinished(records: Sequence[Record]) -> list[Record]:
    """Of each form the newest record, where none says that the person has objected, or where the
    code is missing and may still be asked for. What the site refused or does not offer is left out,
    as is practice."""
    last = last_of_each(records)
    waits = [r for r in last if _lacks_code(r) and not r.asks_no_more]
    return [r for r in last if r in waits or not (counts_as_objected(r) or r.state in TURNED_AWAY)]


def asks_no_more(records: Sequence[Record]) -> list[Record]:
    """Of each form the newest record that lacks its code, where the page does not ask for it any
    more: no further visit brings it to its end. Practice is left out."""
    return [r for r in last_of_each(records) if _lacks_code(r) and r.asks_no_more]


def turned_away(records: Sequence[Record]) -> list[Record]:
    """Of each form the newest record, where the site refused or has no form, and nothing says that
    the person has objected all the same: it can still be done by hand. Practice is left out."""
    last = last_of_each(records)
    return [r for r in last if r.state in TURNED_AWAY and not counts_as_objected(r)]


def _lacks_code(record: Record) -> bool:
    """Whether the page waits for a code, or has not taken the one that was typed."""
    rejected = record.state is State.CODE_ENTERED and record.code_status == "rejected"
    return record.state is State.CODE_ASKED or rejected


def best_of_each(records: Sequence[Record], today: date) -> list[Row]:
    """A row for each form: its newest record by which something was sent, else perhaps sent, else
    perhaps sent unseen, else the newest of all. Practice is left out."""
    forms = dict.fromkeys(record.form for record in records if not record.practice)
    return [row(_best(_of_form(records, form)), today) for form in forms]


def _best(tried: Sequence[Record]) -> Record:
    ranked = (
        [r for r in tried if counts_as_objected(r)],
        [r for r in tried if _perhaps_sent(r)],
        [r for r in tried if r.out_of_sight],
        tried,
    )
    return next(found[-1] for found in ranked if found)


def _of_form(records: Sequence[Record], form: str) -> list[Record]:
    return [r for r in records if r.form == form and not r.practice]


def _perhaps_sent(record: Record) -> bool:
    left = record.sent is Sent.LEFT or bool(record.left_at)
    return left and record.state not in TURNED_AWAY
