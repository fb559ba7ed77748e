"""Which address gives which page: the routes of the practice site."""

import json
from http import HTTPStatus
from threading import RLock
from typing import Any, ClassVar
from urllib.parse import SplitResult, parse_qsl, urlsplit

from optout.practice.backend import Backend, Reply
from optout.practice.event_streams import EventStreams, ListeningPage
from optout.practice.exchange import NO_PAGE, HttpExchange, Refusal
from optout.practice.fields import form_of_number
from optout.practice.options import FORMS, Options, checked, split_query
from optout.practice.records import Action, AtForm, Log, Mail, Received, Visit, Visits
from optout.practice.rendering import (
    CAPTCHA,
    CODE,
    MENU,
    PORTAL_CALLS,
    SUBMIT,
    SUBMIT_REACT,
    address,
    portal_address,
    render,
    render_own,
)

_TEMPLATES = ("form", "code", "sign_in", "checkpoint", "menu", "setting")
"""The states with a page of their own; all others are ends."""
_POSTS = (SUBMIT, SUBMIT_REACT, CODE)
_PATHS = {"sign_in": "login", "checkpoint": "checkpoint"}
_EXAMPLE = "you@example.org"


class Handler(HttpExchange):
    """The routes. The site puts its state on a subclass that it makes for itself."""

    log: ClassVar[Log]
    visits: ClassVar[Visits]
    streams: ClassVar[EventStreams]
    language: ClassVar[str]
    lock: ClassVar[RLock]

    def do_GET(self) -> None:  # noqa: N802 - inherited name
        self.answer(self.get)

    def do_POST(self) -> None:  # noqa: N802 - inherited name
        self.answer(self.post)

    def get(self, url: SplitResult) -> None:
        """Pages, scripts, and the stream on which an open page listens."""
        first, _, rest = url.path.removeprefix("/").partition("/")
        if first == "":
            self.html(render_own("home", self.language))
        elif first == "inbox":
            self.html(render_own("inbox", self.language, mails=self.log.of(Mail)[::-1]))
        elif first == "favicon.ico":
            self.head(HTTPStatus.NO_CONTENT, "image/x-icon")
        elif first == "static":
            self.file(rest)
        elif first == "listen":
            self._listen(rest)
        else:
            with self.lock:
                self._form_page(url.path, first, rest, split_query(url.query))

    def post(self, url: SplitResult) -> None:
        """Forms and codes, buttons of the pages on the way, and what the pages report."""
        body = self.body()
        if url.path.startswith("/practice/"):
            self._told(url.path, body)
            return
        raw = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
        given = split_query(url.query)
        with self.lock:
            if url.path not in _POSTS:
                form, _, what = url.path.removeprefix("/").partition("/")
                self._pressed(self._at(form, given), what, raw)
                return
            at = self._at(given.pop("form", ""), given)
            self._reply(at, raw, self._taken(at, url.path, raw))
        self.streams.news("inbox", "mail")

    def _at(self, form: str, given: dict[str, str]) -> AtForm:
        if form not in FORMS:
            raise NO_PAGE
        options = checked(given, form, self.language)
        visit = self.visits.get(options.session or self.session(), form)
        return AtForm(form, given, options, visit)

    def _form_page(self, path: str, first: str, rest: str, given: dict[str, str]) -> None:
        """The page at an address that belongs to one form, whatever the address is made of."""
        if path == CAPTCHA:
            form = given.pop("form", "")
            self.html(render("captcha_frame", self._at(form, given)))
        elif path == MENU:
            self._page(path, given.pop("form", "facebook"), given | {"state": "menu"})
        elif first == "requests":
            self._page(path, form_of_number(rest), given | {"markup": "portal"})
        elif rest in ("", *_PATHS.values()):
            self._page(path, first, given)
        else:
            raise NO_PAGE

    def _page(self, path: str, form: str, given: dict[str, str]) -> None:
        at = self._at(form, given)
        state = _state(at.options, at.visit)
        below = _PATHS.get(state, "")
        right = address(form, given, f"/{below}" if below else "")
        if state == "form" and at.options.jump == "open" and not at.options.portal:
            right = portal_address(form, given)
        if path != urlsplit(right).path:
            self.redirect(right)
            return
        if state == "code" and at.visit.code is None:
            Backend(at, self.log).mail_code(at.options.email or _EXAMPLE)
            self.streams.news("inbox", "mail")
        self.html(
            self._rendered(at, state), HTTPStatus.NOT_FOUND if state == "gone" else HTTPStatus.OK
        )

    def _rendered(self, at: AtForm, state: str) -> str:
        name = state if state in _TEMPLATES else "end"
        if at.options.portal and state == "form":
            name = "portal"
        page = render(name, at, state=state)
        at.visit.errors = {}
        return page

    def _taken(self, at: AtForm, path: str, raw: dict[str, str]) -> Reply:
        """What comes of a form or a code; the portal's posts are told apart by their name alone."""
        backend, call = Backend(at, self.log), raw.get("fb_api_req_friendly_name", "")
        if path == CODE:
            return backend.take_code(raw)
        kind = "objection"
        if path == SUBMIT_REACT and call in PORTAL_CALLS.values():
            if not at.options.portal:
                raise NO_PAGE
            [kind] = [kind for kind, name in PORTAL_CALLS.items() if name == call]
        return backend.take(kind, raw)

    def _reply(self, at: AtForm, raw: dict[str, str], reply: Reply) -> None:
        over = raw.get("over") == "1"
        answer: dict[str, Any] = {
            "errors": reply.errors,
            "notice": reply.notice,
            "spent": reply.spent,
        }
        if reply.state:
            name = "code" if reply.state == "code" else "end"
            answer["empties"] = reply.state == "acknowledged" and at.options.kept == "0"
            answer["url"] = address(at.form, at.given, state=reply.state)
            answer["fragment"] = render(name, at, fragment=True, state=reply.state, over=over)
        elif reply.back_to_form and not (over or at.options.portal):
            at.visit.errors = reply.errors
            answer["back"] = address(at.form, at.given, state="form")
        self.json(answer)

    def _pressed(self, at: AtForm, what: str, raw: dict[str, str]) -> None:
        if what == "login":
            at.visit.signed_in = True
        elif what == "checkpoint":
            at.visit.signed_in = at.visit.checked = True
        elif what == "cookies":
            at.visit.cookies_chosen = True
        else:
            raise NO_PAGE
        kind = "sign_in" if what == "login" else what
        self.log.add(Received(at.form, kind, raw, raw=raw))
        if what == "cookies":
            self.json({})
        else:
            self.redirect(address(at.form, at.given, state=""))

    def _told(self, path: str, body: str) -> None:
        try:
            said = json.loads(body)
            form = str(said["form"])
            if path == "/practice/action":
                kind, target = str(said["kind"]), str(said["target"])
                self.log.add(Action(form, kind, target, trusted=said["trusted"] is True))
            elif path == "/practice/take":
                self.json({"taken": self.streams.take(form, int(said["number"]))})
                return
            else:
                raise NO_PAGE
        except (ValueError, KeyError, TypeError):
            raise Refusal(HTTPStatus.BAD_REQUEST, "Not understood.") from None
        self.head(HTTPStatus.NO_CONTENT, "text/plain")

    def _listen(self, channel: str) -> None:
        if channel not in (*FORMS, "inbox"):
            raise NO_PAGE
        listener = ListeningPage(self.connection)
        self.streams.join(channel, listener)
        try:
            self.head(HTTPStatus.OK, "text/event-stream")
            while not listener.closing:
                while listener.messages:
                    self.wfile.write(f"data: {listener.messages.popleft()}\n\n".encode())
                if not listener.wait():
                    return
        finally:
            self.streams.leave(channel, listener)


def _state(options: Options, visit: Visit) -> str:
    """What a visitor meets at the form's address."""
    if options.state:
        return options.state
    if options.signin != "0" and not visit.signed_in:
        return "sign_in"
    if options.checkpoint != "0" and not visit.checked:
        return "checkpoint"
    if options.portal:
        return "form"
    if visit.objected:
        return "already"
    return "code" if visit.code and options.resume == "code" else "form"
