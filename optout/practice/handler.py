"""Which address gives which page: the routes of the practice site."""

import json
from http import HTTPStatus
from threading import RLock
from typing import Any, ClassVar
from urllib.parse import SplitResult, parse_qsl, urlsplit

from optout.practice.desk import Desk, Reply, by_meaning
from optout.practice.exchange import NO_PAGE, HttpExchange, Refusal
from optout.practice.fields import form_of_number
from optout.practice.options import FORMS, Options, checked, split_query
from optout.practice.persons import ListeningPage, Switchboard
from optout.practice.records import Action, Log, Received
from optout.practice.rendering import (
    CAPTCHA,
    CODE,
    MENU,
    MOBILE,
    MOBILE_CODE,
    PORTAL_CALLS,
    SUBMIT,
    SUBMIT_REACT,
    address,
    portal_address,
    render,
    render_home,
    render_inbox,
)
from optout.practice.visits import Visit, Visits

_TEMPLATES = ("form", "code", "sign_in", "checkpoint", "menu", "setting")
"""The states with a page of their own; all others are ends."""
_PATHS = {"sign_in": "login", "checkpoint": "checkpoint"}
_KEPT_WHEN_LOST = ("lang", "markup", "session")
_EXAMPLE = "you@example.org"


class Handler(HttpExchange):
    """The routes. The site puts its state on a subclass that it makes for itself."""

    log: ClassVar[Log]
    visits: ClassVar[Visits]
    switchboard: ClassVar[Switchboard]
    language: ClassVar[str]
    lock: ClassVar[RLock]

    def get(self, url: SplitResult) -> None:
        """Pages, scripts, and the stream on which an open page listens."""
        first, _, rest = url.path.removeprefix("/").partition("/")
        if first == "":
            self.html(render_home(self.language))
        elif first == "inbox":
            self.html(render_inbox(self.language, list(self.log.mailbox())))
        elif first == "favicon.ico":
            self.head(HTTPStatus.NO_CONTENT, "image/x-icon")
        elif first == "static":
            self.file(rest)
        elif first == "listen":
            self._listen(rest)
        else:
            with self.lock:
                self._form_page(url.path, first, rest, split_query(url.query))

    def post(self, url: SplitResult, body: str) -> None:
        """Forms and codes, buttons of the pages on the way, and what the pages report."""
        if url.path.startswith("/practice/"):
            self._told(url.path, body)
            return
        raw = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
        given = split_query(url.query)
        with self.lock:
            call = raw.get("fb_api_req_friendly_name", "")
            if url.path == SUBMIT_REACT and call in PORTAL_CALLS.values():
                self._called(given.pop("form", ""), given, raw, call)
            elif url.path in (SUBMIT, SUBMIT_REACT):
                self._submitted(given.pop("form", ""), given, raw)
            elif url.path in (MOBILE, MOBILE_CODE):
                self._loaded_anew(url.path, given.pop("form", ""), given, raw)
            elif url.path == CODE:
                self._code(given.pop("form", ""), given, raw)
            else:
                form, _, what = url.path.removeprefix("/").partition("/")
                self._pressed(form, what, given, raw)

    def _visit(self, form: str, given: dict[str, str]) -> tuple[Options, Visit]:
        if form not in FORMS:
            raise NO_PAGE
        options = checked(given, form, self.language)
        return options, self.visits.get(options.session or self.session(), form)

    def _form_page(self, path: str, first: str, rest: str, given: dict[str, str]) -> None:
        """The page at an address that belongs to one form, whatever the address is made of."""
        if path == CAPTCHA:
            form = given.pop("form", "")
            options, visit = self._visit(form, given)
            self.html(render("captcha_frame", form, options, visit, given))
        elif path == MENU:
            self._page(path, given.pop("form", "facebook"), given | {"state": "menu"})
        elif first == "requests":
            self._page(path, form_of_number(rest), given | {"markup": "portal"})
        elif rest in ("", *_PATHS.values()):
            self._page(path, first, given)
        else:
            raise NO_PAGE

    def _page(self, path: str, form: str, given: dict[str, str]) -> None:
        options, visit = self._visit(form, given)
        state = _state(options, visit)
        below = _PATHS.get(state, "")
        right = address(form, given, f"/{below}" if below else "")
        if state == "form" and options.jump == "open" and not options.portal:
            right = portal_address(form, given)
        if path != urlsplit(right).path:
            self.redirect(right)
            return
        if state == "code" and visit.code is None:
            Desk(form, options, visit, self.log).mail_code(options.email or _EXAMPLE)
            self.switchboard.news("inbox", "mail")
        self.html(
            self._rendered(form, given, options, visit, state),
            HTTPStatus.NOT_FOUND if state == "gone" else HTTPStatus.OK,
        )

    def _rendered(
        self,
        form: str,
        given: dict[str, str],
        options: Options,
        visit: Visit,
        state: str,
        **facts: Any,
    ) -> str:
        name = state if state in _TEMPLATES else "end"
        if options.mobile and state in ("form", "code"):
            name = f"mobile_{state}"
        elif options.portal and state == "form":
            name = "portal"
        facts = {"error": "", "notice": ""} | facts
        page = render(name, form, options, visit, given, state=state, **facts)
        visit.errors = {}
        return page

    def _submitted(self, form: str, given: dict[str, str], raw: dict[str, str]) -> None:
        options, visit = self._visit(form, given)
        desk = Desk(form, options, visit, self.log)
        self.log.add(Received(form, "objection", by_meaning(form, options, raw), raw=raw))
        self._reply(form, given, raw, options, visit, desk.submit(raw))

    def _called(self, form: str, given: dict[str, str], raw: dict[str, str], call: str) -> None:
        """One of the portal's posts, told apart by its name alone."""
        options, visit = self._visit(form, given)
        if not options.portal:
            raise NO_PAGE
        desk = Desk(form, options, visit, self.log)
        [kind] = [kind for kind, name in PORTAL_CALLS.items() if name == call]
        self.log.add(Received(form, kind, by_meaning(form, options, raw), raw=raw))
        take = {
            "objection": desk.submit,
            "code_request": desk.request_code,
            "code": desk.check_code,
            "email_check": desk.check_email,
        }
        self._reply(form, given, raw, options, visit, take[kind](raw))

    def _code(self, form: str, given: dict[str, str], raw: dict[str, str]) -> None:
        options, visit = self._visit(form, given)
        desk = Desk(form, options, visit, self.log)
        self._reply(form, given, raw, options, visit, self._taken_code(form, raw, desk))

    def _taken_code(self, form: str, raw: dict[str, str], desk: Desk) -> Reply:
        if raw.get("do") == "again":
            self.log.add(Received(form, "send_again", {}, raw=raw))
            return desk.send_again()
        code = raw.get("nonce", raw.get("code", ""))
        self.log.add(Received(form, "code", {"code": code}, raw=raw))
        return desk.confirm(code)

    def _loaded_anew(
        self, path: str, form: str, given: dict[str, str], raw: dict[str, str]
    ) -> None:
        """A post of the mobile page: the answer is the next page."""
        options, visit = self._visit(form, given)
        desk = Desk(form, options, visit, self.log)
        if path == MOBILE_CODE:
            reply = self._taken_code(form, raw, desk)
        else:
            fields = by_meaning(form, options, raw)
            self.log.add(Received(form, "objection", fields, raw=raw))
            reply = desk.submit(raw)
            visit.values = fields
        state = reply.state or ("code" if "code" in reply.errors or reply.notice else "form")
        if state == "code" and visit.code is None:
            state = "form"
        if state == "form":
            visit.errors = reply.errors
        facts = {"error": reply.errors.get("code", ""), "notice": reply.notice}
        self.html(self._rendered(form, given, options, visit, state, **facts))
        self.switchboard.news("inbox", "mail")

    def _reply(
        self,
        form: str,
        given: dict[str, str],
        raw: dict[str, str],
        options: Options,
        visit: Visit,
        reply: Reply,
    ) -> None:
        over = raw.get("over") == "1"
        answer: dict[str, Any] = {
            "errors": reply.errors,
            "notice": reply.notice,
            "spent": reply.spent,
        }
        if reply.state:
            name = "code" if reply.state == "code" else "end"
            answer["url"] = address(form, given, state=reply.state)
            answer["fragment"] = render(
                name, form, options, visit, given, fragment=True, state=reply.state, over=over
            )
        elif reply.back_to_form and not (over or options.portal):
            visit.errors = reply.errors
            answer["back"] = address(form, given, state="form")
        self.json(answer)
        self.switchboard.news("inbox", "mail")

    def _pressed(self, form: str, what: str, given: dict[str, str], raw: dict[str, str]) -> None:
        options, visit = self._visit(form, given)
        if what == "login":
            visit.signed_in = True
        elif what == "checkpoint":
            visit.signed_in = visit.checked = True
        elif what == "cookies":
            visit.cookies_chosen = True
        else:
            raise NO_PAGE
        kind = "sign_in" if what == "login" else what
        self.log.add(Received(form, kind, raw, raw=raw))
        if what == "cookies":
            self.json({})
        elif what == "login" and options.signin == "lost":
            kept = {name: given[name] for name in _KEPT_WHEN_LOST if name in given}
            self.redirect(address(form, kept, state="unknown"))
        else:
            self.redirect(address(form, given, state=""))

    def _told(self, path: str, body: str) -> None:
        try:
            said = json.loads(body)
            form = str(said["form"])
            if path == "/practice/action":
                kind, target = str(said["kind"]), str(said["target"])
                self.log.add(Action(form, kind, target, trusted=said["trusted"] is True))
            elif path == "/practice/take":
                self.json({"taken": self.switchboard.take(form, int(said["number"]))})
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
        self.switchboard.join(channel, listener)
        try:
            self.head(HTTPStatus.OK, "text/event-stream")
            while not listener.closing:
                while listener.messages:
                    self.wfile.write(f"data: {listener.messages.popleft()}\n\n".encode())
                if not listener.wait():
                    return
        finally:
            self.switchboard.leave(channel, listener)


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
