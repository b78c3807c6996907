// What a plan is made from: the situation, what comes first, hours and dates. With a plan it is
// folded to the line that says what the plan is based on.
import { change, pending, questions } from "../../elements/asking.js";
import { fill, h, keepParts, listen, setText, tell, uid } from "../../elements/dom.js";
import { button, choice, field, folded, link, markWrong, problemLine } from "../../elements/form.js";
import { LINE_LIMIT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";
import { redrawFor, speaker, spoken } from "../../elements/redraw.js";
import { typed } from "../../elements/typed.js";
import { first } from "./first.js";
import { job } from "./job.js";

/** @param {import("../../messages/types").Widget<"PlanForm">} widget */
function render({ model, el }) {
  const content = model.get("content");
  const { words } = content;
  const live = speaker();
  const inputs = new Map();
  /** @type {Map<string, ReturnType<typeof readField>>} */
  const fields = new Map(); // hours and days
  const asking = questions(model, words.working);
  /** @type {boolean | null} */
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
      if (!problem.node.hidden) show("");
      const was = told()[name];
      change(el, "setting", name, value, name === "off" ? was.map(([day]) => day) : was, soon);
      if (!soon) draw();
    },
  };

  const line = (name, kind, heard) => {
    const made = readField(kind, { heard });
    inputs.set(name, made.input);
    fields.set(name, made);
    return field(words[name], made.input, { hint: words[`${name}Hint`], node: made.node, problem: made.problem });
  };
  const valueOf = (name) => fields.get(name)?.now();
  const datesNow = () => ({ start: valueOf("start"), end: valueOf("end") });
  const keepDates = (_value, soon) => form.keep("dates", datesNow(), soon);
  const showing = typed({
    limit: LINE_LIMIT,
    oninput: () => showing.fits() && form.keep("showing", showing.input.value, true),
    onchange: () => showing.fits() && form.keep("showing", showing.input.value),
  });
  inputs.set("showing", showing.input);

  const reserve = uid();
  const reserves = content.reserves.map(([value, label]) =>
    choice({ name: reserve, value, onchange: () => form.keep("reserve", value) }, label, "ui-chip"));
  inputs.set("reserve", reserves[0].input);

  const offList = h("div", {});
  const offProblem = problemLine();
  const offHint = uid();
  const off = readField("day", { "aria-describedby": offHint });
  const wished = h("div", {});
  const jobs = job(content, form);
  const more = folded(words.more, {},
    jobs.reach,
    h("fieldset", { class: "ui-wish" }, h("legend", {}, words.reserve), h("div", { class: "ui-chips" }, reserves.map(({ node }) => node))),
    h("div", { class: "ui-fields" },
      field(words.showing, showing.input, { hint: words.showingHint, problem: showing.over })),
    h("div", { class: "ui-fields" },
      line("start", "day", keepDates),
      line("end", "day", keepDates)),
    h("fieldset", { class: "ui-wish" },
      h("legend", {}, words.off),
      h("p", { class: "ui-hint", id: offHint }, words.offHint),
      offList,
      h("div", { class: "ui-fields ui-inline" },
        field(words.offDay, off.input, { node: off.node, problem: off.problem }),
        button(words.offAdd, addOff)),
      offProblem.node));

  const advice = first(content, form, el);
  for (const [name, input] of jobs.inputs) inputs.set(name, input);
  const problem = problemLine();
  const make = h("button", { type: "submit", class: "ui-button ui-primary", "data-online": true }, words.make);
  const based = h("span", {});
  const fold = h("details", { class: "ui-based" },
    h("summary", {}, based, " ", h("span", { class: "ui-change-link" }, words.change)),
    h("form", { class: "ui-plan-form", noValidate: true, onsubmit: submit },
      // what a plan can't do without comes first, what has a good answer already is folded
      h("section", { class: "ui-time" },
        h("h3", {}, words.time),
        h("div", { class: "ui-fields" },
          line("hours", "number", (hours, soon) => form.keep("hours", hours ?? "", soon)))),
      jobs.root,
      advice.root,
      more,
      wished,
      problem.node,
      h("p", { class: "ui-press" }, make),
      h("p", { class: "ui-hint", "data-why": true, hidden: true })));
  el.append(fold, live.node);

  // which week of the plan a day is in
  const weekOf = (day) => Math.floor((Date.parse(day) - Date.parse(valueOf("start") || "2024-01-01")) / (7 * 86400000));

  function addOff(event) {
    if (event.detail > 1) return; // the second press of a double click
    if (!off.fits()) return off.input.focus();
    const day = off.now();
    const twice = day && form.now("off").some((other) => weekOf(other) === weekOf(day));
    offProblem.say(twice ? words.offTwice : day ? "" : words.offEmpty);
    if (twice || !day) return off.input.focus();
    off.clear();
    form.keep("off", [...form.now("off"), day].sort());
  }

  function drawOff() {
    const takeBack = (day) => form.keep("off", form.now("off").filter((one) => one !== day));
    redrawFor(offList, form.now("off"), () => form.now("off").length
      ? h("ul", { class: "ui-plain-list" }, form.now("off").map((day) =>
        h("li", {}, h("span", {}, fill(words.offWeek, { day: spoken(day) })),
          link(words.offTake, () => takeBack(day), { "data-key": `off-${day}`, "aria-label": `${words.offTake}: ${spoken(day)}` }))))
      : h("p", { class: "ui-hint" }, words.offNone), () => off.input);
  }

  // what was wished elsewhere and can be taken back here: weights of a file, pins, exclusions
  function drawWished() {
    const { focusSaid, pinned, excluded } = told();
    const list = (title, items, kind, label) => items.length
      ? [h("h4", {}, title), h("ul", { class: "ui-plain-list" }, items.map(([id, name]) =>
        h("li", {}, h("span", {}, name),
          link(label, (event) => send(event.currentTarget, { kind, id }), { online: true, "data-key": `${kind}-${id}`, "aria-label": `${label}: ${name}` }))))]
      : [];
    redrawFor(wished, [form.now("focus"), focusSaid, pinned, excluded], () => [
      ...(Object.keys(form.now("focus")).length
        ? [h("h4", {}, words.focus), h("ul", { class: "ui-plain-list" }, h("li", {}, h("span", {}, focusSaid),
          link(words.focusTake, () => form.keep("focus", {}), { "data-key": "focus" })))]
        : []),
      ...list(words.pinned, pinned, "unpin", words.unpin),
      ...list(words.excluded, excluded, "let", words.letIn),
    ], () => more.querySelector("summary"));
  }

  const values = () => ({
    ...Object.fromEntries(["situation", "reach", "people", "lead", "focus", "off"].map((name) => [name, form.now(name)])),
    hours: valueOf("hours") ?? "",
    showing: showing.input.value,
    dates: datesNow(),
    reserve: reserves.find(({ input }) => input.checked)?.input.value ?? null,
  });

  function submit(event) {
    event.preventDefault();
    if (advice.missing()) return show("");
    const wrong = [...fields].find(([, one]) => !one.fits());
    if (wrong) return show(wrong[1].problem.textContent, wrong[0]);
    send(make, { kind: "submit", values: values() });
  }

  function send(pressed, message) {
    if (!asking.ask(pressed, message)) return;
    show("");
    live.say(words.working);
  }

  function show(text, name = "") {
    problem.say(text);
    markWrong(inputs, text ? name : null);
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
    if (!asking.open()) setText(make, has ? words.remake : words.make);
    const { start, end } = form.now("dates");
    for (const [name, value] of Object.entries({ hours: form.now("hours"), start, end })) fields.get(name)?.set(value);
    const before = form.now("showing");
    if (showing.input !== el.ownerDocument.activeElement && showing.fits() && showing.input.value !== before) showing.input.value = before;
    for (const { input } of reserves) input.checked = input.value === form.now("reserve");
    jobs.show();
    advice.show();
    drawOff();
    drawWished();
  }

  function done(message) {
    asking.done();
    if (message.error) return show(message.error.text, message.error.field);
    if (!message.ready) return;
    live.say(message.ready);
    if (planned) fold.open = false;
    draw();
    tell(el, "planned");
  }

  draw();
  return listen({ model, el }, {
    messages: {
      done,
      fresh() {
        show("");
        advice.fresh();
        draw();
      },
    },
    traits: { parts: draw },
    held: draw,
    told: {
      settled: draw,
      // somebody wants another plan: what it is made from is unfolded, in view and in focus
      "change-plan": () => {
        fold.open = true;
        fold.scrollIntoView({ block: "start" });
        fold.querySelector("summary")?.focus({ preventScroll: true });
      },
    },
    begun: draw,
  });
}

export default { initialize: keepParts, render };
