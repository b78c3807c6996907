import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Kernel, packed, unpacked } from "../../../src/assess/server/front/kernel.js";
import { Model } from "../../../src/assess/server/front/models.js";
import { browse, clock } from "../../builders/browser.js";

class Socket {
  static OPEN = 1;
  static made = [];
  sent = [];
  readyState = 1;

  constructor(address, protocols) {
    Object.assign(this, { address, protocols });
    Socket.made.push(this);
  }

  send(bytes) {
    this.sent.push(unpacked(bytes.buffer));
  }

  hears(msg_type, content) {
    this.onmessage({ data: packed("iopub", { msg_type }, {}, {}, content).buffer });
  }
}

let time;
let told;
let causes; // what is said to keep the greeting away, "" for nothing
let kernel;
let answers;

beforeEach(() => {
  browse();
  time = clock();
  Socket.made = [];
  told = [];
  causes = [];
  answers = [];
  globalThis.WebSocket = Socket;
  globalThis.location = { protocol: "http:", host: "example.org" };
  globalThis.fetch = async () => {
    if (!answers.length) throw new Error("no network");
    return { status: answers.shift() };
  };
  kernel = new Kernel({ baseUrl: "/", parts: "p1" }, {
    trouble: (cause = "") => causes.push(cause),
    welcome: (difference) => told.push(["welcome", difference]),
    opened: (id, state) => told.push(["opened", id, state]),
    closed: (id) => told.push(["closed", id]),
    told: (id, data) => told.push(["told", id, data]),
  });
});

afterEach(() => time.stop());

const socket = () => Socket.made.at(-1);
const soon = () => new Promise((then) => setImmediate(then));

function greet() {
  kernel.connect("k1");
  socket().onopen();
  socket().hears("comm_msg", { comm_id: kernel.channel, data: { models: {}, gone: [], root: "w0" } });
}

test("messages survive being packed and unpacked, buffers included", () => {
  const { header, content } = unpacked(packed("shell", { msg_type: "a" }, {}, {}, { text: "Übung 🎈" }).buffer);
  assert.deepEqual(header, { msg_type: "a" });
  assert.deepEqual(content, { text: "Übung 🎈" });
});

test("a page says which parts it holds, and is told the difference", () => {
  greet();
  assert.equal(socket().address, `ws://example.org/api/kernels/k1/channels?session_id=${kernel.session}`);
  const [{ header, content }] = socket().sent;
  assert.equal(header.msg_type, "comm_open");
  assert.deepEqual(content.data, { parts: "p1" });
  assert.deepEqual(told, [["welcome", { models: {}, gone: [], root: "w0" }]]);
});

test("what is said before the kernel is there is sent afterwards, in order", () => {
  kernel.tell("w1", { n: 1 });
  kernel.tell("w1", { n: 2 });
  greet();
  assert.deepEqual(socket().sent.slice(1).map(({ content }) => content.data), [{ n: 1 }, { n: 2 }]);
});

test("a lost connection is made again, later each time, and keeps what was said meanwhile", async () => {
  greet();
  const lost = [];
  kernel.connectionStatusChanged.connect((_kernel, status) => lost.push(status));
  socket().readyState = 3;
  socket().onclose({ code: 1006 });
  kernel.tell("w1", { n: 1 });
  answers = [200];
  time.pass(300);
  await soon();
  assert.equal(Socket.made.length, 2);
  socket().onopen();
  assert.deepEqual(socket().sent.map(({ content }) => content.data), [{ n: 1 }]);
  assert.deepEqual(lost, ["connecting", "connected"]);
});

test("without a network it is tried again and again", async () => {
  greet();
  for (const wait of [300, 700, 1500, 3000, 5000, 5000]) {
    const before = Socket.made.length;
    socket().onclose({ code: 1006 });
    time.pass(wait - 100);
    await soon();
    assert.equal(Socket.made.length, before);
    time.pass(100);
    await soon();
    assert.equal(Socket.made.length, before + 1);
  }
});

test("a kernel that the server doesn't know is dead, and nothing can be said to it", async () => {
  greet();
  socket().onclose({ code: 1006 });
  answers = [404];
  time.pass(300);
  await soon();
  assert.equal(kernel.status, "dead");
  assert.throws(() => kernel.tell("w1", {}), /gone/);
});

