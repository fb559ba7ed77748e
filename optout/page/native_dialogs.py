"""What a page says in native dialogs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playwright.async_api import Dialog as NativeDialog
from playwright.async_api import Page

from optout.domain.proofs import Proof
from optout.locate.claims.page_claim import claim_in
from optout.locate.roles import PageKind
from optout.locate.snapshot import Block, Snapshot
from optout.page.reading import Reading, judge

_MOST = 3
_BENEATH = (PageKind.UNKNOWN, PageKind.FORM, PageKind.CODE)
"""Pages that say nothing of a request themselves."""


@dataclass(slots=True)
class NativeDialogs:
    """What the windows of one form have said in native dialogs since something left them last."""

    _alerts: dict[Page, list[str]] = field(default_factory=dict)

    def hear(self, dialog: NativeDialog) -> None:
        """A dialog opens. One that asks something says nothing of a request."""
        text = dialog.message.strip()
        if dialog.page is not None and dialog.type == "alert" and text:
            texts = self._alerts.setdefault(dialog.page, [])
            texts.append(text)
            del texts[:-_MOST]

    def forget(self) -> None:
        """Something leaves: what was said before does not answer it."""
        self._alerts.clear()

    def words(self, page: Page) -> Sequence[str]:
        """What was said in this window."""
        return self._alerts.get(page, [])

    def over(self, page: Page, reading: Reading, *, letter: str) -> Reading:
        """The reading of a window with what a dialog there claimed, or complained of the code. What
        the page itself says comes first. `letter` as in `read`."""
        if reading.kind not in _BENEATH or reading.claim.kind != "unclear" or reading.errors:
            return reading
        for text in reversed(self.words(page)):
            if problem := _beside(reading.snapshot, text, letter).code_problem:
                return replace(reading, code_problem=problem)
            claim = claim_in(text, reading.language)
            if claim.kind != "unclear":
                ends = reading.kind is PageKind.CODE and claim.kind in ("received", "already")
                kind = PageKind.UNKNOWN if ends else reading.kind  # its box asks for no more
                return replace(reading, kind=kind, claim=claim, proof=Proof.DIALOG)
        return reading


def _beside(snapshot: Snapshot, text: str, letter: str) -> Reading:
    """The page with what was said as a message of its own, beside the field it is about."""
    blocks = (*snapshot.main.blocks, Block(text, alert="alert"))
    shown = replace(snapshot.main, blocks=blocks)
    return judge(replace(snapshot, frames=(shown, *snapshot.frames[1:])), {}, letter=letter)
