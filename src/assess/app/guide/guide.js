// The role guide: a decision table for a pair, and questions whose advice follows each answer.
import { h, keepKeys, listen, setText, uid } from "../elements/dom.js";
import { select as selectOf } from "../elements/form.js";

/** @param {import("../messages/types").Widget<"GuidePart">} widget */
function render({ model, el }) {
  const traits = model.get("part") === "decisions" ? decisions() : role();
  return listen({ model, el }, { traits, begun: (_root, signal) => keepKeys(el.closest(".as-guide") ?? el, signal) });

  function decisions() {
    const { options, rows } = model.get("content");
    const people = ["You", "Your partner"];
    const status = h("p", { class: "ui-status", role: "status" });
    const answers = rows.map(() => ["", ""]);
    const results = [];
    const body = rows.map((row, index) => {
      const result = h("td", { class: "ui-result", "data-label": "Compared" }, "–");
      const line = h("tr", {},
        h("th", { scope: "row" },
          row.title,
          row.disputed ? h("span", { class: "as-disputed" }, "sources disagree") : null,
          row.usual || row.why ? said(row) : null),
        people.map((person, column) => h("td", { "data-label": person }, select(row, index, column))),
        result);
      results.push([line, result]);
      return line;
    });
    el.append(
      h("div", { class: "as-fragment ui-pair" },
        status,
        h("table", { class: "as-table as-stack" },
          h("caption", {}, "Who decides? One answer each"),
          h("thead", {}, h("tr", {},
            ["Decision", ...people, "Compared"].map((title) => h("th", { scope: "col" }, title)))),
          h("tbody", {}, body))));
    count();
    return {};

    function said(row) {
      return h("details", {},
        h("summary", {}, "What the sources say"),
        row.usual ? h("p", {}, h("b", {}, `Usually: ${row.usual}. `), row.why) : h("p", {}, row.why),
        row.dispute ? h("p", { class: "as-dispute" }, h("b", {}, "Sources disagree: "), row.dispute) : null);
    }

    function select(row, index, column) {
      return selectOf([["", "Choose…"], ...options.map((name) => [name, name])], {
        "aria-label": `${row.title}: ${people[column].toLowerCase()}`,
        onchange: (event) => {
          answers[index][column] = event.target.value;
          compare(index);
        },
      });
    }

    function compare(index) {
      const [mine, yours] = answers[index];
      const [line, result] = results[index];
      const state = !mine || !yours ? "" : mine === yours ? "same" : "different";
      line.dataset.state = state;
      result.textContent = { "": "–", same: "Same", different: "Different" }[state];
      count();
    }

    function count() {
      const both = answers.filter(([mine, yours]) => mine && yours);
      const apart = both.filter(([mine, yours]) => mine !== yours).length;
      status.textContent = `${both.length} of ${rows.length} answered by both` +
        (both.length ? `: ${both.length - apart} the same, ${apart} different.` : ".");
    }
  }

  function role() {
    const choices = {};
    const status = h("p", { class: "ui-status", role: "status" });
    const reasons = h("div", { class: "ui-reasons" });
    const brief = h("p", { class: "ui-brief", "aria-hidden": "true" }); // on a phone the advice is far below
    el.append(
      h("div", { class: "ui-role" },
        h("div", { class: "ui-questions" }, model.get("content").questions.map(question)),
        brief,
        h("section", { class: "ui-advice", "aria-label": "Advice" }, h("h3", {}, "Advice"), status, reasons)));
    advice();
    return { advice, summary: advice };

    function question(asked) {
      const name = uid();
      const clear = h("button", { type: "button", class: "ui-clear", hidden: true, "aria-label": `Clear: ${asked.text}`, onclick: () => {
        for (const input of group.querySelectorAll("input")) input.checked = false;
        choose("");
        group.querySelector("input")?.focus();
      } }, "Clear");
      const group = h("fieldset", { class: "ui-question" },
        h("legend", {}, asked.text),
        asked.hint ? h("p", { class: "ui-hint", id: `${name}-hint` }, asked.hint) : null,
        asked.options.map(([id, label]) => h("label", { class: "ui-option" },
          h("input", { type: "radio", name, value: id, onchange: () => choose(id) }), label)),
        clear);
      if (asked.hint) group.setAttribute("aria-describedby", `${name}-hint`);
      return group;

      function choose(id) {
        if (id) choices[asked.id] = id;
        else delete choices[asked.id];
        clear.hidden = !id;
        model.send({ kind: "choices", choices: { ...choices } });
      }
    }

    // the kernel has escaped every text of the model in it
    function advice() {
      reasons.innerHTML = model.get("advice");
      brief.textContent = model.get("summary");
      setText(status, model.get("summary"));
    }
  }
}

export default { render };
