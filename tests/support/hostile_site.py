"""A site that means harm, on two hosts of this machine: it keeps every request that it gets."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

FORM = """<h1>Object to the use of your information for AI at Meta</h1>
<form method="post" action="/send">
<p><label>Country of residence <select name="country"><option value="">Choose</option>
<option value="BE">Belgium</option><option value="FR">France</option>
<option value="IT">Italy</option></select></label></p>
<p><label>Email address <input name="email" type="email" required></label></p>
<p><label>Explain how this processing affects you
<textarea name="explanation" required></textarea></label></p>
<button>Send request</button></form>"""
ESC = "\x1b[2J\x1b]0;owned\x07\x9b31m\x08\u202e"


class HostileSite:
    """`pages` are bodies by path; `requests` what was asked for, with what was posted.

    `/never` is not answered.
    """

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages, self.requests = pages, list[str]()
        self.over = threading.Event()
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.own = f"http://127.0.0.1:{self._server.server_port}"
        self.foreign = f"http://localhost:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def foreign_requests(self) -> str:
        """All that reached the host that is not the form's."""
        return "\n".join(r for r in self.requests if r.startswith("localhost"))


class _Handler(BaseHTTPRequestHandler):
    site: HostileSite

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Nothing."""

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self._answer(self.rfile.read(length).decode("utf-8", "replace"))

    def _answer(self, body: str) -> None:
        host = (self.headers.get("Host") or "").split(":")[0]
        self.site.requests.append(f"{host} {self.path} {body}")
        if self.path == "/never":
            self.site.over.wait()
        page = self.site.pages.get(self.path.split("?")[0], "")
        page = page.replace("{foreign}", self.site.foreign)
        data = f'<!doctype html><html lang="en"><meta charset="utf-8">{page}</html>'.encode()
        with contextlib.suppress(OSError):  # the page may be gone by now
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
