// A small form: labelled native inputs, hints, one button (or none: then a change is sent at once).
// A field with a `kind` is something the person says: it goes through this browser's changes.
import { change, pending, questions } from "../elements/asking.js";
import { h, listen } from "../elements/dom.js";
import { field, invalid, problemLine, select } from "../elements/form.js";
import { readField } from "../elements/read_field.js";

/** @param {import("../messages/types").Widget<"Fields">} widget */
function render({ model, el }) {
  const form = h("form", { class: "ui-fields", noValidate: true, onsubmit: submit });
  const made = new Map(); // name → {input, now(), set(value), fits()}
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
    made.clear();
    form.replaceChildren(...fields.map(({ name, kind, label, hint, options, type }) => {
      const props = { autocomplete: "off", "data-online": !kind && !model.get("submit") };
      const heard = (_value, soon = false) => soon || model.get("submit") || changed(name);
      const one = type ? readField(type, { heard, ...props }) : choose(options, heard, props);
      made.set(name, one);
      return field(label, one.input, { ...one, hint });
    }));
    // before the first fields are there, nothing could be sent
    if (model.get("submit") && fields.length) form.append(h("div", { class: "ui-field ui-press" }, button));
    form.append(problem.node);
    error();
    fillIn();
  }

  function choose(options, heard, props) {
    const input = select(options, { ...props, onchange: () => heard(input.value) });
    return { input, now: () => input.value, set: (value) => { input.value = value; }, fits: () => true };
  }

  function fillIn() {
    for (const { name, kind, value } of model.get("fields")) {
      const mine = kind && pending(el, kind, name);
      made.get(name).set((mine ? mine.value : value) ?? "");
    }
  }

  const valueOf = (name) => made.get(name).now() ?? "";
  const values = () => Object.fromEntries([...made.keys()].map((name) => [name, valueOf(name)]));

  function changed(name) {
    const { kind, value } = model.get("fields").find((item) => item.name === name);
    if (kind) change(el, kind, name, valueOf(name), value);
    else model.send({ kind: "submit", values: values() });
  }

  function submit(event) {
    event.preventDefault();
    const wrong = [...made.values()].find((one) => !one.fits());
    if (wrong) return wrong.input.focus();
    asking.ask(button, { kind: "submit", values: values() });
  }

  function error() {
    const wrong = model.get("error");
    problem.say(wrong.text);
    for (const [name, { input }] of made) invalid(input, Boolean(wrong.text) && name === wrong.field);
    if (wrong.text) made.get(wrong.field)?.input.focus();
  }

  return listen({ model, el }, {
    messages: { done: () => asking.done() },
    traits: { fields: build, error },
    told: { settled: fillIn },
    begun: fillIn,
  });
}

export default { render };
