// When somebody works on it, and what they do if something gets in the way: asked once, can be left
// out, and changed at any time.
import { h } from "../../elements/dom.js";
import { button, field, link, problemLine, select } from "../../elements/form.js";
import { ROUTINE_LIMIT } from "../../elements/limits.js";
import { textField } from "../../elements/typed.js";

const EMPTY = { weekday: null, time: "", minutes: null, when: "", obstacle: "", then: "" };

export function routineOf(plan, week) {
  const { words, state } = plan;
  const record = plan.routine();
  if (state.routine) return form(plan, state.routine);
  const edit = (label) => link(label, () => { state.routine = { ...EMPTY, ...record }; plan.draw(); plan.find("routine weekday")?.focus(); }, { "data-key": "routine edit" });
  if (record === null) {
    return h("div", { class: "ui-routine" },
      h("p", {}, h("b", {}, words.routineAsk), " ", words.routineWhy),
      h("p", { class: "ui-buttons" }, edit(words.routineYes), link(words.routineNo, () => plan.sayRoutine({}), { "data-key": "routine no" })));
  }
  return h("p", { class: "ui-routine" }, week.routine ? [h("span", { dir: "auto" }, `${week.routine}. `), edit(words.change)] : edit(words.routineYes));
}

// what was typed is kept in `draft`, so that drawing anew loses nothing
function form(plan, draft) {
  const { words, state } = plan;
  const problem = problemLine();
  const line = (name, label, props = {}) => {
    const { input, node, fits } = textField(label, {
      limit: ROUTINE_LIMIT, value: draft[name] ?? "", "data-key": `routine ${name}`, ...props,
      oninput: () => { draft[name] = input.value; },
    });
    fits();
    return node;
  };
  const weekday = select([["", words.noDay], ...words.weekdays.map((name, place) => [String(place + 1), name])], {
    value: String(draft.weekday ?? ""), "data-key": "routine weekday", onchange: () => { draft.weekday = Number(weekday.value) || null; },
  });
  const time = h("input", { type: "time", value: draft.time, "data-key": "routine time", oninput: () => { draft.time = time.value; } });
  const close = () => {
    state.routine = null;
    plan.draw();
    plan.find("routine edit")?.focus();
  };
  const save = () => {
    const minutes = draft.minutes === null || draft.minutes === "" ? null : Number(draft.minutes);
    if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 720)) return problem.say(words.minutesWrong);
    if ([draft.when, draft.obstacle, draft.then].some((text) => text.length > ROUTINE_LIMIT)) return undefined;
    plan.sayRoutine({ ...draft, minutes });
    return close();
  };
  return h("fieldset", { class: "ui-routine ui-done-form" },
    h("legend", {}, words.routineAsk),
    h("div", { class: "ui-fields" }, field(words.weekday, weekday), field(words.time, time), line("minutes", words.minutes, { inputMode: "numeric", class: "ui-short" })),
    line("when", words.when, { placeholder: words.whenExample }),
    h("div", { class: "ui-fields" },
      line("obstacle", words.mayHinder, { placeholder: words.hinderExample }),
      line("then", words.thenI, { placeholder: words.thenExample })),
    problem.node,
    h("p", { class: "ui-buttons" },
      button(words.save, save, { style: "ui-primary", "data-key": "routine save" }),
      button(words.doneCancelRoutine, close, { "data-key": "routine cancel" })));
}
