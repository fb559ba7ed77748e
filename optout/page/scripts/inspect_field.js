// A choice that shows its first option without anybody having chosen it holds nothing.
(e) => {
  const select = e.matches('select');
  const chosen = select ? e.options[e.selectedIndex] : null;
  const options = select ? [...e.options].map(o => [o.value, o.label || o.text])
    : e.list ? [...e.list.options].map(o => [o.value, o.label || o.value]) : [];
  const chosenOnly = e.matches('[role=combobox], [aria-haspopup=listbox]') &&
    (e.readOnly || e.matches('[aria-readonly=true], [inputmode=none]'));
  const typed = e.matches('input, textarea') && !chosenOnly || e.isContentEditable;
  return {
    kind: select ? 'select' : typed ? 'typed' : 'opened',
    held: select ? (chosen && (chosen.defaultSelected || e.selectedIndex > 0) ? chosen.text : '')
      : field.own(e).slice(0, 100_000),
    longest: e.maxLength > 0 ? e.maxLength : null,
    suggests: !!e.list || !!e.closest('[role=combobox]') ||
      e.matches('[aria-autocomplete], [aria-haspopup]'),
    options: options.slice(0, 5000),
    isInput: e.matches('input'),
    beside: field.beside(e),
  };
}
