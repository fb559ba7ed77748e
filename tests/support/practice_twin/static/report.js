// Tells the site of every click, Enter key and submit event in this page, and whether a device
// made it. Names of controls are told, never what they hold.
import { channel } from "./page.js";

function nameOf(element) {
  const labels = [...(element.labels ?? [])].map((label) => label.textContent);
  const by = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
  const own = element.matches("input, textarea, select") ? "" : element.textContent;
  const name = element.getAttribute("aria-label") ?? [...new Set([...labels, ...by, own])].filter(Boolean).join(" ");
  return name.replace(/\s+/g, " ").trim().slice(0, 80);
}

function tell(kind, event) {
  const target = event.target.closest("button, [role], a, input, textarea, select, label, form") ?? event.target;
  const role = target.getAttribute("role") ?? target.tagName.toLowerCase();
  const name = target.matches("form, [role=dialog]") ? "" : nameOf(target);
  const said = { form: channel, kind, target: `${role} "${name}"`, trusted: event.isTrusted };
  navigator.sendBeacon("/practice/action", JSON.stringify(said));
}

addEventListener("click", (event) => tell("click", event), true);
addEventListener("submit", (event) => tell("submit", event), true);
addEventListener("keydown", (event) => { if (event.key === "Enter") tell("enter", event); }, true);
