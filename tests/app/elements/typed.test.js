import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import compare from "../../../src/assess/app/coach/meet/compare.js";
import goals from "../../../src/assess/app/coach/decide/goals.js";
import { planCard } from "../../../src/assess/app/plan/body/card.js";
import { lengthOf, typed } from "../../../src/assess/app/elements/typed.js";
import { browse, clock, modelOf } from "../../builders/browser.js";

const EMOJI = "👩🏽‍🚀"; // four characters for the kernel, seven units for the browser

let document;
beforeEach(() => { document = browse("<!doctype html><html><body><div class='as-app'></div></body></html>"); });

function type(input, text) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
  input.dispatchEvent(new Event("change"));
}

test("what is too long stays whole, is said with its limit, and doesn't fit until it is shorter", () => {
  const { input, over, fits } = typed({ limit: 1500, rows: 2 });
  type(input, "x".repeat(1500));
  assert.equal(fits(), true);
  assert.equal(over.hidden, true);
  type(input, "x".repeat(2601));
  assert.equal(fits(), false);
  assert.equal(input.value.length, 2601);
  assert.match(over.querySelector("[role=alert]").textContent, /^This is longer than 1,500 characters, so it isn't saved\./);
  assert.match(over.textContent, /1,101 too many\./);
  assert.equal(input.getAttribute("aria-invalid"), "true");
  assert.equal(input.getAttribute("aria-describedby"), over.querySelector("[role=alert]").id);
  type(input, "short");
  assert.equal(fits(), true);
  assert.equal(over.hidden, true);
  assert.equal(input.hasAttribute("aria-invalid"), false);
});

test("characters are counted as the kernel counts them", () => {
  assert.equal(lengthOf(EMOJI), 4);
  const { input, fits } = typed({ limit: 8 });
  type(input, EMOJI + EMOJI);
  assert.equal(fits(), true);
  type(input, `${EMOJI}${EMOJI}!`);
  assert.equal(fits(), false);
});

test("every field runs in the direction of its text, and none has a limit that cuts", () => {
  for (const { input } of [typed(), typed({ rows: 2, limit: 5 })]) {
    assert.equal(input.dir, "auto");
    assert.equal(input.hasAttribute("maxlength"), false);
    assert.equal(input.maxLength, undefined); // as in a document without one
  }
});

test("what didn't fit is there again when its field is drawn anew", () => {
  const drafts = new Map();
  type(typed({ limit: 3, drafts, about: "a" }).input, "too long");
  const again = typed({ limit: 3, drafts, about: "a", value: "old" });
  assert.equal(again.input.value, "too long");
  assert.equal(again.over.hidden, false);
  type(again.input, "ok");
  assert.equal(typed({ limit: 3, drafts, about: "a", value: "old" }).input.value, "old");
});

test("each text of an agreed level says which one it takes the place of", () => {
  const page = document.querySelector(".as-app");
  const row = { id: "baking", number: 1, title: "Heat", kind: "one", own: {}, coach: {}, agreed: { level: 2, na: false, note: "old" }, moved: null, levels: [[1, "Watches", ""]], limit: 20 };
  const texts = { groups: { one: "One apart" }, folded: [], moved: {}, owners: { coach: "the coach" } };
  const told = [];
  page.addEventListener("as-change", (event) => told.push(event.detail));
  const el = document.createElement("div");
  page.append(el);
  const leave = compare.render({ model: modelOf({ texts, data: { person: "robin", revealed: true, rows: [row], count: "", plan: "" } }), el });
  for (const text of ["first", "second"]) type(el.querySelector("textarea"), text);
  assert.deepEqual(told.map((change) => [change.value, change.value_was]), [["first", "old"], ["second", "first"]]);
  leave();
});

test("a coach's reason, goal and promise aren't sent while they are too long", () => {
  const time = clock();
  const page = document.querySelector(".as-app");
  const row = { id: "baking", number: 1, title: "Heat", kind: "one", own: {}, coach: {}, agreed: { level: 2, na: false, note: "" }, moved: null, levels: [[1, "Watches", ""]], limit: 20 };
  const texts = { groups: { one: "One apart" }, folded: [], moved: {}, owners: { coach: "the coach" } };
  const shown = [
    [compare, { revealed: true, rows: [row], count: "", plan: "" }],
    [goals, { most: 3, goals: [{ id: "baking", title: "Heat", to: 2, levels: [[2, "Helps"]], by: "", why: "", first_step: "" }] }],
  ];
  for (const [widget, data] of shown) {
    const told = [];
    const hear = (event) => told.push(event.detail);
    page.addEventListener("as-change", hear);
    const model = modelOf({ texts, data: { person: "robin", ...data } });
    const el = document.createElement("div");
    page.append(el);
    const leave = widget.render({ model, el });
    for (const field of el.querySelectorAll("textarea")) {
      type(field, "x".repeat(501));
      time.pass(1000);
      assert.equal(field.value.length, 501);
      assert.equal(field.getAttribute("aria-invalid"), "true");
    }
    const promised = el.querySelector("form input");
    if (promised) {
      type(promised, "x".repeat(501));
      el.querySelector("form").dispatchEvent(new Event("submit"));
    }
    assert.deepEqual(told, []);
    // drawn anew for the same person it is still there, and nowhere for somebody else
    const whole = { ...data, person: "robin" };
    model.hears({ kind: "data", data: whole });
    assert.equal(el.querySelector("textarea").value.length, 501);
    model.hears({ kind: "data", data: { ...whole, person: "somebody else" } });
    assert.equal(el.querySelector("textarea").value, "");
    type(el.querySelector("textarea"), "short");
    // for the browser at once, for the kernel after a pause; and about whom it is
    assert.deepEqual(told.map(({ person, soon }) => [person, soon]), [["somebody else", true]]);
    page.removeEventListener("as-change", hear);
    leave();
  }
  time.stop();
});

test("a measure and what was done are kept back while they are too long, and not cut", () => {
  const said = [];
  const plan = {
    words: { kinds: {}, states: {}, left: "{count} left", hoursDone: "Hours" }, state: { forms: new Map([["oven", { where: "card", date: "", today: "", evidence: "" }]]), doneIn: new Map(), drafts: new Map() }, proposals: [],
    record: () => undefined, measure: () => null, pinned: [],
    count: (...all) => said.push(all), act: (...all) => said.push(all),
  };
  const item = { id: "oven", title: "Bake", kind: "practice", state: "planned", hours: "", when: "", evidence: "", pitfalls: "", leads_to: [], resources: [], asks: [], steps: [], measure: "Loaves", others: [] };
  const card = planCard(plan, item, true);
  const [today] = card.querySelectorAll('.ui-measure input');
  type(today, "x".repeat(201));
  const note = card.querySelector("textarea");
  type(note, "x".repeat(2001));
  card.querySelector('[data-key="done oven"]').dispatchEvent(new Event("click"));
  assert.deepEqual(said, []);
  const again = planCard(plan, item, true);
  assert.equal(again.querySelector(".ui-measure input").value.length, 201);
  assert.equal(again.querySelector("textarea").value.length, 2001);
  type(note, "Done.");
  card.querySelector('[data-key="done oven"]').dispatchEvent(new Event("click"));
  assert.equal(said.length, 1);
});
