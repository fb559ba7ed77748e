// Brings a page or a fragment to life: each part carries its wiring as JSON.
import "./report.js";
import { byId, onPress, parts, post } from "./page.js";
import { wirePortal } from "./portal.js";
import { wireForm } from "./form.js";
import { wireCode } from "./code.js";
import { closeDialog, wires } from "./dialog.js";
import { listen } from "./person.js";

Object.assign(wires, {
  form: wireForm,
  code: wireCode,
  portal: wirePortal,
  portal_end(config) {
    onPress(byId(config.again), () => location.assign(config.url));
  },
  menu(config) {
    parts.choose_from_menu = () => byId(config.choice);
  },
  setting(config) {
    parts.switch_off = () => byId(config.box);
  },
  end(config) {
    onPress(byId(config.close), closeDialog);
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

const languages = byId("page_language");
if (languages) {
  languages.addEventListener("change", () => {
    const here = new URL(location.href);
    here.searchParams.set("lang", languages.value);
    location.assign(here);
  });
}
document.querySelector(".search")?.addEventListener("submit", (event) => event.preventDefault());
wires.all(document);
listen();
addEventListener("pageshow", (event) => {
  if (event.persisted) listen();
});
