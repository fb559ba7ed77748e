"""One request and its answer, whatever the address: limits and headers."""

import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from optout.practice.options import OptionError

BODY_LIMIT = 1_000_000
"""Bytes that a post may have."""

_HOSTS = ("127.0.0.1", "localhost")
_TYPES = {".css": "text/css", ".js": "text/javascript"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Refusal(Exception):
    """A request that is answered with a status and a plain sentence."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


NO_PAGE = Refusal(HTTPStatus.NOT_FOUND, "No such page.")


class HttpExchange(BaseHTTPRequestHandler):
    """What every route uses; the routes are the subclass'."""

    timeout = 30
    server_version = "practice"
    sys_version = ""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - inherited name
        """Nothing is logged: addresses can hold an e-mail."""

    def answer(self, route: Callable[[SplitResult], None]) -> None:
        """Let `route` answer the address asked for; what it refuses is answered here."""
        try:
            # A name that merely points to this machine (DNS rebinding) must not read the inbox.
            if (self.headers.get("Host") or "").rsplit(":", 1)[0] not in _HOSTS:
                raise Refusal(HTTPStatus.MISDIRECTED_REQUEST, "Not the name of this site.")
            route(urlsplit(self.path))
        except OptionError as error:
            self.send(HTTPStatus.BAD_REQUEST, "text/plain", str(error))
        except Refusal as refusal:
            self.send(refusal.status, "text/plain", refusal.sentence)

    def body(self) -> str:
        """What was posted."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > BODY_LIMIT:
            raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too much was sent.")
        return self.rfile.read(int(length)).decode("utf-8", "replace")

    def html(self, text: str) -> None:
        """Answer with a page."""
        self.send(HTTPStatus.OK, "text/html", text)

    def json(self, value: dict[str, Any]) -> None:
        """Answer a page's own script."""
        self.send(HTTPStatus.OK, "application/json", json.dumps(value))

    def file(self, name: str, folders: Sequence[Path]) -> None:
        """Answer with a script or a style sheet of the first folder that has it."""
        paths = (folder / "static" / name for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        if "/" in name or path is None or path.suffix not in _TYPES:
            raise NO_PAGE
        self.send(HTTPStatus.OK, _TYPES[path.suffix], path.read_text("utf-8"))

    def send(self, status: HTTPStatus, kind: str, text: str = "") -> None:
        """Answer with a text."""
        body = text.encode()
        self.head(status, kind, content_length=str(len(body)))
        self.wfile.write(body)

    def head(self, status: HTTPStatus, kind: str, **headers: str) -> None:
        """The answer's head, with what every answer carries."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-").title(), value)
        self.end_headers()
