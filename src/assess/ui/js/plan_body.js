// The plan itself. Each section is drawn again only where its data changed.
function render({ model, el }) {
  const words = model.get("words");
  const live = speaker();
  const names = ["head", "done", "quarters", "rest"];
  const sections = new Map(names.map((name) => [name, h("div", { class: `ui-plan-${name}` })]));
  const note = h("div", { class: "ui-undo ui-toast", hidden: true });
  const progress = h("span", { class: "ui-hint" });
  const state = { forms: new Map(), note: null, worth: null, asked: null };
  let waiting = null;
  let goes = false; // the plan was just made: its heading takes the focus
  el.classList.add("ui-plan-body");
  el.append(...sections.values(), note, live.node);

  const told = () => model.get("parts");
  const view = () => told().view;
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  // what was said here and isn't stored yet goes before what the kernel says
  const mine = (kind, id, stored) => {
    const change = pending(el, kind, id);
    return change ? change.value : stored;
  };
  const within = () => mine("setting", "reach", null) ?? told().reach?.within ?? [];
  const plan = {
    words,
    state,
    act,
    say: (text) => live.say(text),
    record: (id) => mine("progress", id, told().records?.[id]),
    measure: (id) => mine("measure", id, told().measures?.[id]),
    count: (id, measure, soon) => said(el, "measure", id, measure, told().measures?.[id] ?? null, soon),
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

  function send(button, message) {
    if (waiting) return;
    waiting = busy(button, words.working, () => (waiting = null));
    if (!waiting) return;
    live.say(words.working);
    model.send(message);
  }

  const build = {
    head: () => view() && [
      h("h3", { tabIndex: -1, class: "ui-plan-title" }, view().title),
      h("p", { class: "ui-plan-summary" }, view().summary),
      view().begin ? h("p", { class: "ui-plan-begin" }, view().begin) : null,
      view().progress.length ? h("p", { class: "ui-plan-progress" }, view().progress.map((line) => h("span", {}, line))) : null,
      ...view().notes.map((line) => h("p", { class: "ui-hint" }, line)),
    ],
    done: () => doneOf(records().filter(([, record]) => record.state === "done" || record.state === "dropped")),
    quarters: () => view() && view().quarters.map((quarter, place) => quarterOf(plan, quarter, place === 0)),
    rest: () => [
      ...(view()
        ? [
          outlookOf(words, view().outlook),
          checkedOf(words, view()),
          notPlannedOf(words, view().not_planned),
          view().quarters.length ? worthOf(words, state, { ask: (event) => send(event.currentTarget, { kind: "worth" }), yes: canAsk, progress, within: within() }) : null,
        ].flat()
        : []),
      versionsOf(words, told().versions ?? [], state.asked, (button, kind, version) => send(button, { kind, version })),
    ],
  };
  // what a section is drawn from
  const source = {
    head: () => view() && [view().title, view().summary, view().begin, view().progress, view().notes],
    done: () => records(),
    quarters: () => [view()?.quarters, records(), told().pinned, [...state.forms.keys()]],
    rest: () => [view()?.outlook, view()?.wishes, view()?.checked, view()?.not_planned, told().versions, state.worth, state.asked, within()],
  };

  function doneOf(items) {
    if (!items.length) return null;
    return h("details", { class: "ui-fold ui-done-list", "data-key": "done" },
      h("summary", {}, `${words.done} (${items.length})`),
      h("ul", { class: "ui-plain-list" }, items.map(([id, record]) =>
        h("li", {},
          h("span", {}, h("span", { "aria-hidden": true }, record.state === "done" ? "✓ " : "– "), titleOf(id),
            h("small", {}, record.date ? fill(words.doneOn, { state: words.states[record.state], day: spoken(record.date, "short") }) : words.states[record.state]),
            record.evidence ? h("q", { class: "as-note", dir: "auto" }, record.evidence) : null),
          h("button", { type: "button", class: "ui-link", "data-key": `take-back ${id}`, "aria-label": `${words.undo}: ${titleOf(id)}`, onclick: () => mark(id, null) }, words.undo)))));
  }

  // where the focus goes when its place is gone
  const lost = () => note.querySelector("button") ?? sections.get("head").querySelector("h3");

  function draw() {
    for (const name of names) redrawFor(sections.get(name), source[name](), build[name], lost);
  }

  function act(button, name, id, more = {}) {
    if (name === "ask-done") {
      state.forms.set(id, { date: today(), today: today(), evidence: "" });
      draw();
      find(`day ${id}`)?.focus();
    } else if (name === "cancel") {
      state.forms.delete(id);
      draw();
      find(`ask-done ${id}`)?.focus();
    } else if (name === "done") {
      const { date, evidence } = state.forms.get(id);
      if (date > today()) {
        show(words.doneFuture, null, true);
        find(`day ${id}`)?.focus();
        return;
      }
      state.forms.delete(id);
      mark(id, { state: "done", date: date || today(), evidence: evidence.trim() });
    } else if (name === "begin") mark(id, { state: "in_progress", date: today(), evidence: "" });
    else if (name === "drop") mark(id, { state: "dropped", date: today(), evidence: "" });
    else if (name === "unmark") mark(id, null);
    else send(button, { kind: name, id, ...more });
  }

  const find = (key) => el.querySelector(`[data-key="${CSS.escape(key)}"]`);

  // how far one got: in this browser at once, on the server when it can be reached
  function mark(id, record, text = null) {
    const before = plan.record(id) ?? null;
    said(el, "progress", id, record, before);
    text ??= fill(words.marked[record?.state ?? "planned"], { title: titleOf(id) });
    const back = text === words.takenBack ? null : () => mark(id, before, words.takenBack);
    show(text, back);
    state.told = true;
    draw();
  }

  function canAsk(item) {
    const now = within();
    said(el, "setting", "reach", [...now, item.id], told().reach.said);
    live.say(fill(words.worthSet, { name: item.name }));
    draw();
  }

  // what was just done, with its undo; in view wherever one is on the plan
  function show(text, undo = null, problem = false) {
    note.hidden = !text;
    note.classList.toggle("ui-error", problem);
    const held = note.contains(el.ownerDocument.activeElement);
    note.replaceChildren();
    if (!text) return;
    const close = () => {
      show("");
      sections.get("head").querySelector("h3")?.focus({ preventScroll: true });
    };
    const button = undo
      ? h("button", { type: "button", class: "ui-button", "data-key": "undo", "data-online": undo.online, onclick: (event) => undo(event.currentTarget) }, words.undo)
      : null;
    note.append(h("p", {}, text), ...(button ? [button] : []), h("button", { type: "button", class: "ui-link", onclick: close }, words.close));
    if (held) note.querySelector("button").focus();
    live.say(text);
  }

  function onMessage(message) {
    if (message.kind === "fresh") {
      show("");
      state.forms.clear();
      return draw();
    }
    if (message.kind === "progress") {
      progress.textContent = fill(words.worthProgress, message);
      return;
    }
    if (message.kind !== "done") return;
    waiting?.();
    waiting = null;
    progress.textContent = "";
    if (message.worth) state.worth = message.worth;
    if (message.opened || message.answer) state.asked = { version: message.version, opened: message.opened, answer: message.answer };
    if (message.problem || message.said) {
      const { undo: number } = message;
      const back = number ? (button) => send(button, { kind: "undo", number }) : null;
      if (back) back.online = true;
      show(message.problem ?? message.said, back, Boolean(message.problem));
      state.told = true;
    }
    live.say(message.problem ?? message.said ?? message.answer ?? message.opened?.join(" ") ?? (message.worth ? message.worth.map(({ text }) => text).join(" ") || words.worthNone : ""));
    draw();
  }

  function onParts() {
    // what was asked about an earlier plan isn't true of another one
    const present = JSON.stringify([view()?.quarters.map(({ subjects }) => subjects.map(({ activities: list }) => list.map(({ id }) => id))), told().versions]);
    if (state.plan !== undefined && state.plan !== present) {
      state.worth = state.asked = null;
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
    const heading = sections.get("head").querySelector("h3");
    goes = !heading;
    if (!heading) return;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  onParts();
  const end = drawSettled(el, draw);
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-planned", onPlanned);
  });
  model.on("msg:custom", onMessage);
  model.on("change:parts", onParts);
  return () => {
    end();
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-planned", onPlanned);
    model.off("msg:custom", onMessage);
    model.off("change:parts", onParts);
  };
}

export default { initialize, render };
