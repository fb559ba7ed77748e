"""The country, in all kinds of choice: a select, a field with suggestions, a list elsewhere."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Literal

from playwright.async_api import ElementHandle

from optout import countries
from optout.page.fields.field_list import FieldList, field_list
from optout.page.fields.guard import guard
from optout.page.fields.held import Held, held_by
from optout.page.fields.inspect_field import FieldInfo, inspect_field
from optout.page.fields.text import put_text, same_text
from optout.page.script import script
from optout.system.attempt import ActFailed, attempt

_CLICKABLE = script("clickable")
_PATIENCE = 2500
_DRAWN_ANEW = 1000
_REOPENS = 300
"""Milliseconds in which a list comes, in which it comes back, and the same where its field says
that it is closed."""
_SCROLLS = 60
_CALM = 0.3
_COMES = 1.0
"""Seconds for which a list that lacks the country stays the same, and in which it may come."""
_LIMIT = 60.0
"""Seconds for one choice: some lists are very long, or never come."""

ChoiceStatus = Literal["chosen", "not_listed", "no_list", "not_kept"]
Permits = Callable[[str], bool]
AtFront = Callable[[], contextlib.AbstractAsyncContextManager[None]]
"""Entered for a click: those in a background tab stall."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of the choice. `line`: what the field must show then, in these very words; empty
    where any name of the country will do."""

    status: ChoiceStatus
    line: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    handle: ElementHandle
    info: FieldInfo
    iso: str
    languages: Sequence[str]
    permits: Permits
    at_front: AtFront

    def index(self, options: Sequence[tuple[str, str]]) -> int | None:
        """Which of the options (value, text) is the country."""
        plain = [(value, countries.without_dial(text)) for value, text in options]
        for each in dict.fromkeys((tuple(options), tuple(plain))):
            for language in [*self.languages, None]:
                index = countries.option_for(each, self.iso, language)
                if index is not None:
                    return index
        return None

    def lists_countries(self, options: Sequence[tuple[str, str]]) -> bool:
        """The options are countries at all, as those of a list that is loaded are."""
        texts = [countries.without_dial(text) for _value, text in options]
        return any(countries.is_country_list(texts, each) for each in [*self.languages, None])

    async def fill(self, text: str) -> None:
        await put_text(self.handle, text, self.permits)


async def choose_country(
    handle: ElementHandle,
    info: FieldInfo,
    iso: str,
    languages: Sequence[str],
    permits: Permits,
    at_front: AtFront,
) -> Chosen:
    """Choose the country `iso` and nothing else; `languages` are the page's likely ones, in order.

    Whether the page keeps it, `shown_as_chosen` tells of what the field holds. `not_listed`: its
    list was seen to the end, undisturbed. `no_list`: it does not offer countries yet. Raises
    `Forbidden`, and `ActFailed` when the field is gone.
    """
    choice = _Choice(handle, info, iso, languages, permits, at_front)
    if info.kind == "select":
        return await attempt(_select(choice), _LIMIT)
    if info.options and (listed := await _from_datalist(choice)):
        return listed
    chosen, painted = await _search(choice)
    if painted or chosen.status != "not_listed":
        return chosen
    # Nothing is painted in a tab behind another, and a list may draw no more of its lines there.
    async with at_front():
        chosen, painted = await _search(replace(choice, at_front=contextlib.nullcontext))
    return chosen if painted or chosen.status != "not_listed" else Chosen("not_kept")


def shown_as_chosen(held: Held, iso: str, line: str) -> str:
    """The line by which the field shows what was chosen; empty: it does not.

    `line` as in `Chosen`.
    """
    shown = held.text.strip()
    lines = [shown, *shown.splitlines(), *held.beside.splitlines()]
    if line:
        return next((one for one in lines if same_text(one, line)), "")
    if held.twin is not None and held.twin.upper() != iso:
        return ""
    return next((one for one in lines if countries.matches(countries.without_dial(one), iso)), "")


async def _select(choice: _Choice) -> Chosen:
    """Choose one of the options; a list that lacks the country is given a while to bring it."""
    options, end = choice.info.options, monotonic() + _COMES
    await guard(choice.handle, choice.permits)
    while (index := choice.index(options)) is None:
        await asyncio.sleep(_CALM)
        await guard(choice.handle, choice.permits)
        now, before = await inspect_field(choice.handle), options
        options = now.options
        if not await attempt(choice.handle.evaluate("e => e.isConnected")):
            return Chosen("not_kept")
        if options == before and choice.lists_countries(options):
            return Chosen("not_listed")
        late = monotonic() > end and choice.index(options) is None
        # What was chosen in it meanwhile is the person's, or the page's own.
        if late or countries.iso_of(now.held):
            return Chosen("no_list")
    await attempt(choice.handle.select_option(index=index, timeout=5000))
    return Chosen("chosen", options[index][1])


async def _from_datalist(choice: _Choice) -> Chosen | None:
    index = choice.index(choice.info.options)
    (held,) = await held_by([choice.handle])
    # The hidden code beside a field is only set by what the page itself lets choose.
    if index is None or held is None or held.twin is not None:
        return None
    value = choice.info.options[index][0]
    await choice.fill(value)
    return Chosen("chosen", value)


async def _search(choice: _Choice) -> tuple[Chosen, bool]:
    """Look for the country in a list that the page shows; and whether the tab was painted."""
    listed = await field_list(choice.handle)
    chosen = Chosen("not_kept")
    try:
        act = _type_and_pick if choice.info.kind == "typed" else _open_and_pick
        chosen = await attempt(act(choice, listed), _LIMIT)
        return chosen, chosen.status != "not_listed" or await listed.painted()
    finally:
        with contextlib.suppress(ActFailed):
            if await listed.end(picked=chosen.status == "chosen"):
                async with choice.at_front():
                    await _click(choice)


async def _type_and_pick(choice: _Choice, listed: FieldList) -> Chosen:
    names = (n for each in choice.languages for n in countries.all_names(choice.iso, each))
    for text in dict.fromkeys(names):
        await choice.fill(text)
        if option := await _listed_line(choice, listed, []):
            return await _pick(choice, listed, option)
        # A page that took the text away, or closed its list for another's act, may well list it.
        if not await listed.undisturbed(text):
            return Chosen("not_kept")
    (held,) = await held_by([choice.handle])
    shown = await listed.shown()
    suggests = choice.info.suggests or shown or held is None or held.twin is not None
    if suggests or not choice.languages:
        await choice.fill("")
        # Many a list is gone through by its codes, say, and shows all of it before any word.
        if option := await _listed_line(choice, listed, [], _REOPENS):
            return await _pick(choice, listed, option)
        return Chosen("not_listed")
    # A field without suggestions and without a twin takes the country's name as text.
    await choice.fill(countries.name(choice.iso, choice.languages[0]))
    return Chosen("chosen")


async def _open_and_pick(choice: _Choice, listed: FieldList) -> Chosen:
    await guard(choice.handle, choice.permits)
    async with choice.at_front():
        await _click(choice)
    offered: list[str] = []
    if option := await _listed_line(choice, listed, offered):
        return await _pick(choice, listed, option)
    whole = await listed.shown() and await listed.undisturbed(None)
    if whole and not any(map(countries.iso_of, offered)):
        return Chosen("no_list")  # of parts of the world, or a line that wants something typed
    return Chosen("not_listed" if whole else "not_kept")


async def _click(choice: _Choice) -> None:
    drawn = None
    if choice.info.is_input:
        drawn = (await attempt(choice.handle.evaluate_handle(_CLICKABLE))).as_element()
    await attempt((drawn or choice.handle).click(timeout=5000))


async def _pick(choice: _Choice, listed: FieldList, option: ElementHandle) -> Chosen:
    """Pick the line. Many a list is drawn anew as it opens, and the line stands in it once more."""
    if await _clicked(choice, option, 1500):
        return Chosen("chosen")
    patience = _REOPENS if await listed.closed() else _DRAWN_ANEW
    again = await _listed_line(choice, listed, [], patience)
    # Otherwise the list closed meanwhile.
    return Chosen("chosen" if again and await _clicked(choice, again, 5000) else "not_kept")


async def _clicked(choice: _Choice, option: ElementHandle, limit: int) -> bool:
    """Click the line within so many milliseconds; False where it could not be clicked."""
    try:
        async with choice.at_front():
            await attempt(option.click(timeout=limit))
    except ActFailed:
        return False
    return True


async def _listed_line(
    choice: _Choice, listed: FieldList, offered: list[str], patience: int = _PATIENCE
) -> ElementHandle | None:
    """The one line that means the country; long lists are scrolled through. `offered` is given all
    that they show meanwhile, within `patience` milliseconds at first."""
    for _ in range(_SCROLLS):
        texts, news = await listed.texts(patience)
        offered += texts
        index = choice.index([("", text) for text in texts])
        if index is not None:
            return await listed.line(index)
        if texts and await listed.scroll():
            patience = 500
        elif not news:
            return None
    await listed.unfinished()
    return None


async def pick(handle: ElementHandle, label: str | None, permits: Permits) -> bool:
    """Pick a radio button or a box, or of a select the option `label`; whether it is picked.

    Raises `Forbidden`, and `ActFailed` when it is gone.
    """
    await guard(handle, permits)
    if label is not None:
        await attempt(handle.select_option(label=label, timeout=5000))
        return True
    # A radio button is often drawn by its label and itself invisible.
    act = "e => { if (!e.checked && e.getAttribute('aria-checked') !== 'true') e.click(); }"
    await attempt(handle.evaluate(act))
    picked = "e => e.checked === true || e.getAttribute('aria-checked') === 'true'"
    return bool(await attempt(handle.evaluate(picked)))
