// One look at a frame: every control a person could meet, and the text around them.
// Runs in the page, so it is bounded in everything, and what it returns is checked again outside.
// Returns {elements, json}: the elements by index, and what is known of them as one string.
(limits, { mark, names, sight }) => {
  const { cut, attr, SKIPPED, WITHIN, LINED, isLine, textOf, byIds, nameOf, sharedName, columnOf, buttonName, optionsOf } =
    names(limits);
  const { shade, hidden, read, covered, scrolled } = sight();
  const controls = [], elements = [], blocks = [], places = [], dialogs = [], searching = [], linked = [];
  const formIndex = new Map(), dialogIndex = new Map();
  const ends = performance.now() + limits.milliseconds;
  const root = document.documentElement;
  let truncated = false, visited = 0, spent = 0, buttons = 0, clusters = 0;

  const TEXTS = new Set(["text", "email", "tel", "number", "search", "url", "password", "date",
    "month", "week", "time", "datetime-local", "color", "range", "file"]);

  const FILLED = new Set(["text", "textarea", "typeahead", "select", "combobox", "contenteditable"]);

  const formOf = (el) => {
    let form = null;
    for (let at = el; at && !form; at = native(at.getRootNode()).host) {  // a part of a component is its form's
      form = at.form || at.closest("form, [role=form]") || null;
    }
    if (!form) return -1;
    if (!formIndex.has(form)) {
      formIndex.set(form, searching.length);
      searching.push(!!form.closest("[role=search], search"));
    }
    return formIndex.get(form);
  };

  // A box that opens a list and takes no text: nothing is to be typed where no keyboard is to be shown.
  const untyped = (el) => el.readOnly || el.matches("[aria-readonly=true], [inputmode=none]");
  const chosenOnly = (el) => el.matches("[role=combobox], [aria-haspopup=listbox]") && untyped(el);

  // The body of a document that the page itself has written into a frame to be typed into: an editor.
  // One that is opened anew to be written has the address of the page.
  const editorIn = (frame) => {
    const written = frame.contentDocument;
    const addresses = ["about:blank", "about:srcdoc", document.URL];
    if (!written || !written.body || !addresses.includes(written.URL)) return null;
    return written.body.isContentEditable || written.designMode === "on" ? written.body : null;
  };

  // What is typed into in a choice: one box that is seen, and takes text.
  const typedIn = (choice) => {
    const fields = choice.tagName === "INPUT" ? [] : [...choice.querySelectorAll("input:not([type=hidden])")];
    const seen = fields.filter((one) => !hidden(one, one.getBoundingClientRect()) && !untyped(one));
    return seen.length === 1 && ["text", "search"].includes(seen[0].type) ? seen[0] : null;
  };

  const PICKED = "[role=option][aria-selected=true], [role=option][aria-checked=true]";

  // What is drawn in the place of a list that the page hides, and the list that it stands for.
  const drawnFor = new Map();

  // Most elements have no attribute at all: it is asked once, and not for each.
  const roleOf = (el, attributed) => attributed ? (el.getAttribute("role") || "").toLowerCase() : "";

  const kindOf = (el) => {
    const tag = el.tagName, attributed = el.hasAttributes(), role = roleOf(el, attributed);
    if (drawnFor.has(el) && tag !== "INPUT") return "combobox";
    if (tag === "INPUT") {
      const type = el.type;
      if (type === "hidden") return "hidden";
      if (type === "checkbox" || type === "radio") return type;
      if (type === "submit" || type === "button" || type === "image" || type === "reset") return "button";
      if (chosenOnly(el)) return "combobox";
      const around = el.closest("[role=combobox]");
      if (around && around !== el && untyped(el)) return "";  // a part of that one
      if (around && typedIn(around) === el) return "typeahead";
      if (role === "combobox" || el.hasAttribute("list") || el.getAttribute("aria-autocomplete") ||
          el.getAttribute("aria-haspopup") === "listbox") return "typeahead";
      return "text";
    }
    if (tag === "TEXTAREA") return "textarea";
    if (tag === "IFRAME") return editorIn(el) ? "contenteditable" : "";
    if (tag === "SELECT") return "select";
    if (tag === "BUTTON") {
      // What the keyboard does not reach opens the list of the field beside it.
      const opens = el.getAttribute("aria-haspopup") === "listbox" && el.tabIndex >= 0;
      return role === "combobox" || opens ? "combobox" :
        role === "radio" || role === "checkbox" ? role : "button";
    }
    if (!attributed && el.parentElement) return "";
    if (el.isContentEditable && !(el.parentElement && el.parentElement.isContentEditable)) return "contenteditable";
    // One around the box that is typed into is that box's.
    if (role === "combobox" && typedIn(el)) return "";
    if (role === "combobox" || role === "listbox") {
      // One that opens in its own place is a combobox by another name.
      if (role === "combobox" || el.hasAttribute("aria-expanded")) return "combobox";
      return el.closest("[role=combobox]") ? "" : "listbox";
    }
    if (el.getAttribute("aria-haspopup") === "listbox" && role === "button") return "combobox";
    if (role === "button" || role === "radio" || role === "checkbox") return role;
    if (tag === "A" && el.hasAttribute("href")) return "link";
    return "";
  };

  const place = { region: "", dialog: -1, modal: false, alert: "", quoted: false, article: false,
    heading: 0, link: false, search: false, group: "", over: "", cluster: 0, button: false, listed: false, lang: "", row: -1 };
  let run = { text: "", node: null, holder: null, end: null }, before = [], after = [], last = null, lastElement = null, lastBox = null, since = 0;
  let owned = [];  // by the last field, of the text behind it
  const isOwned = (node) => owned.length > 0 && owned.some((one) => one.contains(node));

  const range = document.createRange();
  const textBox = (node) => {
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  // Whether a text stands in the last control's box, as a floating label does.
  const liesIn = (node, control) => {
    if (!node || !control || since++ > 3 || lastElement.contains(node)) return false;
    const text = textBox(node), box = lastBox;
    const middle = text.top + text.height / 2;
    if (middle < box.top - 4 || middle > box.bottom + 2) return false;
    const shared = Math.min(text.right, box.right) - Math.max(text.left, box.left);
    return text.width > 0 && shared >= 0.6 * Math.min(text.width, box.width);
  };
  let standsFor = null;  // the hidden list last met, in whose place something may be drawn
  const isShown = (text, node) => {
    const chosen = standsFor && standsFor.parentElement.contains(node) && standsFor.options[standsFor.selectedIndex];
    return !!chosen && cut(chosen.text, limits.text) === text;
  };
  const flush = () => {
    const text = cut(run.text, limits.text), { node, holder: box } = run;
    run.text = "";
    run.node = run.holder = null;
    if (!text) return;
    // What is typed into the page is none of its words, but for a prompt that names the box.
    if (box && box.isContentEditable) {
      if (last && !last.label && lastElement.textContent.length <= limits.title && liesIn(node, last)) {
        last.label = text;
        last.source = "inside";
      }
      return;
    }
    if (text.length <= limits.title && !run.place.button && box && !ENDED.test(text)) noteTitle(box);
    if (!run.place.button && after.length < 4) after.push(text);
    // A button in a box, as to clear it, does not name it, nor does what a hidden list shows in it.
    if (!run.place.button && liesIn(node, last)) {
      if (!last.label && !isShown(text, node)) { last.label = text; last.source = "inside"; }
    } else if (!isOwned(node) || !isOwned(run.end)) before.push({ text, button: run.place.button, node });
    if (before.length > 6) before.shift();
    if (blocks.length < limits.blocks && spent < limits.page) {
      const at = run.place;
      if (at.row < 0) {
        at.row = places.length;
        places.push([at.heading, at.region, at.dialog, at.alert, at.quoted, at.article, at.link, at.button, at.listed, at.lang]);
      }
      blocks.push([text, at.row]);
      spent += text.length;
    }
  };

  const INLINE = new Set([...WITHIN, "SPAN"]);
  // What somebody else says, what is crossed out, what a picture shows.
  const QUOTES = new Set(["BLOCKQUOTE", "Q", "DEL", "S", "STRIKE", "FIGURE"]);
  // An element of a drawing may be called "constructor", and a role as well.
  const REGIONS = { __proto__: null, NAV: "nav", HEADER: "header", FOOTER: "footer", ASIDE: "aside" };
  const HEADINGS = { __proto__: null, H1: 1, H2: 2, H3: 3, H4: 4, H5: 5, H6: 6 };
  const ROLES = { __proto__: null, navigation: "nav", banner: "header", contentinfo: "footer", complementary: "aside" };

  // Rows or entries that each say several things, as a list of cases does, an entry alone among them;
  // or names of a few words, as the steps of a form: what stands there tells nothing of now.
  const NAMED = 60, ENDED = /[.!?:;。！？：；؟]$/;
  const lists = new Map();
  const isListed = (el) => {
    const list = el.parentElement;
    if (!list) return false;
    if (!lists.has(list)) {
      const like = [...list.children].slice(0, 50).filter((one) => one.tagName === el.tagName);
      const named = (text) => text.length <= NAMED && !ENDED.test(text);
      lists.set(list, (like.length > 1 || el.tagName === "LI") && like.every((one) => one.childElementCount > 1) ||
        like.length > 1 && el.tagName === "LI" && like.every((one) => named(one.textContent.trim())));
    }
    return lists.get(list);
  };
  const steps = new Set();
  for (const step of [...document.querySelectorAll("[aria-current=step]")].slice(0, 20)) {
    const row = (step.closest("li") || step).parentElement;
    for (const one of row ? [...row.children].slice(0, 50) : []) steps.add(one);
  }

  // The legends and headings over a control, the page's own heading left out. A heading is over the
  // nearest part of the page around it that has a field, up to the next one of its level; one with
  // a choice of answers below it asks a question, and is over no more than that.
  const FIELDS = "input:not([type=hidden]), select, textarea, [contenteditable]";
  const headings = [];
  // The title of a part of the page that no mark-up tells: it is first in what holds some of the
  // fields, or is larger or bolder than what is around it. The larger it is, the more it is over.
  let titles = 0, all = 0;
  const noteTitle = (text) => {
    const labelled = "label, legend, a, button, th, td, h1, h2, h3, h4, h5, h6, [role=heading]";
    if (titles >= limits.titles || text.closest(labelled)) return;
    titles++;
    all = all || document.querySelectorAll(FIELDS).length;
    let el = text, around = el.parentElement, fields = 0;
    const step = () => { el = around; around = native(el).parentElement; };
    while (around && INLINE.has(el.tagName)) step();
    if (!around || el.querySelector(FIELDS)) return;
    const plain = getComputedStyle(around), style = getComputedStyle(text);
    while (around && !(fields = around.querySelectorAll(FIELDS).length) && !el.previousElementSibling) step();
    const drawn = parseFloat(style.fontSize) > 1.1 * parseFloat(plain.fontSize) || style.fontWeight - plain.fontWeight > 150;
    const part = fields > 1 && fields < all && !el.previousElementSibling;
    if (part || (drawn && last)) headings.push({ el: text, level: 100 - parseFloat(style.fontSize) });
  };
  const over = (heading, el) => {
    if (!heading.part) {
      let part = heading.el.parentElement;
      // A form's field can be called `parentElement`, and lead around in a circle.
      for (let steps = 0; steps < 40 && part && !part.querySelector(FIELDS); steps++) part = part.parentElement;
      heading.part = part;
    }
    return !!heading.part && heading.part.contains(el);
  };
  const above = (el, kind, legends) => {
    if (kind === "button" || kind === "hidden") return "";
    let titled = "", level = Infinity;
    const joined = (first, second) => first && second ? `${first} · ${second}` : first || second;
    for (let i = headings.length - 1; i >= 0 && i >= headings.length - 12; i--) {
      const heading = headings[i];
      if (heading.level >= level || !over(heading, el)) continue;
      level = heading.level;
      if (heading.asks === undefined) heading.asks = kind === "radio";
      if (heading.text === undefined) heading.text = textOf(heading.el);
      if (level > 1 && !heading.asks) titled = joined(heading.text, titled);
    }
    return cut(joined(legends, titled), limits.text);
  };

  // What covers the window from behind a dialog, be it around it or beside it.
  const veiled = () => [[8, innerHeight / 2], [innerWidth - 8, innerHeight / 2]].some(([x, y]) => {
    for (let at = document.elementFromPoint(x, y); at && at !== document.body; at = native(at).parentElement) {
      const { width, height } = at.getBoundingClientRect();
      const over = width > innerWidth * 0.9 && height > innerHeight * 0.9;
      if (over && getComputedStyle(at).position === "fixed") return true;
    }
    return false;
  });
  // A chat or a hint that floats in a corner leaves the page as it is. What still moves may end anywhere.
  const inCorner = (el, box) => {
    const amid = (start, end, size) => start <= size / 2 && end >= size / 2;
    if (amid(box.top, box.bottom, innerHeight) && amid(box.left, box.right, innerWidth)) return false;
    if (box.height > innerHeight * 0.6 && box.bottom > innerHeight - 2) return false;
    const moves = (one) => !!one && !!one.getAnimations && one.getAnimations().length > 0;
    return !moves(el) && !moves(el.parentElement) && !veiled();
  };

  // What changes where one stands, without any attribute.
  const PLACES = new Set([...Object.keys(REGIONS), ...Object.keys(HEADINGS), ...QUOTES,
    "A", "ARTICLE", "BUTTON", "FIELDSET", "LI", "SEARCH", "TR"]);
  const within = (el, at) => {
    const tag = el.tagName, attributed = el.hasAttributes();
    if (!attributed && !PLACES.has(tag) && !steps.has(el)) return at;
    const role = roleOf(el, attributed);
    const isDialog = attributed && ((tag === "DIALOG" && el.open) || role === "dialog" ||
      role === "alertdialog" || el.getAttribute("aria-modal") === "true");
    const live = attributed ? (el.getAttribute("aria-live") || "").toLowerCase() : "";
    const region = ROLES[role] || (REGIONS[tag] && !role ? REGIONS[tag] : "");
    const heading = HEADINGS[tag] || (role === "heading" ? +(el.getAttribute("aria-level") || 2) : 0);
    const link = tag === "A" || role === "link";
    const lang = attributed && el.lang ? cut(el.lang, 20) : at.lang;
    const group = tag === "FIELDSET" || role === "group" || role === "radiogroup";
    const changes = isDialog || lang !== at.lang || live || region || heading || group || role === "alert" || role === "status" ||
      role === "search" || tag === "SEARCH" || QUOTES.has(tag) || tag === "ARTICLE" ||
      role === "article" || role === "feed" || tag === "LI" || tag === "TR" || steps.has(el) || link || tag === "BUTTON" || role === "button";
    if (!changes) return at;
    const now = { ...at, row: -1 };
    if (isDialog && el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      const box = el.getBoundingClientRect();
      let top = false;
      try { top = el.matches(":modal"); } catch { top = false; }
      const style = getComputedStyle(el);
      const fixed = style.position === "fixed" || !!(el.parentElement && getComputedStyle(el.parentElement).position === "fixed");
      now.modal = top || el.getAttribute("aria-modal") === "true" ||
        (fixed && box.width * box.height > 0 && !inCorner(el, box));
      now.dialog = dialogs.length;
      now.region = "";
      dialogIndex.set(el, dialogs.length);
      dialogs.push({ parent: at.dialog, modal: now.modal, top, name: nameOf(el)[0],
        z: parseInt(style.zIndex, 10) || 0, why: shade(el).why });
    }
    now.lang = lang;
    if (region) now.region = region;
    if (heading) now.heading = heading;
    if (heading) headings.push({ el, level: heading });
    if (role === "alert" || live === "assertive") now.alert = "alert";
    else if (role === "status" || live === "polite") now.alert = "status";
    if (role === "search" || tag === "SEARCH") now.search = true;
    if (QUOTES.has(tag)) now.quoted = true;
    if (tag === "ARTICLE" || role === "article" || role === "feed") now.article = true;
    if (steps.has(el) || ((tag === "LI" || tag === "TR") && isListed(el))) now.listed = true;
    if (link) {
      if (!at.link && linked.length < limits.links && read(el)) linked.push([nameOf(el)[0] || textOf(el, 120), now.region, now.dialog, now.article]);
      now.link = true;
    }
    if (tag === "BUTTON" || role === "button") now.button = true;
    if (group) {
      now.cluster = ++clusters;
      const legend = tag === "FIELDSET" ? el.querySelector(":scope > legend") : null;
      const name = (legend ? textOf(legend) : "") || nameOf(el)[0];
      now.group = cut(name || at.group, limits.text);
      now.over = [at.over, name].filter(Boolean).join(" · ");
    }
    return now;
  };

  // Whether a part of the page holds one field that is seen, asked once of each part.
  const ones = new Map();
  const holdsOne = (part) => {
    if (!ones.has(part)) {
      let fields = 0;
      for (const one of part.querySelectorAll(FIELDS)) {
        if (one.checkVisibility({ visibilityProperty: true }) && ++fields > 1) break;
      }
      ones.set(part, fields === 1);
    }
    return ones.get(part);
  };
  const HEADS = "h1, h2, h3, h4, h5, h6, legend, [role=heading]";
  const UNSAID = "[role=listbox], [role=menu], [role=alert], [role=status], [aria-live], button, [role=button]";
  const isBlock = (el) => LINED.test(getComputedStyle(el).display);
  const spoken = (node) => {
    if (node.nodeType === 3) return node.data;
    const silent = node.nodeType !== 1 || SKIPPED.has(node.tagName) || node.matches(UNSAID) || !read(node);
    return silent ? "" : textOf(node, limits.text, false);
  };
  const hasLetters = (node) => /\p{L}/u.test(spoken(node));
  // What stands on one side of an element, in all of its parent or on its line there; null for a field.
  const besides = (el, way, whole) => {
    const nodes = [];
    for (let at = el[way], seen = 0; at && seen < 20; at = at[way], seen++) {
      if (at.nodeType === 1) {
        if (!whole && (at.tagName === "BR" || isBlock(at))) break;
        if (!whole && (at.matches(FIELDS) || at.querySelector(FIELDS))) return null;
        if (way === "nextSibling" && (at.matches(HEADS) || at.querySelector(HEADS))) break;
      }
      nodes.push(at);
    }
    return nodes;
  };
  // What is placed out of its row may be drawn at another.
  const liesAt = (node, part) => {
    const box = node.nodeType === 1 ? node.getBoundingClientRect() : null, around = part.getBoundingClientRect();
    const middle = box ? box.top + box.height / 2 : 0;
    return !box || !box.height || (middle >= around.top && middle <= around.bottom);
  };
  // What stands behind a field, in a row of its own where nothing stands before it: some forms label so.
  const behindOf = (el) => {
    const texts = [];
    for (let at = el, levels = 0; levels < 5; levels++) {
      const part = at.parentElement;
      const whole = !!part && holdsOne(part);
      if (!part || (!whole && isBlock(at))) return [];
      const before = besides(at, "previousSibling", whole), behind = besides(at, "nextSibling", whole);
      if (!before || !behind || before.some(hasLetters)) return [];
      texts.push(...behind.filter(hasLetters));
      if (texts.length && (!whole || isLine(part))) return texts.every((node) => liesAt(node, part)) ? texts : [];
      if (!whole || part.tagName === "FORM") return [];
      at = part;
    }
    return [];
  };
  // What of the text behind a field is about it: its row's, or what it names as its description.
  const ownOf = (el, label) => {
    const behind = label ? [] : behindOf(el);
    const follows = (one) => !read(one) || el.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const described = byIds(el, "aria-describedby").filter(follows);
    const text = label ? "" : (behind.length ? behind : described).map((one) => one.nodeType === 3 ? one.data : textOf(one, limits.text, false)).join(" ");
    return { text: cut(text, limits.text), nodes: [...behind, ...described] };
  };

  // The name of the hidden text box beside which an editor is drawn in its place; the editor's own
  // name most often tells what an editor is.
  const replaced = (el) => {
    const unseen = (one) => !!one && one.tagName === "TEXTAREA" && hidden(one, one.getBoundingClientRect());
    for (let at = el, levels = 0; levels < 6 && at && holdsOnly(at, el); levels++, at = at.parentElement) {
      const before = at.previousElementSibling, behind = at.nextElementSibling;
      for (const one of [before, behind]) {
        const [label, source, lead] = unseen(one) ? nameOf(one) : ["", "", ""];
        if (source === "label" || source === "aria-labelledby") return [label, source, lead];
      }
    }
    return ["", ""];
  };
  const holdsOnly = (part, el) => [...part.querySelectorAll(FIELDS)].every((one) =>
    one === el || el.contains(one) || !!hidden(one, one.getBoundingClientRect()));

  // Whether a list's box is seen, though what takes the cursor in it is not.
  const drawnAround = (el) => {
    let at = el.parentElement;
    for (let levels = 0; levels < 3 && at; levels++, at = at.parentElement) {
      if (at.querySelectorAll(FIELDS).length > 1 || at.querySelector("label")) return false;
      if (!hidden(at, at.getBoundingClientRect()) && textOf(at)) return true;
    }
    return false;
  };

  // Whether something is seen in the place of a hidden list: beside it, in what holds no other field
  // that takes text.
  const drawnOver = (list) => {
    const seen = (one) => !hidden(one, one.getBoundingClientRect());
    const drawn = (one) => !one.contains(list) && !one.matches("label, legend") && seen(one) && (one.matches(FIELDS) || !!textOf(one));
    for (let at = list.parentElement, levels = 0; levels < 3 && at && at.tagName !== "FORM"; levels++, at = at.parentElement) {
      if ([...at.querySelectorAll(FIELDS)].some((one) => one !== list && !untyped(one) && seen(one))) return false;
      if ([...at.children].some(drawn)) return true;
    }
    return false;
  };

  // Whether the label of a hidden text box is seen: something takes the text in its place.
  const named = (box) => [...box.labels].some((one) => !hidden(one, one.getBoundingClientRect()));

  // What opens in the place of a hidden list that has a name: in what is seen next to it, the first
  // thing that can be pressed. It has no name of its own.
  const OPENS = "[role=combobox], [aria-haspopup], button, [tabindex], a:not([href])";
  const drawnNext = (list) => {
    let at = list.nextElementSibling;
    for (let seen = 0; at && seen < 3; seen++, at = at.nextElementSibling) {
      if (hidden(at, at.getBoundingClientRect())) continue;
      const found = [at, ...at.querySelectorAll(OPENS)].find((one) => one.matches(OPENS) && !hidden(one, one.getBoundingClientRect()));
      if (found) return found.labels && found.labels.length ? null : found;
    }
    return null;
  };

  // Of the texts before a field those up to its own, where a row or a column of texts stands before
  // one of fields: what the others name comes later, and is told by where it lies.
  let others = [];
  const ownTexts = (texts, box) => {
    const lies = ({ node }) => textBox(node);
    const inRow = (one, two) => Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > Math.min(one.height, two.height) / 2;
    const inColumn = (one, two) => one.left < two.right && one.right > two.left;
    const isOver = (text) => text.bottom <= box.top + 2;
    const isAt = (text) => text.width > 0 && (inRow(text, box) || (isOver(text) && inColumn(text, box)));
    if (!texts.length) {
      const own = others.filter((text) => isAt(lies(text)));
      return own.length === 1 ? own : [];
    }
    others = [];
    // The text of a cell heads nothing.
    const inCell = ({ node }) => !!(node.nodeType === 1 ? node : node.parentElement || root).closest("td");
    if (texts.length < 2 || texts.some(inCell)) return texts;
    const places = texts.map(lies), last = places[places.length - 1];
    const apart = isOver(last) ? !inColumn(last, box) : last.top >= box.bottom - 2;
    if (!last.width || !apart) return texts;
    const beside = isOver(last) ? inRow : inColumn;
    const own = places.findLastIndex((text) => isAt(text) && beside(text, last));
    if (own < 0) return texts;
    others = texts.slice(own + 1);
    return texts.slice(0, own + 1);
  };

  // How many of the last texts before a field stand with it where no other field does, as a title and
  // its hint; or are set small below another, with that.
  const standAlone = (texts, el) => {
    const last = texts.length - 1;
    if (last < 1 || holdsOne(root)) return 0;
    const isIn = ({ node }, part) => part.contains(node);
    let part = el.parentElement;
    for (let levels = 0; levels < 6 && part && !isIn(texts[last], part); levels++) part = part.parentElement;
    if (part && part.tagName !== "FORM" && holdsOne(part) && !part.querySelector("h1, h2")) {
      return last - texts.findIndex((one) => isIn(one, part)) + 1;
    }
    const isSmall = ({ node }) => !!(node.nodeType === 1 ? node : node.parentElement || root).closest("small");
    const title = texts.findLastIndex((one) => !isSmall(one));
    return title >= 0 && title < last ? last - title + 1 : 0;
  };

  const MARKS = ["class", "data-testid", "data-test", "data-qa", "ng-model", "formcontrolname"];
  let covers = 0;
  const take = (el, kind, at) => {
    if (kind === "button" || kind === "link") {
      if (kind === "link" || buttons >= limits.buttons) return;
      buttons++;
    }
    if (kind === "hidden" && !/country|iso/i.test(el.name + el.id)) return;
    if (controls.length >= limits.controls) { truncated = true; return; }
    const type = el.tagName === "INPUT" ? el.type : (el.getAttribute("type") || "").toLowerCase();
    const form = formOf(el), attributes = el.getAttributeNames();
    const body = el.tagName === "IFRAME" && editorIn(el);
    const given = (name) => attributes.includes(name) && attr(el, name) || undefined;
    const { left, right, top, bottom, width, height } = el.getBoundingClientRect();
    const box = { left, right, top, bottom, width, height };
    let why = kind === "hidden" ? "hidden" : hidden(el, box);
    if ((kind === "radio" || kind === "checkbox") && why && why !== "not shown") {
      const label = (el.labels && el.labels[0]) || el.closest("label") || el.parentElement;
      if (label && !hidden(label, label.getBoundingClientRect())) why = "";
    }
    const overDrawn = () => el.matches("input[role=combobox][aria-expanded]") || (kind === "select" && width > 20);
    // Before anything is typed, some are as wide as their cursor.
    if ((why === "transparent" || why === "size") && overDrawn() && getComputedStyle(el).pointerEvents !== "none" && drawnAround(el)) why = "";
    if (!why && FILLED.has(kind) && covers++ < limits.covers && covered(el, box)) why = "covered";
    const pressed = kind === "button" || kind === "radio" || kind === "checkbox";
    const list = kind === "select" ? el : drawnFor.get(el);
    let [label, source, lead] = pressed ? buttonName(el, kind) : nameOf(list || el);
    if (kind === "select" && why && label) {
      const drawn = drawnNext(el);
      if (drawn) drawnFor.set(drawn, el);
    }
    if (!label && kind === "combobox") {
      const inside = el.querySelectorAll(FIELDS);
      if (inside.length === 1 && untyped(inside[0])) [label, source, lead] = nameOf(inside[0]);
    }
    // Some are only said to be called as the choice around them.
    const choiceAround = kind === "typeahead" && el.closest("[role=combobox]");
    const choice = (!label || (choiceAround && choiceAround.id && attr(el, "aria-labelledby") === choiceAround.id)) && choiceAround;
    if (choice && choice !== el) {
      [label, source, lead] = nameOf(choice);
      if (source === "aria-label" && before.length) [label, source] = ["", ""];
    }
    if (kind === "contenteditable" && source !== "aria-labelledby" && source !== "label") {
      const written = replaced(el);
      if (written[0]) [label, source, lead] = written;
    }
    if (!label && FILLED.has(kind) && (label = columnOf(el))) source = "column";
    const [options, total] = kind === "select" || kind === "typeahead" || kind === "combobox" || kind === "listbox"
      ? optionsOf(list || el) : [[], 0];
    const chosen = list ? list.options[list.selectedIndex] : null;
    const secret = type === "password";
    const value = secret || kind === "button" || kind === "hidden" && !/country|iso/i.test(el.name) ? "" :
      list ? (chosen ? chosen.text : "") :
      kind === "listbox" ? [...el.querySelectorAll(PICKED)].slice(0, 20).map((one) => textOf(one, 80)).join(" · ") :
      body ? cut(body.innerText, limits.value) :
      el.tagName !== "INPUT" && (kind === "combobox" || kind === "contenteditable") ? textOf(el, limits.value) :
      String(el.value === undefined ? "" : el.value);
    // What a button before it says is not said of a field.
    const texts = pressed ? before : before.filter((one) => !one.button);
    const nearTexts = FILLED.has(kind) && !why && !label ? ownTexts(texts, box) : texts;
    const alone = FILLED.has(kind) && !why && !label ? standAlone(nearTexts, el) : 0;
    const before5 = nearTexts.slice(-5).map((one) => one.text);
    const own = FILLED.has(kind) && !why ? ownOf(el, label) : { text: "", nodes: [] };
    const described = (name) => attributes.includes(name) ?
      cut(byIds(el, name).map((one) => textOf(one)).join(" "), limits.text) : undefined;
    // What is as with most controls goes unsaid.
    const control = {
      kind, type: cut(type, 30), role: given("role"), opens: given("aria-haspopup") || (kind === "button" && attributes.includes("aria-expanded") ? "true" : undefined), name: body ? attr(body, "name") || undefined : given("name"), id: body ? body.id || undefined : given("id"),
      autocomplete: given("autocomplete"), inputmode: given("inputmode"), pattern: given("pattern"),
      marks: cut(MARKS.map(given).filter(Boolean).join(" "), limits.text) || undefined,
      shared: source === "aria-labelledby" && FILLED.has(kind) && sharedName(el) || undefined,
      maxlength: typeof el.maxLength === "number" && el.maxLength >= 0 ? el.maxLength : undefined,
      required: el.required === true || given("aria-required") === "true" || undefined,
      readonly: kind !== "combobox" && (el.readOnly === true || given("aria-readonly") === "true") || undefined,
      disabled: el.matches(":disabled") || given("aria-disabled") === "true" || undefined,
      invalid: given("aria-invalid") === "true" || undefined,
      multiple: el.multiple === true || undefined, why: why || undefined,
      drawn: !!why && (kind === "select" && drawnOver(el) || kind === "textarea" && named(el)) || undefined,
      label: label || undefined, lead: FILLED.has(kind) && lead && lead !== label ? lead : undefined, source: source || undefined, behind: own.text || undefined,
      title: given("title"), placeholder: given("placeholder") || given("aria-placeholder"),
      described: described("aria-describedby"), error: described("aria-errormessage"),
      before: before5.length ? before5 : undefined, own: alone || undefined, after: [], group: at.group || undefined,
      above: above(el, kind, at.over) || undefined, cluster: at.cluster || undefined,
      options: options.length ? options : undefined, total: total || undefined,
      value: value.slice(0, limits.value) || undefined,
      filled: secret ? el.value !== "" : value.trim() !== "" || undefined,
      blank_option: !!chosen && (chosen.value === "" || chosen.disabled) || undefined,
      checked: el.checked === true || given("aria-checked") === "true" || given("aria-selected") === "true" || undefined,
      form: form < 0 ? undefined : form, dialog: at.dialog < 0 ? undefined : at.dialog, region: at.region || undefined,
      search: at.search || (form >= 0 && searching[form]) || undefined,
      rect: [left + scrolled.x, top + scrolled.y, width, height].map(Math.round),
    };
    controls.push(control);
    elements.push(body || el);
    if (FILLED.has(kind) && !why) { last = control; lastElement = el; lastBox = box; since = 0; owned = own.nodes; }
    if (kind !== "button" && kind !== "hidden") {
      // What stands before a hidden choice or text box asks for what is drawn in its place.
      const around = el.parentElement;
      const stands = why && (kind === "select" || kind === "textarea") && around && !hidden(around, around.getBoundingClientRect());
      if (!stands) before = [];
      if (kind === "select") standsFor = stands ? el : null;
      after = control.after;
    }
  };

  // What is said by a text, or by an element that holds a text and nothing else.
  const add = (node, text, holder, at) => {
    if (!/\S/.test(text)) { run.text += " "; return; }
    if (!read(holder)) return;
    if (!run.node) { run.node = node; run.holder = holder; }
    if (run.text.length < limits.text * 2) run.text += text.slice(0, limits.text * 2);
    run.place = at;
    run.end = node;
  };

  // The nodes still to come, each with the place it stands in; null where a line of text ends.
  const nodes = [document.documentElement], stands = [place];
  while (nodes.length) {
    const node = nodes.pop(), at = stands.pop();
    if (!node) { flush(); continue; }
    if (++visited > limits.nodes || (visited % 256 === 0 && performance.now() > ends)) { truncated = true; break; }
    const type = node.nodeType;
    if (type === 3) { add(node, node.data, node.parentElement, at); continue; }
    if (type !== 1 && type !== 11) continue;
    let now = at;
    const tag = node.tagName;
    if (type === 1) {
      if (SKIPPED.has(tag)) continue;
      const kind = kindOf(node);
      if (kind && kind !== "link") {
        if (!INLINE.has(tag)) flush(); else if (kind !== "button") flush();
        take(node, kind, at);
        if (kind === "select" || kind === "textarea" || kind === "text" || kind === "typeahead" ||
            kind === "hidden" || tag === "INPUT") continue;
      }
      const shown = read(node) || node.checkVisibility({ visibilityProperty: false });
      if (!shown && getComputedStyle(node).display !== "contents") {
        // Only controls matter in what is not shown: a hidden password, a hidden twin.
        const inside = node.querySelectorAll("input, textarea, select");
        for (let i = 0; i < Math.min(inside.length, limits.controls); i++) {
          const one = inside[i], hiddenKind = kindOf(one);
          if (hiddenKind === "hidden" || TEXTS.has(one.type) || hiddenKind === "textarea" || hiddenKind === "select") {
            const keep = before; take(one, hiddenKind, at); before = keep;
          }
        }
        continue;
      }
      now = within(node, at);
      if (isLine(node)) { flush(); nodes.push(null); stands.push(at); }
      if (tag === "BR") { run.text += " "; continue; }
      if (tag === "IMG") {
        const alt = attr(node, "alt");
        if (alt && !run.node) run.node = node;
        run.text += " " + alt + " ";
        run.place = now;
        continue;
      }
      if (!node.firstElementChild && !node.shadowRoot && tag !== "SLOT" && tag !== "FORM") {
        const text = node.textContent;
        if (text) add(node, text, node, now);
        continue;
      }
    }
    const assigned = tag === "SLOT" ? node.assignedNodes({ flatten: true }) : [];
    for (const one of assigned.reverse()) { nodes.push(one); stands.push(now); }
    if (assigned.length) continue;
    const inside = type === 1 && node.shadowRoot || node;
    for (let one = native(inside).lastChild; one; one = native(one).previousSibling) { nodes.push(one); stands.push(now); }
  }
  flush();

  const meta = document.querySelector('meta[property="og:type"]');
  const page = {
    title: cut(document.title, limits.text), lang: cut(root ? root.lang : "", 20),
    times: document.getElementsByTagName("time").length,
    type: meta ? cut(meta.getAttribute("content"), 40) : "",
    mark: mark(), truncated, places, blocks, dialogs, linked, controls,
  };
  const undo = [];
  for (const proto of [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype]) {
    const own = Object.getOwnPropertyDescriptor(proto, "toJSON");
    if (own && own.configurable) { delete proto.toJSON; undo.push([proto, own]); }
  }
  let json = "";
  try { json = JSON.stringify(page); }
  finally { for (const [proto, own] of undo) Object.defineProperty(proto, "toJSON", own); }
  return { elements, json };
}
