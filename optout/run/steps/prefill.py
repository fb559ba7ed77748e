"""Fill country, e-mail and letter, and read everything back. Nothing is sent."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace as replace_in

from playwright.async_api import ElementHandle, Error

from optout import countries
from optout.domain.errors import OptoutError
from optout.i18n.cldr import country_name
from optout.letters import Letter
from optout.locate.roles import Role
from optout.page.fields import (
    Forbidden,
    choose_country,
    fill_text,
    guard,
    highlight,
    same_text,
    still_chosen,
    value_of,
)
from optout.page.reading import Reading, Stale
from optout.page.tab import Tab
from optout.run.filling import POINTED_AT, FilledField, Filling
from optout.run.form_input import FormInput
from optout.run.prompt import Prompt
from optout.run.same_form import connected, labels, same_form
from optout.run.steps.ask_replace import replace, replace_text
from optout.system.timeouts import bounded

ROLES = (
    Role.COUNTRY,
    Role.NAME,
    Role.FIRST_NAME,
    Role.LAST_NAME,
    Role.EMAIL,
    Role.EMAIL_AGAIN,
    Role.EXPLANATION,
)
_TRIES = 3
_TO_DO = ("missing", "ambiguous", "not_kept")
# A choice that shows its first option without anybody having chosen it holds nothing.
_CHOSEN = """e => {
  if (e.tagName !== 'SELECT')
    return (('value' in e ? e.value : e.innerText) || '').slice(0, 100_000);
  const o = e.options[e.selectedIndex];
  return o && (o.defaultSelected || e.selectedIndex > 0) ? o.text : '';
}"""
_TYPED = "e => e.matches('input, textarea') || e.isContentEditable"


async def prefill(
    tab: Tab,
    reading: Reading,
    form_input: FormInput,
    prompt: Prompt,
    before: Filling | None = None,
    begun: Callable[[Filling], None] = lambda _filling: None,
) -> Filling:
    """Fill what `reading` found and `before` has not done, then read all of it back.

    A field that the page replaces meanwhile is found anew. `begun` is told as soon as a field
    holds something. Raises `PageGone`, `OptoutError` when no letter fits.
    """
    filling = Filling()
    if before:
        held = await _still_held(before)
        filling = Filling(held, before.letter, labels=before.labels, before=before.before)
    filling.languages, filling.limits = _languages(reading), reading.limits
    if filling.labels is None:
        filling.labels = labels(reading)
    for _try in range(_TRIES):
        for role in ROLES:
            entry = filling.entries.get(role)
            if entry is None or (entry.status in _TO_DO and not entry.moved):
                entry = await _fill(tab, reading, role, form_input, prompt, filling)
                filling.entries[role] = entry
                if entry.done:
                    begun(filling)
        if await _all_kept(filling):
            break
        reading = await tab.look()
        if not await same_form(filling, reading):
            break
    for role in [r for r, e in filling.entries.items() if e.status == "missing"]:
        if role not in (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION):
            del filling.entries[role]
    return filling


async def fill_pointed(
    handle: ElementHandle,
    role: Role,
    form_input: FormInput,
    tab: Tab,
    prompt: Prompt,
    filling: Filling,
) -> FilledField:
    """Fill the field that the person pointed at for `role`, and read it back.

    What it holds already is replaced only if the person wants it so.
    """
    how, before = POINTED_AT, filling.entries.get(role)
    try:
        await guard(handle, tab.allowed.permits)
        tried = bool(before and before.handle and await _same_element(handle, before.handle))
        if not tried and (
            entry := await _holding(handle, role, how, form_input, prompt, pointed=True)
        ):
            return entry
    except Forbidden as why:
        return FilledField(role, "forbidden", str(why))
    except (Stale, Error, TimeoutError):
        return FilledField(role, "not_kept", "the page replaced the field")
    return await _guarded(handle, role, how, form_input, tab, filling)


async def _fill(
    tab: Tab, reading: Reading, role: Role, form_input: FormInput, prompt: Prompt, filling: Filling
) -> FilledField:
    if role is Role.EMAIL_AGAIN and filling.status(Role.EMAIL) not in ("filled", "kept"):
        return FilledField(role, "missing", "the address itself is not filled in")
    found = reading.fields.get(role)
    if found is None or found.status == "missing" or found.control is None:
        ambiguous = found is not None and found.status == "ambiguous"
        how = found.how if found else ""
        return FilledField(role, "ambiguous" if ambiguous else "missing", how)
    try:
        handle = await bounded(reading.handle(found.control))
        # A list's box that was typed into by the first try holds words, and nothing chosen.
        last = filling.entries.get(role)
        tried = last is not None and (
            last.too_long or (role is Role.COUNTRY and last.status == "not_kept")
        )
        if not tried and (entry := await _holding(handle, role, found.how, form_input, prompt)):
            return entry
    except (Stale, Error, TimeoutError):
        return FilledField(role, "not_kept", "the page replaced the field")
    return await _guarded(handle, role, found.how, form_input, tab, filling)


async def _holding(
    handle: ElementHandle,
    role: Role,
    how: str,
    form_input: FormInput,
    prompt: Prompt,
    *,
    pointed: bool = False,
) -> FilledField | None:
    """What to do with what the field holds; None: it is to be filled."""
    held = str(await bounded(handle.evaluate(_CHOSEN))).strip()
    if not held:
        return None
    entry = await _already(role, how, held, form_input, prompt)
    # A list may show words of its own where nothing is chosen; a box that takes text does not.
    text = pointed and role is Role.COUNTRY and countries.iso_of(held) is None
    if (
        text
        and await bounded(handle.evaluate(_TYPED))
        and not await replace_text(form_input, prompt)
    ):
        entry = FilledField(role, "left", how, held, held)
    if entry:
        entry.handle = handle
    return entry


async def _same_element(one: ElementHandle, other: ElementHandle) -> bool:
    try:
        return bool(await bounded(one.evaluate("(one, other) => one === other", other)))
    except Error:
        return False  # they are of different documents


async def _guarded(
    handle: ElementHandle, role: Role, how: str, form_input: FormInput, tab: Tab, filling: Filling
) -> FilledField:
    try:
        entry = await _put(handle, role, how, form_input, tab, filling)
        if entry.done:
            await highlight(handle)
    except Forbidden as why:
        return FilledField(role, "forbidden", str(why))
    except (Error, TimeoutError):
        return FilledField(role, "not_kept", "the page did not take it")
    entry.handle = handle
    return entry


async def _put(
    handle: ElementHandle, role: Role, how: str, form_input: FormInput, tab: Tab, filling: Filling
) -> FilledField:
    permits = tab.allowed.permits
    if role is Role.COUNTRY:
        languages = tuple(dict.fromkeys((*filling.languages, *form_input.languages)))
        chosen = await choose_country(handle, form_input.country, languages, permits)
        return FilledField(role, chosen.status, how, chosen.shown, chosen.shown)
    if role is Role.EXPLANATION:
        return await _put_letter(handle, how, form_input, tab, filling)
    text = _value(role, form_input)
    if not text:
        return FilledField(role, "yours", how)
    held = await fill_text(handle, text, permits)
    return FilledField(role, "filled" if same_text(held, text) else "not_kept", how, text, held)


async def _put_letter(
    handle: ElementHandle, how: str, form_input: FormInput, tab: Tab, filling: Filling
) -> FilledField:
    limit = await bounded(handle.evaluate("e => e.maxLength > 0 ? e.maxLength : null"))
    letter = _in_lines(_fitting(form_input, limit, filling.limits.characters), filling.limits.lines)
    held = await fill_text(handle, letter.text, tab.allowed.permits)
    if not same_text(held, letter.text) and held and letter.text.startswith(held.rstrip()[:80]):
        # The page cuts without saying so: what it kept is the limit.
        letter = _in_lines(
            form_input.letter(len(held.encode("utf-16-le")) // 2), filling.limits.lines
        )
        held = await fill_text(handle, letter.text, tab.allowed.permits)
    kept = same_text(held, letter.text)
    if kept:
        filling.letter = letter
    return FilledField(Role.EXPLANATION, "filled" if kept else "not_kept", how, letter.text, held)


def _fitting(form_input: FormInput, declared: int | None, told: int | None) -> Letter:
    """The longest letter for the box's own limit and the one that the page tells in words.

    Words may be meant for another box: one that no letter fits is not believed. Raises
    `OptoutError` where none fits the box.
    """
    if told is not None and (declared is None or told < declared):
        with contextlib.suppress(OptoutError):
            return form_input.letter(told)
    return form_input.letter(declared)


def _in_lines(letter: Letter, most: int | None) -> Letter:
    """The letter in one paragraph where the page takes few lines: no line ends, no longer text."""
    if most is None or len(letter.text.splitlines()) <= most:
        return letter
    return replace_in(letter, text=" ".join(letter.text.split()))


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


async def _already(
    role: Role, how: str, held: str, form_input: FormInput, prompt: Prompt
) -> FilledField | None:
    """What to do with a field that holds something; None: it holds nothing that matters."""
    if role is Role.COUNTRY:
        there = countries.iso_of(held)
        if there is None:
            return None
        meant, same = (
            country_name(form_input.country, form_input.languages[0]),
            there == form_input.country,
        )
    else:
        meant = (
            form_input.letter(None).text if role is Role.EXPLANATION else _value(role, form_input)
        )
        same = held.casefold() == meant.casefold() or same_text(held, meant)
    if same:
        return FilledField(role, "kept", how, held, held)
    if role is Role.EMAIL_AGAIN or not await replace(role, held, meant, form_input, prompt):
        return FilledField(role, "left", how, held, held)
    return None


async def _still_held(before: Filling) -> dict[Role, FilledField]:
    """The entries whose fields are still in the page: a page that came anew is filled anew."""
    return {
        role: entry
        for role, entry in before.entries.items()
        if entry.handle is None or await connected(entry.handle)
    }


async def _all_kept(filling: Filling) -> bool:
    """Whether every filled field still holds what was meant; those that do not are marked."""
    typed = [e for e in filling.entries.values() if e.status == "filled" and e.handle is not None]
    for entry, kept in zip(typed, await asyncio.gather(*map(_kept, typed)), strict=True):
        if not kept:
            entry.status = "not_kept"
    return all(e.status != "not_kept" for e in filling.entries.values())


async def _kept(entry: FilledField) -> bool:
    assert entry.handle is not None
    try:
        if entry.role is Role.COUNTRY:  # the page shows it in words of its own
            shown = await still_chosen(entry.handle, entry.held)
            return await connected(entry.handle) and shown
        entry.held = await value_of(entry.handle)
    except (Error, TimeoutError):
        return False
    return await connected(entry.handle) and same_text(entry.held, entry.meant)


def _languages(reading: Reading) -> tuple[str, ...]:
    """The page's own language, if it says one."""
    code = reading.language.replace("_", "-").split("-")[0].lower()
    return (code,) if code.isalpha() else ()
