// The words behind a mark: what the level held says and what the next one asks. Pointing at a radar
// or a dot and choosing from the list do the same, so that nothing needs a mouse.
import { answered, h, listen, uid } from "../elements/dom.js";
import { link } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"LevelDetails">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const list = h("select", { id: uid(), onchange: () => show(list.value) });
  const said = h("div", { class: "ui-closer-text", "aria-live": "polite" }, h("p", { class: "ui-hint" }, texts.hint));
  el.classList.add("ui-closer");
  el.append(h("label", { htmlFor: list.id }, texts.label), list, said);
  /** @type {import("../messages/types").Answered | null} */
  let form = null;

  // the form of the questions knows their texts and the present answers
  function hear(told) {
    const first = !form;
    form = told;
    if (first && form) {
      list.replaceChildren(
        h("option", { value: "" }, texts.choose),
        ...form.content.areas.map((area) =>
          h("optgroup", { label: area.title },
            area.questions.map((item) => h("option", { value: item.id }, `${item.number} ${item.title}`)))));
    }
    if (list.value) show(list.value);
  }

  function show(id) {
    const question = form?.content.areas.flatMap((area) => area.questions).find((item) => item.id === id);
    if (!form || !question) return said.replaceChildren(h("p", { class: "ui-hint" }, texts.hint));
    list.value = id;
    const answer = form.answers[id] ?? {};
    const { scale } = form.content;
    const place = scale.findIndex((item) => item.level === answer.level);
    const state = answer.not_applicable ? texts.na : place < 0 ? texts.unrated : null;
    const held = scale[place];
    const next = scale[place + 1];
    const lines = state
      ? [h("p", {}, state)]
      : [
          h("p", {}, h("b", {}, `${texts.you} (${held.label}${answer.quick ? texts.rough : ""}): `), question.anchors[held.level]),
          next ? h("p", {}, h("b", {}, `${texts.next} (${next.label}): `), question.anchors[next.level]) : h("p", {}, texts.top),
        ];
    // the steps above hear where it leads
    said.replaceChildren(...lines, link(texts.go, () => {}, { "data-question": id }));
  }

  const marks = ":is(.as-radar, .as-dots) [data-competency]";
  function point(event) {
    const mark = event.target.closest?.(marks);
    if (!mark) return;
    if (list.value !== mark.dataset.competency) show(mark.dataset.competency);
    // a tap has no other way to see what it said; a row unfolds its own words
    if (event.type === "click" && mark.closest("svg") && list.value) el.scrollIntoView({ block: "nearest" });
  }

  return listen({ model, el }, {
    told: { answers: (event) => hear(event.detail) },
    begun(root, signal) {
      hear(answered(el));
      for (const name of ["pointerover", "click"]) root.addEventListener(name, point, { signal });
    },
  });
}

export default { render };
