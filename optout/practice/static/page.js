// Small things that every part needs.
export const byId = (id) => document.getElementById(id);
export const channel = document.body.dataset.channel;

// What the page can do for the person: name of the act -> finds the control now, or null.
export const parts = {};

export function isDisabled(button) {
  return button.disabled || button.getAttribute("aria-disabled") === "true";
}

export function setDisabled(button, disabled) {
  if (button.tagName === "BUTTON") button.disabled = disabled;
  else button.setAttribute("aria-disabled", String(disabled));
}

// A click, and for a div that plays a button also Enter and the space bar.
export function onPress(button, act) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (!isDisabled(button)) act();
  });
  if (button.tagName === "BUTTON") return;
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (!isDisabled(button)) act();
  });
}

// The server's answer as an object; rejects when there is none.
export async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

export function alertBox(text, kind = "error") {
  const box = document.createElement("p");
  box.className = kind;
  box.setAttribute("role", "alert");
  box.textContent = text;
  return box;
}

export const wiringOf = (root) =>
  JSON.parse(root.querySelector("script[type='application/json']").textContent);
