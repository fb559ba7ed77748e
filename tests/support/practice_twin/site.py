"""The practice site of the tests."""

from typing import ClassVar

from support.practice_twin.backend import Received
from support.practice_twin.handler import Action, TwinHandler, twin_address

from optout.practice.options import FORMS
from optout.practice.site import PracticeSite

TYPE_CODE = "type_code"


class TwinSite(PracticeSite):
    """The twin with all options; its pages also report what anybody does in them."""

    acts: ClassVar[tuple[str, ...]] = (
        *PracticeSite.acts,
        "sign_in",
        "pass_checkpoint",
        "accept_cookies",
        "next",
        "solve_captcha",
        "cancel_captcha",
        "choose_from_menu",
    )

    def __init__(self, *, language: str = "en") -> None:
        self.received: list[Received] = []
        """Every POST of a form, a code, a sign-in, in the order in which they came."""
        self.actions: list[Action] = []
        """Every click, Enter key and submit event that a page reported."""
        kept = {"received": self.received, "actions": self.actions}
        self.handler = type("TwinSiteHandler", (TwinHandler,), kept)
        super().__init__(language=language)

    def url(self, form: str, **options: str) -> str:
        super().url(form, **options)
        return self.origin + twin_address(form, options)

    def person_does(self, form: str, what: str) -> None:
        """One of the `acts`, or `TYPE_CODE` followed by a colon and the code."""
        name, colon, _code = what.partition(":")
        if form in FORMS and colon and name == TYPE_CODE:
            self._streams.ask(form, what)
        else:
            super().person_does(form, what)
