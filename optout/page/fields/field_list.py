"""The list of a field: what can be picked since it opened, watched in the page itself."""

from dataclasses import dataclass

from playwright.async_api import ElementHandle, JSHandle

from optout.locate.snapshot import NATIVE
from optout.system.attempt import attempt

# Things that can be picked, as they stand now; links that lead away are none. A field's list may
# only be there to be read out: then what is seen stands around it.
_PICKABLE = (
    NATIVE
    + """
  const hasText = e => [...e.childNodes].some(node => node.nodeType === 3 && /\\S/.test(node.data));
  const lines = (within, but) => [...within.querySelectorAll('*')].slice(0, 3000).filter(e =>
    !but.contains(e) && !e.closest('button, a, label, [role=button]') &&
    e.getClientRects().length && hasText(e));
  const drawn = () => {
    const named = element.getAttribute('aria-controls') || element.getAttribute('aria-owns');
    const list = named && native(element.getRootNode()).getElementById?.(named);
    if (!list?.matches('[role=listbox]') || list.clientHeight > 2) return [];
    let around = list.parentElement;
    for (let i = 0; i < 2 && around && around.clientHeight <= 2; i++) around = around.parentElement;
    if (!around?.clientHeight || around.contains(element)) return [];
    return lines(around, list);
  };
  const around = () => {
    const alone = within => [...within.querySelectorAll('input, select, textarea')].every(e =>
      e === element || e.type === 'hidden' || e.getBoundingClientRect().width < 3);
    let at = element, up = element.parentElement;
    for (let i = 0; i < 3 && up && alone(up); i++) { at = up; up = at.parentElement; }
    return at === element ? [] : lines(at, element);
  };
  // What is there to be read out only: nothing in it can be clicked.
  const isRead = list => list && list.clientHeight <= 2 && list.getClientRects().length > 0 &&
    getComputedStyle(list).overflowY !== 'visible';
  const pickable = () => {
    const found = [], roots = [document];
    while (roots.length && found.length < 3000) {
      const root = roots.pop();
      for (const e of native(root).querySelectorAll('*')) {
        if (e.shadowRoot) roots.push(e.shadowRoot);
        if (!e.matches('[role=option], [role=menuitemradio], [role=treeitem], li, ' +
            '[role=listbox] > *, [role=listbox] [tabindex]')) continue;
        if (e.querySelector('[role=option]') || isRead(e.closest('[role=listbox]'))) continue;
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
)
# What is pickable already is not the field's list. A list closes when the cursor leaves its field,
# and then says nothing of what it holds: `left` notes that it did, or that the person does
# something elsewhere in the page. Events that a script made are not the person's.
_WATCH = (
    "element => {"
    + _PICKABLE
    + """
  const watch = {before: new Set(pickable().concat(around())), elements: [], known: '', left: false,
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
    const active = native(element.getRootNode()).activeElement;
    const on = !watch.left && active && active !== native(document).body ? active : element;
    on.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', code: 'Escape', keyCode: 27,
      bubbles: true, cancelable: true}));
  };
  // A list without any mark-up is told by what appears beside its field.
  watch.fresh = () => {
    const fresh = list => list.filter(e => !watch.before.has(e)).slice(0, 1500);
    const found = fresh(pickable());
    return found.length ? found : fresh(around());
  };
  const own = node => element.contains(node) || !!node.closest?.('[role=listbox]') ||
    watch.elements.some(e => e.contains(node));
  const note = node => { if (!node || !own(node)) { watch.left = true; watch.news(); } };
  element.addEventListener('input', () => { watch.typed = performance.now(); }, {signal});
  if (element.matches('input, textarea') || element.isContentEditable)
    element.addEventListener('blur', event => note(event.relatedTarget), {signal});
  for (const kind of ['pointerdown', 'keydown', 'input'])
    native(document).addEventListener(kind, event =>
      event.isTrusted && note(event.composedPath()[0]), {capture: true, signal});
  return watch;
}"""
)
# The texts of what has become pickable, as soon as they differ from the last answer, and whether
# they do.
_LISTED = """(watch, patience) => new Promise(resolve => {
  let timer, waits = false;
  const texts = list => list.map(e => (e.innerText || e.textContent || '').trim().slice(0, 120));
  const look = last => {
    const elements = watch.fresh(), found = texts(elements), joined = found.join('\\n');
    const same = joined === watch.known;
    if (!last && (!found.length || same)) return false;
    Object.assign(watch, {elements, known: joined, news: () => {}});
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
_SCROLL = (
    "async watch => {"
    + NATIVE
    + "const doc = native(document);"
    + """
  const frame = () => new Promise(resolve => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 50);
  });
  const drawn = async ({left, top, width, height}) => {
    for (let i = 0; i < 20; i++) {
      await frame();
      const hit = doc.elementFromPoint(left + width / 2, top + height / 2);
      const line = e => e.contains(hit) || hit.contains(e) && hit.clientHeight < height / 2;
      if (i > 1 && (!hit || watch.fresh().some(line))) return;
    }
  };
  for (const e of [...doc.querySelectorAll('[role=listbox]'), ...watch.elements.slice(-1)]) {
    let box = e;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = native(box).parentElement;
    if (box && box !== doc.documentElement && box !== doc.body) {
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
)
_UNDISTURBED = """(element, [watch, text]) => element.isConnected && !watch.left &&
  (text === null || (('value' in element ? element.value : element.innerText) || '').trim() ===
    text.trim())"""
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
_CLOSES = (
    f"element => {{ {NATIVE}"
    + """
  const {left, top, width, height} = element.getBoundingClientRect();
  const hit = native(element.getRootNode()).elementFromPoint(left + width / 2, top + height / 2);
  return element.matches('[aria-expanded=true]') && element.contains(hit) &&
    !hit.closest('[role=option]');
}"""
)
_CLOSED = """(element, watch) =>
  element.getAttribute('aria-expanded') === 'false' && watch.fresh().length === 0"""
_PAINTED = """watch => new Promise(resolve => {
  setTimeout(() => resolve(false), 500);
  requestAnimationFrame(() => resolve(watch.painted));
})"""


@dataclass(frozen=True, slots=True)
class FieldList:
    """What a field's list shows. All of it raises `ActFailed` when the field is gone."""

    _element: ElementHandle
    _watch: JSHandle

    async def texts(self, patience: int) -> tuple[list[str], bool]:
        """The texts of what can be picked, and whether they differ from the last answer.

        They are waited for `patience` milliseconds.
        """
        texts, news = await attempt(self._watch.evaluate(_LISTED, patience))
        return [str(text) for text in texts], bool(news)

    async def line(self, index: int) -> ElementHandle | None:
        """What can be picked at that place among the last texts."""
        handle = await attempt(self._watch.evaluate_handle("(w, i) => w.elements[i]", index))
        return handle.as_element()

    async def scroll(self) -> bool:
        """Show more of a long list; whether there was more."""
        return bool(await attempt(self._watch.evaluate(_SCROLL)))

    async def shown(self) -> bool:
        """Something could be picked at the last look."""
        return bool(await attempt(self._watch.evaluate("watch => watch.elements.length > 0")))

    async def closed(self) -> bool:
        """Nothing can be picked now, and the field says that its list is closed."""
        return bool(await attempt(self._element.evaluate(_CLOSED, self._watch)))

    async def undisturbed(self, text: str | None) -> bool:
        """The cursor stayed, nobody did anything else, and the field holds `text`, if any
        was typed: so that what is not listed is not on offer."""
        return bool(await attempt(self._element.evaluate(_UNDISTURBED, [self._watch, text])))

    async def unfinished(self) -> None:
        """Note that its end was not seen."""
        await attempt(self._watch.evaluate("watch => { watch.left = true; }"))

    async def painted(self) -> bool:
        """The tab was painted since the field is watched."""
        return bool(await attempt(self._watch.evaluate(_PAINTED)))

    async def end(self, *, picked: bool) -> bool:
        """Watch no more, and let the list close; whether it stands open still, and a click on the
        field closes it."""
        await attempt(self._watch.evaluate(_END, picked))
        return not picked and bool(await attempt(self._element.evaluate(_CLOSES)))


async def field_list(element: ElementHandle) -> FieldList:
    """The list of `element`, watched from now on: what can be picked already is not of it."""
    return FieldList(element, await attempt(element.evaluate_handle(_WATCH)))
