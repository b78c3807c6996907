import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { readField } from "../../../src/assess/app/elements/read_field.js";
import { browse } from "../../builders/browser.js";

let document;
let heard;
beforeEach(() => {
  document = browse();
  heard = [];
});

const hear = (value, soon) => heard.push([value, soon]);

function made(kind, options = {}) {
  const field = readField(kind, { heard: hear, ...options });
  document.body.append(field.node, field.problem);
  return field;
}

function type(field, text, leave = true) {
  field.input.value = text;
  field.input.dispatchEvent(new Event("input"));
  if (leave) field.input.dispatchEvent(new Event("change"));
}

test("a number is handed on as a number, and shown as one once the field is left", () => {
  const field = made("number", { value: 4 });
  type(field, "2,5", false);
  assert.deepEqual([heard, field.input.value], [[[2.5, true]], "2,5"]);
  type(field, "2 ½");
  assert.deepEqual(heard.at(-1), [2.5, false]);
  assert.equal(field.input.value, "2.5");
  type(field, "");
  assert.deepEqual(heard.at(-1), [null, false]);
});

test("a day is handed on as the file has it, and shown with its month as a word", () => {
  const field = made("day", { value: "2026-11-30" });
  assert.equal(field.input.value, "30 Nov 2026");
  type(field, "1.9.2027");
  assert.deepEqual(heard.at(-1), ["2027-09-01", false]);
  assert.equal(field.input.value, "1 Sept 2027");
  type(field, field.input.value);
  assert.deepEqual(heard.at(-1), ["2027-09-01", false]);
});

test("what can't be read stays, is said when the field is left, and changes nothing", () => {
  const field = made("number", { value: 4 });
  type(field, "1,23", false);
  type(field, "1,234", false);
  assert.deepEqual(heard, [[1.23, true], [4, true]]); // 1.23 was only on the way
  assert.equal(field.problem.hidden, true);
  type(field, "1,234");
  assert.deepEqual(heard.at(-1), [4, false]);
  assert.equal(field.input.value, "1,234");
  assert.match(field.problem.textContent, /could mean 1234 or 1\.234/);
  assert.equal(field.input.getAttribute("aria-invalid"), "true");
  assert.ok(field.input.getAttribute("aria-describedby").includes(field.problem.id));
  assert.equal(field.now(), 4);
  type(field, "1,25", false); // said no longer as soon as it can be read
  assert.equal(field.problem.hidden, true);
  assert.equal(field.input.hasAttribute("aria-invalid"), false);
});

test("the browser asks before it leaves a page with something that can't be read", () => {
  const field = made("day");
  const asks = () => {
    const event = new Event("beforeunload", { cancelable: true });
    document.dispatchEvent(event);
    return event.defaultPrevented;
  };
  type(field, "3/4/2026");
  assert.equal(asks(), true);
  type(field, "3 Apr 2026");
  assert.equal(asks(), false);
});

test("a value that can't be meant is refused like one that can't be read", () => {
  const field = made("number", { refuse: (hours) => (hours < 0 ? "Not below 0." : "") });
  type(field, "-1");
  assert.equal(field.problem.textContent, "Not below 0.");
  assert.deepEqual(heard.at(-1), [null, false]);
  assert.equal(field.fits(), false);
  assert.equal(field.readable(), false);
});

test("what has yet to be mended isn't overwritten by the same value, but by another", () => {
  const field = made("number", { value: 4 });
  type(field, "four");
  field.set(4);
  assert.equal(field.input.value, "four");
  field.set(6);
  assert.equal(field.input.value, "6");
  assert.equal(field.problem.hidden, true);
});

test("what has yet to be mended stays when the value before it comes back late, or as a text", () => {
  const field = made("number", { value: 4 });
  type(field, "2,5");
  type(field, "1,234");
  for (const late of [2.5, "2.5"]) {
    field.set(late);
    assert.deepEqual([field.input.value, field.problem.hidden, field.now()], ["1,234", false, 2.5]);
  }
});

test("what has yet to be mended is there again when its field is drawn anew", () => {
  const drafts = new Map();
  type(made("day", { drafts, about: "day" }), "soon");
  const again = made("day", { drafts, about: "day", value: "2026-11-30" });
  assert.equal(again.input.value, "soon");
  assert.equal(again.problem.hidden, false);
  again.clear();
  assert.deepEqual([again.input.value, again.problem.hidden, drafts.size], ["", true, 0]);
});
