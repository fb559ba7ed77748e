"""A site of a few pages of the test's own, for what the practice twin does not do."""

import time
from dataclasses import dataclass, field
from typing import Self

from support.web_server import PRESSES, Exchange, WebServer

__all__ = ["PRESSES", "PageSite"]


@dataclass
class PageSite(WebServer):
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

    def __enter__(self) -> Self:
        super().__enter__()
        self.url = self.origin + "/"
        return self

    def answer(self, exchange: Exchange) -> None:
        """With the page of the path, or where its post leads."""
        path = exchange.url.path
        if exchange.command == "POST":
            self.posts.append((path, exchange.fields))
            time.sleep(self.slow.get(path, 0.0))
            if path in self.leads:
                exchange.lead(self.leads[path])
                return
        status = 404 if path not in self.pages else 500 if path in self.broken else 200
        exchange.show(self.pages.get(path, ""), status)
