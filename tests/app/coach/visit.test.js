import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import visit from "../../../src/assess/app/coach/visit.js";
import { keepKeys } from "../../../src/assess/app/elements/dom.js";
import { change, pending } from "../../../src/assess/app/elements/asking.js";
import { browse, clock, modelOf } from "../../builders/browser.js";

const TEXTS = { lost: "Offline", saving: "Saving", copied: "Copied", unkept: "Not downloaded", close: "Close", left: "Left", leftDrop: "Drop" };
let time;
let page;
let field;
let model;
let end;

/** A page with a coach's visit on it, which a kernel has greeted. */
function open(state = {}) {
  browse("<!doctype html><html><body><div class='as-app'><div id='visit'></div><div id='form'></div></div></body></html>");
  Object.defineProperty(document, "hidden", { value: false, writable: true, configurable: true });
  return enter(state);
}

function enter(state) {
  page = document.querySelector(".as-app");
  field = document.getElementById("form");
  model = modelOf({ texts: TEXTS, people: ["robin", "kim"], chosen: "robin", name: "Robin", copies: true, questions: "m 1", ...state });
  const made = visit();
  const away = made.initialize({ model });
  const gone = made.render({ model, el: document.getElementById("visit") });
  time.pass(1);
  end = () => { gone(); away(); };
  model.hears({ kind: "pong" });
}

const sent = () => model.sent.filter(({ kind }) => kind === "changes");
const status = () => page.querySelector(".ui-saved").textContent;

beforeEach(() => {
  time = clock();
  open();
});

afterEach(() => {
  end();
  time.stop();
});

test("a change is in the browser at once, and with the kernel until it says so", () => {
  change(field, "agreed", "baking", "2", "");
  assert.equal(pending(field, "agreed", "baking").value, "2");
  const [{ person, changes }] = sent();
  assert.equal(person, "robin");
  assert.deepEqual(changes.map(({ kind, id, value, value_seen }) => [kind, id, value, value_seen]), [["agreed", "baking", "2", [""]]]);
  assert.equal(status(), "Saving");
  model.hears({ kind: "kept", person, done: changes.map(({ n }) => n), kept: true, problem: "", conflicts: [] });
  assert.equal(pending(field, "agreed", "baking"), undefined);
  assert.equal(status(), "");
});

test("what is typed is in the browser letter by letter, and sent after a pause", () => {
  change(field, "agreed_note", "baking", "O", "", true);
  change(field, "agreed_note", "baking", "On", "O", true);
  assert.equal(sent().length, 0);
  assert.match(JSON.stringify([...Object.keys(localStorage)].map((name) => localStorage.getItem(name))), /On/);
  time.pass(700);
  assert.deepEqual(sent()[0].changes.map(({ value, value_seen }) => [value, value_seen]), [["On", [""]]]);
});

test("changes name whom they are about, whoever is chosen", () => {
  change(field, "name", "", "Kim B.", "Kim", false, "kim");
  change(field, "agreed", "baking", "2", "");
  assert.deepEqual(sent().map(({ person }) => person), ["kim", "robin"]);
  assert.equal(pending(field, "name", "", "robin"), undefined);
});

test("while nobody answers nothing is sent and the page says so; then everything goes", () => {
  time.pass(20_000);
  assert.equal(status(), "Offline");
  assert.equal(page.querySelector(".ui-alarm").hidden, false);
  change(field, "agreed", "baking", "2", "");
  assert.equal(sent().length, 0);
  model.hears({ kind: "pong" });
  assert.deepEqual(sent().map(({ person, show }) => [person, show]), [["robin", true]]);
  assert.equal(page.querySelector(".ui-alarm").hidden, true);
});

test("what a dead page left goes to the next one, and only for whoever is on its list", () => {
  time.pass(20_000);
  change(field, "agreed", "baking", "2", "");
  change(field, "agreed", "baking", "3", "", false, "kim");
  end();
  page.querySelector("#visit").replaceChildren();
  enter({ people: ["kim"], chosen: "kim" });
  assert.deepEqual(sent().map(({ person, changes }) => [person, changes[0].value]), [["kim", "3"]]);
  assert.match(page.querySelector("#visit").textContent, /Left/);
  [...page.querySelectorAll("#visit button")].find((one) => one.textContent === "Drop").click();
  assert.ok(![...Object.keys(localStorage)].some((name) => (localStorage.getItem(name) ?? "").includes('"robin"')));
});

test("nothing waits for somebody who was taken off the list", () => {
  time.pass(20_000);
  change(field, "agreed", "baking", "2", "");
  model.hears({ kind: "off", person: "robin" });
  assert.deepEqual(sent(), []);
  assert.ok(![...Object.keys(localStorage)].some((name) => (localStorage.getItem(name) ?? "").includes('"robin"')));
});

test("keys stay inside the page, but for the one that saves a notebook", () => {
  const heard = [];
  document.body.addEventListener("keydown", (event) => heard.push(event.key));
  const kept = new AbortController();
  keepKeys(page, kept.signal);
  const press = (key, more = {}) => field.dispatchEvent(Object.assign(new Event("keydown", { bubbles: true }), { key, ...more }));
  for (const key of ["x", "d", "Enter", "ArrowDown", "Escape"]) press(key);
  press("Enter", { ctrlKey: true });
  press("s");
  press("s", { ctrlKey: true });
  assert.deepEqual(heard, ["s"]);
  kept.abort();
  press("x");
  assert.deepEqual(heard, ["s", "x"]);
});
