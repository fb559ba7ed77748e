// A page may lock a field until it has the cursor, or until another one is filled in. Editors learn
// of a selection only afterwards, by an event; and a page that moves a field when it gets the cursor
// does it before the look.
async (element) => {
  const {take, ready} = cursor(element);
  take();
  for (const end = performance.now() + 5000; !ready() && performance.now() < end;)
    await new Promise(resolve => setTimeout(resolve, 50));
  take();
  await new Promise(resolve => setTimeout(resolve));
  return surroundings(element);
}
