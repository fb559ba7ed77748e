"""The country, in all kinds of choice: a select, a field with suggestions, a list elsewhere."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from playwright.async_api import ElementHandle, JSHandle

from optout import countries
from optout.page.fields.about import About
from optout.page.fields.guard import guard
from optout.page.fields.held import Held, held_by
from optout.page.fields.text import same_text
from optout.system.attempt import ActFailed, attempt

# Things that can be picked, as they stand now; links that lead away are none. A field's list may
# only be there to be read out: then what is seen stands around it.
_PICKABLE = """
  const drawn = () => {
    const named = element.getAttribute('aria-controls') || element.getAttribute('aria-owns');
    const list = named && element.getRootNode().getElementById?.(named);
    if (!list?.matches('[role=listbox]') || list.clientHeight > 2) return [];
    let around = list.parentElement;
    for (let i = 0; i < 2 && around && around.clientHeight <= 2; i++) around = around.parentElement;
    if (!around?.clientHeight || around.contains(element)) return [];
    const says = e => [...e.childNodes].some(node => node.nodeType === 3 && /\\S/.test(node.data));
    return [...around.querySelectorAll('*')].slice(0, 3000).filter(e => !list.contains(e) &&
      !e.closest('button, a, [role=button]') && e.getClientRects().length && says(e));
  };
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
        const box = e.getBoundingClientRect(), beyond = box.right + scrollX <= 0 ||
          box.bottom + scrollY <= 0;
        if (!e.checkVisibility({visibilityProperty: true}) || !e.getClientRects().length || beyond)
          continue;
        found.push(e);
      }
    }
    return found.concat(drawn());
  };
