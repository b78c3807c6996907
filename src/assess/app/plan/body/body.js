// The plan itself. Each section is drawn again only where its data changed.
import { change, pending, questions } from "../../elements/asking.js";
import { fill, h, keepParts, listen } from "../../elements/dom.js";
import { button, folded, link } from "../../elements/form.js";
import { redrawFor, speaker, spoken } from "../../elements/redraw.js";
import { quarterOf } from "./quarter.js";
import { EMPTY } from "./check_in.js";
import { risenOf } from "./done.js";
import { checkedOf, decidingOf, notPlannedOf, outlookOf, versionsOf, worthOf } from "./tables.js";
import { weekOf } from "./week.js";

const MARKS = { begin: "in_progress", drop: "dropped" };

/** @param {import("../../messages/types").Widget<"PlanBody">} widget */
function render({ model, el }) {
  const words = model.get("words");
  const live = speaker();
  const names = ["head", "week", "done", "quarters", "rest"];
  /** @type {Record<string, HTMLElement>} */
  const sections = Object.fromEntries(names.map((name) => [name, h("div", { class: `ui-plan-${name}` })]));
  const note = h("div", { class: "ui-undo ui-toast", hidden: true });
  // `from`: of which plan and answers it was asked
  const searches = Object.fromEntries(["worth", "deciding"].map((about) => [about, {
    running: false, found: null, from: "", progress: h("span", { class: "ui-hint" }),
  }]));
  // `doneIn`: where an activity was finished on this page; `routine`: what is typed of it;
  // `checkIn`, `editing`: the week that is asked about, and the one that is said anew
  /** @type {{forms: Map<string, any>, drafts: Map<string, string>, doneIn: Map<string, string>, routine: any, checkIn: string | null, editing: string | null, asked: any, plan: string, told?: boolean}} */
  const state = { forms: new Map(), drafts: new Map(), doneIn: new Map(), routine: null, checkIn: null, editing: null, asked: null, plan: "" };
  const asking = questions(model, words.working);
  let goes = false; // the plan was just made: its heading takes the focus
  el.classList.add("ui-plan-body");
  el.append(...Object.values(sections), note, live.node);

  const told = () => model.get("parts");
  const view = () => told().view;
  const today = () => {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  // what was said here and isn't stored yet goes before what the kernel says
  const mine = (kind, id, stored) => {
    const unsaved = pending(el, kind, id);
    return unsaved ? unsaved.value : stored;
  };
  const within = () => mine("setting", "reach", null) ?? told().reach?.within ?? [];
  const plan = {
    words,
    state,
    root: el,
    act,
    send,
    draw: () => draw(),
    find: (key) => find(key),
    say: (text) => live.say(text),
    record: (id) => mine("progress", id, told().records?.[id]),
    measure: (id) => mine("measure", id, told().measures?.[id]),
    step: markStep,
    stepState,
    askedOn: (ask) => ask.people.map((id) => mine("asked", id, told().asked?.[id])).sort()[0] ?? null,
    ask(ask, on) {
      for (const id of ask.people) change(el, "asked", id, on ? today() : null, told().asked?.[id] ?? null);
      live.say(on ? fill(words.askedSaid, { name: ask.name }) : words.stepOpen);
      draw();
    },
    checkIn: (day) => mine("check-in", day, told().checkIns?.[day]) ?? null,
    sayCheckIn,
    routine: () => mine("setting", "routine", told().routine) ?? null,
    sayRoutine(value) {
      change(el, "setting", "routine", value, told().routine ?? null);
      draw();
    },
    setHours: (hours) => change(el, "setting", "hours", hours, told().hours),
    get proposals() {
      return told().proposals ?? [];
    },
    spend: (id, hours) => mark(id, { ...(plan.record(id) ?? { state: "in_progress", date: today(), evidence: "" }), hours_spent: hours }, words.hoursSaved),
    finish: (id) => act(null, "ask-done", id, { where: "week" }),
    count: (id, measure, soon) => change(el, "measure", id, measure, told().measures?.[id] ?? null, soon),
    get pinned() {
      return told().pinned ?? [];
    },
  };

  const activities = () => (view()?.quarters ?? []).flatMap((quarter) => [...quarter.subjects.flatMap((subject) => subject.activities), ...quarter.preparing]);
  const titleOf = (id) => activities().find((item) => item.id === id)?.title ?? told().titles?.[id] ?? id;
  // all that anything was said about: id → record
  const records = () => {
    const ids = new Set([...Object.keys(told().records ?? {}), ...activities().map(({ id }) => id)]);
    return [...ids].map((id) => [id, plan.record(id)]).filter(([, record]) => record);
  };

  const searchOf = (about) => ({
    ...searches[about],
    old: searches[about].from !== state.plan,
    ask() {
      if (searches[about].running) return;
      Object.assign(searches[about], { running: true, found: null, from: state.plan }).progress.textContent = "";
      model.send({ kind: about });
      live.say(words.searching);
      draw();
    },
    stop() {
      searches[about].running = false;
      model.send({ kind: "stop", about });
      live.say(words.stopped);
      draw();
      find(`${about} ask`)?.focus();
    },
  });

  function send(pressed, message) {
    if (asking.ask(pressed, message)) live.say(words.working);
  }

  const build = {
    head: () => !view() ? h("p", { class: "ui-empty ui-paper-only" }, words.noPlan) : [
      h("h3", { tabIndex: -1, class: "ui-plan-title" }, view().title),
      h("p", { class: "ui-plan-summary" }, view().summary),
      view().begin && !told().week ? h("p", { class: "ui-plan-begin" }, view().begin) : null,
      view().progress.length ? h("p", { class: "ui-plan-progress" }, view().progress.map((line) => h("span", {}, line))) : null,
    ],
    week: () => view() && [
      told().week ? weekOf(plan, told().week) : null,
      told().effort
        ? h("p", { class: "ui-hint" }, told().effort, " ", link(told().estimates ? words.useLearned : words.useEstimates, useHours, { "data-key": "effort" }))
        : null,
      ...view().notes.map((line) => h("p", { class: "ui-hint" }, line)),
      told().rough && view().quarters.length ? h("p", {}, link(words.deciding, toDeciding, { "data-key": "to deciding" })) : null,
    ],
    done: () => doneOf(records().filter(([, record]) => record.state === "done" || record.state === "dropped")),
    quarters: () => view() && view().quarters.map((quarter, place) => quarterOf(plan, quarter, place === 0)),
    rest: () => [
      ...(view()
        ? [
          view().quarters.length ? decidingOf(words, searchOf("deciding"), told().levels ?? {}) : null,
          outlookOf(words, view().outlook),
          checkedOf(words, view()),
          notPlannedOf(words, view().not_planned),
          view().quarters.length ? worthOf(words, searchOf("worth"), canAsk, within()) : null,
        ].flat()
        : []),
      versionsOf(words, told().versions ?? [], state.asked, (pressed, kind, version) => send(pressed, { kind, version })),
    ],
  };
  // what a section is drawn from
  const source = {
    head: () => view() && [view().title, view().summary, view().begin, view().progress, Boolean(told().week)],
    week: () => view() && [
      view().notes, told().rough, told().week, told().effort, told().estimates, records(), told().proposals, told().routine, state.routine !== null, state.checkIn, state.editing, [...state.forms.keys()],
      (told().week?.check_in.weeks ?? []).map(({ day }) => plan.checkIn(day)), plan.routine(), (told().week?.asks ?? []).map(plan.askedOn),
    ],
    done: () => records(),
    quarters: () => [view()?.quarters, records(), told().pinned, [...state.forms.keys()], told().proposals, [...state.doneIn]],
    rest: () => [view()?.outlook, view()?.wishes, view()?.checked, view()?.not_planned, told().versions, told().levels, Object.values(searches).map(({ running, found, from }) => [running, found, from !== state.plan]), state.asked, within()],
  };

  function doneOf(items) {
    if (!items.length) return null;
    return folded(`${words.done} (${items.length})`, { style: "ui-done-list", "data-key": "done", "data-address": "done" },
      h("ul", { class: "ui-plain-list" }, items.map(([id, record]) =>
        h("li", {},
          h("span", {}, h("span", { "aria-hidden": true }, record.state === "done" ? "✓ " : "– "), titleOf(id),
            h("small", {}, record.date ? fill(words.doneOn, { state: words.states[record.state], day: spoken(record.date, "short") }) : words.states[record.state]),
            record.evidence ? h("q", { class: "as-note", dir: "auto" }, record.evidence) : null),
          link(words.undo, () => mark(id, null), { "data-key": `take-back ${id}`, "aria-label": `${words.undo}: ${titleOf(id)}` })))));
  }

  function toDeciding() {
    const fold = /** @type {HTMLDetailsElement} */ (find("deciding"));
    const summary = fold.querySelector("summary");
    if (!fold.open) summary?.click();
    summary?.focus({ preventScroll: true });
    fold.scrollIntoView({ block: "start" });
  }

  // where the focus goes when its place is gone
  const heading = () => sections.head.querySelector("h3");
  const lost = () => note.querySelector("button") ?? heading();

  function draw() {
    for (const name of names) redrawFor(sections[name], source[name](), build[name], lost);
  }

  function act(pressed, name, id, more = {}) {
    if (name === "ask-done") {
      const logged = told().week?.tasks.find((task) => task.id === id)?.logged || null;
      state.forms.set(id, { date: today(), today: today(), evidence: "", hours: plan.record(id)?.hours_spent ?? logged, where: more.where ?? "card" });
      draw();
      find(`day ${id}`)?.focus();
    } else if (name === "cancel") {
      const { where } = state.forms.get(id);
      state.forms.delete(id);
      for (const typed of ["day", "spent"]) state.drafts.delete(`${typed} ${id}`);
      draw();
      find(where === "week" ? `ask-done week ${id}` : `ask-done ${id}`)?.focus();
    } else if (name === "done") {
      const { date, evidence, hours, where } = state.forms.get(id);
      state.forms.delete(id);
      state.doneIn.set(id, where);
      mark(id, { state: "done", date: date || today(), evidence: evidence.trim(), hours_spent: hours });
    } else if (name in MARKS) mark(id, { state: MARKS[name], date: today(), evidence: "" });
    else if (name === "unmark") mark(id, null);
    else send(pressed, { kind: name, id, ...more });
  }

  /** @returns {HTMLElement | null} */
  const find = (key) => el.querySelector(`[data-key="${CSS.escape(key)}"]`);

  // how far one got: in this browser at once, on the server when it can be reached
  function mark(id, record, text = null) {
    const before = plan.record(id) ?? null;
    if (record && before) {
      const { hours_spent = null, ticks = [], partly = [], touched = null } = before;
      record = { hours_spent, ticks, partly, touched, ...record };
    }
    change(el, "progress", id, record, before);
    text ??= fill(words.marked[record?.state ?? "planned"], { title: titleOf(id) });
    const back = text === words.takenBack ? null : () => mark(id, before, words.takenBack);
    show(text, back);
    state.told = true;
    draw();
  }

  const thisWeek = () => told().week?.check_in.this_week ?? "";
  const putOff = () => plan.checkIn(thisWeek())?.later ?? [];

  function stepState(id, place) {
    const record = plan.record(id);
    if (record?.ticks?.includes(place)) return "done";
    if (record?.partly?.includes(place)) return "partly";
    return putOff().includes(`${id}/${place}`) ? "later" : "";
  }

  // a step was done, partly or not this week, or is open again; the first one begins the activity
  function markStep(id, place, now) {
    const before = plan.record(id) ?? null;
    const was = stepState(id, place);
    const without = (list) => (list ?? []).filter((one) => one !== place);
    const lists = { done: without(before?.ticks), partly: without(before?.partly) };
    lists[now]?.push(place);
    const [ticks, partly] = Object.values(lists).map((list) => list.sort((a, b) => a - b));
    if (now in lists || was in lists) {
      const touched = now in lists ? today() : before?.touched ?? null;
      change(el, "progress", id, { state: "in_progress", date: today(), evidence: "", ...before, ticks, partly, touched }, before);
    }
    if (now === "later" || was === "later") {
      const later = putOff().filter((one) => one !== `${id}/${place}`).concat(now === "later" ? [`${id}/${place}`] : []);
      sayCheckIn(thisWeek(), { ...EMPTY, ...plan.checkIn(thisWeek()), later });
    }
    const of = activities().find((item) => item.id === id)?.steps.length;
    const said = { partly: words.stepPartly, later: words.stepLater }[now] ?? fill(words.ticksOf, { done: ticks.length, of });
    live.say(ticks.length === of ? fill(words.allTicked, { title: titleOf(id) }) : said);
    state.told = true;
    draw();
  }

  function sayCheckIn(day, value, soon = false) {
    if (value) {
      const last = new Date(Date.parse(day) + 6 * 86400000).toISOString().slice(0, 10);
      const inWeek = (at) => Boolean(at) && at >= day && at <= last;
      const touched = records().some(([, record]) => inWeek(record.touched) || inWeek(record.date));
      value = { ...value, day: today(), done: touched || value.hours > 0, ticks: told().week?.check_in.ticks ?? null };
    }
    change(el, "check-in", day, value, told().checkIns?.[day] ?? null, soon);
    if (!soon) draw();
  }

  function useHours() {
    change(el, "setting", "effort", told().estimates ? null : 1, told().estimates ? 1 : null);
    live.say(words.effortSet);
  }

  function canAsk(item) {
    const now = within();
    change(el, "setting", "reach", [...now, item.id], told().reach.said);
    live.say(fill(words.worthSet, { name: item.name }));
    draw();
  }

  // what was just done, with its undo; in view wherever one is on the plan
  /** @param {((pressed: any) => void) | null} [undo] what "Undo" does; none: it isn't offered */
  function show(text, undo, { problem = false, online = false, risen = undefined } = {}) {
    note.hidden = !text;
    note.classList.toggle("ui-error", problem);
    const held = note.contains(el.ownerDocument.activeElement);
    note.replaceChildren();
    if (!text) return;
    const close = () => {
      show("");
      heading()?.focus({ preventScroll: true });
    };
    const back = undo ? [button(words.undo, (event) => undo(event.currentTarget), { online, "data-key": "undo" })] : [];
    note.append(h("p", {}, text), ...(risen ? [risenOf(words, risen)] : []), ...back, link(words.close, close));
    if (held) note.querySelector("button")?.focus();
    live.say(text);
  }

  function done(message) {
    asking.done();
    const { opened, answer, version, problem, undo: number } = message;
    if (opened || answer) state.asked = { version, opened, answer };
    const text = problem ?? message.said;
    if (text) {
      const back = number ? (pressed) => send(pressed, { kind: "undo", number }) : null;
      show(text, back, { problem: Boolean(problem), online: true, risen: message.risen });
      state.told = true;
    }
    live.say(text ?? answer ?? opened?.join(" ") ?? "");
    draw();
  }

  /** @param {import("../../messages/messages").Searched} message */
  function searched({ about, found = undefined, problem = undefined }) {
    Object.assign(searches[about], { running: false, found: found ?? null });
    if (problem) show(problem, null, { problem: true });
    if (found) live.say([found.note, ...found.items.map((item) => "text" in item ? item.text : item.title)].filter(Boolean).join(". "));
    draw();
  }

  // with the visit or the connection goes what runs; with the visit what was found, too
  function forget({ found = true } = {}) {
    for (const search of Object.values(searches)) Object.assign(search, { running: false }, found ? { found: null } : {});
  }

  function onParts() {
    // what was asked about an earlier plan, or with other answers, needn't be true of this one
    const present = JSON.stringify([view()?.quarters.map(({ subjects }) => subjects.map(({ activities: list }) => list.map(({ id }) => id))), told().versions, told().levels]);
    if (state.plan && state.plan !== present) {
      state.asked = null;
      // nor is the last sentence, unless it's about this very change
      if (!state.told) show("");
    }
    state.told = false;
    state.plan = present;
    draw();
    if (goes) onPlanned();
  }

  function onPlanned() {
    show("");
    const title = heading();
    goes = !title;
    if (!title) return;
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  function onLost() {
    forget({ found: false });
    draw();
  }

  onParts();
  return listen({ model, el }, {
    messages: {
      done,
      fresh() {
        show("");
        state.forms.clear();
        state.drafts.clear();
        state.doneIn.clear();
        Object.assign(state, { routine: null, checkIn: null, editing: null });
        forget();
        draw();
      },
      progress(message) {
        searches[message.about].progress.textContent = fill(words[`${message.about}Progress`], message);
      },
      searched,
    },
    traits: { parts: onParts },
    held: onParts,
    told: { planned: onPlanned, settled: draw, lost: onLost },
    begun: draw,
  });
}

export default { initialize: keepParts, render };
