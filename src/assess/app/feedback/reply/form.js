// The questions to whoever is asked, in the page and in the file that works without a network.
import { fill, h, uid } from "../../elements/dom.js";
import { levelChoice, problemLine } from "../../elements/form.js";
import { textField } from "../../elements/typed.js";
import { REPLIER_LIMIT, SAW_LIMIT } from "../../elements/limits.js";

const UNSEEN = "";

/**
 * @typedef {{seen: Record<string, {level: number | null, saw: string}>, name: string, next: string}} Reply
 * @param {import("../../messages/messages").Asking} asking
 * @param {Record<string, string>} texts
 * @param {{given?: any, changed?: () => void, who: string}} options `given`: the reply as it was;
 *   `who`: who sees it
 */
export function replyForm(asking, texts, { given = null, changed = () => {}, who }) {
  const called = asking.name || texts.person;
  const single = asking.skills.length === 1;
  const rows = asking.skills.map((skill) => question(skill, given?.seen?.[skill.id]));
  const next = text(texts.next, given?.next ?? "", SAW_LIMIT, 2);
  const name = text(texts.name, given?.name ?? "", REPLIER_LIMIT, 0, texts.nameHint);
  const problem = problemLine();
  const all = [...rows.map((row) => row.saw), ...(single ? [next] : []), name];

  function text(label, start, limit, lines, hint = "") {
    return textField(label, { hint, limit, rows: lines, value: start, oninput: changed, class: lines ? "ui-note" : null });
  }

  function question(skill, said) {
    const group = uid();
    const option = (worth, label, anchor) => {
      const checked = said !== undefined && String(said.level ?? UNSEEN) === worth;
      return levelChoice({ name: group, value: worth, checked, onchange: changed }, label, anchor).node;
    };
    const saw = text(texts.saw, said?.saw ?? "", SAW_LIMIT, 2, texts.sawHint);
    const options = h("div", { class: "ui-options" },
      skill.levels.map(({ level, label, anchor }) => option(String(level), label, anchor)),
      option(UNSEEN, texts.unseen, texts.unseenHint));
    const node = h("fieldset", { class: "ui-question" },
      h("legend", {}, skill.title),
      skill.summary ? h("p", { class: "ui-hint" }, skill.summary) : null, options, saw.node);
    const chosen = () => /** @type {HTMLInputElement | null} */ (options.querySelector("input:checked"))?.value;
    return { id: skill.id, node, saw, chosen, first: () => options.querySelector("input")?.focus() };
  }

  /** @returns {Reply} */
  function value() {
    /** @type {Reply["seen"]} */
    const seen = {};
    for (const row of rows) {
      const level = row.chosen();
      if (level !== undefined) seen[row.id] = { level: level === UNSEEN ? null : Number(level), saw: row.saw.input.value.trim() };
    }
    return { seen, name: name.input.value.trim(), next: single ? next.input.value.trim() : "" };
  }

  return {
    called,
    title: asking.name ? fill(texts.title, { name: asking.name }) : texts.titleNoName,
    nodes: [
      h("p", { class: "ui-lead" }, texts.lead),
      h("p", { class: "ui-hint" }, fill(who, { name: called })),
      ...rows.map((row) => row.node),
      single ? next.node : null,
      name.node, problem.node,
    ].filter((node) => node !== null),
    value,
    say: problem.say,
    /** Whether it can be sent; else it says what is wrong and goes there. */
    ready() {
      problem.say("");
      const wrong = all.find((one) => !one.fits());
      if (wrong) {
        wrong.input.focus();
        return false;
      }
      if (Object.keys(value().seen).length) return true;
      problem.say(texts.nothing);
      rows[0].first();
      return false;
    },
  };
}
