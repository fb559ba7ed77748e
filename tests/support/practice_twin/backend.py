"""What the tests ask of the server: other ends, limits, codes that fail, robots' bait."""

from dataclasses import dataclass, field

from support.practice_twin.options import LIMIT, LINES, WORDS, TwinOptions, baits

from optout.practice.backend import Backend, Reply, by_meaning
from optout.practice.records import Received, Visit

MINIMUM = 100
"""Characters that `after=minlength` wants; one report of the real form speaks of it."""
_TAKEN = ("ok", "field_error", "minlength")
"""What a form asks of the server that takes it in the end."""
_END_OF = {"unavailable": "unavailable_country"}


@dataclass
class TwinVisit(Visit):
    """A visit, with what stands before the form and how often was tried."""

    signed_in: bool = False
    checked: bool = False
    cookies_chosen: bool = False
    submissions: int = 0
    codes_mailed: int = 0
    codes_typed: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    """What is said on the form that is shown again."""
    over: bool = False
    """Whether the page shows what follows in a dialog over itself."""


class TwinBackend(Backend):
    """The server as the options want it."""

    visit: TwinVisit
    options: TwinOptions

    def take(self, kind: str, raw: dict[str, str]) -> Reply:
        self.visit.over = raw.get("over") == "1"
        if kind == "objection" and any(raw.get(name) for name in baits(self.form)):
            fields = by_meaning(self.form, self.options, raw)
            self.log.add(Received(self.form, kind, fields, raw=raw))
            return Reply("blocked")
        return super().take(kind, raw)

    def submit(self, fields: dict[str, str]) -> Reply:
        self.visit.errors = {}
        if self.errors(fields):
            return super().submit(fields)
        self.visit.submissions += 1
        if self.options.after == "field_error" and self.visit.submissions == 1:
            last = "explanation" if "explanation" in fields else "email"
            return Reply(errors={last: self.words["error_again"]})
        if self.options.at == "submit" and self.options.after not in _TAKEN:
            self.visit.values = fields
            return self.finish()
        return super().submit(fields)

    def take_code(self, raw: dict[str, str]) -> Reply:
        self.visit.over = raw.get("over") == "1"
        reply = super().take_code({**raw, "code": raw["nonce"]} if "nonce" in raw else raw)
        if self.options.codeform == "layer" and "code" in reply.errors:
            # The layer offers no new code: the form beneath it is sent once more.
            gone = self.visit.code is None or self.visit.code.expired
            return Reply(errors={"" if gone else "code": reply.errors["code"]})
        return reply

    def fault_of_code(self, typed: str) -> str:
        pending = self.visit.code
        self.visit.codes_typed += pending is not None
        if pending and self.options.code == "expired" and self.visit.codes_mailed == 1:
            pending.expired = True
        made_wrong = self.options.code == "wrong_first" and self.visit.codes_typed == 1
        return super().fault_of_code("" if made_wrong else typed)

    def finish(self) -> Reply:
        after, explanation = self.options.after, self.visit.values.get("explanation", "")
        meanings = {one.meaning for one in self.options.fields(self.form)}
        if after == "minlength" and len(explanation) < MINIMUM and "explanation" in meanings:
            self.visit.errors = {"explanation": self.words["error_minimum"].format(n=MINIMUM)}
            return Reply(errors=self.visit.errors)
        return super().finish() if after in _TAKEN else Reply(_END_OF.get(after, after))

    def errors(self, fields: dict[str, str]) -> dict[str, str]:
        found = super().errors(fields)
        if self.options.told and self._too_long(fields.get("explanation", "")):
            key, most = self.options.told
            found["explanation"] = self.words[key].format(n=most)
        return found

    def _too_long(self, letter: str) -> bool:
        if self.options.limit == "2lines":
            return len(letter.strip().splitlines()) > LINES
        if self.options.limit in ("150words", "150told"):
            return len(letter.split()) > WORDS
        # As a browser counts for `maxlength`: UTF-16 units.
        return len(letter.encode("utf-16-le")) // 2 > LIMIT

    def mail(self, about: str, code: str = "") -> None:
        self.visit.codes_mailed += bool(code)
        super().mail(about, code)
