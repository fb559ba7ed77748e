"""The HTTP server: loopback only, bounded, and gone without a thread left when it is closed."""

import logging
import selectors
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CONNECTIONS = 256
"""As many at once; more are hung up on."""

_log = logging.getLogger(__name__)


class PracticeServer(ThreadingHTTPServer):
    """Accepts in one thread without polling; counts what it opened, so that `stop` ends it all."""

    request_queue_size = 64
    daemon_threads = True

    def __init__(self, host: str, handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        self._bell, self._ring = socket.socketpair()
        self._accepting = threading.Thread(target=self._accept, name="practice", daemon=True)
        super().__init__((host, 0), handler)

    def begin(self) -> None:
        """Serve in a thread of its own."""
        self._accepting.start()

    def stop(self) -> None:
        """Stop accepting, hang up on everybody, wait for every thread."""
        if self._accepting.is_alive():
            self._ring.send(b"!")
            self._accepting.join()
        with self._lock:
            left = dict(self._open)
        for thread, connection in left.items():
            _hang_up(connection)
            thread.join()
        self.server_close()
        self._bell.close()
        self._ring.close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give the connection a thread, within the bound."""
        thread = threading.Thread(
            target=self._serve_one, args=(request, client_address), daemon=True
        )
        with self._lock:
            full = len(self._open) >= CONNECTIONS
            if not full:
                self._open[thread] = request
        if full:
            self.shutdown_request(request)
        else:
            thread.start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is no error; anything else is a fault of ours."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            _log.exception("The practice site failed to answer.")

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select()}
                if self._bell in ready:
                    return
                try:
                    request, address = self.get_request()
                except OSError:
                    continue
                self.process_request(request, address)

    def _serve_one(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            with self._lock:
                del self._open[threading.current_thread()]


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
