// Drawing again without losing focus, open folds or half-typed words.
import { h } from "./dom.js";

/**
 * Draw `build()` in the place of a section's content; focus and open folds stay where they were,
 * found again by data-key. `lost` says where focus goes if its place is gone.
 */
function redraw(section, build, lost) {
  const doc = section.ownerDocument;
  const held = section.contains(doc.activeElement) ? doc.activeElement : null;
  const key = held?.closest("[data-key]")?.dataset.key;
  const place = held && "selectionStart" in held ? held.selectionStart : null;
  const open = new Map();
  for (const fold of section.querySelectorAll("details[data-key]")) open.set(fold.dataset.key, fold.open);
  section.replaceChildren(...[build()].flat().filter(Boolean));
  for (const fold of section.querySelectorAll("details[data-key]")) {
    if (open.has(fold.dataset.key)) fold.open = open.get(fold.dataset.key);
  }
  if (!held) return;
  const again = key && [...section.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
  const target = again?.matches("details") ? again.firstElementChild : again;
  (target ?? lost())?.focus({ preventScroll: Boolean(target) });
  if (target && place !== null) {
    try {
      target.setSelectionRange?.(place, place);
    } catch {
      // a date or a number has no caret to put back
    }
  }
}

const drawnFrom = new WeakMap();

/**
 * The same where `data` is other than when the section was last drawn: a button that stays the same
 * isn't taken away under the mouse, between pressing and releasing it.
 * @param {() => any} [lost]
 */
export function redrawFor(section, data, build, lost = () => null) {
  const now = JSON.stringify(data ?? null);
  if (drawnFrom.get(section) === now) return;
  drawnFrom.set(section, now);
  redraw(section, build, lost);
}

/** Sentences for those who hear the page. The same one twice is said twice. */
export function speaker() {
  const node = h("p", { class: "as-sr", role: "status" });
  let last;
  return {
    node,
    say(text) {
      node.textContent = "";
      clearTimeout(last);
      last = setTimeout(() => (node.textContent = text), 60);
    },
  };
}

/** A day as the page says it. @param {"long" | "short"} month */
export const spoken = (day, month = "long") =>
  new Date(`${day}T00:00:00`).toLocaleDateString("en-GB", { day: "numeric", month, year: "numeric" });
