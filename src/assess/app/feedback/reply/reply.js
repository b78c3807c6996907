// The screen of whoever was asked: it takes the place of the page until they leave. What they typed
// waits in this tab, so that loading the page again loses nothing.
import { busy } from "../../elements/asking.js";
import { fill, h, listen, page, tell } from "../../elements/dom.js";
import { button, link } from "../../elements/form.js";
import { replyForm } from "./form.js";

const SENT = "assess.replies"; // the codes of the replies sent from this browser
const DRAFT = "assess.reply"; // in this tab: the code that was typed, and what is typed so far
const MOST = 20;

// a browser may refuse storage: a reply is then found by its code alone
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

const sent = {
  codes: () => attempt(() => JSON.parse(localStorage.getItem(SENT) ?? "[]").filter((code) => typeof code === "string"), []),
  put: (codes) => attempt(() => localStorage.setItem(SENT, JSON.stringify(codes.slice(0, MOST))), undefined),
};
const draft = {
  get: () => attempt(() => JSON.parse(sessionStorage.getItem(DRAFT) ?? "null"), null),
  put: (value) => attempt(() => sessionStorage.setItem(DRAFT, JSON.stringify(value)), undefined),
  end: () => attempt(() => sessionStorage.removeItem(DRAFT), undefined),
};

/** @param {import("../../messages/types").Widget<"Replying">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  el.classList.add("ui-replying");
  /** @type {ReturnType<typeof replyForm> | null} */
  let form = null;
  /** @type {string} */
  let code = ""; // the one that was typed, while its questions are shown
  let mine = ""; // the reply code, once the reply is sent or opened by it
  let sending = null;
  const place = h("div", {});
  el.append(place);

  const open = (typed) => {
    code = typed;
    model.send({ kind: "open", code: typed, known: sent.codes() });
  };

  function show(...content) {
    el.dataset.screen = "reply";
    place.replaceChildren(h("section", { class: "ui-card ui-feedback" }, ...content));
    const title = place.querySelector("h2");
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    page(el).scrollIntoView({ block: "start" });
  }

  function leave() {
    model.send({ kind: "leave", known: [] });
    draft.end();
    el.dataset.screen = "";
    form = null;
    code = mine = "";
    place.replaceChildren();
    const title = [...page(el).querySelectorAll("h2")].find((node) => node.checkVisibility());
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    page(el).scrollIntoView({ block: "start" });
  }

  /** @param {import("../../messages/messages").ReplyQuestions} message */
  function asked({ asking, given, own, earlier, until }) {
    const typedHere = draft.get();
    const kept = typedHere?.code === code ? typedHere.reply : null;
    mine = own;
    form = replyForm(asking, texts, { given: kept ?? given, who: texts.who, changed: () => draft.put({ code, reply: form?.value() }) });
    draft.put({ code, reply: kept ?? form.value() });
    const foot = h("div", {});
    show(h("h2", {}, form.title),
      earlier ? h("p", { class: "ui-hint" }, `${texts.earlier} `, link(texts.earlierOpen, () => model.send({ kind: "earlier", known: sent.codes() }), { online: true })) : null,
      ...form.nodes, foot);
    function buttons() {
      foot.replaceChildren(
        h("p", { class: "ui-buttons" },
          button(mine ? texts.change : texts.send, (event) => send(event.currentTarget), { style: "ui-primary", online: true }),
          mine ? button(texts.withdraw, sure, { style: "ui-danger", online: true }) : null,
          button(texts.close, leave)),
        h("p", { class: "ui-hint", "data-why": true, hidden: true }),
        ...(until && mine ? [h("p", { class: "ui-hint" }, fill(texts.until, { day: until }))] : []));
    }
    function sure() {
      const yes = button(texts.withdrawYes, () => {
        sending = busy(yes, texts.working);
        if (sending) model.send({ kind: "withdraw", known: [] });
      }, { style: "ui-danger", online: true });
      const no = button(texts.withdrawNo, () => { buttons(); foot.querySelector("button")?.focus(); });
      foot.replaceChildren(h("p", { role: "alert" }, fill(texts.withdrawSure, { name: form?.called ?? "" })), h("p", { class: "ui-buttons" }, yes, no));
      no.focus();
    }
    buttons();
  }

  function send(pressed, again = false) {
    if (!form?.ready()) return;
    sending = busy(pressed, texts.working);
    if (sending) model.send({ kind: "send", ...form.value(), known: sent.codes(), again });
  }

  function ended() {
    sending?.();
    sending = null;
  }

  // the same browser sent one before: one's own, or somebody else's who sat here
  function twice() {
    ended();
    const foot = place.querySelector(".ui-feedback > :last-child");
    const yes = button(texts.twiceMine, (event) => {
      const pressed = event.currentTarget;
      model.send({ kind: "mine", known: sent.codes() });
      send(pressed, true);
    }, { style: "ui-primary", online: true });
    foot?.replaceChildren(
      h("p", { role: "alert" }, texts.twice),
      h("p", { class: "ui-buttons" }, yes, button(texts.twiceOther, (event) => send(event.currentTarget, true), { online: true })));
    yes.focus();
  }

  /** @type {import("../../messages/types").Handlers<"Replying">} */
  const messages = {
    asked,
    sent({ text, code: own, first }) {
      ended();
      if (first) sent.put([own, ...sent.codes()]);
      mine = own;
      show(h("h2", {}, text),
        first ? [h("p", { class: "ui-code" }, h("span", { class: "ui-hint" }, `${texts.code}: `), h("output", {}, own)), h("p", { class: "ui-hint" }, texts.codeHint)] : null,
        h("p", { class: "ui-buttons" },
          button(texts.close, leave, { style: "ui-primary" }),
          link(texts.earlierOpen, () => open(own), { online: true })));
      draft.end();
    },
    withdrawn() {
      ended();
      sent.put(sent.codes().filter((one) => one !== mine));
      show(h("h2", {}, texts.withdrawn), h("p", { class: "ui-buttons" }, button(texts.close, leave, { style: "ui-primary" })));
      draft.end();
    },
    twice,
    problem({ text }) {
      ended();
      form?.say(text);
    },
    // the code that was typed is no good: said where it was typed
    wrong({ text }) {
      if (el.dataset.screen === "reply") form?.say(text);
      else {
        draft.end();
        tell(el, "reply-wrong", { text });
      }
    },
  };
  return listen({ model, el }, {
    messages,
    told: {
      "reply-code": ({ detail }) => open(detail.code),
      // typed on the first page: the kernel opens it
      "code-typed": ({ detail }) => { code = detail.code; },
    },
    begun() {
      const left = draft.get();
      if (left?.code) open(left.code);
    },
  });
}

export default { render };
