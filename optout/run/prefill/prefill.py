"""Fill country, e-mail and letter, and read everything back. Nothing is sent."""

import contextlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from dataclasses import replace as replace_in

from playwright.async_api import ElementHandle

from optout import countries
from optout.domain.errors import OptoutError
from optout.i18n.cldr import country_name
from optout.letters import SHORT, Letter, utf16_length
from optout.locate.roles import Role
from optout.page.fields import (
    AtFront,
    FieldInfo,
    Forbidden,
    Held,
    choose_country,
    connected,
    guard,
    held_by,
    highlight,
    inspect_field,
    put_text,
    same_text,
    same_words,
    shown_as_chosen,
)
from optout.page.reading import Reading, TextLimits
from optout.page.tab import Tab
from optout.run.filling import GIVEN, POINTED_AT, FilledField, Filling
from optout.run.form_inputs import FormInput
from optout.run.prefill.ask_replace import replace, replace_text
from optout.run.prefill.same_form import labels, languages, same_form
from optout.run.talk.prompt import Prompt
from optout.system.attempt import ActFailed

ROLES = (
    Role.COUNTRY,
    Role.NAME,
    Role.FIRST_NAME,
    Role.LAST_NAME,
    Role.EMAIL,
    Role.EMAIL_AGAIN,
    Role.EXPLANATION,
)
_ADDRESSES = (Role.EMAIL, Role.EMAIL_AGAIN)
_TRIES = 3
_AGAIN = ("no_list", "not_kept")
_TO_DO = ("missing", "ambiguous", *_AGAIN)


