"""The practice site: starts, tells its addresses, keeps the mails, closes."""

import threading
from collections import deque
from typing import ClassVar, Self

from optout.practice.event_streams import EventStreams
from optout.practice.handler import Handler
from optout.practice.options import FORMS, OptionError
from optout.practice.records import KEPT, Mail, Visits
from optout.practice.rendering import address
from optout.practice.server import HOST, PracticeServer
from optout.practice.words import languages


class PracticeSite:
    """A local twin of the forms, on a port of its own, with an inbox.

    Use it as a context manager, or call `start` and `close`. Raises `ValueError` for a language
    that the pages do not speak; `OSError` where no port can be opened.
    """

    handler: ClassVar[type[Handler]] = Handler
    acts: ClassVar[tuple[str, ...]] = ("submit", "request_code", "answer_gate", "switch_off")
    """What the pages can do for the person who is played."""

    def __init__(self, *, language: str = "en") -> None:
        if language not in languages():
            raise ValueError("The practice pages do not speak that language.")
        self._mails: deque[Mail] = deque(maxlen=KEPT)
        self._streams = EventStreams()
        state = {
            "mails": self._mails,
            "visits": Visits(self.handler.visit),
            "streams": self._streams,
            "language": language,
            "lock": threading.RLock(),
        }
        self._server = PracticeServer(type("SiteHandler", (self.handler,), state))
        self.origin = f"http://{HOST}:{self._server.server_port}"
        self.inbox_url = f"{self.origin}/inbox"

    @property
    def mails(self) -> list[Mail]:
        """Every mail that was "sent", oldest first."""
        return list(self._mails)

    def start(self) -> Self:
        """Serve from now on."""
        self._server.begin()
        return self

    def close(self) -> None:
        """Stop, and leave no thread behind. Closing again does nothing."""
        self._streams.close()
        self._server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.close()

    def url(self, form: str, **options: str) -> str:
        """The address of a form in the state that `options` name. Raises `OptionError`."""
        self.handler.options.checked(options, form, "en")
        return self.origin + address(form, options)

    def person_does(self, form: str, what: str) -> None:
        """Have the open page of `form` do one of the `acts`; they are done in order.

        Returns at once. Raises `OptionError` for anything else.
        """
        if form not in FORMS or what not in self.acts:
            raise OptionError("No such form, or no such act.")
        self._streams.ask(form, what)
