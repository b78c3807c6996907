// What a page says while answers go to its kernel: whether they are kept, sentences, what two tabs
// said differently; and while that kernel doesn't answer, the way back to one that does.
import { h, page, tell } from "../elements/dom.js";
import { attribute, button, link } from "../elements/form.js";
import { clashCard } from "../account/welcome.js";
import { keyOf } from "../state/pending_changes.js";

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

/**
 * The bar: {root, say, show, lost, clash, settled, begin, end}.
 * @param {{model: {widget_manager?: any, send: (message: any) => void}, el: HTMLElement}} widget
 * @param {Record<string, any>} texts
 * @param {() => void} redraw the page's state is another now
 * @param {{leaving?: () => void, saying?: () => void, inCell?: () => string, more?: any}} [how]
 *   `leaving`: before the page is loaded again; `saying`: before another sentence, or none, is shown;
 *   `inCell`: what to do where the page is a notebook's cell; `more`: a notice of the page's own
 */
export function liveBar({ model, el }, texts, redraw, { leaving = () => {}, saying = () => {}, inCell = () => texts.inCell, more = null } = {}) {
  const status = h("span", { class: "ui-saved" });
  const alarm = h("div", { class: "ui-notice ui-alarm", hidden: true });
  const notice = h("div", { class: "ui-notice", hidden: true });
  const clashes = h("div", { class: "ui-clashes" });
  const closing = closeWhileLost(el, texts.notNow, (text) => say(text));
  let sounded = "";

  async function reload() {
    leaving();
    for (let told = false; !(await reachable()); told = true) {
      if (!told) say(texts.unreachable);
      await new Promise((then) => setTimeout(then, 2000));
    }
    location.reload();
  }

  // `name`: "lost", or "bare" where this browser keeps nothing; "" while the kernel answers
  function sound(name) {
    if (name === sounded) return;
    sounded = name;
    alarm.hidden = !name;
    alarm.replaceChildren();
    if (!name) return;
    const cell = Boolean(model.widget_manager?.context);
    const advice = h("p", {}, h("strong", {}, texts.lostTitle), " ", name === "bare" ? texts.lostBare : texts.lostText);
    if (cell) advice.append(` ${inCell()}`);
    alarm.append(advice);
    if (!cell) alarm.append(button(texts.reload, reload));
  }

  /** @param {import("../messages/messages").Action | null} [action] */
  function say(text, action = null) {
    const press = () => {
      say("");
      model.send({ kind: action?.kind });
    };
    saying();
    notice.hidden = !text;
    notice.replaceChildren();
    if (!text) return;
    notice.append(h("p", {}, text), ...(action ? [button(action.label, press, { online: true })] : []),
      link(texts.close, () => say("")));
  }

  function settled(about) {
    for (const card of clashes.querySelectorAll("[data-about]")) if (card.getAttribute("data-about") === about) card.remove();
  }

  return {
    root: h("div", { class: "ui-live", role: "status", "aria-live": "polite" }, status, alarm, notice, more, clashes),
    say,
    /** Show this state; whether it is another than before. */
    show(name, up) {
      const fresh = status.dataset.state !== name;
      if (fresh) {
        status.dataset.state = name;
        status.textContent = texts[name] ?? "";
      }
      sound(up ? "" : name);
      closing.set(!up);
      return fresh;
    },
    /** What the kernel was asked for will not be answered on this page. */
    lost(working) {
      if (working) say(texts.interrupted);
      tell(el, "lost");
    },
    /** Ask about each of these; `again` sends what the person insists on. `person`: about whom, where there are several. */
    clash(conflicts, pending, again, person = "") {
      for (const key of new Set(conflicts.map(keyOf))) {
        const about = conflicts.filter((one) => keyOf(one) === key);
        const name = `${person} ${key}`;
        settled(name);
        const choice = (act) => (stamps) => {
          settled(name);
          act(about[0], stamps);
          redraw();
          tell(el, "settled");
        };
        const card = clashCard(about, texts, {
          insist: choice((one, stamps) => pending.insist(one, stamps) && again()),
          accept: choice((one) => pending.drop(one)),
        });
        card.dataset.about = name;
        clashes.append(card);
      }
    },
    /** It was said anew. */
    settled: (change, person = "") => settled(`${person} ${keyOf(change)}`),
    forget: () => clashes.replaceChildren(),
    begin: closing.begin,
  };
}

// Controls that need the connection (data-online) are closed while there is none, and say why: in
// words beside them (data-why), and aloud when they are pressed all the same.
function closeWhileLost(el, why, say) {
  const CONTROLS = "[data-online]";
  let root = null;
  let closed = false;

  function mark() {
    for (const node of root.querySelectorAll(CONTROLS)) {
      if (node.matches("form")) continue; // its fields stay open: only sending it is stopped
      if (node.matches("select, input")) node.disabled = closed;
      else attribute(node, "aria-disabled", closed ? "true" : null);
    }
    for (const node of root.querySelectorAll("[data-why]")) {
      if (node.hidden !== closed) continue;
      node.textContent = closed ? why : "";
      node.hidden = !closed;
    }
  }

  // closed controls stay in place and in focus; only what they would do is stopped
  function stop(event) {
    const control = event.target.closest?.(CONTROLS);
    if (!closed || !control || (control.matches("form") && event.type === "click")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(why);
  }

  return {
    begin(signal) {
      root = page(el);
      for (const name of ["click", "submit"]) root.addEventListener(name, stop, { capture: true, signal });
      const watcher = new MutationObserver(() => closed && mark()); // what is drawn anew meanwhile
      watcher.observe(root, { childList: true, subtree: true });
      signal.addEventListener("abort", () => watcher.disconnect());
      mark();
    },
    set(now) {
      if (closed === now) return;
      closed = now;
      if (root) mark();
    },
  };
}
