// The questions: real radio groups (one tab stop each, arrow keys inside), evidence, clear and undo.
// A click shows at once; the visit beside it keeps each change in this browser until the kernel
// says that it is stored. Where there is no visit on the page, the kernel is told directly.
import { calibration } from "../calibrate/calibrate.js";
import { pending } from "../elements/asking.js";
import { fill, h, listen, setText, tell, uid } from "../elements/dom.js";
import { button, folded, levelChoice, link, mark, pauses, rename } from "../elements/form.js";
import { entriesOf, logField, noteField } from "./evidence.js";
import { ownsAddress } from "../shell/addresses.js";
import { changeOf } from "../state/pending_changes.js";
import { areaResult, minutesFor, ROUGH } from "./quick.js";
import { waysToRate } from "./ways.js";

/** The rating of an answer as a change writes it. */
const ratingOf = (answer) => (answer.not_applicable ? "na" : `${answer.level ?? ""}${answer.quick ? ROUGH : ""}`);

/** What a rating says of an answer: as in changes.py, no confirmed level becomes rough by itself. */
function rated(rating, { level, quick }) {
  if (rating === "na") return { not_applicable: true };
  const said = Number.parseInt(rating, 10);
  const rough = rating.endsWith(ROUGH) && (level !== said || quick === true);
  return { level: said, ...(rough ? { quick: true } : {}) };
}

/** An answer with what a change says; undefined where nothing is left of it. */
export function withChange(answer, { rating, note, value }) {
  const { level, not_applicable, quick, ...rest } = answer;
  const wanted = rating ?? ratingOf(answer);
  const changed = { evidence: "", ...rest, ...(wanted ? rated(wanted, answer) : {}) };
  if (note !== undefined) changed.evidence = note;
  if (value !== undefined) Object.assign(changed, { evidence: value[0]?.text ?? "", log: value });
  return wanted || changed.evidence ? changed : undefined;
}

