"""What was recognised on one page: as a line of JSON, and in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optout.domain.proofs import Proof, Why, proof_words
from optout.forms import spec
from optout.forms.hosts import Allowed
from optout.i18n import N_, _, labelled
from optout.locate.fields.field import Field, FieldStatus
from optout.locate.fields.fingerprint import Drift
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.recording.drift import drift_of
from optout.run.talk.messages import ROLE_NAMES, why_not_opened
from optout.terminal.console import Console

ROLES = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION, Role.CODE)

_KINDS: Mapping[PageKind, str] = {
    PageKind.FORM: N_("the form"),
    PageKind.SIGN_IN: N_("a page to sign in"),
    PageKind.CODE: N_("the page that asks for the code"),
    PageKind.ACKNOWLEDGED: N_("a confirmation"),
    PageKind.ALREADY_OBJECTED: N_("word that you have objected already"),
    PageKind.REFUSED: N_("a refusal"),
    PageKind.UNAVAILABLE: N_("word that the form is not available"),
    PageKind.UNKNOWN: N_("not recognised"),
}
_FOUND: Mapping[FieldStatus, str] = {
    "found": N_("recognised"),
    "missing": N_("not there"),
    "ambiguous": N_("not recognised for sure"),
}
_DRIFTS: Mapping[Drift, str] = {
    "first_seen": N_("This form is seen for the first time: there is nothing to compare it with."),
    "same": N_("This form is the same as when it was last seen."),
    "understood": N_(
        "This form has changed since it was last seen. Its fields were recognised all the same."
    ),
    "not_understood": N_(
        "This form has changed since it was last seen. optout does not understand it any more."
    ),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One page to look at."""

    form: spec.Form
    url: str
    allowed: Allowed
    known: tuple[str, ...] = ()
    """The fingerprints that are known of the form."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was recognised; `obstacle` says what stood in the way."""

    target: Target
    reading: Reading | None = None
    obstacle: Why | None = None
    tags: Mapping[Role, str] = field(default_factory=dict)
    """The opening tags of the fields that were found."""

    @property
    def usable(self) -> bool:
        """Whether optout could go on from this page, or from where it leads."""
        reading = self.reading
        if reading is None or self.obstacle or reading.snapshot.main.unread:
            return False
        return reading.kind is not PageKind.UNAVAILABLE and self.drift != "not_understood"

    @property
    def drift(self) -> Drift | None:
        """How the form stands to what is known of it; None where no form is shown."""
        return drift_of(self.reading, self.target.known) if self.reading else None

    @property
    def _shows_nothing(self) -> bool:
        """Whether the browser has only a page of its own to show, as the site's did not open."""
        reading = self.reading
        return bool(
            self.obstacle
            and reading
            and reading.kind is PageKind.UNKNOWN
            and _without_fields(reading)
        )

    @property
    def why(self) -> str:
        """What stood in the way, then why the page is taken for its kind."""
        found = (self.obstacle, self.reading.why if self.reading else None)
        return "; ".join(str(why) for why in found if why)

    def as_json(self) -> str:
        """Its keys: `form url at page language fields fingerprint drift why`.

        `drift` is `first_seen`, `same`, `understood` (changed, and recognised all the same) or
        `not_understood`, against the form's record and the last visit; empty where the page shows
        no form. `why` says what makes the page what it is, and what went wrong, in English.
        """
        reading = self.reading
        line: dict[str, Any] = {
            "form": self.target.form.key,
            "url": self.target.url,
            "at": reading.url if reading else "",
            "page": str(reading.kind if reading else PageKind.UNKNOWN),
            "language": reading.language if reading else "",
            "fields": {str(r): self._field(r) for r in ROLES},
            "fingerprint": reading.fingerprint if reading else "",
            "drift": self.drift or "",
            "why": self.why,
        }
        return json.dumps(line, ensure_ascii=False)

    def _field(self, role: Role) -> dict[str, Any]:
        known = self.reading.fields.get(role) if self.reading else None
        answer = known or Field(role, "missing", "not looked at")
        return {
            "status": answer.status,
            "how": answer.how,
            "score": round(answer.score, 3),
            "html": self.tags.get(role, ""),
        }

    def tell(self, console: Console) -> None:
        """Says it in words."""
        reading = self.reading
        console.heading(labelled(self.target.form.name, self.target.url))
        if self.obstacle:
            not_opened = self.obstacle.proof is Proof.NOT_OPENED
            console.say(
                why_not_opened(self.obstacle.words) if not_opened else _in_one(self.obstacle)
            )
        if reading is None or self._shows_nothing:
            return
        kind, why = _(_KINDS[reading.kind]), _in_one(reading.why)
        if reading.why.proof is Proof.NOTHING_RECOGNISED and not _without_fields(reading):
            why = _("there are fields, but nothing says that it is the form")
        console.say(_("This page is: {kind} ({why})").format(kind=kind, why=why))
        lines = [labelled(_(ROLE_NAMES[r]), _(_FOUND[reading.fields[r].status])) for r in ROLES]
        console.list([*lines, labelled(_("fingerprint"), reading.fingerprint)])
        if self.drift:
            console.say(_(_DRIFTS[self.drift]))


def _without_fields(reading: Reading) -> bool:
    return all(reading.fields[role].status == "missing" for role in ROLES)


def _in_one(why: Why) -> str:
    return " ".join(proof_words(*why)).strip()
