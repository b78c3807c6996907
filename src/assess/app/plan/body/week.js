// The present week, on top of the plan: the next steps to tick, whom to ask, what to note, how the
// week went, and what comes next.
import { fill, h } from "../../elements/dom.js";
import { choice, link } from "../../elements/form.js";
import { spoken } from "../../elements/redraw.js";
import { checkInOf, historyOf, reviewOf, smallerOf } from "./check_in.js";
import { doneForm, stepBox } from "./done.js";
import { questionsOf } from "./levels.js";
import { draftOf } from "./quarter.js";
import { routineOf } from "./routine.js";

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
