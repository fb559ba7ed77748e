// The person as played by the page: acts come over an event stream and are done one by one.
import { channel, isDisabled, parts, post } from "./page.js";

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
  async submit(take) {
    const send = await until(ready("submit"));
    if (!(await take())) return;
    for (const box of document.querySelectorAll("[type=checkbox][aria-required]:not(:checked)")) box.click();
    send.click();
  },
  async type_code(take, digits) {
    await until(ready("type_code"));
    if (!(await take())) return;
    const inputs = parts.code_inputs();
    if (inputs.length === 1) type(inputs[0], digits);
    else inputs.forEach((input, index) => type(input, digits[index] ?? ""));
    // The portal checks the code as it is typed; the others have a button for it.
    if (parts.confirm) (await until(ready("confirm"))).click();
  },
  async solve_captcha(take) {
    const box = await until(ready("captcha_box"));
    if (!(await take())) return;
    box.click();
    (await until(ready("captcha_send"))).click();
  },
};
const PRESSES = [
  "sign_in", "pass_checkpoint", "accept_cookies", "answer_gate", "next", "request_code", "cancel_captcha", "choose_from_menu",
  "switch_off",
];
for (const name of PRESSES) {
  acts[name] = async (take) => {
    const control = await until(ready(name));
    if (!(await take())) return;
    control.click();
  };
}

export function listen() {
  if (!channel) return;
  const stream = new EventSource(`/listen/${channel}`);
  let last = Promise.resolve();
  stream.onmessage = (event) => {
    const message = JSON.parse(event.data);
    if (message.news) {
      location.reload();
      return;
    }
    const [name] = message.act.split(":", 1);
    const text = message.act.slice(name.length + 1);
    const take = () =>
      post("/practice/take", JSON.stringify({ form: channel, number: message.number })).then(
        (answer) => answer.taken,
        () => true, // a person presses also where the network is cut
      );
    last = last.then(() => acts[name](take, text));
  };
  // A page that the browser keeps for "back" must not hold its connection.
  addEventListener("pagehide", () => stream.close(), { once: true });
}
