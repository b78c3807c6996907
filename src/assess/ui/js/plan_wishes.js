// "What if …": focus by area and competency, weeks off, and what was pinned or left out.
function wishes(content, uid, { send, changed }) {
  const words = content.words;
  const root = h("details", { class: "ui-fold ui-what-if", "data-key": "what-if" });
  const focus = new Map();
  let off = [];
  const offList = h("ul", { class: "ui-plain-list" });
  const offInput = h("input", { type: "date", autocomplete: "off", id: `as-${uid}-off` });
  const offProblem = h("p", { class: "ui-error", role: "alert", hidden: true });
  const lists = h("div", { class: "ui-lists" });

  function choice(key, label, none) {
    const id = `as-${uid}-focus-${focus.size}`;
    const options = content.factors.map(([value, word]) => h("option", { value }, word));
    if (none) options.unshift(h("option", { value: "" }, words.asArea));
    const select = h("select", { id, onchange: () => changed("focus") }, options);
    focus.set(key, { select, none: none ? "" : "1" });
    return h("div", { class: "ui-field" }, h("label", { htmlFor: id }, label), select);
  }

  root.append(
    h("summary", {}, words.whatIf),
    h("p", { class: "ui-hint" }, words.whatIfLead),
    h("fieldset", { class: "ui-wish" },
      h("legend", {}, words.focus),
      h("p", { class: "ui-hint" }, words.focusHint),
      h("div", { class: "ui-fields" }, content.areas.map((area) => choice(area.id, area.title, false))),
      content.areas.map((area) =>
        h("details", { class: "ui-fold" },
          h("summary", {}, fill(words.oneByOne, { area: area.title })),
          h("div", { class: "ui-fields" }, area.competencies.map(([id, title]) => choice(id, title, true)))))),
    h("fieldset", { class: "ui-wish" },
      h("legend", {}, words.off),
      h("p", { class: "ui-hint", id: `as-${uid}-off-hint` }, words.offHint),
      offList,
      h("div", { class: "ui-fields ui-inline" },
        h("div", { class: "ui-field" }, h("label", { htmlFor: offInput.id }, words.offDay), offInput),
        h("button", { type: "button", class: "ui-button", onclick: add }, words.offAdd)),
      offProblem),
    lists,
  );
  offInput.setAttribute("aria-describedby", `as-${uid}-off-hint`);

  function add() {
    offProblem.hidden = Boolean(offInput.value);
    offProblem.textContent = words.offEmpty;
    if (!offInput.value) return offInput.focus();
    if (!off.some(([day]) => day === offInput.value)) off.push([offInput.value, spoken(offInput.value)]);
    off.sort();
    offInput.value = "";
    drawOff();
    changed("off");
  }

  const spoken = (day) =>
    new Date(`${day}T00:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  function drawOff() {
    redraw(offList, () => off.length
      ? off.map(([day, text]) =>
        h("li", {},
          h("span", {}, fill(words.offWeek, { day: text })),
          h("button", { type: "button", class: "ui-link", "data-key": `off-${day}`, "aria-label": `${words.offTake}: ${text}`, onclick: () => takeBack(day) }, words.offTake)))
      : h("li", { class: "ui-hint" }, words.offNone), () => offInput);
  }

  function takeBack(day) {
    off = off.filter(([other]) => other !== day);
    drawOff();
    changed("off");
  }

  function drawLists(values) {
    const list = (title, none, items, kind, label) => [
      h("h3", {}, title),
      items.length
        ? h("ul", { class: "ui-plain-list" }, items.map(([id, name]) =>
          h("li", {}, h("span", {}, name),
            h("button", { type: "button", class: "ui-link", "data-key": `${kind}-${id}`, "data-online": true, "aria-label": `${label}: ${name}`, onclick: (event) => send(event.currentTarget, { kind, id }) }, label))))
        : h("p", { class: "ui-hint" }, none),
    ];
    redraw(lists, () => [
      ...list(words.pinned, words.pinnedNone, values.pinned, "unpin", words.unpin),
      ...list(words.excluded, words.excludedNone, values.excluded, "let", words.letIn),
    ], () => root.firstElementChild);
  }

  return {
    root,
    show(values) {
      for (const [key, { select, none }] of focus) {
        const value = values.focus[key] || none;
        if (![...select.options].some((option) => option.value === value)) {
          select.append(h("option", { value }, fill(words.factor, { factor: value })));
        }
        select.value = value;
      }
      off = values.off.map((day) => (Array.isArray(day) ? [...day] : [day, spoken(day)]));
      drawOff();
      drawLists(values);
      if (Object.keys(values.focus).length || off.length || values.pinned.length || values.excluded.length) root.open ||= !root.dataset.seen;
      root.dataset.seen = "yes";
    },
    values: () => ({
      focus: Object.fromEntries([...focus].map(([key, { select }]) => [key, select.value])),
      off: off.map(([day]) => day),
    }),
  };
}
