// A finished activity asks about the level that it leads to; one that rises is shown before and
// after.
import { fill, h, tell, uid } from "../../elements/dom.js";
import { button, link } from "../../elements/form.js";

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
  const withNote = h("input", { type: "checkbox", id: uid(), checked: true });
  const answer = (kind) => (event) => plan.send(event.currentTarget, {
    kind, activity: item.activity, competency: item.competency, level: item.level, note: Boolean(item.note) && withNote.checked,
  });
  return h("div", { class: "ui-proposal" },
    h("p", {}, fill(words.practises, { ...item, activity: item.by })),
    h("blockquote", {}, item.anchor),
    h("p", {}, words.describes),
    item.note ? h("p", { class: "ui-check" }, withNote, h("label", { htmlFor: withNote.id }, words.addNote)) : null,
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
