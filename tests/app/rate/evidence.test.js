import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import form from "../../../src/assess/app/rate/form.js";
import { browse, cases, clock, modelOf } from "../../builders/browser.js";

const { texts, most, total, limits } = cases.log;
const content = { ...cases.content, log: cases.log };
const [ONE] = content.areas.flatMap((area) => area.questions.map((item) => item.id));
const A = { text: "Held 12 talks", date: "2026-05-03" };
const B = { text: "Ran the oven", link: "https://example.org/oven" };

let time;
let page;
let model;
let leave;
let taken;
let waiting; // what a visit holds of the evidence of ONE

function open(answer) {
  const document = browse("<!doctype html><html><body><div class='as-app'><div id='form'></div></div></body></html>");
  page = document.querySelector(".as-app");
  taken = [];
  waiting = undefined;
  page.addEventListener("as-change", (event) => {
    event.preventDefault();
    taken.push(event.detail);
  });
  page.addEventListener("as-pending", (event) => {
    event.detail.pending = (kind, id) => (kind === "evidence" && id === ONE ? waiting : undefined);
  });
  model = modelOf({ content, answers: answer ? { [ONE]: answer } : {} });
  leave = form.render({ model, el: document.getElementById("form") });
  time.pass(100);
}

beforeEach(() => { time = clock(); });

afterEach(() => {
  leave?.();
  time.stop();
});

const question = () => page.querySelector(`[id$="-${ONE}"]`);
const words = (node) => node.cloneNode(true).textContent.split(":")[0];
const buttons = (name) => [...question().querySelectorAll("button")].filter((one) => words(one) === name);
const press = (name, place = 0) => buttons(name)[place].click();
const lines = () => [...question().querySelectorAll(".ui-entry-text")].map((line) => line.textContent);
const input = (name) => question().querySelector(`.ui-entry-form [id$="-${name}"]`);
const problem = () => [...question().querySelectorAll(".ui-entry-form [role=alert]")].at(-1);
const hint = () => input("link-hint").textContent;
const values = () => taken.map(({ kind, value, value_was, soon }) => [kind, value, value_was, soon ?? false]);

function type(name, text) {
  input(name).value = text;
  input(name).dispatchEvent(new Event("input"));
}

const left = (name) => input(name).dispatchEvent(new Event("blur"));

test("nothing but a button stands there until something is added", () => {
  open();
  assert.deepEqual([lines(), input("text"), buttons(texts.add).length], [[], null, 1]);
});

test("each letter is a change of its own, and Done leaves a line", () => {
  open();
  press(texts.add);
  type("text", "R");
  type("text", "Ra ");
  type("whom", "the shop");
  assert.deepEqual(values(), [
    ["evidence", [{ text: "R" }], [], true],
    ["evidence", [{ text: "Ra" }], [{ text: "R" }], true],
    ["evidence", [{ text: "Ra", whom: "the shop" }], [{ text: "Ra" }], true],
  ]);
  press(texts.done);
  assert.deepEqual([lines(), input("text")], [["Ra"], null]);
  assert.equal(buttons(texts.another).length, 1);
});

test("a note of before is the first line, and a second one stands below it", () => {
  open({ level: 2, evidence: A.text });
  assert.deepEqual(lines(), [A.text]);
  press(texts.another);
  type("text", B.text);
  assert.deepEqual(values().at(-1).slice(0, 3), ["evidence", [{ text: A.text }, { text: B.text }], [{ text: A.text }]]);
});

test("an entry is edited in its place", () => {
  open({ level: 2, evidence: A.text, log: [A, B] });
  press(texts.edit);
  assert.equal(input("date").value, "3 May 2026");
  type("text", "Held 13 talks");
  press(texts.done);
  assert.deepEqual(lines(), ["Held 13 talks", B.text]);
  assert.deepEqual(values().at(-1)[1], [{ ...A, text: "Held 13 talks" }, B]);
});

test("an entry removed can be brought back to its place", () => {
  open({ level: 2, evidence: A.text, log: [A, B] });
  press(texts.remove);
  assert.deepEqual([lines(), values().at(-1).slice(1, 3)], [[B.text], [[B], [A, B]]]);
  press(texts.undo);
  assert.deepEqual([lines(), values().at(-1).slice(1, 3)], [[A.text, B.text], [[A, B], [B]]]);
});

