// A plotly chart that is drawn once and then updated in place. plotly.js is fetched once a page, by
// HTTP where the server has it, else through the kernel.
import { h, listen } from "../elements/dom.js";

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
    const onload = () => resolve(/** @type {any} */ (globalThis).Plotly);
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
  // each chart may be a bundle of its own: what they share is the window
  const shared = /** @type {any} */ (globalThis);
  shared.assessPlotly ??= (async () => {
    if (shared.Plotly) return shared.Plotly;
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
  return shared.assessPlotly;
}

function merged(model, values, colour, narrow) {
  const figure = structuredClone(model.get("figure"));
  const data = figure.data.map((trace, index) => ({ ...trace, ...structuredClone(values[index]) }));
  const layout = figure.layout;
  if (narrow) {
    for (const [path, value] of Object.entries(model.get("narrow") ?? {})) {
      const keys = path.split(".");
      const last = keys.pop() ?? "";
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

/** @param {import("../messages/types").Widget<"Chart">} widget */
function render({ model, el }) {
  /** @type {any} plotly adds methods of its own */
  const plot = h("div", { class: "ui-plot", role: "img", "aria-label": model.get("alt") });
  // what a variable comes to as a colour: system colours (forced colours) mean nothing to plotly
  const probe = h("span", { class: "ui-probe", hidden: true });
  el.classList.add("ui-chart");
  el.append(plot, probe);
  const aspect = model.get("figure").layout?.aspect;
  if (aspect) plot.style.aspectRatio = String(1 / aspect);
  let width = 0;
  let queued = false;
  let last = "";
  let dead = false;
  let Plotly = null;
  let asked = false;

  async function fetchIt() {
    asked = true;
    Plotly = await library(model);
    queue();
  }

  function draw() {
    queued = false;
    // the sheets are counted before: a chart that grew on paper would fall off the last one
    if (!last || !looks.at(-1)?.matches) width = el.clientWidth;
    if (!model.get("figure").data && plot.hasChildNodes()) wipe();
    if (dead || width === 0 || !model.get("figure").data) return;
    // most visits see no such chart: its script comes with the first one
    if (!Plotly) return void (asked || fetchIt());
    const colour = (name) => {
      probe.style.color = `var(${name}, #555)`;
      return getComputedStyle(probe).color;
    };
    const { data, layout } = merged(model, model.get("values"), colour, width < 420);
    const { aspect: ratio, ...rest } = layout;
    const size = { width, height: ratio ? Math.round(width * ratio) : layout.height, autosize: false };
    const now = JSON.stringify([data, rest, size]);
    if (now === last) return;
    last = now;
    Plotly.react(plot, data, { ...rest, ...size }, { displayModeBar: false, responsive: false });
    // a mark for those who wait for the repaint: tests and benchmarks
    // on paper a chart scales, which plotly's own sizes don't let it
    plot.style.setProperty("--as-ratio", `${size.width} / ${size.height}`);
    plot.style.setProperty("--as-width", `${size.width}px`);
    for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    plot.dataset.drawn = String(Number(plot.dataset.drawn ?? 0) + 1);
  }

  function wipe() {
    Plotly?.purge(plot);
    plot.replaceChildren();
    delete plot.dataset.drawn;
    last = "";
  }

  function queue() {
    if (queued) return;
    queued = true;
    requestAnimationFrame(draw);
  }

  const observer = new ResizeObserver(() => {
    if (el.clientWidth !== width) queue();
  });
  observer.observe(el);
  const looks = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].map((query) => matchMedia(query));
  // paper doesn't wait for the next frame
  const looked = () => (looks.at(-1)?.matches ? draw() : queue());
  for (const look of looks) look.addEventListener("change", looked);
  const theme = new MutationObserver(queue); // a notebook's
  theme.observe(el.ownerDocument.body, { attributeFilter: ["data-jp-theme-light"] });
  return listen({ model, el }, {
    traits: {
      figure: queue,
      narrow: queue,
      values: queue,
      alt: () => plot.setAttribute("aria-label", model.get("alt")),
    },
    end() {
      dead = true;
      observer.disconnect();
      theme.disconnect();
      for (const look of looks) look.removeEventListener("change", looked);
      Plotly?.purge(plot);
    },
  });
}

export default { render };
