// Resolves when this document's mark is no longer `since` (or, without one, the mark of now): at a
// change of the document or of an open shadow root in it, once it has been calm for a moment.
([since, calm, most], { mark }) => new Promise((resolve) => {
  const first = since || mark();
  let timer = 0, waitingFrom = 0, over = false;
  const observer = new MutationObserver(() => later());
  const seen = new WeakSet();
  const watch = (root, depth) => {
    if (!seen.has(root)) {
      seen.add(root);
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      for (const end of ["change", "transitionend", "animationend"]) native(root).addEventListener(end, later, { capture: true });
    }
    for (const one of native(root).querySelectorAll("*")) {
      if (one.shadowRoot && depth < 20) watch(one.shadowRoot, depth + 1);
      else if (one.tagName.includes("-") && one.matches(":not(:defined)") && !seen.has(one)) {
        seen.add(one);
        customElements.whenDefined(one.tagName.toLowerCase()).then(later, () => {});
      }
    }
  };
  const check = () => {
    if (over) return;
    timer = 0; waitingFrom = 0;
    if (mark() === first) { watch(globalThis.document, 0); return; }
    over = true;
    observer.disconnect();
    resolve(true);
  };
  const later = () => {
    if (over) return;
    const now = performance.now();
    waitingFrom = waitingFrom || now;
    if (now - waitingFrom > most && timer) return;
    clearTimeout(timer);
    timer = setTimeout(check, calm);
  };
  watch(globalThis.document, 0);
  if (since && mark() !== since) later();
})
