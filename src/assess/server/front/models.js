// The widgets' state, as the kernel and the page share it: anywidget's model interface.

const same = (a, b) => a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));

/** One widget's state. What its own script sets is told to the kernel by `save_changes`. */
export class Model {
  /** @param {import("./kernel.js").Kernel} kernel */
  constructor(id, kind, state, kernel) {
    this.id = id;
    this.kind = kind;
    this.state = state;
    this.kernel = kernel;
    this.widget_manager = { kernel }; // as in JupyterLab: a widget may ask how the kernel is
    /** @type {Map<string, Set<(...details: any[]) => void>>} */
    this.listeners = new Map();
    /** @type {Set<string>} */
    this.dirty = new Set();
    /** @type {Promise<void> | null} */
    this.started = null;
  }

  get(key) {
    return this.state[key] ?? null;
  }

  set(key, value) {
    if (same(this.state[key], value)) return;
    this.state[key] = value;
    this.dirty.add(key);
    this.emit([`change:${key}`, "change"], this, value);
  }

  save_changes() {
    if (!this.dirty.size) return;
    const state = Object.fromEntries([...this.dirty].map((key) => [key, this.state[key]]));
    this.dirty.clear();
    this.kernel.tell(this.id, { method: "update", state, buffer_paths: [] });
  }

  send(content) {
    this.kernel.tell(this.id, { method: "custom", content });
  }

  on(names, listener) {
    for (const name of names.split(" ")) {
      if (!this.listeners.has(name)) this.listeners.set(name, new Set());
      this.listeners.get(name)?.add(listener);
    }
  }

  off(names, listener) {
    for (const name of names.split(" ")) this.listeners.get(name)?.delete(listener);
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
