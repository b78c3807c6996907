// The head of the page: its title and the four steps. The step is an attribute of the page, so
// that a click shows the panel at once; the kernel hears of it and fills the panel.
function render({ model, el }) {
  const buttons = new Map();
  const list = h("ol", { class: "ui-steps" });
  for (const [index, step] of model.get("steps").entries()) {
    const button = h(
      "button",
      { type: "button", class: "ui-step", onclick: () => go(step.id, true) },
      h("span", { class: "ui-step-number", "aria-hidden": "true" }, String(index + 1)),
      h("span", {}, step.label),
    );
    buttons.set(step.id, button);
    list.append(h("li", {}, button));
  }
  el.append(
    h(
      "header",
      { class: "ui-head" },
      h("h1", { class: "ui-title" }, model.get("title")),
      h("nav", { "aria-label": "Steps" }, list),
    ),
  );

  function show() {
    const current = model.get("step");
    page(el).dataset.step = current;
    for (const [id, button] of buttons) {
      if (id === current) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
  }

  function go(id, byPerson) {
    if (!buttons.has(id)) return;
    model.set("step", id);
    model.save_changes();
    show();
    const heading = page(el).querySelector(`.as-panel-${id} h2`);
    if (byPerson && heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      page(el).scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    }
  }

  const onGo = (event) => go(event.detail.step, true);
  const root = () => page(el);
  // the widget is put into the page after render(): only then is there a page to listen to
  const attached = requestAnimationFrame(() => {
    root().addEventListener("as-go", onGo);
    show();
  });
  model.on("change:step", show);
  return () => {
    cancelAnimationFrame(attached);
    root().removeEventListener("as-go", onGo);
    model.off("change:step", show);
  };
}

export default { render };
