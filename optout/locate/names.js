// What elements are called: their accessible name, their text, their options.
(limits) => {
  const WIDE = /\s\s|[^\S ]/;
  const cut = (text, most) => {
    if (!text || typeof text !== "string") return "";  // a form may be called "title"
    if (text.length <= most && !WIDE.test(text)) return text.trim();
    return text.slice(0, most * 4).replace(/\s+/g, " ").trim().slice(0, most);
  };
  const attr = (el, name) => cut(el.getAttribute(name), limits.text);

  const SKIPPED = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "SVG", "svg", "OPTION", "HEAD"]);
  const CONTROLS = new Set(["INPUT", "SELECT", "TEXTAREA"]);
  const LINED = /^(block|flex|grid|list-item|table|flow-root)/;
  const WITHIN = new Set(["B", "I", "EM", "STRONG", "SMALL", "SUP", "SUB", "FONT", "U", "MARK", "CODE", "ABBR",
    "BDI", "BDO", "A", "WBR", "TIME", "VAR", "S", "INS", "DEL", "Q", "CITE"]);
  // Two lines are two words, though nothing stands between their elements.
  const isLine = (el) => !WITHIN.has(el.tagName) &&
    (el.tagName !== "SPAN" || LINED.test(getComputedStyle(el).display));
  const isButton = (el) => el.tagName === "BUTTON" || el.getAttribute("role") === "button";
  // Of the text read last: its parts, and how many of them are its first line.
  let pieces = [], first = 0;
  const firstLine = () => first ? cut(pieces.slice(0, first).join(""), limits.text) : "";
  const textOf = (node, most = limits.text, buttons = true) => {
    const parts = []; let length = 0, steps = 0;
    const stack = [node];
    pieces = parts;
    first = 0;
    const endLine = () => {
      if (!first && length && parts.some((part) => /\p{L}/u.test(part))) first = parts.length;
    };
    while (stack.length && length < most && steps++ < 300) {
      const at = stack.pop();
      if (at === " ") { endLine(); parts.push(" "); }
      else if (at.nodeType === 3) {
        const given = at.data.slice(0, most * 4);
        const text = WIDE.test(given) ? given.replace(/\s+/g, " ") : given;
        if (text && text !== " ") { parts.push(text); length += text.length; }
      } else if (at.nodeType === 1 || at.nodeType === 11) {
        const tag = at.nodeType === 1 ? at.tagName : "";
        if (tag && at !== node) {
          if (SKIPPED.has(tag) || CONTROLS.has(tag) || (!buttons && isButton(at))) continue;
          if (tag === "SMALL") endLine();
          else if (isLine(at)) { endLine(); parts.push(" "); stack.push(" "); }
        }
        if (tag === "IMG") parts.push(" " + attr(at, "alt") + " ");
        if (tag === "BR") { endLine(); parts.push(" "); }
        // What a component shows in a slot stands outside it.
        const slotted = tag === "SLOT" ? at.assignedNodes({ flatten: true }).slice(0, 200) : [];
        if (slotted.length) { stack.push(...slotted.reverse()); continue; }
        const inside = at.shadowRoot || at;
        let child = inside.lastChild, seen = 0;
        while (child && seen++ < 200) { stack.push(child); child = child.previousSibling; }
      }
    }
    return cut(parts.join(""), most);
  };

  const byIds = (el, name) => {
    const named = el.getAttribute(name);
    if (!named) return [];
    const ids = named.slice(0, 500).split(/\s+/).filter(Boolean).slice(0, 8);
    const tree = el.getRootNode();
    const found = ids.map((id) => (tree.getElementById ? native(tree).getElementById(id) : null)
      || document.getElementById(id)).filter(Boolean);
    return found;
  };

  // An element's own `labels` goes through the whole page each time.
  const labelled = new Map();
  const labelsOf = (el) => {
    const tree = el.getRootNode();
    if (!labelled.has(tree)) {
      const found = new Map();
      for (const label of tree.querySelectorAll ? native(tree).querySelectorAll("label") : []) {
        // A `for` may name what the browser counts as no field: a choice or an editor made of a div.
        const of = label.control || (label.htmlFor && native(tree).getElementById(label.htmlFor));
        if (!of) continue;
        if (found.has(of)) found.get(of).push(label);
        else found.set(of, [label]);
      }
      labelled.set(tree, found);
    }
    return labelled.get(tree).get(el) || [];
  };

  // What names several fields by their ids, as "Full name" its two parts; each has more of its own.
  const naming = new Map();
  const sharedName = (el) => {
    const tree = el.getRootNode();
    if (!naming.has(tree)) {
      const times = new Map();
      for (const one of tree.querySelectorAll ? [...native(tree).querySelectorAll("[aria-labelledby]")].slice(0, 3000) : []) {
        for (const named of byIds(one, "aria-labelledby")) times.set(named, (times.get(named) || 0) + 1);
      }
      naming.set(tree, times);
    }
    const parts = byIds(el, "aria-labelledby");
    const shared = parts.filter((one) => naming.get(tree).get(one) > 1);
    return shared.length && shared.length < parts.length && shared[0] === parts[0] ? textOf(shared[0]) : "";
  };

  // What a choice shows is not what it asks, though its name may hold both.
  const CHOICE = "[role=combobox], [aria-haspopup=listbox]";
  // The name, where it comes from, and its first line where it has several.
  const nameOf = (el) => {
    const all = byIds(el, "aria-labelledby");
    if (all.length) {
      const asking = el.matches(CHOICE) ? all.filter((one) => !el.contains(one)) : [];
      const texts = (asking.length ? asking : all).map((one) => textOf(one)), named = texts.join(" ");
      if (named.trim()) return [cut(named, limits.text), "aria-labelledby", texts.length > 1 ? texts[0] : firstLine()];
    }
    const aria = attr(el, "aria-label"), labels = labelsOf(el);
    const texts = labels.slice(0, 4).map((one) => textOf(one, limits.text, isButton(el)));
    const text = texts.length === 1 ? texts[0] : cut(texts.join(" "), limits.text);
    if (text) return [aria && aria !== text ? cut(text + " · " + aria, limits.text) : text, "label",
      texts.length > 1 ? texts[0] : firstLine()];
    if (aria) return [aria, "aria-label"];
    const wrapping = el.labels ? null : el.closest("label");
    if (wrapping) { const wrapped = textOf(wrapping); if (wrapped) return [wrapped, "label", firstLine()]; }
    return ["", "", ""];
  };

  // What heads the column of a table that has fields and nothing else in its row: the row of heads
  // above it, of which a table may have several.
  const headed = new Map();
  const headsOf = (table) => {
    const isHead = (row) => row.cells.length > 0 && [...row.cells].every((one) => one.tagName === "TH");
    if (!headed.has(table)) headed.set(table, [...table.rows].filter(isHead));
    return headed.get(table);
  };
  const columnOf = (el) => {
    const cell = el.closest("td"), row = cell && cell.closest("tr"), table = row && row.closest("table");
    const head = table && headsOf(table).findLast((one) => one.rowIndex < row.rowIndex);
    if (!head || head.cells.length !== row.cells.length) return "";
    const single = [...head.cells].every((one) => one.colSpan === 1);
    const bare = [...row.cells].every((one) => one.tagName === "TD" && one.colSpan === 1 && !textOf(one));
    return single && bare ? textOf(head.cells[cell.cellIndex]) : "";
  };

  const optionsOf = (el) => {
    let list = null;
    if (el.tagName === "SELECT") list = el.options;
    else {
      const target = (el.list instanceof Element ? [el.list] : []).concat(
        byIds(el, "aria-controls"), byIds(el, "aria-owns"))[0];
      if (target) list = target.querySelectorAll("option, [role=option]");
      else if (el.getAttribute("role") === "listbox") list = el.querySelectorAll("[role=option]");
    }
    if (!list) return [[], 0];
    const options = [];
    for (let i = 0; i < Math.min(list.length, limits.options); i++) {
      const one = list[i];
      const label = one.tagName === "OPTION" ? (one.label || one.text || one.value) : textOf(one, 80);
      options.push([cut(one.value || attr(one, "data-value"), 80), cut(label, 80)]);
    }
    return [options, list.length];
  };

  const buttonName = (el, kind) => {
    const [name, source] = nameOf(el);
    if (name) return [name, source];
    if (el.tagName === "INPUT") {
      if (kind === "button") return [cut(el.value || attr(el, "alt"), limits.text), "value"];
      const next = el.nextSibling;
      const text = next ? (next.nodeType === 3 ? cut(next.data, limits.text) : textOf(next)) : "";
      return [text, text ? "text" : ""];
    }
    const text = textOf(el);
    return text ? [text, "text"] : [attr(el, "title"), "title"];
  };

  return { cut, attr, SKIPPED, WITHIN, LINED, isLine, textOf, byIds, nameOf, sharedName, columnOf, buttonName, optionsOf };
}
