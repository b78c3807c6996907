// Sentences to the coach, and a guard against closing a page with something that isn't in a file.
function render({ model, el }) {
  const texts = model.get("texts");
  const status = h("span", { class: "ui-saved" });
  const notice = h("div", { class: "ui-notice", hidden: true });
  el.append(h("div", { class: "ui-live", role: "status", "aria-live": "polite" }, status, notice));

  function say(text) {
    notice.replaceChildren();
    notice.hidden = !text;
    if (!text) return;
    const close = h("button", { type: "button", class: "ui-link", onclick: () => say("") }, texts.close);
    notice.append(h("p", {}, text), close);
  }

  function state() {
    const unkept = model.get("unkept");
    status.dataset.state = unkept ? "saving" : "";
    status.textContent = unkept ? texts.unkept : "";
  }

  const guard = (event) => {
    if (model.get("unkept")) event.preventDefault();
  };
  const onMessage = (message) => {
    if (message.kind === "notice") say(message.text);
  };
  state();
  addEventListener("beforeunload", guard);
  model.on("msg:custom", onMessage);
  model.on("change:unkept", state);
  return () => {
    removeEventListener("beforeunload", guard);
    model.off("msg:custom", onMessage);
    model.off("change:unkept", state);
  };
}

export default { render };
