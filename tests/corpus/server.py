"""Serves cases on two ports of the loopback: two origins, of which one is allowed."""

from collections.abc import Iterator
from contextlib import contextmanager

from support.web_server import Exchange, WebServer

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


class _Port(WebServer):
    def __init__(self, library: Library) -> None:
        self._library = library

    def answer(self, exchange: Exchange) -> None:
        document = self._library.document(exchange.path)
        exchange.send(404 if document is None else 200, document or "")


@contextmanager
def serving() -> Iterator[Library]:
    """A library on two free ports."""
    library = Library()
    with _Port(library) as own, _Port(library) as other:
        library.own, library.other = own.origin, other.origin
        yield library
