// What is new about the plan: why it is old, what its last making changed, levels to confirm.

function render({ model, el }) {
  const words = model.get("words");
  const root = h("div", { class: "ui-news" });
  const live = speaker();
  const note = h("div", { class: "ui-undo", hidden: true });
  const parts = ["proposals", "old", "changed"].map((name) => [name, h("div", { "data-part": name })]);
  root.append(note, ...parts.map(([, section]) => section));
  el.append(root, live.node);
  const drawn = new Map();
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
    changed: (change) => change
      ? h("div", { class: "ui-changed" },
        h("h3", { tabIndex: -1 }, words.changed),
        h("p", {}, change.sentence),
        change.lists.length ? h("div", { class: "ui-changes" }, changeLists(words, change)) : null)
      : null,
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

  // focus whose place is gone goes to what comes next: another question, "Make it again", the note
  const next = () => root.querySelector("button:not([hidden])") ?? root.querySelector("h3[tabindex]");

  function draw() {
    const told = model.get("parts");
    const held = root.contains(root.ownerDocument.activeElement);
    for (const [name, section] of parts) {
      const now = JSON.stringify(told[name] ?? null);
      if (drawn.get(name) === now) continue;
      drawn.set(name, now);
      redraw(section, () => build[name](told[name]));
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

  draw();
  model.on("msg:custom", onMessage);
  model.on("change:parts", draw);
  return () => {
    model.off("msg:custom", onMessage);
    model.off("change:parts", draw);
  };
}

export default { initialize, render };
