"""`optout check` as a process of its own, out of sight, and a site that it can look at."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OBJECTION = """<!doctype html><title>Objection</title><h1>Object to AI at Meta</h1><form>
<label>Email address <input name=m></label>
<label>Please tell us how this processing impacts you <textarea required></textarea></label>
<button>Submit</button></form>"""


class PageHandler(BaseHTTPRequestHandler):
    """Shows the form at every address."""

    def do_GET(self) -> None:
        self.answers()

    def answers(self) -> None:
        """What is sent for `path`."""
        self.show(OBJECTION)

    def show(self, body: str, missing: int = 0) -> None:
        """Answer with this page, which lacks so many bytes of what it was said to have."""
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data) + missing))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextlib.contextmanager
def serving(handler: type[PageHandler]) -> Iterator[str]:
    """A site; its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def run_check(
    home: dict[str, str],
    *arguments: str,
    program: tuple[str, ...] = ("-m", "optout"),
    timeout: float = 280,
) -> "subprocess.CompletedProcess[str]":
    """What came of it, in the environment `home`; `program` is what Python starts."""
    return subprocess.run(
        [sys.executable, "-P", *program, "check", *arguments],
        env={**home, "OPTOUT_HEADLESS": "1"},
        cwd=home["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