"""
# What is pickable already is not the field's list. A list closes when the cursor leaves its field,
# and then says nothing of what it holds: `left` notes that it did, or that the person does
# something elsewhere in the page. Events that a script made are not the person's.
_WATCH = (
    "element => {"
    + _PICKABLE
    + """
  const watch = {before: new Set(pickable()), elements: [], known: '', left: false,
    typed: 0, painted: false, news: () => {}};
  requestAnimationFrame(() => { watch.painted = true; });
  const stop = new AbortController(), {signal} = stop;
  watch.stop = () => stop.abort();
  watch.once = (kind, act) => element.addEventListener(kind, act, {once: true});
  watch.open = () => element.matches('[aria-expanded=true]') || watch.fresh().length > 0;
  watch.close = picked => {
    if (element.matches('input[aria-expanded=true]')) element.blur();
    const around = element.closest('dialog, [role=dialog], [role=alertdialog], [aria-modal=true]');
    if (picked || watch.typed || around || !watch.open()) return;
    const active = element.getRootNode().activeElement;
    const on = !watch.left && active && active !== document.body ? active : element;
    on.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', code: 'Escape', keyCode: 27,
      bubbles: true, cancelable: true}));
  };
  watch.fresh = () => pickable().filter(e => !watch.before.has(e)).slice(0, 1500);
  const own = node => element.contains(node) || !!node.closest?.('[role=listbox]') ||
    watch.elements.some(e => e.contains(node));
  const note = node => { if (!node || !own(node)) { watch.left = true; watch.news(); } };
  element.addEventListener('input', () => { watch.typed = performance.now(); }, {signal});
  if (element.matches('input, textarea') || element.isContentEditable)
    element.addEventListener('blur', event => note(event.relatedTarget), {signal});
  for (const kind of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(kind, event => event.isTrusted && note(event.composedPath()[0]),
      {capture: true, signal});
  return watch;
}"""
)
# The texts of what has become pickable, as soon as they differ from the last answer, and whether
# they do.
_LISTED = """(watch, patience) => new Promise(resolve => {
  let timer, waits = false;
  const texts = list => list.map(e => (e.innerText || e.textContent || '').trim().slice(0, 120));
  const look = last => {
    const elements = watch.fresh(), found = texts(elements), told = found.join('\\n');
    const same = told === watch.known;
    if (!last && (!found.length || same)) return false;
    Object.assign(watch, {elements, known: told, news: () => {}});
    observer.disconnect();
    clearTimeout(timer);
    resolve([found, !same]);
    return true;
  };
  const observer = new MutationObserver(() => look(false));
  const until = after => { clearTimeout(timer); timer = setTimeout(() => look(true), after); };
  watch.news = () => { if (!waits) { waits = true; until(300); } };
  if (look(false)) return;
  observer.observe(document, {subtree: true, childList: true, attributes: true,
                              characterData: true});
  until(patience);
  if (watch.left) watch.news();
})"""
# A list that draws only the lines that are seen draws them some frames after it was scrolled.
_SCROLL = """async watch => {
  const frame = () => new Promise(resolve => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 50);
  });
  const drawn = async ({left, top, width, height}) => {
    for (let i = 0; i < 20; i++) {
      await frame();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const line = e => e.contains(hit) || hit.contains(e) && hit.clientHeight < height / 2;
      if (i > 1 && (!hit || watch.fresh().some(line))) return;
    }
  };
  for (const e of [...document.querySelectorAll('[role=listbox]'), ...watch.elements.slice(-1)]) {
    let box = e;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
    if (box && box !== document.documentElement && box !== document.body) {
      const before = box.scrollTop;
      box.scrollTop += box.clientHeight;
      if (box.scrollTop !== before) {
        await drawn(box.getBoundingClientRect());
        return true;
      }
    }
  }
  return false;
}"""
_UNDISTURBED = """(element, [watch, text]) => element.isConnected && !watch.left &&
  (text === null || (('value' in element ? element.value : element.innerText) || '').trim() ===
    text.trim())"""
# What takes the cursor in a list's box may be too small to click, or lie under what is shown there.
_DRAWN = """element => {
  element.scrollIntoView({block: 'nearest', behavior: 'instant'});
  let at = element;
  for (let levels = 0; levels < 4 && at; levels++, at = at.parentElement) {
    const {left, top, width, height} = at.getBoundingClientRect();
    const hit = at.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    const large = width > 2 && height > 2, pressed = 'a, button, label, [role=button]';
    if (large && at.contains(hit) && !hit.closest(pressed)) return at;
  }
  return element;
}"""
# Many a page looks at what was typed a moment later, and opens its list again, which would then lie
# over other fields. It closes when the cursor leaves; one that was not picked from, by its key, but
# that could close a dialog around the form, too. After a pick nobody waits for that: the next field
# is filled meanwhile, and if this one is typed into once more, that is another choice.
_END = """(watch, picked) => {
  watch.stop();
  const rest = watch.elements.length ? watch.typed + 400 - performance.now() : 0;
  let again = false;
  watch.once('input', () => { again = true; });
  const closed = new Promise(resolve => setTimeout(() => {
    if (!again) watch.close(picked);
    resolve();
  }, Math.max(50, rest)));
  return picked ? null : closed;
}"""
# Whether a click closes its list: what opened over it would be picked instead.
_CLOSES = """element => {
  const {left, top, width, height} = element.getBoundingClientRect();
  const hit = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  return element.matches('[aria-expanded=true]') && element.contains(hit) &&
    !hit.closest('[role=option]');
}"""
_PAINTED = """watch => new Promise(resolve => {
  setTimeout(() => resolve(false), 500);
  requestAnimationFrame(() => resolve(watch.painted));
})"""
_PATIENCE = 2500
_SCROLLS = 60
_LIMIT = 60.0
"""Seconds for one choice: some lists are very long, or never come."""

ChoiceStatus = Literal["chosen", "not_listed", "not_kept"]
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
    about: About
    iso: str
    languages: Sequence[str]
    permits: Permits
    at_front: AtFront

    def index(self, options: Sequence[tuple[str, str]]) -> int | None:
        """Which of the options (value, text) is the country."""
        for language in [*self.languages, None]:
            index = countries.option_for(options, self.iso, language)
            if index is not None:
                return index
        return None

    async def fill(self, text: str) -> None:
        await guard(self.handle, self.permits)  # the page can have moved it meanwhile
        await attempt(self.handle.fill(text, timeout=5000))


async def choose_country(
    handle: ElementHandle,
    about: About,
    iso: str,
    languages: Sequence[str],
    permits: Permits,
    at_front: AtFront,
) -> Chosen:
    """Choose the country `iso` and nothing else; `languages` are the page's likely ones, in order.

    Whether the page keeps it, `shown_as_chosen` tells of what the field holds. `not_listed`: its
    list was seen to the end, undisturbed. Raises `Forbidden`, and `ActFailed` when the field is
    gone.
    """
    choice = _Choice(handle, about, iso, languages, permits, at_front)
    if about.kind == "select":
        return await attempt(_select(choice), _LIMIT)
    if about.options and (listed := await _from_datalist(choice)):
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
    return next((one for one in lines if countries.matches(one, iso)), "")


async def _select(choice: _Choice) -> Chosen:
    index = choice.index(choice.about.options)
    await guard(choice.handle, choice.permits)
    if index is None:
        connected = await attempt(choice.handle.evaluate("e => e.isConnected"))
        return Chosen("not_listed" if connected else "not_kept")
    await attempt(choice.handle.select_option(index=index, timeout=5000))
    return Chosen("chosen", choice.about.options[index][1])


async def _from_datalist(choice: _Choice) -> Chosen | None:
    index = choice.index(choice.about.options)
    (held,) = await held_by([choice.handle])
    # The hidden code beside a field is only set by what the page itself lets choose.
    if index is None or held is None or held.twin is not None:
        return None
    value = choice.about.options[index][0]
    await choice.fill(value)
    return Chosen("chosen", value)


async def _search(choice: _Choice) -> tuple[Chosen, bool]:
    """Look for the country in a list that the page shows; and whether the tab was painted."""
    watch = await attempt(choice.handle.evaluate_handle(_WATCH))
    chosen = Chosen("not_kept")
    try:
        act = _type_and_pick if choice.about.kind == "typed" else _open_and_pick
        chosen = await attempt(act(choice, watch), _LIMIT)
        if chosen.status != "not_listed":
            return chosen, True
        return chosen, bool(await attempt(watch.evaluate(_PAINTED)))
    finally:
        with contextlib.suppress(ActFailed):
            await attempt(watch.evaluate(_END, chosen.status == "chosen"))
            if chosen.status != "chosen" and await attempt(choice.handle.evaluate(_CLOSES)):
                async with choice.at_front():
                    await _click(choice)


async def _type_and_pick(choice: _Choice, watch: JSHandle) -> Chosen:
    names = (n for each in choice.languages for n in countries.all_names(choice.iso, each))
    for text in dict.fromkeys(names):
        await choice.fill(text)
        if option := await _pickable(choice, watch):
            return await _pick(choice, option)
        # A page that took the text away, or closed its list for another's act, may well list it.
        if not await attempt(choice.handle.evaluate(_UNDISTURBED, [watch, text])):
            return Chosen("not_kept")
    (held,) = await held_by([choice.handle])
    listed = await attempt(watch.evaluate("watch => watch.elements.length > 0"))
    suggests = choice.about.suggests or listed or held is None or held.twin is not None
    if suggests or not choice.languages:
        await choice.fill("")
        return Chosen("not_listed")
    # A field without suggestions and without a twin takes the country's name as text.
    await choice.fill(countries.name(choice.iso, choice.languages[0]))
    return Chosen("chosen")


async def _open_and_pick(choice: _Choice, watch: JSHandle) -> Chosen:
    await guard(choice.handle, choice.permits)
    async with choice.at_front():
        await _click(choice)
    if option := await _pickable(choice, watch):
        return await _pick(choice, option)
    seen = await attempt(watch.evaluate("watch => watch.elements.length > 0"))
    undisturbed = await attempt(choice.handle.evaluate(_UNDISTURBED, [watch, None]))
    return Chosen("not_listed" if seen and undisturbed else "not_kept")


async def _click(choice: _Choice) -> None:
    drawn = None
    if choice.about.is_input:
        drawn = (await attempt(choice.handle.evaluate_handle(_DRAWN))).as_element()
    await attempt((drawn or choice.handle).click(timeout=5000))


async def _pick(choice: _Choice, option: ElementHandle) -> Chosen:
    try:
        async with choice.at_front():
            await attempt(option.click(timeout=5000))
    except ActFailed:
        return Chosen("not_kept")  # the list closed meanwhile
    return Chosen("chosen")


async def _pickable(choice: _Choice, watch: JSHandle) -> ElementHandle | None:
    """The one new option that means the country; long lists are scrolled through."""
    patience = _PATIENCE
    for _ in range(_SCROLLS):
        texts, news = await attempt(watch.evaluate(_LISTED, patience))
        index = choice.index([("", str(text)) for text in texts])
        if index is not None:
            element = await attempt(watch.evaluate_handle("(w, i) => w.elements[i]", index))
            return element.as_element()
        if texts and await attempt(watch.evaluate(_SCROLL)):
            patience = 500
        elif not news:
            return None
    await attempt(watch.evaluate("watch => { watch.left = true; }"))  # its end was not seen
    return None
