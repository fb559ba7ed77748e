"""Which address gives which page: the routes of the practice site."""

import json
import secrets
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from optout.practice.desk import Desk, Reply, by_meaning
from optout.practice.options import FORMS, OptionError, Options, parse
from optout.practice.persons import Listener, Switchboard
from optout.practice.records import Action, Log, Received
from optout.practice.rendering import (
    CODE,
    SUBMIT,
    SUBMIT_REACT,
    address,
    render,
    render_home,
    render_inbox,
)
from optout.practice.visits import Visit, Visits

STATIC_DIR = Path(__file__).parent / "static"
BODY_LIMIT = 1_000_000
_COOKIE = "practice_session"
_TYPES = {".css": "text/css", ".js": "text/javascript"}
_PAGE_OF_STATE = {"form": "form", "code": "code", "sign_in": "sign_in", "checkpoint": "checkpoint"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Refusal(Exception):
    """A request that is answered with a status and a plain sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class Handler(BaseHTTPRequestHandler):
    """One request. The site's state is put on a subclass made for it."""

    log: ClassVar[Log]
    visits: ClassVar[Visits]
    switchboard: ClassVar[Switchboard]
    language: ClassVar[str]
    lock: ClassVar[Any]
    timeout = 30
    server_version = "practice"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Nothing is logged: addresses can hold an e-mail."""

    def _answer(self, route: Any) -> None:
        self._new_session = ""
        try:
            if (self.headers.get("Host") or "").rsplit(":", 1)[0] not in ("127.0.0.1", "localhost"):
                raise Refusal(HTTPStatus.MISDIRECTED_REQUEST, "Not the name of this site.")
            route(urlsplit(self.path))
        except OptionError as error:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", str(error))
        except Refusal as refusal:
            self._send(refusal.status, "text/plain", refusal.sentence)

    def _get(self, url: Any) -> None:
        path = url.path
        if path == "/":
            self._html(render_home(self.language))
        elif path == "/inbox":
            self._html(render_inbox(self.language, list(self.log.mailbox())))
        elif path == "/favicon.ico":
            self._send(HTTPStatus.NO_CONTENT, "image/x-icon", "")
        elif path.startswith("/static/"):
            self._static(path.removeprefix("/static/"))
        elif path.startswith("/practice/listen/"):
            self._listen(path.removeprefix("/practice/listen/"))
        else:
            form, _, rest = path.lstrip("/").partition("/")
            with self.lock:
                self._page(form, rest, url.query)

    def _page(self, form: str, rest: str, query: str) -> None:
        options, given, visit = self._visit(form, query)
        if rest not in ("", "login", "checkpoint"):
            raise Refusal(HTTPStatus.NOT_FOUND, "No such page.")
        here = {"login": "sign_in", "checkpoint": "checkpoint"}.get(rest) or _state(options, visit)
        path = {"sign_in": "login", "checkpoint": "checkpoint"}.get(here, "")
        if rest != path:
            self._redirect(address(form, given, f"/{path}" if path else ""))
            return
        if here == "code" and visit.code is None:
            Desk(form, options, visit, self.log).mail_code(options.email or "you@example.org")
            self.switchboard.news("inbox", "mail")
        page = render(_PAGE_OF_STATE.get(here, "end"), form, options, visit, given, state=here)
        visit.errors = {}
        self._html(page, HTTPStatus.NOT_FOUND if here == "gone" else HTTPStatus.OK)

    def _visit(self, form: str, query: str) -> tuple[Options, dict[str, str], Visit]:
        if form not in FORMS:
            raise Refusal(HTTPStatus.NOT_FOUND, "No such page.")
        options = parse(query, form, self.language)
        given = dict(parse_qsl(query))
        return options, given, self.visits.get(options.session or self._session(), form)

    def _session(self) -> str:
        try:
            cookie = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            cookie = SimpleCookie()
        if _COOKIE in cookie:
            return cookie[_COOKIE].value
        self._new_session = secrets.token_urlsafe(12)
        return self._new_session

    def _post(self, url: Any) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > BODY_LIMIT:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much was sent.")
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        if url.path.startswith("/practice/"):
            self._told(url.path, body)
            return
        raw = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
        with self.lock:
            if url.path in (SUBMIT, SUBMIT_REACT) or url.path == CODE:
                self._ajax(url, raw)
            else:
                self._pressed(url, raw)

    def _ajax(self, url: Any, raw: dict[str, str]) -> None:
        query = dict(parse_qsl(url.query))
        form = query.pop("form", "")
        rest = "&".join(p for p in url.query.split("&") if not p.startswith("form="))
        options, given, visit = self._visit(form, rest)
        desk = Desk(form, options, visit, self.log)
        if url.path in (SUBMIT, SUBMIT_REACT):
            kind, fields = "objection", by_meaning(form, options, raw)
        else:
            kind = "send_again" if raw.get("do") == "again" else "code"
            fields = {} if kind == "send_again" else {"code": raw.get("code", "")}
        self.log.add(Received(form, kind, fields, raw=raw))
        mails = len(self.log.mails)
        if kind == "objection":
            reply = desk.submit(raw)
        else:
            reply = desk.send_again() if kind == "send_again" else desk.confirm(fields["code"])
        if len(self.log.mails) > mails:
            self.switchboard.news("inbox", "mail")
        self._json(self._next(form, options, given, visit, reply))

    def _next(
        self, form: str, options: Options, given: dict[str, str], visit: Visit, reply: Reply
    ) -> dict[str, Any]:
        answer: dict[str, Any] = {"errors": reply.errors, "notice": reply.notice}
        if reply.state:
            name = "code" if reply.state == "code" else "end"
            answer["url"] = address(form, given, state=reply.state)
            answer["fragment"] = render(
                name, form, options, visit, given, fragment=True, state=reply.state
            )
        elif set(reply.errors) - {"code"} and options.dialog == "0":
            visit.errors = reply.errors
            answer["back"] = address(form, given, state="form")
        return answer

    def _pressed(self, url: Any, raw: dict[str, str]) -> None:
        form, _, what = url.path.lstrip("/").partition("/")
        _, given, visit = self._visit(form, url.query)
        if what == "login":
            visit.signed_in = True
            kind = "sign_in"
        elif what == "checkpoint":
            visit.checked = visit.signed_in = True
            kind = what
        elif what == "cookies":
            visit.cookies_chosen = True
            kind = what
        else:
            raise Refusal(HTTPStatus.NOT_FOUND, "No such page.")
        self.log.add(Received(form, kind, raw, raw=raw))
        if what == "cookies":
            self._json({})
        elif what == "login" and given.get("signin") == "lost":
            self._redirect(f"/{form}?state=unknown")
        else:
            given.pop("state", None)
            self._redirect(address(form, given))

    def _told(self, path: str, body: str) -> None:
        try:
            said = json.loads(body)
            form = str(said["form"])
            if path == "/practice/action":
                self.log.add(Action(form, str(said["kind"]), str(said["target"]), said["trusted"]))
            elif path == "/practice/doing":
                self.switchboard.done(form, int(said["number"]))
            else:
                raise Refusal(HTTPStatus.NOT_FOUND, "No such page.")
        except (ValueError, KeyError, TypeError):
            raise Refusal(HTTPStatus.BAD_REQUEST, "Not understood.") from None
        self._send(HTTPStatus.NO_CONTENT, "text/plain", "")

    def _listen(self, channel: str) -> None:
        if channel not in (*FORMS, "inbox"):
            raise Refusal(HTTPStatus.NOT_FOUND, "No such page.")
        self._head(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        listener = Listener(self.connection)
        self.switchboard.join(channel, listener)
        try:
            while not listener.closing:
                while listener.messages:
                    self.wfile.write(f"data: {listener.messages.popleft()}\n\n".encode())
                if not listener.wait():
                    return
        finally:
            self.switchboard.leave(channel, listener)

    def _static(self, name: str) -> None:
        path = STATIC_DIR / name
        if "/" in name or path.suffix not in _TYPES or not path.is_file():
            raise Refusal(HTTPStatus.NOT_FOUND, "No such file.")
        self._send(HTTPStatus.OK, _TYPES[path.suffix], path.read_text("utf-8"))

    def _html(self, text: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, "text/html", text)

    def _json(self, value: dict[str, Any]) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(value))

    def _redirect(self, to: str) -> None:
        self._head(HTTPStatus.SEE_OTHER, "text/plain")
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode()
        self._head(status, kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != HTTPStatus.NO_CONTENT:
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if self._new_session:
            cookie = f"{_COOKIE}={self._new_session}; HttpOnly; SameSite=Lax; Path=/"
            self.send_header("Set-Cookie", cookie)


def _state(options: Options, visit: Visit) -> str:
    """What a visitor meets at the form's address."""
    if options.state:
        return options.state
    if options.signin != "0" and not visit.signed_in:
        return "sign_in"
    if options.checkpoint != "0" and not visit.checked:
        return "checkpoint"
    if visit.objected:
        return "already"
    return "code" if visit.code and options.resume == "code" else "form"
