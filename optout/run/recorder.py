"""One objection during a run: what the page proved goes into its dossier, at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from optout import post
from optout.dossier.file import Dossier, now, stamps
from optout.dossier.record import By
from optout.errors import OptoutError
from optout.locate.fingerprint import Drift
from optout.mail import draft
from optout.objection import Letter
from optout.outcome import SENT, Exit, State
from optout.pages import Reading
from optout.printing import Printer
from optout.result import Result
from optout.run.steps.by_hand import Papers
from optout.run.steps.enter_code import Verdict
from optout.run.steps.filling import Filling
from optout.run.steps.tab import Tab
from optout.shapes import drift_of


class Case:
    """A dossier and the few things that a run does to it; what an earlier run sent counts.

    `known` are the fingerprints of the form: its record's, and the one last seen. What the disk
    refuses is told once, by `on_trouble`, and written as soon as it can be: a full disk must not
    take the page away from a person who is about to send.
    """

    def __init__(
        self, dossier: Dossier, *, evidence: bool = True, known: Sequence[str] = ()
    ) -> None:
        self._dossier = dossier
        self._known = known
        self._evidence = evidence
        self._ended = False
        self._state = dossier.record.state
        self._sent = dossier.record.was_sent
        self._left = bool(dossier.record.left_at)
        self._unwritten: list[Callable[[], object]] = []
        self._trouble: OptoutError | None = None
        self.on_trouble: Callable[[OptoutError], None] = lambda _error: None

    @property
    def state(self) -> State:
        return self._state

    @property
    def open(self) -> bool:
        """Whether this run has not come to its end."""
        return not self._ended

    @property
    def was_sent(self) -> bool:
        """Whether the page once proved that something was sent."""
        return self._sent

    @property
    def id(self) -> str:
        return self._dossier.id

    def drift(self, reading: Reading) -> Drift | None:
        """How the form now stands to what is known of it; None where no form is shown."""
        return drift_of(reading, self._known)

    def prefilled(self, filling: Filling, reading: Reading, *, read_back: bool = True) -> None:
        """The form is filled in and read back; without `read_back` only what was tried is noted."""
        letter = filling.letter
        self._change(
            fields=filling.record(),
            url=reading.url,
            page_language=reading.language,
            fingerprint=reading.fingerprint,
            **(
                {
                    "letter": letter.text,
                    "language": letter.language,
                    "variant": letter.variant,
                    "length": letter.length,
                }
                if letter
                else {}
            ),
        )
        sent = self._dossier.record.letter_sent
        if letter and sent is not None and sent.split() == letter.text.split():
            self._change(letter_sent=None)  # it had left before it was noted here
        if read_back and not self.was_sent:
            self._advance(State.PREFILLED, by="tool", proof="read back from the fields")

    def shaped(self, reading: Reading) -> None:
        """The form has all its fields: its shape as it was last seen."""
        self._change(fingerprint=reading.fingerprint)

    def leaving(self, letter: str) -> None:
        """Something leaves the page that can be the objection, with this letter in it.

        What leaves later without any letter takes nothing back of what left before.
        """
        record = self._dossier.record
        sent = record.letter_sent
        if letter or not self._left:
            same = letter.split() == record.letter.split()
            sent = None if same else letter.replace("\r\n", "\n")
        self._left = True
        self._change(left_at=stamps(now())[0], letter_sent=sent)

    @property
    def perhaps_sent(self) -> bool:
        """Whether something left the page, and no page showed that it arrived."""
        return self._left and not self._sent

    def within_reach(self) -> None:
        """The first field is filled in: from now on the person can send."""
        if not self._dossier.record.filled_from:
            self._change(filled_from=stamps(now())[0])

    def out_of_sight(self) -> None:
        """The person could send, and nothing could be seen of it any more."""
        self._change(lost_sight=True)

    def code_asked(self, reading: Reading) -> None:
        """The page asks for the code: so it has taken the request."""
        if not self.was_sent:
            self._advance(State.SUBMITTED, by="page", proof=reading.why)
        if self.state is State.SUBMITTED:
            self._advance(State.CODE_ASKED, by="page", proof=reading.why)

    def code_entered(self, verdict: Verdict) -> None:
        """A code was typed; what the page made of it. The code itself is kept nowhere."""
        if verdict in ("not_typed", "gone", "elsewhere"):
            return
        self._advance(State.CODE_ENTERED, by="tool", proof=f"the page: {verdict}")
        if verdict in ("wrong", "expired", "refused"):
            self._change(code_status="rejected")

    def ended(self, state: State, reading: Reading) -> None:
        """The page shows the end."""
        if state is State.ACKNOWLEDGED:
            if self.state is State.CODE_ENTERED:
                self._change(code_status="accepted")
            if not self.was_sent:
                self._advance(State.SUBMITTED, by="page", proof=reading.why)
        self._advance(state, by="page", proof=reading.why)
        self._ended = True

    def ended_by_word(self, state: State) -> None:
        """The person says how it ended."""
        self._advance(state, by="person", proof="the person's word")
        self._ended = True

    def ended_by_tool(self, state: State, why: str = "") -> None:
        """The tool cannot go on."""
        self._advance(state, by="tool", proof=why)
        self._ended = True

    def left_as_it_is(self) -> None:
        """This run adds nothing to what an earlier one proved."""
        self._ended = True

    def stopped(self, why: str) -> None:
        """The run is over: what was proved stays; what was not sent is abandoned, and `why`."""
        if not self._ended and not self.was_sent:
            self.ended_by_tool(State.ABANDONED, why)
        self._ended = True

    async def picture(
        self, tab: Tab, name: str, what: str, still: Callable[[], bool] = lambda: True
    ) -> None:
        """Keep a picture of the page at full height; only the filled form shows what is in it.

        It is dropped if the page is not `still` the one that was meant.
        """
        image = await tab.picture(all_typed=name != "filled") if self._evidence else None
        if image and still():
            self._keep(f"{name}.png", image, what)

    async def evidence(self, tab: Tab, name: str, what: str) -> None:
        """Keep a picture, the visible text and the accessible tree: no HTML, tokens hide in it."""
        await self.picture(tab, name, what)
        if self._evidence:
            self._keep(f"{name}.txt", (await tab.words()).encode(), what)
            self._keep(f"{name}-tree.txt", (await tab.tree()).encode(), what)

    def papers(self, letter: Letter) -> Papers:
        """Keep the letter to copy, as a mail draft and for the post; where they are."""
        record = self._dossier.record
        if not record.letter:
            self._change(
                letter=letter.text,
                language=letter.language,
                variant=letter.variant,
                length=letter.length,
            )
        today = now().astimezone()
        paper = post.page(letter, name=record.name, country=record.country, today=today.date())
        mail = draft(
            subject=post.subject(letter),
            text=letter.text,
            language=letter.language,
            sender=record.email,
            to="",
            now=today,
        )
        keep = self._dossier.keep
        return Papers(
            text=keep("letter.txt", letter.text.encode(), what="letter"),
            mail=keep("letter.eml", mail, what="letter"),
            post=keep("letter.html", paper.encode(), what="letter"),
        )

    async def print(self, papers: Papers, printer: Printer) -> Path | None:
        """Keep the letter for the post as a PDF, where a browser can make one."""
        data = await printer(papers.post.read_text("utf-8"))
        return self._dossier.keep("letter.pdf", data, what="letter") if data else None

    def result(self, *, interrupted: bool = False, fault: Exit | None = None) -> Result:
        """What came of it so far; what the disk refused is tried once more."""
        self._write()
        record = self._dossier.record
        return Result(
            form=record.form,
            state=self._state,
            id=record.id,
            url=record.url,
            fields=record.fields,
            code=record.code_status,
            dossier=self._dossier.path,
            interrupted=interrupted,
            fault=self._trouble.exit if self._trouble and fault is None else fault,
            kept=self._trouble is None,
        )

    def _advance(self, state: State, *, by: By, proof: str = "") -> None:
        self._state = state
        self._sent = self._sent or state in SENT
        self._write(lambda: self._dossier.advance(state, by=by, proof=proof))

    def _change(self, **fields: Any) -> None:
        self._write(lambda: self._dossier.change(**fields))

    def _keep(self, name: str, data: bytes, what: str) -> None:
        self._write(lambda: self._dossier.keep(name, data, what=what))

    def _write(self, *acts: Callable[[], object]) -> None:
        """Do these after all that the disk has refused so far, each once and in this order."""
        self._unwritten += acts
        try:
            while self._unwritten:
                self._unwritten[0]()
                del self._unwritten[0]
            self._trouble = None
        except OptoutError as error:
            if self._trouble is None:
                self._trouble = error
                self.on_trouble(error)
