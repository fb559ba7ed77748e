// One task: nothing else can take the cursor, or change the page, between the look and the text.
// A page hears what it hears when a person types: `beforeinput`, which editors may answer by
// inserting the text themselves (Lexical, Slate, CKEditor), `textInput` (Draft), then `input`. At
// each of them it may move the field, or let its form send elsewhere.
(element, [text, seen]) => {
  const {doc, box, has, take, ready} = cursor(element);
  if (!ready()) return 'locked';
  if (!take()) return 'without the cursor';
  const changed = () => JSON.stringify(surroundings(element)) !== JSON.stringify(seen);
  if (changed()) return 'changed';
  if (!text && !(box ? element.value : element.textContent)) return 'inserted';
  const inserted = () => changed() ? 'moved' : 'inserted';
  const kind = {inputType: text ? 'insertText' : 'deleteContentBackward', data: text || null};
  const before = new InputEvent('beforeinput', {...kind, bubbles: true, cancelable: true,
    composed: true});
  if (!element.dispatchEvent(before)) return inserted();
  if (text && !box) {
    const event = doc.createEvent('TextEvent');
    event.initTextEvent('textInput', true, true, doc.defaultView, text);
    if (!element.dispatchEvent(event)) return inserted();
  }
  if (changed()) return 'changed';
  if (!has()) return 'without the cursor';
  return doc.execCommand(text ? 'insertText' : 'delete', false, text) ? inserted() : 'refused';
}
