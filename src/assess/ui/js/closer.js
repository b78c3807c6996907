// The words behind a mark: what the level held says and what the next one asks. Pointing at a chart
// and choosing from the list come to the same, so that nothing needs a mouse.
function render({ model, el }) {
  const texts = model.get("texts");
  const uid = `as-${Math.random().toString(36).slice(2)}`;
  const list = h("select", { id: uid, onchange: () => show(list.value) });
  const said = h("div", { class: "ui-closer-text", "aria-live": "polite" }, h("p", { class: "ui-hint" }, texts.hint));
  el.classList.add("ui-closer");
  el.append(h("label", { htmlFor: uid }, texts.label), list, said);
  let filled = false;

  function fill(areas) {
    if (filled || !areas) return;
    filled = true;
    list.replaceChildren(
      h("option", { value: "" }, texts.choose),
      ...areas.map((area) =>
        h("optgroup", { label: area.title },
          area.questions.map((item) => h("option", { value: item.id }, `${item.number} ${item.title}`)))),
    );
  }

  // the form of the questions knows their texts and the present answers
  function ask(id) {
    let told = null;
    tell(el, "describe", { id, reply: (found) => { told = found; } });
    fill(told?.areas);
    return told;
  }

  function show(id) {
    const told = ask(id);
    if (!id || !told?.question) return said.replaceChildren(h("p", { class: "ui-hint" }, texts.hint));
    list.value = id;
    const { question, answer, label, next, nextLabel } = told;
    const state = answer.not_applicable ? texts.na : answer.level === undefined ? texts.unrated : null;
    const lines = state
      ? [h("p", {}, state)]
      : [
          h("p", {}, h("b", {}, `${texts.you} (${label}): `), question.anchors[answer.level]),
          next === undefined ? h("p", {}, texts.top) : h("p", {}, h("b", {}, `${texts.next} (${nextLabel}): `), question.anchors[next]),
        ];
    const go = h("button", { type: "button", class: "ui-link" }, texts.go);
    go.dataset.question = id;
    said.replaceChildren(...lines, go);
  }

  const onLook = (event) => show(event.detail.id);
  const onAnswers = () => (list.value ? show(list.value) : ask(""));
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-look", onLook);
    root.addEventListener("as-answers", onAnswers);
    ask("");
  });
  return () => {
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-look", onLook);
    root?.removeEventListener("as-answers", onAnswers);
  };
}

export default { render };
