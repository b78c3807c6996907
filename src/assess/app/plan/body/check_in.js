// How one week went, in two minutes: hours, what got in the way, keep or change; and a quarter, at
// its end. What is said is kept at once, like an answer; "Check in" has the plan made again.
import { fill, h, tell, uid } from "../../elements/dom.js";
import { button, choice, field, folded, link } from "../../elements/form.js";
import { HOURS_A_WEEK, MEASURE_LIMIT, WORDS_LIMIT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";
import { spoken } from "../../elements/redraw.js";
import { draftField } from "./done.js";

export const EMPTY = { hours: null, on: [], obstacle: "", words: "", later: [], worked: "", shown: "", verdict: "", size: "" };

// whether a check-in was handed in, not only begun
const isSaid = (record) => Boolean(record?.verdict);

export function checkInOf(plan, week) {
  const { words } = plan;
  const { weeks } = week.check_in;
  const about = weeks.find(({ day }) => day === plan.state.checkIn) ?? weeks[0]; // as chosen, else the first that was offered
  if (!about) return null;
  const record = plan.checkIn(about.day);
  if (isSaid(record) && plan.state.editing !== about.day) return saidOf(plan, week.check_in, about, record);
  const say = (parts, soon = false) => plan.sayCheckIn(about.day, { ...EMPTY, ...plan.checkIn(about.day), on: about.activities, ...parts, verdict: "" }, soon);
  const hand = (verdict) => {
    plan.state.editing = null;
    plan.sayCheckIn(about.day, { ...EMPTY, on: about.activities, ...plan.checkIn(about.day), verdict });
  };
  const name = uid();
  return h("div", { class: "ui-check-in", role: "group", "aria-label": words.checkIn },
    h("h4", {}, fill(words.checkInTitle, { week: about.label.toLowerCase() }), " ", h("small", {}, words.checkInHint)),
    weeks.length > 1 ? otherWeek(plan, week.check_in, about) : null,
    hoursOf(plan, about, record, say),
    h("fieldset", { class: "ui-wish" }, h("legend", {}, words.obstacle),
      h("div", { class: "ui-chips" }, Object.entries(words.obstacles).map(([value, label]) =>
        choice({ name, value, checked: record?.obstacle === value, "data-key": `obstacle ${value}`, onchange: () => say({ obstacle: value }) }, label, "ui-chip").node))),
    record?.obstacle && record.obstacle !== "nothing" ? wordsField(plan, about.day, words.obstacleWords, "words", say) : null,
    h("p", { class: "ui-buttons" },
      button(words.checkInKeep, () => hand("keep"), { style: "ui-primary", "data-key": "check-in keep" }),
      button(words.checkInChange, () => { hand("change"); tell(plan.root, "change-plan"); }, { "data-key": "check-in change" })));
}

function otherWeek(plan, { weeks }, about) {
  const other = weeks.find(({ day }) => day !== about.day);
  return h("p", {}, link(fill(plan.words.otherWeek, { week: other.label.toLowerCase() }), () => {
    plan.state.checkIn = other.day;
    plan.draw();
  }, { "data-key": "other week" }));
}

// one click for what is usual, a field for the rest
function hoursOf(plan, about, record, say) {
  const { words } = plan;
  const half = Math.max(0.25, Math.round(about.hours * 2) / 4);
  const usual = [...new Set([0, half, about.hours])];
  const hours = readField("number", {
    value: record?.hours ?? null, class: "ui-short", "data-key": "check-in hours", drafts: plan.state.drafts, about: `check-in hours ${about.day}`,
    refuse: (value) => (value < 0 || value > HOURS_A_WEEK ? words.hoursWrong : ""),
    // nothing is drawn anew here: the button that is being pressed would go
    heard: (value, soon) => { if (!soon) say({ hours: value }, true); },
  });
  return h("div", {},
    h("div", { class: "ui-fields ui-inline" },
      field(fill(words.weekHours, { hours: about.hours }), hours.input, { problem: hours.problem }),
      h("div", { class: "ui-chips" }, usual.map((one) =>
        button(one ? fill(words.hoursChip, { hours: one }) : words.noHours, () => say({ hours: one }), { "aria-pressed": String(record?.hours === one), "data-key": `hours chip ${one}` })))));
}

// a text of a check-in, kept letter by letter
const wordsField = (plan, day, label, name, say) =>
  draftField(plan, label, `check-in ${name}`, (value) => say({ [name]: value }, true), {
    limit: WORDS_LIMIT, rows: 2, class: "ui-note", value: plan.checkIn(day)?.[name] ?? "", about: `check-in ${name} ${day}`, onchange: null,
  });

function saidOf(plan, { weeks }, about, record) {
  const { words } = plan;
  const other = weeks.find(({ day }) => day !== about.day && !isSaid(plan.checkIn(day)));
  return h("div", { class: "ui-check-in" },
    h("p", {}, h("strong", {}, `✓ ${fill(words.checkedIn, { week: about.label.toLowerCase(), day: spoken(record.day, "short") })} `),
      link(words.checkInEdit, () => { plan.state.editing = about.day; plan.draw(); }, { "data-key": "check-in edit" })),
    other ? otherWeek(plan, { weeks: [other, about] }, about) : null);
}

/** Weeks were missed: a smaller plan, to be taken or not by one click. */
export function smallerOf(plan, checkIn) {
  const { words } = plan;
  if (!checkIn.missed || !checkIn.weeks.some(({ label }) => label)) return null;
  const hours = checkIn.smaller;
  const answer = (size) => {
    if (size === "smaller") plan.setHours(hours);
    const day = checkIn.this_week;
    plan.sayCheckIn(day, { ...EMPTY, ...plan.checkIn(day), size });
  };
  return h("div", { class: "ui-old ui-smaller", role: "group", "aria-label": words.smallerTitle },
    h("p", {}, checkIn.missed),
    button(fill(words.smaller, { hours }), () => answer("smaller"), { style: "ui-primary", "data-key": "smaller" }),
    button(fill(words.same, { hours: checkIn.present }), () => answer("same"), { "data-key": "same" }));
}

export function historyOf(plan, { history }) {
  const { words } = plan;
  if (!history.length) return null;
  return folded(`${words.history} (${history.length})`, { style: "ui-inline", "data-key": "check-ins", "data-address": "check-ins" },
    h("ul", { class: "ui-plain-list" }, history.map(([day, text]) =>
      h("li", {}, h("span", { dir: "auto" }, text),
        link(words.historyRemove, () => plan.sayCheckIn(day, null), { "data-key": `check-in gone ${day}`, "aria-label": `${words.historyRemove}: ${text}` })))));
}

/** A quarter's end: measure then and now, what worked, what was shown to whom; then the next one is planned. */
export function reviewOf(plan, review) {
  const { words } = plan;
  const say = (parts, soon = false) => plan.sayCheckIn(review.day, { ...EMPTY, ...plan.checkIn(review.day), ...parts, verdict: "" }, soon);
  return h("div", { class: "ui-check-in ui-review", role: "group", "aria-label": words.reviewTitle },
    h("h4", {}, words.reviewTitle),
    review.measures.map((row) => measureOf(plan, row)),
    wordsField(plan, review.day, words.worked, "worked", say),
    wordsField(plan, review.day, fill(words.shown, { name: review.shown_to }), "shown", say),
    h("p", {}, link(words.askReview, () => tell(plan.root, "ask-others", { skills: review.subjects }))),
    review.next ? h("p", { class: "ui-hint" }, review.next) : null,
    h("p", { class: "ui-buttons" },
      button(words.planNext, () => plan.sayCheckIn(review.day, { ...EMPTY, ...plan.checkIn(review.day), verdict: "next" }), { style: "ui-primary", "data-key": "plan next" })));
}

// how it stood at first, and how it stands now
function measureOf(plan, [id, title, what, before]) {
  const { words } = plan;
  const put = (reached, soon) => plan.count(id, { today: "", wanted: "", ...plan.measure(id), reached }, soon);
  return h("div", { class: "ui-then-now" },
    h("p", {}, what, h("small", {}, before ? fill(words.then, { before }) : words.thenUnsaid)),
    draftField(plan, fill(words.reached, { title }), `reached ${id}`, put, { limit: MEASURE_LIMIT, value: plan.measure(id)?.reached ?? "" }));
}
