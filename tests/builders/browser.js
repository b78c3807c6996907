// What the page's scripts find around them, in Node.js: a document, storage, and time that the test
// moves on by itself.
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";

/** What the page and the kernel must make the same of: tests/bundles/test_bundles.py writes it. */
export const cases = JSON.parse(readFileSync(process.env.ASSESS_CASES ?? "", "utf8"));

/** A storage like localStorage; `full`: nothing more can be written. */
export function storage() {
  const items = new Map();
  return new Proxy(
    {
      full: false,
      getItem: (name) => items.get(name) ?? null,
      setItem(name, value) {
        if (this.full) throw new Error("QuotaExceededError");
        items.set(name, String(value));
      },
      removeItem: (name) => items.delete(name),
    },
    { ownKeys: () => [...items.keys(), "full", "getItem", "setItem", "removeItem"], getOwnPropertyDescriptor: (target, name) => (items.has(name) ? { enumerable: true, configurable: true, value: items.get(name) } : Object.getOwnPropertyDescriptor(target, name)) },
  );
}

/** Let listeners go with their signal: linkedom keeps them. */
function heedSignals(node) {
  let place = Object.getPrototypeOf(node);
  while (!Object.hasOwn(place, "addEventListener")) place = Object.getPrototypeOf(place);
  const { addEventListener: add } = place;
  if (add.heeds) return;
  place.addEventListener = function (name, listener, options) {
    add.call(this, name, listener, options);
    options?.signal?.addEventListener("abort", () => this.removeEventListener(name, listener));
  };
  place.addEventListener.heeds = true;
}

/** A new page with nothing on it. */
export function browse(html = "<!doctype html><html><body></body></html>") {
  const window = parseHTML(html);
  const wanted = {
    window,
    document: window.document,
    CustomEvent: window.CustomEvent,
    Event: window.Event,
    MutationObserver: window.MutationObserver,
    localStorage: storage(),
    requestAnimationFrame: (then) => setTimeout(then, 0),
    cancelAnimationFrame: (frame) => clearTimeout(frame),
    addEventListener: (...parts) => window.document.addEventListener(...parts),
    removeEventListener: (...parts) => window.document.removeEventListener(...parts),
  };
  globalThis.crypto ??= webcrypto;
  heedSignals(window.document);
  for (const [name, value] of Object.entries(wanted)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
  return window.document;
}

/** anywidget's model, with what was sent to the kernel. */
export function modelOf(state, widget_manager = undefined) {
  const listeners = new Map();
  return {
    sent: [],
    widget_manager,
    get: (key) => state[key] ?? null,
    set: (key, value) => {
      state[key] = value;
    },
    send(content) {
      this.sent.push(content);
    },
    on: (name, listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    off: (name, listener) => listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== listener)),
    hears: (message) => listeners.get("msg:custom")?.forEach((listener) => listener(message)),
  };
}

/** Time that only `pass` moves on, timers and animation frames included. */
export function clock() {
  const { setTimeout: later, clearTimeout: drop, setInterval: often, clearInterval: stopped } = globalThis;
  const real = globalThis.performance;
  const timers = new Map();
  let now = 0;
  let number = 0;
  const start = (every) => (then, wait = 0) => {
    timers.set(++number, { then, at: now + wait, every: every ? wait : null });
    return number;
  };
  const end = (timer) => timers.delete(timer);
  Object.assign(globalThis, { setTimeout: start(false), setInterval: start(true), clearTimeout: end, clearInterval: end });
  Object.defineProperty(globalThis, "performance", { value: { now: () => now }, configurable: true, writable: true });
  return {
    pass(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [name, timer] = due;
        now = Math.max(now, timer.at);
        if (timer.every === null) timers.delete(name);
        else timer.at += timer.every;
        timer.then();
      }
      now = until;
    },
    sleep(milliseconds) {
      now += milliseconds;
    },
    stop() {
      Object.assign(globalThis, { setTimeout: later, clearTimeout: drop, setInterval: often, clearInterval: stopped });
      globalThis.performance = real;
    },
  };
}
