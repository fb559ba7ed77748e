"""The practice site of the tests."""

from typing import ClassVar

from support.practice_twin.handler import Action, TwinHandler, twin_address

from optout.practice.handler import Handler
from optout.practice.options import FORMS
from optout.practice.site import PracticeSite

TYPE_CODE = "type_code"


class TwinSite(PracticeSite):
    """The twin with all options; its pages also report what anybody does in them."""

    handler: ClassVar[type[Handler]] = TwinHandler
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

    @property
    def actions(self) -> list[Action]:
        """Every click, Enter key and submit event that a page reported."""
        return self._log.of(Action)

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
