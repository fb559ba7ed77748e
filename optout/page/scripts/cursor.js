// `take()` gives the field the cursor and selects what it holds, and says whether it has it.
// `ready()`: whether a person could type into it.
(element) => {
  const doc = native(element.ownerDocument);
  const box = element.matches('input, textarea');
  const has = () => native(element.getRootNode()).activeElement === element;
  const take = () => {
    HTMLElement.prototype.focus.call(element);
    if (!has()) return false;
    if (box) element.select();
    else doc.getSelection().selectAllChildren(element);
    return has();
  };
  const ready = () => element.checkVisibility({visibilityProperty: true}) &&
    element.getClientRects().length > 0 && (box || element.isContentEditable) &&
    !element.matches(':disabled, :read-only, [aria-disabled=true], [aria-readonly=true]');
  return {doc, box, has, take, ready};
}
