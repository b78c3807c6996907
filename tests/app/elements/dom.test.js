import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { follow } from "../../../src/assess/app/elements/dom.js";
import others from "../../../src/assess/app/feedback/others.js";
import { browse, clock, modelOf } from "../../builders/browser.js";

let time;
let el;

beforeEach(() => {
  time = clock();
  el = browse("<!doctype html><html><body><div class='as-app'><div id='part'></div></div></body></html>").getElementById("part");
});

afterEach(() => time.stop());

test("a part that is told its data asks for what it missed, and draws it once it comes", () => {
  const model = modelOf({ data: { people: [] } });
  const drawn = [];
  const leave = follow({ model, el }, (data) => drawn.push(data));
  assert.deepEqual(model.sent, [{ kind: "listening" }]);
  model.hears({ kind: "held", traits: { data: { people: ["Robin"] } } });
  model.hears({ kind: "data", data: { people: ["Kim"] } });
  assert.deepEqual(drawn.map(({ people }) => people), [[], ["Robin"], ["Kim"]]);
  assert.deepEqual(model.get("data"), { people: ["Kim"] });
  leave();
  model.hears({ kind: "held", traits: { data: { people: [] } } });
  assert.equal(drawn.length, 3);
});

test("a part is drawn where its kernel has gone", () => {
  const model = modelOf({ data: { people: ["Robin"] } });
  model.send = () => { throw new Error("the kernel of this page is gone"); };
  const drawn = [];
  follow({ model, el }, (data) => drawn.push(data));
  assert.deepEqual(drawn, [{ people: ["Robin"] }]);
});

test("what others see is drawn where it was told before this part listened", () => {
  const model = modelOf({ texts: {}, scale: [[1, "Starting"], [2, "Practising"]], seen: { skills: [], lead: null } });
  others.render({ model, el });
  assert.equal(el.querySelector("h4"), null);
  const skill = { id: "a", title: "Baking", own: 1, said: "", others: [{ name: "Kim", level: 2 }] };
  model.hears({ kind: "held", traits: { seen: { skills: [skill], lead: null } } });
  assert.equal(el.querySelector("h4").textContent, "Baking");
});
