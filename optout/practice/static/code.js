// The question for the mailed code: a box, confirm, send again.
import { alertBox, byId, onPress, post, setDisabled } from "./page.js";
import { openDialog } from "./dialog.js";

export class CodeQuestion {
  constructor(config) {
    this.config = config;
    this.input = byId(config.input);
  }

  start() {
    this.input.addEventListener("input", () => this.changed());
    onPress(byId(this.config.confirm), () => this.confirm());
    onPress(byId(this.config.again), () => this.send({ do: "again" }));
  }

  typed() {
    return this.input.value;
  }

  clear() {
    this.input.value = "";
  }

  changed() {
    setDisabled(byId(this.config.confirm), this.typed() === "");
  }

  confirm() {
    return this.send({ do: "confirm", code: this.typed() });
  }

  async send(fields) {
    byId(this.config.errors).replaceChildren();
    byId(this.config.status).textContent = "";
    let reply;
    try {
      reply = await post(this.config.url, new URLSearchParams({ lsd: this.config.token, ...fields }));
    } catch {
      reply = { errors: { code: this.config.failed } };
    }
    this.answered(reply);
  }

  answered(reply) {
    if (reply.errors.code) {
      byId(this.config.errors).replaceChildren(alertBox(reply.errors.code));
      this.input.focus();
    } else if (reply.fragment) {
      this.goOn(reply);
    } else {
      byId(this.config.status).textContent = reply.notice;
      this.clear();
      this.input.focus();
      this.changed();
    }
  }

  goOn(reply) {
    openDialog(reply.fragment, this.config.react);
  }
}
