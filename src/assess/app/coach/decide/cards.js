// The plan's own cards under Decide: what to do, another activity in its place, or not this one.
import { questions } from "../../elements/asking.js";
import { follow, h } from "../../elements/dom.js";
import { link } from "../../elements/form.js";
import { planCard } from "../../plan/body/card.js";

/** @param {import("../../messages/types").Widget<"Cards">} widget */
function render({ model, el }) {
  const words = model.get("texts");
  const asking = questions(model, words.working);
  const act = (pressed, kind, id, more = {}) => asking.ask(pressed, { kind, id, ...more });
  const plan = { words, act, reading: true, pinned: [], state: { forms: new Map() }, record: () => undefined };

  function draw(data) {
    asking.done();
    plan.pinned = data.pinned ?? [];
    const out = data.left_out ?? [];
    el.replaceChildren(
      ...(data.groups ?? []).map(({ title, items }) =>
        h("section", {}, h("h3", {}, title), items.map((item) => planCard(plan, item, false)))),
      ...(out.length
        ? [h("h3", {}, words.leftOut), h("ul", { class: "ui-promises" }, out.map(([id, title]) =>
          h("li", {}, h("span", {}, title), link(words.letIn, (event) => act(event.currentTarget, "let", id), { of: title, online: true }))))]
        : []));
  }

  return follow({ model, el }, draw);
}

export default { render };
