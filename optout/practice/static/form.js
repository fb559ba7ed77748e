// The form: fields that are kept by the page's own state, with a question before them or none.
import { alertBox, byId, onPress, parts, post, setDisabled, wiringOf } from "./page.js";
import { closeDialog, openDialog } from "./dialog.js";
import { wireCountry } from "./country.js";

export class Form {
  constructor(config) {
    this.config = config;
    this.state = new Map(); // posted name -> value, changed by input events only
    this.wiring = null;
    this.appeared = false;
  }

  start() {
    const { config } = this;
    parts.submit = () => this.wiring && byId(this.wiring.send);
    byId(config.form).addEventListener("submit", (event) => event.preventDefault());
    config.gates.forEach((gate) => this.wireGate(gate));
    if (config.gates.length) {
      const open = () => config.gates.find((gate) => !this.right(gate).checked) ?? config.gates.at(-1);
      parts.answer_gate = () => this.right(open());
    }
    if (!config.gates.length || !config.react) this.appear();
  }

  appear() {
    if (this.appeared) return;
    this.appeared = true;
    this.show();
  }

  show() {
    this.render();
    if (this.config.gates.length) this.hide(!this.answered());
  }

  html() {
    return byId(this.config.template).innerHTML;
  }

  render() {
    const mount = byId(this.config.mount);
    mount.innerHTML = this.html();
    this.wiring = wiringOf(mount);
    for (const field of this.wiring.fields) this.wireField(field);
    onPress(byId(this.wiring.send), () => this.submit());
    this.changed();
  }

  control(field) {
    return byId(field.id);
  }

  wireField(field) {
    const { state } = this;
    const element = this.control(field);
    if (field.kind === "country") {
      wireCountry(field, this.wiring.country, state, () => this.edited(field));
    } else if (field.kind === "choice") {
      for (const radio of element.querySelectorAll("input")) {
        radio.checked = state.get(field.name) === radio.value;
        radio.addEventListener("change", () => { state.set(field.name, radio.value); this.changed(); });
      }
    } else if (field.kind !== "upload") {
      if (state.has(field.name)) element.value = state.get(field.name);
      else state.set(field.name, element.value);
      element.addEventListener("input", () => { state.set(field.name, element.value); this.edited(field); });
    }
  }

  edited() {
    this.changed();
  }

  // In the newer pages every change renders anew: a value that no input event announced is wiped.
  changed() {
    if (!this.config.react) return;
    for (const field of this.typed()) {
      const value = this.state.get(field.name);
      if (this.control(field).value !== value) this.control(field).value = value;
    }
    const missing = this.wiring.fields.some((field) => field.required && !this.filled(field));
    setDisabled(byId(this.wiring.send), missing);
  }

  typed() {
    return this.wiring.fields.filter((field) => ["line", "email", "box"].includes(field.kind));
  }

  filled(field) {
    const suffix = field.kind === "country" ? this.wiring.country.suffix : "";
    return this.state.get(field.name + suffix)?.trim();
  }

  body() {
    const data = this.config.react
      ? [...Object.entries(this.config.hidden), ...this.state]
      : [...new FormData(byId(this.config.form))];
    const upload = this.wiring.fields.find((field) => field.kind === "upload");
    const pairs = data.filter(([name]) => name !== upload?.name);
    // Of pictures only their names are told: practice sends no file.
    const files = upload ? [...this.control(upload).files].map((file) => file.name).join(", ") : "";
    if (files) pairs.push([upload.name, files]);
    return new URLSearchParams(pairs);
  }

  async submit() {
    this.clearErrors();
    if (this.config.react) setDisabled(byId(this.wiring.send), true);
    let reply;
    try {
      reply = await post(this.config.url, this.body());
    } catch {
      reply = { errors: { "": this.config.failed } };
    }
    this.changed();
    if (Object.keys(reply.errors).length) this.showErrors(reply.errors);
    else this.goOn(reply);
    if (reply.empties) this.empty();
  }

  goOn(reply) {
    openDialog(reply.fragment, this.config.react);
  }

  empty() {
    const here = this.typed().filter((field) => this.control(field));
    for (const field of here) {
      this.state.set(field.name, "");
      this.control(field).value = "";
    }
    if (here.length) this.changed();
  }

  clearErrors() {
    const mount = byId(this.config.mount);
    for (const box of mount.querySelectorAll("[role=alert]")) box.remove();
    for (const element of mount.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  }

  showErrors(errors) {
    closeDialog();
    for (const [meaning, text] of Object.entries(errors)) {
      const field = this.wiring.fields.find((one) => one.meaning === meaning);
      if (!field) {
        byId(this.config.mount).prepend(alertBox(text, "error page"));
        continue;
      }
      const box = alertBox(text);
      box.id = `${field.id}_error`;
      this.control(field).setAttribute("aria-invalid", "true");
      this.control(field).setAttribute("aria-describedby", box.id);
      this.control(field).after(box);
    }
    byId(this.config.mount).querySelector("[aria-invalid]")?.focus();
  }

  hide(hidden) {
    byId(this.config.mount).hidden = hidden;
  }

  right(gate) {
    return gate.answers.map(byId).find((radio) => radio.value === gate.right);
  }

  answered() {
    return this.config.gates.every((gate) => this.right(gate).checked);
  }

  // Each question is shown after the right answer to the one before, the fields after the last.
  asked() {
    let open = true;
    for (const gate of this.config.gates) {
      const other = gate.answers.map(byId).some((radio) => radio.checked && radio.value !== gate.right);
      byId(gate.part).hidden = !open;
      byId(gate.note).hidden = !open || !other;
      open = open && this.right(gate).checked;
    }
    if (open) this.appear();
    this.hide(!open);
  }

  wireGate(gate) {
    for (const radio of gate.answers.map(byId)) {
      radio.addEventListener("change", () => {
        this.state.set(gate.name, radio.value);
        this.asked();
      });
    }
  }
}
