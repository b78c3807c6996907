// An activity is finished: when, how long it took, what there is to show.
import { fill, h } from "../../elements/dom.js";
import { button, field } from "../../elements/form.js";
import { EVIDENCE_LIMIT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";
import { lengthOf, typed } from "../../elements/typed.js";
import { hoursField } from "./ticks.js";

// what was typed is kept in `state.forms`, so that drawing anew loses nothing
export function doneForm(plan, item) {
  const { words, state, act } = plan;
  const { id } = item;
  const record = state.forms.get(id);
  const left = h("span", { class: "ui-left" });
  const count = () => (left.textContent = fill(words.left, { count: Math.max(0, EVIDENCE_LIMIT - lengthOf(record.evidence)) }));
  const day = readField("day", {
    value: record.date, "data-key": `day ${id}`, drafts: state.drafts, about: `day ${id}`,
    refuse: (date) => (date > record.today ? words.doneFuture : ""), heard: (date) => (record.date = date),
  });
  const hours = hoursField(plan, fill(words.hoursDone, { hours: item.estimate }), record.hours, `spent ${id}`, (spent) => (record.hours = spent));
  const { input: note, over, fits } = typed({
    class: "ui-note", rows: 2, limit: EVIDENCE_LIMIT, value: record.evidence, "data-key": `note ${id}`,
    oninput: () => { record.evidence = note.value; count(); },
  });
  count();
  fits();
  const press = (name) => (event) => act(event.currentTarget, name, id);
  return h("fieldset", { class: "ui-done-form" },
    h("legend", {}, words.doneTitle),
    field(words.doneDay, day.input, { node: day.node, problem: day.problem }),
    hours.node,
    h("label", { htmlFor: note.id }, words.doneEvidence), note, left, over,
    h("p", { class: "ui-buttons" },
      button(words.doneSave, (event) => {
        const wrong = [day, hours, { fits, input: note }].find((one) => !one.fits());
        if (wrong) wrong.input.focus();
        else press("done")(event);
      }, { style: "ui-primary", "data-key": `done ${id}` }),
      button(words.doneCancel, press("cancel"), { "data-key": `cancel ${id}` })));
}
