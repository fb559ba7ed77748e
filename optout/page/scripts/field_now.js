(e, [watch, isChoice]) => {
  const option = e.tagName === 'SELECT' ? e.options[e.selectedIndex] : null;
  const text = option ? (e.value ? option.text : '')
    : (isChoice && !field.own(e).trim() ? field.beside(e) : '') || field.shown(e);
  return [e.isConnected, !!(watch && watch.touched), text.slice(0, 100_000), !!option];
}
