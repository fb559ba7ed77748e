"""The country, in all kinds of choice: a select, a field with suggestions, a list elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import ElementHandle, Error, JSHandle

from optout import countries
from optout.page.fields.guard import guard
from optout.page.fields.text import same_text, value_of
from optout.system.timeouts import bounded

_KIND = """element => element.matches('select') ? 'select'
  : element.matches('input, textarea') || element.isContentEditable ? 'typed' : 'opened'"""
_OPTIONS = "element => [...element.options].map(o => [o.value, o.label || o.text])"
_SHOWN = """e => ((e.matches('select') ? e.options[e.selectedIndex]?.text
  : ('value' in e && e.value) || e.innerText || e.getAttribute('aria-label')) || ''
  ).slice(0, 2000)"""

# Things that can be picked, as they stand now; links that lead away are none.
_PICKABLE = """
  const pickable = () => {
    const found = [], roots = [document];
    while (roots.length && found.length < 3000) {
      const root = roots.pop();
      for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) roots.push(e.shadowRoot);
        if (!e.matches('[role=option], [role=menuitemradio], [role=treeitem], li, ' +
            '[role=listbox] > *, [role=listbox] [tabindex]')) continue;
        if (e.querySelector('[role=option]')) continue;
        const link = e.closest('a[href]') || e.querySelector('a[href]');
        if (link && !/^(#|javascript:)/.test(link.getAttribute('href'))) continue;
        if (!e.checkVisibility({visibilityProperty: true}) || !e.getClientRects().length) continue;
        found.push(e);
      }
    }
    return found;
  };
"""
_BEFORE = "() => {" + _PICKABLE + " return new Set(pickable()); }"
# New pickable things, as soon as there are any that were not in the last answer.
_AFTER = (
    """(element, [before, known, patience]) => new Promise(resolve => {"""
    + _PICKABLE
    + """
  const texts = list => list.map(e => (e.innerText || e.textContent || '').trim().slice(0, 120));
  const look = last => {
    const elements = pickable().filter(e => !before.has(e)).slice(0, 1500), found = texts(elements);
    if (!last && (!found.length || found.join('\\n') === known)) return false;
    observer.disconnect();
    clearTimeout(timer);
    resolve({elements, texts: found});
    return true;
  };
  const observer = new MutationObserver(() => look(false));
  const timer = setTimeout(() => look(true), patience);
  if (!look(false)) {
    observer.observe(document, {subtree: true, childList: true, attributes: true,
                                characterData: true});
  }
})"""
)
_SCROLL = """(element, known) => {
  for (const e of document.querySelectorAll('[role=listbox]')) {
    let box = e;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
    if (box && box !== document.documentElement && box !== document.body) {
      const before = box.scrollTop;
      box.scrollTop += box.clientHeight;
      if (box.scrollTop !== before) return true;
    }
  }
  return false;
}"""
# The hidden twin that holds the ISO code of a field with suggestions: `…_iso2_country_code`.
_TWIN = """element => {
  const name = element.getAttribute('name') || element.id || '';
  const scope = element.form || element.closest('form') || element.getRootNode();
  for (const e of scope.querySelectorAll('input[type=hidden]')) {
    if (/iso2?_?(country|code)/i.test(e.name || e.id) &&
        (!name || (e.name || e.id).startsWith(name))) return e.value;
  }
  return null;
}"""
_PATIENCE = 2500
_SCROLLS = 60
_LIMIT = 60.0
"""Seconds for one choice: some lists are very long, or never come."""

ChoiceStatus = Literal["filled", "not_listed", "not_kept"]
Permits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of the choice, and what the page shows as chosen."""

    status: ChoiceStatus
    shown: str = ""


async def choose_country(
    handle: ElementHandle, iso: str, languages: Sequence[str], permits: Permits
) -> Chosen:
    """Choose the country `iso` and nothing else; `languages` are the page's likely ones, in order.

    Raises `Forbidden`, `TimeoutError`, or Playwright's `Error` when the field is gone.
    """
    await guard(handle, permits)
    kind = await bounded(handle.evaluate(_KIND))
    choose = {"select": _select, "typed": _type_and_pick, "opened": _open_and_pick}[str(kind)]
    chosen = await bounded(choose(handle, iso, languages, permits), _LIMIT)
    # A page that draws the field anew meanwhile has not shown its list: that proves nothing.
    if chosen.status == "not_listed" and not await bounded(handle.evaluate("e => e.isConnected")):
        return Chosen("not_kept")
    return chosen


async def still_chosen(handle: ElementHandle, shown: str) -> bool:
    """Whether the choice still shows, as one of its lines, what was read back as `shown`."""
    return any(same_text(line, shown) for line in _lines(await _shown(handle)))


async def _shown(handle: ElementHandle) -> str:
    """What the choice shows, after the page had a turn: it may set the list back."""
    await value_of(handle)
    return str(await bounded(handle.evaluate(_SHOWN))).strip()


