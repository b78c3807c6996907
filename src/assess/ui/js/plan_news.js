// What is new about the plan: why it is old, what its last making changed, levels to confirm.

function render({ model, el }) {
  const words = model.get("words");
  const root = h("div", { class: "ui-news" });
  const live = speaker();
  const note = h("div", { class: "ui-undo", hidden: true });
  const parts = ["proposals", "old", "changed", "better"].map((name) => [name, h("div", { "data-part": name })]);
  root.append(note, ...parts.map(([, section]) => section));
  el.append(root, live.node);
  let waiting = null;

  function send(button, message) {
    if (waiting) return;
    waiting = busy(button, words.working, () => (waiting = null));
    if (waiting) model.send(message);
  }

  const build = {
    old: (reasons) => reasons?.length
      ? h("div", { class: "ui-old" },
        h("p", {}, h("strong", {}, words.old), ` ${reasons.join(", ")}. ${words.oldEnd}`),
        h("button", { type: "button", class: "ui-button ui-primary", "data-key": "again", "data-online": true, onclick: (event) => send(event.currentTarget, { kind: "again" }) }, words.again))
      : null,
    changed: (text) => text ? h("p", { class: "ui-changed" }, text) : null,
    better: (told) => told.better
      ? h("div", { class: "ui-old" },
        h("p", {}, told.said),
        h("button", { type: "button", class: "ui-button ui-primary", "data-key": "better", "data-online": true, onclick: (event) => send(event.currentTarget, { kind: "better" }) }, words.better),
        h("button", { type: "button", class: "ui-button", "data-key": "keep", "data-online": true, onclick: (event) => send(event.currentTarget, { kind: "keep" }) }, words.keep))
      : told.said ? h("p", { class: "ui-changed" }, told.said) : null,
    proposals: (items) => items?.length
      ? h("section", { class: "ui-card ui-proposals" },
        h("h3", {}, words.proposals),
        items.map((item) => proposal(item)))
      : null,
  };

  function proposal(item) {
    const key = `${item.activity}/${item.competency}`;
    const note = h("input", { type: "checkbox", id: `as-note-${key}`, checked: true });
    const answer = (kind) => (event) => send(event.currentTarget, {
      kind, activity: item.activity, competency: item.competency, level: item.level, note: item.note && note.checked,
    });
    return h("div", { class: "ui-proposal" },
      h("p", {}, fill(words.practises, { ...item, activity: item.by })),
      h("blockquote", {}, item.anchor),
      h("p", {}, words.describes),
      item.note ? h("p", { class: "ui-check" }, note, h("label", { htmlFor: note.id }, words.addNote)) : null,
      h("p", { class: "ui-buttons" },
        h("button", { type: "button", class: "ui-button ui-primary", "data-key": `yes ${key}`, "data-online": true, onclick: answer("confirm") }, fill(words.yes, item)),
        h("button", { type: "button", class: "ui-button", "data-key": `no ${key}`, "data-online": true, onclick: answer("not_yet") }, words.notYet)));
  }

  // focus whose place is gone goes to what comes next: another question, "Update my plan", the note
  const next = () => root.querySelector("button:not([hidden])");

  function draw() {
    const told = model.get("parts");
    const held = root.contains(root.ownerDocument.activeElement);
    for (const [name, section] of parts) {
      const from = name === "better" ? { better: told.better, said: told.said } : told[name];
      redrawFor(section, from, () => build[name](from));
    }
    if (held && !root.contains(root.ownerDocument.activeElement)) next()?.focus();
  }

  function say(text, undo) {
    note.hidden = !text;
    note.replaceChildren();
    if (!text) return;
    live.say(text);
    note.append(h("p", {}, text));
    if (undo) note.append(h("button", { type: "button", class: "ui-button", "data-key": "undo", "data-online": true, onclick: (event) => send(event.currentTarget, { kind: "undo", number: undo }) }, words.undo));
  }

  function onMessage(message) {
    if (message.kind === "fresh") say("");
    if (message.kind !== "done") return;
    waiting?.();
    waiting = null;
    say(message.problem ?? message.said ?? "", message.undo);
    note.classList.toggle("ui-error", Boolean(message.problem));
  }

  const onPlanned = () => say("");
  let around = null;
  const attached = requestAnimationFrame(() => {
    around = page(el);
    around.addEventListener("as-planned", onPlanned);
  });
  draw();
  model.on("msg:custom", onMessage);
  model.on("change:parts", draw);
  return () => {
    cancelAnimationFrame(attached);
    around?.removeEventListener("as-planned", onPlanned);
    model.off("msg:custom", onMessage);
    model.off("change:parts", draw);
  };
}

export default { initialize, render };
