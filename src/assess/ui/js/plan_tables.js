// What stands below the quarters: the outlook, what isn't planned, whose yes is worth most, how the
// plan was checked, and the plans of before.
function outlookOf(words, quarters) {
  if (!quarters.length) return null;
  return [
    h("h3", {}, words.outlook, " ", h("small", {}, words.outlookHint)),
    h("dl", { class: "ui-outlook" }, quarters.flatMap((quarter) => [
      h("dt", {}, quarter.title, h("small", {}, quarter.dates)),
      h("dd", {}, h("ul", {}, quarter.lines.map((line) => h("li", {}, line)))),
    ])),
  ];
}

function notPlannedOf(words, items) {
  if (!items.length) return null;
  return h("details", { class: "ui-fold", "data-key": "not planned" },
    h("summary", {}, `${words.notPlanned} (${items.length})`),
    h("dl", { class: "ui-anchors" }, items.flatMap((item) => [h("dt", {}, item.title), h("dd", {}, item.why)])));
}

// `state.worth`: what was found, null before; `ask`, `yes(item)`: what the buttons do
function worthOf(words, state, { ask, yes, progress, within }) {
  return h("details", { class: "ui-fold", "data-key": "worth" },
    h("summary", {}, words.worth),
    h("p", { class: "ui-hint" }, words.worthHint),
    state.worth === null
      ? h("p", { class: "ui-press" },
        h("button", { type: "button", class: "ui-button", "data-key": "worth ask", "data-online": true, onclick: ask }, words.worthAsk),
        progress)
      : state.worth.length
        ? h("ul", { class: "ui-plain-list" }, state.worth.map((item) =>
          h("li", {}, h("span", {}, item.text),
            within.includes(item.id)
              ? h("em", {}, fill(words.worthSet, { name: item.name[0].toUpperCase() + item.name.slice(1) }))
              : h("button", { type: "button", class: "ui-button", "data-key": `yes ${item.id}`, "aria-label": `${words.worthYes}: ${item.name}`, onclick: () => yes(item) }, words.worthYes))))
        : h("p", { tabIndex: -1, "data-key": "worth ask" }, words.worthNone));
}

function checkedOf(words, view) {
  if (!view.wishes.length) return null;
  const heads = [words.wish, words.value, words.bound];
  return [
    h("p", { class: "ui-checked" }, view.checked),
    h("details", { class: "ui-fold", "data-key": "know" },
      h("summary", {}, words.know),
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
function versionsOf(words, items, told, ask) {
  if (!items.length || (items.length === 1 && items[0].present)) return null;
  const button = (kind, item) =>
    h("button", { type: "button", class: "ui-link", "data-key": `${kind} ${item.number}`, "data-online": true, "aria-label": `${words[kind]}: ${item.text}`, onclick: (event) => ask(event.currentTarget, kind === "open" ? "version" : kind, item.number) }, words[kind]);
  const answer = (item) => told?.version === item.number
    ? h("div", { class: "ui-changed" }, (told.opened ?? [told.answer]).map((line) => h("p", {}, line)))
    : null;
  return h("details", { class: "ui-fold", "data-key": "versions" },
    h("summary", {}, `${words.versions} (${items.length})`),
    h("p", { class: "ui-hint" }, fill(words.versionsHint, { most: 20 })),
    h("ul", { class: "ui-plain-list" }, items.map((item) =>
      h("li", {}, h("span", {}, item.text),
        item.present ? h("em", {}, words.present) : button("open", item),
        item.present || item.old || !items.some(({ present }) => present) ? null : button("compare", item),
        item.present || item.old ? null : button("restore", item),
        answer(item)))));
}
