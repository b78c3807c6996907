// What is asked of the kernel, and what a person says of a setting, a role or an activity.
import { page, tell } from "./dom.js";

/**
 * Let a button say `working` until the kernel has answered; it stays in place and in focus. Returns
 * the way back, null where it is under way already. `ended`: no answer will come on this page.
 */
export function busy(button, working, ended = () => {}) {
  if (button.getAttribute("aria-busy") === "true") return null;
  const root = page(button);
  const text = button.textContent;
  const say = (on) => root.dispatchEvent(new CustomEvent("as-busy", { detail: { on } }));
  button.textContent = working;
  button.setAttribute("aria-busy", "true");
  function back() {
    if (!button.hasAttribute("aria-busy")) return;
    root.removeEventListener("as-lost", lost);
    button.textContent = text;
    button.removeAttribute("aria-busy");
    say(false);
  }
  function lost() {
    back();
    ended();
  }
  root.addEventListener("as-lost", lost);
  say(true);
  return back;
}

/** One question to the kernel at a time: the pressed button is busy until `done`. */
export function questions(model, working) {
  /** @type {(() => void) | null} */
  let back = null;
  return {
    open: () => back !== null,
    ask(button, message) {
      if (back) return false;
      back = busy(button, working, () => { back = null; });
      if (back) model.send(message);
      return back !== null;
    },
    done() {
      back?.();
      back = null;
    },
  };
}

/**
 * Report a change: it goes into this browser first (see visitor.js). `was`: the value as the kernel
 * knows it; `soon`: the person is still typing; `person`: whom it is about, where there are several.
 */
export function change(el, kind, id, value, was, soon = false, person = "") {
  tell(el, "change", { kind, id, value, value_was: was, soon, ...(person ? { person } : {}) });
}

/**
 * A change that isn't stored yet, which goes before what the kernel says; undefined: none.
 * `person`: about whom, on a page with several people.
 */
export function pending(el, kind, id, person = "") {
  /** @type {{pending?: (kind: string, id: string, person: string) => any}} */
  const detail = {};
  tell(el, "pending", detail);
  return detail.pending?.(kind, id, person);
}
