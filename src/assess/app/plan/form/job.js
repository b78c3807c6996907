// "About your job": the model's questions, one open at a time, and who can be asked.
// `form`: {now(name), keep(name, value, soon)} of the settings.
import { fill, h, setText, uid } from "../../elements/dom.js";
import { choice, folded, link } from "../../elements/form.js";
import { LINE_LIMIT } from "../../elements/limits.js";
import { textField } from "../../elements/typed.js";

export function job(content, form) {
  const { words, situation, people } = content;
  const questions = situation.map(question);
  const reachLine = h("span", { class: "ui-said" });
  const rows = people.map(person);
  const back = link(words.reachReset, () => form.keep("reach", null));
  const own = folded(words.people, { style: "ui-own-words" },
    h("p", { class: "ui-hint" }, words.peopleHint),
    h("div", { class: "ui-fields" }, rows.map(({ word }) => word)));
  const root = h("section", { class: "ui-job" },
    h("h3", {}, words.job),
    h("p", { class: "ui-hint" }, words.jobHint),
    questions.map(({ fold }) => fold));
  const reach = people.length
    ? h("details", { class: "ui-ask" },
      h("summary", {}, h("span", { class: "ui-ask-title" }, words.reach), " ", reachLine),
      h("fieldset", {}, h("legend", { class: "as-sr" }, words.reach),
        h("p", { class: "ui-hint" }, words.reachHint),
        h("div", { class: "ui-people" }, rows.map(({ row }) => row)),
        back),
      own)
    : null;
  let untouched = true;

  function question(item, place) {
    const name = uid();
    let pointed = false; // arrow keys go through all answers: only a click leads on to the next
    const answers = item.answers.map(([value, label]) => choice({ name, value, onchange: () => choose(value) }, label, "ui-chip"));
    const skip = link(words.skip, () => choose(null));
    const chosen = h("span", { class: "ui-said" });
    const fold = h("details", { class: "ui-ask", onpointerdown: () => (pointed = true), onkeydown: () => (pointed = false) },
      h("summary", {}, h("span", { class: "ui-ask-title" }, item.question), " ", chosen),
      h("fieldset", {}, h("legend", { class: "as-sr" }, item.question),
        h("div", { class: "ui-chips" }, answers.map(({ node }) => node)), skip));

    function choose(value) {
      const cleared = value === null && form.now("situation")[item.id] !== undefined;
      const { [item.id]: before, ...rest } = form.now("situation");
      form.keep("situation", value === null ? rest : { ...rest, [item.id]: value });
      if (cleared || (value !== null && !pointed)) return;
      fold.open = false;
      const next = questions.slice(place + 1).find((other) => !other.answered());
      if (next) next.fold.open = true;
      (next?.fold ?? fold).firstElementChild.focus({ preventScroll: true });
    }

    return {
      fold,
      answered: () => form.now("situation")[item.id] !== undefined,
      show(value) {
        for (const { input } of answers) input.checked = input.value === value;
        chosen.textContent = item.answers.find(([id]) => id === value)?.[1] ?? "";
        setText(skip, value === undefined ? words.skip : words.clear);
      },
    };
  }

  function person(who) {
    const hint = h("small", {}, who.standIn ? fill(words.instead, who) : words.without);
    const tickOf = { type: "checkbox", onchange: () => tick(who.id, box.checked) };
    const { input: box, node: row } = choice(tickOf, [h("span", {}, who.title), hint], "ui-chip");
    const { input, node: word, fits } = textField("", { limit: LINE_LIMIT,
      oninput: () => fits() && call(who.id, input.value, true), onchange: () => fits() && call(who.id, input.value) });
    return { who, box, hint, input, fits, row, word, asked: word.querySelector("label") };
  }

  function tick(id, there) {
    const rest = form.now("within").filter((other) => other !== id);
    form.keep("reach", there ? [...rest, id] : rest);
  }

  function call(id, word, soon = false) {
    const { [id]: before, ...rest } = form.now("people");
    form.keep("people", word.trim() ? { ...rest, [id]: word } : rest, soon);
  }

  return {
    root,
    reach,
    inputs: new Map([["people", rows[0]?.input]]),
    show() {
      const said = form.now("situation");
      questions.forEach(({ show }, place) => show(said[situation[place].id]));
      if (untouched && questions.length && !Object.keys(said).length) questions[0].fold.open = true;
      untouched = false;
      const within = form.now("within");
      const called = form.now("people");
      const typing = root.ownerDocument.activeElement;
      for (const { who, box, hint, input, fits, asked, word } of rows) {
        box.checked = within.includes(who.id);
        hint.hidden = box.checked;
        // whoever stands in can be called by a word of one's own as well
        const name = box.checked ? who.title : who.standIn;
        word.hidden = !name;
        asked.textContent = name && name[0].toUpperCase() + name.slice(1);
        if (input !== typing && fits()) input.value = called[who.id] ?? "";
      }
      const many = rows.filter(({ box }) => box.checked).length;
      reachLine.textContent = many === rows.length ? words.reachAll : fill(words.reachSome, { count: many, of: rows.length });
      back.hidden = form.now("reach") === null;
    },
  };
}
