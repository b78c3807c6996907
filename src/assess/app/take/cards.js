// The files, by who they are for: each with its name below its button; and evidence to tick, for
// what is shown to others.
import { answered, fill, h, uid } from "../elements/dom.js";
import { button, choice, field, folded, select } from "../elements/form.js";
import { entriesOf } from "../rate/evidence.js";

/**
 * The cards of all files.
 * @param {(wanted: {format: string, audience: string, chosen: any, reader: string}) => void} want
 */
export function fileCards(cards, texts, want) {
  const names = new Map(); // "card/format" → where its name stands
  const evidence = evidenceChoice(texts);
  const reader = select([["", texts.anyone]]);
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
        ? folded(texts.more, {},
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

/** A fold that lists all evidence when it is opened: {node, chosen(), clear()}. */
function evidenceChoice(texts) {
  const lists = h("div", { class: "ui-fold-body" });
  const fold = folded(texts.choose, { ontoggle: () => fold.open && list() }, lists);

  // asked for anew each time: what was answered meanwhile is there
  function list() {
    const form = answered(fold);
    const before = chosen();
    const skills = (form?.content.areas ?? []).flatMap((area) => area.questions)
      .map((item) => ({ item, log: entriesOf(form?.answers[item.id]) })).filter(({ log }) => log.length);
    lists.replaceChildren(...skills.length
      ? skills.map(({ item, log }) => h("fieldset", { class: "ui-portfolio" }, h("legend", {}, item.title),
        log.map((entry, place) => choice(
          { type: "checkbox", "data-id": item.id, value: `${place}`, checked: before[item.id]?.includes(place) ?? false },
          h("span", { dir: "auto" }, entry.text), "ui-portfolio-entry").node)))
      : [h("p", {}, texts.none)]);
  }

  /** Places in a skill's log by its id. */
  function chosen() {
    const found = {};
    for (const input of lists.querySelectorAll("input")) {
      if (input.checked) (found[input.dataset.id ?? ""] ??= []).push(Number(input.value));
    }
    return found;
  }

  return { node: fold, chosen, clear: () => { fold.open = false; lists.replaceChildren(); } };
}
