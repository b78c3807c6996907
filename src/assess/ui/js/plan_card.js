// One planned activity as a folded card: what to do, what to count, and what became of it.
const EVIDENCE_LIMIT = 2000;
const MEASURE_LIMIT = 200;
// what has the plan computed anew; how far one got is kept without it
const NEEDS_PLAN = new Set(["pin", "unpin", "leave"]);

// `plan`: {words, state, act(button, name, id, more), record(id), measure(id), count(id, measure), pinned}
function planCard(plan, item, open) {
  const { words } = plan;
  const record = plan.record(item.id);
  const state = record?.state ?? (record === null ? "planned" : item.state);
  const over = state === "done" || state === "dropped";
  const key = (name) => `${name} ${item.id}`;
  const button = (name, label, style = "ui-button") =>
    h("button", { type: "button", class: style, "data-key": key(name), "data-online": NEEDS_PLAN.has(name), "aria-label": `${label}: ${item.title}`, onclick: (event) => plan.act(event.currentTarget, name, item.id) }, label);
  const pinned = plan.pinned.includes(item.id);
  const facts = [
    [words.evidence, item.evidence],
    [words.pitfalls, item.pitfalls],
    [words.leads, item.leads_to.length > 1 ? item.leads_to.join("; ") : ""],
    [words.resources, item.resources.length ? h("ul", {}, item.resources.map(([text, url]) => h("li", {}, url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text))) : ""],
  ].filter(([, value]) => value);
  return h("details", { class: `ui-plan-card as-activity-${item.kind}${over ? " ui-over" : ""}`, "data-key": key("card"), open: open && !over },
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
        ? [h("h5", {}, words.steps), h("ol", { class: "ui-steps-list" }, item.steps.map((step, place) =>
          h("li", {}, place === 0 && state === "planned" && !item.asks.length ? h("b", {}, `${words.beginHere}: `) : null, step)))]
        : null,
      item.measure ? measureFields(plan, item) : null,
      h("div", { class: "as-fragment" }, h("dl", { class: "as-facts" }, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
      plan.state.forms.has(item.id) ? doneForm(plan, item.id) : actions(words, state, pinned, button),
      over ? null : otherWays(plan, item)));
}

function actions(words, state, pinned, button) {
  if (state === "done" || state === "dropped") return h("p", { class: "ui-buttons" }, button("unmark", words.undo));
  return h("p", { class: "ui-buttons" },
    button("ask-done", words.markDone, "ui-button ui-primary"),
    state === "in_progress" ? button("unmark", words.undo) : button("begin", words.begin),
    state === "in_progress" ? button("drop", words.drop) : button("leave", words.leave),
    pinned ? button("unpin", words.unpin) : button("pin", words.pin));
}

// today's value and the wanted one: said in this browser at once, like any other answer
function measureFields(plan, item) {
  const { words } = plan;
  const now = plan.measure(item.id) ?? { today: "", wanted: "" };
  const field = (name, label) => {
    const id = `as-measure-${item.id}-${name}`;
    const input = h("input", {
      id, type: "text", maxLength: MEASURE_LIMIT, autocomplete: "off", dir: "auto", value: now[name], placeholder: " ", "data-key": `${name} ${item.id}`,
      oninput: () => { now[name] = input.value; plan.count(item.id, { ...now }, true); },
      onchange: () => plan.count(item.id, { ...now }),
    });
    return h("div", { class: "ui-field" }, h("label", { htmlFor: id }, label), input);
  };
  return h("fieldset", { class: "ui-measure" },
    h("legend", {}, words.measure),
    h("p", {}, item.measure),
    h("div", { class: "ui-fields" }, field("today", words.measureToday), field("wanted", words.measureWanted)));
}

function otherWays(plan, item) {
  const { words } = plan;
  if (!item.others.length) return null;
  return h("details", { class: "ui-fold", "data-key": `others ${item.id}` },
    h("summary", {}, `${words.others} (${item.others.length})`),
    h("ul", { class: "ui-plain-list" }, item.others.map((other) =>
      h("li", {},
        h("span", {}, other.title, h("small", {}, [other.hours, other.people || words.noPeople].join(", "))),
        other.barrier
          ? h("span", { class: "as-why" }, other.barrier)
          : h("button", { type: "button", class: "ui-button", "data-key": `swap ${item.id} ${other.id}`, "data-online": true, "aria-label": fill(words.swapName, other), onclick: (event) => plan.act(event.currentTarget, "swap", item.id, { other: other.id }) }, words.swap)))));
}

// what was typed is kept in `state.forms`, so that drawing anew loses nothing
function doneForm(plan, id) {
  const { words, state, act } = plan;
  const typed = state.forms.get(id);
  const uid = `as-done-${id}`;
  const left = h("span", { class: "ui-left" });
  const count = () => (left.textContent = fill(words.left, { count: EVIDENCE_LIMIT - typed.evidence.length }));
  const day = h("input", { type: "date", autocomplete: "off", id: `${uid}-day`, value: typed.date, max: typed.today, "data-key": `day ${id}`, oninput: () => (typed.date = day.value) });
  const note = h("textarea", {
    id: `${uid}-note`, class: "ui-note", rows: 2, maxLength: EVIDENCE_LIMIT, autocomplete: "off", dir: "auto", value: typed.evidence, "data-key": `note ${id}`,
    oninput: () => { typed.evidence = note.value; count(); },
  });
  count();
  const press = (name) => (event) => act(event.currentTarget, name, id);
  return h("fieldset", { class: "ui-done-form" },
    h("legend", {}, words.doneTitle),
    h("div", { class: "ui-field" }, h("label", { htmlFor: day.id }, words.doneDay), day),
    h("label", { htmlFor: note.id }, words.doneEvidence), note, left,
    h("p", { class: "ui-buttons" },
      h("button", { type: "button", class: "ui-button ui-primary", "data-key": `done ${id}`, onclick: press("done") }, words.doneSave),
      h("button", { type: "button", class: "ui-button", "data-key": `cancel ${id}`, onclick: press("cancel") }, words.doneCancel)));
}
