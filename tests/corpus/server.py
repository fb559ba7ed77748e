"""Serves cases on two ports of the loopback: two origins, of which one is allowed."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from .spec import Case


class Library:
    """The cases that are served, each under a number, on both origins."""

    def __init__(self) -> None:
        self.own = ""
        self.other = ""
        self._cases: list[Case] = []

    def add(self, case: Case) -> str:
        """Serves `case` from now on; returns its address on its own origin."""
        self._cases.append(case)
        return f"{self.own}/p/{len(self._cases) - 1}"

    def permits(self, url: str) -> bool:
        """Whether `url` is on the origin where filling is allowed."""
        return url.startswith(self.own + "/")

    def document(self, path: str) -> str | None:
        """The document at `path`, with the addresses that it names."""
        parts = path.strip("/").split("/")
        if len(parts) not in (2, 3) or parts[0] != "p" or not parts[1].isdigit():
            return None
        number = int(parts[1])
        if number >= len(self._cases):
            return None
        text = self._cases[number].files.get("/".join(parts[2:]))
        if text is None:
            return None
        for origin, address in (("{{own}}", self.own), ("{{other}}", self.other)):
            text = text.replace(origin, f"{address}/p/{number}")
        return text


@contextmanager
def serving() -> Iterator[Library]:
    """A library on two free ports."""
    library = Library()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            document = library.document(self.path)
            body = (document or "").encode()
            self.send_response(200 if document is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2)]
    library.own, library.other = (f"http://127.0.0.1:{each.server_port}" for each in servers)
    for each in servers:
        Thread(target=each.serve_forever, daemon=True).start()
    try:
        yield library
    finally:
        for each in servers:
            each.shutdown()
            each.server_close()
