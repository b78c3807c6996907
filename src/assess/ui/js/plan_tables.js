// The plan week by week, level by level, what stays open, what was left out, and earlier plans.
function weekList(words, weeks, texts, show) {
  if (!weeks.length) return null;
  const entry = (week, item) =>
    h("li", { class: `as-kind-dot as-dot-${texts(item.id)?.kind}${item.over ? " ui-over" : ""}` },
      h("button", { type: "button", class: "ui-link", "data-key": `week-${week.number}-${item.id}`, onclick: () => show(item.id) }, texts(item.id)?.title ?? item.id),
      item.ends ? h("em", {}, words.ends) : null,
      h("b", {}, item.hours));
  const row = (week) =>
    h("li", { class: `ui-week${week.place === "now" ? " ui-now" : ""}` },
      h("h4", {}, week.place === "now" ? words.thisWeek : fill(words.week, week), " ", h("small", {}, fill(words.from, { day: week.from }))),
      week.items.length
        ? h("ul", { class: "ui-shares" }, week.items.map((item) => entry(week, item)))
        : h("p", { class: "ui-hint" }, week.off ? words.off : words.nothing));
  const list = (some) => h("ol", { class: "ui-weeks" }, some.map(row));
  const past = weeks.filter((week) => week.place === "past");
  const present = weeks.filter((week) => week.place !== "past");
  const first = present.slice(0, 4);
  const later = present.slice(4);
  return [
    h("h3", {}, words.weeks),
    first.length ? list(first) : null,
    later.length ? h("details", { class: "ui-fold", "data-key": "later" }, h("summary", {}, fill(words.laterWeeks, { count: later.length })), list(later)) : null,
    past.length ? h("details", { class: "ui-fold", "data-key": "past" }, h("summary", {}, fill(words.earlierWeeks, { count: past.length })), list(past)) : null,
  ];
}

function levelTable(words, rows) {
  if (!rows.length) return null;
  const heads = [words.competency, words.today, words.end, words.target, words.by, words.when];
  return [
    h("h3", {}, words.table),
    h("div", { class: "as-fragment" },
      h("table", { class: "as-table as-stack ui-levels" },
        h("caption", {}, words.tableCaption),
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, rows.map(([name, ...cells]) =>
          h("tr", { class: cells[0] === cells[1] ? "ui-still" : "" },
            h("th", { scope: "row" }, name),
            cells.map((cell, index) => h("td", { "data-label": heads[index + 1] }, cell))))))),
  ];
}

function openGaps(words, items, hours) {
  return [
    h("h3", {}, words.open),
    items.length
      ? h("ul", { class: "ui-open" }, items.map((item) =>
        h("li", {}, h("strong", {}, item.title), item.reaches ? h("span", { class: "ui-hint" }, ` (${item.reaches})`) : null, h("span", { class: "as-why" }, item.why))))
      : h("p", {}, words.openNone),
    hours,
  ];
}

// `ask(id)` is the button "Why not?" with its answer, `letIn(id)` undoes a leaving out
function leftOut(words, items, open, ask, letIn) {
  const row = (item) =>
    h("li", {},
      h("span", {}, item.title, " ", h("small", {}, item.hours)),
      item.mine ? letIn(item) : null,
      ask(item));
  return h("details", { class: "ui-fold", "data-key": "left", ontoggle: (event) => event.currentTarget.open && open() },
    h("summary", {}, words.leftOut),
    items === null ? h("p", { class: "ui-hint" }, words.working)
      : items.length
        ? [h("p", { class: "ui-hint" }, words.leftOutHint), h("ul", { class: "ui-plain-list ui-left-list" }, items.map(row))]
        : h("p", { class: "ui-hint" }, words.leftOutNone));
}

function progressList(words, items, takeBack) {
  if (!items.length) return null;
  return [
    h("h3", {}, words.progress),
    h("ul", { class: "ui-open" }, items.map((item) =>
      h("li", {}, h("strong", {}, item.title), ` ${item.said} `, takeBack(item),
        item.evidence ? h("p", { class: "as-note", dir: "auto" }, item.evidence) : null))),
  ];
}

function versionList(words, items, comparison, compare) {
  if (items.length < 2) return null;
  const shown = (item) => comparison?.version === item.number
    ? h("div", { class: "ui-changed" },
      h("p", {}, fill(words.compared, item), " ", comparison.change.sentence),
      h("div", { class: "ui-changes" }, changeLists(words, comparison.change)))
    : null;
  return h("details", { class: "ui-fold", "data-key": "versions" },
    h("summary", {}, `${words.versions} (${items.length})`),
    h("p", { class: "ui-hint" }, fill(words.versionsHint, { most: 20 })),
    h("ul", { class: "ui-plain-list" }, items.map((item) =>
      h("li", {}, h("span", {}, item.text), item.present ? h("em", {}, words.present) : compare(item), shown(item)))));
}
