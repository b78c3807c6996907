// The choice on return: what is kept in this browser, by number and date only.
function returnCard(items, texts, { go, startNew, forget }) {
  const row = (item) =>
    h(
      "li",
      {},
      h("span", { class: "ui-earlier" }, item.text),
      h(
        "button",
        { type: "button", class: "ui-button ui-primary", "data-online": true, onclick: () => go(item.code) },
        texts.continue,
      ),
      forgetButton(texts, (button) => forget(item.code, button)),
    );
  return h(
    "section",
    { class: "ui-card ui-return", "aria-labelledby": "as-return-title" },
    h("h2", { id: "as-return-title" }, texts.welcome),
    h("p", {}, texts.welcomeText),
    h("ul", { class: "ui-earlier-list" }, items.map(row)),
    h("button", { type: "button", class: "ui-button", "data-online": true, onclick: startNew }, texts.startNew),
  );
}

function forgetButton(texts, forget) {
  const row = h("span", { class: "ui-forget" });
  const ask = h("button", { type: "button", class: "ui-link", onclick: sure }, texts.forget);
  function sure() {
    const yes = h("button", { type: "button", class: "ui-button ui-danger", "data-online": true, onclick: () => forget(yes) }, texts.forgetYes);
    const no = h("button", { type: "button", class: "ui-link", onclick: back }, texts.forgetNo);
    row.replaceChildren(h("span", {}, `${texts.forgetSure} `), yes, " ", no);
    yes.focus();
  }
  function back() {
    row.replaceChildren(ask);
    ask.focus();
  }
  row.append(ask);
  return row;
}

// What two tabs said differently: both, and the person's choice.
function clashCard(clashes, texts, { insist, accept }) {
  const said = (label, words) =>
    h("div", { class: "ui-clash-one" }, h("dt", {}, label), h("dd", {}, words));
  const both = clashes.map((clash) =>
    h("dl", { class: "ui-clash" }, said(texts.clashKept, clash.kept), said(texts.clashMine, clash.mine)),
  );
  const stamps = Object.fromEntries(clashes.map((clash) => [clash.field, clash.stamp]));
  return h(
    "div",
    { class: "ui-notice" },
    h("div", { class: "ui-clash-text" },
      h("p", {}, `${clashes[0].kind === "answer" ? texts.clash : texts.clashValue} `, h("strong", {}, clashes[0].title)), both),
    h("button", { type: "button", class: "ui-button", onclick: () => insist(stamps) }, texts.useMine),
    h("button", { type: "button", class: "ui-link", onclick: () => accept() }, texts.keepTheirs),
  );
}

// "I have a code": from another computer, where this server is shared.
function codeField(texts, use) {
  if (!texts.have) return { root: h("span", { hidden: true }), wrong() {} };
  const id = `as-code-${Math.random().toString(36).slice(2)}`;
  const problem = h("p", { class: "ui-error", role: "alert", id: `${id}-problem`, hidden: true });
  const input = h("input", {
    id, type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 60,
    "aria-describedby": `${id}-hint ${id}-problem`,
  });
  const submit = (event) => {
    event.preventDefault();
    problem.hidden = true;
    input.removeAttribute("aria-invalid");
    use(input.value);
  };
  const root = h("details", { class: "ui-have" },
    h("summary", {}, texts.have),
    h("form", { "data-online": true, onsubmit: submit },
      h("label", { htmlFor: id }, texts.label),
      input,
      h("p", { class: "ui-hint", id: `${id}-hint` }, texts.hint),
      problem,
      h("button", { type: "submit", class: "ui-button", "data-online": true }, texts.use)));
  return {
    root,
    wrong(text) {
      problem.textContent = text;
      problem.hidden = false;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    },
  };
}
