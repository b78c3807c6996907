// Were the last session's goals and promises kept? One small radio group each.
import { change, pending } from "../../elements/asking.js";
import { follow, h, uid } from "../../elements/dom.js";
import { choice } from "../../elements/form.js";

/** @param {import("../../messages/types").Widget<"Judge">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  let person = "";

  function draw(data) {
    person = data.person ?? "";
    el.replaceChildren(...part("judged_goal", texts.goals, data.goals), ...part("judged_promise", texts.promises, data.promises));
  }

  function part(kind, title, items) {
    if (!items?.length) return [];
    return [h("h3", {}, title), ...items.map((item, place) => question(kind, item, String(place)))];
  }

  function question(kind, item, place) {
    const name = uid();
    let kept = pending(el, kind, place, person)?.value ?? item.kept;
    const judge = (value) => {
      change(el, kind, place, value, kept, false, person);
      kept = value;
    };
    return h("fieldset", { class: "ui-agree" },
      h("legend", {}, h("bdi", {}, item.text)),
      h("div", { class: "ui-pills" }, ["kept", "not_kept", "open"].map((value) =>
        choice({ name, value, checked: kept === value, onchange: () => judge(value) }, texts[value], "ui-pill").node)));
  }

  return follow({ model, el }, draw);
}

export default { render };
