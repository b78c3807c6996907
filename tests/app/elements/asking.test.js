import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { questions } from "../../../src/assess/app/elements/asking.js";
import { browse } from "../../builders/browser.js";

let document, button, sent, busy;
beforeEach(() => {
  document = browse("<!doctype html><html><body><div class='as-app'><button>Erase</button></div></body></html>");
  button = document.querySelector("button");
  sent = [];
  busy = [];
  document.querySelector(".as-app").addEventListener("as-busy", (event) => busy.push(event.detail.on));
});
const asked = () => questions({ send: (message) => sent.push(message) }, "Erasing…");

for (const [way, end] of [
  ["has its answer", (asking) => asking.done()],
  ["will get no answer on this page", () => document.querySelector(".as-app").dispatchEvent(new Event("as-lost"))],
]) {
  test(`a button says that it works until its question ${way}`, () => {
    const asking = asked();
    assert.equal(asking.ask(button, { kind: "forget" }), true);
    assert.deepEqual([button.textContent, button.getAttribute("aria-busy"), asking.open()], ["Erasing…", "true", true]);
    assert.equal(asking.ask(button, { kind: "forget" }), false); // one at a time
    end(asking);
    assert.deepEqual([button.textContent, button.hasAttribute("aria-busy"), asking.open()], ["Erase", false, false]);
    assert.deepEqual([sent.length, busy], [1, [true, false]]);
    assert.equal(asking.ask(button, { kind: "forget" }), true);
  });
}
