// At most three goals, with what the numbers suggest, and who does what by when.
const PAUSE = 600;

function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  const goals = h("div", {});
  const ideas = h("div", {});
  const promises = h("div", {});
  const timers = new Map();
  const what = h("input", { type: "text", id: `co-${uid}-what`, maxLength: 500 });
  const who = h("select", { id: `co-${uid}-who` }, Object.entries(texts.owners).map(([value, label]) => h("option", { value }, label)));
  const by = h("input", { type: "date", id: `co-${uid}-by` });
  el.append(
    h("h3", {}, texts.goals), goals, ideas,
    h("h3", {}, texts.promises), promises,
    h("form", { class: "ui-fields", onsubmit: promise },
      field(texts.what, what, "ui-wide"), field(texts.who, who), field(texts.by, by),
      h("div", { class: "ui-field ui-press" }, h("button", { type: "submit", class: "ui-button" }, texts.promise))),
  );
  draw(model.get("data"));

  function field(label, input, extra = "") {
    return h("div", { class: `ui-field ${extra}` }, h("label", { htmlFor: input.id }, label), input);
  }

  function promise(event) {
    event.preventDefault();
    model.send({ kind: "promise", text: what.value, owner: who.value, by: by.value });
    if (what.value.trim()) what.value = by.value = "";
    what.focus();
  }

  function draw(data) {
    flush();
    goals.replaceChildren(...(data.goals?.length ? data.goals.map(goal) : [h("p", { class: "ui-hint" }, texts.none)]));
    const room = (data.goals ?? []).length < (data.most ?? 3);
    ideas.replaceChildren(...(room ? suggestions(data) : [h("p", { class: "ui-hint" }, texts.full)]));
    promises.replaceChildren(h("ul", { class: "ui-promises" }, (data.promises ?? []).map((item, place) =>
      h("li", {},
        h("span", {}, h("bdi", {}, item.text), h("span", { class: "ui-tally" }, ` ${item.who}`)),
        h("button", { type: "button", class: "ui-link", onclick: () => model.send({ kind: "withdraw", place }) },
          texts.withdraw, h("span", { class: "as-sr" }, `: ${item.text}`))))));
  }

  function goal(item) {
    const name = `co-${uid}-${item.id}`;
    const change = (key, value) => model.send({ kind: "change", id: item.id, field: key, value });
    const to = h("select", { id: `${name}-to`, onchange: () => change("to", Number(to.value)) },
      item.levels.map(([level, label]) => h("option", { value: level, selected: level === item.to }, label)));
    const day = h("input", { type: "date", id: `${name}-by`, value: item.by, onchange: () => change("by", day.value) });
    const text = (key, label) => {
      const area = h("textarea", {
        id: `${name}-${key}`, rows: 2, maxLength: 500, class: "ui-note", value: item[key],
        oninput: () => pause(`${item.id} ${key}`, () => change(key, area.value)),
        onblur: () => flush(),
      });
      return field(label, area, "ui-wide");
    };
    return h("article", { class: "ui-card ui-goal" },
      h("h4", {}, item.title),
      h("p", { class: "ui-hint" }, item.way),
      h("div", { class: "ui-fields" },
        field(texts.to, to), field(texts.by, day), text("why", texts.why), text("first_step", texts.first)),
      h("button", { type: "button", class: "ui-link", onclick: () => model.send({ kind: "remove", id: item.id }) },
        texts.remove, h("span", { class: "as-sr" }, `: ${item.title}`)));
  }

  function suggestions(data) {
    const found = (data.suggestions ?? []).map((item) =>
      h("li", {},
        h("span", {}, h("strong", {}, item.title), h("span", { class: "ui-tally" }, ` ${item.why}`)),
        h("button", { type: "button", class: "ui-button", onclick: () => model.send({ kind: "add", id: item.id }) },
          texts.take, h("span", { class: "as-sr" }, `: ${item.title}`))));
    const parts = found.length
      ? [h("h4", {}, texts.suggested), h("ol", { class: "ui-ideas" }, found)]
      : [h("p", { class: "ui-hint" }, texts.nothing)];
    if (data.others?.length) {
      const other = h("select", { id: `co-${uid}-other` }, data.others.map(([id, title]) => h("option", { value: id }, title)));
      parts.push(h("div", { class: "ui-fields" }, field(texts.other, other),
        h("div", { class: "ui-field ui-add" }, h("button", { type: "button", class: "ui-button", onclick: () => model.send({ kind: "add", id: other.value }) }, texts.add))));
    }
    return parts;
  }

  function pause(key, then) {
    clearTimeout(timers.get(key)?.timer);
    const run = () => { timers.delete(key); then(); };
    timers.set(key, { timer: setTimeout(run, PAUSE), run });
  }

  function flush() {
    for (const { timer, run } of [...timers.values()]) {
      clearTimeout(timer);
      run();
    }
  }

  function onMessage(message) {
    if (message.kind !== "data") return;
    model.set("data", message.data);
    draw(message.data);
  }

  model.on("msg:custom", onMessage);
  return () => {
    flush();
    model.off("msg:custom", onMessage);
  };
}

export default { render };
