"""The back end of the site: takes a post, refuses what the real server refuses, mails codes."""

import json
import re
from collections import deque
from dataclasses import dataclass, field

from optout.practice.fields import TWIN, PracticeField
from optout.practice.options import FORMS, Options
from optout.practice.records import TRIES, AtForm, Mail, PendingCode

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the page shows next: errors by meaning, or another state; a notice besides."""

    state: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    spent: bool = False
    """The code that was mailed is worth nothing any more."""


def by_meaning(form: str, options: Options, raw: dict[str, str]) -> dict[str, str]:
    """A post with its fields under the names of what they mean; what is not a field is left out."""
    if options.portal:
        return _portal_fields(form, options, raw)
    found: dict[str, str] = {}
    for name, meaning in _names(form, options).items():
        if name + TWIN in raw:
            found |= {"country": raw[name + TWIN], "country_name": raw.get(name, "")}
        elif name in raw:
            found[meaning] = raw[name]
    return found


def _names(form: str, options: Options) -> dict[str, str]:
    """What fields and questions are posted as, with what they mean."""
    fields = {one.name: one.meaning for one in options.fields(form)}
    return fields | {one.name: one.meaning for one in options.questions(form)}


def _portal_fields(form: str, options: Options, raw: dict[str, str]) -> dict[str, str]:
    """The portal's pages post their fields as one JSON object, by words."""
    try:
        told = json.loads(raw.get("variables", ""))["input"]
        pairs = {str(name): str(value) for name, value in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    known = {*_names(form, options).values(), "country_name", "code"}
    return {name: pairs[name] for name in pairs if name in known}


class Backend:
    """Answers the posts of one form's visit and writes the mails that follow."""

    def __init__(self, at: AtForm, mails: deque[Mail]) -> None:
        self.form, self.options, self.visit, self.mails = at.form, at.options, at.visit, mails
        self.words = at.options.words()

    def take(self, kind: str, raw: dict[str, str]) -> Reply:
        """Take a post; `kind` is `objection`, `code_request`, `code` or `send_again`."""
        if kind == "send_again":
            return self._send_again()
        if kind == "code" and not self.options.portal:
            return self.take_code(raw.get("code", ""))
        if raw.get("lsd") != self.visit.token:
            return Reply(errors={"": self.words["error_stale"]})
        fields = by_meaning(self.form, self.options, raw)
        if kind == "code_request":
            return self._request_code(fields)
        if kind == "code":
            return self._check_code(fields.get("code", ""))
        return self.submit(fields)

    def submit(self, fields: dict[str, str]) -> Reply:
        """Take a form that was sent, or say what is wrong with it."""
        errors = self.errors(fields)
        if errors:
            return Reply(errors=errors)
        self.visit.values = fields
        if self.options.flow == "code" and not self.options.portal:
            self.mail_code(fields["email"])
            return Reply("code")
        return self.finish()

    def take_code(self, typed: str) -> Reply:
        """Take the code that was typed in after the form had been sent."""
        fault = self.fault_of_code(typed)
        if fault:
            return Reply(errors={"code": self.words[fault]})
        self.visit.code = None
        return self.finish()

    def _request_code(self, fields: dict[str, str]) -> Reply:
        """Mail a code before anything is sent; the same one as long as it is good."""
        email, again = fields.get("email", "").strip(), fields.get("confirm_email", "").strip()
        if not _EMAIL.fullmatch(email):
            return Reply(errors={"email": self.words["error_email"]})
        if email != again:
            return Reply(errors={"confirm_email": self.words["error_confirm"]})
        pending = self.visit.code
        if pending and pending.to == email and not pending.expired:
            self.mail("code", pending.digits)
        else:
            self.mail_code(email)
        return Reply()

    def _check_code(self, typed: str) -> Reply:
        """Look at the code as soon as it is typed, before the form is sent."""
        self.visit.verified = ""
        fault = self.fault_of_code(typed)
        if fault:
            message = "portal_code_wrong" if fault == "code_wrong" else "code_expired"
            return Reply(errors={"code": self.words[message]}, spent=fault != "code_wrong")
        self.visit.verified = self.visit.values["email"]
        return Reply()

    def fault_of_code(self, typed: str) -> str:
        """What is wrong with the code that was typed, as a key of the words; empty if nothing."""
        pending = self.visit.code
        if pending is None or pending.expired:
            return "code_expired"
        if typed.strip() != pending.digits:
            pending.wrong += 1
            pending.expired = pending.wrong >= TRIES
            return "code_used_up" if pending.expired else "code_wrong"
        return ""

    def mail_code(self, to: str) -> None:
        """Mail a new code; the one before is worth nothing from now on."""
        self.visit.code = pending = PendingCode(to)
        self.visit.values["email"] = to
        self.mail("code", pending.digits)

    def _send_again(self) -> Reply:
        """Mail another code to the same address."""
        to = self.visit.values.get("email", "")
        if not to:
            return Reply(errors={"code": self.words["code_expired"]})
        self.mail_code(to)
        return Reply(notice=self.words["code_resent"].format(email=to))

    def finish(self) -> Reply:
        """Take the objection."""
        self.visit.objected = True
        self.visit.code, self.visit.verified = None, ""
        self.mail("confirmation")
        return Reply("acknowledged")

    def errors(self, fields: dict[str, str]) -> dict[str, str]:
        """What is wrong with a form, by the meaning of the field."""
        found = {}
        for one in self.options.fields(self.form):
            message = self._error(one, fields.get(one.meaning, "").strip())
            if message:
                found[one.meaning] = self.words[message]
        for asked in self.options.questions(self.form):
            if fields.get(asked.meaning) != asked.right:
                found[asked.meaning] = self.words["error_gate"]
        return found | (self._portal_errors(fields) if self.options.portal else {})

    def _portal_errors(self, fields: dict[str, str]) -> dict[str, str]:
        found, email = {}, fields.get("email", "").strip()
        if fields.get("confirm_email", "").strip() != email:
            found["confirm_email"] = self.words["error_confirm"]
        if self.options.flow == "code" and (not email or self.visit.verified != email):
            found["code"] = self.words["error_required"]
        return found

    def _error(self, one: PracticeField, value: str) -> str:
        if not value:
            missing = "error_country" if one.kind == "country" else "error_required"
            return missing if one.required else ""
        if one.kind == "country":
            return "" if value in self.options.countries() else "error_country"
        if one.kind == "choice":
            return "" if value in one.choices else "error_required"
        return "error_email" if one.kind == "email" and not _EMAIL.fullmatch(value) else ""

    def mail(self, about: str, code: str = "") -> None:
        """Put a mail into the inbox."""
        service = FORMS[self.form].called
        subject, text = (
            self.words[f"mail_{about}_{part}"].format(code=code, service=service)
            for part in ("subject", "text")
        )
        self.mails.append(Mail(self.form, self.visit.values["email"], subject, text, code))
