// Elements, and what the widgets of one page say to each other.

let made = 0;
const start = Math.random().toString(36).slice(2); // each widget's bundle counts for itself
/** A name that no other element of the page has. */
export const uid = () => `as-${start}-${++made}`;

/**
 * Make an element. What isn't a property of it becomes an attribute; `on…` are listeners; null,
 * undefined and false are left out, of the children null and undefined.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {...any} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  /** @type {any} */
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key in node && key !== "list" && key !== "form") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const shown = new WeakMap();

/**
 * Let an element say this, where we haven't let it say so already: what a browser's translator made
 * of our words stays, and so does a button that is just being pressed.
 */
export function setText(node, text) {
  if (shown.get(node) === text) return;
  shown.set(node, text);
  node.textContent = text;
}

/** What `act` returns; `otherwise` where it is refused, as a browser may refuse its storage. @returns {any} */
export function attempt(act, /** @type {any} */ otherwise = undefined) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

/** The names in braces replaced by their values: "{done} of {all}". */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** The name of the time zone where the person is; the kernel counts their days in it. */
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/** The page around a widget: events of one widget reach the others through it. */
export const page = (el) => el.closest(".as-app") ?? el.ownerDocument.body;

/** Tell the other widgets of the page. */
export function tell(el, name, detail = {}) {
  el.dispatchEvent(new CustomEvent(`as-${name}`, { detail, bubbles: true }));
}

/**
 * What the person's form of questions shows now, null where the page has none.
 * @returns {import("../messages/types").Answered | null}
 */
export function answered(el) {
  const detail = { answered: null };
  tell(el, "ask-answers", detail);
  return detail.answered;
}

/**
 * Listen until the widget is taken away: to the kernel's messages by their kind, to changes of
 * traits, and to what other widgets of the page tell. `held`: draws traits that come by message,
 * since some may have come before this script. Returns the way out.
 * @template {import("../messages/types").WidgetName} N
 * @param {import("../messages/types").Widget<N>} widget
 * @param {import("../messages/types").Listening<N>} what
 */
export function listen({ model, el }, { messages = {}, traits = {}, told = {}, held, begun, end }) {
  function hear(message, buffers) {
    if (!held || message.kind !== "held") return messages[message.kind]?.(message, buffers);
    for (const [name, value] of Object.entries(message.traits)) model.set(name, value);
    held();
  }
  const gone = new AbortController();
  const { signal } = gone;
  // a widget is put into its page after render(): only then is there a page to listen to
  const attached = requestAnimationFrame(() => {
    const root = page(el);
    for (const [name, then] of Object.entries(told)) root.addEventListener(`as-${name}`, then, { signal });
    begun?.(root, signal);
  });
  model.on("msg:custom", hear);
  for (const [name, then] of Object.entries(traits)) model.on(`change:${name}`, then);
  // where the kernel is gone the page says so elsewhere
  if (held) attempt(() => /** @type {any} */ (model).send({ kind: "listening" }));
  return () => {
    cancelAnimationFrame(attached);
    gone.abort();
    model.off("msg:custom", hear);
    for (const [name, then] of Object.entries(traits)) model.off(`change:${name}`, then);
    end?.();
  };
}

/** A widget that is drawn from its trait `data`, which comes by message. */
export function follow({ model, el }, draw, messages = {}, end = () => {}) {
  const data = (message) => {
    model.set("data", message.data);
    draw(message.data);
  };
  const held = () => draw(model.get("data"));
  held();
  return listen({ model, el }, { messages: { data, ...messages }, held, end });
}

/** Keeps what arrives piece by piece in the trait `parts`, for a page that is drawn again later. */
export function keepParts({ model }) {
  model.on("msg:custom", (message) => {
    if (message.kind !== "parts") return;
    model.set("parts", { ...model.get("parts"), ...message.parts });
  });
}

/** Let a heading take the focus, without scrolling to it. */
export function focusOn(heading) {
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Go to the first of these headings that is in sight, and to the top of its page. */
export function arriveAt(headings) {
  const title = [...headings].find((node) => node.checkVisibility());
  focusOn(title);
  if (title) page(title).scrollIntoView({ block: "start" });
}

/**
 * Keep the keys that are pressed inside the page there: JupyterLab would take "x" for cutting the
 * cell that shows it, and Shift+Enter for running it. Saving the notebook is left to it.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal ends it
 */
export function keepKeys(root, signal) {
  root.addEventListener("keydown", (event) => {
    const saving = (event.ctrlKey || event.metaKey) && !event.altKey && event.key?.toLowerCase() === "s";
    if (!saving) event.stopPropagation();
  }, { signal });
}
