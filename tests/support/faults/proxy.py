"""A network that breaks: a small proxy between the browser and the site, with faults by request."""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable
from typing import Literal, get_args
from urllib.parse import urlsplit

Break = Literal[
    "",
    "cut",  # hangs up before the site hears of it
    "lost",  # the site hears of it, its answer does not arrive
    "half",  # half of the answer arrives
    "stall",  # the site does not hear of it, and nothing ever arrives
    "mute",  # the site hears of it, and nothing ever arrives
    "slow",  # everything arrives, late
    "500",
    "circle",  # redirects to itself
    "garbage",
    "empty",
    "login",  # the session is signed out: a page to sign in instead of the answer
]
BREAKS = get_args(Break)[1:]
SIGN_IN = """<h1>Log in to continue</h1><form method="post" action="/login">
<p><label>Email or phone <input name="login" autocomplete="username"></label></p>
<p><label>Password <input type="password" name="pass"></label></p><button>Log in</button></form>"""
LATE = "/late"
"""An address that the network itself answers, after `_LATE` seconds."""
_LATE = 12.0
_GARBAGE = bytes(range(128, 256)) * 20
_HEAD_LIMIT = 1_000_000
_CALL = re.compile(rb"(?:^|&)fb_api_req_friendly_name=(\w+)")
"""What a post to the portal's one address is for: it stands behind a `#` in the path."""

Rule = Callable[[str, str], Break]
Hook = Callable[[str, str], Awaitable[None]]


class Network:
    """Stands before the site at `upstream`; `rule(method, path)` says what breaks.

    `before` is awaited when a request has come in whole, before anything else is done with it;
    `taken` once the site has answered it, `late` before a slow answer.
    """

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.origin = ""
        self.down = False
        self.rule: Rule = lambda _method, _path: ""
        self.before: Hook | None = None
        self.taken: Hook | None = None
        self.late: Callable[[], Awaitable[None]] | None = None

    async def start(self) -> None:
        """Listen, at `origin`."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_LIMIT)
        self.origin = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Hang up on everybody."""
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._answer(reader, writer)
        except asyncio.CancelledError:
            pass  # the network is taken down: the end of this connection, not of anybody else
        finally:
            self._tasks.discard(task)
            with contextlib.suppress(ConnectionError, RuntimeError):
                writer.transport.abort() if self.down else writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            ),
            0,
        )
        body = await reader.readexactly(length)
        method, path, _rest = head.split(b"\r\n")[0].decode().split(" ", 2)
        if call := _CALL.search(body):
            path += f"#{call[1].decode()}"
        if self.before:
            await self.before(method, path)
        if path == LATE:
            await asyncio.sleep(_LATE)
            writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            return
        how = "cut" if self.down else self.rule(method, path)
        if how in ("cut", "stall"):
            if how == "stall":
                await reader.read()  # until the browser gives up, or the network is closed
            return
        if made := _made(how, path.partition("#")[0]):
            writer.write(made)
            await writer.drain()
            return
        if how == "slow" and self.late:
            await self.late()
        taken = self.taken and self.taken(method, path)
        await self._pass_on(head + body, writer, how, taken)

    async def _pass_on(
        self,
        request: bytes,
        writer: asyncio.StreamWriter,
        how: Break,
        taken: Awaitable[None] | None,
    ) -> None:
        site_reader, site_writer = await asyncio.open_connection(self._host, self._port)
        try:
            site_writer.write(request)
            if how == "mute":
                await asyncio.Event().wait()  # until the network is closed
            if how in ("lost", "half"):
                whole = await site_reader.read(-1)
                if how == "half":
                    writer.write(whole[: len(whole) // 2])
                    await writer.drain()
                return
            while piece := await site_reader.read(65_536):
                if taken:
                    await taken
                    taken = None
                writer.write(piece)
                await writer.drain()
        finally:
            site_writer.close()


def _made(how: Break, path: str) -> bytes:
    """The answer that the site never gave."""
    if how == "500":
        return _response("500 Internal Server Error", b"<h1>Internal error</h1>")
    if how == "circle":
        return _response("302 Found", b"", f"Location: {path}\r\n")
    if how == "garbage":
        return _response("200 OK", _GARBAGE)
    if how == "login":
        return _response("200 OK", SIGN_IN.encode())
    return _response("200 OK", b"") if how == "empty" else b""


def _response(status: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{more}Content-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body
