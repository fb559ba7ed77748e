// The request portal: steps without addresses, fields without names, the code before Submit.
import { alertBox, byId, onPress, parts, post, setDisabled, wiringOf } from "./page.js";
import { securityCheck } from "./captcha.js";
import { wireCountry } from "./country.js";
import { wires } from "./dialog.js";

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;
const DIGITS = 6;
const TEXTS = ["line", "email", "box"];

// A remounted component has ids of its own.
const otherIds = (html, shift) =>
  html.replace(/_r_([0-9a-z]+)_/g, (_, n) => `_r_${(parseInt(n, 36) + shift * 100).toString(36)}_`);

class Portal {
  constructor(config) {
    this.config = config;
    this.state = new Map(config.email ? [["email", config.email]] : []);
    this.steps = config.steps.map((id) => wiringOf(byId(id).content));
    this.round = 0;
    this.code = { sentTo: "", text: "", right: false };
    this.unpicks = config.unpicks;
    this.busy = false;
  }

  show(step) {
    this.step = step;
    const mount = byId(this.config.mount);
    mount.innerHTML = otherIds(byId(this.config.steps[step]).innerHTML, this.round);
    this.wiring = wiringOf(mount);
    for (const field of this.wiring.fields) this.wireField(field);
    if (this.wiring.next) onPress(byId(this.wiring.next), () => this.next());
    if (this.wiring.send) onPress(byId(this.wiring.send), () => this.submit());
    if (this.wiring.code) onPress(byId(this.wiring.code.request), () => this.requestCode());
    this.changed();
  }

  wireField(field) {
    const element = byId(field.id);
    if (field.kind === "country") {
      wireCountry(field, this.wiring.country, this.state, () => { this.unpick(); this.changed(); });
    } else if (field.kind === "choice") {
      for (const [value, id] of Object.entries(field.choices)) {
        byId(id).addEventListener("change", () => { this.state.set(field.name, value); this.changed(); });
      }
    } else if (field.kind === "upload") {
      element.addEventListener("change", () => {
        // Of pictures only their names are told: practice sends no file.
        this.state.set(field.name, [...element.files].map((file) => file.name).join(", "));
      });
    } else {
      element.value = this.state.get(field.name) ?? "";
      element.addEventListener("input", () => { this.typed(field, element.value); });
      onPress(byId(field.clear), () => this.typed(field, ""));
    }
  }

  typed(field, text) {
    this.state.set(field.name, text);
    this.unpick();
    this.changed();
  }

  // As the real pages do while others are filled: once, so that a second answer stays.
  unpick() {
    const picked = this.steps.flatMap((step) => step.fields).filter((field) => field.kind === "choice" && this.state.has(field.name));
    if (!this.unpicks || !picked.length) return;
    this.unpicks = false;
    for (const field of picked) this.state.delete(field.name);
  }

  // Every change renders anew: what no event announced is wiped.
  changed() {
    let open = true;
    for (const field of this.wiring.fields) {
      byId(field.part).hidden = !open;
      if (this.turnsBack(field)) open = false;
      this.render(field);
    }
    this.renderCode(open);
    const left = this.missing();
    const words = this.config.words;
    byId(this.wiring.remaining).textContent =
      left === 0 ? "" : left === 1 ? words.remaining_one : words.remaining.replace("{n}", left);
    if (this.wiring.send) setDisabled(byId(this.wiring.send), left > 0 || this.busy);
  }

  // With chained questions what follows is shown after the right answer alone.
  turnsBack(field) {
    return this.config.chained && field.right && this.state.get(field.name) !== field.right;
  }

  render(field) {
    if (field.kind === "choice") {
      for (const [value, id] of Object.entries(field.choices)) byId(id).checked = this.state.get(field.name) === value;
    }
    if (!TEXTS.includes(field.kind)) return;
    const element = byId(field.id);
    const value = this.state.get(field.name) ?? "";
    if (element.value !== value) element.value = value;
    byId(field.clear).hidden = !value;
    if (field.most) byId(field.count).textContent = `${value.length}/${field.most}`;
    if (field.name === "confirm_email") this.renderGoodNews(byId(field.part));
  }

  // An alert is not always an error.
  renderGoodNews(part) {
    const said = part.querySelector("[role=alert].valid");
    if (said && !this.emailsAgree()) said.remove();
    else if (!said && this.emailsAgree()) part.append(alertBox(this.config.words.email_valid, "quiet valid"));
  }

  renderCode(shown) {
    const code = this.wiring.code;
    if (!code) return;
    byId(code.whole).hidden = !shown;
    const email = this.state.get("email")?.trim();
    if (this.code.sentTo && this.code.sentTo !== email) this.code = { sentTo: "", text: "", right: false };
    const button = byId(code.request);
    const sent = this.code.sentTo !== "";
    button.querySelector("span").textContent = this.config.words[sent ? "code_sent" : "request_code"];
    setDisabled(button, sent || this.busy || !this.emailsAgree());
    const part = byId(code.part);
    if (!sent) part.replaceChildren();
    else if (!part.firstElementChild) {
      part.innerHTML = byId(code.template).innerHTML;
      byId(code.box).addEventListener("input", () => this.checkCode(byId(code.box).value));
    }
    if (!sent) return;
    if (byId(code.box).value !== this.code.text) byId(code.box).value = this.code.text;
    byId(code.tick).hidden = !this.code.right;
  }

