"""The record of one objection, and how it is read from and written to `record.json`."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any, Literal, get_args, get_origin

from optout.domain.proofs import NOTED_BEFORE, Proof
from optout.domain.states import BY_WORD, Sent, State

SCHEMA = 6
"""That of 0.2.0, the first version with records that others may have."""


By = Literal["page", "person", "tool"]
CodeStatus = Literal["none", "accepted", "rejected"]
AnswerKind = Literal["accepted", "refused", "extended"]
Ground = Literal["", "balance", "identity", "doubt", "use_form", "other_form", "other"]
"""Why it refused: the balance of Art. 21(1) alleged; an identity demand, without a doubt named or
with one; "use our form", the one that was used or another; another reason, or none; empty where
nobody has said why."""
Silent = Literal["erasure", "chats", "others", "other_ai", "special", "recipients"]
"""What an acceptance can say nothing of: the data already collected, the exchanges with its AI,
what others post, AI that is not generative."""


class RecordError(ValueError):
    """A `record.json` that is not one. The message says why and repeats no value."""


class NewerSchemaError(RecordError):
    """A record written by a later optout: left as it is."""


class OlderSchemaError(RecordError):
    """A record of a version that was never published: left as it is."""


@dataclass(slots=True)
class Rung:
    """One step on the ladder, with who showed it and what proves it."""

    state: State
    at_utc: str
    """ISO 8601, seconds, `Z`."""
    at_local: str
    """ISO 8601, seconds, with the offset of the person's clock."""
    by: By
    proof: str = ""
    """One of `Proof`; anything else is left as it stands."""
    words: str = ""
    """The page's own."""


@dataclass(slots=True)
class ReceivedAnswer:
    """What the company answered, on which day it arrived, and the evidence file that shows it."""

    kind: AnswerKind
    on: str
    """The day it arrived, ISO 8601."""
    ground: Ground = ""
    evidence: str = ""
    silent: list[Silent] = field(default_factory=list)

    @property
    def ends_it(self) -> bool:
        """Whether nothing is left to ask the company for."""
        return self.kind == "accepted" and not self.silent


