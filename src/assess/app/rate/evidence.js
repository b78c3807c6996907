// What a person writes under an answer: a log of evidence, or, for a coach, one note. Both have a
// `node`, `show` (what is kept now) and `flush` (say what was typed). `say(change, soon)` reports a
// change; `soon`: the person is still typing. `show(other)`: now somebody else's, so what was typed
// goes; else what couldn't be saved yet stays, whatever other answers come.
import { fill, h, uid } from "../elements/dom.js";
import { button, field, folded, link, markWrong, problemLine, rename } from "../elements/form.js";
import { readField } from "../elements/read_field.js";
import { spoken } from "../elements/redraw.js";
import { lengthOf, typed } from "../elements/typed.js";

const LINK = /^https?:\/\/[^\s/?#<>"]+[^\s<>"]*$/i;
const LINES = ["situation", "part", "whom", "outcome", "number", "date", "link", "witness"];

/** The entries of an answer; one that is only a text comes without a log. */
export const entriesOf = (answer) => answer?.log ?? (answer?.evidence?.trim() ? [{ text: answer.evidence }] : []);

/** One text: {node, show, flush}. */
export function noteField({ content, item, id, known, say }) {
  const left = h("span", { class: "ui-left", id: `${id}-left` });
  const { input: note, over, fits } = typed({
    id, rows: 2, limit: content.limit, class: "ui-note", "aria-describedby": left.id,
    oninput: () => { count(); flush(true); },
    onblur: () => flush(),
  });
  const count = () => { left.textContent = `${lengthOf(note.value).toLocaleString("en")} / ${content.limit.toLocaleString("en")}`; };
  function flush(soon = false) {
    const was = known()?.evidence ?? "";
    if (fits() && was !== note.value) say({ note: note.value, note_was: was }, soon);
  }
  function show(other = false) {
    const text = known()?.evidence ?? "";
    if ((other || fits()) && note.value !== text) note.value = text;
    count();
    fits();
  }
  const node = h("div", { class: "ui-evidence" },
    h("label", { htmlFor: id }, h("span", {}, content.texts.evidence), " ", h("span", { class: "ui-prompt" }, item.prompt)),
    note, left, over);
  return { node, show, flush };
}

const short = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** An address as a link that tells the other page nothing; what isn't one stays a text. */
const anchor = (text) => LINK.test(text)
  ? h("a", { href: text, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, text)
  : h("span", {}, text);

/** The log of one answer: {node, show, flush}. */
export function logField({ content, item, known, say }) {
  const { texts, limits, most, total } = content.log;
  const title = h("p", { class: "ui-evidence-title" }, texts.title);
  const list = h("ul", { class: "ui-entries", "aria-label": `${texts.title}: ${item.title}` });
  const add = link(texts.add, () => edit(entriesOf(known()).length), { of: item.title });
  const node = h("div", { class: "ui-evidence" }, title, list, h("p", { class: "ui-evidence-add" }, add));
  /** @type {ReturnType<typeof editor> | null} */
  let open = null;
  /** @type {{place: number, line: HTMLElement} | null} */
  let gone = null; // what was removed last, until something else is done
  let drawn = "";

  function put(value, soon = false) {
    const was = entriesOf(known());
    if (JSON.stringify(was) !== JSON.stringify(value)) say({ kind: "evidence", value, value_was: was }, soon);
  }

  function edit(place) {
    if (open && !finish()) return;
    gone = null;
    open = editor(place, entriesOf(known())[place] ?? null);
    draw(true);
    open.focus();
  }

  function finish() {
    if (!open?.close()) return false;
    const { place } = open;
    open = null;
    draw(true);
    focusOn(place);
    return true;
  }

  function focusOn(place) {
    /** @type {HTMLElement | null} */
    const there = list.querySelector(`[data-entry="${place}"] button`);
    (there ?? add).focus();
  }

  function remove(place) {
    if (open && open.place !== place && !finish()) return;
    open = null;
    const before = entriesOf(known());
    const entry = before[place];
    if (!entry) {
      gone = null; // nothing was said yet
      draw(true);
      return add.focus();
    }
    const restore = () => {
      gone = null;
      const now = entriesOf(known());
      put([...now.slice(0, place), entry, ...now.slice(place)]);
      draw(true);
      focusOn(place);
    };
    const undo = link(texts.undo, restore, { of: short(entry.text) });
    gone = { place, line: h("li", { class: "ui-entry" }, h("span", { role: "status" }, texts.removed), undo) };
    put(before.filter((_, at) => at !== place));
    draw(true);
    undo.focus();
  }

  function line(entry, place) {
    const of = short(entry.text);
    return h("li", { class: "ui-entry", "data-entry": `${place}` },
      h("span", { class: "ui-entry-text", dir: "auto" }, entry.text),
      entry.date ? h("span", { class: "ui-hint" }, spoken(entry.date, "short")) : null,
      entry.link ? h("span", { class: "ui-entry-at" }, anchor(entry.link)) : null,
      h("span", { class: "ui-entry-do" }, link(texts.edit, () => edit(place), { of }), link(texts.remove, () => remove(place), { of })));
  }

  function draw(always = false) {
    const entries = entriesOf(known());
    const state = JSON.stringify([entries.filter((_, at) => at !== open?.place), open?.place]);
    if (!always && drawn === state) return;
    drawn = state;
    /** @type {any} */
    const focused = document.activeElement;
    const inside = focused && list.contains(focused);
    const lines = entries.map((entry, place) => (open && place === open.place ? open.node : line(entry, place)));
    if (open && open.place >= entries.length) lines.push(open.node);
    if (gone) lines.splice(gone.place, 0, gone.line);
    list.replaceChildren(...lines);
    title.hidden = list.hidden = !lines.length;
    rename(add, entries.length ? texts.another : texts.add, item.title);
    add.hidden = Boolean(open) || entries.length >= most;
    if (inside) (list.contains(focused) ? focused : add).focus();
  }

  function editor(place, first) {
    const id = uid();
    const left = h("span", { class: "ui-left", id: `${id}-left` });
    const problem = problemLine({ id: `${id}-problem` });
    const props = (name) => ({
      id: `${id}-${name}`, value: first?.[name] ?? "", limit: limits[name],
      oninput: () => { count(); commit(true); }, onblur: () => commit(),
    });
    const when = readField("day", { id: `${id}-date`, value: first?.date ?? "", heard: (_value, soon) => commit(soon) });
    const texted = typed({ ...props("text"), rows: 2, class: "ui-note", required: true, "aria-describedby": left.id });
    const text = texted.input;
    const lines = LINES.map((name) => ({ name, ...(name === "date" ? { ...when, over: when.problem } : typed({
      ...props(name), ...(["situation", "part", "outcome"].includes(name) ? { rows: 2, class: "ui-note" } : { type: name === "link" ? "url" : "text" }),
    })) }));
    /** @type {[string, any][]} */
    const all = [{ name: "text", ...texted }, ...lines].map(({ name, input }) => [name, input]);
    // a day that can't be read yet holds nothing else back
    const allFit = () => [texted, ...lines.filter(({ name }) => name !== "date")].map(({ fits }) => fits()).every(Boolean);
    const form = {
      place,
      base: first, // as it is kept
      changed: false, // elsewhere, while something here couldn't be saved
      node: h("li", {}, h("div", { class: "ui-entry-form", role: "group", "aria-label": `${texts.title}: ${item.title}` },
        h("label", { htmlFor: text.id }, h("span", {}, texts.text), " ", h("span", { class: "ui-prompt" }, item.prompt)),
        text, left, texted.over,
        folded(texts.more, { open: LINES.some((name) => first?.[name]) },
          h("div", { class: "ui-fold-body ui-entry-more" },
            lines.flatMap(({ name, input, over }) => [field(texts[name], input, { hint: name === "link" ? texts.linkHint : "", node: name === "date" ? when.node : input }), over]))),
        h("p", { class: "ui-buttons" },
          button(texts.done, () => finish()),
          link(texts.remove, () => remove(form.place))),
        problem.node)), // last: it must not move a button that is being pressed
      focus: () => text.focus(),
      commit,
      // whether something of it isn't saved
      unsaved: () => JSON.stringify(typedEntry()) !== JSON.stringify(form.base ?? {}),
      // what was saved of it is gone: the rest is a new entry
      detach(last) {
        Object.assign(form, { place: last, base: null, changed: true });
        commit();
      },
      // whether all of it is kept; else the place that is wrong has the focus
      close() {
        if (!commit() && !unsaid()) {
          const wrong = all.find(([, input]) => input.getAttribute("aria-invalid"))?.[1] ?? text;
          wrong.closest("details")?.setAttribute("open", "");
          wrong.focus();
          return false;
        }
        return true;
      },
    };

    const typedEntry = () => Object.fromEntries(all.map(([name, { value }]) => [name, name === "date" && when.readable() ? when.now() : value.trim()]).filter(([, value]) => value));
    const unsaid = () => !form.base && all.every(([, input]) => !input.value.trim());

    function count() {
      left.textContent = fill("{now} / {limit}", { now: lengthOf(text.value), limit: limits.text.toLocaleString("en") });
    }

    // what is wrong stays typed, and is said once the person has left the field
    function commit(soon = false) {
      if (open !== form) return true; // a field that is taken off the page loses the focus, too
      const said = Object.fromEntries(all.map(([name, input]) => [name, name === "date" ? when.now() : input.value.trim()]));
      let wrong = when.readable() ? "" : "date";
      if (said.link && !LINK.test(said.link)) {
        wrong = "link";
        said.link = form.base?.link ?? "";
      }
      const entry = Object.fromEntries(Object.entries(said).filter(([, value]) => value));
      if (!entry.text) wrong = "text";
      const before = entriesOf(known());
      const value = [...before];
      value[form.place] = entry;
      const size = value.flatMap((each) => Object.keys(limits).map((name) => lengthOf(each[name] ?? ""))).reduce((sum, one) => sum + one, 0);
      const full = size > total;
      if (!soon || !(wrong || full)) {
        const why = full ? texts.tooMuch : wrong === "text" && !unsaid() ? texts.noText : form.changed ? texts.changed : "";
        const hint = form.node.querySelector(`[id="${id}-link-hint"]`);
        problem.say(why);
        if (hint) hint.textContent = wrong === "link" ? texts.noLink : texts.linkHint;
        hint?.classList.toggle("ui-error", wrong === "link");
        markWrong(all.filter(([name]) => name !== "date"), wrong === "text" && unsaid() ? "" : wrong);
        when.fits();
      }
      if (full || wrong === "text" || !allFit()) return false;
      form.base = entry;
      put(value, soon);
      return !wrong;
    }

    count();
    return form;
  }

  // another tab may have put entries before the one that is open here, or have taken it out
  function show(other = false) {
    const entries = entriesOf(known()).map((entry) => JSON.stringify(entry));
    if (other) open = gone = null;
    else if (open?.base) {
      const at = entries.indexOf(JSON.stringify(open.base));
      if (at >= 0) open.place = at;
      else if (open.unsaved()) open.detach(entries.length);
      else open = null;
    } else if (open) open.place = entries.length;
    draw();
  }

  draw(true);
  return { node, show, flush: () => open?.commit() };
}