@dataclass(frozen=True, slots=True)
class Prefill:
    """Fills the fields of one form's page. `at_front` lets one form at a time click."""

    tab: Tab
    form_input: FormInput
    prompt: Prompt
    at_front: AtFront
    filling: Filling = field(default_factory=Filling)

    async def fill_all(self, reading: Reading, begun: Callable[[Filling], None]) -> Filling:
        """Fill what `reading` found and nothing has done yet, then read all of it back.

        A field that the page replaces meanwhile is found anew. `begun` is told whenever a field
        holds something new. Raises `PageGone`, `OptoutError` when no letter fits.
        """
        filling = self.filling
        if filling.labels is None or filling.languages != languages(reading):
            filling.labels, filling.fingerprint = labels(reading), reading.fingerprint
        filling.languages, filling.limits = languages(reading), reading.limits
        for _try in range(_TRIES):
            fresh: set[Role] = set()
            for role in ROLES:
                entry = filling.entries.get(role)
                if entry is None or _to_do(entry, reading):
                    entry = filling.entries[role] = await self._fill(reading, role)
                    if role is Role.COUNTRY:
                        control = reading.fields[role].control
                        entry.offered = control.options if control else ()
                    fresh.add(role)
                    if entry.done:
                        begun(filling)
            await self._read_back(filling.entries.values(), fresh)
            if fresh and filling.anything:
                begun(filling)
            if all(e.status not in _AGAIN for e in filling.entries.values()):
                break
            reading = await self.tab.look()
            if not await same_form(filling, reading):
                break
        for role in [r for r, e in filling.entries.items() if e.status == "missing"]:
            if role not in (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION):
                del filling.entries[role]
        if filling.status(Role.EXPLANATION) not in ("filled", "kept"):
            filling.letter = None  # it is noted only where the box is known to hold it
        return filling

    async def fill_pointed(self, handle: ElementHandle, role: Role) -> FilledField:
        """Fill the field that the person pointed at for `role`, and read it back.

        What it holds already is replaced only if the person wants it so. Raises `OptoutError`
        when no letter fits into it.
        """
        try:
            await guard(handle, self.tab.allowed.permits)
            info = await inspect_field(handle)
            then = await self._holding(handle, info, role, POINTED_AT, pointed=True)
            if isinstance(then, FilledField):
                return then
        except Forbidden as why:
            return FilledField(role, "forbidden", str(why))
        except ActFailed:
            return FilledField(role, "not_kept", "the page replaced the field")
        entry = await self._guarded(handle, then, role, POINTED_AT)
        await self._read_back([entry], {role})
        if role is Role.EXPLANATION and not entry.done:
            self.filling.letter = None
        return entry

    async def _fill(self, reading: Reading, role: Role) -> FilledField:
        done = self.filling.status(Role.EMAIL) in ("filled", "kept")
        if role is Role.EMAIL_AGAIN and not done:
            return FilledField(role, "missing", "the address itself is not filled in")
        found = reading.fields[role]
        if role is Role.EMAIL and reading.given_email is not None:
            held = reading.given_email.value.strip()
            return FilledField(role, "left", GIVEN, held, held)
        if found.status == "missing" or found.control is None:
            return FilledField(
                role, "ambiguous" if found.status == "ambiguous" else "missing", found.how
            )
        try:
            handle = await reading.handle(found.control)
            info = await inspect_field(handle)
            # A list's box that was typed into by the first try holds words, and nothing chosen.
            last = self.filling.entries.get(role)
            tried = last is not None and (
                last.too_long or (role is Role.COUNTRY and last.status == "not_kept")
            )
            if not tried:
                then = await self._holding(handle, info, role, found.how)
                if isinstance(then, FilledField):
                    return then
                info = then
        except ActFailed:
            return FilledField(role, "not_kept", "the page replaced the field")
        return await self._guarded(handle, info, role, found.how)

    async def _holding(
        self, handle: ElementHandle, info: FieldInfo, role: Role, how: str, *, pointed: bool = False
    ) -> FilledField | FieldInfo:
        """What to do with what the field holds; the field as it is now, if it is to be filled."""
        held = (_chosen_in(info) if role is Role.COUNTRY else "") or info.held
        if not held:
            return info
        # A list may show words of its own where nothing is chosen; a box that takes text does not.
        own_words = role is Role.COUNTRY and countries.iso_of(held) is None
        if own_words and not (pointed and info.kind == "typed"):
            return info
        if own_words:
            leave = not await replace_text(role, self.form_input, self.prompt)
            entry = FilledField(role, "left", how, held, held) if leave else None
        else:
            typed = self.filling.typed.get(role)
            entry = await _already(role, how, held, typed, self.form_input, self.prompt)
        if entry and entry.status == "filled" and role is Role.EXPLANATION:
            self.filling.letter = self.filling.typed_letter
        if entry:
            entry.handle = handle
        return entry or await inspect_field(handle)  # the question may have been open for long

    async def _guarded(
        self, handle: ElementHandle, info: FieldInfo, role: Role, how: str
    ) -> FilledField:
        """Fill the field; what the page made of it, `_read_back` finds out."""
        try:
            entry = await self._put(handle, info, role, how)
        except Forbidden as why:
            return FilledField(role, "forbidden", str(why))
        except ActFailed:
            return FilledField(role, "not_kept", "the page did not take it")
        entry.handle = handle
        return entry

    async def _put(
        self, handle: ElementHandle, info: FieldInfo, role: Role, how: str
    ) -> FilledField:
        permits = self.tab.allowed.permits
        if role is Role.COUNTRY:
            self.filling.typed[role] = self.form_input.country
            likely = dict.fromkeys((*self.filling.languages, *self.form_input.languages))
            chosen = await choose_country(
                handle, info, self.form_input.country, tuple(likely), permits, self.at_front
            )
            status = "filled" if chosen.status == "chosen" else chosen.status
            if status in ("not_listed", "no_list"):
                del self.filling.typed[role]  # who finds it there has not seen optout choose it
            return FilledField(role, status, how, chosen.line)
        if role is Role.EXPLANATION:
            letter = self._fitting(info.longest)
            return await self._put_letter(handle, letter, how)
        text = _value(role, self.form_input)
        if not text:
            return FilledField(role, "yours", how)
        self.filling.typed[role] = text
        await put_text(handle, text, permits)
        return FilledField(role, "filled", how, text, text)

    def _fitting(self, longest: int | None) -> Letter:
        """For a box of `longest` UTF-16 units. Raises `OptoutError` as `fitting` does."""
        if self.filling.short:
            longest = min(longest or SHORT, SHORT)
        return fitting(self.form_input, longest, self.filling.limits)

    async def _put_letter(self, handle: ElementHandle, letter: Letter, how: str) -> FilledField:
        filling = self.filling  # noted first: the page may hold it, and not say so
        filling.letter = filling.typed_letter = letter
        filling.typed[Role.EXPLANATION] = letter.text
        await put_text(handle, letter.text, self.tab.allowed.permits)
        return FilledField(Role.EXPLANATION, "filled", how, letter.text, letter.text, handle)

    async def _read_back(self, entries: Iterable[FilledField], fresh: Collection[Role]) -> None:
        """Note what the filled fields hold; those that do not hold what was meant are marked.

        Only a letter that was put in just now (`fresh`) can have been cut by the page: a shorter
        one from before is the person's.
        """
        filled = [(e, e.handle) for e in entries if e.status == "filled" and e.handle]
        holds = await held_by([handle for _, handle in filled], left=True)
        for (entry, _), held in zip(filled, holds, strict=True):
            new_letter = entry.role is Role.EXPLANATION and entry.role in fresh
            if new_letter and held and _is_cut(held.text, entry.meant):
                held = await self._shorter(entry, held.text)
            if not _kept(entry, held, self.form_input.country):
                entry.status = "not_kept"
        await highlight([handle for entry, handle in filled if entry.done])

    async def _shorter(self, entry: FilledField, kept: str) -> Held | None:
        """The page cuts without saying so: what it kept is the limit."""
        assert entry.handle is not None
        letter = self._fitting(utf16_length(kept))
        try:
            entry.meant = (await self._put_letter(entry.handle, letter, entry.how)).meant
        except (Forbidden, ActFailed):
            return None
        return (await held_by([entry.handle], left=True))[0]


