"""What leaves the form's windows: the objection, or its code. Read from each request itself."""

import asyncio
from collections import deque
from collections.abc import Collection
from urllib.parse import urlsplit

from playwright.async_api import Request

from optout import countries
from optout.domain.code_outcomes import CodeStage
from optout.domain.text import is_address
from optout.locate.roles import Role
from optout.locate.snapshot import Control
from optout.page.request_payload import RequestPayload, payload_of
from optout.run.filling import Filling
from optout.run.form_inputs import FormInput
from optout.run.progress import Button, CodeLeft, CodeRequested, Event, Facts, ObjectionLeft

_MOST_LATER = 20
_USUAL_LENGTHS = range(5, 9)
"""Digits of a mailed code. Four are often a time that something took, which pages report."""


class Outgoing:
    """Tells what a request is. Holds the code that was typed, in memory only, and which numbers
    left before a code was asked for."""

    def __init__(self, form_input: FormInput) -> None:
        self._form_input = form_input
        self._numbers: frozenset[str] = frozenset()
        self.last: Request | None = None
        """The request by which the objection left last."""
        self.due: set[asyncio.Future[None]] = set()
        """What waits for the site's answer to each request that carried the objection."""
        self.later: deque[Request] = deque(maxlen=_MOST_LATER)
        """What else has left since then: a page may send the letter first, and then the request."""
        self.may_have_left = False
        """Something else may have been the objection: a file that a script sent, by itself
        or with the whole form, or the letter on its way to another site."""
        self.typed_code = ""
        self.code_lengths: Collection[int] = _USUAL_LENGTHS
        """How many digits the code has, as far as the page's box for it tells."""

    @property
    def begun(self) -> bool:
        """This run has seen the objection leave, or typed a code for it."""
        return self.last is not None or bool(self.typed_code)

    def leaves(self, request: Request, answer: "asyncio.Future[None]") -> None:
        """The objection leaves by `request`; `answer` waits for what becomes of it."""
        self.last = request
        self.later.clear()
        self.due.add(answer)
        answer.add_done_callback(self.due.discard)

    def event(self, payload: RequestPayload, facts: Facts, filling: Filling) -> Event | None:
        """What leaves: the objection, its code, a request for the code; None for all else.

        An address alone is no objection where the form has a letter, nor where a code comes first.
        A letter that the person has made short counts with the address. Pages report much else:
        what has neither the form's letter nor its address is not the form. Of a page that is sent
        with a file nothing can be read: it is the form, as nothing else there has files to send.
        """
        if payload.draft:
            return None
        if payload.unread == "part":
            self.may_have_left |= facts.sendable
            return None
        letter_leaves = facts.sendable and not facts.proved and self._has_letter(payload, filling)
        waits = facts.code_due and (facts.proved or facts.code is not CodeStage.LEFT)
        if waits and not letter_leaves:
            return CodeLeft() if self._is_code(payload) else None
        self._numbers |= payload.numbers
        if letter_leaves:
            return self._objection(payload, filling)
        if facts.proved or not facts.sendable:
            return None
        if payload.unread == "page":
            sends = facts.button is Button.SENDS
            instead = self._address_instead(filling)
            return ObjectionLeft(filling.letter_text, instead) if sends else None
        if not payload.has_address(self._address(facts, filling)):
            return None
        if facts.button is not Button.SENDS:
            return CodeRequested()
        objection = self._objection(payload, filling)
        # Beside the address any words that are no other field's are the person's own letter.
        return objection if objection.letter or not filling.has_letter else None

    def unreported(self, longest: int, filling: Filling) -> bool:
        """A body of so many bytes, of which nothing else is known, may have been the objection.
        Neither JSON nor a form makes the letter shorter; the person may have."""
        entry = filling.all.get(Role.EXPLANATION)
        theirs = entry is None or entry.touched
        held = self._form_input.email if theirs else filling.letter_text
        return longest >= len(held or self._form_input.email)

    def elsewhere(self, request: Request, facts: Facts, filling: Filling) -> None:
        """Something leaves for another site: what carries the letter once it is the person's to
        send may be it."""
        asks = request.method == "GET" or request.resource_type == "ping"
        if facts.handed_over and filling.letter_text and not asks:
            self.may_have_left |= payload_of(request).has_letter_like(filling.letter_text)

    def sent_on_to(self, request: Request, filling: Filling) -> str:
        """The host to which the site has sent on what was posted to it (307, 308), with the letter
        or the address; empty where this is something else."""
        if request.redirected_from is None or request.method == "GET":
            return ""
        payload = payload_of(request)
        theirs = payload.has_letter_like(filling.letter_text)
        ours = theirs or payload.has_address(self._form_input.email)
        return urlsplit(request.url).hostname or "" if ours else ""

    def _has_letter(self, payload: RequestPayload, filling: Filling) -> bool:
        entry = filling.all.get(Role.EXPLANATION)
        held = [entry.held, entry.meant] if entry else []
        if any(payload.has_letter_like(letter) for letter in held):
            return True
        address = filling.all.get(Role.EMAIL)
        addresses = {self._form_input.email, address.meant if address else ""}
        of_form = not filling.has_letter or any(map(payload.has_address, addresses))
        return payload.has_prose and of_form

    def _objection(self, payload: RequestPayload, filling: Filling) -> ObjectionLeft:
        others = (e for e in filling.all.values() if e.role is not Role.EXPLANATION)
        held = [text for entry in others for text in (entry.held, entry.meant)]
        # What a list calls the country is read back only at the end; the person may choose another.
        named = [text for text in payload.texts if countries.iso_of(text)]
        known = [*held, *named, self._form_input.email, self._form_input.name]
        return ObjectionLeft(payload.letter(known), self._address_instead(filling))

    def _address_instead(self, filling: Filling) -> str:
        """The address that the page's field held last in the place of the person's; empty where it
        was theirs, or was not read."""
        entry = filling.all.get(Role.EMAIL)
        held = entry.held.strip() if entry and entry.holds else ""
        own = held.casefold() == self._form_input.email.strip().casefold()
        return held if is_address(held) and not own else ""

    def _address(self, facts: Facts, filling: Filling) -> str:
        """The address that a request must carry to be the objection.

        A page may check one by itself while the form is being filled in.
        """
        if not (facts.handed_over or filling.tried):
            return ""
        entry = filling.all.get(Role.EMAIL)
        return entry.meant if entry and entry.meant else self._form_input.email

    def _is_code(self, payload: RequestPayload) -> bool:
        """The code has left: the one typed here, or numbers that did not leave before."""
        if self.typed_code:
            return payload.has_code(self.typed_code)
        return any(len(number) in self.code_lengths for number in payload.numbers - self._numbers)

    def box_is(self, box: Control | None) -> None:
        """The page asks for the code in `box`."""
        short = box is not None and 4 in (box.maxlength, len(box.parts))
        self.code_lengths = (4, *_USUAL_LENGTHS) if short else _USUAL_LENGTHS

    def is_the_persons(self) -> None:
        """The code is left to the person: whatever is sent now is what they typed, or confirm."""
        self._numbers -= {self.typed_code}
        self.typed_code = ""

    def not_taken(self) -> None:
        """The page did not take the code that was typed: another one may leave it by itself."""
        self._numbers |= {self.typed_code}
        self.typed_code = ""
