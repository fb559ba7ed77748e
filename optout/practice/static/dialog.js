// What follows the form, over it in a dialog.

let layer = null;

// Brings a part to life; a part's name -> what does so with its config.
export const wires = {};

export function wireAll(root) {
  for (const script of root.querySelectorAll("script[type='application/json']")) {
    const config = JSON.parse(script.textContent);
    if (config.part) wires[config.part](config);
  }
}

export function closeDialog() {
  layer?.remove();
  layer = null;
  for (const behind of document.querySelectorAll("[inert]")) behind.inert = false;
}

// Newer pages make what lies behind inert; older ones leave it within reach.
export function openDialog(fragment, react) {
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
  wireAll(box);
  (box.querySelector("input") ?? box.querySelector("h1")).focus();
}
