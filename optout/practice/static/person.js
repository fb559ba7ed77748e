// The person as played by the page: acts come over an event stream and are done one by one.
import { channel, isDisabled, parts } from "./page.js";

// Resolves as soon as `find` finds something; looks only when the page changes.
function until(find) {
  return new Promise((resolve) => {
    const watch = new MutationObserver(look);
    function look() {
      const found = find();
      if (!found) return;
      watch.disconnect();
      resolve(found);
    }
    watch.observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
}

const ready = (name) => () => {
  const control = parts[name]?.();
  return control && !isDisabled(control) ? control : null;
};

function type(control, text) {
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

const acts = {
  async submit(doing) {
    const send = await until(ready("submit"));
    doing();
    send.click();
  },
  async submit_twice(doing) {
    const send = await until(ready("submit"));
    doing();
    send.click();
    send.click();
  },
  async type_code(doing, digits) {
    await until(ready("type_code"));
    doing();
    const inputs = parts.code_inputs();
    if (inputs.length === 1) type(inputs[0], digits);
    else inputs.forEach((input, index) => type(input, digits[index] ?? ""));
    (await until(ready("confirm"))).click();
  },
  async edit_letter(doing, text) {
    const box = await until(ready("edit_letter"));
    doing();
    type(box, text);
  },
  async reload(doing) {
    doing();
    location.reload();
  },
  async go_back(doing) {
    doing();
    history.back();
  },
};
for (const name of ["sign_in", "pass_checkpoint", "accept_cookies", "answer_gate"]) {
  acts[name] = async (doing) => {
    const control = await until(ready(name));
    doing();
    control.click();
  };
}

export function listen() {
  if (!channel) return;
  const stream = new EventSource(`/listen/${channel}`);
  stream.onmessage = async (event) => {
    const message = JSON.parse(event.data);
    if (message.news) {
      location.reload();
      return;
    }
    const [name] = message.act.split(":", 1);
    const text = message.act.slice(name.length + 1);
    await acts[name](() => {
      navigator.sendBeacon("/practice/doing", JSON.stringify({ form: channel, number: message.number }));
    }, text);
  };
  // A page that the browser keeps for "back" must not hold its connection.
  addEventListener("pagehide", () => stream.close(), { once: true });
}
