// One planned activity as a folded card: what to do, why, and what became of it.
const EVIDENCE_LIMIT = 2000;
// what has the plan computed anew; how far one got is kept without it
const NEEDS_PLAN = new Set(["pin", "unpin", "leave", "without"]);

function planCard(words, card, text, state, act) {
  const key = (name) => `${name} ${card.id}`;
  const button = (name, label, style = "ui-button") =>
    h("button", { type: "button", class: style, "data-key": key(name), "data-online": NEEDS_PLAN.has(name), onclick: (event) => act(event.currentTarget, name, card.id) }, label);
  const marks = [
    card.said ? h("span", { class: `ui-badge ui-state-${card.state}` }, card.said) : null,
    card.pinned ? h("span", { class: "ui-badge" }, words.pinnedMark) : null,
  ];
  const facts = [
    [words.leads, card.leads.length ? card.leads.join("; ") : null],
    [words.steps, text.steps.length ? h("ol", { class: "as-steps" }, text.steps.map((step) => h("li", {}, step))) : null],
    [words.evidence, text.evidence],
    [words.agree, text.agree],
    [words.pitfalls, text.pitfalls],
    [words.resources, text.resources.length ? h("ul", {}, text.resources.map((item) => h("li", {}, item))) : null],
  ].filter(([, value]) => value);
  const answer = state.answers.get(key("without"));
  return h("li", { class: `ui-plan-card as-activity-${text.kind}`, "data-card": card.id },
    h("details", { "data-key": key("card") },
      h("summary", {},
        h("span", { class: "ui-card-title" }, h("small", {}, String(card.number)), " ", text.title),
        h("span", { class: "ui-card-line" },
          h("span", { class: `as-kind as-kind-${text.kind}` }, text.kindTitle),
          h("span", {}, card.hours), h("span", {}, card.when), ...marks)),
      h("div", { class: "ui-card-body" },
        card.because ? h("p", { class: "as-because" }, h("strong", {}, `${words.why}: `), card.because) : null,
        answer
          ? h("p", { class: "as-without", tabIndex: -1, "data-key": key("without") }, answer)
          : h("p", {}, button("without", words.without, "ui-link")),
        h("div", { class: "as-fragment" }, h("dl", { class: "as-facts" }, facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))),
        state.forms.has(card.id) ? doneForm(words, card.id, state, act) : actions(words, card, button))),
    state.note?.id === card.id ? noteOf(words, state.note, act) : null);
}

function actions(words, card, button) {
  const over = card.state === "done" || card.state === "dropped";
  const found = over
    ? [button("unmark", words.takeBack)]
    : [
      button("ask-done", words.done, "ui-button ui-primary"),
      card.state === "in_progress" ? button("unmark", words.takeBack) : button("begin", words.begin),
      card.pinned ? button("unpin", words.unpin) : button("pin", words.pin),
      card.state === "in_progress" ? button("drop", words.drop) : button("leave", words.leave),
    ];
  return h("p", { class: "ui-buttons" }, found);
}

// what was typed is kept in `state.forms`, so that drawing anew loses nothing
function doneForm(words, id, state, act) {
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

// what was just done, beside the place where it was done, with its undo
function noteOf(words, note, act) {
  return h("div", { class: note.problem ? "ui-undo ui-error" : "ui-undo" },
    h("p", {}, note.text),
    note.undo ? h("button", { type: "button", class: "ui-button", "data-key": "undo", "data-online": note.before === undefined, onclick: (event) => act(event.currentTarget, "undo", note.id) }, words.undo) : null);
}
