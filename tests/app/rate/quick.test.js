import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import form from "../../../src/assess/app/rate/form.js";
import { areaResult } from "../../../src/assess/app/rate/quick.js";
import { browse, cases, clock, modelOf } from "../../builders/browser.js";

const { quick: content } = cases;
const questions = content.areas.flatMap((area) => area.questions);
const ids = questions.map((item) => item.id);
let time;
let page;
let el;
let model;
let leave;
let taken;
let told;

function open(answers = {}, place = "") {
  const document = browse("<!doctype html><html><body><div class='as-app'><div id='form'></div></div></body></html>");
  Object.defineProperty(globalThis, "innerHeight", { value: 1e6, configurable: true });
  Object.defineProperty(globalThis, "location", { value: { hostname: "127.0.0.1" }, configurable: true });
  page = document.querySelector(".as-app");
  el = document.getElementById("form");
  taken = [];
  told = [];
  page.addEventListener("as-change", (event) => {
    event.preventDefault();
    taken.push(event.detail);
  });
  page.addEventListener("as-ask-place", (event) => { event.detail.item = place; });
  page.addEventListener("as-go", (event) => told.push(event.detail.step));
  page.addEventListener("as-area", (event) => told.push(event.detail.id));
  model = modelOf({ content, answers });
  leave = form.render({ model, el });
  page.querySelector("nav .ui-areas").scrollIntoView = () => {};
  time.pass(100);
}

beforeEach(() => { time = clock(); });
afterEach(() => {
  leave?.();
  time.stop();
});

const heading = () => page.querySelector(".ui-quick h3").textContent;
const option = (value) => page.querySelector(`.ui-quick input[value="${value}"]`);
const named = (text) => [...page.querySelectorAll("button")].find((one) => one.textContent.startsWith(text));
const at = () => page.querySelector(".ui-quick .ui-place").textContent;

function press(key, target = page.querySelector(".ui-quick h3"), more = {}) {
  const event = Object.assign(new Event("keydown", { bubbles: true, cancelable: true }), { key, ...more });
  target.dispatchEvent(event);
  return event;
}

function point(value) {
  const event = Object.assign(new Event("click", { bubbles: true, cancelable: true }), { detail: 1 });
  option(value).dispatchEvent(event);
}

test("where nothing is answered the first card is there at once, below promise and cost", () => {
  open();
  assert.equal(el.dataset.way, "quick");
  assert.equal(page.querySelector("h2").textContent, content.first.texts.title);
  assert.match(page.querySelector(".ui-first").textContent, /About 2 minutes .* 7 .*Nothing leaves this computer/);
  assert.match(heading(), /How do you do heat\?$/);
  assert.equal(at(), "1 of 5");
});

test("a key chooses a level that is rough, and the next card comes", () => {
  open();
  press("2");
  assert.deepEqual(taken, [{ id: ids[0], rating: "2~", rating_was: "" }]);
  assert.equal(at(), "2 of 5");
  assert.equal(page.querySelector(".ui-first").hidden, true);
  press("n");
  assert.deepEqual(taken.at(-1), { id: ids[1], rating: "na", rating_was: "" });
  press(" ");
  assert.equal(taken.length, 2);
  assert.equal(at(), "4 of 5");
  named("Back").click();
  assert.equal(at(), "3 of 5");
});

test("a pointer chooses and goes on; arrow keys only choose", () => {
  open();
  option("1").checked = true;
  option("1").dispatchEvent(new Event("change"));
  assert.equal(at(), "1 of 5");
  assert.equal(taken.at(-1).rating, "1~");
  point("3");
  assert.equal(at(), "2 of 5");
  assert.deepEqual(taken.at(-1), { id: ids[0], rating: "3~", rating_was: "1~" });
});

test("keys act in the card alone, once each, and leave a button its own", () => {
  open();
  press("2", page.querySelector(".ui-note"));
  press("2", page.querySelector("summary"));
  press("2", undefined, { ctrlKey: true });
  press("2", undefined, { repeat: true });
  assert.equal(press(" ", named("Skip")).defaultPrevented, false);
  press("9");
  press("x");
  assert.deepEqual(taken, []);
  assert.equal(at(), "1 of 5");
});

