"""The back end of the site: takes a post, refuses what the real server refuses, mails codes."""

import json
import re
from dataclasses import dataclass, field

from optout.practice.fields import (
    LIMIT,
    LINES,
    TWIN,
    WORDS,
    PracticeField,
    baits,
    fields_of,
    questions,
)
from optout.practice.options import FORMS, Options
from optout.practice.records import TRIES, AtForm, Log, Mail, PendingCode, Received
from optout.practice.words import countries, words

MINIMUM = 100
"""Characters that `after=minlength` wants; one report of the real form speaks of it."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_TAKEN = ("ok", "field_error", "minlength")
"""What a form asks of the server that takes it in the end."""
_END_OF = {"unavailable": "unavailable_country", "field_error": "acknowledged"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the page shows next: errors by meaning, or another state; a notice besides."""

    state: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    back_to_form: bool = False
    spent: bool = False
    """The code that was mailed is worth nothing any more."""


def by_meaning(form: str, options: Options, raw: dict[str, str]) -> dict[str, str]:
    """A post with its fields under the names of what they mean; what is not a field is left out."""
    if options.portal:
        return _portal_fields(form, options, raw)
    found: dict[str, str] = {}
    for one in fields_of(form, options):
        if one.kind == "country":
            picks = options.country != "select"
            found["country"] = raw.get(one.name + (TWIN if picks else ""), "")
            if picks:
                found["country_name"] = raw.get(one.name, "")
        elif one.name in raw:
            found[one.meaning] = raw[one.name]
    asked = questions(form, options)
    return found | {one.meaning: raw[one.name] for one in asked if one.name in raw}


