// Brings a page or a fragment to life: each part carries its wiring as JSON.
import { byId, onPress, parts } from "./page.js";
import { Portal } from "./portal.js";
import { Form } from "./form.js";
import { CodeQuestion } from "./code.js";
import { closeDialog, wireAll, wires } from "./dialog.js";
import { listen } from "./person.js";

const own = {
  form: (config) => new Form(config).start(),
  code: (config) => new CodeQuestion(config).start(),
  portal: (config) => new Portal(config).start(),
  portal_end: (config) => onPress(byId(config.again), () => location.assign(config.url)),
  setting: (config) => { parts.switch_off = () => byId(config.box); },
  end: (config) => onPress(byId(config.close), closeDialog),
};
// What a script before this one has wired stays.
for (const [part, wire] of Object.entries(own)) wires[part] ??= wire;

const languages = byId("page_language");
if (languages) {
  languages.addEventListener("change", () => {
    const here = new URL(location.href);
    here.searchParams.set("lang", languages.value);
    location.assign(here);
  });
}
document.querySelector(".search")?.addEventListener("submit", (event) => event.preventDefault());
wireAll(document);
listen();
addEventListener("pageshow", (event) => {
  if (event.persisted) listen();
});
