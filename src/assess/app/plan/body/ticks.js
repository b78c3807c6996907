// The steps of an activity as tick boxes, and the hours that it takes.
import { h } from "../../elements/dom.js";
import { choice, field } from "../../elements/form.js";
import { MOST_HOURS_SPENT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";

/**
 * Tick boxes for some steps. `where` tells boxes of the same step in two places apart.
 * @param {[number, any][]} steps number from 0, and what stands beside the box
 */
export function tickList(plan, id, steps, where) {
  const ticked = plan.record(id)?.ticks ?? [];
  return h("ul", { class: "ui-ticks" }, steps.map(([place, text]) => {
    const { node } = choice({
      type: "checkbox", checked: ticked.includes(place), "data-key": `tick ${where} ${id} ${place}`,
      onchange: (event) => plan.tick(id, place, event.target.checked),
    }, text);
    return h("li", {}, node);
  }));
}

/** A field for hours. `put` hears what can be read: a number, null for none. */
export function hoursField(plan, label, value, key, put) {
  const { words } = plan;
  const made = readField("number", {
    value, class: "ui-short", "data-key": key, drafts: plan.state.drafts, about: key,
    refuse: (hours) => (hours < 0 || hours > MOST_HOURS_SPENT ? words.hoursWrong : ""),
    heard: (hours, soon) => { if (!soon) put(hours); },
  });
  return { ...made, node: field(label, made.input, { hint: words.hoursWhy, problem: made.problem }) };
}
