import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { changeOf, noteStamp, pendingChanges } from "../../../src/assess/app/state/pending_changes.js";
import { browse, cases } from "../../builders/browser.js";

const rated = (id, rating, was = "") => changeOf({ id, rating, rating_was: was });

beforeEach(() => browse());

test("a change is sent until it is acknowledged", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3"));
  const [first] = pending.send();
  assert.deepEqual(pending.send(), [first]);
  pending.done([first.n]);
  assert.equal(pending.size(), 0);
  assert.deepEqual(pending.send(), []);
});

test("changes are sent in the order in which they were said", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  for (const id of ["baking", "selling"]) pending.put(rated(id, "1"));
  pending.put(rated("baking", "2", "1"));
  assert.deepEqual(pending.send().map(({ id, rating }) => [id, rating]), [["selling", "1"], ["baking", "2"]]);
});

test("a second change of what wasn't sent claims to have seen what the first one saw", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3", ""));
  pending.put(rated("baking", "4", "3"));
  assert.deepEqual(pending.send()[0].rating_seen, [""]);
});

test("a second change of what was sent also knows that one's value, which may be stored", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3", ""));
  pending.send();
  pending.put(rated("baking", "4", "3"));
  assert.deepEqual(pending.send()[0].rating_seen, ["", "3"]);
});

test("a rating and a note of the same question are one change", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3"));
  pending.put(changeOf({ id: "baking", note: "Ran the oven", note_was: "" }));
  const [change, ...others] = pending.send();
  assert.deepEqual(others, []);
  assert.equal(change.rating, "3");
  assert.equal(change.note, "Ran the oven");
  assert.deepEqual(change.note_seen, [noteStamp("")]);
});

test("an answer and a setting of the same name are two", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("hours", "3"));
  pending.put(changeOf({ kind: "setting", id: "hours", value: "4", value_was: "3" }));
  assert.equal(pending.size(), 2);
  assert.equal(pending.pending("setting", "hours").value, "4");
});

test("what a page that died has left is taken over by the next one with its code", () => {
  const before = pendingChanges();
  before.begin("mine");
  before.put(rated("baking", "3"));
  const after = pendingChanges();
  assert.deepEqual(after.left(), { mine: 1 });
  after.begin("somebody else");
  assert.equal(after.size(), 0);
  after.begin("mine");
  assert.deepEqual(after.send().map(({ id, rating }) => [id, rating]), [["baking", "3"]]);
});

test("what can't be read in the storage is removed, and nothing else suffers", () => {
  localStorage.setItem("assess.outbox.broken", "{");
  localStorage.setItem("assess.codes", "[]");
  const pending = pendingChanges();
  pending.begin("mine");
  assert.equal(pending.size(), 0);
  assert.equal(localStorage.getItem("assess.outbox.broken"), null);
  assert.equal(localStorage.getItem("assess.codes"), "[]");
});

test("where the storage is full the change is still sent, and the page can say so", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  localStorage.full = true;
  assert.equal(pending.put(rated("baking", "3")), false);
  assert.equal(pending.works(), false);
  assert.equal(pending.send().length, 1);
  localStorage.full = false;
  pending.put(rated("selling", "2"));
  assert.equal(pending.works(), true);
});

test("what clashes waits for a choice and isn't sent; insisting sends it on top of what is kept", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3", "1"));
  const [{ n }] = pending.send();
  pending.ask(n, ["rating"]);
  assert.deepEqual([pending.size(), pending.waiting()], [0, 1]);
  assert.equal(pending.insist({ id: "baking" }, { rating: "4" }), true);
  const [again] = pending.send();
  assert.deepEqual([again.rating, again.rating_seen], ["3", ["4"]]);
  assert.ok(again.n > n);
});

test("a choice for the other value drops mine", () => {
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3", "1"));
  pending.ask(pending.send()[0].n, ["rating"]);
  pending.drop({ id: "baking" });
  assert.deepEqual([pending.size(), pending.waiting()], [0, 0]);
  assert.equal(pending.insist({ id: "baking" }, { rating: "4" }), false);
});

test("what is forgotten is gone from this page and from the storage", () => {
  pendingChanges().begin("mine");
  const other = pendingChanges();
  other.begin("mine");
  other.put(rated("selling", "1"));
  const pending = pendingChanges();
  pending.begin("mine");
  pending.put(rated("baking", "3"));
  pending.forget("mine");
  assert.equal(pending.size(), 0);
  assert.deepEqual(pendingChanges().left(), {});
});

for (const [note, stamp] of cases.note_stamps) {
  test(`the stamp of ${JSON.stringify(note)} is the kernel's`, () => assert.equal(noteStamp(note), stamp));
}
