// A small form: labelled native inputs, hints, one button (or none: then a change is sent at once).
// A field with a `kind` is something the person says: it goes through this browser's changes.
function render({ model, el }) {
  const form = h("form", { class: "ui-fields", noValidate: true, onsubmit: submit });
  const uid = Math.random().toString(36).slice(2);
  const inputs = new Map();
  const problem = h("p", { class: "ui-error", role: "alert", hidden: true });
  const button = h("button", { type: "submit", class: "ui-button ui-primary" });
  el.append(form);
  let built = "";
  build();

  function build() {
    const shape = JSON.stringify(model.get("fields").map(({ value, ...rest }) => rest));
    if (shape === built) return fill();
    built = shape;
    inputs.clear();
    form.replaceChildren();
    for (const field of model.get("fields")) {
      const id = `as-${uid}-${field.name}`;
      const input = field.options
        ? h("select", { id }, field.options.map(([value, label]) => h("option", { value }, label)))
        : h("input", { id, type: field.type, min: field.min, max: field.max, step: field.step, inputMode: field.type === "number" ? "decimal" : undefined });
      input.autocomplete = "off";
      if (!field.kind && !model.get("submit")) input.dataset.online = "";
      if (field.hint) input.setAttribute("aria-describedby", `${id}-hint`);
      if (!model.get("submit")) input.addEventListener("change", () => change(field.name));
      inputs.set(field.name, input);
      form.append(
        h("div", { class: "ui-field" },
          h("label", { htmlFor: id }, field.label),
          input,
          field.hint ? h("p", { class: "ui-hint", id: `${id}-hint` }, field.hint) : null),
      );
    }
    if (model.get("submit")) {
      button.textContent = model.get("submit");
      form.append(h("div", { class: "ui-field ui-press" }, button));
    }
    form.append(problem);
    error();
    fill();
  }

  function fill() {
    for (const field of model.get("fields")) {
      const change = field.kind && pending(el, field.kind, field.name);
      inputs.get(field.name).value = (change ? change.value : field.value) ?? "";
    }
  }

  function change(name) {
    const { kind, value } = model.get("fields").find((field) => field.name === name);
    if (kind) said(el, kind, name, inputs.get(name).value, value);
    else send();
  }

  function submit(event) {
    event.preventDefault();
    send();
  }

  function send() {
    if (model.get("submit")) {
      button.textContent = model.get("working");
      button.setAttribute("aria-busy", "true");
    }
    const values = Object.fromEntries([...inputs].map(([key, input]) => [key, input.value]));
    model.send({ kind: "submit", values });
  }

  function error() {
    const { field, text } = model.get("error");
    problem.hidden = !text;
    problem.textContent = text ?? "";
    for (const [key, input] of inputs) {
      if (text && key === field) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    if (text && inputs.has(field)) inputs.get(field).focus();
  }

  function onMessage(message) {
    if (message.kind !== "done") return;
    button.textContent = model.get("submit");
    button.removeAttribute("aria-busy");
  }

  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-settled", fill);
    fill();
  });
  model.on("msg:custom", onMessage);
  model.on("change:fields", build);
  model.on("change:error", error);
  return () => {
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-settled", fill);
    model.off("msg:custom", onMessage);
    model.off("change:fields", build);
    model.off("change:error", error);
  };
}

export default { render };
