// Take it with you, and continue from a file.
import { change, pending, questions } from "../elements/asking.js";
import { h, listen } from "../elements/dom.js";
import { button, download, fileInput, LARGEST_FILE, textOf } from "../elements/form.js";
import { textField } from "../elements/typed.js";
import { fileCards } from "./cards.js";

/** @param {import("../messages/types").Widget<"Transfer">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const cards = fileCards(model.get("cards"), texts, (wanted) => model.send({ kind: "take", ...wanted }));
  let known = ""; // the name as the kernel has it
  const name = textField(texts.name, {
    hint: texts.nameHint, style: "ui-your-name", limit: texts.nameLimit, oninput: () => keep(true), onchange: () => keep(false),
  });
  const keep = (soon) => {
    if (name.fits()) change(el, "person", "name", name.input.value, known, soon);
  };
  const { input: file, node: choose } = fileInput("File to load", { "data-online": true, onchange: read });
  const confirm = h("div", { class: "ui-confirm" });
  const asking = questions(model, "Working…");
  el.append(name.node, ...cards.nodes,
    h("div", { class: "ui-card ui-screen" },
      h("h3", {}, "Continue from a file"),
      h("p", {}, "Choose a report (HTML), an answers file or a plan file (JSON) that you downloaded here, or a reply that someone sent you."),
      choose,
      confirm));

  async function read() {
    confirm.replaceChildren();
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > LARGEST_FILE) return problem(`${chosen.name} is larger than any file of ours (2 MB): choose a report or answers file.`);
    model.send({ kind: "import", text: await textOf(chosen) });
  }

  function problem(text) {
    confirm.replaceChildren(h("p", { class: "ui-error", role: "alert" }, text));
    file.value = "";
  }

  function sure({ text, plan = false }) {
    const replace = () => asking.ask(yes, { kind: "replace" });
    const yes = button(plan ? "Take this plan" : "Replace my answers", replace, { style: "ui-primary", online: true });
    const no = button("Keep what is here", () => done());
    confirm.replaceChildren(h("p", { role: "alert" }, text), h("p", { class: "ui-buttons" }, yes, no));
    yes.focus();
  }

  function done(text = "") {
    confirm.replaceChildren(...(text ? [h("p", { class: "ui-done", role: "status" }, text)] : []));
    file.value = "";
  }

  return listen({ model, el }, {
    messages: {
      clear() {
        done();
        cards.clear();
      },
      file(message) {
        download(message);
        cards.say(cards.saved(message.name));
      },
      failed: ({ text }) => cards.say(text),
      names(message) {
        known = message.person;
        cards.call(message);
        // what was typed here and isn't stored yet goes before what the kernel says
        const mine = pending(el, "person", "name")?.value ?? known;
        if (document.activeElement !== name.input && name.fits()) name.input.value = mine;
      },
      problem: ({ text }) => problem(text),
      sure,
      loaded: ({ text }) => done(text),
      answered: asking.done,
    },
  });
}

export default { render };
