// What others see, beside one's own levels: each as a dot of its own, nothing averaged. It ends in
// one skill to work on, which is a setting of the plan like any other.
import { change, pending } from "../elements/asking.js";
import { fill, h, listen, uid } from "../elements/dom.js";
import { button, choice, link, problemLine } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"OthersSee">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const scale = model.get("scale");
  el.classList.add("ui-others");
  let arriving = false; // somebody wants to see it, and it may not be drawn yet
  /** @type {{id: string, before: string | null} | null} */
  let goal = null; // what was chosen here, and what came first until then

  function draw() {
    const { skills, lead } = model.get("seen");
    el.replaceChildren(...(skills.length
      ? [h("h3", { "data-address": "others", tabindex: "-1" }, texts.title), h("p", {}, texts.lead), ...skills.map(skillOf), goalOf(skills, lead)]
      : []));
    if (arriving && skills.length) arrive();
  }

  function arrive() {
    arriving = false;
    el.querySelector("h3")?.focus({ preventScroll: true });
  }

  function skillOf(skill) {
    const at = (level) => [
      ...(skill.own === level ? [mark(texts.you, "own")] : []),
      ...skill.others.filter((one) => one.level === level).map((one) => mark(one.name || texts.somebody, "other")),
    ];
    const unseen = skill.others.filter((one) => one.level === null);
    const words = skill.others.filter((one) => one.saw || one.next);
    return h("section", { class: "ui-others-skill", "aria-label": skill.title },
      h("h4", {}, skill.title),
      h("dl", { class: "ui-others-scale" }, scale.map(([level, label]) => {
        const here = at(level);
        return h("div", { class: here.length ? "" : "ui-none" }, h("dt", {}, label), h("dd", {}, here.length ? here : h("span", { class: "as-sr" }, "–")));
      })),
      skill.said ? h("p", {}, skill.said) : null,
      unseen.length ? h("p", { class: "ui-hint" }, `${texts.unseen}: `, names(unseen)) : null,
      ...words.map((one) => h("blockquote", { dir: "auto" },
        h("p", {}, h("bdi", {}, one.name || texts.somebody), one.saw ? `: ${one.saw}` : ""),
        one.next ? h("p", {}, h("span", { class: "ui-hint" }, `${texts.nextIs} `), one.next) : null)));
  }

  const mark = (name, style) => h("span", { class: "ui-others-who" }, h("i", { class: `ui-dot-${style}`, "aria-hidden": "true" }), h("bdi", {}, name));
  const names = (people) => people.flatMap((one, place) => [place ? ", " : "", h("bdi", {}, one.name || texts.somebody)]);

  function goalOf(skills, lead) {
    const now = pending(el, "setting", "lead")?.value ?? lead;
    const group = uid();
    const options = skills.map(({ id, title }) => choice({ name: group, value: id, checked: id === now, "data-key": id }, title, "ui-check"));
    const problem = problemLine();
    const said = h("p", { class: "ui-done", role: "status" });
    const put = () => {
      const chosen = options.find(({ input }) => input.checked)?.input.value;
      problem.say(chosen ? "" : texts.none);
      if (!chosen) return options[0].input.focus();
      const before = pending(el, "setting", "lead")?.value ?? model.get("seen").lead;
      if (goal?.id !== chosen) goal = { id: chosen, before };
      change(el, "setting", "lead", chosen, before);
      model.set("seen", { ...model.get("seen"), lead: chosen });
      tellOf();
    };
    const undo = () => {
      if (!goal) return;
      change(el, "setting", "lead", goal.before, goal.id);
      model.set("seen", { ...model.get("seen"), lead: goal.before });
      for (const { input } of options) input.checked = input.value === goal.before;
      goal = null;
      said.replaceChildren(texts.undone);
      node.querySelector("button")?.focus();
    };
    const tellOf = () => {
      const title = skills.find(({ id }) => id === goal?.id)?.title;
      if (!title) return;
      said.replaceChildren(`${fill(texts.chosen, { title })} `, link(texts.undo, undo), " ",
        h("button", { type: "button", class: "ui-link", "data-go": "plan" }, texts.plan));
    };
    const node = h("fieldset", { class: "ui-others-goal ui-screen" },
      h("legend", {}, texts.goal), h("p", { class: "ui-hint" }, texts.goalHint),
      options.map((one) => h("div", {}, one.node)), problem.node,
      h("p", { class: "ui-buttons" }, button(texts.choose, put, { style: "ui-primary" })), said);
    tellOf();
    return node;
  }

  draw();
  return listen({ model, el }, {
    held: draw,
    told: {
      go({ detail }) {
        if (detail.item !== "others") return;
        arriving = true;
        if (el.querySelector("h3")) setTimeout(arrive);
      },
    },
    messages: {
      seen({ skills, lead }) {
        if (!skills.length) goal = null;
        // what is chosen here comes back with its own change: nothing is drawn again under the hand
        const other = JSON.stringify(skills) !== JSON.stringify(model.get("seen").skills);
        model.set("seen", { skills, lead });
        if (other) draw();
        else if (!goal && !el.contains(el.ownerDocument.activeElement)) draw();
      },
    },
  });
}

export default { render };
