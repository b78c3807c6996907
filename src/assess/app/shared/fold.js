// Something to unfold whose content is asked for when it is first opened.
import { h, listen } from "../elements/dom.js";
import { folded } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"Fold">} widget */
function render({ model, el }) {
  const body = h("div", { class: "ui-fold-body" });
  const fold = folded(model.get("title"), { "data-address": model.get("address") || null, ontoggle: ask }, body);
  el.append(fold);
  fill();

  function ask() {
    if (fold.open && !model.get("html")) model.send({ kind: "open" });
  }

  // the kernel has escaped every text in it
  function fill() {
    if (model.get("html")) body.innerHTML = model.get("html");
    else body.replaceChildren(h("p", { class: "ui-hint" }, model.get("wait")));
    ask();
  }

  return listen({ model, el }, { traits: { html: fill } });
}

export default { render };
