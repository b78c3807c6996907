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
