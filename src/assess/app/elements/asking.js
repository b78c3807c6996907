// What is asked of the kernel, and what a person says of a setting, a role or an activity.
import { page, tell } from "./dom.js";

/**
 * One question to the kernel at a time: the pressed button says `working`, in place and in focus,
 * until `done`, or until it is known that no answer will come on this page.
 */
export function questions(model, working) {
  /** @type {(() => void) | null} */
  let back = null;
  const done = () => back?.();
  return {
    open: () => back !== null,
    ask(button, message) {
      if (back) return false;
      const root = page(button);
      const text = button.textContent;
      const say = (on) => root.dispatchEvent(new CustomEvent("as-busy", { detail: { on } }));
      back = () => {
        back = null;
        root.removeEventListener("as-lost", done);
        button.textContent = text;
        button.removeAttribute("aria-busy");
        say(false);
      };
      root.addEventListener("as-lost", done);
      button.textContent = working;
      button.setAttribute("aria-busy", "true");
      say(true);
      model.send(message);
      return true;
    },
    done,
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
