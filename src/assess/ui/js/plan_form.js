// What a plan is made from: the situation, what comes first, hours and dates. With a plan it is
// folded to the line that says what the plan is based on.
function render({ model, el }) {
  const content = model.get("content");
  const { words } = content;
  const uid = Math.random().toString(36).slice(2);
  const live = speaker();
  const inputs = new Map();
  let waiting = null;
  let planned = null;

  // what was changed here and isn't stored yet goes before what the kernel says
  const told = () => model.get("parts").values;
  const form = {
    advice: () => model.get("parts").advice ?? { leads: [], subjects: [], unrated: [], notApplicable: [] },
    now(name) {
      const mine = pending(el, "setting", name === "within" ? "reach" : name);
      if (name === "within") return mine?.value ?? told().within;
      const value = mine ? mine.value : told()[name];
      return name === "off" ? value.map((day) => (Array.isArray(day) ? day[0] : day)) : value;
    },
    // kept at once in this browser, so that neither a reload nor a dead server loses it
    keep(name, value, soon = false) {
      if (!problem.hidden) show("");
      const was = told()[name];
      said(el, "setting", name, value, name === "off" ? was.map(([day]) => day) : was, soon);
      if (!soon) draw();
    },
  };

  const field = (name, label, hint, attributes, keep) => {
    const id = `as-${uid}-${name}`;
    const input = h("input", { id, autocomplete: "off", "aria-describedby": `${id}-hint`, ...attributes, oninput: () => keep(true), onchange: () => keep(false) });
    inputs.set(name, input);
    return h("div", { class: "ui-field" }, h("label", { htmlFor: id }, label), input, h("p", { class: "ui-hint", id: `${id}-hint` }, hint));
  };
  const keepText = (name) => (soon) => form.keep(name, inputs.get(name).value, soon);
  const keepDates = (soon) => form.keep("dates", { start: inputs.get("start").value, end: inputs.get("end").value }, soon);

  const reserves = content.reserves.map(([value, label]) => {
    const input = h("input", { type: "radio", autocomplete: "off", id: `as-${uid}-${value}`, name: `as-${uid}-reserve`, value, onchange: () => form.keep("reserve", value) });
    return { input, chip: h("span", { class: "ui-chip" }, input, h("label", { htmlFor: input.id }, label)) };
  });
  inputs.set("reserve", reserves[0].input);

  const offList = h("div", {});
  const offProblem = h("p", { class: "ui-error", role: "alert", hidden: true }, words.offEmpty);
  const offDay = h("input", { type: "date", autocomplete: "off", id: `as-${uid}-off`, "aria-describedby": `as-${uid}-off-hint` });
  const wished = h("div", {});
  const more = h("details", { class: "ui-fold" }, h("summary", {}, words.more),
    h("div", { class: "ui-fields" },
      field("start", words.start, words.startHint, { type: "date" }, keepDates),
      field("end", words.end, words.endHint, { type: "date" }, keepDates)),
    h("fieldset", { class: "ui-wish" },
      h("legend", {}, words.off),
      h("p", { class: "ui-hint", id: `as-${uid}-off-hint` }, words.offHint),
      offList,
      h("div", { class: "ui-fields ui-inline" },
        h("div", { class: "ui-field" }, h("label", { htmlFor: offDay.id }, words.offDay), offDay),
        h("button", { type: "button", class: "ui-button", onclick: addOff }, words.offAdd)),
      offProblem));

  const jobs = job(content, uid, form);
  const advice = first(content, uid, form, el);
  for (const [name, input] of jobs.inputs) inputs.set(name, input);
  const problem = h("p", { class: "ui-error", role: "alert", hidden: true, id: `as-${uid}-problem` });
  const make = h("button", { type: "submit", class: "ui-button ui-primary", "data-online": true }, words.make);
  const based = h("span", {});
  const fold = h("details", { class: "ui-based" },
    h("summary", {}, based, " ", h("span", { class: "ui-change-link" }, words.change)),
    h("form", { class: "ui-plan-form", noValidate: true, onsubmit: submit },
      jobs.root,
      advice.root,
      h("section", { class: "ui-time" },
        h("h3", {}, words.time),
        h("div", { class: "ui-fields" },
          field("hours", words.hours, words.hoursHint, { type: "text", inputMode: "decimal", size: 6 }, keepText("hours")),
          field("showing", words.showing, words.showingHint, { type: "text", maxLength: 80, dir: "auto" }, keepText("showing"))),
        h("fieldset", { class: "ui-wish" }, h("legend", {}, words.reserve), h("div", { class: "ui-chips" }, reserves.map(({ chip }) => chip))),
        more,
        wished),
      problem,
      h("p", { class: "ui-press" }, make, h("span", { class: "ui-hint" }, words.makeHint)),
      h("p", { class: "ui-hint", "data-why": true, hidden: true })));
  el.append(fold, live.node);

  // which week of the plan a day is in
  const weekOf = (day) => Math.floor((new Date(day) - new Date(inputs.get("start").value || "2024-01-01")) / (7 * 86400000));

  function addOff(event) {
    if (event.detail > 1) return; // the second press of a double click
    const day = offDay.value;
    const twice = day && form.now("off").some((other) => weekOf(other) === weekOf(day));
    offProblem.textContent = twice ? words.offTwice : words.offEmpty;
    offProblem.hidden = Boolean(day) && !twice;
    if (!offProblem.hidden) return offDay.focus();
    offDay.value = "";
    form.keep("off", [...form.now("off"), day].sort());
  }

  function drawOff() {
    const takeBack = (day) => form.keep("off", form.now("off").filter((one) => one !== day));
    redrawFor(offList, form.now("off"), () => form.now("off").length
      ? h("ul", { class: "ui-plain-list" }, form.now("off").map((day) =>
        h("li", {}, h("span", {}, fill(words.offWeek, { day: spoken(day) })),
          h("button", { type: "button", class: "ui-link", "data-key": `off-${day}`, "aria-label": `${words.offTake}: ${spoken(day)}`, onclick: () => takeBack(day) }, words.offTake))))
      : h("p", { class: "ui-hint" }, words.offNone), () => offDay);
  }

  // what was wished elsewhere and can be taken back here: weights of a file, pins, exclusions
  function drawWished() {
    const { focusSaid, pinned, excluded } = told();
    const list = (title, items, kind, label) => items.length
      ? [h("h4", {}, title), h("ul", { class: "ui-plain-list" }, items.map(([id, name]) =>
        h("li", {}, h("span", {}, name),
          h("button", { type: "button", class: "ui-link", "data-key": `${kind}-${id}`, "data-online": true, "aria-label": `${label}: ${name}`, onclick: (event) => send(event.currentTarget, { kind, id }) }, label))))]
      : [];
    redrawFor(wished, [form.now("focus"), focusSaid, pinned, excluded], () => [
      ...(Object.keys(form.now("focus")).length
        ? [h("h4", {}, words.focus), h("ul", { class: "ui-plain-list" }, h("li", {}, h("span", {}, focusSaid),
          h("button", { type: "button", class: "ui-link", "data-key": "focus", onclick: () => form.keep("focus", {}) }, words.focusTake)))]
        : []),
      ...list(words.pinned, pinned, "unpin", words.unpin),
      ...list(words.excluded, excluded, "let", words.letIn),
    ], () => more.firstElementChild);
  }

  const values = () => ({
    ...Object.fromEntries(["situation", "reach", "people", "lead", "focus", "off"].map((name) => [name, form.now(name)])),
    ...Object.fromEntries(["hours", "showing"].map((name) => [name, inputs.get(name).value])),
    dates: { start: inputs.get("start").value, end: inputs.get("end").value },
    reserve: reserves.find(({ input }) => input.checked)?.input.value ?? null,
  });

  function submit(event) {
    event.preventDefault();
    if (advice.missing()) return show("");
    send(make, { kind: "submit", values: values() });
  }

  function send(button, message) {
    if (waiting) return;
    waiting = busy(button, words.working, () => (waiting = null));
    if (!waiting) return;
    show("");
    live.say(words.working);
    model.send(message);
  }

  function show(text, name) {
    problem.hidden = !text;
    problem.textContent = text;
    for (const [key, input] of inputs) {
      if (text && key === name) input.setAttribute("aria-invalid", "true");
      else input?.removeAttribute("aria-invalid");
    }
    if (!text) return;
    const wrong = inputs.get(name);
    for (let around = wrong?.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    wrong?.focus();
  }

  function draw() {
    if (!told()) return;
    const { basedOn } = model.get("parts");
    const has = Boolean(basedOn);
    // not while somebody is in it: the kernel may tell of a plan later than they began
    if (planned !== has && !(has && fold.contains(el.ownerDocument.activeElement))) fold.open = !has;
    planned = has;
    fold.classList.toggle("ui-unplanned", !has);
    based.textContent = basedOn ?? "";
    if (!waiting) make.textContent = has ? words.remake : words.make;
    const { start, end } = form.now("dates");
    const now = { hours: form.now("hours"), showing: form.now("showing"), start, end };
    const typing = el.ownerDocument.activeElement;
    for (const [name, value] of Object.entries(now)) {
      const input = inputs.get(name);
      if (input !== typing && input.value !== value) input.value = value;
    }
    for (const { input } of reserves) input.checked = input.value === form.now("reserve");
    jobs.show();
    advice.show();
    drawOff();
    drawWished();
  }

  function onMessage(message) {
    if (message.kind === "fresh") {
      show("");
      advice.fresh();
      return draw();
    }
    if (message.kind !== "done") return;
    waiting?.();
    waiting = null;
    if (message.error) return show(message.error.text, message.error.field);
    if (!message.ready) return;
    live.say(message.ready);
    if (planned) fold.open = false;
    draw();
    tell(el, "planned");
  }

  const end = drawSettled(el, draw);
  model.on("msg:custom", onMessage);
  model.on("change:parts", draw);
  return () => {
    end();
    model.off("msg:custom", onMessage);
    model.off("change:parts", draw);
  };
}

export default { initialize, render };