  emailsAgree() {
    const email = this.state.get("email")?.trim() ?? "";
    return EMAIL.test(email) && this.state.get("confirm_email")?.trim() === email;
  }

  filled(field) {
    const picks = field.kind === "country" && this.wiring.country.kind !== "select";
    return this.state.get(field.name + (picks ? this.wiring.country.suffix : ""))?.trim();
  }

  // How many required fields of this step are empty, the code among them.
  missing() {
    const empty = this.wiring.fields.filter((field) => (field.required && !this.filled(field)) || this.turnsBack(field));
    return empty.length + (this.wiring.code && !this.code.right ? 1 : 0);
  }

  // Where something is missing the page simply stays.
  next() {
    if (!this.missing()) this.show(this.step + 1);
  }

  async call(kind, input) {
    this.busy = true;
    this.clearErrors();
    this.changed();
    const reply = await this.ask(kind, input);
    this.busy = false;
    return reply;
  }

  async ask(kind, input) {
    const { token, calls, url, words } = this.config;
    const body = { lsd: token, fb_api_req_friendly_name: calls[kind], variables: JSON.stringify({ input }) };
    try {
      return await post(url, new URLSearchParams(body));
    } catch {
      return { errors: { "": words.failed } };
    }
  }

  async requestCode() {
    if (this.config.captcha === "code" && !(await securityCheck(this.config.captcha_template))) return;
    const email = this.state.get("email").trim();
    const reply = await this.call("code_request", { email, confirm_email: this.state.get("confirm_email").trim() });
    if (!Object.keys(reply.errors).length) this.code = { sentTo: email, text: "", right: false };
    this.changed();
    this.showErrors(reply.errors);
  }

  async checkCode(typed) {
    this.code.text = typed;
    this.code.right = false;
    this.clearErrors();
    this.changed();
    if (typed.trim().length < DIGITS) return;
    const reply = await this.call("code", { code: typed.trim() });
    if (this.code.text !== typed) return; // typed on in the meantime
    if (reply.spent) this.code.sentTo = "";
    this.code.right = !Object.keys(reply.errors).length;
    this.changed();
    this.showErrors(reply.errors);
  }

  values() {
    const boxes = this.steps.flatMap((step) => step.fields).filter((field) => TEXTS.includes(field.kind));
    const told = { ...Object.fromEntries(boxes.map((field) => [field.name, ""])), ...Object.fromEntries(this.state) };
    const picked = `country${this.wiring.country.suffix}`;
    if (picked in told) {
      told.country_name = told.country;
      told.country = told[picked];
      delete told[picked];
    }
    return this.code.text ? { ...told, code: this.code.text.trim() } : told;
  }

  async submit() {
    this.clearErrors();
    if (this.config.captcha === "1" && !(await securityCheck(this.config.captcha_template))) return;
    const reply = await this.call("objection", this.values());
    if (reply.fragment) {
      const content = byId("content");
      content.innerHTML = reply.fragment;
      wires.all(content);
      content.querySelector("h1").focus();
      return;
    }
    const wrong = this.steps.findIndex((step) => step.fields.some((field) => field.meaning in reply.errors));
    if (wrong >= 0 && wrong !== this.step) this.show(wrong);
    else this.changed();
    this.showErrors(reply.errors);
  }

  clearErrors() {
    const mount = byId(this.config.mount);
    for (const box of mount.querySelectorAll("[role=alert].error")) box.remove();
    for (const element of mount.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  }

  showErrors(errors) {
    for (const [meaning, text] of Object.entries(errors)) {
      const field = this.wiring.fields.find((one) => one.meaning === meaning);
      if (field) {
        byId(field.id).setAttribute("aria-invalid", "true");
        byId(field.part).append(alertBox(text));
      } else if (meaning === "code" && this.wiring.code) {
        byId(this.wiring.code.box)?.setAttribute("aria-invalid", "true");
        byId(this.wiring.code.error).append(alertBox(text));
      } else {
        byId(this.config.mount).prepend(alertBox(text, "error page"));
      }
    }
  }

  // What the page does for the person who is played.
  offer() {
    const current = (find) => () => (this.wiring ? find(this.wiring) : null);
    parts.submit = current((wiring) => byId(wiring.send));
    parts.next = current((wiring) => byId(wiring.next));
    parts.request_code = current((wiring) => wiring.code && byId(wiring.code.request));
    parts.type_code = current((wiring) => wiring.code && byId(wiring.code.box));
    parts.code_inputs = () => [parts.type_code()];
    parts.answer_gate = current((wiring) => {
      const asked = wiring.fields.filter((field) => field.right);
      const next = asked.find((field) => this.state.get(field.name) !== field.right) ?? asked.at(-1);
      return next && byId(next.choices[next.right]);
    });
  }
}

export function wirePortal(config) {
  const portal = new Portal(config);
  portal.offer();
  byId(config.loading).hidden = !config.late;
  const appear = () => {
    byId(config.loading).hidden = true;
    portal.show(0);
    if (config.rerender) setTimeout(() => { portal.round += 1; portal.show(portal.step); }, config.rerender);
  };
  if (config.late) setTimeout(appear, config.late);
  else appear();
}
