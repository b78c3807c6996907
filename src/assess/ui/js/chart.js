// A plotly chart that is drawn once and then updated in place. plotly.js is fetched once a page, by
// HTTP where the server has it, else through the kernel.
function address(model) {
  const place = model.get("bundle");
  if (!place) return null;
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const base = config.baseUrl ?? "/";
  if (place.startsWith("labextension:")) {
    const extensions = config.fullLabextensionsUrl ?? `${base}voila/labextensions`;
    return `${extensions}/${place.slice("labextension:".length)}`;
  }
  return base + place;
}

function script(url) {
  return new Promise((resolve, reject) => {
    const onload = () => resolve(globalThis.Plotly);
    document.head.append(h("script", { src: url, async: true, onload, onerror: reject }));
  });
}

function throughKernel(model) {
  return new Promise((resolve) => {
    const onBundle = (message, buffers) => {
      if (message.kind !== "bundle") return;
      model.off("msg:custom", onBundle);
      resolve(script(URL.createObjectURL(new Blob([buffers[0]], { type: "text/javascript" }))));
    };
    model.on("msg:custom", onBundle);
    model.send({ kind: "bundle" });
  });
}

function library(model) {
  globalThis.assessPlotly ??= (async () => {
    if (globalThis.Plotly) return globalThis.Plotly;
    const url = address(model);
    if (url) {
      try {
        return await script(url);
      } catch {
        // the server doesn't have the file after all: ask the kernel
      }
    }
    return throughKernel(model);
  })();
  return globalThis.assessPlotly;
}

function merged(model, values, colour, narrow) {
  const figure = structuredClone(model.get("figure"));
  const data = figure.data.map((trace, index) => ({ ...trace, ...structuredClone(values[index]) }));
  const layout = figure.layout;
  if (narrow) {
    for (const [path, value] of Object.entries(model.get("narrow") ?? {})) {
      const keys = path.split(".");
      const last = keys.pop();
      keys.reduce((node, key) => (node[key] ??= {}), layout)[last] = structuredClone(value);
    }
  }
  const paint = (node) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string" && value.startsWith("--as-")) node[key] = colour(value);
      else if (value && typeof value === "object") paint(value);
    }
    return node;
  };
  return { data: paint(data), layout: paint(layout) };
}

function render({ model, el }) {
  const plot = h("div", { class: "ui-plot", role: "img", "aria-label": model.get("alt") });
  // what a variable comes to as a colour: system colours (forced colours) mean nothing to plotly
  const probe = h("span", { class: "ui-probe", hidden: true });
  el.classList.add("ui-chart");
  el.append(plot, probe);
  const aspect = model.get("figure").layout?.aspect;
  if (aspect) plot.style.aspectRatio = String(1 / aspect);
  let width = 0;
  let queued = false;
  let whole = true; // whether more than values changed since the last drawing
  let last = "";
  let dead = false;
  let Plotly = null;
  let pointed = null;

  function present() {
    const ids = model.get("figure").layout?.meta?.ids;
    const ahead = model.get("ahead");
    if (!ids || !ahead?.rims) return model.get("values");
    const ask = (id) => {
      let told = null;
      tell(el, "describe", { id, reply: (found) => { told = found; } });
      return told;
    };
    return withAnswers(model.get("values"), ids, ahead, ask);
  }

  function draw() {
    queued = false;
    width = el.clientWidth;
    if (!model.get("figure").data && plot.hasChildNodes()) wipe();
    if (dead || !Plotly || width === 0 || !model.get("figure").data) return;
    const values = present();
    const now = JSON.stringify(values);
    if (!whole && now === last) return; // the kernel says what was drawn already
    const colour = (name) => {
      probe.style.color = `var(${name}, #555)`;
      return getComputedStyle(probe).color;
    };
    const { data, layout } = merged(model, values, colour, width < 420);
    const { aspect: ratio, ...rest } = layout;
    const size = { width, height: ratio ? Math.round(width * ratio) : layout.height, autosize: false };
    if (whole || !Plotly.movePoints?.(plot, data)) {
      Plotly.react(plot, data, { ...rest, ...size }, { displayModeBar: false, responsive: false });
    }
    whole = false;
    last = now;
    if (!plot.dataset.drawn) plot.on("plotly_hover", point);
    // a mark for those who wait for the repaint: tests and benchmarks
    plot.dataset.drawn = String(Number(plot.dataset.drawn ?? 0) + 1);
  }

  function wipe() {
    Plotly?.purge(plot);
    plot.replaceChildren();
    delete plot.dataset.drawn;
    last = "";
    whole = true;
  }

  // who points at a mark is told more by the widget that knows the anchors
  function point(event) {
    const ids = model.get("figure").layout?.meta?.ids;
    const at = event.points?.[0];
    if (!ids?.length || !at) return;
    const index = at.theta === undefined ? at.pointNumber : Math.round((at.theta / 360) * ids.length) % ids.length;
    if (ids[index] !== pointed) tell(el, "look", { id: ids[index] });
    pointed = ids[index];
  }

  function queue(all = true) {
    whole ||= all;
    if (queued) return;
    queued = true;
    requestAnimationFrame(draw);
  }

  const calm = globalThis.requestIdleCallback ?? ((then, _options) => setTimeout(then, 50));
  // a busy page is never idle: at the latest after a second
  calm(
    async () => {
      Plotly = await library(model);
      queue();
    },
    { timeout: 1000 },
  );
  const observer = new ResizeObserver(() => {
    if (el.clientWidth !== width) queue();
  });
  observer.observe(el);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const forced = matchMedia("(forced-colors: active)");
  const repaint = () => queue();
  const move = () => queue(false);
  const name = () => plot.setAttribute("aria-label", model.get("alt"));
  dark.addEventListener("change", repaint);
  forced.addEventListener("change", repaint);
  model.on("change:figure change:narrow", repaint);
  model.on("change:values", move);
  model.on("change:alt", name);
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-answers", move);
  });
  return () => {
    dead = true;
    observer.disconnect();
    dark.removeEventListener("change", repaint);
    forced.removeEventListener("change", repaint);
    model.off("change:figure change:narrow", repaint);
    model.off("change:values", move);
    model.off("change:alt", name);
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-answers", move);
    Plotly?.purge(plot);
  };
}

export default { render };
