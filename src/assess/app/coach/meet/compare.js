// After the reveal: both ratings side by side, what to talk about first, and the agreed level.
import { change, pending } from "../../elements/asking.js";
import { follow, h, setText, tell, uid } from "../../elements/dom.js";
import { button, choice, folded, link } from "../../elements/form.js";
import { typed } from "../../elements/typed.js";

/** @param {import("../../messages/types").Widget<"Compare">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const body = h("div", {});
  const count = h("p", { class: "ui-count", role: "status" });
  const plan = h("p", { class: "ui-hint" });
  const cards = new Map(); // id → hears its row anew
  const drafts = new Map();
  let person = "";
  el.append(h("h2", {}, texts.title), h("p", { class: "ui-lead" }, texts.lead), body);

  const say = (kind, id, value, was, soon = false) => change(el, kind, id, value, was, soon, person);

  function draw(data) {
    cards.clear();
    person = data.person ?? "";
    if (!data.revealed) {
      const reveal = () => say("reveal", "", true, false);
      body.replaceChildren(
        h("p", {}, data.rated ?? ""),
        data.ready
          ? h("div", {}, h("p", { class: "ui-hint" }, texts.before),
            h("p", {}, button(texts.reveal, reveal, { style: "ui-primary", online: true })))
          : h("p", { class: "ui-hint" }, data.waits ?? texts.none));
      return;
    }
    const groups = [];
    for (const [kind, title] of Object.entries(texts.groups)) {
      const rows = data.rows.filter((row) => row.kind === kind);
      if (!rows.length) continue;
      const head = h("h3", {}, title, h("span", { class: "ui-tally" }, ` ${rows.length}`));
      const same = () => say("equal", "", true, null);
      const all = kind === "equal" ? h("p", {}, button(texts.equal, same, { online: true })) : null;
      // what needs no talk is folded away
      groups.push(texts.folded.includes(kind)
        ? h("section", {}, head, all, h("details", { class: "ui-paper" }, h("summary", { class: "ui-screen" }, texts.unfold), rows.map(card)))
        : h("section", {}, head, rows.map(card)));
    }
    summary(data);
    // the kernel has escaped every text in it
    const picture = h("div", {});
    picture.innerHTML = data.picture ?? "";
    const fold = folded(texts.picture, { style: "ui-wide" },
      h("h3", { class: "as-sr" }, texts.picture), picture);
    body.replaceChildren(count, plan, fold, ...groups,
      h("p", { class: "ui-onward" }, button(data.onwardLabel, () => tell(el, "go", { step: data.onward }), { style: "ui-primary" })));
  }

  function summary(data) {
    setText(count, data.count);
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

  // what was said here and isn't with the kernel yet goes before what it knows
  function card(first) {
    let row = first;
    const name = uid();
    const radios = new Map();
    const choices = [...row.levels.map(([level, label, text]) => [String(level), label, text]), ["na", texts.naChoice, ""]];
    const anchor = h("p", { class: "ui-anchor ui-agreed-anchor" });
    const moved = h("p", { class: "ui-moved", role: "status" });
    const options = choices.map(([value, label, text]) => {
      const { input, node } = choice({ name, value, onchange: () => agree(value) }, label, "ui-pill");
      radios.set(value, { input, text });
      return node;
    });
    const { input: note, over, fits } = typed({
      class: "ui-note", rows: 1, placeholder: " ", id: `${name}-note`, limit: row.limit, drafts, about: `${person} ${row.id}`,
      oninput: () => write(true), onblur: () => write(false),
    });
    const undo = () => {
      radios.get(String(row.levels[0][0])).input.focus();
      agree("");
    };
    const back = link(texts.back, undo, { of: row.title });
    const made = h("article", { class: "ui-both", "aria-labelledby": `${name}-title` },
      h("h4", { id: `${name}-title` }, h("span", { class: "ui-number" }, String(row.number)), " ", row.title),
      h("div", { class: "ui-views" }, view(texts.you, row.own), view(texts.coach, row.coach)),
      h("fieldset", { class: "ui-agree" },
        h("legend", {}, texts.agree),
        h("div", { class: "ui-pills" }, options),
        anchor,
        h("label", { htmlFor: note.id, class: "ui-note-label" }, texts.note), note, over,
        h("div", { class: "ui-after" }, moved, back)));

    function mark(value) {
      for (const [key, { input }] of radios) input.checked = key === value;
      anchor.textContent = radios.get(value)?.text ?? "";
      back.hidden = !value;
      made.classList.toggle("ui-settled", Boolean(value));
    }

    function showAgreed() {
      const value = pending(el, "agreed", row.id, person)?.value ?? row.agreed.rating;
      mark(value);
      setText(moved, value === row.agreed.rating && row.moved ? texts.moved[row.moved] : texts.open);
    }

    function agree(value) {
      mark(value);
      say("agreed", row.id, value, row.agreed.rating);
      row.agreed.rating = value;
    }

    // each letter is a change of its own for this browser; the kernel hears after a pause
    function write(soon) {
      if (!fits() || note.value === row.agreed.note) return;
      say("agreed_note", row.id, note.value, row.agreed.note, soon);
      row.agreed.note = note.value;
    }

    showAgreed();
    if (fits()) {
      row.agreed.note = pending(el, "agreed_note", row.id, person)?.value ?? row.agreed.note;
      note.value = row.agreed.note;
    }
    cards.set(row.id, (next) => {
      row = { ...next, agreed: { ...next.agreed, note: row.agreed.note } }; // what is being typed stays
      showAgreed();
    });
    return made;
  }

  const row = (message) => {
    summary(message);
    cards.get(message.row.id)?.(message.row);
  };
  return follow({ model, el }, draw, { row, lines: summary });
}

export default { render };
