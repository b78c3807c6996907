// What is new about the plan: why it is old, and what its last making changed.
import { questions } from "../elements/asking.js";
import { h, keepParts, listen } from "../elements/dom.js";
import { button } from "../elements/form.js";
import { redrawFor, speaker } from "../elements/redraw.js";

/** @param {import("../messages/types").Widget<"PlanNews">} widget */
function render({ model, el }) {
  const words = model.get("words");
  const root = h("div", { class: "ui-news" });
  const live = speaker();
  const note = h("div", { class: "ui-undo", tabIndex: -1, hidden: true });
  const parts = ["old", "changed", "better"].map((name) => ({ name, section: h("div", { "data-part": name }) }));
  root.append(note, ...parts.map(({ section }) => section));
  el.append(root, live.node);
  const asking = questions(model, words.working);
  const press = (key, label, message, style = "") =>
    button(label, (event) => asking.ask(event.currentTarget, message()), { style, online: true, "data-key": key });

  const build = {
    old: (reasons) => reasons?.length
      ? h("div", { class: "ui-old" },
        h("p", {}, h("strong", {}, words.old), ` ${reasons.join(", ")}. ${words.oldEnd}`),
        press("again", words.again, () => ({ kind: "again" }), "ui-primary"))
      : null,
    changed: (text) => text ? h("p", { class: "ui-changed" }, text) : null,
    better: (told) => told.better
      ? h("div", { class: "ui-old" },
        h("p", {}, told.said),
        press("better", words.better, () => ({ kind: "better" }), "ui-primary"),
        press("keep", words.keep, () => ({ kind: "keep" })))
      : told.said ? h("p", { class: "ui-changed" }, told.said) : null,
  };

  // focus whose place is gone goes to what comes next: another question, "Update my plan", the note
  /** @returns {HTMLElement} */
  const next = () => root.querySelector("button:not([hidden])") ?? note;

  function draw() {
    const told = model.get("parts");
    const held = root.contains(root.ownerDocument.activeElement);
    for (const { name, section } of parts) {
      const from = name === "better" ? { better: told.better, said: told.said } : told[name];
      redrawFor(section, from, () => build[name](from));
    }
    if (held && !root.contains(root.ownerDocument.activeElement)) next().focus();
  }

  /** @param {number | null} [undo] */
  function say(text, undo) {
    note.hidden = !text;
    note.replaceChildren();
    if (!text) return;
    live.say(text);
    note.append(h("p", {}, text));
    if (undo) note.append(press("undo", words.undo, () => ({ kind: "undo", number: undo })));
  }

  draw();
  return listen({ model, el }, {
    messages: {
      fresh: () => say(""),
      done(message) {
        asking.done();
        say(message.problem ?? message.said ?? "", message.undo);
        note.classList.toggle("ui-error", Boolean(message.problem));
      },
    },
    traits: { parts: draw },
    held: draw,
    told: { planned: () => say("") },
  });
}

export default { initialize: keepParts, render };
