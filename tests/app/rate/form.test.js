import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import form, { withChange } from "../../../src/assess/app/rate/form.js";
import { noteStamp } from "../../../src/assess/app/state/pending_changes.js";
import { browse, cases, clock, modelOf } from "../../builders/browser.js";

let time;
let page;
let model;
let leave;
let taken; // what a visit beside the form was told
let shown; // what the other widgets were told of the answers

function open({ answers = {}, visit = true, pending = () => undefined } = {}) {
  const document = browse("<!doctype html><html><body><div class='as-app'><div id='form'></div></div></body></html>");
  page = document.querySelector(".as-app");
  taken = [];
  shown = [];
  if (visit) {
    page.addEventListener("as-change", (event) => {
      event.preventDefault();
      taken.push(event.detail);
    });
    page.addEventListener("as-pending", (event) => { event.detail.pending = pending; });
  }
  page.addEventListener("as-answers", (event) => shown.push(event.detail.answers));
  model = modelOf({ content: cases.content, answers });
  leave = form.render({ model, el: document.getElementById("form") });
  time.pass(100);
  assert.deepEqual(model.sent.splice(0), [{ kind: "listening" }]);
}

beforeEach(() => { time = clock(); });

afterEach(() => {
  leave?.();
  time.stop();
});

const question = (id) => page.querySelector(`[id$="-${id}"]`);
const radio = (id, value) => page.querySelector(`[id$="-${id}-${value}"]`);
const note = (id) => page.querySelector(`[id$="-${id}-note"]`);
const pressed = (id, text) => [...question(id).querySelectorAll("button")].find((one) => one.textContent === text);

function choose(id, value) {
  const input = radio(id, value);
  input.checked = true;
  input.dispatchEvent(new Event("change"));
}

function type(id, text) {
  note(id).value = text;
  note(id).dispatchEvent(new Event("input"));
}

const [ONE, TWO] = cases.content.areas.flatMap((area) => area.questions.map((item) => item.id));
const { clear, undo } = cases.content.texts;

test("a click is told to the visit with what it takes the place of, and shown at once", () => {
  open({ answers: { [ONE]: { level: 1, evidence: "So" } } });
  choose(ONE, "2");
  assert.deepEqual(taken, [{ id: ONE, rating: "2", rating_was: "1" }]);
  assert.deepEqual(shown.at(-1)[ONE], { level: 2, evidence: "So" });
  assert.deepEqual(model.sent, []);
});

test("answers that were told before the form listened are drawn when they come again", () => {
  open();
  model.hears({ kind: "held", traits: { answers: { [ONE]: { level: 1, evidence: "So" } }, person: "" } });
  assert.equal(radio(ONE, "1").checked, true);
  assert.equal(note(ONE).value, "So");
  assert.deepEqual(shown.at(-1)[ONE], { level: 1, evidence: "So" });
});

test("one event carries all answers to the other widgets", () => {
  open({ answers: { [ONE]: { level: 1, evidence: "" } } });
  const before = shown.length;
  choose(TWO, "na");
  assert.equal(shown.length, before + 1);
  assert.deepEqual(Object.keys(shown.at(-1)).sort(), [ONE, TWO].sort());
});

test("without a visit beside it the form tells the kernel the same change", () => {
  open({ visit: false });
  choose(ONE, "2");
  assert.deepEqual(model.sent, [{ kind: "changes", changes: [{ n: 0, id: ONE, rating: "2", rating_seen: [""] }] }]);
});

test("each letter of a note goes to the visit at once", () => {
  open();
  type(ONE, "R");
  type(ONE, "Ra");
  assert.deepEqual(taken, [
    { id: ONE, note: "R", note_was: "", soon: true },
    { id: ONE, note: "Ra", note_was: "R", soon: true },
  ]);
});

test("without a visit a note is sent after a pause, or when the page is left", () => {
  open({ visit: false });
  type(ONE, "R");
  type(ONE, "Ra");
  assert.deepEqual(model.sent, []);
  time.pass(600);
  assert.deepEqual(model.sent.at(-1).changes, [{ n: 0, id: ONE, note: "Ra", note_seen: [noteStamp("")] }]);
  type(TWO, "Sold");
  document.dispatchEvent(new Event("pagehide"));
  assert.equal(model.sent.at(-1).changes[0].note, "Sold");
});

