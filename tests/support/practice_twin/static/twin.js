// What only the tests ask of a page; runs before main.js, which keeps what is wired here.
import "./report.js";
import { byId, onPress, parts, post, wiringOf } from "./page.js";
import { securityCheck } from "./captcha.js";
import { CodeQuestion } from "./code.js";
import { wireAll, wires } from "./dialog.js";
import { Form } from "./form.js";
import { acts, presses, ready, until } from "./person.js";
import { Portal } from "./portal.js";

const wishes = wiringOf(document.head);

// The third kind of country: its code is all that is posted.
function wireSelect(field, suffix, state, edited) {
  const element = byId(field.id);
  const keep = () => { for (const name of [field.name, field.name + suffix]) state.set(name, element.value); };
  if (state.has(field.name)) element.value = state.get(field.name + suffix);
  keep();
  element.addEventListener("change", () => { keep(); edited(); });
}

class TwinForm extends Form {
  constructor(config) {
    super(config);
    this.round = 0;
  }

  start() {
    super.start();
    parts.form_errors = (errors) => this.showErrors(errors);
  }

  // Late, and painted anew after a while.
  show() {
    const loading = document.querySelector(".loading");
    loading.hidden = !wishes.late;
    setTimeout(() => {
      loading.hidden = true;
      super.show();
      if (wishes.rerender) setTimeout(() => { this.round += 1; this.render(); }, wishes.rerender);
    }, wishes.late);
  }

  // A remounted component has ids of its own.
  html() {
    const others = (_, n) => `:r${(parseInt(n, 36) + this.round * 100).toString(36)}:`;
    return super.html().replace(/:r([0-9a-z]+):/g, others);
  }

  wireField(field) {
    if (field.meaning === "email" && wishes.email && !this.state.has(field.name)) this.state.set(field.name, wishes.email);
    if (field.kind === "country" && this.wiring.country.kind === "select") {
      wireSelect(field, this.wiring.country.suffix, this.state, () => this.edited(field));
    } else {
      super.wireField(field);
    }
  }

  edited(field) {
    super.edited(field);
    if (field.kind === "country" && wishes.jump && this.filled(field)) {
      setTimeout(() => location.replace(wishes.jump), wishes.jump_after);
    }
  }
}

class TwinPortal extends Portal {
  constructor(config) {
    super(config);
    this.templates = [...document.querySelectorAll("template[data-step]")];
    this.step = 0;
    this.unpicks = wishes.unpicks;
    if (wishes.email) this.state.set("email", wishes.email);
  }

  html() {
    return this.templates[this.step].innerHTML;
  }

  render() {
    super.render();
    const next = this.nextButton();
    if (next) onPress(next, () => { if (!this.missing()) this.show(this.step + 1); });
  }

  show(step) {
    this.step = step;
    this.render();
  }

  nextButton() {
    return byId(this.config.mount).querySelector(".next > *");
  }

  wireField(field) {
    const { country } = this.wiring;
    const element = byId(field.id);
    if (field.kind === "choice") {
      for (const radio of this.radios(field)) {
        radio.addEventListener("change", () => { this.state.set(field.name, radio.dataset.answer); this.changed(); });
      }
    } else if (field.kind === "upload") {
      element.addEventListener("change", () => {
        this.state.set(field.name, [...element.files].map((file) => file.name).join(", "));
      });
    } else if (field.kind === "country" && country.kind === "select") {
      wireSelect(field, country.suffix, this.state, () => this.edited());
    } else {
      super.wireField(field);
    }
  }

  radios(field) {
    return [...byId(field.id).querySelectorAll("[data-answer]")];
  }

  edited() {
    this.unpick();
    super.edited();
  }

  // As the real pages do while others are filled: once, so that a second answer stays.
  unpick() {
    const picked = this.fields().filter((field) => field.kind === "choice" && this.state.has(field.name));
    if (!this.unpicks || !picked.length) return;
    this.unpicks = false;
    for (const field of picked) this.state.delete(field.name);
  }

  // With chained questions what follows is shown after the right answer alone.
  changed() {
    let open = true;
    for (const field of this.wiring.fields) {
      byId(field.part).hidden = !open;
      if (this.turnsBack(field)) open = false;
    }
    if (this.wiring.code) byId(this.wiring.code.whole).hidden = !open;
    super.changed();
  }

  renderField(field) {
    super.renderField(field);
    if (field.kind !== "choice") return;
    for (const radio of this.radios(field)) radio.checked = this.state.get(field.name) === radio.dataset.answer;
  }

  wrong(field) {
    const { right } = byId(field.id).dataset;
    return right !== undefined && this.state.get(field.name) !== right;
  }

  turnsBack(field) {
    return wishes.chained && this.wrong(field);
  }

  missing() {
    const turning = this.wiring.fields.filter((field) => this.filled(field) && this.turnsBack(field));
    return super.missing() + turning.length;
  }

  // Those of all steps.
  fields() {
    return this.templates.flatMap((template) => wiringOf(template.content).fields);
  }

