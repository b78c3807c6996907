// The quick pass: one short card at a time. It changes the same answers as the questions below the
// areas do; what it says of a level is rough ("3~") until it is confirmed there.
import { fill, h, setText, tell, uid } from "../elements/dom.js";
import { button, levelChoice, link } from "../elements/form.js";

/** Behind the level of a rating that was given here, as in changes.py. */
export const ROUGH = "~";

/**
 * @param {any} content of the form
 * @param {(id: string) => any} answerOf
 * @param {(id: string, rating: string) => void} rate
 */
export function quickPass(content, answerOf, rate) {
  const { texts, cards, seconds, address } = content.quick;
  const items = content.areas.flatMap((area) => area.questions.filter((item) => cards[item.id]).map((item) => ({ ...item, area })));
  const all = items.length;
  const name = uid();
  const said = h("p", { class: "ui-result", role: "status" });
  const count = h("p", { class: "ui-place" });
  const bar = h("span", { class: "ui-bar-fill" });
  const left = h("span", { class: "ui-tally" });
  const body = h("div", { class: "ui-quick-body" });
  const root = h("div", { class: "ui-quick" },
    h("div", { class: "ui-progress" }, count, h("div", { class: "ui-bar", "aria-hidden": "true" }, bar), left),
    said, body);
  let at = 0; // the card shown; `all`: the end
  let radios = new Map();

  const open = (item) => {
    const answer = answerOf(item.id);
    return answer.level === undefined && !answer.not_applicable;
  };
  const firstOpen = (from = 0) => {
    const found = items.findIndex((item, place) => place >= from && open(item));
    return found < 0 ? all : found;
  };
  const valueOf = (answer) => (answer.not_applicable ? "na" : String(answer.level ?? ""));

  function draw() {
    if (at === all) body.replaceChildren(...end());
    else body.replaceChildren(...card(items[at]));
    refresh();
  }

  function card(item) {
    const { question, levels } = cards[item.id];
    radios = new Map();
    const options = content.scale.map(({ level, label }, place) => option(item, String(level), String(place + 1), label, levels[level]));
    options.push(option(item, "na", "n", texts.na, ""));
    const keys = { first: 1, last: content.scale.length };
    return [
      h("fieldset", { class: "ui-question" },
        h("legend", {}, h("h3", { tabIndex: -1 }, h("span", { class: "as-sr" }, `${fill(texts.place, { place: at + 1, all })}: `), question)),
        h("p", { class: "ui-summary" }, h("span", {}, `${item.area.title}:`), ` ${item.title}`),
        h("div", { class: "ui-options" }, options)),
      answerOf(item.id).level !== undefined && !answerOf(item.id).quick ? h("p", { class: "ui-hint" }, texts.already) : "",
      h("p", { class: "ui-buttons" },
        at > 0 ? button(texts.back, () => move(at - 1)) : null,
        button("", onward, { class: "ui-button ui-skip" })),
      at === 0 ? h("p", { class: "ui-hint ui-keys" }, fill(texts.keys, keys)) : "",
    ];
  }

  function option(item, value, key, label, text) {
    const props = { id: `${name}-${item.id}-${value}`, name: `${name}-${item.id}`, value, onchange: () => items[at] === item && choose(value) };
    const { input, node } = levelChoice(props, label, text, value === "na" ? "ui-na" : "");
    radios.set(value, input);
    // a pointer chooses for good; arrow keys pass over levels on their way
    const press = (event) => {
      if (!event.detail) return;
      event.preventDefault();
      if (event.detail > 1) return; // a double click answers one card
      choose(value);
      onward();
    };
    node.addEventListener("click", press);
    node.append(h("span", { class: "ui-key", "aria-hidden": "true" }, key));
    return node;
  }

  function end() {
    const answers = items.map((item) => answerOf(item.id));
    const skipped = items.filter(open).length;
    const away = answers.filter((answer) => answer.not_applicable).length;
    const counts = Object.entries({ rated: all - skipped - away, away, skipped }).filter(([, many]) => many);
    const results = content.areas.map((area) => resultOf(area)).filter(Boolean);
    return [
      h("h3", { tabIndex: -1 }, texts.doneTitle),
      h("p", {}, `${counts.map(([what, many]) => fill(texts.done[what], { count: many })).join(", ")}.`),
      results.length ? h("ul", {}, results.map((line) => h("li", {}, line))) : "",
      answers.some((answer) => answer.quick) ? h("p", { class: "ui-hint" }, texts.rough) : "",
      h("p", { class: "ui-buttons" },
        button(texts.profile, () => tell(root, "go", { step: "profile" }), { style: "ui-primary" }),
        button(texts.plan, () => tell(root, "go", { step: "plan" })),
        skipped ? link(texts.again, () => move(firstOpen())) : null),
    ];
  }

  const resultOf = (area) => areaResult(area, content, Object.fromEntries(area.questions.map((item) => [item.id, answerOf(item.id)])));

  function choose(value) {
    const { id } = items[at];
    const answer = answerOf(id);
    const same = valueOf(answer) === value;
    if (!same) rate(id, value === "na" ? value : value + ROUGH);
    refresh();
  }

  function onward() {
    const before = items[at];
    const next = firstOpen(at + 1);
    move(next);
    // where an area is done, it says at once what came of it; the end says so of all
    said.textContent = next < all && items[next].area !== before.area ? resultOf(before.area) : "";
  }

  const placeOf = (place) => (place === all ? address : `${address}/${items[place].id}`);

  function move(to) {
    // each card has an address, so that the browser's Back leads to the one before
    if (to !== at) tell(root, "area", { id: placeOf(to), byPerson: true, from: placeOf(at) });
    at = to;
    said.textContent = "";
    draw();
    focus();
  }

  function focus() {
    const heading = body.querySelector("h3");
    heading?.focus({ preventScroll: true });
    const { top, bottom } = root.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) root.scrollIntoView({ block: "start" });
  }

  function onKey(event) {
    const { key, target } = event;
    if (!body.hasChildNodes() || at === all || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!body.contains(target) && target.closest("button, summary, a")) return; // they have keys of their own
    const radio = target.matches("input[type=radio]");
    if (!radio && target.closest("input, textarea, select, [contenteditable]")) return;
    const level = content.scale[Number(key) - 1];
    const on = key === " " || (key === "Enter" && radio);
    if (on && target.closest("button, a, summary")) return; // the button's own key
    const chosen = level ? String(level.level) : key.toLowerCase() === "n" ? "na" : "";
    if (!chosen && !on) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return; // a key that is held down answers one card
    if (chosen) choose(chosen);
    onward();
  }

  function refresh() {
    const done = items.filter((item) => !open(item)).length;
    count.textContent = at === all ? "" : fill(texts.place, { place: at + 1, all });
    bar.style.width = `${(100 * done) / all}%`;
    left.textContent = done === all ? "" : fill(texts.left, { minutes: minutesFor(all - done, seconds) });
    if (at === all) return;
    const value = valueOf(answerOf(items[at].id));
    for (const [key, input] of radios) input.checked = key === value;
    const skip = body.querySelector(".ui-skip");
    if (skip) setText(skip, value ? texts.next : texts.skip);
  }

  return {
    root,
    all,
    /** Answer the card by the keys that it shows. */
    onKey,
    /** How many cards are answered. */
    done: () => items.filter((item) => !open(item)).length,
    /** Go on at this card, else at the first that isn't answered. */
    begin(byPerson, id) {
      const found = items.findIndex((item) => item.id === id);
      at = found < 0 ? firstOpen() : found;
      said.textContent = "";
      draw();
      if (byPerson) focus();
    },
    /** The full descriptions are shown instead. */
    leave: () => body.replaceChildren(),
    /** The answers were changed elsewhere. */
    refresh() {
      if (!body.hasChildNodes()) return;
      if (at === all) draw();
      else refresh();
    },
  };
}

