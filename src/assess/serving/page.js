// Shows the widgets of this visit's kernel. The parts that every visit begins with come by HTTP and
// are drawn before the kernel is there; it then tells only what is different. Speaks Jupyter's
// kernel protocol (v1 over a websocket) and anywidget's module interface; knows anywidgets, boxes
// and HTML, and nothing else.
const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
const place = (name) => `${config.baseUrl}assess/parts/${name}`;
const main = document.getElementById("rendered_cells");
const models = new Map();
const modules = new Map();

// --- models ------------------------------------------------------------------------------------

const same = (a, b) => a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));

class Signal {
  listeners = new Set();

  connect(listener) {
    this.listeners.add(listener);
  }

  disconnect(listener) {
    this.listeners.delete(listener);
  }

  emit(sender, value) {
    for (const listener of [...this.listeners]) listener(sender, value);
  }
}

class Model {
  // as in JupyterLab: a widget may ask how the kernel is
  get widget_manager() {
    return { kernel };
  }

  constructor(id, kind, state) {
    Object.assign(this, { id, kind, state, listeners: new Map(), dirty: new Set(), started: null });
  }

  get(key) {
    return this.state[key] ?? null;
  }

  set(key, value) {
    if (typeof key === "object") {
      for (const [name, item] of Object.entries(key)) this.set(name, item);
      return;
    }
    if (same(this.state[key], value)) return;
    this.state[key] = value;
    this.dirty.add(key);
    this.emit([`change:${key}`, "change"], this, value);
  }

  save_changes() {
    if (!this.dirty.size) return;
    const state = Object.fromEntries([...this.dirty].map((key) => [key, this.state[key]]));
    this.dirty.clear();
    kernel.tell(this.id, { method: "update", state, buffer_paths: [] });
  }

  send(content) {
    kernel.tell(this.id, { method: "custom", content });
  }

  on(names, listener) {
    for (const name of names.split(" ")) {
      if (!this.listeners.has(name)) this.listeners.set(name, new Set());
      this.listeners.get(name).add(listener);
    }
  }

  off(names, listener) {
    for (const name of names ? names.split(" ") : [...this.listeners.keys()]) {
      if (listener) this.listeners.get(name)?.delete(listener);
      else this.listeners.delete(name);
    }
  }

  emit(names, ...details) {
    for (const name of names) {
      for (const listener of [...(this.listeners.get(name) ?? [])]) {
        try {
          listener(...details);
        } catch (error) {
          console.error(error);
        }
      }
    }
  }

  // what the kernel says: all of it is in place before anybody hears of it
  take(state) {
    const changed = Object.keys(state).filter((key) => !same(this.state[key], state[key]));
    Object.assign(this.state, state);
    for (const key of changed) this.emit([`change:${key}`], this, this.state[key]);
    if (changed.length) this.emit(["change"], this);
  }
}

// a widget made later brings its script's text: the policy wants the file of the same text
async function served(text) {
  const names = new Set([...models.values()].map((model) => model.state._esm));
  for (const name of names) {
    if (!name || name.length >= 40) continue;
    const answer = await fetch(place(name));
    if (answer.ok && (await answer.text()) === text) return import(place(name));
  }
  throw new Error("A part of this page has no script on the server.");
}

function module(name) {
  if (!modules.has(name)) {
    modules.set(name, name.length < 40 ? import(place(name)) : served(name));
  }
  return modules.get(name);
}

async function put(id, { kind, state }) {
  const known = models.get(id);
  if (known) {
    if (state._esm) delete state._esm;
    known.take(state);
    return;
  }
  models.set(id, new Model(id, kind, state));
  if (state._css && state._css.length < 40) style(state._css);
}

function style(name) {
  const href = place(name);
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href });
  document.head.append(link);
}

// --- views -------------------------------------------------------------------------------------

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
  const write = () => {
    content.innerHTML = model.get("value") ?? "";
  };
  write();
  model.on("change:value", write);
  return el;
}

