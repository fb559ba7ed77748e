"""The tests' pages: what stands before a form, what leads to another, what pages report."""

from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from support.practice_twin.backend import Received, TwinBackend, TwinVisit
from support.practice_twin.options import TwinOptions, hidden_name

from optout.practice.backend import Reply
from optout.practice.handler import Handler
from optout.practice.options import Options
from optout.practice.records import AtForm, Visit, now
from optout.practice.rendering import address

CAPTCHA = "/captcha"
MENU = "/support/privacy/"
_TEMPLATES = ("code", "sign_in", "checkpoint", "menu")
"""The states with a page of their own, besides those of the package."""
_PATHS = {"sign_in": "login", "checkpoint": "checkpoint"}
_KINDS = {"login": "sign_in", "checkpoint": "checkpoint", "cookies": "cookies"}
"""What the buttons of the pages on the way post, and what it is kept as."""
_EXAMPLE = "you@example.org"


@dataclass(frozen=True, slots=True)
class Action:
    """One act in a page, told by the page itself: `click`, `enter` or `submit`.

    `target` describes what it met, as `role "name"`; `trusted` is true where the browser says
    that it came from an input device, false where a script dispatched it.
    """

    form: str
    kind: str
    target: str
    trusted: bool
    at: datetime = field(default_factory=now)


def twin_address(form: str, given: dict[str, str], below: str = "") -> str:
    """The path of a page of `form`, of one `below` it, or of the menu that leads to it."""
    if below:
        return f"/{form}/{below}?{urlencode(given)}"
    if given.get("state") == "menu":
        return f"{MENU}?{urlencode({'form': form, **given})}"
    return address(form, given)


def portal_address(form: str, given: dict[str, str]) -> str:
    """The path of the portal's form, where an old page leads to it."""
    kept = "none" if given.get("country") == "none" else ""
    return address(form, given, state="", jump="", jump_after="", markup="portal", country=kept)


class TwinHandler(Handler):
    """The routes and pages that only the tests ask for."""

    options: ClassVar[type[Options]] = TwinOptions
    visit: ClassVar[type[Visit]] = TwinVisit
    received: ClassVar[list[Received]]
    actions: ClassVar[list[Action]]

    def backend(self, at: AtForm) -> TwinBackend:
        return TwinBackend(at, self.mails, self.received)

    def form_page(self, path: str, given: dict[str, str]) -> None:
        form, _, below = path.removeprefix("/").partition("/")
        if path == CAPTCHA:
            form = given.pop("form", "")
            self.html(self.render("captcha_frame", self.at(form, given)))
        elif path == MENU:
            self.show(self.at(given.pop("form", "facebook"), given | {"state": "menu"}))
        elif below in _PATHS.values():
            self.show(self.at(form, given))
        else:
            super().form_page(path, given)

    def posted(self, path: str, raw: dict[str, str], given: dict[str, str]) -> None:
        form, _, button = path.removeprefix("/").partition("/")
        if button not in _KINDS:
            super().posted(path, raw, given)
            return
        at = self.at(form, given)
        self.received.append(Received(form, _KINDS[button], raw, raw=raw))
        if button == "cookies":
            at.visit.cookies_chosen = True
            self.json({})
            return
        at.visit.signed_in = True
        at.visit.checked = at.visit.checked or button == "checkpoint"
        self.redirect(address(form, given, state=""))

    def told(self, path: str, said: dict[str, Any]) -> None:
        if path != "/practice/action":
            super().told(path, said)
            return
        form, kind, target = str(said["form"]), str(said["kind"]), str(said["target"])
        self.actions.append(Action(form, kind, target, trusted=said["trusted"] is True))
        self.head(HTTPStatus.NO_CONTENT, "text/plain")

    def state_of(self, at: AtForm) -> str:
        options, visit = at.options, at.visit
        if options.state:
            return str(options.state)
        if options.signin != "0" and not visit.signed_in:
            return "sign_in"
        if options.checkpoint != "0" and not visit.checked:
            return "checkpoint"
        met = super().state_of(at)
        pending = visit.code and options.resume == "code" and not options.portal
        return "code" if met == "form" and pending else met

    def _address(self, at: AtForm, state: str) -> str:
        """Where the page in this state is."""
        if state == "form" and at.options.jump == "open" and not at.options.portal:
            return portal_address(at.form, at.given)
        return twin_address(at.form, at.given, _PATHS.get(state, ""))

    def redirect(self, to: str) -> None:
        """Send the browser on with a GET."""
        self.head(HTTPStatus.SEE_OTHER, "text/plain", location=to, content_length="0")

    def show(self, at: AtForm) -> None:
        state = self.state_of(at)
        right = self._address(at, state)
        if urlsplit(self.path).path != urlsplit(right).path:
            self.redirect(right)
            return
        if state == "code" and at.visit.code is None:
            self.backend(at).mail_code(at.options.email or _EXAMPLE)
            self.streams.news("inbox", "mail")
        if state in _TEMPLATES:
            self.html(self.render(state, at, state=state))
        elif state in ("form", "setting"):
            super().show(at)
        else:
            at.visit.values.setdefault("email", at.options.email or _EXAMPLE)
            status = HTTPStatus.NOT_FOUND if state == "gone" else HTTPStatus.OK
            self.send(status, "text/html", self.render("end", at, state=state))

    def render(self, name: str, at: AtForm, **facts: Any) -> str:
        options, visit = at.options, at.visit
        portal_url = portal_address(at.form, at.given)
        wishes = {
            "late": options.late,
            "rerender": options.rerender,
            "email": options.email,
            "chained": options.gates == "chained",
            "unpicks": options.radios == "unpicked",
            "captcha": options.captcha == "1",
            "jump": portal_url if options.jump == "country" else "",
            "jump_after": options.jump_after,
        }
        context = {
            "wishes": wishes,
            "over": facts.get("fragment", False) and visit.over,
            "hidden_name": hidden_name(at.form),
            "portal_url": portal_url,
            "captcha_url": f"{CAPTCHA}?{urlencode({'form': at.form, **at.given})}",
            "steps": options.form_steps(at.form),
            "below": lambda part: twin_address(at.form, at.given, part),
        }
        return super().render(name, at, **context, **facts)

    def reply(self, at: AtForm, reply: Reply) -> dict[str, Any]:
        answer = super().reply(at, reply)
        if reply.state:
            answer["url"] = address(at.form, at.given, state=reply.state)
            answer["empties"] = answer["empties"] and at.options.kept == "0"
        return answer
