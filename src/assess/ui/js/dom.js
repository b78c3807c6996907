// Small helpers shared by our widgets: this text is put in front of each of them.
function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key in node && key !== "list" && key !== "form") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

// The page around a widget: events of one widget reach the others through it.
function page(el) {
  return el.closest(".as-app") ?? el.ownerDocument.body;
}

function tell(el, name, detail = {}) {
  el.dispatchEvent(new CustomEvent(`as-${name}`, { detail, bubbles: true }));
}

// A button that says `working` until the kernel has answered; it stays in place and in focus. Gives
// the way back, or null where it is under way already. `ended`: no answer will come on this page.
function busy(button, working, ended = null) {
  if (button.getAttribute("aria-busy") === "true") return null;
  const root = page(button);
  const text = button.textContent;
  const say = (on) => root.dispatchEvent(new CustomEvent("as-busy", { detail: { on } }));
  button.textContent = working;
  button.setAttribute("aria-busy", "true");
  function back() {
    if (!button.hasAttribute("aria-busy")) return;
    root.removeEventListener("as-lost", lost);
    button.textContent = text;
    button.removeAttribute("aria-busy");
    say(false);
  }
  function lost() {
    back();
    ended?.();
  }
  root.addEventListener("as-lost", lost);
  say(true);
  return back;
}

// What a person says of a setting, a role or an activity goes into this browser first (see visit.js):
// `soon` while they are typing. What isn't stored yet goes before what the kernel says.
function said(el, kind, id, value, value_was, soon = false) {
  tell(el, "change", { kind, id, value, value_was, soon });
}

function pending(el, kind, id) {
  const detail = {};
  tell(el, "pending", detail);
  return detail.pending?.(kind, id);
}
