// What follows from the answers, before a plan: what may not apply, what to rate first, and what
// holds the person back most. `form`: see job.js.
import { answered, fill, h, tell, uid } from "../../elements/dom.js";
import { button, choice, select } from "../../elements/form.js";
import { redrawFor } from "../../elements/redraw.js";

const MOST_UNRATED = 4;

export function first(content, form, el) {
  const { words } = content;
  const proposals = h("div", { class: "ui-maybe-not" });
  const unrated = h("div", {});
  const lead = h("div", {});
  const group = uid();
  const root = h("div", {}, proposals, unrated, lead);
  const applies = new Set(); // said here: "It applies to me"
  /** @type {{id: string, title: string, before: string} | null} */
  let marked = null; // what was just marked, and what it was before
  let other = false; // "Something else" is chosen, but not what
  let asked = false; // … and the form was sent like that

  function mark([id, title]) {
    const answer = answered(el)?.answers[id] ?? {};
    marked = { id, title, before: answer.not_applicable ? "na" : String(answer.level ?? "") };
    tell(el, "change", { id, rating: "na", rating_was: marked.before });
    drawProposals();
  }

  function unmark() {
    if (marked) tell(el, "change", { id: marked.id, rating: marked.before, rating_was: "na" });
    marked = null;
    drawProposals();
  }

  function drawProposals() {
    const proposed = form.advice().notApplicable.filter(([id]) => !applies.has(id) && id !== marked?.id);
    redrawFor(proposals, [marked, proposed], () => [
      marked
        ? h("div", { class: "ui-undo" }, h("p", { role: "status" }, fill(words.marked, marked)),
          button(words.undo, unmark, { "data-key": "unmark" }))
        : null,
      ...proposed.map((item) => {
        const [id, title] = item;
        return h("div", { class: "ui-maybe" },
          h("p", {}, fill(words.proposal, { title })),
          h("p", { class: "ui-buttons" },
            button(words.notApplicable, () => mark(item), { "data-key": `na ${id}`, "aria-label": `${words.notApplicable}: ${title}` }),
            button(words.applies, () => { applies.add(id); drawProposals(); }, { "data-key": `applies ${id}`, "aria-label": `${words.applies}: ${title}` })));
      }),
    ], () => proposals.querySelector("button"));
  }

  function drawUnrated() {
    const found = form.advice().unrated;
    const shown = found.slice(0, MOST_UNRATED);
    const minutes = shown.length === 1 ? words.minute : fill(words.minutes, { count: shown.length });
    redrawFor(unrated, found, () => found.length
      ? h("section", { class: "ui-rate-first" },
        h("h3", {}, words.unrated, " ", h("small", {}, minutes)),
        h("p", { class: "ui-hint" }, words.unratedHint),
        h("p", { class: "ui-buttons" },
          shown.map(([id, title]) => {
            const go = fill(words.unratedGo, { title });
            return button(go, () => {}, { "data-key": `rate ${id}`, "data-question": id });
          }),
          found.length > shown.length ? h("span", { class: "ui-hint" }, fill(words.unratedMore, { count: found.length - shown.length })) : null))
      : null);
  }

  function drawLead() {
    const { leads, subjects } = form.advice();
    const chosen = form.now("lead");
    const named = leads.some(({ id }) => id === chosen);
    const elsewhere = other || (chosen !== null && !named);
    const option = (value, checked, choose, ...children) =>
      choice({ name: group, value, checked, "data-key": `lead ${value}`, onchange: choose }, children, "ui-option").node;
    const take = (value) => () => {
      other = value === "";
      asked = false;
      if (value !== "") form.keep("lead", value);
      drawLead();
    };
    const pick = () => {
      other = !list.value;
      asked = false;
      form.keep("lead", list.value || null);
    };
    const list = select([["", words.leadChoose], ...subjects], {
      id: `${group}-list`, "data-key": "lead list", onchange: pick, value: !named && subjects.some(([id]) => id === chosen) ? chosen : "",
    });
    redrawFor(lead, [leads, subjects, chosen, other, asked], () => subjects.length
      ? h("fieldset", { class: "ui-wish ui-lead-cards" },
        h("legend", {}, words.lead),
        h("p", { class: "ui-hint" }, words.leadHint),
        h("div", { class: "ui-options" },
          leads.map((card) => option(card.id, !other && card.id === chosen, take(card.id),
            h("span", { class: "ui-level" }, card.title),
            h("span", { class: "ui-anchor" }, `${fill(words.leadLevel, card)} ${card.why}`),
            !other && card.id === chosen ? h("span", { class: "ui-anchor ui-missing" }, fill(words.leadMissing, card)) : null)),
          subjects.length > leads.length ? option("other", elsewhere, take(""), h("span", { class: "ui-level" }, words.leadOther)) : null,
          elsewhere ? h("div", { class: "ui-field ui-other" }, h("label", { htmlFor: list.id, class: "as-sr" }, words.leadChoose), list,
            asked ? h("p", { class: "ui-error", role: "alert" }, words.leadOtherEmpty) : null) : null,
          option("none", chosen === null && !other, take(null),
            h("span", { class: "ui-level" }, words.leadNone), h("span", { class: "ui-anchor" }, words.leadNoneHint))))
      : null);
  }

  return {
    root,
    show() {
      drawProposals();
      drawUnrated();
      drawLead();
    },
    // whether "Something else" still has to be chosen; it is said there
    missing() {
      if (!other || !lead.querySelector("select")) return false;
      asked = true;
      drawLead();
      lead.querySelector("select")?.focus();
      return true;
    },
    fresh() {
      applies.clear();
      marked = null;
      other = asked = false;
    },
  };
}
