// The question for the mailed code: one box or six, confirm, send again.
import { alertBox, byId, onPress, parts, post, setDisabled } from "./page.js";
import { closeDialog, goOn } from "./dialog.js";

export function wireCode(config) {
  const inputs = config.inputs.map(byId);
  const confirm = byId(config.confirm);
  const errors = byId(config.errors);
  const typed = () => inputs.map((input) => input.value).join("");

  const changed = () => setDisabled(confirm, typed() === "");
  inputs.forEach((input, index) => {
    input.addEventListener("input", () => {
      if (input.value && inputs[index + 1]) inputs[index + 1].focus();
      changed();
    });
    input.addEventListener("paste", (event) => {
      const digits = event.clipboardData.getData("text").replace(/\D/g, "");
      if (inputs.length === 1 || digits.length < 2) return;
      event.preventDefault();
      inputs.forEach((box, at) => { box.value = digits[at] ?? ""; });
      changed();
    });
  });

  async function send(fields) {
    errors.replaceChildren();
    byId(config.status).textContent = "";
    let reply;
    try {
      reply = await post(config.url, new URLSearchParams({ lsd: config.token, over: config.dialog ? "1" : "0", ...fields }));
    } catch {
      reply = { errors: { code: config.failed } };
    }
    const said = reply.errors.code ?? (parts.form_errors ? "" : reply.errors[""]);
    if (said) {
      errors.replaceChildren(alertBox(said));
      inputs[0].focus();
    } else if (reply.back) {
      location.assign(reply.back);
    } else if (Object.keys(reply.errors).length) {
      closeDialog();
      parts.form_errors(reply.errors);
    } else if (reply.url) {
      goOn(reply, config);
    } else {
      byId(config.status).textContent = reply.notice;
      inputs.forEach((input) => { input.value = ""; });
      inputs[0].focus();
      changed();
    }
  }

  const confirmed = () => send({ do: "confirm", [inputs[0].name || "code"]: typed() });
  onPress(confirm, confirmed);
  if (config.again) onPress(byId(config.again), () => send({ do: "again" }));
  byId(config.form)?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (typed()) confirmed();
  });
  parts.type_code = () => byId(config.inputs[0]);
  parts.code_inputs = () => config.inputs.map(byId);
  parts.confirm = () => byId(config.confirm);
}
