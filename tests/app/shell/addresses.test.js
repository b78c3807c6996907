import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { addresses, fragmentOf, placeOf, questionPlace } from "../../../src/assess/app/shell/addresses.js";
import { browse, clock } from "../../builders/browser.js";

const PLACES = {
  rate: ["strategy", "strategy/vision"],
  profile: ["vision", "numbers"],
  plan: ["talk-to-users"],
  take: [],
};
const PAGE = `<!doctype html><html><body><div class="as-app">
  <div class="as-panel-rate"></div>
  <div class="as-panel-profile"><details data-address="vision"><summary>Vision</summary></details></div>
  <div class="as-panel-plan"><details data-address="talk-to-users"><summary>Talk</summary></details></div>
</div></body></html>`;

test("a fragment names a step, or an item of it", () => {
  assert.deepEqual(placeOf("#plan", PLACES), { step: "plan", item: "" });
  assert.deepEqual(placeOf("#rate/strategy/vision", PLACES), { step: "rate", item: "strategy/vision" });
  for (const fragment of ["#take", "#profile/numbers", "#rate/strategy"]) {
    assert.equal(fragmentOf(placeOf(fragment, PLACES)), fragment);
  }
});

test("any other fragment names nothing", () => {
  const others = [
    "", "#", "#nowhere", "#plan/", "#plan/unknown", "#plan/talk-to-users/more", "#rate/vision", "#take/x", "#PLAN",
    "#__proto__", "#constructor", "#toString/x", "#plan/<img src=x onerror=alert(1)>", "#plan/talk-to-users%20", `#plan/${"a".repeat(1e6)}`,
    `#${"/".repeat(1e6)}`, "#plan/../rate", "# plan",
  ];
  for (const fragment of others) assert.equal(placeOf(fragment, PLACES), null, fragment.slice(0, 50));
});

test("a question is found in its area", () => {
  assert.equal(questionPlace("vision", PLACES), "strategy/vision");
  assert.equal(questionPlace("ision", PLACES), "");
  assert.equal(questionPlace("vision", {}), "");
});

let time;
let entries;
let at;
let shown;
let watched;
const pops = () => document.dispatchEvent(new Event("popstate"));
const fragments = () => entries.map(({ url }) => url.replace("/", ""));

/** A history as browsers keep it, as far as the page uses it. */
function start(fragment = "", options = {}) {
  entries = [{ state: null, url: `/${fragment}` }];
  at = 0;
  const put = (value, place) => Object.defineProperty(globalThis, value, { value: place, writable: true, configurable: true });
  put("location", {
    pathname: "/", search: "",
    get hash() {
      return /#.+/.exec(entries[at].url)?.[0] ?? "";
    },
  });
  put("history", {
    get state() {
      return structuredClone(entries[at].state);
    },
    pushState: (state, _, url) => entries.splice(++at, Infinity, { state, url }),
    replaceState: (state, _, url) => { entries[at] = { state, url }; },
  });
  put("scrollY", 0);
  put("scrollTo", ({ top }) => { globalThis.scrollY = top; });
  document.body.innerHTML = PAGE;
  const root = document.querySelector(".as-app");
  for (const node of root.querySelectorAll("[data-address]")) {
    node.getClientRects = () => [{}];
    node.getBoundingClientRect = () => ({ top: 1000 - scrollY });
    Object.defineProperty(node, "open", { value: false, writable: true });
  }
  shown = [];
  watched = addresses(root, PLACES, (place) => shown.push(fragmentOf(place)), options);
  watched.begin();
  return root;
}

function move(by) {
  at += by;
  pops();
}

beforeEach(() => {
  globalThis.HTMLDetailsElement = browse(PAGE).querySelector("details").constructor;
  time = clock();
});

afterEach(() => {
  watched?.end();
  time.stop();
});

test("the first visit shows the first step and adds nothing to the address", () => {
  start();
  assert.deepEqual(shown, ["#rate"]);
  assert.deepEqual(fragments(), [""]);
});

test("a hostile fragment shows the first step and is gone from the address", () => {
  start("#plan/<script>");
  assert.deepEqual(shown, ["#rate"]);
  assert.deepEqual(fragments(), [""]);
});

test("steps that were taken are gone back and forward", () => {
  start();
  watched.go({ step: "profile", item: "" });
  watched.go({ step: "plan", item: "" });
  assert.deepEqual(fragments(), ["", "#profile", "#plan"]);
  move(-1);
  move(-1);
  move(1);
  assert.deepEqual(shown, ["#rate", "#profile", "#rate", "#profile"]);
});

test("a step that is chosen twice is one entry", () => {
  start();
  watched.go({ step: "plan", item: "" });
  watched.go({ step: "plan", item: "" });
  assert.deepEqual(fragments(), ["", "#plan"]);
});

test("a card that is opened is in the address and adds no entry, closed it is no longer", () => {
  const root = start("#plan");
  const fold = root.querySelector(".as-panel-plan details");
  const press = (open) => {
    fold.querySelector("summary").dispatchEvent(new Event("click", { bubbles: true }));
    document.dispatchEvent(new Event("click"));
    fold.open = open;
    time.pass(1);
  };
  press(true);
  assert.deepEqual(fragments(), ["#plan/talk-to-users"]);
  assert.deepEqual(history.state.folds, { "talk-to-users": true });
  press(false);
  assert.deepEqual(fragments(), ["#plan"]);
  assert.deepEqual(history.state.folds, { "talk-to-users": false });
});

test("a bookmark of a card opens it and brings it into view", () => {
  const root = start("#plan/talk-to-users");
  assert.equal(root.querySelector(".as-panel-plan details").open, true);
  assert.equal(scrollY, 984);
});

test("the way back is scrolled to where it was left", () => {
  start();
  document.dispatchEvent(new Event("click"));
  watched.go({ step: "profile", item: "" });
  globalThis.scrollY = 700;
  document.dispatchEvent(new Event("scroll"));
  time.pass(200);
  watched.go({ step: "plan", item: "" });
  globalThis.scrollY = 0;
  move(-1);
  assert.equal(scrollY, 700);
});

test("a card that the person left for a question is returned to", () => {
  const root = start("#profile");
  document.dispatchEvent(new Event("click"));
  watched.leaveAt("vision");
  watched.go({ step: "rate", item: "strategy/vision" });
  watched.goBackTo({ step: "profile", item: "vision" });
  watched.apply();
  assert.deepEqual(fragments(), ["#profile/vision", "#rate/strategy/vision", "#profile/vision"]);
  assert.equal(root.querySelector(".as-panel-profile details").open, true);
  assert.equal(scrollY, 984);
});

test("an address that is somebody else's is left alone", () => {
  start("#notebook-heading", { owned: false });
  watched.go({ step: "profile", item: "" });
  time.pass(1000);
  assert.deepEqual(fragments(), ["#notebook-heading"]);
  assert.deepEqual(shown, []);
});
