"""Meta's side of the counter: takes a post, refuses what the real server refuses, mails codes."""

import re
from dataclasses import dataclass, field

from optout.practice.fields import TWIN, Field, baits, fields_of, gate_answers, gate_name
from optout.practice.options import Options
from optout.practice.records import Log, Mail
from optout.practice.visits import TRIES, PendingCode, Visit
from optout.practice.words import countries, words

MINIMUM = 100
"""Characters that `after=minlength` wants; one report of the real form speaks of it."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_END_OF = {"unavailable": "unavailable_country", "field_error": "acknowledged"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the page shows next: errors by meaning, or another state; a notice besides."""

    state: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    back_to_form: bool = False


def by_meaning(form: str, options: Options, raw: dict[str, str]) -> dict[str, str]:
    """A post with its fields under the names of what they mean; what is not a field is left out."""
    found: dict[str, str] = {}
    for one in fields_of(form, options):
        if one.kind == "country":
            picks = options.country != "select"
            found["country"] = raw.get(one.name + (TWIN if picks else ""), "")
            if picks:
                found["country_name"] = raw.get(one.name, "")
        elif one.name in raw:
            found[one.meaning] = raw[one.name]
    if gate_name(form) in raw:
        found["gate"] = raw[gate_name(form)]
    return found


class Desk:
    """Answers the posts of one form's visit and writes the mails that follow."""

    def __init__(self, form: str, options: Options, visit: Visit, log: Log) -> None:
        self.form, self.options, self.visit, self.log = form, options, visit, log
        self.words = words(options.lang)

    def submit(self, raw: dict[str, str]) -> Reply:
        """Take the filled form."""
        fields = by_meaning(self.form, self.options, raw)
        if raw.get("lsd") != self.visit.token:
            return Reply(errors={"": self.words["error_stale"]})
        if any(raw.get(name) for name in baits(self.form)):
            return Reply("blocked")
        errors = self._errors(fields)
        if not errors and self.options.after == "field_error" and self.visit.submissions == 0:
            last = "explanation" if "explanation" in fields else "email"
            errors = {last: self.words["error_again"]}
            self.visit.submissions += 1
        if errors:
            return Reply(errors=errors)
        self.visit.submissions += 1
        self.visit.values = fields
        ends_now = self.options.at == "submit" and self.options.after not in (
            "ok",
            "field_error",
            "minlength",
        )
        if self.options.flow == "code" and not ends_now:
            self.mail_code(fields["email"])
            return Reply("code")
        return self._finish()

    def confirm(self, typed: str) -> Reply:
        """Take the code that was typed in."""
        pending, options = self.visit.code, self.options
        if pending is None:
            return Reply(errors={"code": self.words["code_expired"]})
        self.visit.codes_typed += 1
        first_fails = options.code == "expired" and self.visit.codes_mailed == 1
        if pending.expired or first_fails:
            return Reply(errors={"code": self.words["code_expired"]})
        made_wrong = options.code == "wrong_first" and self.visit.codes_typed == 1
        if typed.strip() != pending.digits or made_wrong:
            pending.wrong += 1
            pending.expired = pending.wrong >= TRIES
            key = "code_used_up" if pending.expired else "code_wrong"
            return Reply(errors={"code": self.words[key]})
        self.visit.code = None
        return self._finish()

    def mail_code(self, to: str) -> None:
        """Mail a new code; the one before is worth nothing from now on."""
        self.visit.code = pending = PendingCode(to)
        self.visit.values["email"] = to
        self.visit.codes_mailed += 1
        self._mail("code", pending.digits)

    def send_again(self) -> Reply:
        """Mail another code to the same address."""
        to = self.visit.values.get("email", "")
        if not self.visit.codes_mailed:
            return Reply(errors={"code": self.words["code_expired"]})
        self.mail_code(to)
        return Reply(notice=self.words["code_resent"].format(email=to))

    def _finish(self) -> Reply:
        after, explanation = self.options.after, self.visit.values.get("explanation", "")
        if (
            after == "minlength"
            and len(explanation) < MINIMUM
            and "explanation" in self._meanings()
        ):
            errors = {"explanation": self.words["error_minimum"].format(n=MINIMUM)}
            return Reply(errors=errors, back_to_form=True)
        if after in ("ok", "field_error", "minlength"):
            self.visit.objected = True
            self._mail("confirmation")
            return Reply("acknowledged")
        return Reply(_END_OF.get(after, after))

    def _meanings(self) -> set[str]:
        return {one.meaning for one in fields_of(self.form, self.options)}

    def _errors(self, fields: dict[str, str]) -> dict[str, str]:
        found = {}
        for one in fields_of(self.form, self.options):
            message = self._error(one, fields.get(one.meaning, "").strip())
            if message:
                found[one.meaning] = self.words[message]
        right = gate_answers(self.options)[:1]
        if right and fields.get("gate") != right[0]:
            found[""] = self.words["error_gate"]
        return found

    def _error(self, one: Field, value: str) -> str:
        if not value:
            missing = "error_country" if one.kind == "country" else "error_required"
            return missing if one.required else ""
        if one.kind == "country":
            listed = value in countries("en") and value != self.options.missing_country
            return "" if listed else "error_country"
        if one.kind == "choice":
            return "" if value in one.choices else "error_required"
        return "error_email" if one.kind == "email" and not _EMAIL.fullmatch(value) else ""

    def _mail(self, about: str, code: str = "") -> None:
        service = self.words[f"service_{self.form}"]
        subject, text = (
            self.words[f"mail_{about}_{part}"].format(code=code, service=service)
            for part in ("subject", "text")
        )
        self.log.add(Mail(self.form, self.visit.values["email"], subject, text, code))
