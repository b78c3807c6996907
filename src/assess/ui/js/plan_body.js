// The plan below its timeline. Each section is drawn again only where its data changed.
function render({ model, el }) {
  const words = model.get("words");
  const live = speaker();
  const names = ["weeks", "table", "cards", "progress", "open", "left", "versions"];
  const sections = new Map(names.map((name) => [name, h("div", { class: `ui-plan-${name}` })]));
  const state = { answers: new Map(), forms: new Map(), note: null, comparison: null };
  const drawn = new Map();
  let waiting = null;
  el.append(...sections.values(), live.node);

  const told = () => model.get("parts");
  const texts = (id) => told()[`text:${id}`];
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  function send(button, message) {
    if (waiting) return;
    waiting = busy(button, words.working, () => (waiting = null));
    if (!waiting) return;
    live.say(words.working);
    model.send(message);
  }

  const asking = (kind, id, label, name = label) => {
    const found = state.answers.get(`${kind} ${id}`);
    return found
      ? h("span", { class: "as-why", tabIndex: -1, "data-key": `${kind} ${id}` }, found)
      : h("button", { type: "button", class: "ui-link", "data-key": `${kind} ${id}`, "data-online": true, "aria-label": name, onclick: (event) => send(event.currentTarget, { kind, id }) }, label);
  };
  const link = (kind, item, label) =>
    h("button", { type: "button", class: "ui-link", "data-key": `${kind} ${item.id}`, "data-online": kind !== "unmark", "aria-label": `${label}: ${item.title}`, onclick: (event) => act(event.currentTarget, kind, item.id) }, label);

  // [what a section shows, what it is drawn from]
  const build = {
    weeks: () => weekList(words, told().weeks ?? [], texts, showCard),
    table: () => levelTable(words, told().table ?? []),
    cards: () => cards(),
    progress: () => progressList(words, progress(), (item) => link("unmark", item, words.takeBack)),
    open: () => planned() && openGaps(words, told().open ?? [], asking("hours", "", words.otherHours)),
    left: () => planned() && leftOut(words, told().left ?? null, () => told().left ?? model.send({ kind: "left" }), (item) => asking("why", item.id, words.whyNot, `${words.whyNot} ${item.title}`), (item) => link("let", item, words.letIn)),
    versions: () => versionList(words, told().versions ?? [], state.comparison, (item) =>
      h("button", { type: "button", class: "ui-link", "data-key": `compare ${item.number}`, "data-online": true, "aria-label": `${words.compare}: ${item.text}`, onclick: (event) => send(event.currentTarget, { kind: "compare", version: item.number }) }, words.compare)),
  };
  const planned = () => (told().cards ?? []).length > 0 || (told().open ?? []).length > 0;

  // what was marked here and isn't stored yet goes before what the kernel says
  const marked = (item) => {
    const change = pending(el, "progress", item.id);
    if (!change) return item;
    const state = change.value?.state ?? "planned";
    const day = change.value?.date ? `, ${spoken(change.value.date)}` : "";
    return { ...item, state, said: `${words.states[state]}${day}`, evidence: change.value?.evidence ?? "", record: change.value };
  };
  const spoken = (day) =>
    new Date(`${day}T00:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const present = () => (told().cards ?? []).map(marked);
  const progress = () => (told().progress ?? []).map(marked).filter(({ state }) => state !== "planned");
  const found = (id) => [...present(), ...progress()].find((item) => item.id === id);

  function cards() {
    const list = present().filter((card) => texts(card.id));
    if (!list.length && !state.note) return null;
    const gone = state.note && !list.some((card) => card.id === state.note.id);
    const rows = list.map((card) => planCard(words, card, texts(card.id), state, act));
    // the note of a card that has gone stands where the card was
    if (gone) rows.splice(Math.min(state.note.index, rows.length), 0, h("li", {}, noteOf(words, state.note, act)));
    return [
      h("h3", { tabIndex: -1 }, words.activities),
      h("p", { class: "ui-hint" }, words.activitiesHint),
      h("ol", { class: "ui-plan-cards" }, rows),
    ];
  }

  const lost = {
    cards: () => sections.get("cards").querySelector('[data-key="undo"]') ?? sections.get("cards").querySelector("h3"),
    progress: () => sections.get("cards").querySelector('[data-key="undo"]') ?? sections.get("cards").querySelector("h3"),
    left: () => sections.get("cards").querySelector('[data-key="undo"]') ?? sections.get("left").querySelector("summary"),
  };

  function draw() {
    for (const name of names) {
      const from = [name === "progress" ? progress() : told()[name], name === "cards" || name === "weeks" ? present() : null, name === "open" || name === "left" ? planned() : null,
        name === "versions" ? state.comparison : null, [...state.answers], name === "cards" ? [[...state.forms.keys()], state.note] : null];
      const now = JSON.stringify(from);
      if (drawn.get(name) === now) continue;
      drawn.set(name, now);
      redraw(sections.get(name), build[name], lost[name]);
    }
  }

  function showCard(id) {
    const card = sections.get("cards").querySelector(`[data-card="${CSS.escape(id)}"] > details`);
    if (!card) return;
    card.open = true;
    card.firstElementChild.focus();
    card.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  function act(button, name, id) {
    if (name === "ask-done") {
      state.forms.set(id, { date: today(), today: today(), evidence: "" });
      draw();
      sections.get("cards").querySelector(`[data-key="${CSS.escape(`day ${id}`)}"]`)?.focus();
    } else if (name === "cancel") {
      state.forms.delete(id);
      draw();
      sections.get("cards").querySelector(`[data-key="${CSS.escape(`ask-done ${id}`)}"]`)?.focus();
    } else if (name === "done") {
      const { date, evidence } = state.forms.get(id);
      state.forms.delete(id);
      mark(id, { state: "done", date: date || today(), evidence: evidence.trim() });
    } else if (name === "undo" && state.note.before !== undefined) mark(id, state.note.before, words.takenBack);
    else if (name === "undo") send(button, { kind: "undo", id, number: state.note.undo });
    else if (name === "begin") mark(id, { state: "in_progress", date: today(), evidence: "" });
    else if (name === "drop") mark(id, { state: "dropped", date: today(), evidence: "" });
    else if (name === "unmark") mark(id, null);
    else send(button, { kind: name, id });
  }

  // how far one got: in this browser at once, on the server when it can be reached
  function mark(id, record, text = null) {
    const item = found(id);
    const before = item?.record ?? null;
    const title = item?.title ?? texts(id)?.title;
    const index = present().findIndex((card) => card.id === id);
    said(el, "progress", id, record, before);
    text ??= fill(words.marked[record?.state ?? "planned"], { title });
    state.note = { id, index: Math.max(index, 0), text, before: text === words.takenBack ? undefined : before, undo: text !== words.takenBack };
    state.told = true;
    live.say(text);
    draw();
  }

  function onMessage(message) {
    if (message.kind === "fresh") {
      state.note = null;
      state.forms.clear();
      return draw();
    }
    if (message.kind !== "done") return;
    const { about, id } = message;
    if (about === "left") return;
    waiting?.();
    waiting = null;
    const index = (told().cards ?? []).findIndex((card) => card.id === id);
    if (message.answer) state.answers.set(`${about} ${id}`, message.answer);
    if (message.change) state.comparison = { version: message.version, change: message.change };
    if (message.problem || message.said) {
      state.note = { id, index: index < 0 ? 0 : index, text: message.problem ?? message.said, undo: message.undo, problem: Boolean(message.problem) };
      state.told = true;
    }
    live.say(message.problem ?? message.said ?? message.answer ?? message.change?.sentence ?? "");
    draw();
  }

  function onParts() {
    // what was asked about an earlier plan isn't true of another one
    const plan = JSON.stringify([told().cards, told().open]);
    if (state.plan !== undefined && state.plan !== plan) {
      state.answers.clear();
      state.comparison = null;
      // nor is the last sentence beside a card, unless it's about this very change
      if (!state.told) state.note = null;
    }
    state.told = false;
    state.plan = plan;
    draw();
  }

  onParts();
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-settled", draw);
    draw();
  });
  model.on("msg:custom", onMessage);
  model.on("change:parts", onParts);
  return () => {
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-settled", draw);
    model.off("msg:custom", onMessage);
    model.off("change:parts", onParts);
  };
}

export default { initialize, render };
