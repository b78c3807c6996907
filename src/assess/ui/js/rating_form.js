// The questions: real radio groups (one tab stop each, arrow keys inside), a note, clear and undo.
// A click shows at once; the visit beside it keeps each change in this browser until the kernel
// says that it is stored. Where there is no visit on the page, the kernel is told directly.
const PAUSE = 600;

function render({ model, el }) {
  const content = model.get("content");
  const name = `as-${Math.random().toString(36).slice(2)}`;
  const total = content.areas.reduce((sum, area) => sum + area.questions.length, 0);
  const questions = new Map();
  const sections = new Map();
  const tabs = new Map();
  const timers = new Map();
  const examples = new Map();
  let answers = { ...model.get("answers") };
  let current = content.areas[0].id;

  const heading = h("h2", { class: "ui-form-title" }, content.texts.title);
  const bar = h("span", { class: "ui-bar-fill" });
  const count = h("p", { class: "ui-count" });
  const areaList = h("ul", { class: "ui-areas" });
  el.classList.add("ui-form");
  el.append(
    heading,
    h("p", { class: "ui-lead" }, content.texts.lead),
    h("div", { class: "ui-progress" }, count, h("div", { class: "ui-bar", "aria-hidden": "true" }, bar)),
    help(),
    h("nav", { "aria-label": content.texts.areas }, areaList),
  );
  content.areas.forEach((area, index) => build(area, content.areas[index + 1]));
  refresh();
  open(current, false);

  function help() {
    const { texts, scale, scale_note } = content;
    const answer = (title, text, ...more) => [h("dt", {}, title), h("dd", {}, h("p", {}, text), ...more)];
    const levels = h("ul", {}, scale.map((item) => h("li", {}, h("b", {}, item.label), item.meaning ? `: ${item.meaning}` : "")));
    return h("details", { class: "ui-fold ui-help" }, h("summary", {}, texts.help),
      h("dl", { class: "ui-fold-body" },
        answer(texts.helpNa, texts.helpNaText),
        answer(texts.helpLevels, texts.helpLevelsText, levels, scale_note ? h("p", {}, scale_note) : null),
        answer(texts.helpWhat, texts.helpWhatText)));
  }

  function build(area, next) {
    const tally = h("span", { class: "ui-tally" });
    const tab = h(
      "button",
      { type: "button", class: "ui-area", onclick: () => open(area.id, true) },
      h("span", {}, area.title),
      tally,
    );
    tabs.set(area.id, { tab, tally });
    areaList.append(h("li", {}, tab));

    const title = h("h3", { tabIndex: -1 }, area.title);
    const onward = next
      ? h("button", { type: "button", class: "ui-button ui-primary", onclick: () => open(next.id, true) },
          `${content.texts.next} ${next.title}`)
      : h("button", { type: "button", class: "ui-button ui-primary", onclick: () => tell(el, "go", { step: content.then ?? "profile" }) },
          content.texts.profile);
    const section = h(
      "section",
      { class: "ui-section" },
      title,
      area.summary ? h("p", { class: "ui-lead" }, area.summary) : null,
      area.questions.map(question),
      h("p", { class: "ui-onward" }, onward),
    );
    sections.set(area.id, { section, title, area });
    el.append(section);
  }

  function question(item) {
    const group = `${name}-${item.id}`;
    const radios = new Map();
    const options = content.scale.map((level) =>
      option(item, group, radios, String(level.level), level.label, item.anchors[level.level]),
    );
    options.push(option(item, group, radios, "na", content.texts.na, content.texts.naHint, "ui-na"));

    const noteId = `${group}-note`;
    const left = h("span", { class: "ui-left" });
    const note = h("textarea", {
      id: noteId, rows: 2, maxLength: content.limit, class: "ui-note", autocomplete: "off", "aria-describedby": `${noteId}-left`,
      oninput: () => { leave(); send(item.id, true); },
      onblur: () => send(item.id),
    });
    left.id = `${noteId}-left`;
    const leave = () => { left.textContent = `${note.value.length} / ${content.limit.toLocaleString("en")}`; };

    const after = h("div", { class: "ui-after" });
    const clear = h("button", { type: "button", class: "ui-link", onclick: () => wipe(item.id) }, content.texts.clear);
    const fieldset = h(
      "fieldset",
      { class: "ui-question", id: group },
      h("legend", {}, h("span", { class: "ui-number", "aria-hidden": "true" }, `${item.number}`), h("span", {}, item.title)),
      item.summary ? h("p", { class: "ui-summary" }, item.summary) : null,
      h("div", { class: "ui-options" }, options),
      h("div", { class: "ui-evidence" },
        h("label", { htmlFor: noteId }, h("span", {}, content.texts.evidence), " ", h("span", { class: "ui-prompt" }, item.prompt)),
        note, left),
      item.example ? example(item) : null,
      after,
    );
    questions.set(item.id, { item, radios, note, leave, after, clear, fieldset });
    return fieldset;
  }

  // asked for when first opened: most people never need one
  function example(item) {
    const { texts } = content;
    const said = h("p", { class: "ui-example-text", id: `${name}-${item.id}-example`, role: "status", hidden: true });
    const button = h("button", { type: "button", class: "ui-link", "data-online": true, "aria-expanded": "false", "aria-controls": said.id, onclick: toggle }, texts.example);
    button.append(h("span", { class: "as-sr" }, `: ${item.title}`));
    function toggle() {
      said.hidden = !said.hidden;
      button.setAttribute("aria-expanded", String(!said.hidden));
      button.firstChild.textContent = said.hidden ? texts.example : texts.exampleHide;
      if (!said.textContent) model.send({ kind: "example", id: item.id });
    }
    examples.set(item.id, said);
    return h("div", { class: "ui-example" }, button, said);
  }

  function option(item, group, radios, value, label, text, extra = "") {
    const id = `${group}-${value}`;
    const input = h("input", { type: "radio", id, name: group, value, onchange: () => rate(item.id, value) });
    radios.set(value, input);
    return h("div", { class: `ui-option ${extra}` }, input,
      h("label", { htmlFor: id }, h("span", { class: "ui-level" }, label), h("span", { class: "ui-anchor" }, text)));
  }

  function rate(id, value) {
    const before = answers[id] ?? {};
    const rating = value === "na" ? { not_applicable: true } : { level: Number(value) };
    answers[id] = { evidence: before.evidence ?? "", ...rating };
    push({ kind: "rate", id, ...rating }, { rating: value, rating_was: ratingOf(before) });
    questions.get(id).after.replaceChildren(questions.get(id).clear);
    refresh();
  }

  function pause(id) {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => send(id), PAUSE));
  }

  // each letter is a change of its own to the visit beside us; the kernel itself hears after a pause
  function send(id, typing = false) {
    clearTimeout(timers.get(id));
    const { note } = questions.get(id);
    const before = answers[id] ?? {};
    if ((before.evidence ?? "") === note.value) return;
    const { confirm, ...kept } = before;
    const change = { note: note.value, note_was: before.evidence ?? "" };
    if (typing && !offer(id, { ...change, soon: true })) return pause(id);
    answers[id] = { ...kept, evidence: note.value };
    if (typing) model.set("answers", { ...answers });
    else push({ kind: "note", id, text: note.value }, change);
    refresh();
  }

  function wipe(id) {
    const { after, fieldset } = questions.get(id);
    clearTimeout(timers.get(id));
    const before = answers[id] ?? {};
    const was = { rating_was: ratingOf(before), note_was: before.evidence ?? "" };
    delete answers[id];
    push({ kind: "clear", id }, { rating: "", note: "", ...was });
    fill(id);
    refresh();
    const restore = () => {
      answers[id] = before;
      push({ kind: "undo", id }, { rating: was.rating_was, rating_was: "", note: was.note_was, note_was: "" });
      fill(id);
      refresh();
      first(fieldset);
    };
    const undo = h("button", { type: "button", class: "ui-link", onclick: restore }, content.texts.undo);
    after.replaceChildren(h("span", {}, content.texts.cleared), " ", undo);
    undo.focus();
  }

  function look(id) {
    const yes = () => {
      delete answers[id].confirm;
      push({ kind: "confirm", id }, { confirm: true });
      fill(id);
      first(questions.get(id).fieldset);
    };
    return h("p", { class: "ui-look" }, h("span", {}, content.texts.look), " ",
      h("button", { type: "button", class: "ui-button", onclick: yes }, content.texts.holds));
  }

  function first(fieldset) {
    (fieldset.querySelector("input:checked") ?? fieldset.querySelector("input")).focus();
  }

  function ratingOf(answer) {
    return answer.not_applicable ? "na" : String(answer.level ?? "");
  }

  function push(message, change) {
    model.set("answers", { ...answers });
    if (!offer(message.id, change)) model.send(message);
  }

  // whether a visit on this page has taken the change
  function offer(id, change) {
    const event = new CustomEvent("as-change", { detail: { id, ...change }, bubbles: true, cancelable: true });
    return !el.dispatchEvent(event);
  }

  // what was changed here and isn't stored yet goes before what the kernel says
  function overlay() {
    for (const id of questions.keys()) {
      const change = pending(el, "answer", id);
      const answer = { ...answers[id] };
      if (change?.rating !== undefined) {
        delete answer.level;
        delete answer.not_applicable;
        if (change.rating === "na") answer.not_applicable = true;
        else if (change.rating) answer.level = Number(change.rating);
      }
      if (change?.note !== undefined) answer.evidence = change.note;
      if (!change) continue;
      if (ratingOf(answer) || answer.evidence) answers[id] = answer;
      else delete answers[id];
    }
  }

  function fill(id) {
    const { radios, note, leave, after, clear } = questions.get(id);
    const answer = answers[id] ?? {};
    for (const [value, input] of radios) {
      input.checked = value === "na" ? answer.not_applicable === true : answer.level === Number(value);
    }
    if (note.value !== (answer.evidence ?? "")) note.value = answer.evidence ?? "";
    leave();
    after.replaceChildren(...(answers[id] ? [clear] : []), ...(answer.confirm ? [look(id)] : []));
  }

  function refresh() {
    const said = (item) => answers[item.id]?.level !== undefined || answers[item.id]?.not_applicable === true;
    let done = 0;
    for (const { area } of sections.values()) {
      const here = area.questions.filter(said).length;
      done += here;
      const { tally } = tabs.get(area.id);
      tally.textContent = here === area.questions.length ? content.texts.done : fillIn(content.texts.tally, here, area.questions.length);
    }
    for (const { item, fieldset } of questions.values()) fieldset.classList.toggle("ui-said", said(item));
    count.textContent = fillIn(content.texts.answered, done, total);
    bar.style.width = `${(100 * done) / total}%`;
    tell(el, "answers");
  }

  function fillIn(text, done, all) {
    return text.replace("{done}", done).replace("{all}", all);
  }

  // what the other widgets may ask: a question's texts beside its answer, and the list of all
  function describe(event) {
    const question = questions.get(event.detail.id)?.item;
    const answer = answers[event.detail.id] ?? {};
    const place = content.scale.findIndex((item) => item.level === answer.level);
    const after = place < 0 ? undefined : content.scale[place + 1];
    event.detail.reply({ areas: content.areas, question, answer, label: content.scale[place]?.label, next: after?.level, nextLabel: after?.label });
  }

  function goTo(event) {
    const found = questions.get(event.detail.id);
    if (!found) return;
    const area = content.areas.find((item) => item.questions.includes(found.item));
    open(area.id, false);
    first(found.fieldset);
    found.fieldset.scrollIntoView({ block: "start" });
  }

  function open(id, byPerson) {
    current = id;
    for (const [key, { section, title }] of sections) {
      section.hidden = key !== id;
      const { tab } = tabs.get(key);
      if (key === id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      if (key === id && byPerson) {
        title.focus({ preventScroll: true });
        areaList.scrollIntoView({ block: "start" });
      }
    }
  }

  function onMessage(message) {
    if (message.kind === "example") {
      examples.get(message.id)?.replaceChildren(h("b", {}, content.texts.exampleOf), ` ${message.text}`);
      return;
    }
    if (message.kind !== "answers") return;
    for (const id of timers.keys()) send(id); // what is being typed is a change, too
    answers = { ...message.answers };
    overlay();
    model.set("answers", { ...answers });
    for (const id of questions.keys()) fill(id);
    refresh();
  }

  for (const id of questions.keys()) fill(id);
  model.on("msg:custom", onMessage);
  let root = null;
  const attached = requestAnimationFrame(() => {
    root = page(el);
    root.addEventListener("as-describe", describe);
    root.addEventListener("as-question", goTo);
    tell(el, "answers");
  });
  // a page that is left or laid aside has no later moment: send what is still in a note
  const leaving = () => { for (const id of questions.keys()) send(id); };
  const hiding = () => document.hidden && leaving();
  addEventListener("pagehide", leaving, { capture: true });
  document.addEventListener("visibilitychange", hiding);
  return () => {
    cancelAnimationFrame(attached);
    root?.removeEventListener("as-describe", describe);
    root?.removeEventListener("as-question", goTo);
    removeEventListener("pagehide", leaving, { capture: true });
    document.removeEventListener("visibilitychange", hiding);
    model.off("msg:custom", onMessage);
  };
}

export default { render };
