// An event that a script made is not the person's. Many a list leaves its field empty, and writes
// beside it what is chosen: where that goes or changes, it may have been emptied.
(e, isChoice) => {
  const own = () => (('value' in e && e.value) || e.innerText || '').trim();
  const state = {touched: false}, chosen = e.selectedIndex;
  const first = isChoice && !own() ? field.beside(e) : '';
  state.typed = new Promise(resolve => e.addEventListener('input', event => {
    if (event.isTrusted) { state.touched = true; resolve(); }
  }));
  state.emptied = new Promise(resolve => {
    const look = () => {
      if (!e.isConnected) return resolve();  // a new one may stand in its place, and hold nothing
      const emptied = !own() && (!first || field.beside(e) !== first);
      if (!state.touched && (emptied || e.selectedIndex !== chosen)) resolve();
      else setTimeout(look, 1000);
    };
    look();
  });
  state.after = held => new Promise(resolve => {
    const now = () => own().slice(0, 1000).toWellFormed();
    const look = () => { if (now() !== held) resolve(now()); };
    e.addEventListener('input', look);
    state.emptied.then(() => { look(); resolve(null); });
    look();
  });
  return state;
}
