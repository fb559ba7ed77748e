// What follows the form: over it in a dialog, or in its place.
import { byId } from "./page.js";

let layer = null;

export const wires = {
  all(root) {
    for (const script of root.querySelectorAll("script[type='application/json']")) {
      const config = JSON.parse(script.textContent);
      if (config.part) wires[config.part](config);
    }
  },
};

export function closeDialog() {
  layer?.remove();
  layer = null;
  for (const behind of document.querySelectorAll("[inert]")) behind.inert = false;
}

// Newer pages make what lies behind inert; older ones leave it within reach.
function open(fragment, react) {
  closeDialog();
  layer = document.createElement("div");
  layer.className = "layer";
  layer.innerHTML = '<div role="dialog" aria-modal="true" class="dialog"></div>';
  const box = layer.firstChild;
  box.innerHTML = fragment;
  box.setAttribute("aria-labelledby", box.querySelector("h1").id);
  if (react) {
    for (const behind of document.querySelectorAll("body > :not(.banner)")) behind.inert = true;
  }
  document.body.append(layer);
  wires.all(box);
  (box.querySelector("input") ?? box.querySelector("h1")).focus();
}

// `here` says how this page goes on: { dialog, react }.
export function goOn(reply, here) {
  if (here.dialog) {
    open(reply.fragment, here.react);
  } else if (here.react) {
    const content = byId("content");
    history.pushState({}, "", reply.url);
    content.innerHTML = reply.fragment;
    wires.all(content);
    content.querySelector("h1").focus();
  } else {
    location.assign(reply.url);
  }
}

addEventListener("popstate", () => location.reload());
