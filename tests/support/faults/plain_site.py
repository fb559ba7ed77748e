"""A site as they were before scripts: every step is a form that the browser itself posts.

What breaks on such a site replaces the page, where a page with scripts only shows a message.
"""

import html
import secrets
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

_FORM = """<h1>Object to the use of your information for AI at Meta</h1>
<p>You have the right to object. We review every request.</p>
<form method="post" action="/send"{window}>
<p><label for="c">Country of residence</label>
<select id="c" name="country" required><option value="">Choose</option>
<option value="BE">Belgium</option><option value="FR">France</option>
<option value="IT">Italy</option></select></p>
<p><label for="e">Email address</label>
<input id="e" name="email" type="email" required></p>
<p><label for="x">Explain how this processing affects you</label>
<textarea id="x" name="explanation" rows="12" cols="60" required></textarea></p>
<button>Send request</button></form>"""
WINDOWS = {
    "plain": "",
    "blank": ' target="_blank"',
    "popup": """ target="answer" onsubmit="window.open('', 'answer', 'width=500,height=500')\"""",
}
"""By the flow's name: where the answer to a form comes."""
_PRESSES = """<script>fetch('/pressed').then(() => document.querySelector('button').click());
</script>"""
_TELLS = """<script>addEventListener('input', () => fetch('/typing'), {once: true, capture: true});
</script>"""
_HASTE = """<script>const looking = setInterval(() => {
  if (![...document.querySelectorAll('[required]')].every(e => e.value)) return;
  clearInterval(looking);
  document.querySelector('button').click();
}, 20);</script>"""
_CODE = """<h1>Enter the code</h1>
{said}<p>To go on with your objection, enter the 6-digit confirmation code that we sent to your
email address.</p>
<form method="post" action="/code"{window}><p><label for="k">Confirmation code</label>
<input id="k" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6"></p>
<button>Confirm</button></form>"""
_DONE = """<h1>Thank you</h1>
<p>We have received your objection. We will review your request and email you.</p>"""
_WRONG = '<p role="alert">The code you entered is incorrect. Try again.</p>'


@dataclass
class PlainSite:
    """One site for one person. `objections` and `codes` are what was posted; `objected` the end.

    `alone`: nobody is at the page, which presses its own button once `pressed` is set. `haste`: the
    button is pressed as soon as the form is filled in. `window` is what is added to each form's
    tag. The first input is told by a request of `/typing`.
    """

    with_code: bool = True
    window: str = ""
    alone: bool = False
    haste: bool = False
    objections: list[dict[str, str]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    objected: bool = False
    code: str = ""
    pressed: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        handler = type("PlainHandler", (_Handler,), {"site": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.pressed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, path: str, fields: dict[str, str]) -> str:
        """What follows a post: the address that the browser is sent on to."""
        if path == "/send":
            self.objections.append(fields)
            self.code = f"{secrets.randbelow(1_000_000):06}"
            self.objected = not self.with_code
            return "/code" if self.with_code else "/done"
        self.codes.append(fields.get("code", ""))
        if fields.get("code") != self.code:
            return "/code?wrong"
        self.objected = True
        return "/done"

    def page(self, path: str, query: str) -> str:
        """What a visit shows. The answer to a request is shown only while there is one."""
        if path == "/code" and self.objections:
            return _CODE.format(said=_WRONG if query == "wrong" else "", window=self.window)
        return _DONE if path == "/done" and self.objected else self.form

    @property
    def form(self) -> str:
        scripts = _TELLS + _PRESSES * self.alone + _HASTE * self.haste
        return _FORM.format(window=self.window) + scripts


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that was killed takes no answer; every other error is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    site: PlainSite

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Nothing."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/pressed":
            self.site.pressed.wait()
        self._page(self.site.page(url.path, url.query))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        fields = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        if self.path == "/login":
            self._page(self.site.form)
            return
        self.send_response(303)
        self.send_header("Location", self.site.take(self.path, fields))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, body: str) -> None:
        title = html.escape("Help Centre")
        whole = f'<!doctype html><html lang="en"><title>{title}</title><main>{body}</main></html>'
        data = whole.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
