// The screen of whoever was asked: it takes the place of the page until they leave. What they typed
// waits in this tab, so that loading the page again loses nothing.
import { questions } from "../../elements/asking.js";
import { arriveAt, attempt, fill, h, listen, page, tell } from "../../elements/dom.js";
import { button, codeOutput, link } from "../../elements/form.js";
import { replyForm } from "./form.js";

const SENT = "assess.replies"; // the codes of the replies sent from this browser
const DRAFT = "assess.reply"; // in this tab: the code that was typed, and what is typed so far
const MOST = 20;

// a browser may refuse storage: a reply is then found by its code alone
const sent = {
  codes: () => attempt(() => JSON.parse(localStorage.getItem(SENT) ?? "[]").filter((code) => typeof code === "string"), []),
  put: (codes) => attempt(() => localStorage.setItem(SENT, JSON.stringify(codes.slice(0, MOST)))),
};
const draft = {
  get: () => attempt(() => JSON.parse(sessionStorage.getItem(DRAFT) ?? "null"), null),
  put: (value) => attempt(() => sessionStorage.setItem(DRAFT, JSON.stringify(value))),
  end: () => attempt(() => sessionStorage.removeItem(DRAFT)),
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
  const asking = questions(model, texts.working);
  const place = h("div", {});
  el.append(place);

  const open = (typed) => {
    code = typed;
    model.send({ kind: "open", code: typed, known: sent.codes() });
  };

  function show(...content) {
    asking.done();
    el.dataset.screen = "reply";
    place.replaceChildren(h("section", { class: "ui-card ui-feedback" }, ...content));
    arriveAt(place.querySelectorAll("h2"));
  }

  function leave() {
    asking.done();
    model.send({ kind: "leave", known: [] });
    draft.end();
    el.dataset.screen = "";
    form = null;
    code = mine = "";
    place.replaceChildren();
    arriveAt(page(el).querySelectorAll("h2"));
  }

  /** @param {import("../../messages/messages").ReplyQuestions} message */
  function asked({ asking: about, given, own, earlier, until }) {
    const typedHere = draft.get();
    const kept = typedHere?.code === code ? typedHere.reply : null;
    mine = own;
    form = replyForm(about, texts, { given: kept ?? given, who: texts.who, changed: () => draft.put({ code, reply: form?.value() }) });
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
      const withdraw = () => asking.ask(yes, { kind: "withdraw", known: [] });
      const yes = button(texts.withdrawYes, withdraw, { style: "ui-danger", online: true });
      const no = button(texts.withdrawNo, () => { buttons(); foot.querySelector("button")?.focus(); });
      foot.replaceChildren(h("p", { role: "alert" }, fill(texts.withdrawSure, { name: form?.called ?? "" })), h("p", { class: "ui-buttons" }, yes, no));
      no.focus();
    }
    buttons();
  }

  function send(pressed, again = false) {
    if (form?.ready()) asking.ask(pressed, { kind: "send", ...form.value(), known: sent.codes(), again });
  }

  // the same browser sent one before: one's own, or somebody else's who sat here
  function twice() {
    asking.done();
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

  return listen({ model, el }, {
    messages: {
      asked,
      sent({ text, code: own, first }) {
        if (first) sent.put([own, ...sent.codes()]);
        mine = own;
        show(h("h2", {}, text),
          first ? [codeOutput(texts.code, own), h("p", { class: "ui-hint" }, texts.codeHint)] : null,
          h("p", { class: "ui-buttons" },
            button(texts.close, leave, { style: "ui-primary" }),
            link(texts.earlierOpen, () => open(own), { online: true })));
        draft.end();
      },
      withdrawn() {
        sent.put(sent.codes().filter((one) => one !== mine));
        show(h("h2", {}, texts.withdrawn), h("p", { class: "ui-buttons" }, button(texts.close, leave, { style: "ui-primary" })));
        draft.end();
      },
      twice,
      problem({ text }) {
        asking.done();
        form?.say(text);
      },
      // the code that was typed is no good: said where it was typed
      wrong({ text }) {
        asking.done();
        if (el.dataset.screen === "reply") return form?.say(text);
        draft.end();
        tell(el, "reply-wrong", { text });
      },
    },
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
