// One planned activity as a folded card: what to do, what to count, and what became of it.
import { fill, h } from "../../elements/dom.js";
import { button, folded } from "../../elements/form.js";
import { MEASURE_LIMIT } from "../../elements/limits.js";
import { doneForm, draftField, hoursField, questionsOf, stepBox } from "./done.js";

// what has the plan computed anew; how far one got is kept without it
const NEEDS_PLAN = new Set(["pin", "unpin", "leave"]);

// `reading`: whoever sees the card marks nothing in it, as under a coach's Decide.
// `plan`: {words, reading, state, act(button, name, id, more), record(id), measure(id), count(id, measure), pinned}
/** @param {boolean} open unfolded at first; `paper`: and always on paper */
export function planCard(plan, item, open, paper = false) {
  const { words } = plan;
  const record = plan.record(item.id);
  const state = record?.state ?? (record === null ? "planned" : item.state);
  const over = state === "done" || state === "dropped";
  const key = (name) => `${name} ${item.id}`;
  const press = (name, label, style = "") =>
    button(label, (event) => plan.act(event.currentTarget, name, item.id), { style, online: NEEDS_PLAN.has(name), "data-key": key(name), "aria-label": `${label}: ${item.title}` });
  const pinned = plan.pinned.includes(item.id);
  const ownActions = () => {
    if (plan.reading) return h("p", { class: "ui-buttons" }, state === "planned" ? press("leave", words.leave) : null);
    return plan.state.forms.get(item.id)?.where === "card" ? doneForm(plan, item) : actions(words, state, pinned, press);
  };
  const facts = [
    [words.evidence, item.evidence],
    [words.pitfalls, item.pitfalls],
    [words.leads, item.leads_to.length > 1 ? item.leads_to.join("; ") : ""],
    [words.resources, item.resources.length ? h("div", {}, item.reading, h("ul", {}, item.resources.map(([text, url]) => h("li", {}, url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text)))) : ""],
  ].filter(([, value]) => value);
  return h("details", { class: `ui-plan-card as-activity-${item.kind}${over ? " ui-over" : paper ? " ui-paper" : ""}`, "data-key": key("card"), "data-address": item.id, open: open && !over },
    h("summary", {},
      h("span", { class: "ui-card-title" }, item.title),
      h("span", { class: "ui-card-line" },
        h("span", { class: `as-kind as-kind-${item.kind}` }, words.kinds[item.kind]),
        h("span", {}, item.hours),
        h("span", {}, item.when),
        words.states[state] ? h("span", { class: `ui-badge ui-state-${state}` }, words.states[state]) : null,
        pinned ? h("span", { class: "ui-badge" }, words.pinnedMark) : null)),
    h("div", { class: "ui-card-body" },
      item.note ? h("p", { class: "ui-hint" }, item.note) : null,
      item.asks.length && state === "planned" ? h("p", { class: "ui-ask-first" }, fill(words.askFirst, { list: item.asks.join(", ") })) : null,
      item.steps.length
        ? [h("h5", {}, words.steps), over || plan.reading
          ? h("ol", { class: "ui-steps-list" }, item.steps.map((step) => h("li", {}, step)))
          : h("ul", { class: "ui-ticks" }, item.steps.map((step, place) =>
            h("li", {}, stepBox(plan, item.id, place, "card", [place === 0 && state === "planned" && !item.asks.length ? h("b", {}, `${words.beginHere}: `) : null, step]))))]
        : null,
      item.measure && !plan.reading ? measureFields(plan, item) : null,
      h("div", { class: "as-fragment" }, h("dl", { class: "as-facts" }, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
      state === "in_progress" && !plan.reading && !plan.state.forms.has(item.id)
        ? hoursField(plan, fill(words.hoursSoFar, { hours: item.estimate }), record?.hours_spent, `hours ${item.id}`, (hours) => plan.spend(item.id, hours)).node
        : null,
      state === "done" && !plan.reading && plan.state.doneIn.get(item.id) === "card"
        ? questionsOf(plan, plan.proposals.filter(({ activity }) => activity === item.id))
        : null,
      ownActions(),
      over ? null : otherWays(plan, item)));
}

function actions(words, state, pinned, press) {
  if (state === "done" || state === "dropped") return h("p", { class: "ui-buttons" }, press("unmark", words.undo));
  return h("p", { class: "ui-buttons" },
    press("ask-done", words.markDone, "ui-primary"),
    state === "in_progress" ? press("unmark", words.undo) : press("begin", words.begin),
    state === "in_progress" ? press("drop", words.drop) : press("leave", words.leave),
    pinned ? press("unpin", words.unpin) : press("pin", words.pin));
}

// today's value and the wanted one: said in this browser at once, like any other answer
function measureFields(plan, item) {
  const { words } = plan;
  const now = { today: "", wanted: "", ...plan.measure(item.id) };
  const line = (name, label) => {
    const count = (value, soon) => {
      now[name] = value;
      plan.count(item.id, { ...now }, soon);
    };
    return draftField(plan, label, `${name} ${item.id}`, count, { limit: MEASURE_LIMIT, value: now[name], placeholder: " " });
  };
  return h("fieldset", { class: "ui-measure" },
    h("legend", {}, words.measure),
    h("p", {}, item.measure),
    h("div", { class: "ui-fields" }, line("today", words.measureToday), line("wanted", words.measureWanted)));
}

function otherWays(plan, item) {
  const { words } = plan;
  if (!item.others.length) return null;
  return folded(`${words.others} (${item.others.length})`, { "data-key": `others ${item.id}` },
    h("ul", { class: "ui-plain-list" }, item.others.map((other) =>
      h("li", {},
        h("span", {}, other.title, h("small", {}, [other.hours, other.people || words.noPeople].join(", "))),
        other.barrier
          ? h("span", { class: "as-why" }, other.barrier)
          : button(words.swap, (event) => plan.act(event.currentTarget, "swap", item.id, { other: other.id }),
            { online: true, "data-key": `swap ${item.id} ${other.id}`, "aria-label": fill(words.swapName, other) })))));
}
