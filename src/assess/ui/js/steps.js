// The head of the page: its title and the four steps. The step is an attribute of the page, so
// that a click shows the panel at once; the kernel hears of it and fills the panel. Buttons of any
// text on the page lead to a step (data-go) or to a question (data-question).
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
      h("nav", { "aria-label": model.get("label") }, list),
    ),
  );

  // the title names the step, and nothing of the person; a notebook's title is not ours
  const ours = document.getElementById("rendered_cells") !== null;
  const title = document.title;

  function show() {
    const current = model.get("step");
    if (ours) document.title = `${buttons.get(current)?.textContent.replace(/^\d+/, "")} – ${title}`;
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

  function onClick(event) {
    const button = event.target.closest?.("[data-go], [data-question]");
    if (!button) return;
    if (button.dataset.go) return go(button.dataset.go, true);
    go("rate", false);
    tell(el, "question", { id: button.dataset.question });
  }

  // a part that scrolls by itself must be reachable without a mouse
  function nameAside() {
    const aside = root().querySelector(".as-aside");
    if (!aside) return;
    aside.setAttribute("role", "region");
    aside.setAttribute("aria-label", model.get("picture"));
    aside.tabIndex = 0;
  }

  const onGo = (event) => go(event.detail.step, true);
  const root = () => page(el);
  // the widget is put into the page after render(): only then is there a page to listen to
  const attached = requestAnimationFrame(() => {
    root().addEventListener("as-go", onGo);
    root().addEventListener("click", onClick);
    nameAside();
    show();
  });
  model.on("change:step", show);
  return () => {
    cancelAnimationFrame(attached);
    root().removeEventListener("as-go", onGo);
    root().removeEventListener("click", onClick);
    model.off("change:step", show);
  };
}

export default { render };
