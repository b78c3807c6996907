// Controls that need the connection (data-online) are closed while there is none, and say why: in
// words beside them (data-why), and aloud when they are pressed all the same.
import { page } from "../elements/dom.js";

export function closeWhileLost(el, why, say) {
  const CONTROLS = "[data-online]";
  let root = null;
  let closed = false;
  const gone = new AbortController();
  const native = (node) => node.matches("select, input");

  function mark() {
    for (const node of root.querySelectorAll(CONTROLS)) {
      if (node.matches("form")) continue; // its fields stay open: only sending it is stopped
      if (native(node)) node.disabled = closed;
      else if (closed) node.setAttribute("aria-disabled", "true");
      else node.removeAttribute("aria-disabled");
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

  const watcher = new MutationObserver(() => closed && mark()); // what is drawn anew meanwhile
  return {
    begin() {
      root = page(el);
      for (const name of ["click", "submit"]) root.addEventListener(name, stop, { capture: true, signal: gone.signal });
      watcher.observe(root, { childList: true, subtree: true });
      mark();
    },
    set(now) {
      if (closed === now) return;
      closed = now;
      if (root) mark();
    },
    end() {
      watcher.disconnect();
      gone.abort();
    },
  };
}
