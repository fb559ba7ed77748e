// Whether a person can see an element, and why not.
() => {
  const DRAWN = { visibilityProperty: true, checkVisibilityCSS: true };
  const READ = { visibilityProperty: true, opacityProperty: true };
  const shades = new Map();
  const scrolled = { x: window.scrollX, y: window.scrollY };
  const root = document.documentElement;
  const width = Math.max(root ? root.scrollWidth : 0, window.innerWidth);
  const parentOf = (el) => {
    const own = native(el);
    return own.assignedSlot || own.parentElement || native(own.getRootNode()).host || null;
  };

  // Whether an inset from both sides leaves nothing: `inset(0 100% 0 0)`, `inset(50%)`.
  const insetAway = (clip) => {
    const shape = /^inset\(([^)]*)\)/.exec(clip);
    if (!shape) return false;
    const sides = shape[1].split(" round ")[0].trim().split(/\s+/).map((one) => one.endsWith("%") ? parseFloat(one) : 0);
    const [top, right = top, bottom = top, left = right] = sides;
    return top + bottom >= 100 || right + left >= 100;
  };

  // What an element's ancestors do to it, worked out once for each ancestor.
  const shade = (el) => {
    if (!el) return { opacity: 1, why: "" };
    const known = shades.get(el);
    if (known) return known;
    const chain = [];
    let at = el, base = { opacity: 1, why: "" };
    while (at && chain.length < 300) {
      const have = shades.get(at);
      if (have) { base = have; break; }
      chain.push(at); at = parentOf(at);
    }
    for (let i = chain.length - 1; i >= 0; i--) {
      const one = chain[i];
      const style = getComputedStyle(one), { clipPath, filter, transform } = style;
      let why = base.why;
      const opacity = base.opacity * parseFloat(style.opacity || "1");
      if (!why && opacity < 0.1) why = "transparent";
      if (!why && one.inert) why = "inert";
      if (!why && one.getAttribute("aria-hidden") === "true") why = "aria-hidden";
      if (!why && clipPath !== "none" && (insetAway(clipPath) ||
          /^(circle\(0|ellipse\(0|polygon\(0(px|%)? 0(px|%)?, 0)/.test(clipPath))) why = "clipped";
      if (!why && filter !== "none" && /opacity\((0|0\.0\d*)\)/.test(filter)) why = "transparent";
      if (!why && style.position === "absolute" && /^rect\((0|1)px, (0|1)px, (0|1)px, (0|1)px\)$/.test(style.clip)) why = "clipped";
      if (!why && style.overflowX !== "visible" && style.overflowY !== "visible" &&
          style.display !== "contents" && one !== root && one !== document.body) {
        const box = one.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) why = "clipped";
      }
      if (!why && transform !== "none" && /matrix\(0, 0, 0, 0|scale\(0/.test(transform)) why = "size";
      base = { opacity, why };
      shades.set(one, base);
    }
    return base;
  };

  const hidden = (el, box) => {
    if (!el.checkVisibility(DRAWN)) return "not shown";
    const why = shade(el).why;
    if (why) return why;
    if (box.width < 3 || box.height < 3) return "size";
    if (box.right + scrolled.x <= 1 || box.bottom + scrolled.y <= 1) return "off-screen";
    if (box.left + scrolled.x >= width) return "off-screen";
    return "";
  };

  // Most often asked several times in a row of the same element.
  let asked = null, readable = true;
  const read = (el) => {
    if (el && el !== asked) {
      asked = el;
      readable = el.checkVisibility(READ);
    }
    return !el || readable;
  };

  // Whether one element hides all of a control from sight.
  const hides = (one, el, box) => {
    const over = one.getBoundingClientRect();
    if (over.left > box.left + 2 || over.right < box.right - 2 ||
        over.top > box.top + 2 || over.bottom < box.bottom - 2) return false;
    if (one.tagName === "LABEL" && one.control === el) return false;
    const { opacity, why } = shade(one);
    if (opacity < 0.9 || why) return false;
    if (/^(IMG|VIDEO|CANVAS|IFRAME|OBJECT|EMBED)$/.test(one.tagName)) return true;
    const style = getComputedStyle(one);
    const color = /^rgba\(.*, ([\d.]+)\)$/.exec(style.backgroundColor);
    return style.backgroundImage !== "none" || !color || parseFloat(color[1]) > 0.9;
  };

  const clips = (one, x, y) => {
    const box = one.getBoundingClientRect();
    return (x < box.left || x > box.right || y < box.top || y > box.bottom) &&
      getComputedStyle(one).overflow !== "visible";
  };

  // Something lies over it: as the window shows it, or by its place where the window does not.
  // What stays in the window while the page scrolls counts only where it fills the window.
  const covered = (el, box) => {
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) return laidOver(el, box);
    let hit = document.elementFromPoint(x, y);
    while (hit && hit.shadowRoot) {
      const deeper = hit.shadowRoot.elementFromPoint(x, y);
      if (!deeper || deeper === hit) break;
      hit = deeper;
    }
    if (!hit || el.contains(hit)) return laidOver(el, box);
    const own = new Set();
    for (let at = el; at && own.size < 300; at = parentOf(at)) own.add(at);
    let hidden = false;
    for (let at = hit; at && !own.has(at); at = parentOf(at)) {
      const style = getComputedStyle(at);
      if (style.position === "sticky") return false;
      if (style.position === "fixed") {
        const over = at.getBoundingClientRect();
        return over.width * over.height > 0.5 * window.innerWidth * window.innerHeight;
      }
      hidden = hidden || hides(at, el, box);
    }
    return hidden ? ![...own].some((one) => one !== el && clips(one, x, y)) : laidOver(el, box);
  };

  const laidOver = (el, box) => {
    if (el.tagName === "SELECT") return false;  // often drawn anew by something laid over it
    let at = el;
    for (let levels = 0; levels < 4 && at; levels++) {
      let one = at.nextElementSibling;
      for (let seen = 0; one && seen < 12; seen++, one = one.nextElementSibling) {
        const over = one.getBoundingClientRect();
        if (over.top > box.top + 2 || over.bottom < box.bottom - 2) continue;
        if (getComputedStyle(one).position === "absolute" && hides(one, el, box)) return true;
      }
      at = parentOf(at);
    }
    return false;
  };

  return { shade, hidden, read, covered, scrolled };
}
