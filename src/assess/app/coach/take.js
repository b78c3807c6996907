// What the coach and the person take along.
import { h, listen, uid } from "../elements/dom.js";
import { button, download, levelChoice } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"Leave">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const said = h("p", { class: "ui-done", role: "status" });
  const name = uid();
  const notes = levelChoice({ name, checked: true }, texts.with, texts.withHint);
  const buttons = model.get("formats").map(({ id, label }, index) => button(label, () => ask(id), { style: index > 1 ? "" : "ui-primary", online: true }));
  el.append(h("div", { class: "ui-card" },
    h("fieldset", { class: "ui-question ui-notes ui-screen" },
      h("legend", {}, texts.notes), notes.node, levelChoice({ name }, texts.without, texts.withoutHint).node),
    h("p", { class: "ui-buttons" }, buttons), said, h("p", { class: "ui-hint" }, texts.next)));

  function ask(format) {
    said.textContent = texts.preparing;
    model.send({ kind: "export", format, notes: notes.input.checked });
  }

  return listen({ model, el }, {
    messages: {
      file(message) {
        download(message);
        said.textContent = `${message.name} ${texts.done}`;
      },
      failed({ text }) {
        said.textContent = text;
      },
    },
    told: {
      lost() {
        if (said.textContent === texts.preparing) said.textContent = texts.lost;
      },
    },
  });
}

export default { render };
