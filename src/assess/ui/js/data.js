// What is kept about the person: seen, taken along, erased; and a code for another computer.
function render({ model, el }) {
  const texts = model.get("texts");
  const button = (label, press, extra = "") =>
    h("button", { type: "button", class: `ui-button ${extra}`, onclick: press }, label);
  // what only the server can do
  const online = (...parts) => {
    const made = button(...parts);
    made.dataset.online = "";
    return made;
  };
  const said = h("p", { class: "ui-done", role: "status" });
  const list = h("div", { class: "ui-kept", hidden: true });
  const codes = h("div", { class: "ui-codes", role: "status" });
  const open = h("div", {});
  const forget = h("div", { class: "ui-forget" });
  const show = online(texts.show, () => model.send({ kind: "show" }));
  const card = h("div", { class: "ui-card" },
    h("h3", {}, texts.title), h("p", {}, texts.lead),
    h("p", { class: "ui-buttons" }, show), list, said,
    h("h4", {}, texts.elsewhere));
  if (model.get("shared")) {
    card.append(h("p", {}, texts.elsewhereCode),
      h("p", { class: "ui-buttons" }, online(texts.make, () => model.send({ kind: "make" }))), codes, open);
  } else card.append(h("p", {}, texts.elsewhereFile));
  card.append(h("hr", {}), forget);
  el.append(card);
  let erasing = null; // asked for, and not confirmed by the server yet
  askForget();

  function askForget() {
    const why = h("p", { class: "ui-hint", "data-why": true, hidden: true });
    forget.replaceChildren(online(texts.forget, sureForget, "ui-danger"), why);
  }

  function sureForget() {
    const yes = online(texts.forgetYes, () => {
      const back = busy(yes, texts.erasing);
      if (!back) return;
      erasing = back;
      model.send({ kind: "forget" });
    }, "ui-danger");
    const no = button(texts.forgetNo, () => { askForget(); forget.querySelector("button").focus(); });
    forget.replaceChildren(h("p", { role: "alert" }, texts.forgetSure), h("p", { class: "ui-buttons" }, yes, no));
    no.focus();
  }

  function kept({ rows, used }) {
    list.hidden = false;
    said.textContent = rows.length ? "" : texts.nothing;
    list.replaceChildren();
    if (!rows.length) return;
    list.append(
      h("dl", { class: "ui-rows" }, rows.flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)])),
      h("p", { class: "ui-buttons" }, online(texts.file, () => model.send({ kind: "file" }))));
  }

  function made({ code, until }) {
    codes.replaceChildren(
      h("p", { class: "ui-code" }, h("span", { class: "ui-hint" }, `${texts.code}: `), h("output", {}, code)),
      h("p", { class: "ui-hint" }, `${texts.copied} ${texts.until} ${until}.`));
  }

  function usable(items) {
    const row = ([id, until]) => h("li", {}, `${texts.until} ${until} `,
      h("button", { type: "button", class: "ui-link", "data-online": true, onclick: () => model.send({ kind: "revoke", id }) }, texts.revoke));
    open.replaceChildren(...(items.length ? [h("p", { class: "ui-hint" }, texts.open), h("ul", { class: "ui-earlier-list" }, items.map(row))] : []));
  }

  function download({ name, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  function clear() {
    list.replaceChildren();
    codes.replaceChildren();
    open.replaceChildren();
    said.textContent = "";
  }

  const replies = {
    rows: kept,
    code: made,
    codes: ({ items }) => usable(items),
    file: download,
    problem: ({ text }) => { said.textContent = text; },
    clear,
    answered() {
      erasing?.();
      askForget();
    },
  };
  const onMessage = (message) => replies[message.kind]?.(message);
  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
