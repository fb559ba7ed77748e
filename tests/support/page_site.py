"""A site of a few pages of the test's own, for what the practice twin does not do."""

import select
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

PRESSES = """<script>
const press = () => document.querySelector('.send').click();
const wait = () => fetch('/pressed').then(press, () => setTimeout(wait, 100));
wait();
</script>"""
"""The page presses its own button once `PageSite.press` was called."""


@dataclass
class PageSite:
    """`pages` by path, which may change meanwhile; `leads` from the path of a post to the page
    that follows, else it shows its own, after as many seconds as `slow` has for its path. `broken`
    are the paths that are answered with a fault of the site.

    `posts`: what was posted, in order, as (path, fields).
    """

    pages: dict[str, str]
    leads: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    posts: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _pressed: threading.Event = field(default_factory=threading.Event)
    _posted: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        handler = type("PageHandler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._pressed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def press(self) -> None:
        """The person presses the button of the page that is open."""
        self._pressed.set()

    def wait_for_post(self) -> None:
        """Until something was posted. Raises `AssertionError` after a while."""
        assert self._posted.wait(30), "nothing was posted"

    def wait_for_press(self) -> None:
        """Until the person presses; the next page waits for the next time."""
        self._pressed.wait()
        self._pressed.clear()


class _Handler(BaseHTTPRequestHandler):
    site: PageSite

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Nothing."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/pressed":
            self.site.wait_for_press()
            if self._is_gone():  # a page that is there no more: the press is for the next one
                self.site.press()
                return
        known = path in self.site.pages or path == "/pressed"
        status = 500 if path in self.site.broken else 200
        self._answer(status if known else 404, self.site.pages.get(path, ""))

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self.site.posts.append((path, dict(parse_qsl(body, keep_blank_values=True))))
        self.site._posted.set()
        time.sleep(self.site.slow.get(path, 0.0))
        if path in self.site.leads:
            self._answer(303, "", self.site.leads[path])
        else:
            self.do_GET()

    def _is_gone(self) -> bool:
        """Whether the browser has given the request up."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)

    def _answer(self, status: int, body: str, location: str = "") -> None:
        data = f'<!doctype html><html lang="en">{body}</html>'.encode()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
