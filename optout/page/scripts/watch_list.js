// What is pickable already is not the field's list. A list closes when the cursor leaves its field,
// and then says nothing of what it holds: `left` notes that it did, or that the person does
// something elsewhere in the page. Events that a script made are not the person's.
(element) => {
  const {around, pickable} = pickables(element);
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
}
