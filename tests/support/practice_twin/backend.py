"""What the tests ask of the server: other ends, limits, codes that fail, robots' bait."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from support.practice_twin.options import WORDS, TwinOptions, baits

from optout.practice.backend import Backend, Reply, by_meaning
from optout.practice.fields import LIMIT
from optout.practice.records import AtForm, Mail, Visit, now

_TAKEN = ("ok", "field_error")
"""What a form asks of the server that takes it in the end."""
_END_OF = {"unavailable": "unavailable_country"}


@dataclass(frozen=True, slots=True)
class Received:
    """One POST of a form's page.

    `kind` is `objection`, `code_request`, `code`, `send_again`, `sign_in`, `checkpoint` or
    `cookies`. `fields` are named by meaning (`country`, `country_name`, `email`, `confirm_email`,
    `explanation`, `additional`, `request`, `full_name`, `upload`, `gate`, `gate_product`,
    `gate_matter`, `gate_objection`, `code`); `raw` is the post as it came, under the names of the
    page.
    """

    form: str
    kind: str
    fields: dict[str, str]
    at: datetime = field(default_factory=now)
    raw: dict[str, str] = field(default_factory=dict)


@dataclass
class TwinVisit(Visit):
    """A visit, with what stands before the form and how often was tried."""

    signed_in: bool = False
    checked: bool = False
    cookies_chosen: bool = False
    submissions: int = 0
    codes_mailed: int = 0
    over: bool = True
    """Whether the page shows what follows in a dialog over itself."""


class TwinBackend(Backend):
    """The server as the options want it."""

    visit: TwinVisit
    options: TwinOptions

    def __init__(self, at: AtForm, mails: deque[Mail], received: list[Received]) -> None:
        super().__init__(at, mails)
        self.received = received

    def take(self, kind: str, raw: dict[str, str]) -> Reply:
        self.visit.over = not self.options.portal and raw.get("over") != "0"
        fields = by_meaning(self.form, self.options, raw)
        if kind == "code" and not self.options.portal:
            fields = {"code": raw.get("nonce", raw.get("code", ""))}
        self.received.append(Received(self.form, kind, fields, raw=raw))
        if kind == "objection" and any(raw.get(name) for name in baits(self.form)):
            return Reply("blocked")
        return super().take(kind, raw | {"code": fields.get("code", "")})

    def submit(self, fields: dict[str, str]) -> Reply:
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

    def take_code(self, typed: str) -> Reply:
        reply = super().take_code(typed)
        if self.options.codeform == "layer" and "code" in reply.errors:
            # The layer offers no new code: the form beneath it is sent once more.
            gone = self.visit.code is None or self.visit.code.expired
            return Reply(errors={"" if gone else "code": reply.errors["code"]})
        return reply

    def fault_of_code(self, typed: str) -> str:
        if self.visit.code and self.options.code == "expired" and self.visit.codes_mailed == 1:
            self.visit.code.expired = True
        return super().fault_of_code(typed)

    def finish(self) -> Reply:
        after = self.options.after
        return super().finish() if after in _TAKEN else Reply(_END_OF.get(after, after))

    def errors(self, fields: dict[str, str]) -> dict[str, str]:
        found, letter = super().errors(fields), fields.get("explanation", "")
        in_words = self.options.limit == "150told"
        # As a browser counts for `maxlength`: UTF-16 units.
        length = len(letter.split()) if in_words else len(letter.encode("utf-16-le")) // 2
        key, most = ("limit_words", WORDS) if in_words else ("limit_characters", LIMIT)
        if self.options.limit != "none" and length > most:
            found["explanation"] = self.words[key].format(n=most)
        return found

    def mail(self, about: str, code: str = "") -> None:
        self.visit.codes_mailed += bool(code)
        super().mail(about, code)