const label = (scale, level) => scale.find((item) => item.level === level)?.label ?? "";

/** How an area's levels lie: one of them, mostly one, or from one to another. */
function spread(levels, scale, texts) {
  const counts = new Map();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || a - b);
  const [[level, most], [, second] = [0, 0]] = sorted;
  if (counts.size === 1) return label(scale, level);
  if (2 * most >= levels.length && most > second) return fill(texts.mostly, { level: label(scale, level) });
  const ends = [Math.min(...levels), Math.max(...levels)].map((end) => label(scale, end));
  return fill(texts.fromTo, { low: ends[0], high: ends[1] });
}

/** "Strategy: mostly Proficient, 5 of 6 rated"; "" before every question of the area is answered. */
export function areaResult(area, { scale, texts }, answers) {
  const said = area.questions.map((item) => answers[item.id] ?? {});
  if (said.some((answer) => !answer.not_applicable && answer.level === undefined)) return "";
  const levels = said.filter((answer) => !answer.not_applicable).map((answer) => answer.level);
  if (!levels.length) return fill(texts.resultNone, { area: area.title });
  const names = { area: area.title, levels: spread(levels, scale, texts), done: levels.length, all: said.length };
  const rough = said.filter((answer) => answer.quick).length;
  const mark = rough === levels.length ? texts.resultAllRough : rough ? texts.resultRough : "";
  return fill(texts.result + mark, { ...names, rough });
}

/** Whole minutes for so many questions or cards; at least one where there are any. */
export const minutesFor = (count, seconds) => Math.ceil((count * seconds) / 60);
