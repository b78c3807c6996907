// Who is here: a random code kept in this browser, the choice on return, and whether answers are
// saved. The code travels in messages only, never in an address.
import { questions } from "../elements/asking.js";
import { attempt, h, listen, tell, timeZone } from "../elements/dom.js";
import { LATER } from "../again/again.js";
import { watchConnection } from "../shell/connection.js";
import { liveBar } from "../shell/live.js";
import { changeOf, pendingChanges } from "../state/pending_changes.js";
import { codeField, returnCard, waitingCard } from "./welcome.js";

const KEEP = "assess.codes";
const HERE = "assess.here";
const TRY = "assess.try";
const AGAIN = 10_000;
const PAUSE = 600; // what is being typed is kept here letter by letter, and sent after a pause

function keptCodes() {
  const codes = JSON.parse(localStorage.getItem(KEEP) ?? "[]");
  return Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : [];
}

// a browser may refuse storage: a reload asks again then, and nothing is lost
const store = {
  codes: () => attempt(keptCodes, []),
  works: () => attempt(() => (localStorage.setItem(TRY, ""), localStorage.removeItem(TRY), true), false),
  set: (codes) => attempt(() => (localStorage.setItem(KEEP, JSON.stringify(codes.slice(0, 20))), true), false),
  here: () => attempt(() => sessionStorage.getItem(HERE), null),
  stay: (code) => attempt(() => (code ? sessionStorage.setItem(HERE, code) : sessionStorage.removeItem(HERE))),
};

