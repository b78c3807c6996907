// The choice on return: what is kept in this browser, by number and date only.
import { h } from "../elements/dom.js";
import { button, folded, invalid, link, problemLine } from "../elements/form.js";
import { textField } from "../elements/typed.js";

/**
 * The whole screen until the person has chosen: so nobody answers below it and makes a second set.
 * The set that changed last comes first, the others are folded.
 */
export function returnCard(items, texts, { go, startNew, forget }) {
  const [latest, ...others] = items;
  const set = (item, style) => [
    h("p", { class: "ui-earlier" },
      button(item.text ? `${texts.continue}: ${item.text}` : texts.continue, () => go(item.code), { style, online: true })),
    h("p", { class: "ui-hint" }, item.detail),
    forgetButton(texts, (pressed) => forget(item.code, pressed)),
  ];
  return card(texts,
    h("p", {}, texts.welcomeText),
    set(latest, "ui-primary"),
    h("p", { class: "ui-buttons" }, button(texts.startNew, startNew, { online: true })),
    others.length
      ? folded(`${texts.more} (${others.length})`, {},
        h("ul", { class: "ui-earlier-list" }, others.map((item) => h("li", {}, set(item, "")))))
      : null);
}

/** The same while the server hasn't said yet what is kept. */
export const waitingCard = (texts) => card(texts, h("p", { class: "ui-hint", role: "status" }, texts.moment));

const card = (texts, ...content) =>
  h("section", { class: "ui-card ui-return", "aria-labelledby": "as-return-title" },
    h("h2", { id: "as-return-title" }, texts.welcome), ...content);

function forgetButton(texts, forget) {
  const ask = link(texts.forget, sure);
  const row = h("span", { class: "ui-forget" }, ask);
  function sure() {
    const yes = button(texts.forgetYes, () => forget(yes), { style: "ui-danger", online: true });
    const no = link(texts.forgetNo, back);
    row.replaceChildren(h("span", {}, `${texts.forgetSure} `), yes, " ", no);
    yes.focus();
  }
  function back() {
    row.replaceChildren(ask);
    ask.focus();
  }
  return row;
}

// What two tabs said differently: both, and the person's choice.
export function clashCard(clashes, texts, { insist, accept }) {
  const said = (label, words) =>
    h("div", { class: "ui-clash-one" }, h("dt", {}, label), h("dd", {}, words));
  const both = clashes.map((clash) =>
    h("dl", { class: "ui-clash" }, said(texts.clashKept, clash.kept), said(texts.clashMine, clash.mine)));
  const stamps = Object.fromEntries(clashes.map((clash) => [clash.field, clash.stamp]));
  return h("div", { class: "ui-notice" },
    h("div", { class: "ui-clash-text" },
      h("p", {}, `${clashes[0].kind === "answer" ? texts.clash : texts.clashValue} `, h("strong", {}, clashes[0].title)), both),
    button(texts.useMine, () => insist(stamps)),
    link(texts.keepTheirs, () => accept()));
}

// "I have a code": from another computer, where this server is shared.
export function codeField(texts, use) {
  if (!texts.have) return { root: h("span", { hidden: true }), wrong() {} };
  const problem = problemLine();
  const { input, node } = textField(texts.label, { hint: texts.hint, autocapitalize: "characters", spellcheck: false });
  const submit = (event) => {
    event.preventDefault();
    problem.say("");
    invalid(input, false);
    use(input.value);
  };
  const root = h("details", { class: "ui-have" },
    h("summary", {}, texts.have),
    h("form", { "data-online": true, onsubmit: submit },
      node, problem.node,
      h("button", { type: "submit", class: "ui-button", "data-online": true }, texts.use)));
  return {
    root,
    wrong(text) {
      if (!root.checkVisibility()) return;
      problem.say(text);
      invalid(input, true);
      input.focus();
    },
  };
}
