// Answers that are looked at again: an offer above the page, all of them to confirm on one screen,
// the bar of a blind round, and then and now side by side. The kernel says which, and with what.
import { pending } from "../elements/asking.js";
import { answered, arriveAt, attempt, fill, h, listen, page, setText, tell } from "../elements/dom.js";
import { button, link, select } from "../elements/form.js";

const SOON = 100;

/** Where this browser keeps that the offer isn't wanted now: what it said, and until when. */
export const LATER = "assess.later";
const MONTH = 30 * 24 * 3600 * 1000;

// a browser may refuse storage: it asks again then
const notNow = (said) => attempt(() => localStorage.setItem(LATER, JSON.stringify({ said, until: Date.now() + MONTH })));

function isForLater(said) {
  const kept = attempt(() => JSON.parse(localStorage.getItem(LATER) ?? "null"));
  return kept?.said === said && Date.now() < kept.until;
}

/** @param {import("../messages/types").Widget<"Again">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  let here = ""; // the present screen
  /** @type {import("../messages/types").Answered | null} */
  let form = null; // what the questions show
  let recount = () => {};
  let byPerson = false; // what is shown next was asked for here

  const items = () => form?.content.areas.flatMap((area) => area.questions) ?? [];
  const press = (label, kind, style = "") => button(label, () => ask(kind), { style, online: true });

  // what is still on its way to the server goes first
  function ask(kind) {
    byPerson = true;
    if (items().some(({ id }) => pending(el, "answer", id))) setTimeout(() => ask(kind), SOON);
    else model.send({ kind });
  }

  const screens = {
    offer: ({ said }) => card(
      heading(texts.offer), h("p", {}, said),
      h("p", { class: "ui-buttons" }, press(texts.check, "check", "ui-primary"), press(texts.begin, "begin")),
      h("p", { class: "ui-hint" }, texts.beginHint),
      h("p", { onclick: () => notNow(said) }, press(texts.later, "close", "ui-quiet"))),
    check: ({ rows, options }) => card(
      heading(texts.checkTitle), h("p", { class: "ui-lead" }, texts.checkLead),
      h("ul", { class: "ui-again-rows" }, rows.map((row) => checked(row, options))),
      h("p", { class: "ui-buttons" }, press(texts.right, "right", "ui-primary"), press(texts.close, "close"))),
    done: ({ said, undo }) => card(
      heading(said),
      h("p", { class: "ui-buttons" }, leave(), undo ? press(texts.undo, "undo") : null)),
    round: bar,
    compare: ({ day, rows, options }) => card(
      heading(texts.compareTitle), h("p", { class: "ui-lead" }, texts.compareLead),
      h("ul", { class: "ui-again-rows" }, rows.map((row) => compared(row, options, day))),
      h("p", { class: "ui-buttons" }, leave())),
  };

  const heading = (text) => h("h2", { tabIndex: -1 }, text);
  const card = (...content) => h("section", { class: "ui-card" }, ...content);
  const leave = () => button(texts.done, () => {
    ask("close");
    tell(el, "go", { step: "profile" });
  }, { style: "ui-primary", online: true });

  // a list of levels; `called`: what it is to those who hear the page, where its label doesn't say enough
  function levels(options, value, label, then, called = "") {
    const list = select(options, { value, class: "ui-again-level", "data-online": true, "aria-label": called || null, onchange: () => then(list.value) });
    return { list, node: h("label", {}, label, list) };
  }

  function checked(row, options) {
    const words = h("span", { class: "ui-hint" });
    const was = h("span", { class: "ui-again-was" });
    const { list, node } = levels(options, row.rating, h("strong", {}, row.title), put);
    function put(rating) {
      model.send({ kind: "level", id: row.id, rating });
      say(rating);
    }
    function say(rating) {
      words.textContent = row.words[rating] ?? "";
      if (rating === row.rating) return was.replaceChildren();
      const before = options.find(([value]) => value === row.rating)?.[1];
      const back = link(texts.undo, () => {
        list.value = row.rating;
        put(row.rating);
        list.focus();
      }, { of: row.title, online: true });
      was.replaceChildren(`${texts.was} ${before} `, back);
    }
    say(row.rating);
    return h("li", {}, node, words, was);
  }

  function compared(row, options, day) {
    const send = (rating) => model.send({ kind: "then", id: row.id, rating });
    const said = (label, level) => h("div", {}, h("dt", {}, label), h("dd", {}, level));
    return h("li", {},
      h("strong", {}, row.title),
      h("dl", { class: "ui-again-both" }, said(fill(texts.then, { day }), row.before), said(texts.now, row.after)),
      levels(options, row.then, texts.eyes, send, `${texts.eyes}: ${row.title}`).node);
  }

  function bar() {
    const given = h("span", { role: "status" });
    const end = press("", "end");
    recount = () => {
      const all = items();
      const rated = (answer) => answer !== undefined && (answer.level !== undefined || answer.not_applicable === true);
      const done = all.filter(({ id }) => rated(form?.answers[id])).length;
      given.textContent = fill(texts.given, { done, all: all.length });
      setText(end, done < all.length ? texts.stop : texts.finish);
      end.classList.toggle("ui-primary", done === all.length);
    };
    recount();
    return h("section", { class: "ui-again-bar", "aria-label": texts.begin },
      h("p", {}, h("strong", {}, texts.round), " ", given), end);
  }

  function draw() {
    const shown = model.get("shown");
    if (here === "round" && shown.screen === "round") return; // the bar counts by itself
    here = shown.screen === "offer" && isForLater(shown.said) ? "" : shown.screen;
    recount = () => {};
    el.dataset.screen = here;
    el.replaceChildren(...(screens[here] ? [screens[here](shown)] : []));
    if (!byPerson) return;
    byPerson = false;
    if (here === "round") {
      tell(el, "go", { step: "rate" });
      tell(el, "place", { item: "" });
    }
    // the one of the screen, else the one of what it made way for
    arriveAt([...el.querySelectorAll("h2"), ...page(el).querySelectorAll(".as-panel h2")]);
  }

  function onClick({ target }) {
    const pressed = target.closest?.("[data-again]");
    if (pressed) ask(pressed.dataset.again);
  }

  el.classList.add("ui-again");
  draw();
  return listen({ model, el }, {
    traits: { shown: draw },
    told: {
      answers({ detail }) {
        form = detail;
        recount();
      },
    },
    begun(root, signal) {
      root.addEventListener("click", onClick, { signal });
      form = answered(el);
      recount();
    },
  });
}

export default { render };