function newCode() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// one visit a page, however often it is drawn
export default () => {
  const pending = pendingChanges();
  let fresh = newCode();
  let mine = fresh;
  /** @type {ReturnType<typeof watchConnection>} */
  let connection;
  let flying = false; // changes were sent and are not answered yet
  let refused = false; // the last ones could not be stored
  let problem = ""; // why not, in a sentence
  let saved = false;
  let again;
  let later;
  let asked = false; // it was said whose answers are shown, or what there is to choose from
  let working = 0; // what was asked of the kernel and isn't answered yet
  const views = new Set();
  const redraw = () => views.forEach((draw) => draw());

  function use(model, code) {
    mine = code;
    store.stay(code);
    pending.begin(code);
    flush(model, true);
  }

  // one batch at a time: an answer to it says what became of each change
  function flush(model, show = false) {
    if (!pending.size() || flying || connection.state() !== "up") return redraw();
    flying = true;
    model.send({ kind: "changes", changes: pending.send(), show });
    connection.awaiting();
    redraw();
  }

  function remember() {
    const codes = store.codes();
    saved = true;
    store.stay(mine);
    return codes.includes(mine) || store.set([mine, ...codes]);
  }

  function answered(model, message) {
    flying = false;
    refused = !message.kept;
    pending.answered(message);
    clearTimeout(again);
    if (refused) again = setTimeout(() => flush(model), AGAIN);
    else {
      remember();
      flush(model);
    }
  }

  /** @param {import("../messages/types").Widget<"Visit">} widget */
  function initialize({ model }) {
    // the same tab was loaded again: most likely its person goes on, and the kernel says so
    const here = store.here();
    const left = pending.left();
    pending.begin((mine = here ?? fresh));
    connection = watchConnection(model, (state) => {
      flying = false;
      if (state === "up") flush(model);
      redraw();
      if (state !== "up") views.forEach((draw) => draw.lost());
    });
    /** @type {import("../messages/types").Handlers<"Visit">} */
    const messages = {
      kept: (message) => answered(model, message),
      using({ code }) {
        if (code === mine) flush(model, true);
        else use(model, code);
      },
      earlier() {
        if (mine !== fresh) use(model, fresh);
      },
      saved({ kept }) {
        refused = !kept;
        if (!kept) return;
        remember();
        flush(model);
      },
      forgotten: ({ code }) => forgotten(model, code),
    };
    asked = here !== null || !(store.codes().length || Object.keys(left).length);
    const onMessage = (message) => {
      connection.heard();
      if (message.kind === "earlier" || message.kind === "using") asked = true;
      messages[message.kind]?.(message);
      redraw();
    };
    model.on("msg:custom", onMessage);
    // a page that is left has no later moment
    const leaving = () => {
      if (pending.size() && connection.state() === "up") model.send({ kind: "changes", changes: pending.send() });
    };
    addEventListener("pagehide", leaving);
    model.send({ kind: "hello", codes: store.codes(), left, here, fresh, zone: timeZone() });
    connection.awaiting();
    return () => {
      connection.close();
      clearTimeout(again);
      clearTimeout(later);
      removeEventListener("pagehide", leaving);
      model.off("msg:custom", onMessage);
    };
  }

  function forgotten(model, code) {
    store.set(store.codes().filter((other) => other !== code));
    pending.forget(code);
    attempt(() => localStorage.removeItem(LATER));
    if (store.here() === code) store.stay(null);
    if (code !== mine) return;
    mine = fresh = newCode();
    pending.begin(mine);
    saved = refused = flying = false;
    model.send({ kind: "fresh", code: fresh });
  }

  /** @param {import("../messages/types").Widget<"Visit">} widget */
  function render({ model, el }) {
    const texts = model.get("texts");
    const welcome = h("div", { class: "ui-welcome" });
    const have = codeField(model.get("codes"), (text) => {
      tell(el, "code-typed", { code: text });
      model.send({ kind: "redeem", text, code: newCode() });
    });
    const bar = liveBar({ model, el }, texts, redraw, {
      leaving: () => { if (pending.size() || saved) store.stay(mine); },
      saying: () => { refusal = trouble = false; },
    });
    el.append(welcome, have.root, bar.root);
    const erasing = questions(model, texts.erasing);
    let offered = [];
    let refusal = false; // the notice says why a change was refused
    let trouble = false; // the notice says why nothing can be stored
    let unkept = false; // the kernel has just said so; its notice follows

    function state() {
      if (connection.state() !== "up") return pending.works() ? "lost" : "bare";
      if (refused) return pending.size() && pending.works() ? "refused" : "bare";
      if (pending.size()) return "saving";
      if (working) return "working";
      if (pending.waiting()) return "choose";
      if (!saved) return "";
      return store.codes().includes(mine) ? "saved" : "open";
    }

    function draw() {
      const name = state();
      if (bar.show(name, connection.state() === "up") && name === "open") bar.say(texts.noStorage);
    }

    draw.lost = () => bar.lost(working);

    function choose(items) {
      welcome.replaceChildren();
      if (!items.length) return;
      const begin = (code, message) => {
        welcome.replaceChildren();
        model.send(message);
        use(model, code);
        tell(el, "welcomed", { fresh: message.kind === "new" });
      };
      offered = items;
      welcome.append(returnCard(items, texts, {
        go(code) {
          have.root.remove();
          begin(code, { kind: "resume", code, left: Boolean(pending.left()[code]) });
        },
        startNew: () => begin(fresh, { kind: "new" }),
        forget: (code, pressed) => erasing.ask(pressed, { kind: "forget", code }),
      }));
    }

    /** @type {import("../messages/types").Handlers<"Visit">} */
    const messages = {
      earlier: ({ items }) => choose(items),
      using() {
        welcome.replaceChildren();
        have.root.remove();
      },
      wrong: ({ text }) => have.wrong(text),
      kept(message) {
        if (refusal) bar.say(""); // if the next change is refused too, that is said after this
        bar.clash(message.conflicts, pending, () => flush(model, true));
        if (message.problem && message.problem !== problem) {
          bar.say(message.problem, message.action);
          trouble = true;
        } else if (message.kept && trouble) bar.say("");
        problem = message.problem;
        // what was shown as typed is now shown as it is kept: "6,5" as 6.5
        if (message.kept && !message.conflicts.length) tell(el, "settled");
      },
      saved({ kept }) {
        unkept = !kept;
        if (kept && trouble) bar.say("");
      },
      notice(message) {
        erasing.done();
        bar.say(message.text, message.action);
        refusal = message.refused === true;
        trouble = unkept;
        unkept = false;
      },
      forgotten({ code }) {
        erasing.done();
        bar.forget();
        if (welcome.hasChildNodes()) choose(offered.filter((item) => item.code !== code));
        else tell(el, "welcomed", { fresh: true }); // the page's own answers: it begins anew
      },
    };

    // what a person says: first into this browser, then to the server; `soon`: they are typing
    function onChange(event) {
      event.preventDefault();
      const change = { ...changeOf(event.detail), questions: model.get("questions") };
      bar.settled(change);
      have.root.remove();
      pending.put(change);
      clearTimeout(later);
      if (event.detail.soon) later = setTimeout(() => flush(model), PAUSE);
      else flush(model);
      redraw();
    }

    function onBusy(event) {
      working += event.detail.on ? 1 : -1;
      if (event.detail.on) connection.ask();
      redraw();
    }

    if (!store.works()) bar.say(texts.noStorage); // before anything is answered, not once it is
    if (!asked) welcome.append(waitingCard(texts));
    views.add(draw);
    draw();
    return listen({ model, el }, {
      messages,
      told: {
        change: onChange,
        busy: onBusy,
        "reply-wrong": ({ detail }) => have.wrong(detail.text),
        // what the form shows goes before what the kernel knew when it spoke
        pending: (event) => { event.detail.pending = (kind, id) => pending.pending(kind, id); },
      },
      begun: (_root, signal) => bar.begin(signal),
      end: () => views.delete(draw),
    });
  }

  return { initialize, render };
};