@dataclass(slots=True)
class Record:
    """All that is known of one objection. Only `Dossier` writes it."""

    id: str
    form: str
    state: State = State.PREPARED
    sent: Sent = Sent.NO
    rungs: list[Rung] = field(default_factory=list)
    service: str = ""
    country: str = ""
    email: str = ""
    name: str = ""
    known_as: str = ""
    postal_address: str = ""
    """On one line, asked for with the first complaint."""
    complainants: list[str] = field(default_factory=list)
    """The names given with complaints, the newest last; the objection stays signed by `name`."""
    former_addresses: list[str] = field(default_factory=list)
    """Postal addresses that another has replaced."""
    language: str = ""
    """The letter's language, not the terminal's."""
    variant: str = ""
    length: str = ""
    letter: str = ""
    """The letter as it was put into the form."""
    letter_sent: str | None = None
    """What the page held when it was sent, where the person changed it."""
    email_sent: str = ""
    """The address that the page's field held as it was sent, where that is known to be another than
    the person's own."""
    filled_from: str = ""
    """When the first field held something (UTC): from then on the person could send."""
    left_at: str = ""
    """When something that can be the objection last left the page (UTC); no proof of arrival."""
    sent_on_to: str = ""
    """The host to which the site sent on what was posted to it, where that is another."""
    quote: str | None = None
    """What the page said after the sending, as it was last claimed from or asked about: at most 300
    characters, without the person's e-mail and name, and without codes."""
    quoted_at: str = ""
    """When the page said that (by the person's clock, with its offset)."""
    lost_sight: bool = False
    """The page was lost from sight while the person could send: nobody knows if they did."""
    asks_no_more: bool = False
    """A later visit has seen that the page does not ask for the code any more."""
    reason_kind: str = ""
    url: str = ""
    page_language: str = ""
    form_version: str = ""
    fingerprint: str = ""
    practice: bool = False
    covered_by: str = ""
    """The dossier whose objection covers this one too (linked accounts)."""
    code_status: CodeStatus = "none"
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    """Role -> {"status", "how"}: what was filled, and why it was chosen."""
    answers: list[ReceivedAnswer] = field(default_factory=list)
    taken_back: list[ReceivedAnswer] = field(default_factory=list)
    """Answers that the person noted by mistake: they count for nothing. Their mails are kept."""
    followed_up_on: str = ""
    """The day on which the person sent the follow-up letter, ISO 8601."""
    written_last_day: str = ""
    """The last day that the follow-up letter as it is kept gives the company, ISO 8601."""
    last_day: str = ""
    """The same of the one that the person sent; empty where optout did not write it."""
    complained_on: str = ""
    """The day on which the person sent the complaint, ISO 8601."""
    complained_to: str = ""
    """The authority's place: `FR`, or `DE-BY` for a German Land (ISO 3166-2)."""

    @property
    def personal(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What a quote is kept without: e-mail, names, and what else names the person."""
        others = (self.known_as, self.postal_address, *self.former_addresses, self.email_sent)
        return self.email, (self.name, *self.complainants), others

    @property
    def complainant(self) -> str:
        """Who lodges a complaint."""
        return self.complainants[-1] if self.complainants else self.name

    @property
    def decision(self) -> ReceivedAnswer | None:
        """The latest acceptance or refusal; of those of one day, the one that was noted last."""
        return _latest(a for a in self.answers if a.kind != "extended")

    @property
    def refused(self) -> bool:
        """Whether the company has refused the objection, by the person's word."""
        return self.decision is not None and self.decision.kind == "refused"

    @property
    def last_answer(self) -> ReceivedAnswer | None:
        """What the company answered last: its decision, else that it took more time."""
        return self.decision or _latest(self.answers)

    @property
    def created(self) -> datetime:
        """When the record was begun (UTC)."""
        return datetime.fromisoformat(self.rungs[0].at_utc)

    @property
    def last_change(self) -> Rung:
        """The newest rung."""
        return self.rungs[-1]

    @property
    def was_sent(self) -> bool:
        """Whether a page has shown that the site took it."""
        return self.sent is Sent.PROVED

    @property
    def code_open(self) -> bool:
        """Whether a code was asked for that no page has shown to be taken."""
        codes = [r for r in self.rungs if r.state in _CODE or r.state is State.ACKNOWLEDGED]
        if not codes or codes[-1].state is State.ACKNOWLEDGED:
            return False
        return self.code_status == "rejected" or codes[-1].proof != Proof.CODE_TAKEN

    @property
    def out_of_sight(self) -> bool:
        """Whether the person may have sent it unseen, or says so.

        A killed run leaves no end behind.
        """
        begun = self.state is State.PREPARED and bool(self.filled_from)
        filled = self.state is State.PREFILLED or self.state in _CODE | BY_WORD
        return self.lost_sight or (self.sent is not Sent.PROVED and (filled or begun))

    @property
    def unseen(self) -> bool:
        """The same, and nothing was seen to leave."""
        return self.out_of_sight and not self.left_at

    @property
    def address(self) -> str:
        """The e-mail address by which the company knows the objection."""
        return self.email_sent or self.email

    @property
    def text(self) -> str:
        """The letter as it was sent."""
        return self.letter if self.letter_sent is None else self.letter_sent

    def sent_at(self, rung: Rung) -> Sent:
        """What a page had proved of the sending by the time of `rung`; or what left by the end."""
        before = self.rungs[: self.rungs.index(rung) + 1]
        if any(r.state is State.SUBMITTED for r in before):
            return Sent.PROVED
        left = self.sent is Sent.LEFT and rung.state is State.ABANDONED
        return Sent.LEFT if left else Sent.NO

    def code_at(self, rung: Rung) -> CodeStatus:
        """What the page made of the code that `rung` tells of, as far as it tells."""
        return "rejected" if rung.proof == Proof.CODE_REJECTED else "none"

    def rung(self, state: State) -> Rung | None:
        """The newest rung with this state."""
        return next((r for r in reversed(self.rungs) if r.state is state), None)


def _latest(answers: Iterable[ReceivedAnswer]) -> ReceivedAnswer | None:
    return max(reversed([*answers]), key=lambda a: a.on, default=None)


def dump(record: Record) -> bytes:
    """The bytes of `record.json`. Half a character, as a page may cut one, is a question mark."""
    data = {"schema": SCHEMA, **asdict(record)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def whole_json(raw: bytes) -> Any:
    """What `raw` holds. Raises `ValueError`: no JSON, nested too deep, or with half a character.

    Half a character can be told by an escape in JSON, but stands in no file and no letter.
    """
    try:
        data = json.loads(raw)
    except RecursionError as cause:
        raise ValueError("nested too deep") from cause
    if any(half in raw for half in _MAY_BE_HALF):
        json.dumps(data, ensure_ascii=False).encode()
    return data


def load(raw: bytes) -> Record:
    """The record in the bytes of a `record.json`. Raises `RecordError`."""
    try:
        data = whole_json(raw)
    except ValueError as cause:
        raise RecordError("it is not whole") from cause
    if not isinstance(data, dict) or not isinstance(schema := data.pop("schema", None), int):
        raise RecordError("it is not a record of optout")
    if schema > SCHEMA:
        raise NewerSchemaError("it was written by a later optout")
    if schema < SCHEMA:
        raise OlderSchemaError("it was made by a version that was never published")
    try:
        # In 0.2.0, where another country was sent than was filled in, that one stood beside it.
        if sent := data.pop("country_sent", ""):
            data["country"] = sent
        return _record(data)
    except (KeyError, TypeError, ValueError, AttributeError) as cause:
        raise RecordError("an entry is missing, not known or of the wrong kind") from cause


def _record(data: dict[str, Any]) -> Record:
    for name, value in data.items():
        if not isinstance(value, _KINDS[name]):
            raise TypeError(name)
    texts = (*data.get("complainants", ()), *data.get("former_addresses", ()))
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("complainants")
    rungs = [_rung(r) for r in data["rungs"]]
    told = {name: [_answer(a) for a in data.get(name, ())] for name in ("answers", "taken_back")}
    for name in ("followed_up_on", "complained_on"):
        if day := data.get(name):
            _check_day(day)
    for name in ("written_last_day", "last_day"):  # it may lie in the year after a clock's last
        if day := data.get(name):
            date.fromisoformat(day)
    for stamp in (data.get("filled_from"), data.get("left_at"), data.get("quoted_at")):
        if stamp:
            _check_stamp(stamp)
    if not _PLACE.fullmatch(data.get("complained_to", "")):
        raise ValueError("complained_to")
    state = _STATES[data["state"]]
    if not rungs or rungs[-1].state is not state:
        raise ValueError("rungs")
    if data.get("code_status", "none") not in get_args(CodeStatus):
        raise ValueError("code_status")
    data |= {"state": state, "sent": Sent(data["sent"]), "rungs": rungs, **told}
    return Record(**data)


def _answer(data: dict[str, Any]) -> ReceivedAnswer:
    answer = ReceivedAnswer(**data)
    closed = (
        (answer.kind, AnswerKind),
        (answer.ground, Ground),
        *((s, Silent) for s in answer.silent),
    )
    if any(value not in get_args(known) for value, known in closed):
        raise ValueError("answers")
    if not isinstance(answer.evidence, str):
        raise TypeError("evidence")
    _check_day(answer.on)
    return answer


def _rung(data: dict[str, Any]) -> Rung:
    data["state"] = _STATES[data["state"]]
    if data["by"] not in _BY:
        raise ValueError("by")
    rung = Rung(**data)
    if not (isinstance(rung.proof, str) and isinstance(rung.words, str)):
        raise TypeError("proof")
    rung.proof = NOTED_BEFORE.get(rung.proof, rung.proof)
    _check_stamp(rung.at_utc)
    _check_stamp(rung.at_local)
    return rung


def _check_stamp(stamp: str) -> None:
    if datetime.fromisoformat(stamp).tzinfo is None:
        raise ValueError("stamp")
    _check_day(stamp[:10])


def _check_day(day: str) -> None:
    """Whatever a clock can give, however wrong it is, but the years at both ends: from there a
    clock in another place, or a term, may leave the calendar."""
    if not MINYEAR < date.fromisoformat(day).year < MAXYEAR:
        raise ValueError("day")


def _kind(annotation: Any) -> Any:
    if annotation in (State, Sent, CodeStatus):
        return str
    return get_origin(annotation) if get_origin(annotation) in (list, dict) else annotation


_MAY_BE_HALF = (rb"\ud", rb"\uD", b"\xed", b"\0")
"""How half a character can be written, by an escape, in UTF-8 or in UTF-16; most files have none of
these, and ten thousand are read at a time."""
_PLACE = re.compile(r"([A-Z]{2}(-[A-Z]{2})?)?")
_CODE = frozenset({State.CODE_ASKED, State.CODE_ENTERED})
_BY = get_args(By)
_STATES = {s.value: s for s in State}
_KINDS = {f.name: _kind(f.type) for f in fields(Record)}
