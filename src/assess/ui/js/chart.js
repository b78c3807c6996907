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

function merged(model, colour, narrow) {
  const figure = structuredClone(model.get("figure"));
  const values = model.get("values");
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
  let dead = false;
  let Plotly = null;
  let pointed = null;

  function draw() {
    queued = false;
    width = el.clientWidth;
    if (dead || !Plotly || width === 0 || !model.get("figure").data) return;
    const colour = (name) => {
      probe.style.color = `var(${name}, #555)`;
      return getComputedStyle(probe).color;
    };
    const { data, layout } = merged(model, colour, width < 420);
    const { aspect: ratio, ...rest } = layout;
    const size = { width, height: ratio ? Math.round(width * ratio) : layout.height, autosize: false };
    plot.setAttribute("aria-label", model.get("alt"));
    Plotly.react(plot, data, { ...rest, ...size }, { displayModeBar: false, responsive: false });
    if (!plot.dataset.drawn) plot.on("plotly_hover", point);
    // a mark for those who wait for the repaint: tests and benchmarks
    plot.dataset.drawn = String(Number(plot.dataset.drawn ?? 0) + 1);
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

  function queue() {
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
  dark.addEventListener("change", queue);
  forced.addEventListener("change", queue);
  model.on("change:figure change:values change:alt", queue);
  return () => {
    dead = true;
    observer.disconnect();
    dark.removeEventListener("change", queue);
    forced.removeEventListener("change", queue);
    model.off("change:figure change:values change:alt", queue);
    Plotly?.purge(plot);
  };
}

export default { render };
