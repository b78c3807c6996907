// At most three goals, with what the numbers suggest, and who does what by when.
import { change, pending } from "../../elements/asking.js";
import { attempt, follow, h } from "../../elements/dom.js";
import { button, field, lineForm, link, select } from "../../elements/form.js";
import { TEXT_LIMIT } from "../../elements/limits.js";
import { readField } from "../../elements/read_field.js";
import { textField, typed } from "../../elements/typed.js";

const DRAFT = "assess.coach.promise "; // what is being typed, until it is added

// where the browser refuses to store it, it is in the field alone
const draft = {
  get: (person) => attempt(() => sessionStorage.getItem(DRAFT + person)) ?? "",
  set: (person, text) => attempt(() => (text ? sessionStorage.setItem(DRAFT + person, text) : sessionStorage.removeItem(DRAFT + person))),
};

/** @param {import("../../messages/types").Widget<"Goals">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const goals = h("div", {});
  const ideas = h("div", {});
  const promises = h("ul", { class: "ui-promises" });
  const promised = typed({ limit: TEXT_LIMIT, oninput: () => draft.set(person, promised.input.value) });
  const drafts = new Map();
  let person = "";
  const what = promised.input;
  const who = select(Object.entries(texts.owners));
  const by = readField("day");
  el.append(
    h("h3", {}, texts.goals), goals, ideas,
    h("h3", {}, texts.promises), h("div", {}, promises),
    lineForm(promise, texts.promise, [
      field(texts.what, what, { style: "ui-wide" }), field(texts.who, who), field(texts.by, by.input, by), promised.over,
    ]));

  const say = (kind, id, value, was, soon = false) => change(el, kind, id, value, was, soon, person);

  function promise() {
    const text = what.value.trim();
    if (!promised.fits() || !text) return what.focus();
    if (!by.fits()) return by.input.focus();
    const day = by.now();
    const id = JSON.stringify([text, who.value, day || null]);
    const known = [...promises.children].some((line) => line.getAttribute("data-id") === id);
    if (!known) {
      promises.append(promiseLine({ id, text, who: [texts.owners[who.value], day].filter(Boolean).join(", ") }));
      say("promise", id, true, false);
    }
    what.value = "";
    by.clear();
    draft.set(person, "");
    what.focus();
  }

  function promiseLine({ id, text, who: owner }) {
    const withdraw = () => {
      line.remove();
      say("promise", id, false, true);
    };
    const line = h("li", { "data-id": id },
      h("span", {}, h("bdi", {}, text), h("span", { class: "ui-tally" }, ` ${owner}`)),
      link(texts.withdraw, withdraw, { of: text }));
    return line;
  }

  function draw(data) {
    person = data.person ?? "";
    goals.replaceChildren(...(data.goals?.length ? data.goals.map(goal) : [h("p", { class: "ui-hint" }, texts.none)]));
    const room = (data.goals ?? []).length < (data.most ?? 3);
    ideas.replaceChildren(...(room ? suggestions(data) : [h("p", { class: "ui-hint" }, texts.full)]));
    promises.replaceChildren(...(data.promises ?? []).filter(({ id }) => pending(el, "promise", id, person)?.value !== false).map(promiseLine));
    what.value = draft.get(person);
    promised.fits();
  }

  function goal(item) {
    // what was said here and isn't with the kernel yet goes before what it knows
    const now = (key) => pending(el, `goal_${key}`, item.id, person)?.value ?? item[key];
    const put = (key, value, soon = false) => {
      if (value === item[key]) return;
      say(`goal_${key}`, item.id, value, item[key], soon);
      item[key] = value;
    };
    for (const key of ["to", "by", "why", "first_step"]) item[key] = now(key);
    const to = select(item.levels, { value: item.to, onchange: () => put("to", Number(to.value)) });
    const day = readField("day", {
      value: item.by, placeholder: " ", drafts, about: `${person} ${item.id} by`, heard: (value, soon) => soon || put("by", value),
    });
    const text = (key, label) => {
      const write = (soon) => made.fits() && put(key, made.input.value, soon);
      const made = textField(label, {
        rows: 2, limit: TEXT_LIMIT, class: "ui-note", style: "ui-wide", placeholder: " ", value: item[key], drafts, about: `${person} ${item.id} ${key}`,
        oninput: () => write(true), onblur: () => write(false),
      });
      return made.node;
    };
    const made = h("article", { class: "ui-card ui-goal" },
      h("h4", {}, item.title),
      h("p", { class: "ui-hint" }, item.way),
      h("div", { class: "ui-fields" },
        field(texts.to, to), field(texts.by, day.input, day), text("why", texts.why), text("first_step", texts.first)),
      link(texts.remove, () => { made.remove(); say("goal", item.id, false, true); }, { of: item.title }));
    return made;
  }

  function suggestions(data) {
    // its level and day come from the kernel; until then only that it is one is said
    const add = (id, title) => {
      goals.append(h("p", { class: "ui-hint" }, h("strong", {}, title), `: ${texts.later}`));
      say("goal", id, true, false);
    };
    const rows = (data.suggestions ?? []).map((item) =>
      h("li", {},
        h("span", {}, h("strong", {}, item.title), h("span", { class: "ui-tally" }, ` ${item.why}`)),
        button(texts.take, () => add(item.id, item.title), { of: item.title })));
    const parts = rows.length
      ? [h("h4", {}, texts.suggested), h("ol", { class: "ui-ideas" }, rows)]
      : [h("p", { class: "ui-hint" }, texts.nothing)];
    if (data.others?.length) {
      const other = select(data.others);
      const chosen = () => add(other.value, other.options[other.selectedIndex].textContent ?? "");
      parts.push(h("div", { class: "ui-fields" }, field(texts.other, other),
        h("div", { class: "ui-field ui-add" }, button(texts.add, chosen))));
    }
    return parts;
  }

  return follow({ model, el }, draw);
}

export default { render };
