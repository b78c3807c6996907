// After the reveal: both ratings side by side, what to talk about first, and the agreed level.
const PAUSE = 600;

function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  const body = h("div", {});
  const count = h("p", { class: "ui-count", role: "status" });
  const plan = h("p", { class: "ui-hint" });
  const cards = new Map();
  let timers = new Map();
  el.append(h("h2", {}, texts.title), h("p", { class: "ui-lead" }, texts.lead), body);
  draw(model.get("data"));

  function draw(data) {
    flush();
    cards.clear();
    if (!data.revealed) {
      const press = h("button", { type: "button", class: "ui-button ui-primary", onclick: () => model.send({ kind: "reveal" }) }, texts.reveal);
      body.replaceChildren(
        h("p", {}, data.rated ?? ""),
        data.ready
          ? h("div", {}, h("p", { class: "ui-hint" }, texts.before), h("p", {}, press))
          : h("p", { class: "ui-hint" }, data.waits ?? texts.none));
      return;
    }
    const groups = [];
    for (const [kind, title] of Object.entries(texts.groups)) {
      const rows = data.rows.filter((row) => row.kind === kind);
      if (!rows.length) continue;
      const head = h("h3", {}, title, h("span", { class: "ui-tally" }, ` ${rows.length}`));
      const all = kind === "equal"
        ? h("p", {}, h("button", { type: "button", class: "ui-button", onclick: () => model.send({ kind: "equal" }) }, texts.equal))
        : null;
      // what needs no talk is folded away
      groups.push(texts.folded.includes(kind)
        ? h("section", {}, head, all, h("details", {}, h("summary", {}, texts.unfold), rows.map(card)))
        : h("section", {}, head, rows.map(card)));
    }
    summary(data);
    body.replaceChildren(count, plan, ...groups,
      h("p", { class: "ui-onward" }, h("button", { type: "button", class: "ui-button ui-primary", onclick: () => tell(el, "go", { step: data.onward }) }, data.onwardLabel)));
  }

  function summary(data) {
    if (count.textContent !== data.count) count.textContent = data.count;
    plan.textContent = data.plan;
  }

  function view(title, said) {
    const head = said.label ?? (said.na ? texts.na : texts.unrated);
    return h("div", { class: "ui-view" },
      h("h5", {}, title),
      h("p", { class: said.label ? "ui-level" : "ui-level ui-quiet" }, head),
      said.anchor ? h("p", { class: "ui-anchor" }, said.anchor) : null,
      said.evidence
        ? h("p", { class: "as-note", dir: "auto" }, said.evidence)
        : said.label ? h("p", { class: "ui-hint" }, texts.noEvidence) : null);
  }

  function card(row) {
    const group = `co-${uid}-${row.id}`;
    const radios = new Map();
    const choices = [...row.levels.map(([level, label, anchor]) => [String(level), label, anchor]), ["na", texts.naChoice, ""]];
    const anchor = h("p", { class: "ui-anchor ui-agreed-anchor" });
    const moved = h("p", { class: "ui-moved", role: "status" });
    const options = choices.map(([value, label, text]) => {
      const input = h("input", { type: "radio", id: `${group}-${value}`, name: group, value, onchange: () => agree(row.id, value) });
      radios.set(value, { input, text });
      return h("span", { class: "ui-pill" }, input, h("label", { htmlFor: input.id }, label));
    });
    const note = h("textarea", {
      class: "ui-note", rows: 1, id: `${group}-note`, maxLength: row.limit,
      oninput: () => pause(row.id), onblur: () => send(row.id),
    });
    const back = h("button", { type: "button", class: "ui-link", onclick: () => { radios.get(String(row.levels[0][0])).input.focus(); model.send({ kind: "back", id: row.id }); } },
      texts.back, h("span", { class: "as-sr" }, `: ${row.title}`));
    const made = h("article", { class: "ui-both", "aria-labelledby": `${group}-title` },
      h("h4", { id: `${group}-title` }, h("span", { class: "ui-number" }, String(row.number)), " ", row.title),
      h("div", { class: "ui-views" }, view(texts.you, row.own), view(texts.coach, row.coach)),
      h("fieldset", { class: "ui-agree" },
        h("legend", {}, texts.agree),
        h("div", { class: "ui-pills" }, options),
        anchor,
        h("label", { htmlFor: note.id, class: "ui-note-label" }, texts.note), note,
        h("div", { class: "ui-after" }, moved, back)));
    cards.set(row.id, { radios, note, anchor, moved, back, made, row });
    fill(row, true);
    return made;
  }

  function fill(row, fields) {
    const found = cards.get(row.id);
    if (!found) return;
    found.row = row;
    const value = row.agreed.na ? "na" : row.agreed.level === null ? "" : String(row.agreed.level);
    for (const [key, { input }] of found.radios) input.checked = key === value;
    found.anchor.textContent = found.radios.get(value)?.text ?? "";
    const said = row.moved ? texts.moved[row.moved] : texts.open;
    if (found.moved.textContent !== said) found.moved.textContent = said;
    found.back.hidden = !value;
    found.made.classList.toggle("ui-settled", Boolean(value));
    if (fields) found.note.value = row.agreed.note;
  }

  function agree(id, value) {
    const found = cards.get(id);
    found.anchor.textContent = found.radios.get(value).text;
    const rating = value === "na" ? { not_applicable: true } : { level: Number(value) };
    model.send({ kind: "agree", id, ...rating });
  }

  function pause(id) {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => send(id), PAUSE));
  }

  function send(id) {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const found = cards.get(id);
    if (!found || found.note.value === found.row.agreed.note) return;
    found.row.agreed.note = found.note.value;
    model.send({ kind: "note", id, text: found.note.value });
  }

  function flush() {
    for (const id of [...timers.keys()]) send(id);
  }

  function onMessage(message) {
    if (message.kind === "data") {
      model.set("data", message.data);
      draw(message.data);
    } else if (message.kind === "row") {
      summary(message);
      fill(message.row, message.redraw);
    }
  }

  model.on("msg:custom", onMessage);
  return () => {
    flush();
    model.off("msg:custom", onMessage);
  };
}

export default { render };
