(look, [places, most]) => {
  const escaped = (value) => value.slice(0, most).replace(/&/g, "&amp;")
    .replace(/\u00a0/g, "&nbsp;").replace(/"/g, "&quot;");
  const tagOf = (el) => {
    let tag = "<" + el.tagName.toLowerCase();
    for (let i = 0; i < el.attributes.length && i < 200 && tag.length <= most; i++) {
      const { name, value } = el.attributes[i];
      tag += ` ${name}="${name === "value" ? "" : escaped(value)}"`;
    }
    return (tag + ">").slice(0, most);
  };
  return places.map((place) => tagOf(look.elements[place]));
}