/** @param {import("../messages/types").Widget<"RatingForm">} widget */
function render({ model, el }) {
  const content = model.get("content");
  const name = uid();
  const total = content.areas.reduce((sum, area) => sum + area.questions.length, 0);
  const questions = new Map();
  const sections = new Map();
  const typing = pauses();
  const examples = new Map();
  let answers = { ...model.get("answers") };
  let person = model.get("person") || ""; // whose they are, on a page with several people
  const back = link("", () => back.parentElement?.remove());

  const heading = h("h2", { class: "ui-form-title", tabIndex: -1 }, content.texts.title);
  const bar = h("span", { class: "ui-bar-fill" });
  const count = h("p", { class: "ui-count" });
  const areaList = h("ul", { class: "ui-areas" });
  const ways = waysToRate(content, {
    answers: () => answers,
    rate: (id, rating) => {
      rate(id, rating);
      fillIn(id);
    },
    open: (id) => open(id, true),
    ask: () => model.send({ kind: "result" }),
    full: () => Boolean(model.get("full")),
  });
  let chosen = false; // whether the person has said which way they go
  let home = ways.usual(); // what an address without a place shows
  el.classList.add("ui-form");
  el.addEventListener("keydown", ways.onKey);
  el.append(
    heading,
    ...ways.top,
    h("p", { class: "ui-lead" }, content.texts.lead),
    ...ways.below,
    h("div", { class: "ui-progress" }, count, h("div", { class: "ui-bar", "aria-hidden": "true" }, bar)),
    help(),
    h("nav", { "aria-label": content.texts.areas }, areaList));
  content.areas.forEach((area, index) => build(area, content.areas[index + 1]));
  refresh();
  openAt("");

  function help() {
    const { texts, scale, scale_note } = content;
    const answer = (title, text, ...more) => [h("dt", {}, title), h("dd", {}, h("p", {}, text), ...more)];
    const levels = h("ul", {}, scale.map((item) => h("li", {}, h("b", {}, item.label), item.meaning ? `: ${item.meaning}` : "")));
    return folded(texts.help, { style: "ui-help" },
      h("dl", { class: "ui-fold-body" },
        answer(texts.helpNa, texts.helpNaText),
        answer(texts.helpLevels, texts.helpLevelsText, levels, scale_note ? h("p", {}, scale_note) : null),
        answer(texts.helpWhat, texts.helpWhatText)));
  }

  function build(area, next) {
    const tally = h("span", { class: "ui-tally" });
    const tab = button([h("span", {}, area.title), tally], () => open(area.id, true), { class: "ui-area" });
    areaList.append(h("li", {}, tab));

    const title = h("h3", { tabIndex: -1 }, area.title);
    const onward = next
      ? button(`${content.texts.next} ${next.title}`, () => open(next.id, true), { style: "ui-primary" })
      : button(content.texts.profile, () => tell(el, "go", { step: content.then ?? "profile" }), { style: "ui-primary" });
    const result = h("p", { class: "ui-result", role: "status" });
    const practice = area.practice ? calibration(model, area, content.scale, content.texts.calibrate) : null;
    const section = h("section", { class: "ui-section" },
      title,
      area.summary ? h("p", { class: "ui-lead" }, area.summary) : null,
      practice?.node,
      area.questions.map((item) => question(item, area.id)),
      result,
      h("p", { class: "ui-onward" }, onward));
    sections.set(area.id, { section, title, area, result, tab, tally, practice });
    el.append(section);
  }

  function question(item, area) {
    const group = `${name}-${item.id}`;
    const radios = new Map();
    const options = content.scale.map(({ level, label }) => option(item, group, radios, String(level), label, item.anchors[level]));
    options.push(option(item, group, radios, "na", content.texts.na, content.texts.naHint, "ui-na"));

    const evidence = (content.log ? logField : noteField)({
      content, item, id: `${group}-note`, known: () => answers[item.id], say: (change, soon) => typed(item.id, change, soon),
    });
    const after = h("div", { class: "ui-after" });
    const given = h("div", { class: "ui-options" }, options);
    const clear = link(content.texts.clear, () => wipe(item.id));
    const fieldset = h("fieldset", { class: "ui-question", id: group, "data-address": `${area}/${item.id}` },
      h("legend", {}, h("span", { class: "ui-number", "aria-hidden": "true" }, `${item.number}`), h("span", {}, item.title)),
      item.summary ? h("p", { class: "ui-summary" }, item.summary) : null,
      given,
      evidence.node,
      item.example ? example(item) : null,
      after);
    questions.set(item.id, { item, radios, evidence, given, after, clear, fieldset });
    return fieldset;
  }

  // asked for when first opened: most people never need one
  function example(item) {
    const { texts } = content;
    const said = h("p", { class: "ui-example-text", id: `${name}-${item.id}-example`, role: "status", hidden: true });
    const more = link(texts.example, toggle, { of: item.title, online: true, "aria-expanded": "false", "aria-controls": said.id });
    function toggle() {
      said.hidden = !said.hidden;
      more.setAttribute("aria-expanded", String(!said.hidden));
      rename(more, said.hidden ? texts.example : texts.exampleHide, item.title);
      if (!said.textContent) model.send({ kind: "example", id: item.id });
    }
    examples.set(item.id, said);
    return h("div", { class: "ui-example" }, more, said);
  }

  function option(item, group, radios, value, label, text, extra = "") {
    const { input, node } = levelChoice({
      id: `${group}-${value}`, name: group, value,
      onchange: () => rate(item.id, value),
      onclick: () => ratingOf(answers[item.id] ?? {}) === value + ROUGH && rate(item.id, value),
    }, label, text, extra);
    radios.set(value, input);
    return node;
  }

  function rate(id, rating) {
    push(id, { rating, rating_was: ratingOf(answers[id] ?? {}) });
    questions.get(id).after.replaceChildren(questions.get(id).clear);
    refresh();
  }

  // each letter is a change of its own to the visit beside us; the kernel itself hears after a pause
  function typed(id, change, soon) {
    if (soon && !offer(id, { ...change, soon })) return typing.later(id, () => questions.get(id).evidence.flush());
    if (soon) keep(id, change);
    else push(id, change);
    refresh();
  }

  function wipe(id) {
    const { after, fieldset } = questions.get(id);
    typing.drop(id);
    const before = answers[id] ?? {};
    const rating = ratingOf(before);
    const log = entriesOf(before);
    const all = (was, wanted, log_was, log_wanted) => {
      const note = (entries) => entries[0]?.text ?? "";
      if (content.log) push(id, { rating: wanted, rating_was: was });
      else push(id, { rating: wanted, rating_was: was, note: note(log_wanted), note_was: note(log_was) });
      if (content.log && log.length) push(id, { kind: "evidence", value: log_wanted, value_was: log_was });
    };
    all(rating, "", log, []);
    const restore = () => {
      all("", rating, [], log);
      show(id);
      focusIn(fieldset);
    };
    show(id);
    const undo = link(content.texts.undo, restore);
    after.replaceChildren(h("span", {}, content.texts.cleared), " ", undo);
    undo.focus();
  }

  // asks whether an answer holds that was given before, or from a few words alone
  function look(id, said, label, then) {
    const yes = () => {
      then();
      focusIn(questions.get(id).fieldset);
    };
    return h("p", { class: "ui-look" }, h("span", {}, said), " ", button(label, yes));
  }

  function focusIn(fieldset) {
    (fieldset.querySelector("input:checked") ?? fieldset.querySelector("input")).focus();
  }

  // shown at once, and told to the visit, else to the kernel
  function push(id, change) {
    keep(id, change);
    if (!offer(id, change)) model.send({ kind: "changes", changes: [{ n: 0, ...changeOf({ id, ...change }) }] });
  }

  // whatever is said of an answer settles whether it still holds
  function keep(id, change) {
    const { confirm, ...before } = answers[id] ?? {};
    place(id, withChange(before, change));
    model.set("answers", { ...answers });
  }

  function place(id, answer) {
    if (answer) answers[id] = answer;
    else delete answers[id];
  }

  // whether a visit on this page has taken the change
  function offer(id, change) {
    const event = new CustomEvent("as-change", { detail: { id, ...change, ...(person ? { person } : {}) }, bubbles: true, cancelable: true });
    return !el.dispatchEvent(event);
  }

  // what was changed here and isn't stored yet goes before what the kernel says
  function overlay() {
    for (const id of questions.keys()) {
      const change = pending(el, "answer", id, person);
      if (change) place(id, withChange(answers[id] ?? {}, change));
      const log = pending(el, "evidence", id, person);
      if (log) place(id, withChange(answers[id] ?? {}, log));
    }
  }

  function fillIn(id, other = false) {
    const { radios, evidence, after, clear } = questions.get(id);
    const answer = answers[id] ?? {};
    for (const [value, input] of radios) {
      input.checked = value === "na" ? answer.not_applicable === true : answer.level === Number(value);
    }
    evidence.show(other);
    const { texts } = content;
    // the same level beside the full descriptions confirms it
    const rough = () => rate(id, String(answer.level));
    const holds = () => { push(id, { confirm: true }); fillIn(id); };
    const asks = answer.quick ? [look(id, texts.rough, texts.confirm, rough)] : answer.confirm ? [look(id, texts.look, texts.holds, holds)] : [];
    after.replaceChildren(...(answers[id] ? [clear] : []), ...asks);
  }

  function refresh() {
    const { texts } = content;
    const isRated = (item) => ratingOf(answers[item.id] ?? {}) !== "";
    const unsure = (item) => !isRated(item) || answers[item.id].quick;
    let done = 0;
    let left = 0;
    for (const { area, result, tally } of sections.values()) {
      const here = area.questions.filter(isRated).length;
      const all = area.questions.length;
      const more = area.questions.filter(unsure).length;
      const said = here < all ? texts.tally : more ? texts.tallyRough : texts.done;
      done += here;
      left += more;
      tally.textContent = fill(said, { done: here, all, rough: more, minutes: minutesFor(more, content.seconds) });
      setText(result, areaResult(area, content, answers));
    }
    heading.textContent = ways.title(done);
    ways.refresh(done, left);
    count.textContent = fill(content.texts.answered, { done, all: total });
    bar.style.width = `${(100 * done) / total}%`;
    tell(el, "answers", present());
  }

  /** What the other widgets may know. @returns {import("../messages/types").Answered} */
  function present() {
    return { content, answers: { ...answers } };
  }

  function goTo(event) {
    const found = questions.get(event.detail.id);
    if (!found) return;
    const area = content.areas.find((item) => item.questions.includes(found.item));
    open(area.id, false);
    back.parentElement?.remove();
    focusIn(found.fieldset);
    found.fieldset.scrollIntoView({ block: "start" });
    if (event.detail.back) wayBack(found, event.detail.back);
  }

  // to what led to a question, once the person has said what there is to say
  function wayBack({ given }, { step, card }) {
    setText(back, content.texts.back[step] ?? "");
    if (!back.textContent) return;
    Object.assign(back.dataset, { back: step, card });
    given.after(h("p", { class: "ui-back" }, back));
  }

  // an address names an area, a question in it, or a card of the quick pass
  function openAt(item) {
    const [id, card] = item.split("/");
    const named = sections.has(id) || ways.isQuick(id);
    chosen ||= named;
    open(named ? id : home, false, card);
  }

  function open(id, byPerson, card = "") {
    chosen ||= byPerson;
    el.dataset.way = ways.isQuick(id) ? "quick" : "full";
    const address = ways.isQuick(id) && card ? `${id}/${card}` : id;
    tell(el, "area", { id: address, byPerson, title: sections.get(id)?.area.title ?? "" });
    ways.show(el.dataset.way, byPerson, card);
    if (ways.isQuick(id)) return;
    for (const [key, { section, title, tab }] of sections) {
      section.hidden = key !== id;
      mark(tab, key === id);
      if (key === id && byPerson) {
        title.focus({ preventScroll: true });
        areaList.scrollIntoView({ block: "start" });
      }
    }
  }

  function replace(message) {
    typing.all(); // what is being typed is a change, too
    answers = { ...message.answers };
    person = message.person ?? "";
    overlay();
    model.set("answers", { ...answers });
    model.set("person", person);
    for (const id of questions.keys()) fillIn(id, message.other);
    refresh();
    if (!Object.keys(answers).length) chosen = false; // somebody else begins
    if (!chosen) open((home = ways.usual()), false);
  }

  function show(id) {
    fillIn(id);
    refresh();
  }

  for (const id of questions.keys()) fillIn(id);
  // a page that is left or laid aside has no later moment: send what is still being typed
  const leaving = () => { for (const { evidence } of questions.values()) evidence.flush(); };
  return listen({ model, el }, {
    messages: {
      answers: replace,
      result: ({ html }) => ways.showExample(html),
      calibration: (message) => sections.get(message.area)?.practice?.hear(message),
      example: ({ id, text }) => examples.get(id)?.replaceChildren(h("b", {}, content.texts.exampleOf), ` ${text}`),
    },
    held: () => replace({ answers: model.get("answers"), person: model.get("person"), other: false }),
    told: {
      "ask-answers": (event) => { event.detail.answered = present(); },
      question: goTo,
      place: (event) => openAt(event.detail.item),
    },
    begun(_root, signal) {
      addEventListener("pagehide", leaving, { capture: true, signal });
      document.addEventListener("visibilitychange", () => document.hidden && leaving(), { signal });
      tell(el, "answers", present());
      const detail = { item: "" };
      tell(el, "ask-place", detail);
      openAt(detail.item);
      // so that the first card hears its keys; a notebook's focus is left where it is
      if (ownsAddress() && document.activeElement === document.body) heading.focus({ preventScroll: true });
    },
  });
}

export default { render };
