import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { move } from "../../../src/assess/app/radar/radar.js";
import { cases } from "../../builders/browser.js";

const drawn = (svg) => parseHTML(`<html><body>${svg}</body></html>`).document.querySelector("svg");
const marks = (svg) =>
  [...svg.querySelectorAll(".as-own, .as-line-person")].map((node) =>
    ["href", "x", "y", "d"].map((name) => node.getAttribute(name)));

for (const { answers, svg } of cases.radar) {
  test(`the radar of ${JSON.stringify(answers)} is the kernel's`, () => {
    for (const before of cases.radar) {
      const moved = drawn(before.svg);
      move(moved, answers);
      assert.deepEqual(marks(moved), marks(drawn(svg)));
    }
  });
}

test("answers to other questions than the radar's move nothing", () => {
  const [empty] = cases.radar;
  const moved = drawn(empty.svg);
  move(moved, { unknown: { level: 2 } });
  assert.deepEqual(marks(moved), marks(drawn(empty.svg)));
});
