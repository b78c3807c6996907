// Shows the widgets of this visit's kernel. The parts that every visit begins with come by HTTP and
// are drawn before the kernel is there; it then tells only what is different.
import { Kernel } from "./kernel.js";
import { Model } from "./models.js";
import { viewer } from "./views.js";

const settings = /** @type {HTMLElement} */ (document.getElementById("jupyter-config-data"));
const main = /** @type {HTMLElement} */ (document.getElementById("rendered_cells"));
const config = JSON.parse(settings.textContent ?? "{}");
const place = (name) => `${config.baseUrl}assess/parts/${name}`;
const isName = (text) => text.length < 40; // anything longer is the text itself

/** @type {Map<string, Model>} */
const models = new Map();
/** @type {Map<string, Promise<any>>} */
const modules = new Map();

// a widget made later brings its script's text: the policy wants the file of the same text
async function served(text) {
  const names = new Set([...models.values()].map((model) => model.state._esm));
  for (const name of names) {
    if (!name || !isName(name)) continue;
    const answer = await fetch(place(name));
    if (answer.ok && (await answer.text()) === text) return import(place(name));
  }
  throw new Error("Part of this page is missing on the server. Reload the page.");
}

function load(name) {
  let module = modules.get(name);
  if (!module) modules.set(name, (module = isName(name) ? import(place(name)) : served(name)));
  return module;
}

function put(id, { kind, state }) {
  const known = models.get(id);
  if (known) {
    if (state._esm) delete state._esm;
    known.take(state);
    return;
  }
  models.set(id, new Model(id, kind, state, kernel));
  if (state._css && isName(state._css)) style(state._css);
}

function style(name) {
  const href = place(name);
  if (document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

let shown = null;

function show(root) {
  if (!root || root === shown) return;
  shown = root;
  main.replaceChildren(view(models.get(root)));
  document.getElementById("as-loading")?.remove();
}

// the cause that is said, "" for none
function trouble(cause = "") {
  if (cause) document.documentElement.dataset.trouble = cause;
  else delete document.documentElement.dataset.trouble;
  for (const about of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".as-trouble[data-cause]"))) {
    if (about.id !== "as-silent") about.hidden = about.dataset.cause !== cause;
  }
}

// the server knows whose kernel it is by a cookie: whether this browser keeps one at all
function keepsCookies() {
  document.cookie = "assess-try=1; SameSite=Lax";
  const kept = document.cookie.includes("assess-try=");
  document.cookie = "assess-try=; SameSite=Lax; Max-Age=0";
  return kept;
}

function broken() {
  if (document.documentElement.hasAttribute("data-old")) return trouble("old");
  const text = /** @type {HTMLTemplateElement | null} */ (document.getElementById("assess-broken"));
  if (text) main.replaceChildren(text.content.cloneNode(true));
  document.getElementById("as-loading")?.remove();
}

const view = viewer(models, load, broken);
const kernel = new Kernel(config, {
  trouble,
  welcome(difference) {
    if (difference.failed) return broken();
    for (const [id, model] of Object.entries(difference.models)) put(id, model);
    for (const id of difference.gone) models.delete(id);
    show(difference.root);
  },
  opened: (id, state) => put(id, { kind: state._model_name, state }),
  closed: (id) => models.delete(id),
  told(id, data, buffers) {
    const model = models.get(id);
    if (data.method === "update") model?.take(data.state);
    else if (data.method === "custom") model?.emit(["msg:custom"], data.content, buffers);
  },
});

async function begin() {
  document.documentElement.dataset.page = ""; // first.js: this script came, and is understood
  trouble(keepsCookies() ? "" : "cookies");
  if (config.parts) {
    const { root, models: first } = await (await fetch(place(config.parts))).json();
    for (const [id, model] of Object.entries(first)) put(id, /** @type {any} */ (model));
    show(root);
  }
  // the end of the page is sent when the kernel has started
  if (document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  const started = document.getElementById("assess-kernel");
  if (!started) return broken();
  config.kernelId = JSON.parse(started.textContent ?? "{}").kernelId;
  settings.textContent = JSON.stringify(config);
  if (document.documentElement.dataset.trouble) return; // without its cookie no kernel is ours
  kernel.connect(config.kernelId);
}

begin().catch((error) => {
  console.error(error);
  broken();
});

// after the widgets' own listeners, which may send a last message
setTimeout(() => {
  addEventListener("pagehide", () => {
    kernel.left = true;
    if (!kernel.id) return;
    const form = new FormData();
    const token = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie);
    if (token) form.append("_xsrf", token[1]);
    navigator.sendBeacon(`${config.baseUrl}voila/api/shutdown/${kernel.id}`, form);
  });
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
