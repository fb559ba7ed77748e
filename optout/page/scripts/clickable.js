// What takes the cursor in a list's box may be too small to click, or lie under what is shown there.
(element) => {
  element.scrollIntoView({block: 'nearest', behavior: 'instant'});
  let at = element;
  const root = native(element.getRootNode());
  for (let levels = 0; levels < 4 && at; levels++, at = native(at).parentElement) {
    const {left, top, width, height} = at.getBoundingClientRect();
    const hit = root.elementFromPoint(left + width / 2, top + height / 2);
    const large = width > 2 && height > 2, pressed = 'a, button, label, [role=button]';
    if (large && at.contains(hit) && !hit.closest(pressed)) return at;
  }
  return element;
}
