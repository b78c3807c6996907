// A small form: labelled native inputs, hints, one button (or none: then a change is sent at once).
// A field with a `kind` is something the person says: it goes through this browser's changes.
import { change, pending, questions } from "../elements/asking.js";
import { h, listen } from "../elements/dom.js";
import { field, markWrong, problemLine, select } from "../elements/form.js";
import { readField } from "../elements/read_field.js";

/** @param {import("../messages/types").Widget<"Fields">} widget */
function render({ model, el }) {
  const form = h("form", { class: "ui-fields", noValidate: true, onsubmit: submit });
  const inputs = new Map();
  /** @type {Map<string, ReturnType<typeof readField>>} */
  const readers = new Map(); // of numbers and days
  const problem = problemLine();
  const button = h("button", { type: "submit", class: "ui-button ui-primary" }, model.get("submit"));
  const asking = questions(model, model.get("working"));
  el.append(form);
  let built = "";
  build();

  function build() {
    const fields = model.get("fields");
    const shape = JSON.stringify(fields.map(({ value, ...rest }) => rest));
    if (shape === built) return fillIn();
    built = shape;
    inputs.clear();
    readers.clear();
    form.replaceChildren(...fields.map(({ name, kind, label, hint, options, type }) => {
      const props = { autocomplete: "off", "data-online": !kind && !model.get("submit") };
      if (type) {
        const made = readField(type, { heard: (_value, soon) => soon || model.get("submit") || changed(name), ...props });
        inputs.set(name, made.input);
        readers.set(name, made);
        return field(label, made.input, { hint, node: made.node, problem: made.problem });
      }
      const input = select(options, props);
      if (!model.get("submit")) input.addEventListener("change", () => changed(name));
      inputs.set(name, input);
      return field(label, input, { hint });
    }));
    // before the first fields are there, nothing could be sent
    if (model.get("submit") && fields.length) form.append(h("div", { class: "ui-field ui-press" }, button));
    form.append(problem.node);
    error();
    fillIn();
  }

  function fillIn() {
    for (const { name, kind, value } of model.get("fields")) {
      const mine = kind && pending(el, kind, name);
      const now = (mine ? mine.value : value) ?? "";
      if (readers.has(name)) readers.get(name)?.set(now);
      else inputs.get(name).value = now;
    }
  }

  const valueOf = (name) => (readers.has(name) ? readers.get(name)?.now() ?? "" : inputs.get(name).value);
  const values = () => Object.fromEntries([...inputs.keys()].map((name) => [name, valueOf(name)]));

  function changed(name) {
    const { kind, value } = model.get("fields").find((item) => item.name === name);
    if (kind) change(el, kind, name, valueOf(name), value);
    else model.send({ kind: "submit", values: values() });
  }

  function submit(event) {
    event.preventDefault();
    const wrong = [...readers.values()].find((one) => !one.fits());
    if (wrong) return wrong.input.focus();
    asking.ask(button, { kind: "submit", values: values() });
  }

  function error() {
    const wrong = model.get("error");
    problem.say(wrong.text);
    markWrong(inputs, wrong.text ? wrong.field : null);
    if (wrong.text) inputs.get(wrong.field)?.focus();
  }

  return listen({ model, el }, {
    messages: { done: () => asking.done() },
    traits: { fields: build, error },
    told: { settled: fillIn },
    begun: fillIn,
  });
}

export default { render };
