"""A site of pages written in the test, which may change meanwhile; and a person at the browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from playwright.sync_api import BrowserType, Page
from run.conftest import SecondClient

TITLE = "<title>Objection</title><h1>Object to your information being used for AI at Meta</h1>"
EMAIL_BOX = "<p><label>Email address <input id=mail></label></p>"
COUNTRY_BOX = (
    "<p><label>Country of residence <select id=land><option value=''>Choose"
    "<option>France<option>Germany<option>Ireland<option>Italy<option>Spain</select></label></p>"
)
LETTER_BOX = (
    "<p><label>Please tell us how this processing impacts you"
    " <textarea id=why required rows=9 cols=60></textarea></label></p>"
)


def form(*parts: str, after: str = "") -> str:
    """A page with one form of these parts."""
    return f"{TITLE}<form method=post>{''.join(parts)}<button>Submit</button></form>{after}"


@dataclass
class PlainSite:
    """Serves `pages` by path. `posts` are the forms that were sent."""

    origin: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    posts: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.origin}/"


class _Handler(BaseHTTPRequestHandler):
    site: PlainSite

    def do_GET(self) -> None:
        known = self.site.pages.get(self.path)
        body = ("<!doctype html><html lang=en>" + (known or "")).encode()
        self.send_response(404 if known is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.site.posts.append(dict(parse_qsl(sent)))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def serving(**pages: str) -> Iterator[PlainSite]:
    """A site of these pages; `index` is the first one."""
    site = PlainSite(pages={f"/{'' if n == 'index' else n}": p for n, p in pages.items()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    server.daemon_threads = True
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def person_at(browser_type: BrowserType, client: SecondClient, site: PlainSite) -> Iterator[Page]:
    """The tool's own window with a page of `site`, for a person's hands and eyes."""
    browser = browser_type.connect_over_cdp(client.address)
    try:
        (page,) = (p for c in browser.contexts for p in c.pages if p.url.startswith(site.origin))
        yield page
    finally:
        browser.close()
