"""One dossier on disk: its record climbs the ladder, its evidence is kept."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof
from optout.domain.states import GOOD, Sent, State
from optout.dossier import manifest
from optout.dossier.record import By, Record, Rung, dump
from optout.system import files

RECORD = "record.json"
PAGE = "dossier.html"
"""The page that shows the dossier; made anew each time."""
_OWN = frozenset({RECORD, manifest.NAME})
_FIXED = frozenset({"id", "state", "rungs"})
_HEIGHTS = {
    State.PREPARED: 0,
    State.PREFILLED: 1,
    State.SUBMITTED: 2,
    State.CODE_ASKED: 2,
    State.CODE_ENTERED: 2,
    State.ACKNOWLEDGED: 3,
}
"""How far a state is; a record never goes back. Sending and the code may come in either order."""
_SENT = (Sent.NO, Sent.LEFT, Sent.PROVED)
_BY_PAGE = frozenset(
    {State.SUBMITTED, State.CODE_ASKED, State.ACKNOWLEDGED, State.ALREADY_OBJECTED}
)
"""What only the page can prove. The code is typed by the tool or the person."""


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def stamps(moment: datetime) -> tuple[str, str]:
    """The moment in UTC and by the person's clock, both to the second."""
    whole = moment.replace(microsecond=0)
    utc = whole.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return utc, whole.astimezone().isoformat()


def goes_back(record: Record, state: State) -> bool:
    """Whether a rung would come before what was reached already, or undo it."""
    if state not in _HEIGHTS:
        return False
    rungs = [r.state for r in record.rungs if r.state in _HEIGHTS]
    if _HEIGHTS[state] < max(_HEIGHTS[rung] for rung in rungs):
        return True
    if state is State.SUBMITTED:
        return record.sent is Sent.PROVED and record.state is not State.SUBMITTED
    return state is State.CODE_ASKED and rungs[-1] is State.CODE_ENTERED


