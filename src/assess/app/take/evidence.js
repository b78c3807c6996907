// Evidence to tick, for what is shown to others.
import { answered, h } from "../elements/dom.js";
import { choice } from "../elements/form.js";
import { entriesOf } from "../rate/evidence.js";

/** A fold that lists all evidence when it is opened: {node, chosen(), clear()}. */
export function evidenceChoice(texts) {
  const lists = h("div", { class: "ui-fold-body" });
  const fold = h("details", { class: "ui-fold", ontoggle: () => fold.open && list() },
    h("summary", {}, texts.choose), lists);

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
