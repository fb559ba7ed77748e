"""What came of one form in one run: for the closing lines, for `--json`, for the exit code."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from optout.domain.states import Exit, Sent, State, exit_for


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one form's run. `interrupted` makes its exit code 130 whatever the state."""

    form: str
    state: State
    sent: Sent = Sent.NO
    id: str = ""
    url: str = ""
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    code: str = "none"
    dossier: Path | None = None
    quote: str | None = None
    """What the page said after the sending, as the dossier has it."""
    interrupted: bool = False
    fault: Exit | None = None
    """What kept this form's run from its end, or from noting it down."""
    kept: bool = True
    """Whether all that was proved is in the dossier; the disk may have refused it."""

    recorded: State | None = None
    """What an earlier run has recorded, where it was done before and no page was looked at."""
    asks_no_more: bool = False
    """The page asks for nothing any more: a further run of it adds nothing."""
    out_of_sight: bool = False
    """Whether the person may have sent it unseen."""
    signed_in: bool = False
    """The browser is signed in, by the record's cookie, else as a page asked for it."""

    @property
    def exit(self) -> Exit:
        if self.interrupted:
            return Exit.INTERRUPTED
        return exit_for(self.state) if self.fault is None else self.fault

    def as_json(self) -> str:
        """One line, as the contract has it."""
        line = {
            "form": self.form,
            "state": str(self.state),
            "sent": str(self.sent),
            "exit": int(self.exit),
            "id": self.id,
            "url": self.url,
            "fields": self.fields,
            "code": self.code,
            "quote": self.quote,
            "dossier": str(self.dossier) if self.dossier else None,
        }
        return json.dumps(line, ensure_ascii=False)
