// The request portal: fields without names, the code before Submit.
import { alertBox, byId, onPress, parts, post, setDisabled, wiringOf } from "./page.js";
import { wireCountry } from "./country.js";
import { wireAll } from "./dialog.js";

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/;
const DIGITS = 6;
const TEXTS = ["line", "email", "box"];

export class Portal {
  constructor(config) {
    this.config = config;
    this.state = new Map();
    this.wiring = null;
    this.code = { sentTo: "", text: "", right: false };
    this.busy = false;
  }

  start() {
    this.offer();
    this.render();
  }

  html() {
    return byId(this.config.template).innerHTML;
  }

  render() {
    const mount = byId(this.config.mount);
    mount.innerHTML = this.html();
    this.wiring = wiringOf(mount);
    for (const field of this.wiring.fields) this.wireField(field);
    const send = byId(this.wiring.send);
    if (send) onPress(send, () => this.submit());
    if (this.wiring.code) onPress(byId(this.wiring.code.request), () => this.requestCode());
    this.changed();
  }

  wireField(field) {
    if (field.kind === "country") {
      wireCountry(field, this.wiring.country, this.state, () => this.edited());
      return;
    }
    const element = byId(field.id);
    element.value = this.state.get(field.name) ?? "";
    element.addEventListener("input", () => this.typed(field, element.value));
    onPress(byId(field.clear), () => this.typed(field, ""));
  }

  typed(field, text) {
    this.state.set(field.name, text);
    this.edited();
  }

  edited() {
    this.changed();
  }

  // Every change renders anew: what no event announced is wiped.
  changed() {
    for (const field of this.wiring.fields) this.renderField(field);
    this.renderCode();
    const left = this.missing();
    const words = this.config.words;
    byId(this.wiring.remaining).textContent =
      left === 0 ? "" : left === 1 ? words.remaining_one : words.remaining.replace("{n}", left);
    const send = byId(this.wiring.send);
    if (send) setDisabled(send, left > 0 || this.busy);
  }

  renderField(field) {
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

  renderCode() {
    const code = this.wiring.code;
    if (!code) return;
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
    const suffix = field.kind === "country" ? this.wiring.country.suffix : "";
    return this.state.get(field.name + suffix)?.trim();
  }

  // How many required fields are empty, the code among them.
  missing() {
    const empty = this.wiring.fields.filter((field) => field.required && !this.filled(field));
    return empty.length + (this.wiring.code && !this.code.right ? 1 : 0);
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

  fields() {
    return this.wiring.fields;
  }

  values() {
    const boxes = this.fields().filter((field) => TEXTS.includes(field.kind));
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
    const reply = await this.call("objection", this.values());
    if (reply.fragment) {
      const content = byId("content");
      content.innerHTML = reply.fragment;
      wireAll(content);
      content.querySelector("h1").focus();
      return;
    }
    this.changed();
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
    parts.submit = () => this.wiring && byId(this.wiring.send);
    parts.request_code = () => this.wiring?.code && byId(this.wiring.code.request);
  }
}
