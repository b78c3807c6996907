// The coach's list: files (chosen or dropped) and share codes put people on it; one is chosen.
const LARGEST = 2_000_000;

function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  const problems = h("div", { role: "alert" });
  const files = h("input", {
    type: "file", id: `co-${uid}-file`, multiple: true,
    accept: ".html,.htm,.json,text/html,application/json", onchange: () => read([...files.files]),
  });
  const zone = h("div", { class: "ui-card ui-drop", ondragover: over, ondragleave: out, ondrop: drop },
    h("p", {}, h("label", { htmlFor: files.id, class: "ui-file-label" }, texts.file), files),
    h("p", { class: "ui-hint" }, texts.drop));
  const code = h("div", {});
  const list = h("div", {});
  el.append(
    h("h2", {}, texts.title),
    h("p", { class: "ui-lead" }, texts.lead),
    zone, code, problems,
    h("h3", {}, texts.list),
    list,
  );
  draw(model.get("data"));

  function over(event) {
    event.preventDefault();
    zone.classList.add("ui-over");
  }

  function out() {
    zone.classList.remove("ui-over");
  }

  function drop(event) {
    event.preventDefault();
    out();
    read([...event.dataTransfer.files]);
  }

  async function read(chosen) {
    problems.replaceChildren();
    for (const file of chosen) {
      if (file.size > LARGEST) problem(`${file.name} ${texts.large}`);
      else model.send({ kind: "bring", name: file.name, text: await file.text() });
    }
    files.value = "";
  }

  function problem(text) {
    problems.append(h("p", { class: "ui-error" }, text));
  }

  function draw(data) {
    code.replaceChildren(...(data.shared ? [codeForm()] : []));
    const rows = (data.people ?? []).map(row);
    list.replaceChildren(
      rows.length ? h("ul", { class: "ui-people" }, rows) : h("p", { class: "ui-hint" }, texts.empty),
      data.people?.length ? onward() : demo(),
    );
  }

  function codeForm() {
    const field = h("input", { type: "text", id: `co-${uid}-code`, autocomplete: "off", spellcheck: false, "aria-describedby": `co-${uid}-hint` });
    const submit = (event) => {
      event.preventDefault();
      problems.replaceChildren();
      if (field.value.trim()) model.send({ kind: "code", code: field.value });
      field.value = "";
    };
    return h("form", { class: "ui-fields", onsubmit: submit },
      h("div", { class: "ui-field ui-wide" },
        h("label", { htmlFor: field.id }, texts.code), field,
        h("p", { class: "ui-hint", id: `co-${uid}-hint` }, texts.codeHint)),
      h("div", { class: "ui-field" }, h("button", { type: "submit", class: "ui-button" }, texts.open)));
  }

  function row(person) {
    const choose = person.chosen
      ? h("span", { class: "ui-chosen" }, `✓ ${texts.chosen}`)
      : h("button", { type: "button", class: "ui-button", onclick: () => model.send({ kind: "choose", key: person.key }) },
          `${texts.choose} ${person.name}`);
    return h("li", { class: "ui-person", "aria-current": person.chosen ? "true" : null },
      h("span", { class: "ui-earlier" }, h("bdi", {}, person.name), h("span", { class: "ui-tally" }, person.text)),
      choose,
      person.chosen && person.next ? next(person) : null,
      h("button", { type: "button", class: "ui-link", onclick: (event) => sure(event.target, person) },
        texts.off, h("span", { class: "as-sr" }, `: ${person.name}`)));
  }

  // what isn't in a file would be gone: ask once
  function sure(button, person) {
    if (!person.unkept) {
      model.send({ kind: "off", key: person.key });
      return;
    }
    const yes = h("button", { type: "button", class: "ui-button ui-danger", onclick: () => model.send({ kind: "off", key: person.key }) }, texts.offYes);
    const no = h("button", { type: "button", class: "ui-button", onclick: () => draw(model.get("data")) }, texts.offNo);
    button.replaceWith(h("span", { class: "ui-sure", role: "alert" }, h("span", {}, texts.offSure), yes, no));
    no.focus();
  }

  function next(person) {
    const newer = h("input", {
      type: "file", id: `co-${uid}-newer-${person.key}`, accept: ".html,.htm,.json",
      onchange: async () => {
        problems.replaceChildren();
        const [file] = newer.files;
        if (file && file.size > LARGEST) problem(`${file.name} ${texts.large}`);
        else if (file) model.send({ kind: "next", text: await file.text() });
      },
    });
    return h("div", { class: "ui-next" },
      h("p", { class: "ui-hint" }, texts.nextHint),
      h("button", { type: "button", class: "ui-button", onclick: () => model.send({ kind: "next" }) }, texts.next),
      h("p", {}, h("label", { htmlFor: newer.id, class: "ui-file-label" }, texts.newer), newer));
  }

  function demo() {
    return h("p", {}, h("button", { type: "button", class: "ui-link", onclick: () => model.send({ kind: "demo" }) }, texts.demo));
  }

  function onward() {
    return h("p", { class: "ui-onward" },
      h("button", { type: "button", class: "ui-button ui-primary", onclick: () => tell(el, "go", { step: model.get("data").onward }) },
        model.get("data").onwardLabel));
  }

  function onMessage(message) {
    if (message.kind === "data") {
      model.set("data", message.data);
      draw(message.data);
    } else if (message.kind === "problem") problem(message.text);
  }

  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