function own(model) {
  const el = element(model);
  (async () => {
    const loaded = (await module(model.get("_esm"))).default;
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

function view(model) {
  const make = KINDS[model.kind];
  if (!make) throw new Error(`this page can't show a ${model.kind}`);
  return make(model);
}

let shown = null;

function show(root) {
  if (!root || root === shown) return;
  shown = root;
  main.replaceChildren(view(models.get(root)));
  document.getElementById("as-loading")?.remove();
}

function broken() {
  const text = document.getElementById("assess-broken");
  if (text) main.replaceChildren(text.content.cloneNode(true));
  document.getElementById("as-loading")?.remove();
}

// --- kernel ------------------------------------------------------------------------------------

const SUPERSEDED = 4001; // the server closed this connection for a newer one to the same kernel
const WAITS = [300, 700, 1500, 3000, 5000];

class Kernel {
  constructor() {
    this.session = crypto.getRandomValues(new Uint32Array(4)).join("-");
    this.waiting = [];
    this.ready = false;
    this.number = 0;
    this.attempt = 0;
    this.left = false;
    this.page = `page-${this.session}`;
    this.status = "unknown";
    this.statusChanged = new Signal();
    this.connectionStatusChanged = new Signal();
  }

  connect(id) {
    this.id = id;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const address = `${scheme}://${location.host}${config.baseUrl}api/kernels/${id}/channels?session_id=${this.session}`;
    const socket = new WebSocket(address, ["v1.kernel.websocket.jupyter.org"]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      this.attempt = 0;
      if (this.greeted) this.flush();
      else this.greet();
      this.connectionStatusChanged.emit(this, "connected");
    };
    socket.onmessage = ({ data }) => this.hear(data);
    socket.onclose = ({ code }) => {
      this.ready = false;
      if (this.left || this.status === "dead") return;
      if (code === SUPERSEDED) return this.is("dead"); // its kernel is in use elsewhere
      this.connectionStatusChanged.emit(this, "connecting");
      setTimeout(() => this.again(id), WAITS[Math.min(this.attempt++, WAITS.length - 1)]);
    };
  }

  async again(id) {
    try {
      const answer = await fetch(`${config.baseUrl}api/kernels/${id}`);
      if (answer.status === 404) return this.is("dead");
    } catch {
      // no network, or no server: it may come back
    }
    this.connect(id);
  }

  is(status) {
    if (this.status === "dead") return;
    this.status = status;
    this.statusChanged.emit(this, status);
  }

  greet() {
    const content = { comm_id: this.page, target_name: "assess.page", data: { parts: config.parts } };
    this.post("comm_open", content);
  }

  flush() {
    this.ready = true;
    for (const [type, content] of this.waiting.splice(0)) this.post(type, content);
  }

  tell(comm_id, data) {
    if (this.status === "dead") throw new Error("the kernel of this page is gone");
    const content = { comm_id, data };
    if (this.ready && this.socket.readyState === WebSocket.OPEN) this.post("comm_msg", content);
    else this.waiting.push(["comm_msg", content]);
  }

  post(msg_type, content) {
    const msg_id = `${this.session}-${++this.number}`;
    const header = { msg_id, msg_type, session: this.session, username: "", version: "5.4", date: new Date().toISOString() };
    this.socket.send(packed("shell", header, {}, {}, content));
  }

  hear(data) {
    const { header, content, buffers } = unpacked(data);
    const kind = header.msg_type;
    if (kind === "comm_msg" && content.comm_id === this.page) this.welcome(content.data);
    else if (kind === "comm_msg") this.deliver(content.comm_id, content.data, buffers);
    else if (kind === "status") this.is(content.execution_state);
    else if (kind === "comm_open" && content.target_name === "jupyter.widget") {
      const { state } = content.data;
      put(content.comm_id, { kind: state._model_name, state });
    } else if (kind === "comm_close") models.delete(content.comm_id);
  }

  deliver(id, data, buffers) {
    const model = models.get(id);
    if (!model) return;
    if (data.method === "update") model.take(data.state);
    else if (data.method === "custom") model.emit(["msg:custom"], data.content, buffers);
  }

  welcome(difference) {
    if (difference.failed) return broken();
    for (const [id, model] of Object.entries(difference.models)) put(id, model);
    for (const id of difference.gone) models.delete(id);
    show(difference.root);
    this.greeted = true;
    this.flush();
  }
}

function packed(channel, ...pieces) {
  const encoder = new TextEncoder();
  const bytes = [encoder.encode(channel), ...pieces.map((piece) => encoder.encode(JSON.stringify(piece)))];
  const offsets = [8 * (bytes.length + 2)];
  for (const piece of bytes) offsets.push(offsets.at(-1) + piece.length);
  const message = new Uint8Array(offsets.at(-1));
  const head = new DataView(message.buffer);
  [offsets.length, ...offsets].forEach((value, index) => head.setBigUint64(8 * index, BigInt(value), true));
  bytes.forEach((piece, index) => message.set(piece, offsets[index]));
  return message;
}

function unpacked(data) {
  const head = new DataView(data);
  const offsets = Array.from({ length: Number(head.getBigUint64(0, true)) }, (_, index) =>
    Number(head.getBigUint64(8 * (index + 1), true)),
  );
  const decoder = new TextDecoder();
  const text = (index) => JSON.parse(decoder.decode(new Uint8Array(data, offsets[index], offsets[index + 1] - offsets[index])));
  const buffers = offsets.slice(5, -1).map((start, index) => new DataView(data, start, offsets[index + 6] - start));
  return { header: text(1), content: text(4), buffers };
}

const kernel = new Kernel();

// --- start -------------------------------------------------------------------------------------

async function begin() {
  if (config.parts) {
    const { root, models: first } = await (await fetch(place(config.parts))).json();
    for (const [id, model] of Object.entries(first)) put(id, model);
    show(root);
  }
  // the end of the page is sent when the kernel has started
  if (document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  const started = document.getElementById("assess-kernel");
  if (!started) return broken();
  config.kernelId = JSON.parse(started.textContent).kernelId;
  document.getElementById("jupyter-config-data").textContent = JSON.stringify(config);
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
