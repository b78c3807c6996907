// Fields for a number or a day: a plain line of text, so that every browser takes the same, read by
// our rules. What can't be read stays in the field, is said below it, and is handed to nobody.
import { h, uid } from "./dom.js";
import { problemLine } from "./form.js";
import { CALENDAR } from "./limits.js";
import { readDay, readNumber } from "./reading.js";
import { spoken } from "./redraw.js";

const KINDS = {
  number: { read: readNumber, write: (value) => (value === null ? "" : String(value)), props: { inputMode: "decimal", size: 8 } },
  day: { read: readDay, write: (value) => (value ? spoken(value, "short") : ""), props: { size: 14 } },
};

/**
 * `value`: a number, null for none; or a day as 2026-11-28, "" for none. `heard(value, soon)` hears
 * only what can be read; `soon`: the person is still typing. `refuse`: a sentence for a value that
 * can't be meant, or "". `drafts` and `about`: where a text that can't be read is kept, so that
 * drawing the field anew loses nothing.
 * @param {"number" | "day"} kind
 * @param {Record<string, any>} [options]
 */
export function readField(kind, { value = null, heard = () => {}, refuse = () => "", drafts = null, about = "", ...props } = {}) {
  const { read, write, props: own } = KINDS[kind];
  const line = problemLine({ id: uid() });
  const input = h("input", { type: "text", id: uid(), autocomplete: "off", spellcheck: false, value: write(value), ...own, ...props, oninput: typing, onchange: left });
  let before = read(input.value).value; // what could be read last: shown, or typed and left
  let said = "";

  function reading() {
    const found = read(input.value);
    const problem = found.problem || refuse(found.value);
    return problem ? { value: before, problem } : found;
  }

  // said once the person has left the field: half a day is no mistake yet
  function say(problem) {
    if (problem) drafts?.set(about, input.value);
    else drafts?.delete(about);
    if (problem === said) return;
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== line.node.id);
    input.setAttribute("aria-describedby", [...others, ...(problem ? [line.node.id] : [])].join(" "));
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    globalThis[problem ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
    line.say((said = problem));
  }

  // the browser asks before it leaves a page with something that isn't saved
  function warn(event) {
    if (input.isConnected) event.preventDefault();
  }

  function typing() {
    const { value: now, problem } = reading();
    if (!problem) say("");
    heard(now, true);
  }

  function left() {
    const { value: now, problem = "" } = reading();
    say(problem);
    if (!problem) {
      before = now;
      input.value = write(now);
    }
    heard(now, false);
  }

  const field = {
    input,
    problem: line.node,
    node: kind === "day" ? h("span", { class: "ui-day" }, input, calendar()) : input,
    /** The value that can be read; what it was before where the text can't. */
    now: () => reading().value,
    readable: () => !reading().problem,
    /** Whether what stands in the field can be read; it is said if not. */
    fits() {
      const { problem = "" } = reading();
      say(problem);
      return !problem;
    },
    /** Show a value, unless the person is in the field or has yet to mend what they typed. */
    set(next) {
      // the same value may come back as a text, or later than what was typed after it
      if (input === input.ownerDocument.activeElement || (said && write(next) === write(before))) return;
      before = next;
      say("");
      const text = write(next);
      if (input.value !== text) input.value = text;
    },
    clear() {
      before = kind === "day" ? "" : null;
      input.value = "";
      say("");
    },
  };

  // the browser's own calendar, for whoever would rather choose than type
  function calendar() {
    const native = h("input", { type: "date", tabIndex: -1, "aria-hidden": "true", autocomplete: "off", class: "ui-native-day" });
    if (!native.showPicker) return null;
    native.addEventListener("change", () => {
      if (!native.value) return;
      input.value = native.value;
      left();
    });
    const open = () => {
      native.value = reading().problem ? "" : reading().value;
      native.showPicker();
    };
    return [
      h("button", { type: "button", class: "ui-calendar", title: CALENDAR, "aria-label": CALENDAR, onclick: open }, h("span", { "aria-hidden": "true" }, "▦")),
      native,
    ];
  }

  if (drafts?.has(about)) {
    input.value = drafts.get(about) ?? "";
    field.fits();
  }
  return field;
}
