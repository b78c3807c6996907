// What is kept about the person: seen, taken along, erased; and a code for another computer.
import { questions } from "../elements/asking.js";
import { h, listen } from "../elements/dom.js";
import { button, codeLine, download, link } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"YourData">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  // what only the server can do
  const online = (label, press, style = "") => button(label, press, { style, online: true });
  const said = h("p", { class: "ui-done", role: "status" });
  const list = h("div", { class: "ui-kept", hidden: true });
  const codes = h("div", { class: "ui-codes", role: "status" });
  const open = h("div", {});
  const forget = h("div", { class: "ui-forget" });
  el.append(h("div", { class: "ui-card" },
    h("h3", {}, texts.title), h("p", {}, texts.lead),
    h("p", { class: "ui-buttons" }, online(texts.show, () => model.send({ kind: "show" }))), list, said,
    h("h4", {}, texts.elsewhere),
    model.get("shared")
      ? [h("p", {}, texts.elsewhereCode), h("p", { class: "ui-buttons" }, online(texts.make, () => model.send({ kind: "make" }))), codes, open]
      : h("p", {}, texts.elsewhereFile),
    h("hr", {}), forget));
  const erasing = questions(model, texts.erasing);
  askForget();

  function askForget() {
    const why = h("p", { class: "ui-hint", "data-why": true, hidden: true });
    forget.replaceChildren(online(texts.forget, sureForget, "ui-danger"), why);
  }

  function sureForget() {
    const yes = online(texts.forgetYes, () => erasing.ask(yes, { kind: "forget" }), "ui-danger");
    const no = button(texts.forgetNo, () => { askForget(); forget.querySelector("button")?.focus(); });
    forget.replaceChildren(h("p", { role: "alert" }, texts.forgetSure), h("p", { class: "ui-buttons" }, yes, no));
    no.focus();
  }

  function usable(items) {
    const row = ([id, until]) => h("li", {}, `${texts.until} ${until} `, link(texts.revoke, () => model.send({ kind: "revoke", id }), { online: true }));
    open.replaceChildren(...(items.length ? [h("p", { class: "ui-hint" }, texts.open), h("ul", { class: "ui-earlier-list" }, items.map(row))] : []));
  }

  return listen({ model, el }, {
    messages: {
      rows({ rows }) {
        list.hidden = false;
        said.textContent = rows.length ? "" : texts.nothing;
        list.replaceChildren(...(rows.length
          ? [h("dl", { class: "ui-rows" }, rows.flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)])),
            h("p", { class: "ui-buttons" }, online(texts.file, () => model.send({ kind: "file" })))]
          : []));
      },
      code: (message) => codes.replaceChildren(...codeLine(texts, message)),
      codes: ({ items }) => usable(items),
      file: download,
      problem({ text }) {
        said.textContent = text;
      },
      clear() {
        for (const place of [list, codes, open]) place.replaceChildren();
        said.textContent = "";
      },
      answered() {
        erasing.done();
        askForget();
      },
    },
  });
}

export default { render };
