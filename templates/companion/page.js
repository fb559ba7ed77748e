"use strict";
// Shows what it is given, by `textContent` alone, and sends what is pressed or typed back by the
// function `answer`, which only this page has.
globalThis.companion = (() => {
  const words = document.getElementById("words").dataset;
  const by = (id) => document.getElementById(id);
  const send = globalThis.answer;
  let shown = { parts: [], question: null };
  // What stood in the last box, and whether it was sent: a question that was taken back and comes
  // again has it, and so has an answer that does not fit.
  let box = {};

  const make = (name, text = "", more = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    return Object.assign(made, more);
  };
  const listed = (name, texts) => {
    const made = make(name);
    made.append(...texts.map((text) => make("li", text, { dir: "auto" })));
    return made;
  };
  const letter = (text) => {
    const made = make("pre", text, { tabIndex: 0, role: "group", dir: "auto" });
    made.setAttribute("aria-label", words.letter);
    return made;
  };
  const item = ({ kind, texts, tone }) => {
    if (kind === "list") return [listed("ul", texts)];
    if (kind === "numbered") return [listed("ol", texts)];
    if (kind === "letter") return [letter(texts[0])];
    const lines = texts[0].split("\n").filter((line) => line.trim());
    return lines.map((line) => make("p", line, { className: tone, dir: "auto" }));
  };
  const part = ({ heading, items }) =>
    [...(heading ? [make("h2", heading, { dir: "auto" })] : []), ...items.flatMap(item)];
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // What is new is added to what stands there: a screen reader reads that alone.
  const showNow = (now, before) => {
    const goesOn = before && before.heading === now.heading &&
      same(before.items, now.items.slice(0, before.items.length));
    if (goesOn) by("now").append(...now.items.slice(before.items.length).flatMap(item));
    else by("now").replaceChildren(...part(now));
  };

  const button = (number, value, label, first) => {
    const made = make("button", label, { type: "button", className: first ? "first" : "" });
    made.addEventListener("click", () => send(number, value));
    return made;
  };
  // What comes in front waits for the end of a double click: who sees nothing would press again.
  const offer = (number, label) => {
    const made = button(number, "", label, false);
    made.addEventListener("click", ({ detail }) => {
      if (!detail) return;
      made.textContent = words.wait;
      setTimeout(() => { made.textContent = label; }, 2000);
    });
    return made;
  };
  const field = ({ kind, value, choices, first }) => {
    if (kind === "list") {
      const made = make("select");
      for (const [choice, label] of choices)
        made.append(make("option", label, { value: choice, selected: choice === first }));
      return made;
    }
    const made = make(kind === "code" ? "textarea" : "input", "", { autocomplete: "off" });
    made.value = value;
    return made;
  };
  const asked = (question) => {
    const { number, kind, text, choices, first, wrong } = question;
    const told = wrong ? [make("p", wrong, { className: "wrong", id: "wrong", role: "alert" })] : [];
    if (kind === "buttons") {
      const group = make(text ? "fieldset" : "div");
      if (text) group.append(make("legend", text));
      group.append(...told, ...choices.map(([value, label]) =>
        button(number, value, label, value === first || choices.length === 1)));
      return [group];
    }
    const made = Object.assign(field(question), { id: "field" });
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      made.form.requestSubmit();
    });
    if (wrong) {
      made.setAttribute("aria-describedby", "wrong");
      made.setAttribute("aria-invalid", "true");
    }
    const ready = make("button", words.send, { type: "submit", className: "first" });
    return [make("label", text, { htmlFor: "field" }), ...told, made, ready];
  };
  const showQuestion = (question, focus) => {
    const form = by("question"), before = shown.question, old = by("field");
    const isNew = !same(question, before);
    if (isNew && old) {
      const typing = old === document.activeElement && old.value !== before.value && !box.sent;
      box = { text: before.text, value: old.value, sent: box.sent, typing };
    }
    form.hidden = !question;
    if (!question) return form.replaceChildren();
    if (!isNew && !focus) return undefined;
    const last = box, again = last.text === question.text && (!last.sent || question.wrong);
    if (isNew) {
      form.replaceChildren(...asked(again ? { ...question, value: last.value } : question));
      form.onsubmit = (event) => {
        event.preventDefault();
        box.sent = true;
        send(question.number, by("field").value);
      };
      box = {};
      // What is being typed is no answer to another question that comes meanwhile.
      if (last.typing && !again) return undefined;
    }
    const first = by("field") ?? form.querySelector("button.first") ?? form.querySelector("button");
    first.focus({ preventScroll: !focus });
    if (isNew && question.kind === "line" && (!again || last.sent)) first.select();
    form.scrollIntoView({ block: "nearest" });
    return undefined;
  };

  const showLetter = (text) => {
    by("letter").hidden = !text;
    by("letter").querySelector("pre").textContent = text;
  };
  const copy = by("letter").querySelector("button");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(by("letter").querySelector("pre").textContent);
    copy.textContent = copy.dataset.done;
  });

  const show = (state, focus) => {
    document.documentElement.lang = state.language;
    document.title = state.title;
    by("note").textContent = state.note;
    if (by("sent").textContent !== state.sent) by("sent").textContent = state.sent;
    by("forms").hidden = !state.forms.length;
    if (!same(state.forms, shown.forms))
      by("forms").replaceChildren(...state.forms.map(([how, turn]) => {
        const made = make("li", how);
        if (turn) made.setAttribute("aria-current", "true");
        return made;
      }));
    const parts = state.parts.slice(), now = parts.pop();
    showNow(now, shown.parts.at(-1));
    by("before").hidden = !parts.length;
    if (!same(parts, shown.parts.slice(0, -1)))
      by("before").querySelector("div").replaceChildren(...parts.reverse().flatMap(part));
    if (!same(state.offers, shown.offers)) {
      by("offers").replaceChildren(
        ...state.offers.map(([number, label]) => offer(number, label)));
      by("offers").hidden = !state.offers.length;
    }
    showLetter(state.letter);
    showQuestion(state.question, focus);
    shown = state;
  };
  // The second press of a double click, or a key held down, is meant for what stood there before.
  const once = (event) => {
    if (!event.repeat && event.detail < 2) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("click", once, true);
  addEventListener("keydown", (event) => event.key === "Enter" && once(event), true);

  // A press that never ends (its end went to a menu, or to another window) counts for ten seconds.
  let pressed = false, last = -Infinity;
  const press = ({ buttons }) => {
    if (pressed || buttons) last = performance.now();
    pressed = buttons !== 0;
  };
  for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"])
    addEventListener(name, press, true);
  const sincePress = () => (performance.now() - last) / 1000 - (pressed ? 10 : 0);
  return { show, sincePress };
})();
