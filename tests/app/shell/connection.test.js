import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Signal } from "../../../src/assess/server/front/kernel.js";
import { watchConnection } from "../../../src/assess/app/shell/connection.js";
import { browse, clock, modelOf } from "../../builders/browser.js";

let time;
let kernel;
let model;
let said;
let watched;

beforeEach(() => {
  browse();
  Object.defineProperty(document, "hidden", { value: false, writable: true, configurable: true });
  time = clock();
  kernel = { status: "idle", statusChanged: new Signal(), connectionStatusChanged: new Signal() };
  model = modelOf({}, { kernel });
  said = [];
  watched = watchConnection(model, (state) => said.push(state));
});

afterEach(() => {
  watched.close();
  time.stop();
});

test("a kernel that answers stays up, and is asked only now and then", () => {
  watched.heard();
  for (let turn = 0; turn < 6; turn += 1) {
    time.pass(10_600);
    watched.heard();
  }
  assert.deepEqual(said, []);
  assert.deepEqual(model.sent, Array(6).fill({ kind: "ping" }));
});

test("a kernel that doesn't answer is lost, and back when it is heard again", () => {
  watched.heard();
  time.pass(10_600);
  time.pass(3_000);
  assert.deepEqual(said, ["lost"]);
  watched.heard();
  assert.deepEqual(said, ["lost", "up"]);
});

test("a lost kernel is asked again soon", () => {
  watched.heard();
  time.pass(13_600);
  const before = model.sent.length;
  time.pass(2_600);
  assert.equal(model.sent.length, before + 1);
});

test("a kernel that computes is busy, not gone", () => {
  watched.heard();
  kernel.status = "busy";
  time.pass(10_600);
  time.pass(15_000);
  assert.deepEqual(said, []);
  time.pass(6_000);
  assert.deepEqual(said, ["lost"]);
});

test("a kernel that hasn't spoken yet may take its time to start", () => {
  watched.awaiting();
  time.pass(50_000);
  assert.deepEqual(said, []);
  time.pass(11_000);
  assert.deepEqual(said, ["lost"]);
});

test("time that the page itself slept isn't the kernel's fault", () => {
  watched.heard();
  time.pass(10_600);
  time.sleep(600_000);
  time.pass(1_000);
  assert.deepEqual(said, []);
});

test("a hidden page blames nobody", () => {
  watched.heard();
  document.hidden = true;
  time.pass(60_000);
  assert.deepEqual(said, []);
  assert.deepEqual(model.sent, []);
});

test("a closed connection is lost at once, and a dead kernel stays dead", () => {
  watched.heard();
  kernel.connectionStatusChanged.emit(kernel, "connecting");
  assert.deepEqual(said, ["lost"]);
  kernel.statusChanged.emit(kernel, "dead");
  watched.heard();
  assert.deepEqual(said, ["lost", "dead"]);
  assert.equal(watched.state(), "dead");
});

test("a front end that refuses to send has given the kernel up", () => {
  model.send = () => { throw new Error("the kernel of this page is gone"); };
  watched.ask();
  assert.deepEqual(said, ["dead"]);
});