class Dossier:
    """A dossier that is on disk. `record` is always what the disk holds.

    If somebody takes its folder away meanwhile, the next write makes it again with the record.
    """

    def __init__(self, path: Path, record: Record, clock: Callable[[], datetime] = now) -> None:
        self.path = path
        self.record = record
        self._clock = clock

    @property
    def id(self) -> str:
        return self.record.id

    def advance(
        self,
        state: State,
        *,
        by: By,
        proof: str = "",
        words: str = "",
        at: datetime | None = None,
        **fields: Any,
    ) -> None:
        """Append a rung or an end, on disk when this returns, with other `fields` as `change` does.

        `proof` and the page's own `words` say what it showed. The same state may come again (a
        second code); what a page makes of a code takes the place of its typing. `at` is when it
        was, where that is not now. Going back, leaving a good end, or claiming without the page
        what only it can prove, is `ValueError`.
        Raises `OptoutError` (DISK, DOSSIER_DAMAGED, DOSSIER_UNLISTED), as all do that write.
        """
        record = self._changed(fields)
        self._write(self.with_rung(record, state, by=by, proof=proof, words=words, at=at))

    def with_rung(
        self,
        record: Record,
        state: State,
        *,
        by: By,
        proof: str = "",
        words: str = "",
        at: datetime | None = None,
    ) -> Record:
        """`record` with this rung or end; nothing is written. Raises `ValueError` as `advance`."""
        before, reached = record.rungs, record.state
        if state in _BY_PAGE and (by != "page" or not proof):
            raise ValueError(f"{state} needs proof from the page")
        if reached in GOOD and state is not reached:
            raise ValueError(f"{reached} is an end")
        if goes_back(record, state):
            raise ValueError(f"{state} does not come after what was reached")
        at_utc, at_local = stamps(at or self._clock())
        rung = Rung(state, at_utc, at_local, by, proof, words)
        proves = state in (State.SUBMITTED, State.ACKNOWLEDGED)
        sent = Sent.PROVED if proves else record.sent
        if state is State.CODE_ENTERED and before[-1].proof == Proof.CODE_TYPED != proof:
            before = before[:-1]  # the same code: what the page makes of it is known now
        return replace(record, state=state, sent=sent, rungs=[*before, rung])

    def change(self, **fields: Any) -> None:
        """Set other fields of the record, on disk when this returns.

        Raises `ValueError` for id, state and rungs, and for `sent` going back or being proved
        without its rung; `TypeError` for a field that does not exist, `OptoutError` (DISK).
        """
        self._write(self._changed(fields))

    def _changed(self, fields: Mapping[str, Any]) -> Record:
        if _FIXED & fields.keys():
            raise ValueError("id, state and rungs are not changed by hand")
        now_sent = self.record.sent
        sent = Sent(fields.get("sent", now_sent))
        proved = sent is Sent.PROVED
        if sent is not now_sent and (proved or _SENT.index(sent) < _SENT.index(now_sent)):
            raise ValueError("sent")
        return replace(self.record, **{**fields, "sent": sent})

    def keep(self, name: str, data: bytes, *, what: str) -> Path:
        """Keep `data` as the evidence file `name`; `what` says what it shows. Returns its path.

        A name that is taken is replaced: the newest picture of a page is the one that counts.
        Raises `ValueError` for a name that is not a plain file name, `OptoutError` (DISK).
        """
        if not manifest.PLAIN.fullmatch(name) or name in _OWN:
            raise ValueError("name")
        self._check_list()
        self._put(name, data, what)
        return self.path / name

    def evidence(self) -> dict[str, manifest.Entry]:
        """The evidence files by name, without the record itself."""
        kept = self._manifest().files
        return {name: entry for name, entry in kept.items() if name not in _OWN}

    def pieces(self) -> dict[str, manifest.Entry]:
        """The evidence by name, without what optout makes of it: the page, and letters not sent.

        A letter is evidence once the person has sent it, in the text that was kept; its mail draft
        never is, as it carries all of this.
        """
        sent = {"follow-up-": self.record.followed_up_on, "complaint-": self.record.complained_on}
        drafts = tuple(name for name, day in sent.items() if not day)
        return {
            name: entry
            for name, entry in sorted(self.evidence().items())
            if name != PAGE
            and not name.startswith(drafts)
            and not (name.startswith(tuple(sent)) and name.endswith(".eml"))
        }

    def _manifest(self) -> manifest.Manifest:
        try:
            return manifest.read(self.path)
        except (OSError, ValueError) as cause:
            raise OptoutError(errors.DOSSIER_DAMAGED, where=self.path.name) from cause

    def _write(self, record: Record) -> None:
        """What others have changed in the record is kept, and noted: it stays altered."""
        self._check_list()
        with self._refusing():
            manifest.note_altered(self.path, RECORD)
        self._put(RECORD, dump(record), "record")
        self.record = record

    def _check_list(self) -> None:
        """Raise `OptoutError` where a new list would pass off what is there as never listed."""
        if self._manifest().empty and os.path.lexists(self.path / RECORD):
            raise OptoutError(errors.DOSSIER_UNLISTED, where=self.path.name)

    def _put(self, name: str, data: bytes, what: str) -> None:
        at_utc = stamps(self._clock())[0]
        with self._refusing():
            # Somebody may have moved or erased the folder. Where the data folder is not there
            # either, its disk may be away: nothing is made in its place.
            root = self.path.parent.parent
            if os.path.isdir(root) and not os.path.lexists(self.path):  # noqa: PTH112 - raises nothing
                files.private_folder(self.path)
                manifest.put(self.path, RECORD, dump(self.record), what="record", at_utc=at_utc)
            manifest.put(self.path, name, data, what=what, at_utc=at_utc)

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        """What stands there is read before it is written over: where it cannot be, nothing is."""
        try:
            yield
        except OSError as cause:
            raise files.refused(self.path, cause) from cause
