// A field's addresses, and whether a password is near it.
// What is asked of a form or a document is asked of its `native` one. A part of a component is its
// host's form's, and what is put into a slot the form's around the slot: each of them may send it.
// First the document's own address: `location` cannot be redefined by the page.
// Then where the field's forms would send it, by themselves or by one of their buttons, which may
// stand outside. Last, whether a password is near: neither a form or dialog around the field, nor
// what belongs to its forms from elsewhere, nor a shadow root in them may hold one.
(element) => {
  const all = (root, selector) => [...native(root).querySelectorAll(selector)];
  const path = [], forms = new Set();
  for (let node = element; node;) {
    path.push(node);
    if (node instanceof HTMLFormElement) forms.add(node);
    const own = native(node), root = native(own.getRootNode());
    const named = node instanceof Element && own.getAttribute('form');
    const form = named ? root.getElementById(named) : own.form;
    if (form instanceof HTMLFormElement) forms.add(form);
    node = own.assignedSlot || own.parentNode || (node instanceof ShadowRoot ? own.host : null);
  }
  const sendsTo = form => {
    const buttons = all(native(form).getRootNode(), '[formaction]');
    const own = buttons.filter(b => b === element || native(b).form === form);
    const named = [native(form).getAttribute('action'), ...own.map(b => native(b).getAttribute(
      'formaction'))];
    const whole = to => {
      try { return new URL(to, native(element.ownerDocument).baseURI).href; } catch { return ''; }
    };
    return named.filter(Boolean).map(whole).filter(to => !to.startsWith('javascript:'));
  };
  const password = 'input[type=password]';
  const holds = (root, depth) => all(root, password).length > 0 || (depth > 0 &&
    all(root, '*').some(e => native(e).shadowRoot && holds(e.shadowRoot, depth - 1)));
  const around = 'form, dialog, [role=dialog], [role=alertdialog]';
  const passwordNear = path.some(e => e instanceof Element && native(e).matches(around) &&
    holds(e, 5)) || [...forms].some(form => [...native(form).elements].some(e =>
    e.matches(password))) || element.matches(password);
  const addresses = [...forms].flatMap(sendsTo);
  return [[element.ownerDocument.location.href, ...addresses], passwordNear];
}
