// The security check: a dialog over the form, its box in a frame. Resolves to whether it was passed.
import { byId, onPress, parts, setDisabled, wiringOf } from "./page.js";

export function securityCheck(template) {
  const holder = document.createElement("div");
  holder.innerHTML = byId(template).innerHTML;
  const config = wiringOf(holder);
  const layer = holder.querySelector(".layer");
  for (const behind of document.querySelectorAll("body > :not(.banner)")) behind.inert = true;
  document.body.append(layer);
  const frame = byId(config.frame);
  let loaded = false;
  frame.addEventListener("load", () => {
    loaded = true;
    frame.dataset.loaded = "1"; // a change that who waits for the box can see
  });
  const solved = (event) => {
    if (event.source === frame.contentWindow) setDisabled(byId(config.send), false);
  };
  addEventListener("message", solved);
  parts.captcha_box = () => (loaded ? frame.contentDocument.getElementById("human") : null);
  parts.captcha_send = () => byId(config.send);
  parts.cancel_captcha = () => byId(config.cancel);
  byId(config.title).focus();

  return new Promise((resolve) => {
    const end = (passed) => {
      removeEventListener("message", solved);
      for (const name of ["captcha_box", "captcha_send", "cancel_captcha"]) delete parts[name];
      layer.remove();
      for (const behind of document.querySelectorAll("[inert]")) behind.inert = false;
      resolve(passed);
    };
    onPress(byId(config.send), () => end(true));
    onPress(byId(config.cancel), () => end(false));
  });
}