  async submit() {
    this.clearErrors();
    if (wishes.captcha && !(await securityCheck("captcha"))) return;
    await super.submit();
  }

  showErrors(errors) {
    const steps = this.templates.map((template) => wiringOf(template.content).fields);
    const wrong = steps.findIndex((fields) => fields.some((field) => field.meaning in errors));
    if (wrong >= 0 && wrong !== this.step) this.show(wrong);
    super.showErrors(errors);
  }

  offer() {
    super.offer();
    const current = (find) => () => (this.wiring ? find(this.wiring) : null);
    parts.next = current(() => this.nextButton());
    parts.type_code = current((wiring) => wiring.code && byId(wiring.code.box));
    parts.code_inputs = () => [parts.type_code()];
    parts.answer_gate = current((wiring) => {
      const asked = wiring.fields.filter((field) => byId(field.id).dataset.right);
      const next = asked.find((field) => this.wrong(field)) ?? asked.at(-1);
      return next && this.radios(next).find((radio) => radio.dataset.answer === byId(next.id).dataset.right);
    });
  }
}

addEventListener("popstate", () => location.reload());

// One box or six, in a layer with a form of its own or not.
class TwinCode extends CodeQuestion {
  constructor(config) {
    super(config);
    const boxes = this.input.closest(".boxes");
    this.inputs = boxes ? [...boxes.querySelectorAll("input")] : [this.input];
    this.dialog = this.input.closest("[role=dialog]") !== null;
  }

  start() {
    const layer = this.input.closest(".code_layer");
    if (layer) this.startLayer(layer);
    else super.start();
    if (this.inputs.length > 1) this.inputs.forEach((input, index) => this.wireDigit(input, index));
    parts.type_code = () => byId(this.config.input);
    parts.code_inputs = () => this.inputs;
    parts.confirm = () => byId(this.config.confirm);
  }

  startLayer(layer) {
    this.input.addEventListener("input", () => this.changed());
    onPress(byId(this.config.confirm), () => this.confirm());
    layer.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.typed()) this.confirm();
    });
  }

  wireDigit(input, index) {
    input.addEventListener("input", () => {
      if (input.value && this.inputs[index + 1]) this.inputs[index + 1].focus();
      this.changed();
    });
    input.addEventListener("paste", (event) => {
      const digits = event.clipboardData.getData("text").replace(/\D/g, "");
      if (digits.length < 2) return;
      event.preventDefault();
      this.inputs.forEach((box, at) => { box.value = digits[at] ?? ""; });
      this.changed();
    });
  }

  typed() {
    return this.inputs.map((input) => input.value).join("");
  }

  clear() {
    for (const input of this.inputs) input.value = "";
  }

  confirm() {
    return this.send({ do: "confirm", [this.input.name || "code"]: this.typed() });
  }

  send(fields) {
    return super.send({ over: this.dialog ? "1" : "0", ...fields });
  }

  answered(reply) {
    if (!reply.errors[""]) super.answered(reply);
    else if (parts.form_errors) parts.form_errors(reply.errors);
    else super.answered({ errors: { code: reply.errors[""] } });
  }

  // What follows a question of its own page comes in its place, or at an address of its own.
  goOn(reply) {
    if (this.dialog) {
      super.goOn(reply);
    } else if (this.config.react) {
      const content = byId("content");
      history.pushState({}, "", reply.url);
      content.innerHTML = reply.fragment;
      wireAll(content);
      content.querySelector("h1").focus();
    } else {
      location.assign(reply.url);
    }
  }
}

Object.assign(wires, {
  form: (config) => new TwinForm(config).start(),
  portal: (config) => new TwinPortal(config).start(),
  code: (config) => new TwinCode(config).start(),
  menu(config) {
    parts.choose_from_menu = () => byId(config.choice);
  },
  cookies(config) {
    const layer = byId(config.layer);
    for (const id of config.buttons) {
      onPress(byId(id), () => {
        layer.remove();
        post(config.url, new URLSearchParams({ choice: id }));
      });
    }
    parts.accept_cookies = () => byId(config.buttons[0]);
    layer.querySelector("h2").focus();
  },
  post(config) {
    const form = byId(config.form);
    const button = byId(config.button);
    if (button.tagName !== "BUTTON") onPress(button, () => form.requestSubmit());
    parts[config.act] = () => byId(config.button);
  },
});

for (const name of ["sign_in", "pass_checkpoint", "accept_cookies", "next", "cancel_captcha", "choose_from_menu"]) presses(name);

function type(control, text) {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

acts.type_code = async (take, digits) => {
  await until(ready("type_code"));
  if (!(await take())) return;
  const inputs = parts.code_inputs();
  if (inputs.length === 1) type(inputs[0], digits);
  else inputs.forEach((input, index) => type(input, digits[index] ?? ""));
  // The portal checks the code as it is typed; the others have a button for it.
  if (parts.confirm) (await until(ready("confirm"))).click();
};

acts.solve_captcha = async (take) => {
  const box = await until(ready("captcha_box"));
  if (!(await take())) return;
  box.click();
  (await until(ready("captcha_send"))).click();
};
