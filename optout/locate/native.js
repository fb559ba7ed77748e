// A node whose properties are the browser's: a document's and a form's may be pictures and fields
// that are called as they are, "body" or "parentNode". To be asked only, not handed on as a node.
(node) => !(node instanceof Document || node instanceof HTMLFormElement) ? node : new Proxy({}, {
  get: (_, name) => {
    const value = Reflect.get(Object.getPrototypeOf(node), name, node);
    return typeof value === "function" ? value.bind(node) : value;
  },
})
