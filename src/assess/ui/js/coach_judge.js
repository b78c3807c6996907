// Were the last session's goals and promises kept? One small radio group each.
function render({ model, el }) {
  const texts = model.get("texts");
  const uid = Math.random().toString(36).slice(2);
  draw(model.get("data"));

  function draw(data) {
    el.replaceChildren(...part("goal", texts.goals, data.goals), ...part("promise", texts.promises, data.promises));
  }

  function part(kind, title, items) {
    if (!items?.length) return [];
    return [h("h3", {}, title), ...items.map((item, place) => question(kind, item, place))];
  }

  function question(kind, item, place) {
    const name = `co-${uid}-${kind}-${place}`;
    return h("fieldset", { class: "ui-agree" },
      h("legend", {}, h("bdi", {}, item.text)),
      h("div", { class: "ui-pills" }, ["kept", "not_kept", "open"].map((value) => {
        const input = h("input", {
          type: "radio", id: `${name}-${value}`, name, value, checked: item.kept === value,
          onchange: () => model.send({ kind, place, kept: value }),
        });
        return h("span", { class: "ui-pill" }, input, h("label", { htmlFor: input.id }, texts[value]));
      })));
  }

  function onMessage(message) {
    if (message.kind !== "data") return;
    model.set("data", message.data);
    draw(message.data);
  }

  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
