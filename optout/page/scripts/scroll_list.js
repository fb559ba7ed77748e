// A list that draws only the lines that are seen draws them some frames after it was scrolled.
async (watch) => {
  const doc = native(document);
  const frame = () => new Promise(resolve => {
    requestAnimationFrame(resolve);
    setTimeout(resolve, 50);
  });
  const drawn = async ({left, top, width, height}) => {
    for (let i = 0; i < 20; i++) {
      await frame();
      const hit = doc.elementFromPoint(left + width / 2, top + height / 2);
      const line = e => e.contains(hit) || hit.contains(e) && hit.clientHeight < height / 2;
      if (i > 1 && (!hit || watch.fresh().some(line))) return;
    }
  };
  for (const e of [...doc.querySelectorAll('[role=listbox]'), ...watch.elements.slice(-1)]) {
    let box = e;
    while (box && box.scrollHeight <= box.clientHeight + 1) box = native(box).parentElement;
    if (box && box !== doc.documentElement && box !== doc.body) {
      const before = box.scrollTop;
      box.scrollTop += box.clientHeight;
      if (box.scrollTop !== before) {
        await drawn(box.getBoundingClientRect());
        return true;
      }
    }
  }
  return false;
}
