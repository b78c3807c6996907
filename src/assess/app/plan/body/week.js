// The present week, on top of the plan: the next steps to tick, whom to ask, what to note, when
// somebody works on it, how the week went, and what comes next.
import { fill, h } from "../../elements/dom.js";
import { button, choice, field, link, problemLine, select } from "../../elements/form.js";
import { ROUTINE_LIMIT } from "../../elements/limits.js";
import { spoken } from "../../elements/redraw.js";
import { textField } from "../../elements/typed.js";
import { checkInOf, historyOf, reviewOf, smallerOf } from "./check_in.js";
import { doneForm, questionsOf, stepBox } from "./done.js";
import { draftOf } from "./quarter.js";

export function weekOf(plan, week) {
  const { words } = plan;
  return h("section", { class: "ui-card ui-this-week", "aria-label": week.title },
    h("h3", {}, week.title, " ", h("small", {}, [week.dates, week.hours].filter(Boolean).join(" · "))),
    h("p", { class: "ui-plan-progress" }, week.check_in.progress.map((line) => h("span", {}, line))),
    questionsOf(plan, plan.proposals.filter(({ activity }) => plan.state.doneIn.get(activity) !== "card")),
    smallerOf(plan, week.check_in),
    week.message ? h("p", {}, week.message) : null,
    week.review ? reviewOf(plan, week.review) : null,
    week.tasks.map((task) => taskOf(plan, week, task)),
    week.asks.length
      ? [h("h4", {}, words.asks), h("ul", { class: "ui-plain-list" }, week.asks.map((ask) => askOf(plan, ask)))]
      : null,
    week.review ? null : [routineOf(plan, week), week.begun ? checkInOf(plan, week) : null],
    historyOf(plan, week.check_in),
    week.later ? h("p", { class: "ui-hint" }, week.later) : null);
}

function taskOf(plan, week, task) {
  const { words } = plan;
  const form = plan.state.forms.get(task.id);
  return h("div", { class: "ui-week-task" },
    h("h4", {}, task.title, " ", h("small", {}, [task.hours, task.progress].filter(Boolean).join(" · "))),
    task.steps.length ? h("ul", { class: "ui-ticks" }, task.steps.map((step) => stepOf(plan, task, step))) : null,
    task.note ? h("p", { class: "ui-hint" }, h("b", {}, `${words.toNote}: `), task.note) : null,
    form?.where === "week"
      ? doneForm(plan, task)
      : h("p", { class: "ui-buttons" }, link(words.markDone, () => plan.finish(task.id), { "data-key": `ask-done week ${task.id}`, "aria-label": `${words.markDone}: ${task.title}` })));
}

// done is a tick; begun and put off are buttons beside it
function stepOf(plan, task, step) {
  const { words } = plan;
  const present = plan.stepState(task.id, step.number);
  const node = stepBox(plan, task.id, step.number, "week", [step.text, step.minutes ? h("small", {}, ` ${step.minutes}`) : null]);
  const press = (name, label) =>
    link(label, () => plan.step(task.id, step.number, present === name ? "" : name), {
      "aria-pressed": String(present === name), "data-key": `${name} ${task.id} ${step.number}`, "aria-label": `${label}: ${step.text}`,
    });
  return h("li", { class: present ? `ui-step-${present}` : "" }, node,
    present === "done" ? null : h("span", { class: "ui-step-else" }, press("partly", words.partly), press("later", words.notThisWeek)));
}

function askOf(plan, ask) {
  const { words } = plan;
  const day = plan.askedOn(ask);
  const { node } = choice({
    type: "checkbox", checked: Boolean(day), "data-key": `asked ${ask.person}`,
    onchange: (event) => plan.ask(ask, event.target.checked),
  }, day ? fill(words.askedOn, { day: spoken(day, "short") }) : words.asked);
  node.querySelector("input")?.setAttribute("aria-label", `${words.asked}: ${ask.name}`);
  return h("li", {},
    h("span", {}, h("b", {}, ask.name[0].toUpperCase() + ask.name.slice(1)), h("small", {}, fill(words.askFor, { list: ask.for_what.join("; ") }))),
    h("span", { class: "ui-asked" }, node),
    ask.draft ? draftOf(plan, { number: "week" }, ask) : null);
}

const NO_ROUTINE = { weekday: null, time: "", minutes: null, when: "", obstacle: "", then: "" };

// when somebody works on it, and what they do if something gets in the way: asked once, can be left
// out, and changed at any time
function routineOf(plan, week) {
  const { words, state } = plan;
  const record = plan.routine();
  if (state.routine) return routineForm(plan, state.routine);
  const edit = (label) => link(label, () => { state.routine = { ...NO_ROUTINE, ...record }; plan.draw(); plan.find("routine weekday")?.focus(); }, { "data-key": "routine edit" });
  if (record === null) {
    return h("div", { class: "ui-routine" },
      h("p", {}, h("b", {}, words.routineAsk), " ", words.routineWhy),
      h("p", { class: "ui-buttons" }, edit(words.routineYes), link(words.routineNo, () => plan.sayRoutine({}), { "data-key": "routine no" })));
  }
  return h("p", { class: "ui-routine" }, week.routine ? [h("span", { dir: "auto" }, `${week.routine}. `), edit(words.change)] : edit(words.routineYes));
}

// what was typed is kept in `draft`, so that drawing anew loses nothing
function routineForm(plan, draft) {
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
