// Fields for text, the only place that makes them: they run in the direction of what is typed, and
// cut nothing. What is too long stays in the field and is said, and whoever made the field doesn't
// send it until it fits.
import { fill, h, uid } from "./dom.js";
import { field, invalid, problemLine } from "./form.js";
import { TOO_LONG, TOO_MANY } from "./limits.js";

/** How many characters the kernel counts: an emoji of two units is one. */
export const lengthOf = (text) => [...text].length;

/**
 * The line below an input for what is wrong with its text: {node, say}. `drafts` and `about`: where
 * such a text is kept, so that drawing the input anew loses nothing.
 */
export function complaint(input, drafts, about) {
  const line = problemLine({ id: uid() });
  let said = "";

  // the browser asks before it leaves a page with something that isn't saved
  function warn(event) {
    if (input.isConnected) event.preventDefault();
  }

  function say(text) {
    if (text) drafts?.set(about, input.value);
    else drafts?.delete(about);
    if (text === said) return;
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== line.node.id);
    input.setAttribute("aria-describedby", [...others, ...(text ? [line.node.id] : [])].join(" "));
    invalid(input, Boolean(text));
    globalThis[text ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
    line.say((said = text));
  }

  return { node: line.node, say };
}

/**
 * Make a field of one line, or of several where there are `rows`.
 * @param {Record<string, any>} [props] `limit`: the most characters; `drafts` and `about`: where a
 *   text that doesn't fit is kept, so that drawing the field anew loses nothing
 * @returns {{input: any, over: HTMLElement, fits: () => boolean}} `over` belongs below the field
 */
export function typed({ limit = Infinity, drafts = null, about = "", rows = 0, ...props } = {}) {
  const input = rows
    ? h("textarea", { rows, dir: "auto", autocomplete: "off", ...props })
    : h("input", { type: "text", dir: "auto", autocomplete: "off", ...props });
  input.id ||= uid();
  const line = complaint(input, drafts, about);
  const many = h("span", { class: "ui-hint" });
  const over = h("div", { class: "ui-too-long", hidden: true }, line.node, many);

  // only that it doesn't fit is said aloud, not how much at each letter
  function fits() {
    const extra = input.value.length > limit ? lengthOf(input.value) - limit : 0;
    const long = extra > 0;
    many.textContent = long ? fill(TOO_MANY, { over: extra.toLocaleString("en") }) : "";
    over.hidden = !long;
    line.say(long ? fill(TOO_LONG, { limit: limit.toLocaleString("en") }) : "");
    return !long;
  }

  input.addEventListener("input", fits);
  if (drafts?.has(about)) {
    input.value = drafts.get(about);
    fits();
  }
  return { input, over, fits };
}

/**
 * The same below its label, as a `node`.
 * @param {any} label
 * @param {Record<string, any>} [props] `hint` and `style` as for `field`, the rest as for `typed`
 */
export function textField(label, { hint = "", style = "", ...props } = {}) {
  const made = typed(props);
  const node = field(label, made.input, { hint, style });
  node.append(made.over);
  return { ...made, node };
}
