"""The one small HTTP server of the tests' own sites, on this machine alone."""

import select
import socket
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, urlsplit

TESTS_ONLY = Path(__file__).with_name("tests_only.pem")
"""A certificate for 127.0.0.1 that nobody trusts, and its key."""
PRESSES = """<script>
const press = () => document.querySelector('.send').click();
const wait = () => fetch('/pressed').then(press, () => setTimeout(wait, 100));
wait();
</script>"""
"""The page presses its button of this class once `WebServer.press` was called."""


class Exchange(BaseHTTPRequestHandler):
    """One request, and the way to answer it."""

    server: "_Server"
    text = ""
    """What was posted."""

    def do_GET(self) -> None:
        """Have the site answer, unless the page only asks whether the person presses."""
        length = int(self.headers.get("Content-Length", "0"))
        self.text = self.rfile.read(length).decode("utf-8", "replace")
        if self.path == "/pressed":
            self.server.site.tell_of_press(self)
        else:
            self.server.site.answer(self)

    do_POST = do_GET  # noqa: N815 - its base looks for this name

    @property
    def url(self) -> SplitResult:
        """The address without its host."""
        return urlsplit(self.path)

    @property
    def host(self) -> str:
        """The host that was asked, without its port."""
        return (self.headers.get("Host") or "").split(":")[0]

    @property
    def fields(self) -> dict[str, str]:
        """What was posted, as the fields of a form."""
        return dict(parse_qsl(self.text, keep_blank_values=True))

    @property
    def is_gone(self) -> bool:
        """Whether the browser has given the request up."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    def show(self, body: str, status: int = 200) -> None:
        """Answer with this page, in English."""
        page = f'<!doctype html><html lang="en"><meta charset="utf-8">{body}</html>'
        self.send(status, page)

    def send(self, status: int, document: str) -> None:
        """Answer with this whole document."""
        self._answer(status, document.encode(), "Content-Type", "text/html; charset=utf-8")

    def lead(self, location: str, status: int = 303) -> None:
        """Answer that the page after a post is there; with 307 or 308 the same is posted there."""
        self._answer(status, b"", "Location", location)

    def _answer(self, status: int, data: bytes, name: str, value: str) -> None:
        self.send_response(status)
        self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Say nothing."""


class WebServer:
    """Up as long as the block lasts; a site says in `answer` what it answers.

    `certificate`: it speaks TLS, with this. Each request has a thread of its own.
    """

    certificate: Path | None = None
    origin = ""
    port = 0

    def __enter__(self) -> Self:
        self.over, self._pressed = threading.Event(), threading.Event()
        self._server = _Server(self)
        self.port = self._server.server_port
        self.origin = f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self._pressed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, exchange: Exchange) -> None:
        """Answer one request."""
        raise NotImplementedError

    def press(self) -> None:
        """The person presses the button of the page that is open, which has `PRESSES`."""
        self._pressed.set()

    def tell_of_press(self, exchange: Exchange) -> None:
        """Answer once the person presses; the next page waits for the next time."""
        self._pressed.wait()
        if not self.over.is_set():
            self._pressed.clear()
        if exchange.is_gone:  # a page that is there no more: the press is for the next one
            self.press()
        else:
            exchange.show("")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: WebServer) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.site = site
        if site.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(site.certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is gone takes no answer; every other error is told."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
