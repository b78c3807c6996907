// The files, by who they are for: each with its name below its button.
import { fill, h, uid } from "../elements/dom.js";
import { button, choice, field, select } from "../elements/form.js";
import { evidenceChoice } from "./evidence.js";

/**
 * The cards of all files.
 * @param {any[]} cards
 * @param {Record<string, any>} texts
 * @param {(wanted: {format: string, audience: string, chosen: any, reader: string}) => void} want
 */
export function fileCards(cards, texts, want) {
  const names = new Map(); // "card/format" → where its name stands
  const evidence = evidenceChoice(texts);
  const reader = select([["", texts.anyone]], { id: uid() });
  const add = choice({ type: "checkbox" }, texts.add, "ui-portfolio-entry");
  /** @type {HTMLElement | null} */
  let said = null; // at the card that was asked last

  function card(one) {
    const line = h("p", { class: "ui-done", role: "status" });
    const file = ({ id, label }, index) => {
      const name = h("span", { class: "ui-hint ui-file-name", dir: "auto" });
      names.set(`${one.id}/${id}`, name);
      const press = () => {
        said = line;
        line.textContent = texts.preparing;
        const chosen = !one.read || add.input.checked ? evidence.chosen() : {};
        want({ format: id, audience: one.id, chosen, reader: one.read ? reader.value : "" });
      };
      return h("li", {}, button(label, press, { style: index === 0 ? "ui-primary" : "", online: true }), name);
    };
    const title = uid();
    return h("section", { class: "ui-card ui-screen", "aria-labelledby": title },
      h("h3", { id: title }, one.title), h("p", {}, one.lead),
      one.read ? [field(texts.reader, reader), h("p", {}, add.node)] : null,
      h("ul", { class: "ui-files" }, one.files.map((item, index) => file(item, index))),
      one.shown?.length
        ? [h("p", {}, texts.shown), evidence.node, h("ul", { class: "ui-files" }, one.shown.map((item) => file(item, 1)))]
        : null,
      one.more?.length
        ? h("details", { class: "ui-fold" }, h("summary", {}, texts.more),
          h("ul", { class: "ui-files ui-fold-body" }, one.more.map((item) => file(item, 1))))
        : null,
      h("p", { class: "ui-hint", "data-why": true, hidden: true }), line);
  }

  return {
    nodes: cards.map(card),
    say(text) {
      if (said) said.textContent = text;
    },
    saved: (name) => fill(texts.done, { name }),
    call(message) {
      for (const [key, node] of names) node.textContent = message.names[key] ?? "";
      const before = reader.value;
      reader.replaceChildren(...[["", texts.anyone], ...message.readers]
        .map(([value, label]) => h("option", { value, selected: value === before }, label)));
    },
    clear() {
      if (said) said.textContent = "";
      add.input.checked = false;
      reader.value = "";
      evidence.clear();
    },
  };
}