def _portal_fields(form: str, options: Options, raw: dict[str, str]) -> dict[str, str]:
    """The portal's pages post their fields as one JSON object, by words."""
    try:
        told = json.loads(raw.get("variables", ""))["input"]
        pairs = {str(name): str(value) for name, value in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    known = {one.meaning for one in fields_of(form, options)}
    known |= {one.meaning for one in questions(form, options)} | {"country_name", "code"}
    return {name: pairs[name] for name in pairs if name in known}


class Backend:
    """Answers the posts of one form's visit and writes the mails that follow."""

    def __init__(self, at: AtForm, log: Log) -> None:
        self.form, self.options, self.visit, self.log = at.form, at.options, at.visit, log
        self.words = words(at.options.lang)

    def take(self, kind: str, raw: dict[str, str]) -> Reply:
        """Take a post of a form that is not sent yet; `kind` as in `Received`."""
        fields = by_meaning(self.form, self.options, raw)
        self.log.add(Received(self.form, kind, fields, raw=raw))
        if raw.get("lsd") != self.visit.token:
            return Reply(errors={"": self.words["error_stale"]})
        if kind == "code_request":
            return self._request_code(fields)
        if kind == "code":
            return self._check_code(fields.get("code", ""))
        if any(raw.get(name) for name in baits(self.form)):
            return Reply("blocked")
        return self._submit(fields)

    def _submit(self, fields: dict[str, str]) -> Reply:
        errors = self._errors(fields)
        if not errors and self.options.after == "field_error" and self.visit.submissions == 0:
            last = "explanation" if "explanation" in fields else "email"
            errors = {last: self.words["error_again"]}
            self.visit.submissions += 1
        if errors:
            return Reply(errors=errors)
        self.visit.submissions += 1
        self.visit.values = fields
        ends_now = self.options.at == "submit" and self.options.after not in _TAKEN
        if self.options.flow == "code" and not (ends_now or self.options.portal):
            self.mail_code(fields["email"])
            return Reply("code")
        return self._finish()

    def take_code(self, raw: dict[str, str]) -> Reply:
        """Take the code that was typed in after the form had been sent, or mail another."""
        if raw.get("do") == "again":
            self.log.add(Received(self.form, "send_again", {}, raw=raw))
            return self._send_again()
        typed = raw.get("nonce", raw.get("code", ""))
        self.log.add(Received(self.form, "code", {"code": typed}, raw=raw))
        fault = self._fault_of_code(typed)
        if fault:
            # The layer offers no new code: the form beneath it is sent once more.
            gone = self.options.codeform == "layer" and fault != "code_wrong"
            return Reply(errors={"" if gone else "code": self.words[fault]})
        self.visit.code = None
        return self._finish()

    def _request_code(self, fields: dict[str, str]) -> Reply:
        """Mail a code before anything is sent; the same one as long as it is good."""
        email, again = fields.get("email", "").strip(), fields.get("confirm_email", "").strip()
        if not _EMAIL.fullmatch(email):
            return Reply(errors={"email": self.words["error_email"]})
        if email != again:
            return Reply(errors={"confirm_email": self.words["error_confirm"]})
        pending = self.visit.code
        if pending and pending.to == email and not pending.expired:
            self.visit.codes_mailed += 1
            self._mail("code", pending.digits)
        else:
            self.mail_code(email)
        return Reply()

    def _check_code(self, typed: str) -> Reply:
        """Look at the code as soon as it is typed, before the form is sent."""
        self.visit.verified = ""
        fault = self._fault_of_code(typed)
        if fault:
            message = "portal_code_wrong" if fault == "code_wrong" else "code_expired"
            return Reply(errors={"code": self.words[message]}, spent=fault != "code_wrong")
        self.visit.verified = self.visit.values["email"]
        return Reply()

    def _fault_of_code(self, typed: str) -> str:
        """What is wrong with the code that was typed, as a key of the words; empty if nothing."""
        pending, options = self.visit.code, self.options
        if pending is None:
            return "code_expired"
        self.visit.codes_typed += 1
        if options.code == "expired" and self.visit.codes_mailed == 1:
            pending.expired = True
        if pending.expired:
            return "code_expired"
        made_wrong = options.code == "wrong_first" and self.visit.codes_typed == 1
        if typed.strip() != pending.digits or made_wrong:
            pending.wrong += 1
            pending.expired = pending.wrong >= TRIES
            return "code_used_up" if pending.expired else "code_wrong"
        return ""

    def mail_code(self, to: str) -> None:
        """Mail a new code; the one before is worth nothing from now on."""
        self.visit.code = pending = PendingCode(to)
        self.visit.values["email"] = to
        self.visit.codes_mailed += 1
        self._mail("code", pending.digits)

    def _send_again(self) -> Reply:
        """Mail another code to the same address."""
        to = self.visit.values.get("email", "")
        if not self.visit.codes_mailed:
            return Reply(errors={"code": self.words["code_expired"]})
        self.mail_code(to)
        return Reply(notice=self.words["code_resent"].format(email=to))

    def _finish(self) -> Reply:
        after, explanation = self.options.after, self.visit.values.get("explanation", "")
        meanings = {one.meaning for one in fields_of(self.form, self.options)}
        short = len(explanation) < MINIMUM and "explanation" in meanings
        if after == "minlength" and short:
            errors = {"explanation": self.words["error_minimum"].format(n=MINIMUM)}
            return Reply(errors=errors, back_to_form=True)
        if after in _TAKEN:
            self.visit.objected = True
            self.visit.code, self.visit.verified = None, ""
            self._mail("confirmation")
            return Reply("acknowledged")
        return Reply(_END_OF.get(after, after))

    def _errors(self, fields: dict[str, str]) -> dict[str, str]:
        found = {}
        for one in fields_of(self.form, self.options):
            message = self._error(one, fields.get(one.meaning, "").strip())
            if message:
                found[one.meaning] = self.words[message]
        for asked in questions(self.form, self.options):
            if fields.get(asked.meaning) != asked.right:
                found[asked.meaning if self.options.portal else ""] = self.words["error_gate"]
        too_long = self._too_long(fields.get("explanation", ""))
        if too_long:
            found["explanation"] = too_long
        return found | (self._portal_errors(fields) if self.options.portal else {})

    def _portal_errors(self, fields: dict[str, str]) -> dict[str, str]:
        found, email = {}, fields.get("email", "").strip()
        if fields.get("confirm_email", "").strip() != email:
            found["confirm_email"] = self.words["error_confirm"]
        if self.options.flow == "code" and (not email or self.visit.verified != email):
            found["code"] = self.words["error_required"]
        return found

    def _too_long(self, letter: str) -> str:
        limit = self.options.limit
        if limit == "2lines":
            over = len(letter.strip().splitlines()) > LINES
            return self.words["limit_lines"].format(n=LINES) if over else ""
        if limit in ("150words", "150told"):
            over = len(letter.split()) > WORDS
            return self.words["limit_words"].format(n=WORDS) if over else ""
        # As a browser counts for `maxlength`: UTF-16 units.
        over = limit != "none" and len(letter.encode("utf-16-le")) // 2 > LIMIT
        return self.words["limit_characters"].format(n=LIMIT) if over else ""

    def _error(self, one: PracticeField, value: str) -> str:
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
        service = FORMS[self.form].called
        subject, text = (
            self.words[f"mail_{about}_{part}"].format(code=code, service=service)
            for part in ("subject", "text")
        )
        self.log.add(Mail(self.form, self.visit.values["email"], subject, text, code))
