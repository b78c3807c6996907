// The plan's form: hours, dates, wishes, and the two questions asked the other way round.
function render({ model, el }) {
  const content = model.get("content");
  const words = content.words;
  const uid = Math.random().toString(36).slice(2);
  const live = speaker();
  const inputs = new Map();
  let waiting = null;
  let typed = false;

  const field = (name, label, hint, attributes) => {
    const id = `as-${uid}-${name}`;
    const input = h("input", { id, ...attributes, oninput: () => (typed = true) });
    input.setAttribute("aria-describedby", `${id}-hint`);
    inputs.set(name, input);
    return h("div", { class: "ui-field" }, h("label", { htmlFor: id }, label), input, h("p", { class: "ui-hint", id: `${id}-hint` }, hint));
  };
  const wish = wishes(content, uid, { send: (button, message) => send(button, message), changed: () => (typed = true) });
  const problem = h("p", { class: "ui-error", role: "alert", hidden: true, id: `as-${uid}-problem` });
  const make = h("button", { type: "submit", class: "ui-button ui-primary" }, words.make);
  const answer = h("div", { class: "ui-answer", role: "status" });
  const asks = h("div", { class: "ui-asks" },
    h("h3", {}, words.reverse),
    h("p", { class: "ui-buttons" }, ["hours", "end"].map((what) =>
      h("button", { type: "button", class: "ui-button", onclick: (event) => send(event.currentTarget, { kind: "ask", what, values: values() }) },
        what === "hours" ? words.askHours : words.askEnd))),
    answer);
  const form = h("form", { class: "ui-plan-form", noValidate: true, onsubmit: submit },
    h("div", { class: "ui-fields" },
      field("hours", words.hours, words.hoursHint, { type: "number", min: 0.25, max: 60, step: 0.25, inputMode: "decimal" }),
      field("start", words.start, words.startHint, { type: "date" }),
      field("end", words.end, words.endHint, { type: "date" })),
    wish.root,
    problem,
    h("p", { class: "ui-press" }, make),
    asks);
  el.append(form, live.node);

  const values = () => ({
    ...Object.fromEntries([...inputs].map(([key, input]) => [key, input.value])),
    ...wish.values(),
  });

  function submit(event) {
    event.preventDefault();
    send(make, { kind: "submit", values: values() });
  }

  function send(button, message) {
    if (waiting) return;
    const restore = busy(button, words.working);
    if (!restore) return;
    waiting = restore;
    answer.replaceChildren();
    show("");
    live.say(words.working);
    model.send(message);
  }

  function show(text, name) {
    problem.hidden = !text;
    problem.textContent = text;
    for (const [key, input] of inputs) {
      if (text && key === name) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", `${problem.id} ${input.id}-hint`);
      } else {
        input.removeAttribute("aria-invalid");
        input.setAttribute("aria-describedby", `${input.id}-hint`);
      }
    }
    if (text) inputs.get(name)?.focus();
  }

  function draw() {
    const shown = model.get("parts").values;
    if (!shown) return;
    // what somebody is typing stays; a made plan has taken it over
    if (!typed) {
      for (const [key, input] of inputs) if (input.value !== shown[key]) input.value = shown[key];
      wish.show(shown);
    } else wish.show({ ...shown, focus: wish.values().focus, off: wish.kept() });
  }

  function answered(message) {
    const use = message.use && Object.keys(message.use).length
      ? h("button", { type: "button", class: "ui-button", onclick: () => take(message.use) }, words.use)
      : null;
    answer.replaceChildren(h("p", {}, message.answer), ...(use ? [use] : []));
  }

  function take(use) {
    for (const [key, value] of Object.entries(use)) if (inputs.has(key)) inputs.get(key).value = value;
    make.focus();
    submit(new Event("submit"));
  }

  function onMessage(message) {
    if (message.kind === "fresh") {
      typed = false;
      answer.replaceChildren();
      show("");
      return draw();
    }
    if (message.kind !== "done") return;
    waiting?.();
    waiting = null;
    if (message.error) return show(message.error.text, message.error.field);
    if (message.answer) answered(message);
    if (message.ready) {
      typed = false;
      live.say(message.ready);
      draw();
    }
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
