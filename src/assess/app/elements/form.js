// Labelled inputs, buttons, and choices, as every form of the page has them.
import { h, uid } from "./dom.js";

/**
 * @param {any} label
 * @param {(event: any) => void} press
 * @param {Record<string, any>} [props] `style`: more classes; `of`: what it is about, for screen
 *   readers; `online`: it needs the connection
 */
export function button(label, press, { style = "", of = "", online = false, ...props } = {}) {
  // not hidden text within it: a browser puts a space before that, and reads "Edit : Roadmapping"
  const name = of ? { "aria-label": `${label}: ${of}` } : {};
  return h("button", { type: "button", class: `ui-button ${style}`.trim(), "data-online": online, onclick: press, ...name, ...props }, label);
}

/** Let a button that says what it is `of` say something else. */
export function rename(pressed, label, of) {
  pressed.textContent = label;
  pressed.setAttribute("aria-label", `${label}: ${of}`);
}

/** The same as `button`, looking like a link. */
export const link = (label, press, props = {}) => button(label, press, { class: "ui-link", ...props });

/** Give an element an attribute, or, with null, take it away. */
export function attribute(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** Says which of several is the present one. */
export const mark = (node, present, as = "true") => attribute(node, "aria-current", present ? as : null);

/** Says whether what stands in an input is wrong. */
export const invalid = (input, wrong) => attribute(input, "aria-invalid", wrong ? "true" : null);

/**
 * An input, its label before it, and a hint below.
 * @param {any} label
 * @param {any} input
 * @param {{hint?: string, style?: string, node?: any, problem?: any}} [more] `node`: the input with
 *   what stands beside it; `problem`: where it is said what is wrong with it
 */
export function field(label, input, { hint = "", style = "", node = input, problem = null } = {}) {
  input.id ||= uid();
  if (hint) input.setAttribute("aria-describedby", `${input.id}-hint`);
  return h("div", { class: `ui-field ${style}`.trim() },
    h("label", { htmlFor: input.id }, label), node, problem,
    hint ? h("p", { class: "ui-hint", id: `${input.id}-hint` }, hint) : null);
}

/** Fields in a line with their button; `send` hears that they are sent. @param {Record<string, any>} [props] */
export function lineForm(send, label, fields, props = {}) {
  const onsubmit = (event) => {
    event.preventDefault();
    send();
  };
  return h("form", { class: "ui-fields", onsubmit, ...props }, fields,
    h("div", { class: "ui-field ui-press" }, h("button", { type: "submit", class: "ui-button" }, label)));
}

/**
 * Something to unfold below its title.
 * @param {any} title
 * @param {Record<string, any>} props `style`: more classes
 */
export const folded = (title, { style = "", ...props }, ...content) =>
  h("details", { class: `ui-fold ${style}`.trim(), ...props }, h("summary", {}, title), ...content);

/** A list to choose from: [value, label] each. @param {Record<string, any>} [props] */
export function select(options, props = {}) {
  const { value: chosen, ...rest } = props;
  return h("select", rest, options.map(([value, label]) => h("option", { value, selected: value === chosen }, label)));
}

/** A radio button or a check box in front of its label: {input, node}. */
export function choice(props, children, style) {
  const input = h("input", { type: "radio", id: uid(), autocomplete: "off", ...props });
  return { input, node: h("span", { class: style }, input, h("label", { htmlFor: input.id }, children)) };
}

/** One of several levels, with what it means: {input, node}. */
export const levelChoice = (props, label, meaning, style = "") =>
  choice(props, [h("span", { class: "ui-level" }, label), meaning ? h("span", { class: "ui-anchor" }, meaning) : null], `ui-option ${style}`.trim());

/** A line for what went wrong; empty, it isn't there. */
export function problemLine(props = {}) {
  const node = h("p", { class: "ui-error", role: "alert", hidden: true, ...props });
  return {
    node,
    say(text) {
      node.textContent = text ?? "";
      node.hidden = !text;
    },
  };
}

/** Marks the one input that is wrong. `inputs`: pairs of name and input. */
export function markWrong(inputs, wrong) {
  for (const [name, input] of inputs) if (input) invalid(input, name === wrong);
}

/** A code to be copied. */
export const codeOutput = (label, code) => h("p", { class: "ui-code" }, h("span", { class: "ui-hint" }, `${label}: `), h("output", {}, code));

/** The same, and how long it is good. */
export const codeLine = (texts, { code, until }) => [
  codeOutput(texts.code, code),
  h("p", { class: "ui-hint" }, `${texts.copied} ${texts.until} ${until}.`),
];

/** Files larger than this aren't read. */
export const LARGEST_FILE = 2_000_000;

/** A choice of files, its label before it: {input, node}. */
export function fileInput(label, props) {
  const input = h("input", { type: "file", id: uid(), accept: ".html,.htm,.json,text/html,application/json", ...props });
  return { input, node: h("p", {}, h("label", { htmlFor: input.id, class: "ui-file-label" }, label), input) };
}

/** The text of a chosen file, in UTF-8 or, where its first bytes say so, in UTF-16. */
export async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const big = first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(first === 0xff && second === 0xfe ? "utf-16le" : big).decode(bytes);
}

/** Hand a text to the person as a file: it is made in the browser, none is served. */
export function download({ name, type = "application/json", text }) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const anchor = h("a", { href, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Sends what is typed after a pause; `key`: each input has a pause of its own. */
export function pauses(wait = 600) {
  const waiting = new Map();
  return {
    later(key, then) {
      clearTimeout(waiting.get(key)?.timer);
      waiting.set(key, { then, timer: setTimeout(() => this.now(key), wait) });
    },
    now(key) {
      const then = waiting.get(key)?.then;
      this.drop(key);
      then?.();
    },
    drop(key) {
      clearTimeout(waiting.get(key)?.timer);
      waiting.delete(key);
    },
    all() {
      for (const key of [...waiting.keys()]) this.now(key);
    },
  };
}