test("a connection that a newer one took the place of isn't made again", async () => {
  greet();
  socket().onclose({ code: 4001 });
  time.pass(60_000);
  await soon();
  assert.equal(kernel.status, "dead");
  assert.equal(Socket.made.length, 1);
});

test("a page that is left doesn't come back", async () => {
  greet();
  kernel.left = true;
  socket().onclose({ code: 1001 });
  time.pass(60_000);
  await soon();
  assert.equal(Socket.made.length, 1);
});

test("widgets made, told and taken away later arrive", () => {
  greet();
  told.length = 0;
  socket().hears("comm_open", { comm_id: "w9", target_name: "jupyter.widget", data: { state: { a: 1 } } });
  socket().hears("comm_open", { comm_id: "x", target_name: "something else", data: {} });
  socket().hears("comm_msg", { comm_id: "w9", data: { method: "custom" } });
  socket().hears("comm_close", { comm_id: "w9" });
  assert.deepEqual(told, [["opened", "w9", { a: 1 }], ["told", "w9", { method: "custom" }], ["closed", "w9"]]);
});

test("a kernel that couldn't begin isn't sent anything", () => {
  kernel.tell("w1", { n: 1 });
  kernel.connect("k1");
  socket().onopen();
  socket().hears("comm_msg", { comm_id: kernel.channel, data: { failed: true } });
  assert.deepEqual(told, [["welcome", { failed: true }]]);
  assert.equal(socket().sent.length, 1);
});

test("a model tells the kernel only what changed, once", () => {
  const sent = [];
  const model = new Model("w1", "AnyModel", { step: "rate", list: [1] }, { tell: (...parts) => sent.push(parts) });
  model.set("step", "plan");
  model.set("list", [1]);
  model.save_changes();
  model.save_changes();
  assert.deepEqual(sent, [["w1", { method: "update", state: { step: "plan" }, buffer_paths: [] }]]);
});

test("all that the kernel says is in place before anybody hears of it", () => {
  const model = new Model("w1", "AnyModel", { a: 1, b: 1, c: 1 }, null);
  const seen = [];
  model.on("change:a change:b change:c", () => seen.push([model.get("a"), model.get("b")]));
  model.take({ a: 2, b: 2, c: 1 });
  assert.deepEqual(seen, [[2, 2], [2, 2]]);
});

test("a websocket that never opens is named while the server answers, and tried again", async () => {
  kernel.connect("k1");
  const hanging = socket();
  hanging.close = () => told.push(["closed by us"]);
  hanging.readyState = 0;
  globalThis.fetch = async () => ({ ok: true, status: 200, json: async () => ({ execution_state: "idle" }) });
  const looks = async (times) => {
    for (let n = 0; n < times; n++) {
      time.pass(4000);
      await soon();
      await soon();
    }
  };
  await looks(1);
  assert.deepEqual([causes, told], [["websocket"], []]); // said at once; a slow server still has time
  await looks(4);
  assert.deepEqual(told, [["closed by us"]]);
  time.pass(300);
  await soon();
  assert.equal(Socket.made.length, 2);
  assert.equal(hanging.onclose, null); // its end, told late, is no other loss
});

test("a kernel that is busy before its greeting is no trouble", async () => {
  kernel.connect("k1");
  socket().onopen();
  socket().close = () => told.push(["closed by us"]);
  globalThis.fetch = async () => ({ ok: true, status: 200, json: async () => ({ execution_state: "busy" }) });
  time.pass(4000);
  await soon();
  await soon();
  assert.deepEqual([causes, told], [[""], []]);
});

test("a kernel gone before its greeting is dead, not a server away: nothing hides the way back", async () => {
  kernel.connect("k1");
  const heard = [];
  kernel.statusChanged.connect((_kernel, status) => heard.push(status));
  answers = [404];
  time.pass(4000);
  await soon();
  assert.deepEqual([heard, causes], [["dead"], [""]]);
});

test("what was being looked for when the kernel was found dead isn't said any more", async () => {
  kernel.connect("k1");
  let answer;
  globalThis.fetch = () => new Promise((_then, fail) => { answer = fail; });
  time.pass(4000);
  kernel.is("dead");
  answer(new Error("no network"));
  await soon();
  assert.deepEqual(causes, [""]);
});

test("after the greeting nothing is looked for any more", async () => {
  greet();
  let asked = 0;
  globalThis.fetch = async () => { asked += 1; throw new Error("no network"); };
  time.pass(60_000);
  await soon();
  assert.deepEqual([causes, asked], [[""], 0]);
});
