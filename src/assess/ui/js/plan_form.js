// The plan's form: hours, dates, wishes, and the two questions asked the other way round.
function render({ model, el }) {
  const content = model.get("content");
  const words = content.words;
  const uid = Math.random().toString(36).slice(2);
  const live = speaker();
  const inputs = new Map();
  let waiting = null;

  const field = (name, setting, label, hint, attributes) => {
    const id = `as-${uid}-${name}`;
    const input = h("input", { id, autocomplete: "off", ...attributes, oninput: () => keep(setting, true), onchange: () => keep(setting) });
    input.setAttribute("aria-describedby", `${id}-hint`);
    inputs.set(name, input);
    return h("div", { class: "ui-field" }, h("label", { htmlFor: id }, label), input, h("p", { class: "ui-hint", id: `${id}-hint` }, hint));
  };
  const wish = wishes(content, uid, { send: (button, message) => send(button, message), changed: (setting) => keep(setting) });
  const problem = h("p", { class: "ui-error", role: "alert", hidden: true, id: `as-${uid}-problem` });
  const make = h("button", { type: "submit", class: "ui-button ui-primary", "data-online": true }, words.make);
  const answer = h("div", { class: "ui-answer", role: "status" });
  const asks = h("div", { class: "ui-asks" },
    h("h3", {}, words.reverse),
    h("p", { class: "ui-buttons" }, ["hours", "end"].map((what) =>
      h("button", { type: "button", class: "ui-button", "data-online": true, onclick: (event) => send(event.currentTarget, { kind: "ask", what, values: values() }) },
        what === "hours" ? words.askHours : words.askEnd))),
    answer);
  const form = h("form", { class: "ui-plan-form", "data-online": true, noValidate: true, onsubmit: submit },
    h("div", { class: "ui-fields" },
      field("hours", "hours", words.hours, words.hoursHint, { type: "number", min: 0.25, max: 60, step: 0.25, inputMode: "decimal" }),
      field("start", "dates", words.start, words.startHint, { type: "date" }),
      field("end", "dates", words.end, words.endHint, { type: "date" })),
    wish.root,
    problem,
    h("p", { class: "ui-press" }, make),
    h("p", { class: "ui-hint", "data-why": true, hidden: true }),
    asks);
  el.append(form, live.node);

  const values = () => ({
    ...Object.fromEntries([...inputs].map(([key, input]) => [key, input.value])),
    ...wish.values(),
  });

  // a setting as it stands in the form, and as the kernel told it
  const setting = (name, from) => {
    if (name === "dates") return { start: from.start, end: from.end };
    return name === "off" ? (from.off ?? []).map((day) => (Array.isArray(day) ? day[0] : day)) : from[name];
  };

  // kept at once in this browser, so that neither a reload nor a dead server loses it
  function keep(name, soon = false) {
    said(el, "setting", name, setting(name, values()), setting(name, model.get("parts").values), soon);
  }

  function submit(event) {
    event.preventDefault();
    send(make, { kind: "submit", values: values() });
  }

  function send(button, message) {
    if (waiting) return;
    waiting = busy(button, words.working, () => (waiting = null));
    if (!waiting) return;
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
    // what was changed here and isn't stored yet goes before what the kernel says
    const mine = (name) => pending(el, "setting", name)?.value;
    const { start, end } = mine("dates") ?? shown;
    const now = { hours: mine("hours") ?? shown.hours, start, end };
    const typing = el.ownerDocument.activeElement;
    for (const [key, input] of inputs) if (input !== typing && input.value !== now[key]) input.value = now[key];
    wish.show({ ...shown, focus: mine("focus") ?? shown.focus, off: mine("off") ?? shown.off });
  }

  function answered(message) {
    const use = message.use && Object.keys(message.use).length
      ? h("button", { type: "button", class: "ui-button", "data-online": true, onclick: () => take(message.use) }, words.use)
      : null;
    answer.replaceChildren(h("p", {}, message.answer), ...(use ? [use] : []));
  }

  function take(use) {
    for (const [key, value] of Object.entries(use)) {
      if (!inputs.has(key)) continue;
      inputs.get(key).value = value;
      inputs.get(key).dispatchEvent(new Event("change"));
    }
    make.focus();
    submit(new Event("submit"));
  }

  function onMessage(message) {
    if (message.kind === "fresh") {
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
      live.say(message.ready);
      draw();
    }
  }

  draw();
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-settled", draw);
    draw();
  });
  model.on("msg:custom", onMessage);
  model.on("change:parts", draw);
  return () => {
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-settled", draw);
    model.off("msg:custom", onMessage);
    model.off("change:parts", draw);
  };
}

export default { initialize, render };
