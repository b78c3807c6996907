// Jupyter's kernel protocol (v1 over a websocket), as far as one page with widgets needs it.

const SUPERSEDED = 4001; // the server closed this connection for a newer one to the same kernel
const WAITS = [300, 700, 1500, 3000, 5000];
const SILENT = 4000; // a kernel that is there greets well before
const HANGS = 5; // so often a connection is found silent before another one is tried: a busy server is slow

/** What JupyterLab's kernel tells by: listeners get the sender and a value. */
export class Signal {
  listeners = new Set();

  connect = (listener) => void this.listeners.add(listener);
  disconnect = (listener) => void this.listeners.delete(listener);

  emit(sender, value) {
    for (const listener of [...this.listeners]) listener(sender, value);
  }
}

/** One kernel: connects again when the connection is lost, and keeps what is said meanwhile. */
export class Kernel {
  /**
   * @param {{baseUrl: string, parts?: string}} config `parts`: what the page holds already
   * @param {Record<"trouble" | "welcome" | "opened" | "closed" | "told", (...told: any[]) => void>} page
   *   hears what keeps the first greeting away, in what its widgets differ, which are made and gone,
   *   and messages to one of them
   */
  constructor(config, page) {
    this.config = config;
    this.page = page;
    this.session = crypto.getRandomValues(new Uint32Array(4)).join("-");
    this.channel = `page-${this.session}`;
    /** @type {[string, any][]} */
    this.waiting = [];
    this.ready = false;
    this.greeted = false;
    this.number = 0;
    this.attempt = 0;
    this.silent = 0;
    this.left = false;
    this.status = "unknown";
    this.statusChanged = new Signal();
    this.connectionStatusChanged = new Signal();
  }

  connect(id) {
    if (!this.id) setTimeout(() => this.look(id), SILENT);
    this.id = id;
    this.silent = 0;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const address = `${scheme}://${location.host}${this.config.baseUrl}api/kernels/${id}/channels?session_id=${this.session}`;
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
    socket.onclose = ({ code }) => this.ended(id, code);
  }

  ended(id, code) {
    if (this.socket) this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.ready = false;
    if (this.left || this.status === "dead") return;
    if (code === SUPERSEDED) return this.is("dead"); // its kernel is in use elsewhere
    this.connectionStatusChanged.emit(this, "connecting");
    setTimeout(() => this.again(id), WAITS[Math.min(this.attempt++, WAITS.length - 1)]);
  }

  // no greeting yet: the kernel is busy or gone, the server is away, or the websocket alone doesn't
  // get through
  async look(id) {
    if (this.greeted || this.left || this.status === "dead") return;
    setTimeout(() => this.look(id), SILENT);
    const found = await this.ask(id);
    if (found.status === 404) return this.is("dead");
    const reached = this.socket?.readyState === WebSocket.OPEN;
    const cause = !found.state ? "server" : reached && found.state !== "idle" ? "" : "websocket";
    if (this.greeted || this.left || this.status === "dead") return;
    this.page.trouble(cause);
    if (!cause || !this.socket?.onclose || ++this.silent < HANGS) return;
    this.socket.close();
    this.ended(id, 0); // the browser waits a minute for the other side to agree
  }

  async again(id) {
    if ((await this.ask(id)).status === 404) this.is("dead");
    else this.connect(id);
  }

  // what the server says of it: the answer's status, and what it does; nothing where no answer comes
  async ask(id) {
    try {
      const answer = await fetch(`${this.config.baseUrl}api/kernels/${id}`);
      return { status: answer.status, state: answer.ok ? (await answer.json()).execution_state : "" };
    } catch {
      return {}; // no network, or no server: it may come back
    }
  }

  is(status) {
    if (this.status === "dead") return;
    this.status = status;
    if (status === "dead") this.page.trouble(); // the way back stands with the answers
    this.statusChanged.emit(this, status);
  }

  greet() {
    const content = { comm_id: this.channel, target_name: "assess.page", data: { parts: this.config.parts } };
    this.post("comm_open", content);
  }

  flush() {
    this.ready = true;
    for (const [type, content] of this.waiting.splice(0)) this.post(type, content);
  }

  tell(comm_id, data) {
    if (this.status === "dead") throw new Error("the kernel of this page is gone");
    const content = { comm_id, data };
    if (this.ready && this.socket?.readyState === WebSocket.OPEN) this.post("comm_msg", content);
    else this.waiting.push(["comm_msg", content]);
  }

  post(msg_type, content) {
    const msg_id = `${this.session}-${++this.number}`;
    const header = { msg_id, msg_type, session: this.session, username: "", version: "5.4", date: new Date().toISOString() };
    this.socket?.send(packed("shell", header, {}, {}, content));
  }

  hear(data) {
    const { header, content, buffers } = unpacked(data);
    const kind = header.msg_type;
    if (kind === "comm_msg" && content.comm_id === this.channel) {
      this.page.welcome(content.data);
      if (content.data.failed) return;
      this.greeted = true;
      this.page.trouble();
      this.flush();
    } else if (kind === "comm_msg") this.page.told(content.comm_id, content.data, buffers);
    else if (kind === "status") this.is(content.execution_state);
    else if (kind === "comm_open" && content.target_name === "jupyter.widget") this.page.opened(content.comm_id, content.data.state);
    else if (kind === "comm_close") this.page.closed(content.comm_id);
  }
}

/** A message as bytes: offsets, the channel, then the pieces as JSON. */
export function packed(channel, ...pieces) {
  const encoder = new TextEncoder();
  const bytes = [encoder.encode(channel), ...pieces.map((piece) => encoder.encode(JSON.stringify(piece)))];
  const offsets = [8 * (bytes.length + 2)];
  for (const piece of bytes) offsets.push(offsets[offsets.length - 1] + piece.length);
  const message = new Uint8Array(offsets[offsets.length - 1]);
  const head = new DataView(message.buffer);
  [offsets.length, ...offsets].forEach((value, index) => head.setBigUint64(8 * index, BigInt(value), true));
  bytes.forEach((piece, index) => message.set(piece, offsets[index]));
  return message;
}

/** @param {ArrayBuffer} data */
export function unpacked(data) {
  const head = new DataView(data);
  const offsets = Array.from({ length: Number(head.getBigUint64(0, true)) }, (_, index) =>
    Number(head.getBigUint64(8 * (index + 1), true)));
  const decoder = new TextDecoder();
  const text = (index) => JSON.parse(decoder.decode(new Uint8Array(data, offsets[index], offsets[index + 1] - offsets[index])));
  const buffers = offsets.slice(5, -1).map((start, index) => new DataView(data, start, offsets[index + 6] - start));
  return { header: text(1), content: text(4), buffers };
}
