// A short mark of what a person would notice of this document: its controls, its text, its address.
// Two marks differ when something changed that could matter; styling and animation do not count.
(() => {
  let hash = 0, steps = 0;
  // Of 25 bits: a larger number would be a new object for each character.
  const add = (text) => {
    for (let i = 0; i < text.length && i < 60000; i++) hash = (hash * 31 + text.charCodeAt(i)) & 0x1ffffff;
  };
  const seen = { visibilityProperty: true, opacityProperty: true };
  const controls = "input, select, textarea, button, dialog, iframe, [role], [contenteditable]";
  const walk = (root, depth) => {
    const all = root.querySelectorAll("*"), told = root.querySelectorAll(controls);
    for (let i = 0; i < told.length && i < 60000; i++) {
      const one = told[i];
      add(one.tagName + (one.disabled ? "d" : "") + (one.readOnly ? "r" : "") + (one.checked ? "c" : "") +
        (one.checkVisibility(seen) ? "v" : "") +
        (one.getAttribute("aria-disabled") || "") + (one.getAttribute("aria-invalid") || "") +
        (one.getAttribute("aria-checked") || "") + (one.open ? "o" : "") + (one.name || ""));
    }
    for (let i = 0; i < all.length && ++steps <= 60000; i++) {
      const inside = all[i].shadowRoot;
      if (inside && depth < 20) { add(inside.textContent || ""); walk(inside, depth + 1); }
    }
  };
  walk(document, 0);
  add(String(document.title));
  add(document.body ? document.body.innerText : "");
  add(location.href);
  return String(hash);
})
