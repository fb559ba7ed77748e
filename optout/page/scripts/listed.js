// The texts of what has become pickable, as soon as they differ from the last answer, and whether
// they do.
(watch, patience) => new Promise(resolve => {
  let timer, waits = false;
  const texts = list => list.map(e => (e.innerText || e.textContent || '').trim().slice(0, 120));
  const look = last => {
    const elements = watch.fresh(), found = texts(elements), joined = found.join('\n');
    const same = joined === watch.known;
    if (!last && (!found.length || same)) return false;
    Object.assign(watch, {elements, known: joined, news: () => {}});
    observer.disconnect();
    clearTimeout(timer);
    resolve([found, !same]);
    return true;
  };
  const observer = new MutationObserver(() => look(false));
  const until = after => { clearTimeout(timer); timer = setTimeout(() => look(true), after); };
  watch.news = () => { if (!waits) { waits = true; until(300); } };
  if (look(false)) return;
  observer.observe(document, {subtree: true, childList: true, attributes: true,
                              characterData: true});
  until(patience);
  if (watch.left) watch.news();
})