test("an answer confirmed beside the full descriptions stays confirmed by the same level here", () => {
  open({ [ids[0]]: { level: 2, evidence: "" }, [ids[1]]: { level: 1, quick: true, evidence: "" } });
  assert.equal(at(), "3 of 5");
  named("Back").click();
  named("Back").click();
  press("2");
  assert.deepEqual(taken, []);
  assert.equal(at(), "3 of 5");
  named("Back").click();
  press("2");
  assert.deepEqual(taken, [{ id: ids[1], rating: "2~", rating_was: "1~" }]);
});

test("a level chosen here is the one chosen in the full form, and is marked there", () => {
  open();
  press("2");
  named("Area by area").click();
  assert.equal(el.dataset.way, "full");
  assert.match(named("Quick pass").textContent, /1 of 5/);
  assert.equal(told.at(-1), content.areas[0].id);
  const question = page.querySelector(`.ui-section [id$="-${ids[0]}"]`);
  assert.equal(question.querySelector("input[value='2']").checked, true);
  assert.match(question.textContent, /rough answer from the quick pass/);
  named("Quick pass").click();
  assert.match(named("Quick pass").textContent, /5 short cards/); // the card says how far one is
  assert.equal(at(), "2 of 5");
  assert.equal(told.at(-1), content.quick.address);
});

test("an area that is done says what came of it, the end says so of all and leads on", () => {
  open();
  for (const key of ["2", "2", "3", "1", "n"]) press(key);
  assert.equal(page.querySelector(".ui-quick h3").textContent, content.quick.texts.doneTitle);
  assert.match(page.querySelector(".ui-quick-body").textContent, /4 rated, 1 not applicable\./);
  const lines = [...page.querySelectorAll(".ui-quick-body li")].map((one) => one.textContent);
  assert.deepEqual(lines, ["At the oven: mostly Helps, 3 of 3 rated, rough", "The shop: Watches, 1 of 2 rated, rough"]);
  named("See your profile").click();
  named("Make my plan").click();
  assert.deepEqual(told.slice(-2), ["profile", "plan"]);
});

test("after an area its result stands above the next card", () => {
  open();
  for (const key of ["1", "2", "3"]) press(key);
  assert.equal(page.querySelector(".ui-quick .ui-result").textContent, "At the oven: from Watches to Runs it, 3 of 3 rated, rough");
  press("1");
  assert.equal(page.querySelector(".ui-quick .ui-result").textContent, "");
});

test("what was skipped is offered again at the end", () => {
  open();
  for (const key of ["2", " ", "3", "1", "1"]) press(key);
  named("Go through what you skipped").click();
  assert.equal(at(), "2 of 5");
  press("1");
  assert.equal(page.querySelector(".ui-quick h3").textContent, content.quick.texts.doneTitle);
});

for (const [why, answers, place, way] of [
  ["it was left before its end", { [ids[0]]: { level: 2, quick: true } }, "", "quick"],
  ["the full form was begun", { [ids[0]]: { level: 2 } }, "", "full"],
  ["all of it is done", Object.fromEntries(ids.map((id) => [id, { level: 2, quick: true }])), "", "full"],
  ["the address names it", { [ids[0]]: { level: 2 } }, content.quick.address, "quick"],
  ["the address names an area", {}, content.areas[1].id, "full"],
]) {
  test(`a page opened where ${why} shows the ${way} way`, () => {
    open(answers, place);
    assert.equal(el.dataset.way, way);
  });
}

test("answers that come from the kernel decide the way until the person has", () => {
  open();
  model.hears({ kind: "answers", answers: { [ids[0]]: { level: 2, evidence: "" } } });
  assert.equal(el.dataset.way, "full");
  named("Quick pass").click();
  model.hears({ kind: "answers", answers: { [ids[0]]: { level: 3, evidence: "" } } });
  assert.equal(el.dataset.way, "quick");
  model.hears({ kind: "answers", answers: {} });
  assert.equal(at(), "1 of 5");
});

test("a result of an area is said of what is rated, and of nothing before all is answered", () => {
  const [area] = content.areas;
  const result = (...answers) => areaResult(area, content, Object.fromEntries(area.questions.map(({ id }, n) => [id, answers[n] ?? {}])));
  const away = { not_applicable: true };
  assert.equal(result({ level: 2 }, { level: 2 }), "");
  assert.equal(result(away, away, away), "At the oven: not applicable");
  assert.equal(result({ level: 3 }, away, { level: 1 }), "At the oven: from Watches to Runs it, 2 of 3 rated");
  assert.equal(result({ level: 3, quick: true }, { level: 3 }, { level: 1 }), "At the oven: mostly Runs it, 3 of 3 rated, 1 of them rough");
});