test("clearing takes rating and note away, and undo brings both back", () => {
  open({ answers: { [ONE]: { level: 2, evidence: "So" } } });
  pressed(ONE, clear).click();
  assert.deepEqual(taken.at(-1), { id: ONE, rating: "", rating_was: "2", note: "", note_was: "So" });
  assert.equal(shown.at(-1)[ONE], undefined);
  assert.equal(note(ONE).value, "");
  pressed(ONE, undo).click();
  assert.deepEqual(taken.at(-1), { id: ONE, rating: "2", rating_was: "", note: "So", note_was: "" });
  assert.deepEqual(shown.at(-1)[ONE], { level: 2, evidence: "So" });
  assert.equal(note(ONE).value, "So");
});

test("a rough answer is confirmed by the same level beside the full descriptions, or by the button", () => {
  for (const confirm of [() => radio(ONE, "2").click(), () => pressed(ONE, cases.content.texts.confirm).click()]) {
    leave?.();
    open({ answers: { [ONE]: { level: 2, quick: true, evidence: "" } } });
    confirm();
    assert.deepEqual(taken, [{ id: ONE, rating: "2", rating_was: "2~" }]);
    assert.deepEqual(shown.at(-1)[ONE], { level: 2, evidence: "" });
    assert.equal(pressed(ONE, cases.content.texts.confirm), undefined);
  }
});

test("clearing a rough answer and undoing that leaves it rough", () => {
  open({ answers: { [ONE]: { level: 2, quick: true, evidence: "" } } });
  pressed(ONE, clear).click();
  pressed(ONE, undo).click();
  assert.deepEqual(shown.at(-1)[ONE], { level: 2, quick: true, evidence: "" });
});

test("an area that is done says what came of it, and the others how long they take", () => {
  const area = cases.content.areas[0];
  open({ answers: Object.fromEntries(area.questions.map(({ id }, n) => [id, n ? { level: 2 } : { not_applicable: true }])) });
  const [done, other] = page.querySelectorAll(".ui-section");
  assert.equal(done.querySelector(".ui-result").textContent, "At the oven: Helps, 2 of 3 rated");
  assert.equal(other.querySelector(".ui-result").textContent, "");
  assert.deepEqual([...page.querySelectorAll(".ui-tally")].map((one) => one.textContent), ["✓ done", "0 of 2 · 3 min left"]);
});

test("what isn't stored yet goes before what the kernel says", () => {
  open({ pending: (kind, id) => (kind === "answer" && id === ONE ? { id, rating: "3" } : undefined) });
  model.hears({ kind: "answers", answers: { [ONE]: { level: 1, evidence: "" }, [TWO]: { level: 1, evidence: "" } } });
  assert.deepEqual(shown.at(-1), { [ONE]: { level: 3, evidence: "" }, [TWO]: { level: 1, evidence: "" } });
});

test("a widget that comes later can ask for the answers", () => {
  open({ answers: { [ONE]: { level: 1, evidence: "" } } });
  const detail = { answered: null };
  page.dispatchEvent(new CustomEvent("as-ask-answers", { detail }));
  assert.deepEqual(detail.answered.answers, { [ONE]: { level: 1, evidence: "" } });
});

test("a widget taken away hears nothing more", () => {
  open();
  leave();
  const before = shown.length;
  model.hears({ kind: "answers", answers: {} });
  assert.equal(shown.length, before);
});

for (const { answer, change, after } of cases.changes) {
  test(`${JSON.stringify(change)} on ${JSON.stringify(answer)} is what the kernel makes of it`, () => {
    assert.deepEqual(withChange(answer, change) ?? null, after);
  });
}

test("a note that is too long stays whole in its field and isn't sent until it is shorter", () => {
  open({ answers: { baking: { evidence: "Ran the oven" } } });
  const long = "x".repeat(cases.content.limit + 1);
  type("baking", long);
  note("baking").dispatchEvent(new Event("blur"));
  assert.deepEqual(taken, []);
  assert.equal(note("baking").value, long);
  assert.match(question("baking").textContent, /This is longer than 2,000 characters/);
  const elsewhere = { baking: { level: 2, evidence: "Said elsewhere" } };
  model.hears({ kind: "answers", answers: elsewhere, other: false });
  assert.equal(note("baking").value, long);
  type("baking", "Ran it again");
  assert.equal(taken.at(-1).note, "Ran it again");
  type("baking", long);
  model.hears({ kind: "answers", answers: elsewhere, other: true });
  assert.equal(note("baking").value, "Said elsewhere");
});
