// Fields for a number or a day: a plain line of text, so that every browser takes the same, read by
// our rules. What can't be read stays in the field, is said below it, and is handed to nobody.
import { h, uid } from "./dom.js";
import { CALENDAR } from "./limits.js";
import { readDay, readNumber } from "./reading.js";
import { spoken } from "./redraw.js";
import { complaint } from "./typed.js";

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
  const input = h("input", { type: "text", id: uid(), autocomplete: "off", spellcheck: false, value: write(value), ...own, ...props, oninput: typing, onchange: left });
  const line = complaint(input, drafts, about);
  let before = read(input.value).value; // what could be read last: shown, or typed and left

  function reading() {
    const found = read(input.value);
    const problem = found.problem || refuse(found.value);
    return problem ? { value: before, problem } : found;
  }

  function typing() {
    const { value: now, problem } = reading();
    if (!problem) line.say("");
    heard(now, true);
  }

  // what is wrong is said once the person has left the field: half a day is no mistake yet
  function left() {
    const now = field.now();
    if (field.fits()) {
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
      line.say(problem);
      return !problem;
    },
    /** Show a value, unless the person is in the field or has yet to mend what they typed. */
    set(next) {
      // the same value may come back as a text, or later than what was typed after it
      if (input === input.ownerDocument.activeElement || (!line.node.hidden && write(next) === write(before))) return;
      before = next;
      line.say("");
      const text = write(next);
      if (input.value !== text) input.value = text;
    },
    clear() {
      before = kind === "day" ? "" : null;
      input.value = "";
      line.say("");
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
