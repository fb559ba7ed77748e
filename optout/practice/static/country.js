// The country: a typeahead with a hidden twin, or a combobox with its list elsewhere.
import { byId } from "./page.js";

const SHOWN = 12;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function wireCountry(field, country, state, changed) {
  const element = byId(field.id);
  const twin = field.name + country.suffix;

  const hidden = byId(country.twin);
  if (!state.has(twin)) state.set(twin, "");
  const nameOf = (code) => country.names.find(([one]) => one === code)?.[1] ?? "";
  let list = null;
  let active = -1;

  function show(text, code) {
    state.set(field.name, text);
    state.set(twin, code);
    if (hidden) hidden.value = code;
    if (country.kind === "typeahead") element.value = text;
    else {
      element.querySelector("span").textContent = text || country.placeholder;
      const posted = byId(country.text);
      if (posted) posted.value = text;
    }
  }

  function close() {
    list?.remove();
    list = null;
    active = -1;
    element.setAttribute("aria-expanded", "false");
    element.removeAttribute("aria-controls");
    element.removeAttribute("aria-activedescendant");
  }

  function pick(code) {
    show(nameOf(code), code);
    close();
    changed();
  }

  function open(names) {
    close();
    if (!names.length) return;
    list = document.createElement("ul");
    list.id = country.list;
    list.setAttribute("role", "listbox");
    if (country.label) list.setAttribute("aria-label", country.label);
    const box = element.getBoundingClientRect();
    Object.assign(list.style, { left: `${box.left + scrollX}px`, top: `${box.bottom + scrollY}px`, width: `${box.width}px` });
    names.forEach(([code, name], index) => {
      const option = document.createElement("li");
      option.id = `${country.list}_${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(code === state.get(twin)));
      option.textContent = name;
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => pick(code));
      list.append(option);
    });
    document.body.append(list);
    list.names = names;
    element.setAttribute("aria-expanded", "true");
    element.setAttribute("aria-controls", list.id);
  }

  function mark(index) {
    const options = list.children;
    options[active]?.classList.remove("active");
    active = (index + options.length) % options.length;
    options[active].classList.add("active");
    options[active].scrollIntoView({ block: "nearest" });
    element.setAttribute("aria-activedescendant", options[active].id);
  }

  function matching(text) {
    const wanted = plain(text.trim());
    if (!wanted) return [];
    const begins = country.names.filter(([, name]) => plain(name).startsWith(wanted));
    const holds = country.names.filter(([, name]) => !begins.some(([, b]) => b === name) && plain(name).includes(wanted));
    return [...begins, ...holds].slice(0, SHOWN);
  }

  function keys(event) {
    if (event.key === "Escape" && list) close();
    else if (event.key === "Tab") close();
    else if (event.key === "Enter" && list && active >= 0) pick(list.names[active][0]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!list) open(country.kind === "typeahead" ? matching(element.value) : country.names);
      if (list) mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (country.kind === "combobox") {
      if (!list && (event.key === "Enter" || event.key === " ")) open(country.names);
      else if (list && event.key.length === 1) {
        const at = country.names.findIndex(([, name]) => plain(name).startsWith(plain(event.key)));
        if (at >= 0) mark(at);
      } else return;
    } else return;
    if (event.key !== "Tab") event.preventDefault();
  }

  element.addEventListener("keydown", keys);
  element.addEventListener("blur", close);
  if (country.kind === "combobox") {
    element.addEventListener("click", () => (list ? close() : open(country.names)));
  } else {
    // Whatever is typed is not a country until one of the suggestions is picked.
    element.addEventListener("input", () => {
      state.set(field.name, element.value);
      state.set(twin, "");
      if (hidden) hidden.value = "";
      open(matching(element.value));
      changed();
    });
  }
  if (state.has(field.name)) show(state.get(field.name), state.get(twin));
  else state.set(field.name, "");
}
