"""The HTTP server: loopback only, bounded, and gone without a thread left when it is closed."""

import logging
import socket
import sys
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "127.0.0.1"
CONNECTIONS = 256
"""As many at once; more are hung up on."""

_log = logging.getLogger(__name__)


class PracticeServer(ThreadingHTTPServer):
    """Accepts in one thread without polling. Its base waits for all others when it is closed."""

    request_queue_size = 64
    daemon_threads = False

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        self._stopping = False
        self._accepting = threading.Thread(target=self._accept, name="practice", daemon=True)
        super().__init__((HOST, 0), handler)

    def begin(self) -> None:
        """Serve in a thread of its own."""
        self._accepting.start()

    def stop(self) -> None:
        """Stop accepting, hang up on everybody, wait for every thread."""
        self._stopping = True
        if self._accepting.is_alive():
            socket.create_connection((HOST, self.server_port)).close()  # awaited
            self._accepting.join()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether the connection is within the bound."""
        return not self._stopping and len(self._open) < CONNECTIONS

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is no error; anything else is a fault of ours."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            _log.exception("The practice site failed to answer.")

    def _accept(self) -> None:
        while not self._stopping:
            self.handle_request()
