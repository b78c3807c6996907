// What is said of an activity: its steps, the hours that it takes, that it is finished, and whether
// the level that it leads to is reached. What was typed is kept in `state.drafts` and `state.forms`,
// so that drawing anew loses nothing.
import { fill, h, tell } from "../../elements/dom.js";
import { button, choice, field, link } from "../../elements/form.js";
import { EVIDENCE_LIMIT, MOST_HOURS_SPENT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";
import { lengthOf, textField, typed } from "../../elements/typed.js";

/** A tick box for a step, by its number from 0. `where` tells boxes of the same step in two places apart. */
export const stepBox = (plan, id, place, where, text) => choice({
  type: "checkbox", checked: plan.stepState(id, place) === "done", "data-key": `tick ${where} ${id} ${place}`,
  onchange: (event) => plan.step(id, place, event.target.checked ? "done" : ""),
}, text).node;

/** A labelled field for text. `put(value, soon)` hears what fits. */
export function draftField(plan, label, key, put, props) {
  const say = (soon) => () => made.fits() && put(made.input.value, soon);
  const made = textField(label, { "data-key": key, drafts: plan.state.drafts, about: key, oninput: say(true), onchange: say(false), ...props });
  return made.node;
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

/** The form for a finished activity: when, how long it took, and what there is to show. */
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

/** The questions about levels that wait for a yes or a "not yet". */
export function questionsOf(plan, items) {
  if (!items.length) return null;
  return h("section", { class: "ui-proposals", "aria-label": plan.words.proposals },
    h("h4", {}, plan.words.proposals),
    items.map((item) => question(plan, item)));
}

function question(plan, item) {
  const { words } = plan;
  const key = `${item.activity}/${item.competency}`;
  const withNote = choice({ type: "checkbox", checked: true }, words.addNote, "ui-check");
  const answer = (kind) => (event) => plan.send(event.currentTarget, {
    kind, activity: item.activity, competency: item.competency, level: item.level, note: Boolean(item.note) && withNote.input.checked,
  });
  return h("div", { class: "ui-proposal" },
    h("p", {}, fill(words.practises, { ...item, activity: item.by })),
    h("blockquote", {}, item.anchor),
    h("p", {}, words.describes),
    item.note ? h("p", {}, withNote.node) : null,
    h("p", { class: "ui-buttons" },
      button(fill(words.yes, item), answer("confirm"), { style: "ui-primary", online: true, "data-key": `yes ${key}` }),
      button(words.notYet, answer("not_yet"), { online: true, "data-key": `no ${key}` })),
    h("p", {}, link(words.askOthers, () => tell(plan.root, "ask-others", { skills: [item.competency] }), { of: item.title })));
}

/** A level before and after, as two rows of dots. @param {import("../../messages/messages").Risen} risen */
export function risenOf(words, risen) {
  const label = (level) => risen.scale.find((one) => one.level === level)?.label ?? "";
  const row = (name, level) => h("span", { class: "ui-risen-row" },
    h("span", {}, name),
    h("span", { class: "ui-dots" }, risen.scale.map((one) => h("i", { class: one.level <= level ? "ui-dot-full" : "" }))),
    h("b", {}, label(level)));
  const told = fill(words.risenAlt, { title: risen.title, before: label(risen.before), now: label(risen.now) });
  return h("span", { class: "ui-risen", role: "img", "aria-label": told }, row(words.before, risen.before), row(words.now, risen.now));
}
