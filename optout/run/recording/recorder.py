"""What a run proved goes into its dossier, at once: each event as it happens."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from optout.domain.code_outcomes import OUTCOMES, CodeOutcome, CodeStage
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.domain.states import Exit, Sent, State
from optout.domain.text import one_line
from optout.dossier.file import Dossier, goes_back, now, stamps
from optout.dossier.record import By, Record
from optout.dossier.words import host_given
from optout.forms.hosts import plain_address
from optout.letters import Letter
from optout.locate.fields.fingerprint import Drift
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.filling import Filling
from optout.run.progress import (
    CodeAsked,
    CodeLeft,
    CodeTyped,
    Event,
    Facts,
    LostSight,
    ObjectionLeft,
    PersonSays,
    Shown,
    ToolStops,
    WithinReach,
)
from optout.run.recording.drift import drift_of
from optout.run.recording.history import result_of
from optout.run.recording.redact import redactor

MOST_QUOTED = 300
"""Characters."""


def _noted(letter: Letter) -> dict[str, Any]:
    """What is recorded of a letter."""
    kept = {"language": letter.language, "variant": letter.variant, "length": letter.length}
    return {"letter": letter.text, **kept}


class Recorder:
    """Writes into one dossier what happens to its objection.

    `known` are the fingerprints of the form: its record's, and the one last seen. What the disk
    refuses is told once, by `on_refusal`, and written as soon as it can be: a full disk must not
    take the page away from a person who is about to send.
    """

    def __init__(
        self,
        dossier: Dossier,
        on_refusal: Callable[[OptoutError], None],
        *,
        evidence: bool = True,
        known: Sequence[str] = (),
    ) -> None:
        self._dossier = dossier
        self._on_refusal = on_refusal
        self._evidence = evidence
        self._known = known
        self._record = dossier.record
        """As it would be on disk if the disk took everything."""
        self._unwritten: list[Callable[[], object]] = []
        self._refusal: OptoutError | None = None

    @property
    def is_the_companys(self) -> bool:
        """What the page answers is the company's word: it is no practice, and its own address."""
        return not (self._record.practice or host_given(self._record))

    def drift(self, reading: Reading) -> Drift | None:
        """How the form now stands to what is known of it; None where no form is shown."""
        return drift_of(reading, self._known)

    def note(self, before: Facts, event: Event, facts: Facts) -> None:
        """Write what `event` has changed. What changed nothing is not written."""
        match event:
            case WithinReach() if not self._record.filled_from:
                self._change(filled_from=stamps(now())[0])
            case ObjectionLeft() if facts.left and not before.proved:
                self._left(event)
            case LostSight() if facts.unseen and not before.unseen:
                self._change(lost_sight=True, sent=Sent.LEFT)
            case CodeAsked(seen, why) if facts.code is not CodeStage.NOT_ASKED:
                self._code_asked(facts, why)
                if seen.code_problem and facts.code is CodeStage.REJECTED:  # of the last one
                    self._change(code_status=CodeStage.REJECTED.value)
            case CodeTyped(outcome) if facts.code is not CodeStage.NOT_ASKED:
                self._code_typed(outcome)
            case CodeLeft() if facts.code_left:
                self._another_code()
            case Shown(why=why) if before.open and facts.end:
                self._shown(facts, facts.end, why)
            case PersonSays(state) if facts != before:
                self._advance(state, by="person", why=Why(Proof.PERSONS_WORD))
            case ToolStops(state, why) if before.open and facts.end:
                self._advance(state, by="tool", why=why)

    def _left(self, what: ObjectionLeft) -> None:
        """What leaves later without any letter takes nothing back of what left before."""
        record, letter = self._record, what.letter
        carried: dict[str, Any] = {}
        if letter or not record.left_at:
            same = letter.split() == record.letter.split()
            carried["letter_sent"] = None if same else letter.replace("\r\n", "\n")
            carried["email_sent"] = what.email
        seen = {"left_at": stamps(now())[0], "lost_sight": False}
        self._change(sent=Sent.LEFT, **seen, **carried)

    def _code_asked(self, facts: Facts, why: Why) -> None:
        if facts.proved and not self._record.was_sent:
            self._advance(State.SUBMITTED, by="page", why=why)
        if self._record.state in (State.PREPARED, State.PREFILLED, State.SUBMITTED):
            self._advance(State.CODE_ASKED, by="page", why=why)
        if self._record.asks_no_more:
            self._change(asks_no_more=False)

    def _code_typed(self, outcome: CodeOutcome | None) -> None:
        """The code itself is kept nowhere, and nothing is of one that was not typed."""
        proof = OUTCOMES[outcome].proof if outcome else Proof.CODE_TYPED
        if proof is None:
            return
        self._advance(State.CODE_ENTERED, by="tool", why=Why(proof))
        if outcome == "rejected":
            self._change(code_status=CodeStage.REJECTED.value)
        else:
            self._another_code()

    def _another_code(self) -> None:
        """One has left that the page did not complain of, after one that it did not take."""
        if self._record.code_status == CodeStage.REJECTED.value:
            self._change(code_status="none")

    def _shown(self, facts: Facts, end: State, why: Why) -> None:
        if facts.code is CodeStage.ACCEPTED:
            self._change(code_status=CodeStage.ACCEPTED.value)
        if end is State.ACKNOWLEDGED and not self._record.was_sent:
            self._advance(State.SUBMITTED, by="page", why=why)
        self._advance(end, by="page", why=why)

    def typed(self, letter: Letter) -> None:
        """The letter stands in the form, which the person can send from now on."""
        fields = self._of_letter(letter)
        if any(getattr(self._record, name) != value for name, value in fields.items()):
            self._change(**fields)

    def _of_letter(self, letter: Letter) -> dict[str, Any]:
        """What is recorded of the letter in the form. What has left stays what was sent."""
        record, fields = self._record, _noted(letter)
        if record.left_at and record.text:
            same = record.text.split() == letter.text.split()
            fields["letter_sent"] = None if same else record.text
        return fields

    def prefilled(
        self, facts: Facts, filling: Filling, reading: Reading, *, read_back: bool = True
    ) -> None:
        """The form is filled in and read back; without `read_back` only what was tried is noted."""
        fields: dict[str, Any] = {
            "fields": filling.record(),
            "url": self._kept_address(reading.url),
            "page_language": reading.language,
            "fingerprint": reading.fingerprint,
        }
        if filling.letter:
            fields |= self._of_letter(filling.letter)
        new = self._record.state is not State.PREFILLED and not facts.proved
        if read_back and new and not goes_back(self._record, State.PREFILLED):
            self._advance(State.PREFILLED, by="tool", why=Why(Proof.READ_BACK), **fields)
        else:
            self._change(**fields)

    def _kept_address(self, url: str) -> str:
        """Where the form was filled in; of a query only what the form is known by."""
        known, plain = self._record.url, plain_address(url)
        return known if plain_address(known) == plain else plain

    def note_fingerprint(self, reading: Reading) -> None:
        """The form has more fields now: the fingerprint with all of them."""
        self._change(fingerprint=reading.fingerprint)

    def quoted(self, tab: Tab, quote: str) -> str:
        """Keep the page's own sentence after the sending: that, on one line, without e-mail, name,
        and the codes that were typed in `tab`."""
        hide = redactor(*self._record.personal)
        kept = one_line(hide(tab.without_codes(one_line(quote, None))), MOST_QUOTED)
        if kept and kept != self._record.quote:
            self._change(quote=kept, quoted_at=stamps(now())[1])
        return kept

    def sent_on_to(self, host: str) -> bool:
        """The site has sent on to `host` what was posted. Whether that is new."""
        new = host != self._record.sent_on_to
        if new:
            self._change(sent_on_to=host)
        return new

    def asks_no_more(self) -> None:
        """The page does not ask for the code any more."""
        self._change(asks_no_more=True)

    async def picture(
        self,
        tab: Tab,
        name: str,
        what: str,
        still: Callable[[], bool] = lambda: True,
        *,
        all_typed: bool = True,
        letter: bool = False,
    ) -> None:
        """Keep a picture of the page at full height; with `all_typed` its boxes are black, with
        `letter` those of several lines show all of their text.

        It is dropped if the page is not `still` the one that was meant.
        """
        if not self._evidence:
            return
        image = await tab.picture(all_typed=all_typed, letter=letter)
        if image and still():
            self.keep(f"{name}.png", image, what)

    async def evidence(self, tab: Tab, name: str, what: str) -> None:
        """Keep a picture, the visible text and the accessible tree: no HTML, tokens hide in it."""
        await self.picture(tab, name, what)
        if self._evidence:
            self.keep(f"{name}.txt", (await tab.words()).encode(errors="replace"), what)
            self.keep(f"{name}-tree.txt", (await tab.tree()).encode(errors="replace"), what)

    def letter_by_hand(self, letter: Letter) -> Record:
        """The record, in which `letter` stands where none was typed."""
        if not self._record.letter:
            self._change(**_noted(letter))
        return self._record

    def result(self, *, interrupted: bool = False, fault: Exit | None = None) -> Result:
        """What came of it so far; what the disk refused is tried once more."""
        self._write()
        return replace(
            result_of(self._record, self._dossier.path),
            interrupted=interrupted,
            fault=self._refusal.exit if self._refusal and fault is None else fault,
            kept=self._refusal is None,
            asks_no_more=self._record.asks_no_more,
        )

    def _advance(self, state: State, *, by: By, why: Why | None, **fields: Any) -> None:
        """On disk or not yet, it was now: the rung says when, not when the disk took it."""
        noted = {**(why._asdict() if why else {}), "at": now()}
        self._write(lambda: self._dossier.advance(state, by=by, **noted, **fields))
        record = replace(self._record, **fields)
        self._record = self._dossier.with_rung(record, state, by=by, **noted)

    def _change(self, **fields: Any) -> None:
        self._write(lambda: self._dossier.change(**fields))
        self._record = replace(self._record, **fields)

    def keep(self, name: str, data: bytes, what: str) -> Path | None:
        """Keep a file; where it is, if the disk has taken it."""
        self._write(lambda: self._dossier.keep(name, data, what=what))
        return None if self._refusal else self._dossier.path / name

    def _write(self, *acts: Callable[[], object]) -> None:
        """Do these after all that the disk has refused so far, each once and in this order.

        What the dossier itself does not allow is a fault of ours: it is raised, and tried no more.
        """
        self._unwritten += acts
        try:
            while self._unwritten:
                act = self._unwritten.pop(0)
                try:
                    act()
                except OptoutError:
                    self._unwritten.insert(0, act)
                    raise
            self._refusal = None
        except OptoutError as error:
            if self._refusal is None:
                self._refusal = error
                self._on_refusal(error)
