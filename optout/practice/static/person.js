// The person as played by the page: acts come over an event stream and are done one by one.
import { channel, isDisabled, parts, post } from "./page.js";

// Resolves as soon as `find` finds something; looks only when the page changes.
export function until(find) {
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

export const ready = (name) => () => {
  const control = parts[name]?.();
  return control && !isDisabled(control) ? control : null;
};

export const acts = {
  async submit(take) {
    const send = await until(ready("submit"));
    if (!(await take())) return;
    for (const box of document.querySelectorAll("[type=checkbox][aria-required]:not(:checked)")) box.click();
    send.click();
  },
};

export function presses(name) {
  acts[name] = async (take) => {
    const control = await until(ready(name));
    if (!(await take())) return;
    control.click();
  };
}
for (const name of ["request_code", "answer_gate", "switch_off"]) presses(name);

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