def _lines(shown: str) -> list[str]:
    return [shown, *shown.splitlines()] if "\n" in shown else [shown]


async def _select(
    handle: ElementHandle, iso: str, languages: Sequence[str], _permits: Permits
) -> Chosen:
    options = [(str(v), str(t)) for v, t in await bounded(handle.evaluate(_OPTIONS))]
    index = _index(options, iso, languages)
    if index is None:
        return Chosen("not_listed")
    await bounded(handle.select_option(index=index, timeout=5000))
    shown = await _shown(handle)
    return Chosen("filled" if same_text(shown, options[index][1]) else "not_kept", shown)


async def _type_and_pick(
    handle: ElementHandle, iso: str, languages: Sequence[str], permits: Permits
) -> Chosen:
    for text in dict.fromkeys(n for each in languages for n in countries.all_names(iso, each)):
        before = await bounded(handle.evaluate_handle(_BEFORE))
        await guard(handle, permits)  # the page can have moved it since the name before
        await bounded(handle.fill(text, timeout=5000))
        option = await _pickable(handle, before, iso, languages)
        if option is None:
            if not same_text(await value_of(handle), text):
                return Chosen("not_kept")  # the page took it away: it may well list the country
            continue
        await bounded(option.click(timeout=5000))
        return await _verified(handle, iso)
    if await bounded(handle.evaluate(_TWIN)) is None and languages:
        return await _plain_text(handle, iso, languages[0])
    await bounded(handle.fill("", timeout=5000))
    return Chosen("not_listed")


async def _plain_text(handle: ElementHandle, iso: str, language: str) -> Chosen:
    """A field without suggestions and without a twin takes the country's name as text."""
    suggests = "e => !!e.list || e.matches('[role=combobox], [aria-autocomplete], [aria-haspopup]')"
    if await bounded(handle.evaluate(suggests)):
        listed = await _from_datalist(handle, iso, language)
        if listed is None:
            await bounded(handle.fill("", timeout=5000))
            return Chosen("not_listed")
        return listed
    await bounded(handle.fill(countries.name(iso, language), timeout=5000))
    return await _verified(handle, iso)


async def _from_datalist(handle: ElementHandle, iso: str, language: str) -> Chosen | None:
    listed = "e => e.list ? [...e.list.options].map(o => [o.value, o.label || o.value]) : []"
    options = [(str(v), str(t)) for v, t in await bounded(handle.evaluate(listed))]
    index = _index(options, iso, [language])
    if index is None:
        return None
    await bounded(handle.fill(options[index][0], timeout=5000))
    return Chosen("filled", options[index][1])


async def _open_and_pick(
    handle: ElementHandle, iso: str, languages: Sequence[str], _permits: Permits
) -> Chosen:
    before = await bounded(handle.evaluate_handle(_BEFORE))
    await bounded(handle.click(timeout=5000))
    option = await _pickable(handle, before, iso, languages)
    if option is None:
        if await bounded(handle.get_attribute("aria-expanded")) == "true":
            await bounded(handle.click(timeout=5000))
        return Chosen("not_listed")
    await bounded(option.click(timeout=5000))
    return await _verified(handle, iso)


async def _pickable(
    handle: ElementHandle, before: JSHandle, iso: str, languages: Sequence[str]
) -> ElementHandle | None:
    """The one new option that means the country; long lists are scrolled through."""
    known, patience = "", _PATIENCE
    for _ in range(_SCROLLS):
        found = await bounded(handle.evaluate_handle(_AFTER, [before, known, patience]))
        texts = [str(t) for t in await bounded(found.evaluate("f => f.texts"))]
        index = _index([("", t) for t in texts], iso, languages)
        if index is not None:
            element = await bounded(found.evaluate_handle("(f, i) => f.elements[i]", index))
            return element.as_element()
        still = "\n".join(texts) == known
        known = "\n".join(texts)
        if texts and await bounded(handle.evaluate(_SCROLL, known)):
            patience = 500
        elif still:
            return None
    return None


def _index(options: Sequence[tuple[str, str]], iso: str, languages: Sequence[str]) -> int | None:
    for language in [*languages, None]:
        index = countries.option_for(options, iso, language)
        if index is not None:
            return index
    return None


async def _verified(handle: ElementHandle, iso: str) -> Chosen:
    """Read back what the field shows, and its hidden twin where there is one."""
    try:
        shown = await _shown(handle)
        twin = await bounded(handle.evaluate(_TWIN))
    except Error:
        return Chosen("not_kept")
    if twin is not None and str(twin).upper() != iso:
        return Chosen("not_kept", shown)
    named = next((line for line in _lines(shown) if countries.matches(line, iso)), None)
    return Chosen("not_kept", shown) if named is None else Chosen("filled", named)
