// A quarter that is planned in weeks: its subjects with their activities, whom to ask, the review.
// The first one is shown in full, the next one shorter.
import { fill, h } from "../../elements/dom.js";
import { button, folded } from "../../elements/form.js";
import { planCard } from "./card.js";

export function quarterOf(plan, quarter, full) {
  const { words } = plan;
  const cards = (items, from) => items.map((item, place) => planCard(plan, item, full && from === 0 && place === 0, full));
  return h("section", { class: "ui-quarter" },
    h("h3", {}, quarter.title, " ", h("small", {}, quarter.dates)),
    quarter.likely ? h("p", { class: "ui-hint" }, quarter.likely) : null,
    quarter.subjects.map((subject, place) => subjectOf(plan, quarter, subject, cards(subject.activities, place), full)),
    quarter.preparing.length
      ? h("div", { class: "ui-subject" }, h("h4", {}, words.preparing), cards(quarter.preparing, quarter.subjects.length))
      : null,
    quarter.also.length ? h("p", { class: "ui-hint" }, fill(words.also, { list: quarter.also.join("; ") })) : null,
    quarter.asks.length ? asksOf(plan, quarter, full) : null,
    full ? closingOf(words, quarter) : null,
    quarter.weeks.length ? weeksOf(words, quarter, full) : null);
}

// the showing, and what stays free
function closingOf(words, quarter) {
  const lines = [[words.review, quarter.review], [words.free, quarter.free]].filter(([, text]) => text);
  return lines.length ? h("dl", { class: "ui-closing" }, lines.flatMap(([title, text]) => [h("dt", {}, title), h("dd", {}, text)])) : null;
}

function subjectOf(plan, quarter, subject, cards, full) {
  const { words } = plan;
  // the heading names the subject already
  const reason = subject.reason.startsWith(`${subject.title}: `) ? subject.reason.slice(subject.title.length + 2) : subject.reason;
  return h("div", { class: "ui-subject" },
    h("h4", {}, subject.title),
    h("p", { class: "ui-reason" }, reason[0].toUpperCase() + reason.slice(1)),
    folded(words.anchors, { style: `ui-inline${full ? " ui-paper" : ""}`, "data-key": `anchors ${quarter.number} ${subject.competency}` },
      h("dl", { class: "ui-anchors" },
        h("dt", {}, subject.now), h("dd", {}, subject.anchor_now),
        h("dt", {}, subject.next), h("dd", {}, subject.anchor_next),
        subject.weight_why ? [h("dt", {}, words.weight), h("dd", {}, subject.weight_why)] : null)),
    cards,
    subject.shared.length ? h("p", { class: "ui-hint" }, fill(words.shared, { list: subject.shared.join("”, “") })) : null);
}

// whom to ask in which week, with a draft to copy
function asksOf(plan, quarter, full) {
  const { words } = plan;
  return h("div", { class: "ui-asks" },
    h("h4", {}, words.asks),
    quarter.in_all ? h("p", {}, quarter.in_all) : null,
    h("ul", { class: "ui-plain-list" }, quarter.asks.map((ask) =>
      h("li", {},
        h("span", {}, h("b", {}, ask.name[0].toUpperCase() + ask.name.slice(1)), `, ${ask.by}`,
          h("small", {}, fill(words.askFor, { list: ask.for_what.join("; ") }))),
        full && ask.draft ? draftOf(plan, quarter, ask) : null))));
}

export function draftOf(plan, quarter, ask) {
  const { words } = plan;
  const key = `draft ${quarter.number} ${ask.person}`;
  const text = h("p", { class: "ui-draft-text", dir: "auto" }, ask.draft);
  return folded(words.draft, { style: "ui-inline", "data-key": key },
    text,
    button(words.copy, () => copy(plan, text), { "data-key": `copy ${key}`, "aria-label": `${words.copy}: ${ask.name}` }));
}

async function copy(plan, node) {
  try {
    await navigator.clipboard.writeText(node.textContent);
    plan.say(plan.words.copied);
  } catch {
    // not allowed here: it is selected instead, ready to be copied by hand
    const range = document.createRange();
    range.selectNodeContents(node);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    plan.say(plan.words.selected);
  }
}

function weeksOf(words, quarter, full) {
  return folded(words.weeks, { style: "ui-paper", "data-key": `weeks ${quarter.number}`, "data-address": full ? "weeks" : "weeks-later" },
    h("ol", { class: "ui-weeks" }, quarter.weeks.map((week) =>
      h("li", {},
        h("b", {}, fill(words.week, week), h("small", {}, week.dates)),
        h("span", {},
          week.note ? h("em", {}, week.note) : null,
          week.entries.map(([title, hours]) => h("span", {}, title, h("small", {}, hours))),
          !week.note && !week.entries.length ? h("span", { class: "ui-hint" }, words.nothing) : null)))),
    full ? null : closingOf(words, quarter));
}
