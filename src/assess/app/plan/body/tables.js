// What stands below the quarters: the outlook, what isn't planned, which answers decide the plan,
// whose yes is worth most, how the plan was checked, and the plans of before.
import { fill, h } from "../../elements/dom.js";
import { button, folded, link } from "../../elements/form.js";
import { MOST_PLANS } from "../../elements/limits.js";

export function outlookOf(words, quarters) {
  if (!quarters.length) return null;
  return [
    h("h3", {}, words.outlook, " ", h("small", {}, words.outlookHint)),
    h("dl", { class: "ui-outlook" }, quarters.flatMap((quarter) => [
      h("dt", {}, quarter.title, h("small", {}, quarter.dates)),
      h("dd", {}, h("ul", {}, quarter.lines.map((line) => h("li", {}, line)))),
    ])),
  ];
}

export function notPlannedOf(words, items) {
  if (!items.length) return null;
  return folded(words.notPlanned, { "data-key": "not planned", "data-address": "not-planned" },
    h("dl", { class: "ui-anchors" }, items.flatMap((item) => [h("dt", {}, item.title), h("dd", {}, item.why)])));
}

/**
 * A fold about which something is searched for. `search`: {running, found, old, ask, stop,
 * progress}; `rows` draws what was found, and `focus` is what its first line takes.
 */
function searchedOf(words, about, search, rows) {
  const { running, found, old } = search;
  const key = { "data-key": `${about} ask` };
  const ask = (label, more = {}) => button(label, search.ask, { online: true, ...key, ...more });
  const focus = { tabIndex: -1, ...key };
  return folded(words[about], { "data-key": about, "data-address": about },
    h("p", { class: "ui-hint" }, words[`${about}Hint`], found ? "" : ` ${words[`${about}Wait`] ?? ""}`),
    running
      ? h("p", { class: "ui-press" },
        ask(words.searching, { "aria-disabled": "true" }),
        link(words.stop, search.stop, { "data-key": `${about} stop`, "aria-label": `${words.stop}: ${words[about]}` }),
        search.progress)
      : found
        ? [
          old ? h("p", { class: "ui-press" }, h("span", {}, words.sinceThen), ask(words.searchAgain)) : null,
          found.note ? h("p", old ? {} : focus, found.note) : null,
          found.items.length ? rows(found.items, old || found.note ? {} : focus) : null,
        ]
        : h("p", { class: "ui-press" }, ask(words[`${about}Ask`])));
}

// `levels`: today's, by competency
export const decidingOf = (words, search, levels) => searchedOf(words, "deciding", search, (items, focus) =>
  h("ul", { class: "ui-deciding" }, items.map(({ id, title, level, lines }, place) =>
    h("li", {}, h("b", place ? {} : focus, title),
      lines.map((line) => h("p", {}, line)),
      levels[id] === level ? null : h("p", {}, h("em", {}, words.decidingChanged)),
      link(words.decidingGo, () => {}, { "data-question": id, "data-key": `check ${id}`, "aria-label": `${words.decidingGo}: ${title}` })))));

// `yes(item)`: a person can be asked; `within`: who can be
export const worthOf = (words, search, yes, within) => searchedOf(words, "worth", search, (items, focus) =>
  h("ul", { class: "ui-plain-list" }, items.map((item, place) =>
    h("li", {}, h("span", place ? {} : focus, item.text),
      // a fact changes with the answers about the situation, not by asking
      item.kind === "fact" ? null : within.includes(item.id)
        ? h("em", {}, fill(words.worthSet, { name: item.name[0].toUpperCase() + item.name.slice(1) }))
        : button(words.worthYes, () => yes(item), { "data-key": `yes ${item.id}`, "aria-label": `${words.worthYes}: ${item.name}` })))));

export function checkedOf(words, view) {
  if (!view.wishes.length) return null;
  const heads = [words.wish, words.value, words.bound];
  return [
    h("p", { class: "ui-checked" }, view.checked),
    folded(words.know, { "data-key": "know", "data-address": "know" },
      h("p", { class: "ui-hint" }, words.knowLead),
      h("div", { class: "as-fragment" }, h("table", { class: "as-table as-stack" },
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, view.wishes.map(({ wish, value, bound }) => h("tr", {},
          h("th", { scope: "row" }, wish),
          h("td", { "data-label": heads[1] }, value),
          h("td", { "data-label": heads[2] }, bound))))))),
  ];
}

// `told`: {version, opened | answer}, what was last asked about one of them
export function versionsOf(words, items, told, ask) {
  if (!items.length || (items.length === 1 && items[0].present)) return null;
  const press = (kind, item) =>
    link(words[kind], (event) => ask(event.currentTarget, kind === "open" ? "version" : kind, item.number),
      { online: true, "data-key": `${kind} ${item.number}`, "aria-label": `${words[kind]}: ${item.text}` });
  const answer = (item) => told?.version === item.number
    ? h("div", { class: "ui-changed" }, (told.opened ?? [told.answer]).map((line) => h("p", {}, line)))
    : null;
  return folded(`${words.versions} (${items.length})`, { "data-key": "versions", "data-address": "versions" },
    h("p", { class: "ui-hint" }, fill(words.versionsHint, { most: MOST_PLANS })),
    h("ul", { class: "ui-plain-list" }, items.map((item) =>
      h("li", {}, h("span", {}, item.text),
        item.present ? h("em", {}, words.present) : press("open", item),
        item.present || item.old || !items.some(({ present }) => present) ? null : press("compare", item),
        item.present || item.old ? null : press("restore", item),
        answer(item)))));
}
