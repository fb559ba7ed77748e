// Resolves at the next change of this document or of any open shadow root in it.
() => new Promise((resolve) => {
  const observer = new MutationObserver(() => { observer.disconnect(); resolve(true); });
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  const watch = (root, depth) => {
    observer.observe(root, what);
    if (depth > 20) return;
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) watch(one.shadowRoot, depth + 1);
  };
  watch(document, 0);
  document.addEventListener("change", () => { observer.disconnect(); resolve(true); }, { capture: true, once: true });
})