async def continue_from(before: Filling) -> Filling:
    """A filling that goes on from `before`: fields that the page drew anew are filled anew."""
    held = {
        role: entry
        for role, entry in before.entries.items()
        if entry.handle is None or await connected(entry.handle)
    }
    return replace_in(before, entries=held)


def _to_do(entry: FilledField, reading: Reading) -> bool:
    """It is to be tried once more."""
    doubtful = entry.status in _TO_DO and not entry.moved
    return doubtful or entry.relisted(reading.fields[entry.role])


def _chosen_in(info: FieldInfo) -> str:
    """The country that a list shows as chosen: in its field, or beside an empty one."""
    if countries.iso_of(info.held):
        return info.held
    lines = (info.held or info.beside).splitlines()
    return next((line for line in lines if countries.iso_of(line)), "")


def _is_cut(held: str, meant: str) -> bool:
    return bool(held) and not same_words(held, meant) and meant.startswith(held.rstrip()[:80])


def _kept(entry: FilledField, held: Held | None, country: str) -> bool:
    """The field holds what was meant, which is noted."""
    if held is None or not held.connected:
        return False
    if entry.role is Role.COUNTRY:  # the page shows it in words of its own
        entry.held = entry.meant = shown_as_chosen(held, country, entry.meant)
        return bool(entry.held)
    entry.held = held.text
    if entry.role in _ADDRESSES:
        return same_text(held.text, entry.meant)
    if not same_words(held.text, entry.meant):
        return False
    entry.meant = held.text  # whatever the page made of it is what a later change is one from
    return True


def fitting(form_input: FormInput, declared: int | None, told: TextLimits) -> Letter:
    """The longest letter for the box's own limit, in UTF-16 units, and for what the page says.

    A page that says less than any letter takes is not believed. Raises `OptoutError` where none
    fits the box.
    """
    if told.characters is not None and (declared is None or told.characters < declared):
        with contextlib.suppress(OptoutError):
            return form_input.letter(told.characters)
    return form_input.letter(declared)


def _value(role: Role, form_input: FormInput) -> str:
    if role in (Role.EMAIL, Role.EMAIL_AGAIN):
        return form_input.email
    words = form_input.name.split()
    if role is Role.NAME:
        return form_input.name
    # Which words of a longer name are the family name, only its bearer knows.
    if len(words) != 2:
        return ""
    return words[0] if role is Role.FIRST_NAME else words[1]


def _same_address(held: str, meant: str) -> bool:
    return held.casefold() == meant.casefold() or same_text(held, meant)


async def _already(
    role: Role, how: str, held: str, typed: str | None, form_input: FormInput, prompt: Prompt
) -> FilledField | None:
    """What to do with a field that holds something; None: the person wants it replaced.

    `typed`: what was put into it before, if anything was: it may stand there in the page's way.
    """
    if role is Role.COUNTRY:
        meant = country_name(form_input.country, form_input.languages[0])
        same = countries.iso_of(held) == form_input.country
    else:
        meant = (
            form_input.letter(None).text if role is Role.EXPLANATION else _value(role, form_input)
        )
        alike = _same_address if role in _ADDRESSES else same_words
        same = any(alike(held, text) for text in (meant, typed or meant))
    if same:
        return FilledField(role, "kept" if typed is None else "filled", how, held, held)
    if (
        role is Role.EMAIL_AGAIN
        or not meant
        or not await replace(role, held, meant, form_input, prompt)
    ):
        return FilledField(role, "left", how, held, held)
    return None
