"""The practice site: starts, tells its addresses, keeps what it received, closes."""

import threading
from typing import Self

from optout.practice.event_streams import EventStreams
from optout.practice.handler import Handler
from optout.practice.options import FORMS, OptionError, checked
from optout.practice.records import Action, Log, Mail, Received, Visits
from optout.practice.rendering import address
from optout.practice.server import HOST, PracticeServer
from optout.practice.words import languages

ACTS = (
    "submit",
    "sign_in",
    "pass_checkpoint",
    "accept_cookies",
    "answer_gate",
    "next",
    "request_code",
    "solve_captcha",
    "cancel_captcha",
    "choose_from_menu",
    "switch_off",
)
TYPE_CODE = "type_code"


class PracticeSite:
    """A local twin of the forms, on a port of its own, with an inbox.

    Use it as a context manager, or call `start` and `close`. Raises `ValueError` for a language
    that the pages do not speak; `OSError` where no port can be opened.
    """

    def __init__(self, *, language: str = "en") -> None:
        if language not in languages():
            raise ValueError("The practice pages do not speak that language.")
        self._log = Log()
        self._streams = EventStreams()
        state = {
            "log": self._log,
            "visits": Visits(),
            "streams": self._streams,
            "language": language,
            "lock": threading.RLock(),
        }
        self._server = PracticeServer(type("SiteHandler", (Handler,), state))
        self.origin = f"http://{HOST}:{self._server.server_port}"
        self.inbox_url = f"{self.origin}/inbox"

    @property
    def received(self) -> list[Received]:
        """Every POST of a form, a code, a sign-in, in the order in which they came."""
        return self._log.of(Received)

    @property
    def mails(self) -> list[Mail]:
        """Every mail that was "sent", oldest first."""
        return self._log.of(Mail)

    @property
    def actions(self) -> list[Action]:
        """Every click, Enter key and submit event that a page reported."""
        return self._log.of(Action)

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
        checked(options, form, "en")
        return self.origin + address(form, options)

    def person_does(self, form: str, what: str) -> None:
        """Have the open page of `form` do one act of the person; acts are done in order.

        `what` is one of `ACTS`, or `TYPE_CODE` followed by a colon and the code.
        Returns at once. Raises `OptionError` for anything else.
        """
        name, colon, _ = what.partition(":")
        if form not in FORMS or name not in ((TYPE_CODE,) if colon else ACTS):
            raise OptionError("No such form, or no such act.")
        self._streams.ask(form, what)
