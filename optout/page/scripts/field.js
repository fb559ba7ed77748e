// What one field shows.
(() => {
  // The hidden twin that holds the ISO code of a field with suggestions: `…_iso2_country_code`.
  const twin = element => {
    const name = element.getAttribute('name') || element.id || '';
    const form = element.form || element.closest('form'), hidden = 'input[type=hidden]';
    for (const e of native(form || element.getRootNode()).querySelectorAll(hidden)) {
      if (/iso2?_?(country|code)/i.test(e.name || e.id) &&
          (!name || (e.name || e.id).startsWith(name))) return e.value;
    }
    return null;
  };
  // A page can hold more than any letter: it is cut. A choice without words says what it is called.
  // Others write what they ask and what is chosen on one line, or hold the list that stands open.
  const own = e => {
    const seen = one => one.checkVisibility({visibilityProperty: true});
    const chosen = '[role=option][aria-selected=true]', other = `[role=option]:not(${chosen})`;
    if (e.matches('[role=listbox]'))
      return [...e.querySelectorAll(chosen)].map(one => one.innerText).join('\n');
    if ('value' in e && e.value) return e.value;
    if (e.isContentEditable || !e.matches('[role=combobox], [aria-haspopup]'))
      return e.innerText || '';
    const open = [...e.querySelectorAll(other)].some(seen), parts = open ? [] : [e.innerText];
    const texts = native(document).createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let i = 0; i < 300 && texts.nextNode(); i++) {
      const holder = texts.currentNode.parentElement;
      if (seen(holder) && !(open && holder.closest('[role=listbox], [role=option]')))
        parts.push(texts.currentNode.data.trim());
    }
    return parts.filter(Boolean).join('\n');
  };
  const shown = e => {
    if (e.matches('select')) return e.options[e.selectedIndex]?.text || '';
    if (e.matches('input, textarea')) return e.value.slice(0, 100_000);
    const named = e.isContentEditable ? '' : e.getAttribute('aria-label');
    return (own(e) || named || '').slice(0, 100_000);
  };
  // Many a list leaves its box empty, and writes what is chosen over it or beside it: on its own
  // line, in a part of the page where nothing else is filled in. What can be chosen there is not
  // chosen.
  const beside = e => {
    const seen = one => one.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
      one.getBoundingClientRect().width > 2;
    const fields = 'input:not([type=hidden]), textarea, select, [role=combobox]';
    const other = one => one !== e && !one.contains(e) && seen(one);
    const box = e.getBoundingClientRect(), middle = box.top + box.height / 2, range = new Range();
    const onLine = text => {
      const holder = text.parentElement;
      if (!/\S/.test(text.data) || !seen(holder)) return false;
      const apart = holder.closest('label, button, li, [role=button], [role=listbox], ' +
        '[role=option]');
      if (apart && !apart.contains(e)) return false;
      range.selectNodeContents(text);
      const {top, bottom} = range.getBoundingClientRect();
      return top <= middle && middle <= bottom;
    };
    let around = e.matches('select') || e.isContentEditable ? null : e.parentElement;
    for (let levels = 0; around && levels < 4; levels++, around = native(around).parentElement) {
      if ([...native(around).querySelectorAll(fields)].some(other)) break;
      const found = [];
      const texts = native(document).createTreeWalker(around, NodeFilter.SHOW_TEXT);
      for (let i = 0; i < 300 && texts.nextNode(); i++)
        if (onLine(texts.currentNode)) found.push(texts.currentNode.data.trim());
      if (found.length) return found.join('\n').slice(0, 1000);
    }
    return '';
  };
  return {twin, own, shown, beside};
})()
