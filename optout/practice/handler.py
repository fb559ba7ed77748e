"""Which address gives which page: the routes of the practice site."""

import json
from collections import deque
from http import HTTPStatus
from threading import RLock
from typing import Any, ClassVar
from urllib.parse import SplitResult, parse_qsl

from optout.practice.backend import Backend, Reply
from optout.practice.event_streams import EventStreams, ListeningPage
from optout.practice.exchange import NO_PAGE, HttpExchange, Refusal
from optout.practice.options import FORMS, Options, form_of_number, split_query
from optout.practice.records import AtForm, Mail, Visit, Visits
from optout.practice.rendering import CODE, PORTAL_CALLS, SUBMIT, SUBMIT_REACT, render

_POSTS = (SUBMIT, SUBMIT_REACT, CODE)


class Handler(HttpExchange):
    """The routes. The site puts its state on a subclass that it makes for itself."""

    options: ClassVar[type[Options]] = Options
    visit: ClassVar[type[Visit]] = Visit
    mails: ClassVar[deque[Mail]]
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
        if first == "inbox":
            at = AtForm("facebook", {}, self.options(lang=self.language), self.visit())
            self.html(self.render("inbox", at, mails=list(self.mails)[::-1]))
        elif first == "favicon.ico":
            self.head(HTTPStatus.NO_CONTENT, "image/x-icon")
        elif first == "static":
            self.file(rest, self.options.folders)
        elif first == "listen":
            self._listen(rest)
        else:
            with self.lock:
                self.form_page(url.path, split_query(url.query))

    def post(self, url: SplitResult) -> None:
        """Forms and codes, and what the pages say of their own."""
        body = self.body()
        if url.path.startswith("/practice/"):
            try:
                self.told(url.path, json.loads(body))
            except (ValueError, KeyError, TypeError):
                raise Refusal(HTTPStatus.BAD_REQUEST, "Not understood.") from None
            return
        raw = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=100))
        with self.lock:
            self.posted(url.path, raw, split_query(url.query))
        self.streams.news("inbox", "mail")

    def posted(self, path: str, raw: dict[str, str], given: dict[str, str]) -> None:
        """Take a form or a code; the portal's posts are told apart by their name alone."""
        if path not in _POSTS:
            raise NO_PAGE
        at = self.at(given.pop("form", ""), given)
        kind, call = "objection", raw.get("fb_api_req_friendly_name", "")
        if path == CODE:
            kind = "send_again" if raw.get("do") == "again" else "code"
        elif path == SUBMIT_REACT and call in PORTAL_CALLS.values():
            if not at.options.portal:
                raise NO_PAGE
            [kind] = [kind for kind, name in PORTAL_CALLS.items() if name == call]
        self.json(self.reply(at, self.backend(at).take(kind, raw)))

    def backend(self, at: AtForm) -> Backend:
        """The server behind the form."""
        return Backend(at, self.mails)

    def at(self, form: str, given: dict[str, str]) -> AtForm:
        """Who asks for which form."""
        if form not in FORMS:
            raise NO_PAGE
        options = self.options.checked(given, form, self.language)
        return AtForm(form, given, options, self.visits.get(options.session, form))

    def form_page(self, path: str, given: dict[str, str]) -> None:
        """The page at an address that belongs to one form, whatever the address is made of."""
        form, _, rest = path.removeprefix("/").partition("/")
        if form == "requests":
            form, given = form_of_number(rest), given | {"markup": "portal"}
        elif rest:
            raise NO_PAGE
        self.show(self.at(form, given))

    def state_of(self, at: AtForm) -> str:
        """How the form is, or what comes in its place."""
        met = "already" if at.visit.objected and not at.options.portal else "form"
        return at.options.state or met

    def show(self, at: AtForm) -> None:
        """Answer with what a visitor meets at the form's address."""
        state = self.state_of(at)
        form = "portal" if at.options.portal else "form"
        name = {"form": form, "setting": "setting"}.get(state, "end")
        self.html(self.render(name, at, state=state))

    def render(self, name: str, at: AtForm, **facts: Any) -> str:
        """A page or a fragment."""
        return render(name, at, **facts)

    def reply(self, at: AtForm, reply: Reply) -> dict[str, Any]:
        """What the page is answered that has posted."""
        answer = {"errors": reply.errors, "notice": reply.notice, "spent": reply.spent}
        if not reply.state:
            return answer
        name = "code" if reply.state == "code" else "end"
        fragment = self.render(name, at, fragment=True, state=reply.state)
        return answer | {"fragment": fragment, "empties": reply.state == "acknowledged"}

    def told(self, path: str, said: dict[str, Any]) -> None:
        """A page asks whether it may do an act of the person who is played."""
        if path != "/practice/take":
            raise NO_PAGE
        self.json({"taken": self.streams.take(str(said["form"]), int(said["number"]))})

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
