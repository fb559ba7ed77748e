// The form: fields that come late, are replaced, or are kept by the page's own state.
import { alertBox, byId, onPress, parts, post, setDisabled, wiringOf } from "./page.js";
import { closeDialog, goOn } from "./dialog.js";
import { wireCountry } from "./country.js";

export function wireForm(config) {
  const state = new Map(); // posted name -> value, changed by input events only
  let wiring = null;
  let round = 0;
  let appeared = false;

  const control = (field) => byId(field.id);
  const typed = () => wiring.fields.filter((f) => ["line", "email", "box"].includes(f.kind));

  function render() {
    const mount = byId(config.mount);
    mount.innerHTML = config.react ? otherIds(byId(config.template).innerHTML, round) : byId(config.template).innerHTML;
    wiring = wiringOf(mount);
    for (const field of wiring.fields) wireField(field);
    const send = byId(wiring.send);
    onPress(send, submit);
    changed();
  }

  // A remounted component has ids of its own.
  function otherIds(html, shift) {
    return html.replace(/:r([0-9a-z]+):/g, (_, n) => `:r${(parseInt(n, 36) + shift * 100).toString(36)}:`);
  }

  // As the real pages do while others are filled: once, so that a second answer stays.
  let unpicks = config.unpicks;
  function unpick() {
    const picked = unpicks ? byId(config.form).querySelectorAll("input[type=radio]:checked") : [];
    for (const radio of picked) {
      unpicks = false;
      radio.checked = false;
      state.delete(radio.name);
    }
  }

  function wireField(field) {
    const element = control(field);
    if (field.kind === "country") {
      wireCountry(field, wiring.country, state, () => {
        unpick();
        changed();
        if (config.jump && filled(field)) setTimeout(() => location.replace(config.jump), config.jump_after);
      });
    } else if (field.kind === "choice") {
      for (const radio of element.querySelectorAll("input")) {
        if (radio.checked && !state.has(field.name)) state.set(field.name, radio.value);
        radio.checked = state.get(field.name) === radio.value;
        radio.addEventListener("change", () => { state.set(field.name, radio.value); changed(); });
      }
    } else if (field.kind !== "upload") {
      if (state.has(field.name)) element.value = state.get(field.name);
      else state.set(field.name, element.value);
      element.addEventListener("input", () => { state.set(field.name, element.value); unpick(); changed(); });
    }
  }

  // In the newer pages every change renders anew: a value that no input event announced is wiped.
  function changed() {
    if (!config.react) return;
    for (const field of typed()) {
      if (control(field).value !== state.get(field.name)) control(field).value = state.get(field.name);
    }
    const missing = wiring.fields.some((field) => field.required && !filled(field));
    setDisabled(byId(wiring.send), missing);
  }

  const filled = (field) =>
    field.kind === "country" && wiring.country.kind !== "select"
      ? state.get(field.name + wiring.country.suffix)
      : state.get(field.name)?.trim();

  function body() {
    const data = config.react
      ? [...Object.entries(config.hidden), ...state]
      : [...new FormData(byId(config.form))];
    const upload = wiring.fields.find((field) => field.kind === "upload");
    data.push(["over", config.dialog ? "1" : "0"]);
    const pairs = data.filter(([name]) => name !== upload?.name);
    // Of pictures only their names are told: practice sends no file.
    const files = upload ? [...control(upload).files].map((file) => file.name).join(", ") : "";
    if (files) pairs.push([upload.name, files]);
    return new URLSearchParams(pairs);
  }

  async function submit() {
    clearErrors();
    if (config.react) setDisabled(byId(wiring.send), true);
    let reply;
    try {
      reply = await post(config.url, body());
    } catch {
      reply = { errors: { "": config.failed } };
    }
    changed();
    if (Object.keys(reply.errors).length) showErrors(reply.errors);
    else goOn(reply, config);
    if (reply.empties) empty();
  }

  function empty() {
    const here = typed().filter(control);
    for (const field of here) {
      state.set(field.name, "");
      control(field).value = "";
    }
    if (here.length) changed();
  }

  function clearErrors() {
    for (const box of byId(config.mount).querySelectorAll("[role=alert]")) box.remove();
    for (const element of byId(config.mount).querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  }

  function showErrors(errors) {
    closeDialog();
    for (const [meaning, text] of Object.entries(errors)) {
      const field = wiring.fields.find((one) => one.meaning === meaning);
      if (!field) {
        byId(config.mount).prepend(alertBox(text, "error page"));
        continue;
      }
      const box = alertBox(text);
      box.id = `${field.id}_error`;
      control(field).setAttribute("aria-invalid", "true");
      control(field).setAttribute("aria-describedby", box.id);
      control(field).after(box);
    }
    const first = byId(config.mount).querySelector("[aria-invalid]");
    if (first) first.focus();
  }

  function appear() {
    if (appeared) return;
    appeared = true;
    const loading = byId(config.loading);
    loading.hidden = !config.late;
    setTimeout(() => {
      loading.hidden = true;
      render();
      if (config.gates.length) hide(!answered());
      if (Object.keys(config.errors).length) showErrors(config.errors);
      if (config.rerender) setTimeout(() => { round += 1; render(); }, config.rerender);
    }, config.late);
  }

  // Older pages hold the conditional fields from the start, hidden, and list them when they send.
  function hide(hidden) {
    byId(config.mount).hidden = hidden;
    const listed = byId(config.form).querySelector("[name=support_form_hidden_fields]");
    if (!listed || !wiring) return;
    const names = hidden ? wiring.fields.map((field) => [field.name, 1]) : [];
    listed.value = JSON.stringify({ ...config.hidden_fields, ...Object.fromEntries(names) });
  }

  const right = (gate) => gate.answers.map(byId).find((radio) => radio.value === gate.right);
  const answered = () => config.gates.every((gate) => right(gate).checked);

  // Each question is shown after the right answer to the one before, the fields after the last.
  function asked() {
    let open = true;
    for (const gate of config.gates) {
      const other = gate.answers.map(byId).some((radio) => radio.checked && radio.value !== gate.right);
      byId(gate.part).hidden = !open;
      byId(gate.note).hidden = !open || !other;
      open = open && right(gate).checked;
    }
    if (open) appear();
    hide(!open);
  }

  function wireGate(gate) {
    for (const radio of gate.answers.map(byId)) {
      radio.addEventListener("change", () => {
        state.set(gate.name, radio.value);
        asked();
      });
    }
  }

  parts.submit = () => wiring && byId(wiring.send);
  parts.form_errors = showErrors;
  byId(config.form).addEventListener("submit", (event) => event.preventDefault());
  config.gates.forEach(wireGate);
  if (config.gates.length) {
    parts.answer_gate = () => right(config.gates.find((gate) => !right(gate).checked) ?? config.gates.at(-1));
  }
  if (!config.gates.length || !config.react) appear();
}