test("what is no link is said once the field is left, and everything else is kept", () => {
  open({ level: 2, evidence: B.text, log: [B] });
  press(texts.edit);
  type("link", "javascript:alert(1)");
  type("number", "12");
  assert.equal(hint(), texts.linkHint);
  left("link");
  assert.equal(hint(), texts.noLink);
  assert.equal(input("link").getAttribute("aria-invalid"), "true");
  assert.deepEqual(values().at(-1)[1], [{ ...B, number: "12" }].map(({ text, link, number }) => ({ text, number, link })));
  press(texts.done);
  assert.ok(input("link"), "it stays open");
  type("link", "http://example.org");
  press(texts.done);
  assert.equal(values().at(-1)[1][0].link, "http://example.org");
  assert.equal(input("link"), null);
});

test("without a text nothing is sent, and that is said; an empty form just closes", () => {
  open();
  press(texts.add);
  press(texts.done);
  assert.deepEqual([input("text"), taken], [null, []]);
  press(texts.add);
  type("whom", "the shop");
  press(texts.done);
  assert.deepEqual([problem().textContent, taken], [texts.noText, []]);
});

test("more than there is room for is said and not sent", () => {
  const log = [0, 1, 2].map((place) => ({ text: `${place}`.repeat(limits.text - 10) }));
  open({ level: 2, evidence: log[0].text, log });
  press(texts.another);
  type("text", "x".repeat(total - 3 * (limits.text - 10) + 1));
  assert.deepEqual([problem().textContent, taken], ["", []]);
  left("text");
  assert.deepEqual([problem().textContent, taken], [texts.tooMuch, []]);
});

test("with the most entries there is no button for another", () => {
  const log = Array.from({ length: most }, (_, place) => ({ text: `Loaf ${place}` }));
  open({ level: 2, evidence: log[0].text, log });
  assert.equal(buttons(texts.another)[0].hidden, true);
});

test("a link is shown as text and tells the other page nothing; another text is no link", () => {
  open({ level: 2, evidence: B.text, log: [B, { text: "x", link: "javascript:alert(1)" }] });
  const found = [...question().querySelectorAll(".ui-entry-at a")];
  assert.deepEqual(found.map((one) => [one.textContent, one.getAttribute("rel")]), [[B.link, "noopener noreferrer"]]);
});

test("what isn't stored yet goes before what the kernel says, and the open entry stays open", () => {
  open({ level: 2, evidence: A.text, log: [A] });
  press(texts.edit);
  type("text", "Held 13 talks");
  waiting = { kind: "evidence", id: ONE, value: [B, { ...A, text: "Held 13 talks" }] };
  model.hears({ kind: "answers", answers: { [ONE]: { level: 2, evidence: A.text, log: [A] } } });
  assert.deepEqual([lines(), input("text").value], [[B.text], "Held 13 talks"]);
  type("text", "Held 14 talks");
  assert.deepEqual(values().at(-1)[1], [B, { ...A, text: "Held 14 talks" }]);
});

test("an entry that is gone elsewhere closes here", () => {
  open({ level: 2, evidence: A.text, log: [A] });
  press(texts.edit);
  model.hears({ kind: "answers", answers: { [ONE]: { level: 2, evidence: B.text, log: [B] } } });
  assert.deepEqual([lines(), input("text")], [[B.text], null]);
});

test("what couldn't be saved stays when the entry is gone elsewhere, and is said", () => {
  open({ level: 2, evidence: A.text, log: [A] });
  press(texts.edit);
  const long = "x".repeat(limits.text + 1);
  type("text", long);
  const elsewhere = { level: 2, evidence: B.text, log: [B] };
  model.hears({ kind: "answers", answers: { [ONE]: elsewhere }, other: false });
  assert.deepEqual([lines(), input("text").value, problem().textContent], [[B.text], long, texts.changed]);
  assert.deepEqual(values(), []);
  type("text", "Held 13 talks");
  left("text");
  assert.deepEqual(values().at(-1)[1], [B, { text: "Held 13 talks", date: A.date }]);
  type("text", long);
  model.hears({ kind: "answers", answers: { [ONE]: elsewhere }, other: true });
  assert.deepEqual([lines(), input("text")], [[B.text], null]);
});

test("clearing takes all entries away, and undo brings them back", () => {
  open({ level: 2, evidence: A.text, log: [A, B] });
  press(content.texts.clear);
  assert.deepEqual([lines(), values().at(-1)[1]], [[], []]);
  [...question().querySelectorAll(".ui-after button")].find((one) => one.textContent === content.texts.undo).click();
  assert.deepEqual([lines(), values().at(-1)[1]], [[A.text, B.text], [A, B]]);
});

test("leaving the page says what is still being typed", () => {
  open();
  press(texts.add);
  input("text").value = "Typed and never told";
  document.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(values().at(-1)[1], [{ text: "Typed and never told" }]);
});
