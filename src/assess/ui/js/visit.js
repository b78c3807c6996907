// Who is here: a random code kept in this browser, the choice on return, and whether answers are
// saved. The code travels in messages only, never in an address.
const KEEP = "assess.codes";
const HERE = "assess.here";
const AGAIN = 10_000;
const PAUSE = 600; // what is being typed is kept here letter by letter, and sent after a pause

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

// whether a server answers at our address at all, whatever it answers
async function reachable() {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  try {
    await fetch(`${config.baseUrl ?? "/"}voila/static/voila.js`, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

// one visit a page, however often it is drawn
export default () => {
  const outbox = createOutbox();
  let fresh = newCode();
  let mine = fresh;
  let connection = null;
  let flying = false; // changes were sent and are not answered yet
  let refused = false; // the last ones could not be stored
  let problem = ""; // why not, in a sentence
  let saved = false;
  let again = null;
  let later = null;
  let working = 0; // what was asked of the kernel and isn't answered yet
  const views = new Set();
  const redraw = () => views.forEach((draw) => draw());

  function use(model, code) {
    mine = code;
    store.stay(code);
    outbox.begin(code);
    flush(model, true);
  }

  // one batch at a time: an answer to it says what became of each change
  function flush(model, show = false) {
    if (!outbox.size || flying || connection.state !== "up") return redraw();
    flying = true;
    model.send({ kind: "changes", changes: outbox.send(), show });
    connection.awaiting();
    redraw();
  }

  function remember() {
    const codes = store.codes();
    saved = true;
    store.stay(mine);
    return codes.includes(mine) || store.set([mine, ...codes]);
  }

  function answered(model, { done, kept, conflicts }) {
    flying = false;
    refused = !kept;
    if (kept) problem = "";
    outbox.done(done);
    for (const number of new Set(conflicts.map(({ n }) => n))) {
      outbox.ask(number, conflicts.filter(({ n }) => n === number).map(({ field }) => field));
    }
    clearTimeout(again);
    if (refused) again = setTimeout(() => flush(model), AGAIN);
    else {
      remember();
      flush(model);
    }
  }

  function initialize({ model }) {
    // the same tab was loaded again: most likely its person goes on, and the kernel says so
    const here = store.here();
    const left = outbox.left();
    outbox.begin((mine = here ?? fresh));
    connection = watchConnection(model, (state) => {
      flying = false;
      if (state === "up") flush(model);
      redraw();
      if (state !== "up") views.forEach((draw) => draw.lost());
    });
    const onMessage = (message) => {
      connection.heard();
      if (message.kind === "kept") answered(model, message);
      else if (message.kind === "using") {
        if (message.code === mine) flush(model, true);
        else use(model, message.code);
      }
      else if (message.kind === "earlier" && mine !== fresh) use(model, fresh);
      else if (message.kind === "saved") {
        refused = !message.kept;
        if (message.kept) {
          remember();
          flush(model);
        }
      }
      else if (message.kind === "forgotten") forgotten(model, message.code);
      redraw();
    };
    model.on("msg:custom", onMessage);
    // a page that is left has no later moment
    const leaving = () => {
      if (outbox.size && connection.state === "up") model.send({ kind: "changes", changes: outbox.send() });
    };
    addEventListener("pagehide", leaving);
    model.send({ kind: "hello", codes: store.codes(), left, here, fresh });
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
    outbox.forget(code);
    if (store.here() === code) store.stay(null);
    if (code !== mine) return;
    mine = fresh = newCode();
    outbox.begin(mine);
    saved = refused = flying = false;
    model.send({ kind: "fresh", code: fresh });
  }

  function render({ model, el }) {
    const texts = model.get("texts");
    const welcome = h("div", { class: "ui-welcome" });
    const have = codeField(model.get("codes"), (text) => {
      model.send({ kind: "redeem", text, code: newCode() });
    });
    const status = h("span", { class: "ui-saved" });
    const alarm = h("div", { class: "ui-notice ui-alarm", hidden: true });
    const notice = h("div", { class: "ui-notice", hidden: true });
    const clashes = h("div", { class: "ui-clashes" });
    el.append(
      welcome,
      have.root,
      h("div", { class: "ui-live", role: "status", "aria-live": "polite" }, status, alarm, notice, clashes),
    );
    const closing = closeWhileLost(el, texts.notNow, (text) => say(text));
    let offered = [];
    let erasing = null;
    let alarmed = "";
    let refusal = false; // the notice says why a change was refused

    function say(text, action = null) {
      refusal = false;
      notice.replaceChildren();
      notice.hidden = !text;
      if (!text) return;
      notice.append(h("p", {}, text));
      if (action) {
        const press = () => {
          say("");
          model.send({ kind: action.kind });
        };
        notice.append(h("button", { type: "button", class: "ui-button", "data-online": true, onclick: press }, action.label));
      }
      notice.append(h("button", { type: "button", class: "ui-link", onclick: () => say("") }, texts.close));
    }

    function state() {
      if (connection.state !== "up") return outbox.works ? "lost" : "bare";
      if (refused) return outbox.size && outbox.works ? "refused" : "bare";
      if (outbox.size) return "saving";
      if (working) return "working";
      if (outbox.waiting) return "choose";
      if (!saved) return "";
      return store.codes().includes(mine) ? "saved" : "open";
    }

    function draw() {
      const name = state();
      if (status.dataset.state !== name) {
        status.dataset.state = name;
        status.textContent = texts[name] ?? "";
        if (name === "open") say(texts.noStorage);
      }
      sound(connection.state === "up" ? "" : name);
      closing.set(connection.state !== "up");
    }

    // what the kernel was asked for will not be answered on this page
    draw.lost = () => {
      if (working) say(texts.interrupted);
      tell(el, "lost");
    };

    function sound(name) {
      if (name === alarmed) return;
      alarmed = name;
      alarm.hidden = !name;
      alarm.replaceChildren();
      if (!name) return;
      const inCell = Boolean(model.widget_manager?.context);
      const advice = h("p", {}, h("strong", {}, texts.lostTitle), " ", name === "bare" ? texts.lostBare : texts.lostText);
      if (inCell) advice.append(` ${texts.inCell}`);
      alarm.append(advice);
      if (inCell) return;
      const press = h("button", { type: "button", class: "ui-button", onclick: reload }, texts.reload);
      alarm.append(press);
    }

    async function reload() {
      if (outbox.size || saved) store.stay(mine);
      for (let told = false; !(await reachable()); told = true) {
        if (!told) say(texts.unreachable);
        await new Promise((later) => setTimeout(later, 2000));
      }
      location.reload();
    }

    function choose(items) {
      welcome.replaceChildren();
      if (!items.length) return;
      const go = (code) => {
        welcome.replaceChildren();
        have.root.remove();
        model.send({ kind: "resume", code, left: Boolean(outbox.left()[code]) });
        use(model, code);
      };
      const startNew = () => {
        welcome.replaceChildren();
        model.send({ kind: "new" });
        use(model, fresh);
      };
      const forget = (code, button) => {
        const back = busy(button, texts.erasing);
        if (!back) return;
        erasing = back;
        model.send({ kind: "forget", code });
      };
      offered = items;
      welcome.append(returnCard(items, texts, { go, startNew, forget }));
    }

    function clash(conflicts) {
      for (const key of new Set(conflicts.map(keyOf))) {
        const found = conflicts.filter((one) => keyOf(one) === key);
        settled(key);
        const choice = (act) => (stamps) => {
          settled(key);
          act(found[0], stamps);
          redraw();
          tell(el, "settled");
        };
        const insist = choice((about, stamps) => outbox.insist(about, stamps) && flush(model, true));
        const card = clashCard(found, texts, { insist, accept: choice((about) => outbox.drop(about)) });
        card.dataset.about = key;
        clashes.append(card);
      }
    }

    function settled(key) {
      for (const card of [...clashes.children]) if (card.dataset.about === key) card.remove();
    }

    function onMessage(message) {
      if (message.kind === "forgotten" || message.kind === "notice") erasing?.();
      if (message.kind === "earlier") choose(message.items);
      else if (message.kind === "using") {
        welcome.replaceChildren();
        have.root.remove();
      } else if (message.kind === "wrong") have.wrong(message.text);
      else if (message.kind === "kept") {
        if (refusal) say(""); // if the next change is refused too, that is said after this
        clash(message.conflicts);
        if (message.problem !== problem) say((problem = message.problem), message.action);
      }
      else if (message.kind === "notice") {
        say(message.text, message.action);
        refusal = message.refused === true;
      }
      else if (message.kind === "forgotten") {
        clashes.replaceChildren();
        if (welcome.hasChildNodes()) choose(offered.filter(({ code }) => code !== message.code));
      }
    }

    // what a person says: first into this browser, then to the server; `soon`: they are typing
    function onChange(event) {
      event.preventDefault();
      const { kind, id, rating, rating_was, note, note_was, value, value_was, confirm, soon } = event.detail;
      const change = { id };
      if (kind) Object.assign(change, { kind, value, value_seen: [value_was] });
      if (rating !== undefined) Object.assign(change, { rating, rating_seen: [rating_was] });
      if (note !== undefined) Object.assign(change, { note, note_seen: [noteStamp(note_was)] });
      if (confirm) change.confirm = true;
      settled(keyOf(change));
      have.root.remove();
      outbox.put(change);
      clearTimeout(later);
      if (soon) later = setTimeout(() => flush(model), PAUSE);
      else flush(model);
      redraw();
    }

    function onBusy(event) {
      working += event.detail.on ? 1 : -1;
      if (event.detail.on) connection.ask();
      redraw();
    }

    // what the form shows goes before what the kernel knew when it spoke
    const onPending = (event) => {
      event.detail.pending = (kind, id) => outbox.pending(kind, id);
    };
    const attached = requestAnimationFrame(() => {
      page(el).addEventListener("as-change", onChange);
      page(el).addEventListener("as-pending", onPending);
      page(el).addEventListener("as-busy", onBusy);
      closing.begin();
    });
    views.add(draw);
    model.on("msg:custom", onMessage);
    draw();
    return () => {
      cancelAnimationFrame(attached);
      views.delete(draw);
      page(el).removeEventListener("as-change", onChange);
      page(el).removeEventListener("as-pending", onPending);
      page(el).removeEventListener("as-busy", onBusy);
      closing.end();
      model.off("msg:custom", onMessage);
    };
  }

  return { initialize, render };
};
