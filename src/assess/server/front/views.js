// Draws a widget and all that is in it: anywidgets, boxes and HTML, and nothing else.

/**
 * @param {Map<string, import("./models.js").Model>} models
 * @param {(name: string) => Promise<any>} load a widget's script by its name
 * @param {() => void} broken says that the page can't be shown
 */
export function viewer(models, load, broken) {
  const child = (reference) => models.get(String(reference).replace("IPY_MODEL_", ""));

  function element(model, ...classes) {
    const el = document.createElement("div");
    el.classList.add("jupyter-widgets", ...classes);
    let given = [];
    const dress = () => {
      el.classList.remove(...given);
      given = model.get("_dom_classes") ?? [];
      el.classList.add(...given);
    };
    dress();
    model.on("change:_dom_classes", dress);
    const layout = model.get("layout") ? child(model.get("layout")) : null;
    if (layout) {
      const lay = () => {
        for (const [key, value] of Object.entries(layout.state)) {
          el.style.setProperty(key.replaceAll("_", "-"), value ?? "");
        }
      };
      lay();
      layout.on("change", lay);
    }
    return el;
  }

  function box(model) {
    const el = element(model, "widget-container", "widget-box");
    const views = new Map();
    const fill = () => {
      const children = (model.get("children") ?? []).map(child).filter(Boolean);
      for (const item of children) if (!views.has(item.id)) views.set(item.id, view(item));
      el.replaceChildren(...children.map((item) => views.get(item.id)));
    };
    fill();
    model.on("change:children", fill);
    return el;
  }

  function words(model) {
    const el = element(model, "widget-inline-hbox", "widget-html");
    const content = document.createElement("div");
    content.className = "widget-html-content";
    el.append(content);
    const write = () => { content.innerHTML = model.get("value") ?? ""; };
    write();
    model.on("change:value", write);
    return el;
  }

  function own(model) {
    const el = element(model);
    (async () => {
      const loaded = (await load(model.get("_esm"))).default;
      const widget = typeof loaded === "function" ? await loaded() : loaded;
      model.started ??= (async () => widget.initialize?.({ model }))();
      await model.started;
      await widget.render?.({ model, el });
    })().catch((error) => {
      console.error(error);
      broken();
    });
    return el;
  }

  const KINDS = { AnyModel: own, BoxModel: box, VBoxModel: box, HBoxModel: box, HTMLModel: words };

  /** @returns {HTMLElement} */
  function view(model) {
    const make = KINDS[model.kind];
    if (!make) throw new Error(`this page can't show a ${model.kind}`);
    return make(model);
  }

  return view;
}
