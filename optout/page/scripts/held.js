// What the fields hold. A framework can drop a value at its next render. In a background tab no
// frame is painted, hence the timer. A page may take a text only once the cursor has `left` its box.
(_first, [elements, left]) => new Promise(resolve => {
  for (const e of left ? elements : []) {
    const text = e.matches('textarea') || e.isContentEditable;
    if (text && native(e.getRootNode()).activeElement === e) HTMLElement.prototype.blur.call(e);
  }
  const {twin, own, shown, beside} = field;
  const stateOf = e => [e.isConnected, shown(e), twin(e), own(e).trim() ? '' : beside(e)];
  const read = () => resolve(elements.map(stateOf));
  setTimeout(read, 50);
  requestAnimationFrame(() => requestAnimationFrame(read));
})
