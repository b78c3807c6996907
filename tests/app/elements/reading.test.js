import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { TYPED } from "../../../src/assess/app/elements/limits.js";
import { readDay, readNumber } from "../../../src/assess/app/elements/reading.js";

// what the kernel's reader is tested with, too
const cases = JSON.parse(readFileSync(new URL("../../data/typed.json", import.meta.url), "utf8"));
const sentence = (name, text) => TYPED[name].replace("{text}", text);

test("numbers are read as the kernel reads them", () => {
  for (const [text, value] of cases.numbers) assert.deepEqual(readNumber(text), { value }, text);
  for (const text of cases.no_numbers) {
    assert.deepEqual(readNumber(text), { value: null, problem: sentence("no_number", text) }, text);
  }
});

test("days are read as the kernel reads them", () => {
  for (const [text, value] of cases.days) assert.deepEqual(readDay(text), { value }, text);
  for (const [text, name] of cases.no_days) {
    assert.deepEqual(readDay(text), { value: null, problem: sentence(name, text) }, text);
  }
});

test("what could mean two things is asked back with both", () => {
  for (const [text, large, small] of cases.two_numbers) {
    assert.match(readNumber(text).problem, new RegExp(`could mean ${large} or ${small}\\. Write ${large} or ${small.slice(0, -1)}\\.`));
  }
  for (const [text, first, second] of cases.two_days) {
    assert.match(readDay(text).problem, new RegExp(`could mean ${first} or ${second}\\.`));
  }
});

test("an empty field says nothing", () => {
  assert.deepEqual(readNumber(" "), { value: null });
  assert.deepEqual(readDay(" "), { value: "" });
});

test("a long text is said in a line", () => {
  assert.ok(readDay("so\nmuch ".repeat(1000)).problem.length < 120);
});
