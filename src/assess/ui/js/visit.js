// Who is here: a random code kept in this browser, the choice on return, and whether answers are
// saved. The code travels in messages only, never in an address.
const KEEP = "assess.codes";
const HERE = "assess.here";
const PATIENCE = 5000;

const store = {
  codes() {
    try {
      const codes = JSON.parse(localStorage.getItem(KEEP) ?? "[]");
      return Array.isArray(codes) ? codes.filter((code) => typeof code === "string") : [];
    } catch {
      return [];
    }
  },
  set(codes) {
    try {
      localStorage.setItem(KEEP, JSON.stringify(codes.slice(0, 20)));
      return true;
    } catch {
      return false;
    }
  },
  here() {
    try {
      return sessionStorage.getItem(HERE);
    } catch {
      return null;
    }
  },
  stay(code) {
    try {
      if (code) sessionStorage.setItem(HERE, code);
      else sessionStorage.removeItem(HERE);
    } catch {
      // without session storage a reload asks again: nothing is lost
    }
  },
};

function newCode() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

// one visit a page, however often it is drawn
let fresh = newCode();
let mine = fresh;

function initialize({ model }) {
  model.send({ kind: "hello", codes: store.codes(), here: store.here(), fresh });
}

function render({ model, el }) {
  const welcome = h("div", { class: "ui-welcome" });
  const status = h("span", { class: "ui-saved" });
  const notice = h("div", { class: "ui-notice", hidden: true });
  const live = h("div", { class: "ui-live", role: "status", "aria-live": "polite" }, status, notice);
  el.append(welcome, live);
  let timer = null;

  function say(text, action = null) {
    notice.replaceChildren();
    notice.hidden = !text;
    if (!text) return;
    notice.append(h("p", {}, text));
    if (action) {
      const press = () => {
        say("");
        model.send({ kind: action.kind });
      };
      notice.append(h("button", { type: "button", class: "ui-button", onclick: press }, action.label));
    }
    const close = () => say("");
    notice.append(h("button", { type: "button", class: "ui-link", onclick: close }, "Close"));
  }

  function state(name, text) {
    status.dataset.state = name;
    status.textContent = text;
  }

  function waiting() {
    state("saving", "Saving…");
    clearTimeout(timer);
    timer = setTimeout(() => {
      state("lost", "Not saved yet: no connection");
      say(
        "This page has lost its connection, so your last change isn't saved. Load the page again: " +
          "every answer marked as saved is still there.",
      );
    }, PATIENCE);
  }

  function saved(kept) {
    clearTimeout(timer);
    if (!kept) return state("lost", "Not saved");
    const codes = store.codes();
    if (!codes.includes(mine) && !store.set([mine, ...codes])) {
      state("lost", "Kept while this page is open");
      say("This browser keeps nothing, so a reload would lose your answers. Take the file with you.");
      return;
    }
    store.stay(mine);
    state("saved", "Saved");
  }

  function use(code) {
    mine = code;
    store.stay(code);
  }

  function choose(items) {
    welcome.replaceChildren();
    if (!items.length) return;
    const rows = items.map((item) =>
      h(
        "li",
        {},
        h("span", { class: "ui-earlier" }, item.text),
        h(
          "button",
          {
            type: "button",
            class: "ui-button ui-primary",
            onclick: () => {
              use(item.code);
              welcome.replaceChildren();
              model.send({ kind: "resume", code: item.code });
            },
          },
          "Continue",
        ),
        forgetButton(item, items),
      ),
    );
    const startNew = () => {
      use(fresh);
      welcome.replaceChildren();
      model.send({ kind: "new" });
    };
    welcome.append(
      h(
        "section",
        { class: "ui-card ui-return", "aria-labelledby": "as-return-title" },
        h("h2", { id: "as-return-title" }, "Welcome back"),
        h("p", {}, "Answers were kept in this browser. They are shown only if you continue them."),
        h("ul", { class: "ui-earlier-list" }, rows),
        h(
          "button",
          { type: "button", class: "ui-button", onclick: startNew },
          "Someone else: start new",
        ),
      ),
    );
  }

  function forgetButton(item, items) {
    const row = h("span", { class: "ui-forget" });
    const ask = h("button", { type: "button", class: "ui-link", onclick: sure }, "Forget me on this computer");
    function sure() {
      const yes = h("button", { type: "button", class: "ui-button ui-danger", onclick: forget }, "Yes, erase them");
      const no = h("button", { type: "button", class: "ui-link", onclick: back }, "No, keep them");
      row.replaceChildren(h("span", {}, "Erase these answers for good? "), yes, " ", no);
      yes.focus();
    }
    function back() {
      row.replaceChildren(ask);
      ask.focus();
    }
    function forget() {
      store.set(store.codes().filter((code) => code !== item.code));
      if (store.here() === item.code) store.stay(null);
      model.send({ kind: "forget", code: item.code });
      choose(items.filter((other) => other.code !== item.code));
    }
    row.append(ask);
    return row;
  }

  function onMessage(message) {
    if (message.kind === "earlier") choose(message.items);
    else if (message.kind === "using") use(message.code);
    else if (message.kind === "saved") saved(message.kept);
    else if (message.kind === "idle") clearTimeout(timer);
    else if (message.kind === "notice") say(message.text, message.action);
    else if (message.kind === "forgotten") {
      store.set(store.codes().filter((code) => code !== mine));
      mine = fresh = newCode();
      store.stay(null);
      state("", "");
      model.send({ kind: "fresh", code: fresh });
    }
  }

  const onSaving = () => waiting();
  const attached = requestAnimationFrame(() => page(el).addEventListener("as-saving", onSaving));
  model.on("msg:custom", onMessage);
  return () => {
    cancelAnimationFrame(attached);
    clearTimeout(timer);
    page(el).removeEventListener("as-saving", onSaving);
    model.off("msg:custom", onMessage);
  };
}

export default { initialize, render };
