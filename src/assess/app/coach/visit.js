// The coach's changes, kept in this browser until the kernel has them; the connection; sentences;
// and, always in sight, whom the page is about.
import { attempt, h, listen, tell, timeZone } from "../elements/dom.js";
import { button } from "../elements/form.js";
import { watchConnection } from "../shell/connection.js";
import { liveBar } from "../shell/live.js";
import { changeOf, pendingChanges } from "../state/pending_changes.js";

const PREFIX = "assess.coach.outbox.";
const OWNER = "assess.coach"; // by it a server that many use finds this browser's copies
const PAUSE = 600;
const AGAIN = 10_000;

function ownerOf() {
  const fresh = Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return attempt(() => {
    const kept = localStorage.getItem(OWNER) ?? fresh;
    localStorage.setItem(OWNER, kept);
    return kept;
  }, fresh); // a browser that stores nothing finds nothing again
}

// one a page, however often it is drawn
export default () => {
  const meetings = new Map(); // key of a meeting → its changes
  const flying = new Set(); // keys whose changes were sent and aren't answered yet
  const later = new Map();
  const views = new Set();
  const off = new Set(); // who was taken off the list: nothing is sent for them
  let refused = false; // the kernel couldn't take the last ones
  let working = 0;
  /** @type {ReturnType<typeof watchConnection>} */
  let connection;
  const redraw = () => views.forEach((draw) => draw());
  const all = () => [...meetings.values()];

  function changesOf(key) {
    if (!meetings.has(key)) {
      const pending = pendingChanges(PREFIX);
      pending.begin(key);
      meetings.set(key, pending);
    }
    return meetings.get(key);
  }

  // one batch of a meeting at a time: an answer to it says what became of each change
  function flush(model, key, show = false) {
    const pending = changesOf(key);
    clearTimeout(later.get(key));
    if (!pending.size() || flying.has(key) || connection.state() !== "up") return redraw();
    flying.add(key);
    model.send({ kind: "changes", person: key, changes: pending.send(), show });
    connection.awaiting();
    redraw();
  }

  const flushAll = (model, show = false) => model.get("people").filter((key) => !off.has(key)).forEach((key) => flush(model, key, show));

  function answered(model, message) {
    const { person, kept } = message;
    flying.delete(person);
    refused = !kept;
    changesOf(person).answered(message);
    if (kept) flush(model, person);
    else later.set(person, setTimeout(() => flush(model, person, true), AGAIN));
  }

  /** @param {import("../messages/types").Widget<"CoachVisit">} widget */
  function initialize({ model }) {
    connection = watchConnection(model, (state) => {
      flying.clear();
      if (state === "up") flushAll(model, true);
      redraw();
      if (state !== "up") views.forEach((draw) => draw.lost());
    });
    let greeted = false;
    const onMessage = (message) => {
      if (message.kind === "off") {
        changesOf(message.person).forget(message.person);
        meetings.delete(message.person);
        off.add(message.person);
      }
      connection.heard();
      if (message.kind === "kept") answered(model, message);
      if (!greeted) flushAll(model, true);
      greeted = true;
      redraw();
    };
    // what earlier pages left for whoever is on the list now
    const onPeople = () => {
      for (const key of off) if (!model.get("people").includes(key)) off.delete(key);
      flushAll(model, true);
    };
    const leaving = () => {
      if (connection.state() === "up") flushAll(model);
    };
    model.on("msg:custom", onMessage);
    model.on("change:people", onPeople);
    addEventListener("pagehide", leaving);
    model.send({ kind: "hello", owner: ownerOf(), zone: timeZone() });
    connection.awaiting();
    return () => {
      connection.close();
      for (const timer of later.values()) clearTimeout(timer);
      removeEventListener("pagehide", leaving);
      model.off("msg:custom", onMessage);
      model.off("change:people", onPeople);
    };
  }

  /** @param {import("../messages/types").Widget<"CoachVisit">} widget */
  function render({ model, el }) {
    const texts = model.get("texts");
    const name = h("bdi", {});
    const place = h("span", {});
    const who = h("p", { class: "ui-who", hidden: true }, h("b", {}, name), place);
    const left = h("div", { class: "ui-notice", hidden: true });
    const bar = liveBar({ model, el }, texts, redraw, {
      inCell: () => (model.get("copies") ? texts.inCell : texts.inCellBare), more: left,
    });
    let step = "";
    let area = "";
    el.append(who, bar.root);

    function state() {
      if (connection.state() !== "up") return all().every((pending) => pending.works()) ? "lost" : "bare";
      if (refused) return "refused";
      if (all().some((pending) => pending.size())) return "saving";
      if (working) return "working";
      if (all().some((pending) => pending.waiting())) return "choose";
      return model.get("unkept") ? (model.get("copies") ? "copied" : "unkept") : "";
    }

    function draw() {
      bar.show(state(), connection.state() === "up");
      where();
    }

    draw.lost = () => bar.lost(working);

    function where() {
      who.hidden = !model.get("chosen");
      name.textContent = model.get("name");
      place.textContent = [step, step && el.closest("[data-step='rate']") ? area : ""].filter(Boolean).map((part) => ` · ${part}`).join("");
    }

    // typed for somebody whose session isn't here: nothing of it is thrown away unasked
    function orphans() {
      const known = new Set(model.get("people"));
      const waiting = Object.keys(pendingChanges(PREFIX).left()).filter((key) => !known.has(key) && !meetings.has(key));
      const drop = () => {
        for (const key of waiting) {
          changesOf(key).forget(key);
          meetings.delete(key);
        }
        orphans();
      };
      left.hidden = !waiting.length;
      left.replaceChildren(...(waiting.length ? [h("p", {}, texts.left), button(texts.leftDrop, drop)] : []));
    }

    // what a coach says: first into this browser, then to the kernel; `soon`: they are typing
    function onChange(event) {
      event.preventDefault();
      const { person, soon } = event.detail;
      const key = person || model.get("chosen");
      if (!key) return;
      const change = { ...changeOf(event.detail), questions: model.get("questions") };
      bar.settled(change, key);
      changesOf(key).put(change);
      clearTimeout(later.get(key));
      if (soon) later.set(key, setTimeout(() => flush(model, key), PAUSE));
      else flush(model, key);
      redraw();
    }

    const guard = (event) => {
      // with copies, and with everything told, nothing is lost by leaving
      if (model.get("unkept") && !model.get("copies")) event.preventDefault();
    };
    views.add(draw);
    draw();
    return listen({ model, el }, {
      messages: {
        notice: ({ text }) => bar.say(text),
        pong: orphans,
        kept({ person, conflicts, problem, kept }) {
          bar.clash(conflicts, changesOf(person), () => flush(model, person, true), person);
          if (problem) bar.say(problem);
          if (kept && !conflicts.length) tell(el, "settled");
        },
      },
      traits: { people: () => { draw(); orphans(); }, chosen: draw, name: draw, unkept: draw, copies: draw },
      told: {
        change: onChange,
        busy: (event) => {
          working += event.detail.on ? 1 : -1;
          if (event.detail.on) connection.ask();
          redraw();
        },
        pending: (event) => {
          event.detail.pending = (kind, id, person) => {
            const key = person || model.get("chosen");
            return key ? changesOf(key).pending(kind, id) : undefined;
          };
        },
        step: (event) => { step = event.detail.label; where(); },
        area: (event) => { area = event.detail.title; where(); },
      },
      begun(_root, signal) {
        bar.begin(signal);
        addEventListener("beforeunload", guard, { signal });
      },
      end: () => views.delete(draw),
    });
  }

  return { initialize, render };
};
