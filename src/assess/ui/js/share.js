// Let a coach read, and add one's levels to a group; both can be taken back here.
function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  const button = (label, press, extra = "") =>
    h("button", { type: "button", class: `ui-button ${extra}`, "data-online": true, onclick: press }, label);
  const days = h("select", { id: `as-${uid}-days` }, model.get("days").map(([value, label]) => h("option", { value, selected: value === 7 }, label)));
  const code = h("div", { role: "status" });
  const open = h("div", {});
  const wrong = h("p", { class: "ui-error", role: "alert", hidden: true });
  const typed = h("input", { type: "text", id: `as-${uid}-group`, autocomplete: "off", spellcheck: false });
  const group = h("div", {});
  const done = h("p", { class: "ui-done", role: "status" });
  const no = h("p", { class: "ui-error", role: "alert", hidden: true });
  el.append(
    h("div", { class: "ui-card" },
      h("h3", {}, texts.coach), h("p", {}, texts.coachLead),
      h("div", { class: "ui-fields" },
        h("div", { class: "ui-field" }, h("label", { htmlFor: days.id }, texts.days), days)),
      h("p", { class: "ui-buttons" },
        button(texts.make, () => ask({ kind: "make", days: Number(days.value) })),
        button(texts.refresh, () => ask({ kind: "uses" }))),
      wrong, code, open),
    h("div", { class: "ui-card" },
      h("h3", {}, texts.group), h("p", {}, texts.groupLead),
      h("form", { class: "ui-fields", "data-online": true, onsubmit: (event) => { event.preventDefault(); look(); } },
        h("div", { class: "ui-field" }, h("label", { htmlFor: typed.id }, texts.groupCode), typed),
        h("div", { class: "ui-field ui-press" }, h("button", { type: "submit", class: "ui-button" }, texts.look))),
      no, group, done),
  );

  function ask(message) {
    for (const problem of [wrong, no]) problem.hidden = true;
    model.send(message);
  }

  function look() {
    done.textContent = "";
    ask({ kind: "look", code: typed.value });
  }

  function made(message) {
    code.replaceChildren(
      h("p", { class: "ui-code" }, h("span", { class: "ui-hint" }, `${texts.code}: `), h("output", {}, message.code)),
      h("p", { class: "ui-hint" }, `${texts.copied} ${texts.until} ${message.until}.`));
  }

  function codes({ items, uses }) {
    const row = ([id, until]) => h("li", {}, h("span", {}, `${texts.until} ${until}`), " ",
      h("button", { type: "button", class: "ui-link", "data-online": true, onclick: () => { code.replaceChildren(); ask({ kind: "revoke", id }); } }, texts.revoke));
    open.replaceChildren(
      h("ul", { class: "ui-earlier-list" }, items.map(row)),
      h("h4", {}, texts.uses),
      uses.length ? h("ul", {}, uses.map((use) => h("li", {}, use))) : h("p", { class: "ui-hint" }, texts.noUses));
  }

  function seen({ text, inside, levels }) {
    const close = () => { group.replaceChildren(); typed.value = ""; typed.focus(); };
    const send = (kind) => () => { ask({ kind, code: typed.value }); group.replaceChildren(); typed.focus(); };
    group.replaceChildren(
      h("p", { role: "alert" }, text),
      h("dl", { class: "ui-rows" }, levels.flatMap(([title, level]) => [h("dt", {}, title), h("dd", {}, level)])),
      h("p", { class: "ui-buttons" },
        button(inside ? texts.again : texts.add, send("add"), inside ? "" : "ui-primary"),
        inside ? button(texts.withdraw, send("withdraw"), "ui-danger") : null,
        button(texts.close, close)));
  }

  function problem({ where, text }) {
    const place = where === "group" ? no : wrong;
    place.textContent = text;
    place.hidden = false;
  }

  function clear() {
    for (const place of [code, open, group]) place.replaceChildren();
    typed.value = done.textContent = "";
    wrong.hidden = no.hidden = true;
  }

  function onMessage(message) {
    if (message.kind === "code") made(message);
    else if (message.kind === "codes") codes(message);
    else if (message.kind === "group") seen(message);
    else if (message.kind === "done") done.textContent = message.text;
    else if (message.kind === "problem") problem(message);
    else if (message.kind === "clear") clear();
  }

  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
