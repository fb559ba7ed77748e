// A short mark of what a person would notice of this document: its controls, its text, its address.
// Two marks differ when something changed that could matter; styling and animation count only where
// they bring a field in or take it away.
(() => {
  let hash = 0, steps = 0, drawn = 0;
  // Of 25 bits: a larger number would be a new object for each character.
  const add = (text) => {
    for (let i = 0; i < text.length && i < 60000; i++) hash = (hash * 31 + text.charCodeAt(i)) & 0x1ffffff;
  };
  const seen = { visibilityProperty: true, opacityProperty: true };
  const controls = "input, select, textarea, button, dialog, iframe, [role], [contenteditable]";
  const fields = "input:not([type=hidden]), select, textarea, [contenteditable], [role=textbox], [role=combobox]";
  const page = document.documentElement, width = Math.max(page ? page.scrollWidth : 0, window.innerWidth);
  // What puts a part of the page aside, by itself or by one around it: worked out once for each.
  const parts = new Map();
  const partAside = (part, levels) => {
    if (!part || levels > 40) return "";
    if (!parts.has(part)) {
      const { getAttribute, hasAttribute, getBoundingClientRect } = Element.prototype;
      let aside = hasAttribute.call(part, "inert") || getAttribute.call(part, "aria-hidden") === "true" ? "i" : "";
      const { width, height } = getBoundingClientRect.call(part);
      const folded = (width < 2 || height < 2) && part !== document.body && getComputedStyle(part).overflowY !== "visible";
      if (!aside && folded) aside = "f";
      parts.set(part, aside || partAside(native(part).parentElement, levels + 1));
    }
    return parts.get(part);
  };
  // Whether a field is put aside, though it is drawn: a step that slides in, a part that unfolds.
  // It takes its time, and hardly a form has more than sixty.
  const aside = (field) => {
    const box = field.getBoundingClientRect();
    if (box.right + scrollX <= 1 || box.bottom + scrollY <= 1 || box.left + scrollX >= width) return "o";
    return field.inert || field.getAttribute("aria-hidden") === "true" ? "i" : partAside(native(field).parentElement, 0);
  };
  const walk = (root, depth) => {
    const all = root.querySelectorAll("*"), found = root.querySelectorAll(controls);
    const asked = new Set(root.querySelectorAll(fields));
    for (let i = 0; i < found.length && i < 60000; i++) {
      const one = found[i], shown = one.checkVisibility(seen);
      add(one.tagName + (one.matches(":disabled") ? "d" : "") + (one.readOnly ? "r" : "") + (one.checked ? "c" : "") +
        (shown ? "v" : "") +
        (one.getAttribute("aria-disabled") || "") + (one.getAttribute("aria-invalid") || "") +
        (one.getAttribute("aria-checked") || "") + (one.open ? "o" : "") + (one.name || "") +
        (shown && asked.has(one) && ++drawn <= 60 ? aside(one) : ""));
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
