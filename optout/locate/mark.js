// A short mark of what a person would notice of this document: its controls, its text, its address.
// Two marks differ when something changed that could matter; styling and animation do not count.
(() => {
  let hash = 0, steps = 0;
  const add = (text) => {
    for (let i = 0; i < text.length && i < 60000; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  };
  const controls = "input, select, textarea, button, dialog, iframe, [role], [contenteditable]";
  const walk = (root, depth) => {
    for (const one of root.querySelectorAll("*")) {
      if (++steps > 60000) return;
      if (one.shadowRoot && depth < 20) { add(one.shadowRoot.textContent || ""); walk(one.shadowRoot, depth + 1); }
      if (!one.matches(controls)) continue;
      add(one.tagName + (one.disabled ? "d" : "") + (one.readOnly ? "r" : "") + (one.checked ? "c" : "") +
        (one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ? "v" : "") +
        (one.getAttribute("aria-disabled") || "") + (one.getAttribute("aria-invalid") || "") +
        (one.getAttribute("aria-checked") || "") + (one.open ? "o" : "") + (one.name || ""));
    }
  };
  walk(document, 0);
  add(document.title);
  add(document.body ? document.body.innerText : "");
  add(location.href);
  return String(hash);
})
