(el) => {
  const box = el.getBoundingClientRect();
  const shown = el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    box.width > 10 && box.height > 10 && !el.closest("[inert], [aria-hidden=true]");
  let pinned = false;
  for (let at = el, levels = 0; at && levels < 6; at = at.parentElement, levels++) {
    pinned = pinned || getComputedStyle(at).position === "fixed";
  }
  const there = box.right + scrollX > 1 && box.bottom + scrollY > 1;
  return { visible: shown, in_dialog: !!el.closest("dialog, [role=dialog], [aria-modal=true]"),
    name: el.title || el.getAttribute("aria-label") || "", width: there ? Math.round(box.width) : 0,
    height: there ? Math.round(box.height) : 0, pinned };
}
