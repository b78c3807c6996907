// The coach's list: files (chosen or dropped) and share codes put people on it; one is chosen.
import { change, pending } from "../../elements/asking.js";
import { follow, h, tell } from "../../elements/dom.js";
import { button, choice, fileInput, LARGEST_FILE, link, textOf } from "../../elements/form.js";
import { textField } from "../../elements/typed.js";

/** @param {import("../../messages/types").Widget<"People">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const problems = h("div", { role: "alert" });
  const asked = h("div", { role: "alert" });
  const files = fileInput(texts.file, { multiple: true, "data-online": true, onchange: () => read(files.input.files) });
  const zone = h("div", { class: "ui-card ui-drop ui-screen", ondragover: over, ondragleave: out, ondrop: drop },
    files.node, h("p", { class: "ui-hint" }, texts.drop));
  const code = h("div", {});
  const list = h("div", {});
  const below = h("div", {});
  let limit = Infinity; // characters of a name
  el.append(
    h("h2", {}, texts.title),
    h("p", { class: "ui-lead" }, texts.lead),
    zone, code, problems, asked,
    h("h3", {}, texts.list),
    list, below);

  function over(event) {
    event.preventDefault();
    zone.classList.add("ui-over");
  }

  function out() {
    zone.classList.remove("ui-over");
  }

  function drop(event) {
    event.preventDefault();
    out();
    if (!files.input.disabled) read(event.dataTransfer.files);
  }

  async function read(chosen) {
    clear();
    for (const file of [...chosen]) {
      if (file.size > LARGEST_FILE) problem(`${file.name} ${texts.large}`);
      else model.send({ kind: "bring", name: file.name, text: await textOf(file) });
    }
    files.input.value = "";
  }

  function clear() {
    problems.replaceChildren();
    asked.replaceChildren();
  }

  // what a file would replace is asked first
  function ask({ text, yes, no }) {
    const answer = (kind) => () => {
      asked.replaceChildren();
      model.send({ kind });
    };
    const leave = button(no, answer("leave"), { online: true });
    asked.replaceChildren(h("div", { class: "ui-notice" }, h("p", {}, text), button(yes, answer("use"), { online: true }), leave));
    leave.focus();
  }

  function problem(text) {
    problems.append(h("p", { class: "ui-error" }, text));
  }

  function draw(data) {
    limit = data.limit ?? Infinity;
    code.replaceChildren(...(data.shared ? [codeForm()] : []));
    const rows = (data.people ?? []).map(row);
    list.replaceChildren(
      rows.length ? h("ul", { class: "ui-people" }, rows) : h("p", { class: "ui-hint" }, texts.empty),
      rows.length
        ? h("p", { class: "ui-onward" }, button(data.onwardLabel, () => tell(el, "go", { step: data.onward }), { style: "ui-primary" }))
        : h("p", {}, link(texts.demo, () => model.send({ kind: "demo" }), { online: true })));
    below.replaceChildren(...(rows.length ? [copies(data), h("p", {}, afresh(data))] : [copies(data)]));
  }

  function copies(data) {
    const { input, node } = choice({ type: "checkbox", checked: data.copies, "data-online": true,
      onchange: () => model.send({ kind: "copies", on: input.checked }) }, texts.copies, "ui-copies");
    return h("div", { class: "ui-copying" }, node, h("p", { class: "ui-hint" }, texts.copiesHint));
  }

  function afresh(data) {
    const unkept = data.people.some((person) => person.unkept);
    const go = () => model.send({ kind: "afresh" });
    return link(texts.afresh, (event) => (unkept ? sure(event.currentTarget, texts.afreshSure, go) : go()), { online: true });
  }

  function codeForm() {
    const { input, node } = textField(texts.code, { hint: texts.codeHint, style: "ui-wide", spellcheck: false });
    const submit = (event) => {
      event.preventDefault();
      clear();
      if (input.value.trim()) model.send({ kind: "code", code: input.value });
      input.value = "";
    };
    return h("form", { class: "ui-fields", "data-online": true, onsubmit: submit },
      node,
      h("div", { class: "ui-field" }, h("button", { type: "submit", class: "ui-button", "data-online": true }, texts.open)));
  }

  function row(person) {
    const { key, name, chosen, unkept } = person;
    const off = () => model.send({ kind: "off", key });
    return h("li", { class: "ui-person", "aria-current": chosen ? "true" : null },
      h("span", { class: "ui-earlier" }, h("bdi", {}, name), h("span", { class: "ui-tally" }, person.text),
        person.note ? h("span", { class: "ui-tally" }, person.note) : null),
      chosen
        ? h("span", { class: "ui-chosen" }, `✓ ${texts.chosen}`)
        : button(`${texts.choose} ${name}`, () => model.send({ kind: "choose", key }), { online: true }),
      chosen ? naming(person) : null,
      chosen && person.next ? next() : null,
      // what isn't in a file would be gone: ask once
      link(texts.off, (event) => (unkept ? sure(event.currentTarget, texts.offSure, off) : off()), { of: name, online: true }));
  }

  function naming({ key, own }) {
    let was = pending(el, "name", "", key)?.value ?? own;
    const write = () => {
      if (!fits() || input.value === was) return;
      change(el, "name", "", input.value, was, false, key);
      was = input.value;
    };
    const { input, node, fits } = textField(texts.name, {
      hint: texts.nameHint, style: "ui-wide", limit, value: was, spellcheck: false, onblur: write, onchange: write,
    });
    return node;
  }

  function sure(pressed, text, then) {
    const no = button(texts.offNo, () => draw(model.get("data")));
    pressed.replaceWith(h("span", { class: "ui-sure", role: "alert" },
      h("span", {}, text), button(texts.offYes, then, { style: "ui-danger", online: true }), no));
    no.focus();
  }

  function next() {
    const newer = fileInput(texts.newer, {
      "data-online": true,
      onchange: async () => {
        clear();
        const file = newer.input.files?.[0];
        if (file) model.send({ kind: "next", text: await textOf(file) });
        newer.input.value = "";
      },
    });
    return h("div", { class: "ui-next" },
      h("p", { class: "ui-hint" }, texts.nextHint),
      button(texts.next, () => model.send({ kind: "next" }), { online: true }),
      newer.node);
  }

  return follow({ model, el }, draw, { problem: ({ text }) => problem(text), ask });
}

export default { render };
