// Things that can be picked, as they stand now; links that lead away are none. A field's list may
// only be there to be read out: then what is seen stands around it.
(element) => {
  const hasText = e => [...e.childNodes].some(node => node.nodeType === 3 && /\S/.test(node.data));
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
  return {around, pickable};
}
