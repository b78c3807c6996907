// Practice cases before the questions of an area: a case, a choice, then its key and the words that
// decide. The key isn't on the page before the choice, and nothing that is chosen here is kept.
import { fill, h, uid } from "../elements/dom.js";
import { button, levelChoice, link, problemLine } from "../elements/form.js";
import { questions } from "../elements/asking.js";

/**
 * Split a description at the words that decide: before, these words, after. They are compared
 * without regard to capitals and spaces; null where they aren't there.
 */
export function decided(anchor, because) {
  const words = because.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  const found = new RegExp(words.join("\\s+"), "i").exec(anchor);
  if (!found?.[0]) return null;
  const end = found.index + found[0].length;
  return [anchor.slice(0, found.index), found[0], anchor.slice(end)];
}

/**
 * The button before an area and what it opens: {node, hear}.
 * @param {any} model the form's, for messages
 * @param {{id: string, practice: string}} area `practice`: the words of the button
 * @param {{level: number, label: string}[]} scale
 * @param {Record<string, string>} texts
 */
export function calibration(model, area, scale, texts) {
  const asking = questions(model, texts.wait);
  const start = link(area.practice, () => ask(start, []), { online: true });
  const node = h("div", { class: "ui-calibrate" });
  let chosen = []; // a level for each case whose key was shown
  let asked = [];
  /** @type {import("../messages/messages").CaseShown | undefined} */
  let shown;
  close();

  const labelOf = (level) => scale.find((item) => item.level === level)?.label ?? String(level);

  function ask(pressed, next) {
    if (asking.ask(pressed, { kind: "calibrate", area: area.id, chosen: next })) asked = next;
  }

  function close(byPerson = false) {
    asking.done();
    chosen = [];
    node.removeAttribute("role");
    node.replaceChildren(start);
    if (byPerson) start.focus();
  }

  function draw(title, ...parts) {
    const heading = h("h4", { id: uid(), tabIndex: -1 }, title);
    node.setAttribute("role", "group");
    node.setAttribute("aria-labelledby", heading.id);
    node.replaceChildren(heading, ...parts.filter(Boolean));
    return heading;
  }

  const buttons = (...made) => h("p", { class: "ui-buttons" }, made.filter(Boolean));
  const leave = (words) => link(words, () => close(true));

  /** @param {import("../messages/messages").CaseShown} item */
  function rate(item, number, all) {
    shown = item;
    const name = uid();
    const problem = problemLine();
    const options = scale.map(({ level, label }) => {
      const props = { name, value: String(level), onchange: () => problem.say("") };
      return { level, ...levelChoice(props, label, item.anchors[String(level)]) };
    });
    const check = button(texts.check, () => {
      const picked = options.find(({ input }) => input.checked);
      if (picked) return ask(check, [...chosen, picked.level]);
      problem.say(texts.none);
      options[0].input.focus();
    }, { style: "ui-primary", online: true });
    draw(fill(texts.case, { number, all, skill: item.skill }),
      number === 1 ? h("p", { class: "ui-lead" }, texts.lead) : null,
      h("p", { class: "ui-story" }, item.text),
      h("fieldset", { class: "ui-case" },
        h("legend", {}, texts.choose),
        h("div", { class: "ui-options" }, options.map(({ node: option }) => option))),
      problem.node,
      buttons(check, leave(texts.stop))).focus();
  }

  /** @param {import("../messages/messages").Calibration} message */
  function reveal({ key, case: next, done, all, lean }) {
    if (!key || !shown) return;
    const { skill, text, anchors } = shown;
    const level = chosen[done - 1];
    const names = { mine: labelOf(level), key: labelOf(key.level) };
    const parts = decided(anchors[String(key.level)], key.because);
    const anchor = parts ? [parts[0], h("mark", {}, parts[1]), parts[2]] : [anchors[String(key.level)]];
    const said = h("p", { class: "ui-key", tabIndex: -1 },
      h("b", {}, fill(level === key.level ? texts.same : texts.other, names)), ` ${texts.because} “${key.because}”.`);
    const description = (title, words) => h("div", {}, h("dt", {}, title), h("dd", {}, words));
    const again = button(texts.again, () => ask(again, []), { online: true });
    draw(fill(texts.case, { number: done, all, skill }),
      h("p", { class: "ui-story" }, text),
      said,
      h("dl", { class: "ui-both-levels" },
        description(fill(texts.key, names), anchor),
        level === key.level ? null : description(fill(texts.mine, names), anchors[String(level)])),
      lean ? h("p", { class: "ui-lean" }, lean) : null,
      next
        ? buttons(button(texts.next, () => rate(next, done + 1, all), { style: "ui-primary" }), leave(texts.stop))
        : buttons(again, button(texts.close, () => close(true), { style: "ui-primary" })));
    said.focus();
  }

  /** @param {import("../messages/messages").Calibration} message */
  function hear(message) {
    // what comes after the person has left or begun again isn't about the case on the screen
    if (!asking.open() || message.done !== asked.length) return;
    asking.done();
    chosen = asked;
    if (message.key) reveal(message);
    else if (message.case) rate(message.case, 1, message.all);
  }

  return { node, hear };
}
