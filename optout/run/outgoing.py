"""What leaves the form's windows: the objection, or its code. Read from each request itself."""

from playwright.async_api import Request

from optout import countries
from optout.locate.roles import Role
from optout.page.request_payload import RequestPayload
from optout.run.filling import Filling
from optout.run.form_inputs import FormInput
from optout.run.progress import (
    Button,
    CodeLeft,
    CodeRequested,
    CodeStage,
    Event,
    Facts,
    ObjectionLeft,
)


class Outgoing:
    """Tells what a request is. Holds the code that was typed, in memory only, and which numbers
    left before a code was asked for."""

    def __init__(self, form_input: FormInput) -> None:
        self._form_input = form_input
        self._numbers: frozenset[str] = frozenset()
        self.last: Request | None = None
        """The request by which the objection left last."""
        self.typed_code = ""

    def event(self, left: RequestPayload, facts: Facts, filling: Filling) -> Event | None:
        """What leaves: the objection, its code, a request for the code; None for all else.

        An address alone is no objection where the form has a letter, nor where a code comes first.
        A letter that the person has made short counts with the address.
        """
        letter_leaves = facts.sendable and not facts.proved and left.has_letter
        waits = facts.code_due and (facts.proved or facts.code is not CodeStage.GONE)
        if waits and not letter_leaves:
            return CodeLeft() if self._is_code(left) else None
        self._numbers |= left.numbers
        if letter_leaves:
            return self._objection(left, filling)
        if facts.proved or not facts.sendable:
            return None
        if not left.has_address(self._address(facts, filling)):
            return None
        if facts.button is not Button.SENDS:
            return CodeRequested()
        objection = self._objection(left, filling)
        # Beside the address any words that are no other field's are the person's own letter.
        return objection if objection.letter or not filling.has_letter else None

    def _objection(self, left: RequestPayload, filling: Filling) -> ObjectionLeft:
        others = (e for e in filling.all.values() if e.role is not Role.EXPLANATION)
        held = [text for entry in others for text in (entry.held, entry.meant)]
        # What a list calls the country is read back only at the end.
        country = [text for text in left.texts if countries.matches(text, self._form_input.country)]
        known = [*held, *country, self._form_input.email, self._form_input.name]
        return ObjectionLeft(left.letter(known))

    def _address(self, facts: Facts, filling: Filling) -> str:
        """The address that a request must carry to be the objection.

        A page may check one by itself while the form is being filled in.
        """
        if not (facts.handed_over or filling.tried):
            return ""
        entry = filling.all.get(Role.EMAIL)
        return entry.held if entry and entry.held else self._form_input.email

    def _is_code(self, left: RequestPayload) -> bool:
        """Whether the code has left: the one typed here, or numbers that did not leave before."""
        if self.typed_code:
            return self.typed_code in left.numbers
        return not left.numbers <= self._numbers
