// What the coach and the person take along: files are made in the browser, none is served.
function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  const said = h("p", { class: "ui-done", role: "status" });
  const choice = (value, label, hint, checked) =>
    h("div", { class: "ui-option ui-plain" },
      h("input", { type: "radio", id: `co-${uid}-${value}`, name: `co-${uid}-notes`, value, checked }),
      h("label", { htmlFor: `co-${uid}-${value}` }, h("span", { class: "ui-level" }, label), h("span", { class: "ui-anchor" }, hint)));
  const notes = h("fieldset", { class: "ui-question ui-notes" },
    h("legend", {}, texts.notes),
    choice("with", texts.with, texts.withHint, true),
    choice("without", texts.without, texts.withoutHint));
  const buttons = model.get("formats").map((format, index) =>
    h("button", { type: "button", class: index > 1 ? "ui-button" : "ui-button ui-primary", onclick: () => ask(format.id) }, format.label));
  el.append(h("div", { class: "ui-card" }, notes, h("p", { class: "ui-buttons" }, buttons), said, h("p", { class: "ui-hint" }, texts.next)));

  function ask(format) {
    said.textContent = texts.preparing;
    model.send({ kind: "export", format, notes: notes.querySelector("input:checked").value === "with" });
  }

  function onMessage(message) {
    if (message.kind === "file") {
      const url = URL.createObjectURL(new Blob([message.text], { type: message.type }));
      const link = h("a", { href: url, download: message.name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      said.textContent = `${message.name} ${texts.done}`;
    } else if (message.kind === "failed") said.textContent = message.text;
  }

  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
