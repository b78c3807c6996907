// Fields for text, the only place that makes them: they run in the direction of what is typed, and
// cut nothing. What is too long stays in the field and is said, and whoever made the field doesn't
// send it until it fits.
import { fill, h, uid } from "./dom.js";
import { problemLine } from "./form.js";
import { TOO_LONG, TOO_MANY } from "./limits.js";

/** How many characters the kernel counts: an emoji of two units is one. */
export const lengthOf = (text) => [...text].length;

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
  const line = problemLine({ id: uid() });
  const many = h("span", { class: "ui-hint" });
  const over = h("div", { class: "ui-too-long", hidden: true }, line.node, many);
  let said = false;

  // only that it doesn't fit is said aloud, not how much at each letter
  function fits() {
    const extra = input.value.length > limit ? lengthOf(input.value) - limit : 0;
    const long = extra > 0;
    many.textContent = long ? fill(TOO_MANY, { over: extra.toLocaleString("en") }) : "";
    if (long) drafts?.set(about, input.value);
    else drafts?.delete(about);
    if (long !== said) {
      said = long;
      over.hidden = !long;
      line.say(long ? fill(TOO_LONG, { limit: limit.toLocaleString("en") }) : "");
      const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== line.node.id);
      input.setAttribute("aria-describedby", [...others, ...(long ? [line.node.id] : [])].join(" "));
      if (long) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      globalThis[long ? "addEventListener" : "removeEventListener"]("beforeunload", warn);
    }
    return !long;
  }

  // the browser asks before it leaves a page with a text that isn't saved
  function warn(event) {
    if (input.isConnected) event.preventDefault();
  }

  input.addEventListener("input", fits);
  if (drafts?.has(about)) {
    input.value = drafts.get(about);
    fits();
  }
  return { input, over, fits };
}
