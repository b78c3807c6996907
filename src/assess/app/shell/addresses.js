// The page's address: its fragment names the step, and in it the area, the question, or the card
// or fold that was opened last (#plan/activity-id). It holds ids of the model and nothing else. The
// browser's history also remembers which folds were open and where the page was scrolled to.

/** @typedef {{step: string, item: string}} Place `item`: "" for the step as a whole */
/** @typedef {Record<string, string[]>} Places what there is in each step, the first step first */

const LONGEST = 300;
const BELOW = 16; // px between the top of the window and what an address points at
const PAUSE = 150; // after scrolling, before its end is remembered

/**
 * Read a fragment. Returns null where it names no place of this page.
 * @param {string} fragment
 * @param {Places} places
 * @returns {Place | null}
 */
export function placeOf(fragment, places) {
  const text = fragment.replace(/^#/, "");
  if (text.length > LONGEST) return null;
  const [step, ...rest] = text.split("/");
  if (!Object.hasOwn(places, step)) return null;
  const item = rest.join("/");
  if (rest.length && !places[step].includes(item)) return null;
  return { step, item };
}

/** @param {Place} place */
export const fragmentOf = ({ step, item }) => `#${step}${item ? `/${item}` : ""}`;

/** A question in its area, as an item of the step "rate"; "" for none. @param {Places} places */
export const questionPlace = (id, places) =>
  places.rate?.find((item) => item.endsWith(`/${id}`)) ?? "";

/** Whether the page has the browser's address to itself: not in a notebook, nor within another page. */
export const ownsAddress = () => document.getElementById("rendered_cells") !== null && window.top === window;

/**
 * Keep the address and the page in step with each other.
 * @param {HTMLElement} root the page
 * @param {Places} places
 * @param {(place: Place, byPerson: boolean) => void} show put this place on the page, without
 *   scrolling
 * @param {{owned?: boolean}} [options] `owned`: false where the address is somebody else's: what
 *   is to be opened is opened all the same, and the browser's history is left alone
 */
export function addresses(root, places, show, { owned = true } = {}) {
  const first = { step: Object.keys(places)[0] ?? "", item: "" };
  let place = first;
  /** @type {Record<string, Record<string, boolean>>} */
  const folds = {}; // by step: what the person opened or closed
  /** @type {Record<string, number>} */
  const left = {}; // by step: where it was scrolled to
  /** @type {{top: number | null, y: number, focus: boolean} | null} */
  let wanted = null; // where to scroll to as soon as it is drawn, until the person does something
  let drawn = new WeakSet();
  let later;
  const gone = new AbortController();

  /** @returns {HTMLElement[]} */
  const named = () => Array.from(root.querySelectorAll(`.as-panel-${place.step} [data-address]`));
  const target = () => (place.item ? named().find((node) => node.dataset.address === place.item && node.getClientRects().length) : undefined);
  const here = () => location.pathname + location.search;

  // the present entry of the history: its address, its folds and its place on the screen
  function keep() {
    clearTimeout(later);
    if (wanted || !owned) return;
    left[place.step] = scrollY;
    const top = target()?.getBoundingClientRect().top ?? null;
    const address = place === first ? here() : here() + fragmentOf(place);
    history.replaceState({ folds: { ...folds[place.step] }, top, y: scrollY }, "", address);
  }

  function keepSoon() {
    clearTimeout(later);
    later = setTimeout(keep, PAUSE);
  }

  /** Open what a fold lies in: folds, and what a fold above shows. @param {HTMLElement} fold */
  function uncover(fold) {
    for (let around = fold.parentElement?.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
    const shows = fold.closest(".ui-all")?.previousElementSibling?.querySelector("details");
    if (shows) shows.open = true;
  }

  /** Put into the page what was drawn since, and bring it where it is wanted. */
  function apply() {
    for (const fold of named()) {
      const open = folds[place.step]?.[fold.dataset.address ?? ""];
      if (drawn.has(fold)) continue;
      drawn.add(fold);
      if (open !== undefined && fold instanceof HTMLDetailsElement) fold.open = open;
      if (open) uncover(fold);
    }
    if (!wanted || root.querySelector(".ui-return")) return;
    const at = target();
    const focus = at?.querySelector("summary");
    if (wanted.focus && focus && focus !== document.activeElement) focus.focus({ preventScroll: true });
    if (!owned) return at?.scrollIntoView({ block: "start" });
    const y = at && wanted.top !== null ? scrollY + at.getBoundingClientRect().top - wanted.top : wanted.y;
    if (Math.abs(y - scrollY) > 1) scrollTo({ top: y, behavior: "instant" });
  }

  // an entry of the history, or an address that was typed or came from a bookmark
  function restore(byPerson) {
    clearTimeout(later);
    const found = location.hash ? placeOf(location.hash, places) : first;
    const state = found ? history.state : null;
    if (!found) history.replaceState(null, "", here());
    place = found ?? first;
    const open = state?.folds ?? (place.item ? { [place.item]: true } : {});
    const since = Object.entries(folds[place.step] ?? {}).filter(([name]) => !(name in open));
    folds[place.step] = { ...Object.fromEntries(since.map(([name, was]) => [name, !was])), ...open };
    aim(state ? state.top : place.item ? BELOW : null, Number(state?.y) || 0, false);
    show(place, byPerson);
    apply();
  }

  function aim(top, y, focus) {
    wanted = { top: typeof top === "number" ? top : null, y, focus };
    drawn = new WeakSet();
  }

  /**
   * Go to a place because the person asked for it. The caller shows it.
   * @param {Place} next
   */
  function go(next) {
    keep();
    wanted = null;
    if (owned) history[fragmentOf(next) === location.hash ? "replaceState" : "pushState"](null, "", here() + fragmentOf(next));
    place = next;
    keepSoon();
  }

  /**
   * The same for a card that was left: it is open, in view and in focus, or, where it is gone, the
   * page is where it was.
   * @param {Place} next
   */
  function goBackTo(next) {
    const y = left[next.step] ?? 0;
    go(next);
    clearTimeout(later);
    folds[next.step] = { ...folds[next.step], [next.item]: true };
    aim(BELOW, y, true);
  }

  // what the person opens is in the address from then on; what is closed no longer
  function onFold(event) {
    const fold = event.target.closest?.("summary")?.parentElement;
    const name = fold?.dataset.address;
    if (!name) return;
    setTimeout(() => {
      folds[place.step] = { ...folds[place.step], [name]: fold.open };
      if (fold.open) place = { ...place, item: name };
      else if (place.item === name) place = { ...place, item: "" };
      keep();
    });
  }

  // a choice of whose answers are shown comes before the place; it isn't about it
  const acted = () => {
    if (!root.querySelector(".ui-return")) wanted = null;
  };
  const options = { signal: gone.signal, capture: true, passive: true };
  const observer = new MutationObserver(apply);
  const sizes = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(apply);
  return {
    go,
    goBackTo,
    /** Begin at another step than the first: the way back leads out of the page, as it did. */
    arriveAt(step) {
      place = { step, item: "" };
      keep();
    },
    /** Open an item of the present step, and name it in its address. */
    leaveAt(item) {
      place = { ...place, item };
      folds[place.step] = { ...folds[place.step], [item]: true };
      keep();
    },
    /** Show a place that the caller has put on the page, once all of it is drawn. */
    apply,
    get place() {
      return place;
    },
    begin() {
      for (const name of ["wheel", "touchstart", "keydown", "pointerdown", "click"]) addEventListener(name, acted, options);
      observer.observe(root, { childList: true, subtree: true });
      sizes?.observe(root);
      root.addEventListener("click", onFold, { signal: gone.signal });
      if (!owned) return;
      history.scrollRestoration = "manual";
      addEventListener("popstate", () => restore(true), { signal: gone.signal });
      addEventListener("scroll", keepSoon, options);
      addEventListener("pagehide", keep, options);
      restore(false);
    },
    end() {
      clearTimeout(later);
      observer.disconnect();
      sizes?.disconnect();
      gone.abort();
    },
  };
}
