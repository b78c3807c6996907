import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { calibration, decided } from "../../../src/assess/app/calibrate/calibrate.js";
import { browse, clock, modelOf } from "../../builders/browser.js";

const SCALE = [{ level: 1, label: "Watches" }, { level: 2, label: "Helps" }, { level: 3, label: "Runs it" }];
const TEXTS = {
  case: "Case {number} of {all}: {skill}", lead: "Made up.", choose: "Which?", check: "Check", none: "Pick one first.",
  wait: "…", same: "The same: {mine}.", other: "You: {mine}, key: {key}.", because: "Because:", key: "Key: {key}",
  mine: "You: {mine}", next: "Next", again: "Again", stop: "Stop", close: "Close",
};
const ANCHORS = { 1: "Looks on.", 2: "Bakes beside somebody.", 3: "Bakes alone." };
const CASE = { skill: "Heat", text: "Ana baked beside Leo.", anchors: ANCHORS };
const OTHER = { skill: "Dough", text: "Ben kneads alone.", anchors: ANCHORS };

let time;
let node;
let model;
let hear;

const pressed = (text) => [...node.querySelectorAll("button")].find((one) => one.textContent === text);
const press = (text) => pressed(text).dispatchEvent(new Event("click"));
const choose = (level) => { node.querySelector(`input[value="${level}"]`).checked = true; };
const says = (message) => hear({ kind: "calibration", area: "oven", all: 2, ...message });

beforeEach(() => {
  time = clock();
  const document = browse("<!doctype html><html><body><div class='as-app'></div></body></html>");
  model = modelOf({});
  ({ node, hear } = calibration(model, { id: "oven", practice: "Practise" }, SCALE, TEXTS));
  document.querySelector(".as-app").append(node);
});

afterEach(() => time.stop());

function begin() {
  press("Practise");
  says({ done: 0, case: CASE });
}

test("a case is asked for when somebody wants to practise, and begins unchosen", () => {
  assert.deepEqual(model.sent, []);
  begin();
  assert.deepEqual(model.sent, [{ kind: "calibrate", area: "oven", chosen: [] }]);
  assert.match(node.textContent, /Case 1 of 2: Heat.*Ana baked beside Leo/s);
  assert.deepEqual([...node.querySelectorAll("input")].map((input) => [input.type, Boolean(input.checked)]), Array(3).fill(["radio", false]));
});

test("without a choice nothing is asked, and it says what is missing", () => {
  begin();
  press("Check");
  assert.equal(model.sent.length, 1);
  assert.equal(node.querySelector("[role=alert]").textContent, "Pick one first.");
});

test("the key and the words that decide come after the choice", () => {
  begin();
  choose(3);
  press("Check");
  assert.deepEqual(model.sent[1].chosen, [3]);
  says({ done: 1, key: { level: 2, because: "beside  somebody" }, case: OTHER });
  assert.match(node.textContent, /You: Runs it, key: Helps\. Because: “beside/);
  assert.equal(node.querySelector("mark").textContent, "beside somebody");
  assert.match(node.textContent, /You: Runs itBakes alone/);
  assert.equal(node.querySelector("input"), null);
  press("Next");
  assert.match(node.textContent, /Case 2 of 2: Dough/);
  choose(1);
  press("Check");
  assert.deepEqual(model.sent[2].chosen, [3, 1]);
  says({ done: 2, key: { level: 1, because: "Looks on" }, lean: "You lean." });
  assert.match(node.textContent, /The same: Watches.*You lean\./s);
});

test("it can be left at any time, begins anew, and what comes late is passed over", () => {
  begin();
  choose(2);
  press("Check");
  press("Stop");
  says({ done: 1, key: { level: 2, because: "beside" }, case: OTHER });
  assert.equal(node.textContent, "Practise");
  press("Practise");
  says({ done: 1, key: { level: 2, because: "beside" }, case: OTHER });
  assert.equal(node.querySelector("h4"), null);
  says({ done: 0, case: CASE });
  assert.match(node.textContent, /Case 1 of 2/);
  assert.deepEqual(model.sent.at(-1).chosen, []);
});

test("a lost connection leaves the case as it is, to be checked again", () => {
  begin();
  choose(2);
  press("Check");
  node.closest(".as-app").dispatchEvent(new CustomEvent("as-lost"));
  press("Check");
  assert.deepEqual(model.sent.slice(1), Array(2).fill({ kind: "calibrate", area: "oven", chosen: [2] }));
  says({ done: 1, key: { level: 2, because: "beside" }, case: OTHER });
  assert.match(node.textContent, /The same: Helps/);
});

test("words are found whatever their capitals, spaces and signs", () => {
  assert.deepEqual(decided("Can plan (alone) at once.", "PLAN (alone)"), ["Can ", "plan (alone)", " at once."]);
  assert.equal(decided("Can plan.", "bake"), null);
  assert.equal(decided("Can plan.", ""), null);
});
